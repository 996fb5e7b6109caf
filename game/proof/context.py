"""The context of a law, which is one role of a pack with its states; and violations of laws."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from game.proof.past_facts import FactGroup, find_pasts
from game.proof.paths import TrackedFacts, propagate_on_outline
from game.proof.run_counts import RunCounts, count_runs
from game.proof.state_graph import StateGraph
from game.proof.state_space import CarriedBits, StateSpace
from game.story.past_choices import parse_after
from game.story.types import Pack, Role, Scene

if TYPE_CHECKING:
    from game.proof.memory.told_apart import ToldApart

#: A path inside a scene, an attempt or `role.yaml`: keys, and positions counted from 0.
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Violation:
    """A violation of a law.

    Attributes:
        law: its short name, `L1` to `L9`, `class-cut` or `council`; of a hint, the hint's name.
        scene: the scene, or the attempt as `attempt:id`; empty for the role as a whole.
        key: the path inside that scene, with a choice's id after `choices`.
        message: one sentence.
        run: the choices of a shortest run that leads there, if any.
        needle: for a place inside a text, the first words of that place.
    """

    law: str
    scene: str
    key: KeyPath
    message: str
    run: tuple[str, ...] = ()
    needle: str = ""


class ProofContext:
    """One role of a pack, explored.

    Attributes:
        pack: the pack.
        role: the role.
        space: its states. If `limit_exceeded` is not empty, some are missing: a violation that a law finds is real, but
            nothing is known to be missing from a scene that is not `is_complete`.
        abstraction: of a role whose states were not all explored, an abstraction, as `game.proof.abstraction` gives it;
            else None.
        told_apart: what later scenes tell of choices, as `game.proof.memory.told_apart` found it; None until then.
    """

    abstraction: ProofContext | None = None
    told_apart: ToldApart | None = None

    def __init__(self, pack: Pack, space: StateSpace) -> None:
        self.pack = pack
        self.role: Role = space.machine.role
        self.space = space
        self.scenes: dict[str, Scene] = {scene.id: scene for scene in self.role.scenes}

    @property
    def graph(self) -> StateGraph:
        """The states one by one, if they were found so.

        Raises:
            TypeError: if they were found as sets.
        """
        if not isinstance(self.space, StateGraph):
            raise TypeError(f"the states of {self.role.id} are not known one by one")
        return self.space

    @cached_property
    def run_counts(self) -> RunCounts:
        """The numbers of the role's runs; empty if its states are not known one by one."""
        return count_runs(self.space) if isinstance(self.space, StateGraph) else RunCounts()

    def carry(self, facts: TrackedFacts, scenes: Collection[str] | None = None) -> CarriedBits:
        """Return what runs carry into each scene, or into each of some scenes."""
        return self.space.carry(self._begin(facts), facts.carry_on, scenes)

    def _begin(self, facts: TrackedFacts) -> int:
        return facts.initial & ~facts.removed_on_entry.get(self.role.first_scene, 0)

    def find_carried(self, facts: TrackedFacts, goals: Mapping[str, int]) -> int:
        """Return the bits that some run carries into a scene that looks for them.

        Args:
            facts: what a run carries.
            goals: by scene, the bits to look for there.
        """
        outline = propagate_on_outline(self.role, self.space.components, facts)
        # This leaves little to ask of the states: no run carries what no path over the outline carries.
        suspects = reduce(or_, [outline.get(scene, 0) & bits for scene, bits in goals.items()], 0)
        if not suspects:
            return 0
        carried = self.carry(facts.restrict(suspects), goals)
        return suspects & reduce(or_, [carried.into(scene) & bits for scene, bits in goals.items()], 0)

    def find_run(
        self, facts: TrackedFacts, bit: int, scenes: Collection[str], guard: str | None = None
    ) -> tuple[tuple[str, ...], str]:
        """Return a shortest run, as a counterexample to a law, that still carries a bit into one of some scenes.

        Args:
            facts: what a run carries.
            bit: the bit.
            scenes: the ids of the scenes.
            guard: the guard that holds then, if one has to.

        Returns:
            Its choices, and the scene where it ends.

        Raises:
            LookupError: if there is none; `find_carried` tells beforehand.
        """
        facts = facts.restrict(bit)
        return self.space.find_run(self._begin(facts), facts.carry_on, lambda bits: bool(bits & bit), scenes, guard)

    def find_pasts(self, asked: Sequence[tuple[FactGroup, str | None]]) -> list[int]:
        """Return the combinations of facts with which runs reach a group's scene, under a guard if one is given.

        Args:
            asked: groups of facts, each with a guard or None.

        Returns:
            For each group the set of its combinations, as bits.
        """
        return find_pasts(self.space, asked)

    def find_run_to_past(self, group: FactGroup, mask: int, guard: str | None = None) -> tuple[str, ...]:
        """Return the choices of a shortest run that reaches a group's scene with one of some combinations of its facts.

        Args:
            group: the facts.
            mask: the set of combinations, as bits.
            guard: the guard that holds then, if one has to.

        Raises:
            LookupError: if there is none; `find_pasts` tells beforehand.
        """
        run, _ = self.space.find_run(
            group.initial,
            lambda choice_ref, _: partial(group.step, choice=choice_ref),
            lambda combination: bool(mask >> combination & 1),
            {group.scene},
            guard,
        )
        return run

    @cached_property
    def past_groups(self) -> dict[tuple[str, int], FactGroup]:
        """The choices that each passage under `after` joins, by its scene and its index there."""
        return {
            (scene.id, place): FactGroup(scene.id, tuple(frozenset({ref}) for ref in parse_after(passage.after).refs))
            for scene in self.role.scenes
            for place, passage in enumerate(scene.passages)
            if passage.after
        }

    @cached_property
    def passage_pasts(self) -> dict[tuple[str, int], tuple[int, int]]:
        """The combinations with which runs reach each passage under `after` if its guard holds, and if it does not."""
        guards = [self.scenes[scene].passages[place].if_ for scene, place in self.past_groups]
        groups = list(self.past_groups.values())
        # Where there is no guard, the second answer is asked for without one and not used.
        otherwise = [f"not ({guard})" if guard else None for guard in guards]
        found = self.find_pasts([*zip(groups, guards, strict=True), *zip(groups, otherwise, strict=True)])
        met, missed = found[: len(groups)], found[len(groups) :]
        return {
            place: (with_guard, without if guard else 0)
            for place, with_guard, without, guard in zip(self.past_groups, met, missed, guards, strict=True)
        }

    @property
    def endings(self) -> set[str]:
        """The scenes that end a run."""
        return {scene.id for scene in self.role.scenes if scene.ending is not None}


#: A law yields its violations in a context; its docstring states the law.
Law = Callable[[ProofContext], Iterator[Violation]]
