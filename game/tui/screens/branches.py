"""The branch map: the tree of all runs of a role, and a way back into each of its scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on, work
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from game.branches.collect_runs import add_saved_run, begin_tree
from game.branches.tree import TreeRow
from game.branches.tree_text import count_depth, describe_row, format_hour, list_marks
from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.session import Session, get_machine
from game.play.store.saved_runs import SavedRun
from game.tui.batches import batches
from game.tui.commands import bindings
from game.tui.leaf import View, page_lines
from game.tui.screens.base import Base
from game.tui.typeset import BLANK, MARGIN, indent, plain, set_text
from game.tui.widgets.rows import Rows
from game.tui.widgets.sheet import Sheet

LEGEND = "● this run  ○ earlier runs  ? not taken  ◆ as documented  ≠ parted from the record  = met it again  ■ end"

SHORT = {"parted from the record": "≠ parted", "met the record again": "= met again"}


class Branches(Base[None]):
    """The tree, and the page under the marker beside or below it."""

    KIND = "branches"
    BINDINGS = bindings("branches")
    AUTO_FOCUS = "#tree"

    @dataclass
    class Found(Message):
        """Some saved runs were read; `last` says that there are no more."""

        runs: list[SavedRun]
        last: bool

    def __init__(self, role: str, present: Session | None = None) -> None:
        super().__init__()
        self.role = role
        self.present = present
        self.here = tuple(present.journal.choice_refs) if present is not None else ()
        self.rows: list[TreeRow] = []
        self.outlined = False
        self.read = 0
        self.shown: object = None

    def build(self) -> Iterable[Widget]:
        """The heading, the signs, the tree and the page."""
        yield Static(Content("Branches"), classes="heading", markup=False)
        yield Static(plain(LEGEND), classes="aside", markup=False)
        with Container(id="branches"):
            yield Rows(id="tree")
            yield Sheet(id="page")

    def on_mount(self) -> None:
        """Draw the present run, and read the others."""
        self.machine = get_machine(self.game.story, self.role)
        self.grown = begin_tree(self.game.story, self.role, self.present)
        if self.present is None:
            # Where every run of the role begins is no secret.
            self.grown.mark_present([])
        self._fill(self.here)
        self._read()

    @property
    def map(self) -> Rows:
        """The drawn tree."""
        return self.query_one("#tree", Rows)

    @work(thread=True)
    def _read(self) -> None:
        worker = get_current_worker()
        found = self.game.store.iterate(self.game.story)
        runs = (saved for saved in found if isinstance(saved, SavedRun) and saved.run.role == self.role)
        for batch, last in batches(runs):
            if worker.is_cancelled:
                return
            self.post_message(self.Found(batch, last))

    def on_branches_found(self, event: Found) -> None:
        """Let the tree grow; the marker stays where it is."""
        for saved in event.runs:
            add_saved_run(self.grown, saved, self.present)
        self.read += len(event.runs)
        marked = self.rows[self.map.marked]
        self._fill(marked.choice_refs)
        self.say("" if event.last else f"Reading your runs: {self.read:,} so far…")

    def _fill(self, pairs: tuple[str, ...]) -> None:
        """Draw the tree, with the line marked to which some choices lead."""
        self.rows = self.grown.rows()
        place = next((place for place, row in enumerate(self.rows) if row.choice_refs == pairs), 0)
        self.map.show(len(self.rows), self._line, place)

    @on(Rows.Marked)
    def marked(self, event: Rows.Marked) -> None:
        """Show the page under the marker; of a road not taken only its choice is told."""
        row = self.rows[event.place]
        shown = (row.choice_refs, row.is_known, row.is_untaken, row.node.is_documented)
        # While the tree grows, the marker mostly stays on the same page.
        if shown != self.shown:
            self.shown = shown
            self.query_one("#page", Sheet).show(lambda width: self._preview(row, width))

    @on(Rows.Picked)
    def picked(self, event: Rows.Picked) -> None:
        """Play on from there as a new run; nothing is overwritten."""
        row = self.rows[event.place]
        if row.is_known:
            self.game.play_on(self.role, row.choice_refs)
        else:
            # The last choice is taken, not only replayed, so that the new run is on disk.
            self.game.play_on(self.role, row.choice_refs[:-1], row.choice_refs[-1].partition(".")[2])

    def action_next_road(self) -> None:
        """Go to the next road not taken, round and round."""
        here = self.map.marked
        order = [*range(here + 1, len(self.rows)), *range(here + 1)]
        place = next((place for place in order if self.rows[place].is_untaken), None)
        if place is None:
            self.say("Every road from here has been taken.")
        else:
            self.map.mark(place)

    def action_outline(self) -> None:
        """Show the tree in words and indents instead of lines and signs, or back."""
        self.outlined = not self.outlined
        self.map.show(len(self.rows), self._line, self.map.marked)

    def action_read_on(self) -> None:
        """Scroll the page that is shown, and begin again behind its end."""
        sheet = self.query_one("#page", Sheet)
        if sheet.more:
            sheet.turn(1)
        else:
            sheet.scroll_home(animate=False)

    def _line(self, place: int) -> tuple[Content, Content]:
        row = self.rows[place]
        role = self.machine.role
        if self.outlined:
            words = describe_row(role, row, self.here if self.present is not None else None)
            return Content("  " * count_depth(row)), plain(f"{place + 1}. {words}")
        return Content.styled(row.prefix, "$rule"), self._drawn(row)

    def _drawn(self, row: TreeRow) -> Content:
        node = row.node
        if row.untaken_choice is not None:
            return Content.assemble(("? ", "bold $accent"), plain(row.untaken_choice.spec.text, "$quiet italic"))
        if not node.is_visited:
            head = Content.assemble(("◆ ", "bold $accent"), plain(format_hour(self.machine.role, node), "$quiet"), "  ")
            if row.is_untaken and node.incoming_choice is not None:
                return Content.assemble(
                    head, ("? ", "bold $accent"), plain(node.incoming_choice.spec.text, "$quiet italic")
                )
            return Content.assemble(head, ("…", "$quiet"))
        ended = node.scene.ending is not None
        sign = "■" if ended else "◆" if node.is_documented else "●" if node.is_present else "○"
        told = [
            SHORT.get(mark, mark.removeprefix("end: "))
            for mark in list_marks(self.machine.role, node)
            if mark != "as documented" or ended
        ]
        return Content.assemble(
            plain(
                f"{sign} {format_hour(self.machine.role, node)}  {node.scene.title}",
                "bold" if node.is_present else "$quiet",
            ),
            plain(f"  {' · '.join(told)}", "$accent") if told else "",
            plain(f"  › {row.incoming_choice.spec.text}", "$quiet italic") if row.incoming_choice is not None else "",
        )

    def _preview(self, row: TreeRow, width: int) -> list[Content]:
        node = row.node
        lines: list[Content] = []

        def tell(text: str, style: str = "$quiet") -> None:
            lines.extend(indent(set_text(text, width - MARGIN, style), MARGIN))

        if not row.is_known:
            option = (
                row.untaken_choice.spec
                if row.untaken_choice is not None
                else node.incoming_choice.spec
                if node.incoming_choice is not None
                else None
            )
            tell("A road not taken" if row.is_untaken else "The documented course goes on here", "$accent bold")
            if option is not None and row.is_untaken:
                lines.append(BLANK)
                tell(f"“{option.text}”", "")
                if row.untaken_choice is None:
                    tell("So it is documented.")
            lines.append(BLANK)
            tell("Where it leads stays hidden until you have been there. Enter goes there, as a new run.")
            return lines
        attempts = self.machine.attempts_by_id
        if node.attempt:
            tell(f"≠ Here this way parted from the record: {attempts[node.attempt].title}.", "$accent")
        for attempt in node.answered_attempts:
            tell(f"= Here it met the record again: {attempts[attempt].title}.", "$accent")
        if node.is_documented:
            tell("◆ So it is documented.", "$accent")
        tell(f"{format_hour(self.machine.role, node)} · {self.game.story.record.places_by_id[node.scene.place].name}")
        lines.append(BLANK)
        journal = replay(self.machine, node.choice_refs)
        settings = self.game.settings
        shown = build_page(self.game.story, journal, settings.calm, settings.known_now)
        return [*lines, *page_lines(shown, width, View())]
