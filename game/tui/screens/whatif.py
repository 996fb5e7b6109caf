"""What if: which fates and which attempts each choice of a replayed page still leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work
from textual.content import Content
from textual.message import Message

from game.branches.collect_runs import collect_tree
from game.branches.what_if import Discovered, Outlook, describe_outlook, find_discovered, look_ahead
from game.play.session import Session
from game.tui.screens.base import Room
from game.tui.typeset import BLANK, heading, set_text


class WhatIf(Room):
    """The choices that were not taken here, then the one that was, each with what it leaves open."""

    HEADING = "What if"

    @dataclass
    class Worked(Message):
        """What lies ahead was worked out; `says` is a sentence where it could not be."""

        roads: list[Outlook]
        known: Discovered
        says: str

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.roads: list[Outlook] | None = None
        self.known = Discovered()
        self.says = ""

    def on_mount(self) -> None:
        """Look ahead, which takes a moment the first time."""
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        game, session = self.game, self.session
        found = look_ahead(session.journal.machine)
        if found.limit_exceeded:
            self.post_message(self.Worked([], Discovered(), f"It cannot be told here: {found.limit_exceeded}"))
            return
        tree = collect_tree(game.story, game.store, session.run.role, session)
        self.post_message(self.Worked(found.list_outlooks(session.journal.choice_refs), find_discovered(tree), ""))

    def on_what_if_worked(self, event: Worked) -> None:
        """Show it."""
        self.roads, self.known, self.says = event.roads, event.known, event.says
        self.sheet.show(self.lines)

    def lines(self, width: int) -> list[Content]:
        """What each choice leaves open."""
        page = self.session.page
        lines = set_text(f"{page.at.short} · {page.title}", width, "bold")
        lines.append(BLANK)
        if self.roads is None:
            return [*lines, *set_text("looking ahead…", width, "$quiet")]
        if self.says or not self.roads:
            return [*lines, *set_text(self.says or "Here the run has ended; nothing is left open.", width)]
        taken = self.session.run.next_choice
        for title, roads in (
            ("Not taken in this run", [road for road in self.roads if road.choice.id != taken]),
            ("Taken in this run", [road for road in self.roads if road.choice.id == taken]),
        ):
            if roads:
                lines += heading(title, width)
            for road in roads:
                lines += set_text(f"“{road.choice.spec.text}”", width, "bold")
                for sentence in describe_outlook(self.session.journal.machine, road, self.known):
                    lines += set_text(f"· {sentence}", width, hang=2)
                lines.append(BLANK)
        about = (
            "Read off all runs that can be. It says what is possible, not how likely: counting ways would weigh how "
            "this story is built, not people. What your runs have not met keeps its title to itself."
        )
        return [*lines, *set_text(about, width, "$quiet")]
