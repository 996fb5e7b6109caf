"""`python -m tests.benchmarks.faults [COUNT]`: play while the world breaks, and count what is lost.

Real programs, in plain mode and in a pseudo-terminal, are killed COUNT times at random instants and hurt in other ways.
A choice is lost if its next page was shown and no run on disk has it; a file is broken if it holds no run.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from game.play.store.saved_runs import RunStore
from game.story.read_pack import read_pack
from game.story.types import Pack
from tests.broken_disk import BREAKS
from tests.conftest import SCENES
from tests.players import FACES, Player, Table

#: How many faults share a folder, so that what one leaves behind meets the next.
CHAIN = 25


@dataclass
class Count:
    """What became of one kind of fault in one face.

    Attributes:
        injected: how often it was done.
        shown: how many lists of choices were shown by the programs.
        lost: how many of them are on no disk.
        broken: how many files hold no run.
        tracebacks: how many programs showed one.
        unsaid: where a sentence was due and none came, or the page that had to come did not: what was seen instead.
    """

    fault: str
    face: str
    injected: int = 0
    shown: int = 0
    lost: int = 0
    broken: int = 0
    tracebacks: int = 0
    unsaid: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing was lost, broken or left unsaid."""
        return not (self.lost or self.broken or self.tracebacks or self.unsaid)

    def line(self) -> str:
        """A row of the table."""
        counts = (self.injected, self.shown, self.lost, self.broken, self.tracebacks, len(self.unsaid))
        return f"| {self.fault} | {self.face} | {' | '.join(map(str, counts))} |"

    def expect(self, came: bool, what: str, player: Player) -> None:
        """Note that something did not come that was due, and what was seen instead."""
        if not came:
            self.unsaid.append(f"{self.fault}, {self.face}: no {what}, but:\n{player.program.text}")


Fault = Callable[[Table, str, Count], None]


def killed(table: Table, face: str, count: Count) -> None:
    """SIGKILL at any instant: while it starts, or around a choice."""
    random = table.random
    with Player(table, face) as player:
        if count.injected % 5 == 4:
            player.program.read_for(random.random() * (0.3 if face == "plain" else 0.8))
        elif player.begin():
            for _ in range(random.randint(1, 3)):
                player.step()
            player.program.press(player.key())
            player.program.read_for(random.random() * (0.02 if face == "plain" else 0.12))
        else:
            count.expect(False, "first page", player)
        player.program.process.kill()
        player.program.end()
        if player.is_seen():
            table.show(player.model)
        count.tracebacks += player.traceback


def ended(number: signal.Signals) -> Fault:
    """A signal that asks the program to end, at any instant after its first page."""

    def fault(table: Table, face: str, count: Count) -> None:
        with Player(table, face) as player:
            player.begin()
            player.step()
            player.program.press(player.key())
            player.program.read_for(table.random.random() * (0.02 if face == "plain" else 0.12))
            player.program.process.send_signal(number)
            code = player.program.end()
            if player.is_seen():
                table.show(player.model)
            count.tracebacks += player.traceback
            kept = player.says("is saved in", "are saved in", "nothing to save")
            count.expect(code == 0 and kept, f"farewell (it ended with {code})", player)

    return fault


def stopped(table: Table, face: str, count: Count) -> None:
    """SIGSTOP, a key while it stands still, SIGCONT: the page comes."""
    with Player(table, face) as player:
        player.begin()
        player.program.process.send_signal(signal.SIGSTOP)
        player.program.press(player.key())
        player.program.read_for(table.random.random() * 0.05)
        player.program.process.send_signal(signal.SIGCONT)
        count.expect(player.sees(), "page", player)
        player.leave()
        count.tracebacks += player.traceback


def disk(calls: tuple[str, ...]) -> Fault:
    """Some call of the disk fails in the middle of a choice: a sentence, and the choice can be taken after all."""

    def fault(table: Table, face: str, count: Count) -> None:
        call = table.random.choice(calls)
        asked = f"{call} {table.random.choice(BREAKS[call])}"
        with Player(table, face, broken_disk=True) as player:
            player.begin()
            key = player.key()
            table.control.write_text(asked)
            player.program.press(key)
            plain = face == "plain"
            sentence = "stands where it stood." if plain else "This could not be saved"
            told = player.program.until(lambda: sentence in " ".join(player.program.text.split()))
            count.expect(told, f"sentence on {asked}", player)
            count.lost += table.lost()
            count.broken += table.broken()
            table.control.unlink()
            player.program.press(key if plain else "1")
            count.expect(player.sees(), f"page after {asked}", player)
            player.leave()
            count.tracebacks += player.traceback

    return fault


def clock(table: Table, face: str, count: Count) -> None:
    """The clock is set back a day: the run that is played last is still the one that goes on."""
    ahead = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for path in table.runs.glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n".join(f"saved: '{ahead}'" if line.startswith("saved:") else line for line in lines)
        path.write_text(text, encoding="utf-8")
    with Player(table, face, anew=True) as player:
        player.begin()
        player.step()
        player.leave()
        latest = RunStore(table.runs).find_latest(table.pack)
        same = latest is not None and latest.run.active_choices == player.model.run.active_choices
        count.expect(same, "Continue with the run played last", player)
        count.tracebacks += player.traceback


def removed(table: Table, face: str, count: Count) -> None:
    """The run's file, or the whole folder, is taken away while it is open: the next choice writes it whole."""
    with Player(table, face, anew=True) as player:
        player.begin()
        player.step()
        if table.random.random() < 0.5:
            latest = RunStore(table.runs).find_latest(table.pack)
            assert latest is not None and latest.path is not None
            latest.path.unlink()
        else:
            table.shown = {tuple(player.model.run.active_choices)}
            for path in [*table.runs.iterdir()]:
                path.unlink()
            table.runs.rmdir()
        count.expect(player.step(), "page", player)
        player.leave()
        count.tracebacks += player.traceback


def two_at_once(table: Table, face: str, count: Count) -> None:
    """Two programs play the same run: both keep what they showed, and the second one says so."""
    with Player(table, face) as first, Player(table, "plain") as second:
        first.begin()
        second.begin()
        for _ in range(2):
            players = table.random.sample([first, second], 2)
            for player in players:
                player.program.press(player.key())
            for player in players:
                count.expect(player.sees(), "page", player)
        for player in (first, second):
            player.leave()
            count.tracebacks += player.traceback


def faults(count: int) -> list[tuple[str, Fault, int]]:
    """Every kind of fault, with how often it is done in each face where the program is killed `count` times."""
    few = max(1, count // 10)
    found: list[tuple[str, Fault, int]] = [("SIGKILL at a random instant", killed, max(1, count // 2))]
    found += [(number.name, ended(number), few) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)]
    return [
        *found,
        ("SIGSTOP and SIGCONT", stopped, few),
        ("disk full or failing", disk(("write", "fsync")), few),
        ("folder read-only", disk(("open", "replace", "lock")), few),
        ("clock set back", clock, few),
        ("file removed while open", removed, few),
        ("two programs on one run", two_at_once, few),
    ]


def inject(pack: Pack, scenes: Path, count: int, random: Random) -> Iterator[Count]:
    """Inject every fault into both faces, and count."""
    with tempfile.TemporaryDirectory() as home:
        for name, fault, times in faults(count):
            for face in FACES:
                yield injected(Table(Path(home), pack, scenes, random), name, face, fault, times)


def injected(table: Table, name: str, face: str, fault: Fault, times: int) -> Count:
    """Inject one fault some times into one face, and count."""
    count = Count(name, face)
    for number in range(times):
        if number % CHAIN == 0:
            count.shown += len(table.shown)
            table.shown = set()
            for path in table.runs.glob("*"):
                path.unlink()
        fault(table, face, count)
        count.injected += 1
        count.lost += table.lost()
        count.broken += table.broken()
    count.shown += len(table.shown)
    return count


def main(words: list[str]) -> int:
    """Print the table; 1 if anything was lost, broken or left unsaid."""
    pack = read_pack(SCENES)
    seed = int(words[1]) if len(words) > 1 else time.time_ns() % 1_000_000
    print(f"Seed {seed}.\n\n| fault | face | injected | shown | lost | broken files | tracebacks | left unsaid |")
    print("|---|---|---|---|---|---|---|---|")
    counts: list[Count] = []
    for count in inject(pack, SCENES, int(words[0]) if words else 500, Random(seed)):
        counts.append(count)
        print(count.line(), flush=True)
    injected, shown, lost = (sum(getattr(count, name) for count in counts) for name in ("injected", "shown", "lost"))
    print(f"\n{injected} faults injected, {shown} lists of choices shown, {lost} lost.")
    for count in counts:
        for unsaid in count.unsaid:
            print(f"\n{unsaid}", file=sys.stderr)
    return 0 if all(count.well for count in counts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
