"""The branch map: the tree of all runs of a role, and a way back into each of its scenes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from game.branches.tree import Row, rows, tree_of
from game.play.build import page
from game.play.journal import replay
from game.play.session import Session, machine_of
from game.play.store.runs import Saved
from game.tui.commands import bindings
from game.tui.leaf import View, page_lines
from game.tui.screens.base import Base
from game.tui.typeset import plain
from game.tui.widgets.sheet import Sheet


class Branches(Base[None]):
    """The tree at the left, the page under the marker at the right."""

    KIND = "branches"
    BINDINGS = bindings("branches")
    AUTO_FOCUS = "#tree"

    def __init__(self, role: str, present: Session | None = None) -> None:
        super().__init__()
        self.role = role
        self.present = present
        self.rows: list[Row] = []
        self.documented: set[tuple[str, ...]] = set()

    def build(self) -> Iterable[Widget]:
        """The heading, the tree and the page."""
        yield Static(Content("Branches"), classes="heading", markup=False)
        with Horizontal(id="map"):
            yield OptionList(id="tree", markup=False)
            yield Sheet(id="page")

    def on_mount(self) -> None:
        """Read the runs and draw the tree."""
        machine = machine_of(self.game.story, self.role)
        runs = [saved for saved in self.game.store.runs(self.game.story) if saved.run.role == self.role]
        journals = [replay(machine, saved.run.choices) for saved in runs if not saved.shipped]
        documented = next((saved.run.choices for saved in runs if saved.run.documented), [])
        self.documented = {tuple(documented[:number]) for number in range(len(documented) + 1)} if documented else set()
        here: list[str] = []
        if self.present is not None:
            here = self.present.run.walked
            journals.append(replay(machine, here))
        self.rows = rows(tree_of(machine, journals, here))
        tree = self.query_one("#tree", OptionList)
        tree.add_options([self._line(row) for row in self.rows])
        mark = next((i for i, row in enumerate(self.rows) if row.choice is None and row.node.pairs == tuple(here)), 0)
        tree.highlighted = mark

    @on(OptionList.OptionHighlighted, "#tree")
    def marked(self, event: OptionList.OptionHighlighted) -> None:
        """Show the page under the marker; a road not taken shows only its choice."""
        row = self.rows[event.option_index]
        sheet = self.query_one("#page", Sheet)
        if row.choice is not None:
            text = f"A road not taken, from “{row.node.scene.title}”: {row.choice.option.text}."
            sheet.show(lambda width: [*plain_lines(text, width), *plain_lines("Enter takes it, as a new run.", width)])
            return
        shown = page(self.game.story, replay(machine_of(self.game.story, self.role), row.node.pairs))
        sheet.show(lambda width: page_lines(shown, width, View()))

    @on(OptionList.OptionSelected, "#tree")
    def picked(self, event: OptionList.OptionSelected) -> None:
        """Play on from there as a new run; nothing is overwritten."""
        row = self.rows[event.option_index]
        pairs = list(row.node.pairs) + ([row.choice.id] if row.choice is not None else [])
        fresh = self.game.store.new(self.game.story, self.role)
        run = msgspec.structs.replace(fresh.run, choices=pairs, here=len(pairs))
        self.game.play(Session(self.game.story, self.game.store, Saved(run), self.game.settings.calm))

    def action_next_road(self) -> None:
        """Go to the next road not taken, round and round."""
        tree = self.query_one("#tree", OptionList)
        here = tree.highlighted or 0
        order = [*range(here + 1, len(self.rows)), *range(here + 1)]
        place = next((place for place in order if self.rows[place].choice is not None), None)
        if place is None:
            self.say("Every road from here has been taken.")
        else:
            tree.highlighted = place

    def _line(self, row: Row) -> Content:
        prefix = (row.prefix, "$rule")
        if row.choice is not None:
            return Content.assemble(prefix, ("? ", "$accent"), plain(row.choice.option.text, "$quiet italic"))
        node = row.node
        against = machine_of(self.game.story, self.role).against
        style = "bold" if node.present else "$quiet"
        parts: list[Content] = [Content.styled(*prefix)]
        if row.by is not None:
            parts.append(plain(f"{row.by.option.text}: ", "$quiet italic"))
        at = node.scene.at
        year = "" if str(at.earliest.year) in at.short else f" {at.earliest.year}"
        parts.append(plain(f"{'●' if node.present else '○'} {at.short}{year}  {node.scene.title}", style))
        marks = [
            *(["as documented"] if node.pairs in self.documented else []),
            *(["parted from the record"] if any(against(choice.option) for choice, _ in node.children) else []),
            *([f"end: {node.scene.ending.title}"] if node.scene.ending is not None else []),
            *([f"{node.runs} runs"] if node.runs > 1 else []),
        ]
        if marks:
            parts.append(Content.styled(f"  {' · '.join(marks)}", "$accent"))
        return Content.assemble(*parts)


def plain_lines(text: str, width: int) -> list[Content]:
    """A sentence of ours as lines, with an empty one behind."""
    from game.tui.typeset import set_text

    return [*set_text(text, width), Content(" ")]
