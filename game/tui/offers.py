"""What a page offers in the menu under it: its choices, or at the end of a run what can be done then."""

from __future__ import annotations

from game.play.page import Page
from game.tui.widgets.menu import Item

#: What can be done on the page that ends a run.
AT_THE_END = (
    ("@ledger", "Read the ledger of this run, and its sources"),
    ("@back", "Step back one choice"),
    ("@again", "Begin again in this role"),
    ("@title", "Go to the title screen"),
)


def offers(page: Page) -> list[Item]:
    """The choices of a page, or what the end of a run offers."""
    if page.ending is not None or not page.choices:
        return [Item(name, text, number=number) for number, (name, text) in enumerate(AT_THE_END, 1)]
    return [
        Item(
            option.id,
            option.text,
            number=option.number if option.number is not None and option.number < 10 else None,
            open=option.is_open,
            more=option.reason if not option.is_open else "",
            aside="(taken before)" if option.taken_before else "",
        )
        for option in page.choices
    ]
