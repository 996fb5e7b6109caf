"""The branches: the tree of all runs of a role, from which each of its scenes can be played again."""

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
from game.tui.growing_batches import grow_batches
from game.tui.page_lines import page_lines
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.text_layout import EMPTY_LINE, PROSE_MARGIN, indent, make_content, wrap_text
from game.tui.widgets.row_list import RowList
from game.tui.widgets.text_pane import TextPane
from game.wording import menu_words, tree_words

SHORT_MARKS = {tree_words.PARTED: menu_words.BRANCHES_PARTED, tree_words.MET_AGAIN: menu_words.BRANCHES_MET_AGAIN}


class BranchesScreen(GameScreen[None]):
    """The tree, with the page of the marked line beside or below it."""

    SCREEN_KIND = "branches"
    BINDINGS = list_bindings("branches")
    AUTO_FOCUS = "#tree"

    @dataclass
    class RunsRead(Message):
        """Posted when some saved runs were read; `last` says that there are no more."""

        runs: list[SavedRun]
        last: bool

    def __init__(self, role: str, present: Session | None = None) -> None:
        super().__init__()
        self.role = role
        self.present = present
        self.current_choices = tuple(present.journal.choice_refs) if present is not None else ()
        self.rows: list[TreeRow] = []
        self.is_outlined = False
        self.read = 0
        self.shown: object = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield the heading, the legend, the tree and the page."""
        yield Static(Content(menu_words.BRANCHES), classes="heading", markup=False)
        yield Static(make_content(menu_words.BRANCHES_LEGEND), classes="aside", markup=False)
        with Container(id="branches"):
            yield RowList(id="tree")
            yield TextPane(id="page")

    def on_mount(self) -> None:
        """Draw the present run, and start reading the others."""
        self.machine = get_machine(self.game.story, self.role)
        self.run_tree = begin_tree(self.game.story, self.role, self.present)
        if self.present is None:
            # The first scene is no secret: every run begins there.
            self.run_tree.mark_present([])
        self._fill(self.current_choices)
        self._read()

    @property
    def tree_view(self) -> RowList:
        """The drawn tree."""
        return self.query_one("#tree", RowList)

    @work(thread=True)
    def _read(self) -> None:
        worker = get_current_worker()
        found = self.game.store.iterate(self.game.story)
        runs = (saved for saved in found if isinstance(saved, SavedRun) and saved.run.role == self.role)
        for batch, last in grow_batches(runs):
            if worker.is_cancelled:
                return
            self.post_message(self.RunsRead(batch, last))

    def on_branches_screen_runs_read(self, event: RunsRead) -> None:
        """Add the runs to the tree; the marker stays where it is."""
        for saved in event.runs:
            add_saved_run(self.run_tree, saved, self.present)
        self.read += len(event.runs)
        marked = self.rows[self.tree_view.cursor]
        self._fill(marked.choice_refs)
        self.notify_line("" if event.last else menu_words.RUNS_READ.format(count=self.read))

    def _fill(self, pairs: tuple[str, ...]) -> None:
        """Draw the tree, and mark the line to which some choices lead."""
        self.rows = self.run_tree.rows()
        index = next((index for index, row in enumerate(self.rows) if row.choice_refs == pairs), 0)
        self.tree_view.show(len(self.rows), self._line, index)

    @on(RowList.RowMarked)
    def on_row_marked(self, event: RowList.RowMarked) -> None:
        """Show the page of the marked line; for an untaken choice, only the choice itself."""
        row = self.rows[event.index]
        shown = (row.choice_refs, row.is_known, row.is_untaken, row.node.is_documented)
        # While the tree grows, the marked page usually stays the same.
        if shown != self.shown:
            self.shown = shown
            self.query_one("#page", TextPane).show(lambda width: self._preview(row, width))

    @on(RowList.RowPicked)
    def on_row_picked(self, event: RowList.RowPicked) -> None:
        """Play on from the line as a new run; nothing is overwritten."""
        row = self.rows[event.index]
        if row.is_known:
            self.game.branch_from(self.role, row.choice_refs)
        else:
            # The last choice is taken, not only replayed, so that the new run is saved.
            self.game.branch_from(self.role, row.choice_refs[:-1], row.choice_refs[-1].partition(".")[2])

    def action_next_road(self) -> None:
        """Mark the next untaken choice; after the last comes the first."""
        here = self.tree_view.cursor
        order = [*range(here + 1, len(self.rows)), *range(here + 1)]
        index = next((index for index in order if self.rows[index].is_untaken), None)
        if index is None:
            self.notify_line(menu_words.NO_ROAD)
        else:
            self.tree_view.move_to(index)

    def action_outline(self) -> None:
        """Switch between the drawn tree and the tree in words."""
        self.is_outlined = not self.is_outlined
        self.tree_view.show(len(self.rows), self._line, self.tree_view.cursor)

    def action_read_on(self) -> None:
        """Scroll the page; after its end, go back to its top."""
        sheet = self.query_one("#page", TextPane)
        if sheet.has_more:
            sheet.page(1)
        else:
            sheet.scroll_home(animate=False)

    def _line(self, index: int) -> tuple[Content, Content]:
        row = self.rows[index]
        role = self.machine.role
        if self.is_outlined:
            words = describe_row(role, row, self.current_choices if self.present is not None else None)
            return Content("  " * count_depth(row)), make_content(f"{index + 1}. {words}")
        return Content.styled(row.prefix, "$rule"), self._draw_row(row)

    def _draw_row(self, row: TreeRow) -> Content:
        node = row.node
        if row.untaken_choice is not None:
            return Content.assemble(("? ", "bold $accent"), make_content(row.untaken_choice.spec.text, "$quiet italic"))
        if not node.is_visited:
            head = Content.assemble(
                ("◆ ", "bold $accent"), make_content(format_hour(self.machine.role, node), "$quiet"), "  "
            )
            if row.is_untaken and node.incoming_choice is not None:
                return Content.assemble(
                    head, ("? ", "bold $accent"), make_content(node.incoming_choice.spec.text, "$quiet italic")
                )
            return Content.assemble(head, ("…", "$quiet"))
        ended = node.scene.ending is not None
        sign = "■" if ended else "◆" if node.is_documented else "●" if node.is_present else "○"
        told = [
            SHORT_MARKS.get(mark, mark.removeprefix(tree_words.END_SIGN))
            for mark in list_marks(self.machine.role, node)
            if mark != tree_words.DOCUMENTED or ended
        ]
        return Content.assemble(
            make_content(
                f"{sign} {format_hour(self.machine.role, node)}  {node.scene.title}",
                "bold" if node.is_present else "$quiet",
            ),
            make_content(f"  {' · '.join(told)}", "$accent") if told else "",
            make_content(f"  › {row.incoming_choice.spec.text}", "$quiet italic")
            if row.incoming_choice is not None
            else "",
        )

    def _preview(self, row: TreeRow, width: int) -> list[Content]:
        node = row.node
        lines: list[Content] = []

        def tell(text: str, style: str = "$quiet") -> None:
            lines.extend(indent(wrap_text(text, width - PROSE_MARGIN, style), PROSE_MARGIN))

        if not row.is_known:
            option = (
                row.untaken_choice.spec
                if row.untaken_choice is not None
                else node.incoming_choice.spec
                if node.incoming_choice is not None
                else None
            )
            tell(menu_words.ROAD_UNTAKEN if row.is_untaken else menu_words.ROAD_DOCUMENTED, "$accent bold")
            if option is not None and row.is_untaken:
                lines.append(EMPTY_LINE)
                tell(f"“{option.text}”", "")
                if row.untaken_choice is None:
                    tell(menu_words.ROAD_IS_DOCUMENTED)
            lines.append(EMPTY_LINE)
            tell(menu_words.ROAD_HIDDEN)
            return lines
        attempts = self.machine.attempts_by_id
        if node.attempt:
            tell(menu_words.WAY_PARTED.format(title=attempts[node.attempt].title), "$accent")
        for attempt in node.answered_attempts:
            tell(menu_words.WAY_MET_AGAIN.format(title=attempts[attempt].title), "$accent")
        if node.is_documented:
            tell(menu_words.WAY_DOCUMENTED, "$accent")
        tell(f"{format_hour(self.machine.role, node)} · {self.game.story.record.places_by_id[node.scene.place].name}")
        lines.append(EMPTY_LINE)
        journal = replay(self.machine, node.choice_refs)
        settings = self.game.settings
        shown = build_page(self.game.story, journal, settings.calm, settings.known_now)
        return [*lines, *page_lines(shown, width)]
