"""How a run ended, on one screen before its ledger, and where to go from there."""

from __future__ import annotations

from textual import on

from game.branches.collect_runs import collect_tree
from game.branches.documented_course import compare_with_course, find_documented_course
from game.branches.progress import count_endings_met
from game.branches.run_keys import encode_key
from game.play.run_end import build_run_end
from game.play.session import Session
from game.render.blocks import Block
from game.render.page_blocks import list_run_end_blocks
from game.tui.player_commands import list_bindings
from game.tui.screens.text_menu_screen import TextMenuScreen
from game.tui.shutdown import COPIED
from game.tui.widgets.menu import Menu, MenuItem
from game.wording import page_words, screen_words


class RunEndScreen(TextMenuScreen):
    """Which ending a run met, what it passed on its way, and its key."""

    SCREEN_KIND = "end"
    BINDINGS = list_bindings("end")

    def __init__(self, session: Session) -> None:
        """Make the screen of a run that has ended."""
        super().__init__()
        self.session = session
        self.key = encode_key(session.pack, session.journal)
        self.course = find_documented_course(session.pack, session.store, session.run.role)
        tree = collect_tree(session.pack, session.store, session.run.role, session)
        self.end = build_run_end(session.journal, count_endings_met(tree))

    def list_blocks(self) -> list[Block]:
        """Return the end of the run."""
        return list_run_end_blocks(self.end, self.key) if self.end is not None else []

    def list_items(self) -> list[MenuItem]:
        """Return where to go from here; a role without a documented course has none to compare with."""
        items = [item for item in screen_words.RUN_END_MENU if item != "compare" or self.course is not None]
        return [MenuItem(item, screen_words.RUN_END_MENU[item], number=number) for number, item in enumerate(items, 1)]

    @on(Menu.ItemPicked, "#choices")
    async def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Go there."""
        await self.run_action(event.item.id)

    def action_ledger(self) -> None:
        """Open the ledger."""
        from game.tui.screens.ledger_screen import LedgerScreen

        self.app.push_screen(LedgerScreen(self.session))

    def action_branches(self) -> None:
        """Open the tree of the role's runs, from any page of which a new run goes on."""
        from game.tui.screens.branches_screen import BranchesScreen

        self.app.push_screen(BranchesScreen(self.session.run.role, self.session))

    def action_compare(self) -> None:
        """Lay the run beside the documented course."""
        from game.tui.screens.comparison_screen import ComparisonScreen

        if self.course is None:
            self.notify_line(page_words.NO_COURSE)
            return
        name = self.session.run.name or page_words.THIS_RUN
        comparison = compare_with_course(self.session.pack, self.course, name, self.session.journal)
        self.app.push_screen(ComparisonScreen(comparison))

    def action_copy_key(self) -> None:
        """Copy the key of the run."""
        self.app.copy_to_clipboard(self.key)
        self.notify_line(COPIED)

    def action_begin_again(self) -> None:
        """Begin a new run of the role."""
        self.game.begin(self.session.run.role)
