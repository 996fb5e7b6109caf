"""What plain mode offers at its start: a new run in any role, or to go on with the latest one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.plain.talk import LEAVE, Talk
from game.play.session import Session
from game.play.store.saved_runs import RunStore
from game.render.text import COUNCILS_HEADING, wrap_paragraph
from game.story.types import Pack
from game.text.diagnostics import DiagnosticsError


class Offers:
    """The runs that a player can begin or go on with."""

    def __init__(self, talk: Talk, pack: Pack, store: RunStore, calm: bool) -> None:
        self.talk = talk
        self.pack = pack
        self.store = store
        self.calm = calm

    def begun(self, role: str) -> Session:
        """A new run of a role."""
        return Session(self.pack, self.store, self.store.new_run(self.pack, role), self.calm)

    def chosen(self) -> Session | None:
        """Ask which role to begin, or to go on with the latest run; None if the player leaves or the input ends."""
        talk = self.talk
        talk.say(self.pack.story.title)
        talk.tell(self.pack.story.content_note.strip())
        talk.say()
        offers: list[Callable[[], Session]] = []
        latest = self.store.find_latest(self.pack)
        if latest is not None:
            offers.append(lambda: Session(self.pack, self.store, latest, self.calm))
            role = self.pack.roles_by_id.get(latest.run.role)
            name = latest.run.name or (role.name if role is not None else "")
            talk.say(wrap_paragraph(f"Continue: {name}", talk.width, f"{len(offers):>2}  ", "    "))
        for role in [*self.pack.person_roles, *self.pack.council_roles]:
            if role in self.pack.council_roles[:1]:
                talk.tell(COUNCILS_HEADING)
            offers.append(partial(self.begun, role.id))
            text = f"{role.name}. {' '.join(role.who.split())} ({' '.join(role.content_note.split())})"
            talk.say(wrap_paragraph(text, talk.width, f"{len(offers):>2}  ", "    "))
        for name, fault in self.pack.unplayable.items():
            talk.say(wrap_paragraph(f"{name}: not playable. {fault}", talk.width, "    ", "    "))
        if self.pack.notice:
            talk.tell(self.pack.notice)
        while True:
            word = talk.ask("Number, or quit: ")
            if word is None or word.lower() in LEAVE:
                return None
            if word.isascii() and word.isdigit() and 0 < int(word) <= len(offers):
                talk.say()
                try:
                    return offers[int(word) - 1]()
                except DiagnosticsError as error:
                    talk.tell(str(error))
                    continue
            talk.tell(f'"{word[:40]}" is none of the numbers 1 to {len(offers)}; type one of them, or quit.')
