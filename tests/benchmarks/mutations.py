"""Mutations of the shipped roles: the share that a law, a changed verdict or a shipped run notices; survivors named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from game.play.run import Run
from game.play.store.saved_runs import RunStore
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.conftest import SCENES
from tests.proof.mutants import Mutant, mutants
from tests.proof.noticing import Watch

SHOWN = 40
TOGETHER = 20


def rows() -> Iterable[Row]:
    """One row for each kind of fault, and one for all."""
    survivors: list[str] = []
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    by: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for kind, where, who in pool.map(_noticed, *zip(*_places(), strict=True), chunksize=TOGETHER):
            planted[kind] += 1
            caught[kind] += bool(who)
            by[who or "nobody"] += 1
            if not who:
                survivors.append(f"{kind}: {where}")
    for kind, number in sorted(planted.items()):
        note = f"{caught[kind]} of {number}" + "".join(f"; {name}" for name in _named(survivors, kind))
        yield Row(f"mutants: {kind}", "noticed", "planted", caught[kind] / number, note=note)
    note = ", ".join(f"{who} {number}" for who, number in by.most_common())
    share = caught.total() / planted.total()
    yield Row("mutants: all", "noticed", "planted", share, 0.9, note=f"{caught.total()} of {planted.total()}: {note}")


def _named(survivors: list[str], kind: str) -> list[str]:
    names = [name.removeprefix(f"{kind}: ") for name in survivors if name.startswith(f"{kind}: ")]
    return [*names[:SHOWN], f"and {len(names) - SHOWN} more"] if len(names) > SHOWN else names


def _places() -> Iterator[tuple[str, int]]:
    """Every mutant as its role and its number there, so that no mutant has to travel to the process that checks it."""
    for role in read_pack(SCENES).roles:
        yield from ((role.id, number) for number in range(len(_mutants(role.id))))


def _noticed(role: str, number: int) -> tuple[str, str, str]:
    mutant = _mutants(role)[number]
    return mutant.kind, f"{role} {mutant.where}", _watch(role).notices(mutant)


@cache
def _mutants(role: str) -> list[Mutant]:
    pack = read_pack(SCENES)
    return list(mutants(pack, pack.get_role(role)))


@cache
def _watch(role: str) -> Watch:
    pack = read_pack(SCENES)
    return Watch(pack, pack.get_role(role), shipped_runs())


def shipped_runs() -> list[Run]:
    """The runs that ship."""
    return [saved.run for saved in RunStore(SCENES.parent / "saves").list_runs(read_pack(SCENES))]
