"""A session: one player at one run, in the terminal or elsewhere; a choice is on disk before the next page shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from game.play.build import page
from game.play.journal import replay
from game.play.ledger import Ledger, ledger
from game.play.page import Page
from game.play.runs import Run
from game.play.store.runs import Saved, Store
from game.story.machine import RoleMachine
from game.story.types import Pack
from game.text.diagnostics import Diagnostic, DiagnosticsError

_machines: dict[tuple[str, str], RoleMachine] = {}


def machine_of(pack: Pack, role: str) -> RoleMachine:
    """The machine of a role, made once and shared by all runs.

    Raises:
        KeyError: if the pack has no such role.
    """
    key = (pack.digest, role)
    if key not in _machines:
        _machines[key] = RoleMachine(pack.get_role(role))
    return _machines[key]


def branched(pack: Pack, store: Store, role: str, pairs: Sequence[str], calm: bool = False) -> Session:
    """A new run that stands where some choices lead; it is written with its next choice.

    Raises:
        FaultError: with a sentence, if the pack has no such role.
    """
    saved = store.new(pack, role)
    run = replace(saved.run, choices=list(pairs), here=len(pairs))
    return Session(pack, store, replace(saved, run=run), calm)


class Session:
    """One player at one run.

    Attributes:
        saved: the run and its file.
        journal: the run, replayed up to where it stands.
        calm: whether calm versions of scenes are shown.
        known_now: whether news tells what is known today.
        saving: whether choices are written to disk; False once the player chose to play on without.
        watched: whether the run is only looked at, as in a replay.
        notice: a sentence for the player about the last step, or empty.
    """

    def __init__(self, pack: Pack, store: Store, saved: Saved, calm: bool = False) -> None:
        """Open a run.

        Raises:
            FaultError: with a sentence, if the run belongs to another pack or to a role that the pack lacks.
        """
        name = saved.path.name if saved.path else saved.run.role
        if saved.run.pack != pack.story.id:
            says = f'this run belongs to the pack "{saved.run.pack}" and can be opened only with that one.'
            raise DiagnosticsError([Diagnostic(name, 0, "", says, "file")])
        if saved.run.role not in pack.roles_by_id:
            says = f"{pack.missing(saved.run.role)} The run was left as it is."
            raise DiagnosticsError([Diagnostic(name, 0, "", says, "file")])
        self.pack = pack
        self.store = store
        self.saved = saved
        self.calm = calm
        self.known_now = False
        self.saving = True
        self.watched = False
        self.notice = ""
        self.journal = replay(machine_of(pack, saved.run.role), saved.run.walked)
        if self.journal.unfit:
            self.notice = (
                f"{self.journal.unfit} The run goes on from the last choice that fits; its file stays as it was."
            )
            self._detach()

    @property
    def run(self) -> Run:
        """The run as it is saved."""
        return self.saved.run

    @property
    def page(self) -> Page:
        """The page on which the run stands."""
        before = self.saved.run.next
        scene, _, choice = before.partition(".")
        taken_before = choice if scene == self.journal.scene else ""
        return page(self.pack, self.journal, self.calm, self.known_now, taken_before)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the run up to where it stands."""
        return ledger(self.pack, self.journal)

    def choose(self, choice: str) -> bool:
        """Take a choice of the present page; it is on disk when this returns, unless `saving` is off.

        Returns:
            Whether the choice exists on the page and is open.

        Raises:
            SaveError: if it could not be saved; the choice was not taken then, and the run stands where it stood.
        """
        run = self.saved.run
        pair = f"{self.journal.scene}.{choice}"
        journal = replay(self.journal.machine, [*run.walked, pair])
        if journal.unfit:
            return False
        self.notice = ""
        if run.parts_from(pair) or self.saved.shipped:
            fresh = self.store.new(self.pack, run.role).run
            taken = run.take(pair)
            after = Saved(replace(taken, started=fresh.started, version=fresh.version))
        else:
            after = replace(self.saved, run=run.take(pair))
        self._keep(after)
        self.journal = journal
        return True

    def back(self, steps: int = 1) -> bool:
        """Step back some choices; returns whether there was one to step back over.

        Raises:
            SaveError: as `choose`.
        """
        if self.saved.run.here == 0:
            return False
        self.notice = ""
        after = replace(self.saved, run=self.saved.run.back(steps))
        if self.saved.shipped or self.saved.path is None:
            self.saved = after
        else:
            self._keep(after)
        self.journal = replay(self.journal.machine, after.run.walked)
        return True

    def forward(self) -> bool:
        """Take again the choice from which the run stepped back; returns whether there is one.

        Raises:
            SaveError: as `choose`.
        """
        scene, _, choice = self.saved.run.next.partition(".")
        return scene == self.journal.scene and self.choose(choice)

    def rename(self, name: str) -> None:
        """Give the run another name.

        Raises:
            SaveError: as `choose`.
        """
        self.saved = self.store.rename(self.saved, name)

    def _keep(self, saved: Saved) -> None:
        if not self.saving:
            self.saved = saved
            return
        written = self.store.save(saved)
        if saved.path is not None and written.path != saved.path:
            self.notice = "Another program has played this run on in the meantime; yours goes on as a run of its own."
        self.saved = written

    def _detach(self) -> None:
        """Go on from the last choice that fits, as a new run; the file that no longer fits is left alone."""
        pairs = self.journal.pairs
        run = replace(self.saved.run, choices=pairs, here=len(pairs), version=self.pack.story.version)
        self.saved = Saved(run)
