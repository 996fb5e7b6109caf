"""The start of plain mode: a new run in any role, or the latest run again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.plain.line_io import LEAVE_WORDS, LineIO
from game.play.session import Session
from game.play.store.saved_runs import RunStore
from game.render.text import wrap_paragraph
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.wording import page_words, plain_words


class StartMenu:
    """The runs that a player can begin or continue."""

    def __init__(self, line_io: LineIO, pack: Pack, store: RunStore, calm: bool) -> None:
        self.line_io = line_io
        self.pack = pack
        self.store = store
        self.calm = calm

    def new_session(self, role: str) -> Session:
        """Return a new run of a role."""
        return Session(self.pack, self.store, self.store.new_run(self.pack, role), self.calm)

    def ask(self) -> Session | None:
        """Ask which role to begin or whether to continue; return None if the player leaves or the input ends."""
        line_io = self.line_io
        line_io.write(self.pack.story.title)
        line_io.write_wrapped(self.pack.story.content_note.strip())
        line_io.write()
        offers: list[Callable[[], Session]] = []
        latest = self.store.find_latest(self.pack)
        if latest is not None:
            offers.append(lambda: Session(self.pack, self.store, latest, self.calm))
            role = self.pack.roles_by_id.get(latest.run.role)
            name = latest.run.name or (role.name if role is not None else "")
            line_io.write(
                wrap_paragraph(plain_words.CONTINUE.format(name=name), line_io.width, f"{len(offers):>2}  ", "    ")
            )
        for role in [*self.pack.person_roles, *self.pack.council_roles]:
            if role in self.pack.council_roles[:1]:
                line_io.write_wrapped(page_words.COUNCILS)
            offers.append(partial(self.new_session, role.id))
            text = f"{role.name}. {' '.join(role.who.split())} ({' '.join(role.content_note.split())})"
            line_io.write(wrap_paragraph(text, line_io.width, f"{len(offers):>2}  ", "    "))
        for name, fault in self.pack.unplayable.items():
            line_io.write(
                wrap_paragraph(plain_words.NOT_PLAYABLE.format(name=name, reason=fault), line_io.width, "    ", "    ")
            )
        if self.pack.notice:
            line_io.write_wrapped(self.pack.notice)
        while True:
            word = line_io.prompt(plain_words.ASK_RUN)
            if word is None or word.lower() in LEAVE_WORDS:
                return None
            if word.isascii() and word.isdigit() and 0 < int(word) <= len(offers):
                line_io.write()
                try:
                    return offers[int(word) - 1]()
                except UserError as error:
                    line_io.write_wrapped(str(error))
                    continue
            line_io.write_wrapped(plain_words.NO_OFFER.format(word=word[:40], last=len(offers)))
