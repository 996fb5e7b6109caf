"""Progress: how much of a story the player's runs have seen, role by role and in all. It earns no badges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.branches.tree import RunTree, TreeNode
from game.story.machine import RoleMachine
from game.story.types import Role, Scene
from game.story.usage import find_cited_claims, find_claims_in_answer
from game.text.prose import find_labels

#: The kinds of things that are counted, in the order in which they are shown.
COVERAGE_KINDS = ("scenes", "choices", "divergences", "endings", "claims")


@dataclass(frozen=True)
class Coverage:
    """How much of one role, or of all roles, was seen.

    Attributes:
        name: the role's name; empty for all roles.
        seen, total: by kind, the names of the things that were seen and of all. Claims are those that texts of scenes,
            answers and endings footnote, without those that only a bulletin or a short version of a scene cites.
    """

    name: str
    seen: Mapping[str, frozenset[str]]
    total: Mapping[str, frozenset[str]]

    def count(self, kind: str) -> tuple[int, int]:
        """Return how many of a kind were seen, and how many there are."""
        return len(self.seen[kind]), len(self.total[kind])


def measure_coverage(trees: Sequence[RunTree]) -> list[Coverage]:
    """Return the coverage of each tree, followed by that of all together if there are several."""
    found = [_measure_tree(tree) for tree in trees]
    if len(found) > 1:
        seen = {kind: frozenset().union(*(coverage.seen[kind] for coverage in found)) for kind in COVERAGE_KINDS}
        every = {kind: frozenset().union(*(coverage.total[kind] for coverage in found)) for kind in COVERAGE_KINDS}
        found.append(Coverage("", seen, every))
    return found


def count_endings_met(tree: RunTree) -> int:
    """Return how many different endings of its role the player's runs have met."""
    return len({node.scene.id for node in tree if node.is_visited and node.scene.ending is not None})


def _measure_tree(tree: RunTree) -> Coverage:
    machine = tree.machine
    role = machine.role
    visited = [node for node in tree if node.is_visited]
    seen = {
        "scenes": {node.scene.id for node in visited},
        "choices": {node.incoming_choice.id for node in visited if node.incoming_choice is not None},
        "divergences": {node.attempt for node in visited if node.attempt},
        "endings": {node.scene.id for node in visited if node.scene.ending is not None},
    }
    every = {
        "scenes": {scene.id for scene in role.scenes},
        "choices": {f"{scene.id}.{spec.id}" for scene in role.scenes for spec in scene.choices},
        "divergences": {attempt.id for attempt in role.attempts if not attempt.happened},
        "endings": {scene.id for scene in role.scenes if scene.ending is not None},
    }
    # Two roles may use the same id for different things; a claim is the same for all.
    own = {kind: frozenset(f"{role.id}/{name}" for name in names) for kind, names in seen.items()}
    whole = {kind: frozenset(f"{role.id}/{name}" for name in names) for kind, names in every.items()}
    own["claims"] = frozenset(label for node in visited for label in _shown(machine, node))
    whole["claims"] = frozenset(label for scene in role.scenes for label in _possible(role, scene))
    return Coverage(role.name, own, whole)


def _shown(machine: RoleMachine, node: TreeNode) -> list[str]:
    """Return the claims that the texts of a page cite as a run saw it."""
    passages = machine.get_passages(node.scene.id, node.values, node.choice_refs)
    texts = [node.scene.text, *(passage.text for passage in passages), *(card.text for card in node.scene.cards)]
    if node.incoming_choice is not None and node.incoming_choice.spec.result:
        texts.append(node.incoming_choice.spec.result)
    labels = [label for text in texts for label in _cited(text)]
    for name in node.scene.answers_attempts:
        if name in node.open_attempts:
            labels += find_claims_in_answer(machine.attempts_by_id[name])
    return labels + _fate(machine.role, node.scene)


def _possible(role: Role, scene: Scene) -> list[str]:
    """Return the claims that a scene and the results of its choices can footnote."""
    labels = find_cited_claims(scene)
    for attempt in role.attempts:
        if attempt.id in scene.answers_attempts:
            labels += find_claims_in_answer(attempt)
    return labels + _fate(role, scene)


def _fate(role: Role, scene: Scene) -> list[str]:
    if scene.ending is None:
        return []
    return list(role.get_fate(scene.ending.fate).claims)


@lru_cache(maxsize=16384)
def _cited(text: str) -> tuple[str, ...]:
    return tuple(find_labels(text))
