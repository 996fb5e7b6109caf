"""What if: which fates and attempts each choice of a replayed page leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work
from textual.content import Content
from textual.message import Message

from game.branches.collect_runs import collect_tree
from game.branches.what_if import Discovered, Outlook, describe_outlook, find_discovered, look_ahead
from game.play.session import Session
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, underline_heading, wrap_text
from game.wording import menu_words


class WhatIfScreen(TextScreen):
    """The untaken choices of a page, then the one that was taken, each with what it leaves open."""

    HEADING = menu_words.WHAT_IF

    @dataclass
    class OutlookReady(Message):
        """Posted when the outlooks are computed; `says` is a sentence if they could not be."""

        outlooks: list[Outlook]
        discovered: Discovered
        message: str

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.outlooks: list[Outlook] | None = None
        self.discovered = Discovered()
        self.message = ""

    def on_mount(self) -> None:
        """Start looking ahead, which takes a moment the first time."""
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        game, session = self.game, self.session
        found = look_ahead(session.journal.machine)
        if found.limit_exceeded:
            self.post_message(
                self.OutlookReady([], Discovered(), menu_words.WHAT_IF_NOT.format(reason=found.limit_exceeded))
            )
            return
        tree = collect_tree(game.story, game.store, session.run.role, session)
        self.post_message(
            self.OutlookReady(found.list_outlooks(session.journal.choice_refs), find_discovered(tree), "")
        )

    def on_what_if_screen_outlook_ready(self, event: OutlookReady) -> None:
        """Show the outlooks."""
        self.outlooks, self.discovered, self.message = event.outlooks, event.discovered, event.message
        self.text_pane.show(self.lines)

    def lines(self, width: int) -> list[Content]:
        """Return what each choice leaves open."""
        page = self.session.page
        lines = wrap_text(f"{page.at.short} · {page.title}", width, "bold")
        lines.append(EMPTY_LINE)
        if self.outlooks is None:
            return [*lines, *wrap_text(menu_words.WHAT_IF_SOON, width, "$quiet")]
        if self.message or not self.outlooks:
            return [*lines, *wrap_text(self.message or menu_words.WHAT_IF_ENDED, width)]
        taken = self.session.run.next_choice
        for title, outlooks in (
            (menu_words.WHAT_IF_NOT_TAKEN, [outlook for outlook in self.outlooks if outlook.choice.id != taken]),
            (menu_words.WHAT_IF_TAKEN, [outlook for outlook in self.outlooks if outlook.choice.id == taken]),
        ):
            if outlooks:
                lines += underline_heading(title, width)
            for outlook in outlooks:
                lines += wrap_text(f"“{outlook.choice.spec.text}”", width, "bold")
                for sentence in describe_outlook(self.session.journal.machine, outlook, self.discovered):
                    lines += wrap_text(f"· {sentence}", width, hang=2)
                lines.append(EMPTY_LINE)
        about = menu_words.WHAT_IF_ABOUT
        return [*lines, *wrap_text(about, width, "$quiet")]
