"""The play screen: prose, choices and the side panel. It shows every page of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from game.play.journal import replay
from game.play.page import Page
from game.play.session import Session
from game.play.store.files import SaveError
from game.tui.menu_items import list_menu_items
from game.tui.page_lines import head_lines, page_lines, separator_line
from game.tui.player_commands import list_bindings
from game.tui.screens.base_screens import GameScreen
from game.tui.widgets.fit_text import FitText
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.menu import Menu
from game.tui.widgets.text_pane import TextPane
from game.wording import menu_words


class PlayScreen(GameScreen[None]):
    """The screen of a scene in a run; its keys are in `game.tui.player_commands`."""

    SCREEN_KIND = "scene"
    STYLE_FILE = "scene.tcss"
    BINDINGS = list_bindings("scene")
    AUTO_FOCUS = "#choices"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: Page = session.page

    def compose_body(self) -> Iterable[Widget]:
        """Yield the header, prose, rule, choices and side panel."""
        yield FitText(lambda width: head_lines(self.page, width), id="head")
        with Horizontal(id="spread"):
            with Vertical(id="left"):
                yield TextPane(id="prose")
                yield FitText(self._separator, id="fold")
                yield Menu(id="choices", allow_no_cursor=True)
            yield TextPane(id="side", max_line=200)

    def on_mount(self) -> None:
        """Show the present page."""
        self.show_page()

    def on_visibility_changed(self) -> None:
        """Show the page again, since a setting may have changed its text."""
        before, self.page = self.page, self.session.page
        if before.is_calm != self.page.is_calm:
            self.show_page()
        else:
            self.refresh_view()

    def show_page(self) -> None:
        """Show the page of the run from its top."""
        self.game.schedule_collection()
        page = self.page = self.session.page
        self.query_one("#head", FitText).refresh_text()
        self.text_pane.show(self._prose)
        self.query_one("#side", TextPane).show(self._side)
        self.query_one("#choices", Menu).show(list_menu_items(page))
        self.notify_line(" ".join(part for part in (self.session.notice, self.status) if part))
        self.query_one("#fold", FitText).refresh_text()
        self.query_one(KeyBar).hide_actions(self._list_idle_actions())

    @property
    def status(self) -> str:
        """Return a sentence about the run that every page shows, or an empty string."""
        return "" if self.session.saving else menu_words.NOT_SAVED

    def choose(self, choice: str) -> None:
        """Take a choice."""
        self._step(lambda: self.session.choose(choice), menu_words.CHOICE_CLOSED)

    def refresh_view(self) -> None:
        """Show the same page again, at the same scroll position."""
        self.text_pane.show(self._prose, top=False)
        self.query_one("#fold", FitText).refresh_text()

    @property
    def text_pane(self) -> TextPane:
        """The prose; the side panel is a pane too."""
        return self.query_one("#prose", TextPane)

    @on(Menu.ItemPicked, "#choices")
    def on_item_picked(self, event: Menu.ItemPicked) -> None:
        """Take a choice, or run a command of the menu at the end of a run."""
        # A key that was pressed before this page appeared was meant for another page.
        if not any(event.item is item for item in event.menu.items):
            return
        match event.item.id:
            case "@end":
                from game.tui.screens.run_end_screen import RunEndScreen

                self.app.push_screen(RunEndScreen(self.session))
            case "@back":
                self.action_back()
            case "@again":
                self.game.begin(self.session.run.role)
            case "@title":
                self.action_leave()
            case choice:
                self.choose(choice)

    @on(Menu.OutOfItems, "#choices")
    def on_menu_edge(self, event: Menu.OutOfItems) -> None:
        """Scroll the page with the arrows while no choice is marked, and mark a choice at its end."""
        prose, choices = self.text_pane, self.query_one("#choices", Menu)
        if event.step == 0:
            self.notify_line(menu_words.NO_CHOICE)
        elif event.step > 0 and not prose.has_more:
            choices.move_to_first()
        elif event.enter:
            prose.page(1)
        else:
            prose.scroll_lines(event.step)

    @on(TextPane.PaneMoved)
    def on_pane_moved(self) -> None:
        """Update the hint that there is more to read."""
        if self.is_ready:
            self.query_one("#fold", FitText).refresh_text()

    def action_back(self) -> None:
        """Step back one choice."""
        self._step(self.session.back, menu_words.RUN_BEGINS)

    def action_forward(self) -> None:
        """Take the choice again from which the run stepped back."""
        self._step(self.session.forward, menu_words.NOTHING_FORWARD)

    def action_branches(self) -> None:
        """Open the tree of all runs of this role."""
        from game.tui.screens.branches_screen import BranchesScreen

        self.app.push_screen(BranchesScreen(self.session.run.role, self.session))

    def action_documented(self) -> None:
        """Toggle the highlighting of documented sentences."""
        self.notify_line(self.game.update_setting("documented", not self.game.settings.documented))

    def action_known_now(self) -> None:
        """Toggle whether bulletins say what is known today."""
        if not self.page.bulletins:
            self.notify_line(menu_words.NOTHING_HEARD)
            return
        self.notify_line(self.game.update_setting("known_now", not self.game.settings.known_now))

    def action_footnotes(self) -> None:
        """Open the footnotes of the page."""
        if not self.page.footnotes:
            self.notify_line(menu_words.NO_FOOTNOTES)
            return
        from game.tui.screens.footnotes_screen import FootnotesScreen

        self.app.push_screen(FootnotesScreen(lambda: self.page.footnotes))

    def action_answer(self) -> None:
        """Open the whole answer to what meets the record on this page."""
        if not self.page.answers:
            self.notify_line(menu_words.NO_ANSWER)
            return
        from game.tui.screens.answer_screen import AnswerScreen

        self.app.push_screen(AnswerScreen(self.page))

    def action_opening(self) -> None:
        """Open what goes before the first page."""
        from game.play.page_builder import build_page
        from game.tui.screens.opening_screen import OpeningScreen

        start = replay(self.session.journal.machine, ())
        self.app.push_screen(OpeningScreen(build_page(self.session.pack, start, with_opening=True)))

    def action_moment(self) -> None:
        """Open the side panel with the map of the moment."""
        from game.tui.screens.moment_map_screen import MomentMapScreen

        self.app.push_screen(MomentMapScreen(self.page))

    def action_file(self) -> None:
        """Open the dossier and the journal of the run."""
        from game.tui.screens.dossier_screen import DossierScreen

        self.app.push_screen(DossierScreen(self.session))

    def action_ledger(self) -> None:
        """Open the ledger, if the run has ended."""
        if self.page.ending is None:
            self.notify_line(menu_words.NO_LEDGER)
            return
        from game.tui.screens.ledger_screen import LedgerScreen

        self.app.push_screen(LedgerScreen(self.session))

    def action_leave(self) -> None:
        """Go to the title screen."""
        self.game.pop_to_title()

    def _step(self, step: Callable[[], bool], otherwise: str) -> None:
        """Do something that is saved; if it cannot be saved, ask what to do."""
        try:
            done = step()
        except SaveError as error:
            from game.tui.screens.save_failed_dialog import SaveFailedDialog

            def answered(answer: str | None) -> None:
                if answer == "unsaved":
                    self.session.saving = False
                if answer in {"again", "unsaved"}:
                    self._step(step, otherwise)

            self.app.push_screen(SaveFailedDialog(str(error)), answered)
            return
        if done:
            self.show_page()
        else:
            self.notify_line(otherwise)

    def _list_idle_actions(self) -> set[str]:
        """Return the actions that would do nothing on this page, so that the key bar leaves them out."""
        run, page = self.session.run, self.page
        idle = {
            "back": run.cursor == 0,
            "forward": not run.next_choice,
            "answer": not page.answers or page.ending is not None or page.is_of_council,
            "footnotes": not page.footnotes,
            "known_now": not page.bulletins,
            "ledger": page.ending is None,
        }
        return {action for action, nothing in idle.items() if nothing}

    def _prose(self, width: int) -> list[Content]:
        return page_lines(self.page, width, self.game.settings.documented)

    def _side(self, width: int) -> list[Content]:
        from game.tui.side_panel import side_lines

        return side_lines(self.game.story, self.page, width, map_height=max(6, self.app.size.height // 2 - 4))

    def _separator(self, width: int) -> list[Content]:
        """Return the rule between prose and choices, with the legend of the documented view and a hint to read on."""
        return [separator_line(self.page, width, self.game.settings.documented, self.text_pane.has_more)]
