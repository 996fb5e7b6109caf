"""Playing in lines: the pages on standard output, numbered choices on standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from game.branches.documented_course import compare_with_course, find_documented_course
from game.plain.interrupt import Interrupt
from game.plain.line_io import LEAVE_WORDS, LineIO
from game.plain.start_menu import StartMenu
from game.plain.who import list_who
from game.play.run_end import build_run_end
from game.play.session import Session, branch_session
from game.play.store.files import SaveError
from game.play.store.saved_runs import RunStore
from game.render.text import (
    answers_text,
    choices_text,
    footnotes_text,
    ledger_text,
    page_text,
    run_end_text,
    status_text,
    wrap_paragraph,
)
from game.story.types import Pack
from game.text.clean import clean
from game.text.diagnostics import did_you_mean
from game.wording import page_words, plain_words

if TYPE_CHECKING:
    from game.branches.tree import TreeRow

#: The command to play on from a line of the branches.
GO_PATTERN = re.compile(r"go +([0-9]{1,6})")

#: The question who somebody is, or what a word means.
WHO_PATTERN = re.compile(r"who( .*)?", re.IGNORECASE)


def play_in_lines(
    pack: Pack, store: RunStore, role: str | None, *, calm: bool = False, interrupt: Interrupt | None = None
) -> int:
    """Play until the player quits or the input ends.

    Args:
        role: the role to begin with; None asks.
        calm: whether scenes of violence are told in two lines, until the player changes it.
        interrupt: the handler of Ctrl-C, if any.

    Returns:
        The exit code: 1 if the role does not exist, else 0.
    """
    return _Player(pack, store, sys.stdin, sys.stdout, calm, interrupt).run(role)


class _Player(LineIO):
    """One player at one input and one output."""

    def __init__(
        self, pack: Pack, store: RunStore, lines: TextIO, out: TextIO, calm: bool, interrupt: Interrupt | None = None
    ) -> None:
        super().__init__(lines, out, interrupt)
        self.pack = pack
        self.store = store
        self.calm = calm
        self.rows: list[TreeRow] = []

    def run(self, role: str | None) -> int:
        """Choose a run and play it; return the exit code."""
        if role is not None and role not in self.pack.roles_by_id:
            self.write_wrapped(self.pack.explain_missing_role(role))
            return 1
        offers = StartMenu(self, self.pack, self.store, self.calm)
        session = offers.new_session(role) if role is not None else offers.ask()
        if session is None:
            return 0
        self.write_wrapped(session.notice)
        try:
            self.write(self._page(session))
            return self._listen(session)
        except KeyboardInterrupt:
            self.write()
            self.write_wrapped(self._farewell(session, plain_words.LEFT))
            return 0

    def _listen(self, session: Session) -> int:
        """Prompt for lines of input and carry them out until the player leaves; return the exit code."""
        while True:
            word = self.prompt("> ")
            self.write()
            if word is None:
                self.write_wrapped(self._farewell(session, plain_words.INPUT_ENDED))
                return 0
            if word.lower() in LEAVE_WORDS:
                self.write_wrapped(self._farewell(session, plain_words.LEFT))
                return 0
            if found := GO_PATTERN.fullmatch(word.lower()):
                session = self._go(session, int(found[1]))
            elif asked := WHO_PATTERN.fullmatch(word):
                for sentence in list_who(session, (asked[1] or "").strip()):
                    self.write(wrap_paragraph(sentence, self.width, "", "  "))
            else:
                self._obey(session, word)

    def _obey(self, session: Session, word: str) -> None:
        if word.isascii() and word.isdigit():
            self._take(session, int(word[:9]))
            return
        commands: dict[str, Callable[[], None]] = {
            "back": lambda: self._step(session, session.back, plain_words.FIRST_PAGE),
            "forward": lambda: self._step(session, session.forward, plain_words.NOTHING_FORWARD),
            "notes": lambda: self.write(footnotes_text(session.page.footnotes, self.width) or plain_words.NO_FOOTNOTES),
            "why": lambda: self.write(answers_text(session.page, self.width) or plain_words.NO_ANSWER),
            "now": lambda: self._switch_now(session),
            "key": lambda: self._key(session),
            "where": lambda: self.write(status_text(session.page, self.width)),
            "again": lambda: self.write(self._page(session)),
            "branches": lambda: self._branches(session),
            "progress": self._progress,
            "ledger": lambda: self._ledger(session),
            "compare": lambda: self._compare(session),
            "calm": lambda: self._switch_calm(session),
            "help": self._help,
        }
        command = commands.get(word.lower())
        if command is not None:
            command()
        elif word:
            self.write_wrapped(
                plain_words.NO_COMMAND.format(word=word[:40], did_you_mean=did_you_mean(word.lower(), commands))
            )
        else:
            self.write_wrapped(plain_words.TYPE_NUMBER)

    def _take(self, session: Session, number: int) -> None:
        page = session.page
        option = page.get_choice(number)
        if option is None:
            count = sum(other.is_open for other in page.choices)
            said = plain_words.NO_CHOICE if count else plain_words.NO_CHOICE_AT_END
            self.write_wrapped(said.format(number=number, last=count))
            return
        self._step(session, lambda: session.choose(option.id), plain_words.CHOICE_CLOSED)

    def _step(self, session: Session, step: Callable[[], bool], otherwise: str) -> None:
        """Do something that is saved, and show the next page, or say why it failed."""
        try:
            done = step()
        except SaveError as error:
            self.write_wrapped(plain_words.NOT_SAVED.format(error=error))
            return
        if not done:
            self.write_wrapped(otherwise)
            return
        self.write_wrapped(session.notice)
        self.write(self._page(session))

    def _switch_now(self, session: Session) -> None:
        session.known_now = not session.known_now
        self.write(self._page(session))

    def _switch_calm(self, session: Session) -> None:
        session.calm = not session.calm
        self.write_wrapped(plain_words.CALM_ON if session.calm else plain_words.CALM_OFF)
        self.write(self._page(session))

    def _ledger(self, session: Session) -> None:
        if session.page.ending is None:
            self.write_wrapped(plain_words.NO_LEDGER)
            return
        self.write(ledger_text(session.ledger, self.width))

    def _branches(self, session: Session) -> None:
        """Print the tree of the role's runs in words."""
        from game.branches.collect_runs import collect_tree
        from game.branches.tree_text import count_depth, describe_row

        tree = collect_tree(self.pack, self.store, session.run.role, session)
        self.rows = tree.rows()
        for number, row in enumerate(self.rows, 1):
            indent = "  " * min(count_depth(row), self.width // 6)
            words = describe_row(tree.machine.role, row, session.journal.choice_refs)
            self.write(wrap_paragraph(f"{number}. {words}", self.width, indent, f"{indent}  "))
        self.write_wrapped(plain_words.BRANCHES_GO)

    def _key(self, session: Session) -> None:
        """Print the key of the run so far."""
        from game.branches.run_keys import encode_key

        self.write(encode_key(self.pack, session.journal))

    def _progress(self) -> None:
        """Print what the saved runs have seen, role by role and in all."""
        from game.branches.collect_runs import collect_all_trees
        from game.branches.progress import COVERAGE_KINDS, measure_coverage

        for tally in measure_coverage(collect_all_trees(self.pack, self.store)):
            counts = [
                plain_words.SEEN.format(seen=seen, all=every, kind=kind)
                for kind in COVERAGE_KINDS
                for seen, every in [tally.count(kind)]
            ]
            self.write_wrapped(
                plain_words.SEEN_OF_ROLE.format(role=tally.name or plain_words.IN_ALL, counts=", ".join(counts))
            )

    def _go(self, session: Session, number: int) -> Session:
        """Play on from a line of the branches; return the session to continue with."""
        if not 0 < number <= len(self.rows):
            said = plain_words.NO_LINE if self.rows else plain_words.NO_BRANCHES
            self.write_wrapped(said.format(number=number, last=len(self.rows)))
            return session
        row = self.rows[number - 1]
        pairs = row.choice_refs if row.is_known else row.choice_refs[:-1]
        fresh = branch_session(self.pack, self.store, session.run.role, pairs, session.calm)
        fresh.known_now = session.known_now
        if not row.is_known:
            # The last choice is taken, not only replayed, so that the new run is saved.
            choice = row.choice_refs[-1].partition(".")[2]
            self._step(fresh, lambda: fresh.choose(choice), plain_words.CHOICE_CLOSED)
        else:
            self.write(self._page(fresh))
        return fresh

    def _help(self) -> None:
        for word, says in plain_words.HELP.items():
            self.write(wrap_paragraph(says, self.width, f"{word:<11}", " " * 11))
        self.write_wrapped(plain_words.HELP_NOTES)

    def _page(self, session: Session) -> str:
        page = session.page
        text = page_text(page, self.width, plain_words.WHY_HINT)
        if page.ending is not None:
            return f"{text}\n\n{self._end(session)}\n\n{self._ways_on(session)}\n"
        return f"{text}\n\n{choices_text(page, self.width)}\n"

    def _end(self, session: Session) -> str:
        """Return the end of the run, on one screen."""
        from game.branches.collect_runs import collect_tree
        from game.branches.progress import count_endings_met
        from game.branches.run_keys import encode_key

        met = count_endings_met(collect_tree(self.pack, self.store, session.run.role, session))
        end = build_run_end(session.journal, met)
        return run_end_text(end, encode_key(self.pack, session.journal), self.width) if end is not None else ""

    def _ways_on(self, session: Session) -> str:
        course = find_documented_course(self.pack, self.store, session.run.role)
        return plain_words.RUN_ENDS if course is None else plain_words.RUN_ENDS_COMPARE

    def _compare(self, session: Session) -> None:
        """Print the run beside the documented course of its role."""
        from game.export.comparison import comparison_text

        course = find_documented_course(self.pack, self.store, session.run.role)
        if course is None:
            self.write_wrapped(page_words.NO_COURSE)
            return
        name = session.run.name or page_words.THIS_RUN
        self.write(comparison_text(compare_with_course(self.pack, course, name, session.journal), self.width))

    def _farewell(self, session: Session, forms: tuple[str, str]) -> str:
        path = session.saved_run.path
        return forms[1] if path is None else forms[0].format(path=clean(str(path)))
