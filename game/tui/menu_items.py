"""The menu under a page: its choices, or the commands at the end of a run."""

from __future__ import annotations

from game.play.page import Page
from game.tui.widgets.menu import MenuItem
from game.wording import menu_words

#: The menu on the page that ends a run.
END_ITEMS = (
    ("@end", menu_words.END_SEE),
    ("@back", menu_words.END_BACK),
    ("@again", menu_words.END_AGAIN),
    ("@title", menu_words.END_TITLE),
)


def list_menu_items(page: Page) -> list[MenuItem]:
    """Return the choices of a page, or the menu of the end of a run."""
    if page.ending is not None or not page.choices:
        return [MenuItem(name, text, number=number) for number, (name, text) in enumerate(END_ITEMS, 1)]
    return [
        MenuItem(
            option.id,
            option.text,
            number=option.number if option.number is not None and option.number < 10 else None,
            is_open=option.is_open,
            details=option.reason if not option.is_open else "",
            suffix=menu_words.TAKEN_BEFORE if option.taken_before else "",
        )
        for option in page.choices
    ]
