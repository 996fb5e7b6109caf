"""A session: one player at one run; a choice is on disk before the next page is shown."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from game.play.glosses import add_glosses
from game.play.journal import replay
from game.play.ledger import Ledger, build_ledger
from game.play.page import Page
from game.play.page_builder import build_page
from game.play.run import Run
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.machine import RoleMachine
from game.story.types import Pack
from game.text.diagnostics import UserError

_machine_cache: dict[tuple[str, str], RoleMachine] = {}


def get_machine(pack: Pack, role: str) -> RoleMachine:
    """Return the machine of a role, made once and shared by all runs.

    Raises:
        KeyError: if the pack has no such role.
    """
    key = (pack.digest, role)
    if key not in _machine_cache:
        _machine_cache[key] = RoleMachine(pack.get_role(role))
    return _machine_cache[key]


def get_run_machine(pack: Pack, saved: SavedRun) -> RoleMachine:
    """Return the machine of a saved run's role.

    Raises:
        UserError: if the run belongs to another pack or to a role that the pack lacks.
    """
    name = saved.path.name if saved.path else saved.run.role
    if saved.run.pack != pack.story.id:
        raise UserError(f'{name} belongs to the pack "{saved.run.pack}"; name its folder with --scenes.')
    if saved.run.role not in pack.roles_by_id:
        raise UserError(f"{pack.explain_missing_role(saved.run.role)} {name} was left as it is.")
    return get_machine(pack, saved.run.role)


def branch_session(pack: Pack, store: RunStore, role: str, choice_refs: Sequence[str], calm: bool = False) -> Session:
    """Return a session of a new run with some choices taken; the run is written with its next choice.

    Raises:
        UserError: if the pack has no such role.
    """
    saved = store.new_run(pack, role)
    run = replace(saved.run, choices=list(choice_refs), cursor=len(choice_refs))
    return Session(pack, store, replace(saved, run=run), calm)


class Session:
    """One player at one run.

    Attributes:
        saved_run: the run and its file.
        journal: the run, replayed to its present scene.
        calm: whether scenes with a calm version show it.
        known_now: whether bulletins say what is known today.
        saving: whether choices are written to disk; False once the player chose to play on without saving.
        is_replay: whether the run is only watched.
        shows_opening: whether the first page begins with the role's introduction and prologue.
        notice: a sentence for the player about the last step, or empty.
    """

    def __init__(self, pack: Pack, store: RunStore, saved: SavedRun, calm: bool = False) -> None:
        """Open a run.

        Raises:
            UserError: if the run belongs to another pack or to a role that the pack lacks.
        """
        self.pack = pack
        self.store = store
        self.saved_run = saved
        self.calm = calm
        self.known_now = False
        self.saving = True
        self.is_replay = False
        self.shows_opening = True
        self.notice = ""
        self.journal = replay(get_run_machine(pack, saved), saved.run.active_choices)
        if self.journal.mismatch:
            self.notice = (
                f"{self.journal.mismatch} The run goes on from the last choice that fits; its file stays as it was."
            )
            self._fork()

    @property
    def run(self) -> Run:
        """The run as it is saved."""
        return self.saved_run.run

    @property
    def page(self) -> Page:
        """The present page."""
        before = self.saved_run.run.next_choice
        scene, _, choice = before.partition(".")
        taken_before = choice if scene == self.journal.scene_id else ""
        page = build_page(
            self.pack, self.journal, self.calm, self.known_now, taken_before, with_opening=self.shows_opening
        )
        return add_glosses(self.pack, self.journal, page)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the run so far."""
        return build_ledger(self.pack, self.journal)

    def choose(self, choice: str) -> bool:
        """Take a choice of the present page; it is on disk when this returns, unless `saving` is off.

        Returns:
            Whether the choice exists on the page and is open.

        Raises:
            SaveError: if it could not be saved; then the choice has not been taken.
        """
        run = self.saved_run.run
        choice_ref = f"{self.journal.scene_id}.{choice}"
        journal = replay(self.journal.machine, [*run.active_choices, choice_ref])
        if journal.mismatch:
            return False
        self.notice = ""
        if run.diverges_from(choice_ref) or self.saved_run.is_shipped:
            fresh = self.store.new_run(self.pack, run.role).run
            taken = run.with_choice(choice_ref)
            after = SavedRun(replace(taken, started=fresh.started, version=fresh.version))
        else:
            after = replace(self.saved_run, run=run.with_choice(choice_ref))
        self._persist(after)
        self.journal = journal
        return True

    def back(self, steps: int = 1) -> bool:
        """Step back some choices; return whether there was one.

        Raises:
            SaveError: as `choose`.
        """
        if self.saved_run.run.cursor == 0:
            return False
        self.notice = ""
        after = replace(self.saved_run, run=self.saved_run.run.stepped_back(steps))
        if self.saved_run.is_shipped or self.saved_run.path is None:
            self.saved_run = after
        else:
            self._persist(after)
        self.journal = replay(self.journal.machine, after.run.active_choices)
        return True

    def forward(self) -> bool:
        """Take the choice again from which the run stepped back; return whether there is one.

        Raises:
            SaveError: as `choose`.
        """
        scene, _, choice = self.saved_run.run.next_choice.partition(".")
        return scene == self.journal.scene_id and self.choose(choice)

    def rename(self, name: str) -> None:
        """Give the run another name.

        Raises:
            SaveError: as `choose`.
        """
        self.saved_run = self.store.rename(self.saved_run, name)

    def _persist(self, saved: SavedRun) -> None:
        if not self.saving:
            self.saved_run = saved
            return
        written = self.store.save(saved)
        if saved.path is not None and written.path != saved.path:
            self.notice = "Another program has played this run on in the meantime; yours goes on as a run of its own."
        self.saved_run = written

    def _fork(self) -> None:
        """Continue as a new run from the last choice that fits; the old file stays as it is."""
        pairs = self.journal.choice_refs
        run = replace(self.saved_run.run, choices=pairs, cursor=len(pairs), version=self.pack.story.version)
        self.saved_run = SavedRun(run)
