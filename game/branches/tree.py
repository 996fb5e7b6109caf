"""The tree of a role's runs: every scene that some run visited, each reached by the choices that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from game.story.guards import Values as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import Scene


@dataclass
class Node:
    """One scene as some runs reached it, by the same choices.

    Attributes:
        scene: the scene.
        values: the values of the role's variables there.
        pairs: the choices that lead there, as `scene.choice`.
        by: the last of these choices; None at the root.
        made: the attempts that were made on the way and are not answered before this scene.
        attempt: the attempt against the record that the choice which led here made; empty if it made none.
        met: the attempts that meet the record again here.
        runs: how many of the player's runs pass here.
        present: whether the present run has come here.
        documented: whether the documented course does.
        children: where the choices that were taken here led, by the choice's id.
    """

    scene: Scene
    values: Values
    pairs: tuple[str, ...] = ()
    by: Choice | None = None
    made: frozenset[str] = frozenset()
    attempt: str = ""
    met: tuple[str, ...] = ()
    runs: int = 0
    present: bool = False
    documented: bool = False
    children: dict[str, Node] = field(default_factory=dict)

    @property
    def visited(self) -> bool:
        """Whether the player has been here; of the documented course only the rest has no visitor."""
        return self.runs > 0 or self.present


@dataclass(frozen=True)
class Row:
    """One line of the drawn tree: a scene, or (`choice`) a road not taken from it.

    Attributes:
        node: the scene; of a road, the scene from which it leads.
        prefix: the box characters before it; three for each parting on the way to it.
        by: the choice that led to the scene, where the tree parts above it; else None.
        road: whether nobody has gone there yet from a scene that was visited.
    """

    prefix: str
    node: Node
    by: Choice | None = None
    choice: Choice | None = None
    road: bool = False

    @property
    def pairs(self) -> tuple[str, ...]:
        """The choices that lead there."""
        return self.node.pairs if self.choice is None else (*self.node.pairs, self.choice.id)

    @property
    def known(self) -> bool:
        """Whether the player has seen the scene, so that its title may be shown."""
        return self.choice is None and self.node.visited


class Tree:
    """The tree of a role's runs, which grows run by run.

    Attributes:
        machine: the role's machine.
        root: the scene in which every run begins.
    """

    def __init__(self, machine: RoleMachine) -> None:
        self.machine = machine
        self.root = Node(machine.get_scene(machine.role.starts), machine.start_values)

    def add(self, pairs: Sequence[str]) -> None:
        """Add one of the player's runs, given by its choices, as far as it fits."""
        for node in self._along(pairs):
            node.runs += 1

    def mark_present(self, pairs: Sequence[str]) -> None:
        """Mark the way of the present run, up to where it stands."""
        for node in self._along(pairs):
            node.present = True

    def mark_documented(self, pairs: Sequence[str]) -> None:
        """Draw the documented course through the tree."""
        for node in self._along(pairs):
            node.documented = True

    def __iter__(self) -> Iterator[Node]:
        """Every node, the root first."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children.values())

    def untaken(self, node: Node) -> list[Choice]:
        """The choices that are open in a visited scene and that neither the player nor the documented course took."""
        if not node.visited:
            return []
        return [
            choice
            for choice in self.machine.get_choices(node.scene.id)
            if choice.spec.id not in node.children and choice.is_open(node.values)
        ]

    def rows(self) -> list[Row]:
        """The tree as lines, time downwards: a straight run stays in its column, and only a parting indents.

        At a parting the side roads come first, each under the choice that leads there, and the last child goes on in
        the same column; that is the present run's, if it passes here.
        """
        found: list[Row] = []
        # An explicit stack, since a run may be as long as its author likes.
        waiting: list[tuple[str, str, Node, bool, bool]] = [("", "", self.root, False, False)]
        while waiting:
            prefix, head, node, parts, road = waiting.pop()
            found.append(Row(prefix + head, node, node.by if parts else None, road=road))
            column = prefix + ("│  " if head else "")
            untaken = self.untaken(node)
            found += [Row(f"{column}├┄ ", node, choice=choice, road=True) for choice in untaken]
            children = self._in_order(node)
            for child in reversed(children):
                head = "" if child is children[-1] else "├─ "
                new = node.visited and not child.visited
                waiting.append((column, head, child, len(children) > 1 or new, new))
        return found

    def _in_order(self, node: Node) -> list[Node]:
        """A node's children in the scene's order, but those that were visited and the present run's last."""
        choices = self.machine.get_choices(node.scene.id)
        children = [node.children[choice.spec.id] for choice in choices if choice.spec.id in node.children]
        return sorted(children, key=lambda child: (child.present, child.visited))

    def _along(self, pairs: Sequence[str]) -> Iterator[Node]:
        """The nodes of a run, as far as it fits; those that are new are made."""
        node: Node | None = self.root
        for pair in [*pairs, ""]:
            if node is None:
                return
            yield node
            scene, _, choice = pair.partition(".")
            node = (node.children.get(choice) or self._grow(node, choice)) if scene == node.scene.id else None

    def _grow(self, node: Node, name: str) -> Node | None:
        """The new node to which a choice of a scene leads; None if the choice does not exist or is closed."""
        machine = self.machine
        choice = machine.get_choice(node.scene.id, name)
        if choice is None or not choice.is_open(node.values):
            return None
        option = choice.spec
        scene = machine.get_scene(option.to)
        made = (node.made - frozenset(node.scene.answers)) | ({option.diverges} if option.diverges else set())
        node.children[name] = Node(
            scene,
            choice.apply(node.values),
            (*node.pairs, choice.id),
            choice,
            made,
            (option.diverges or "") if machine.is_divergent(option) else "",
            tuple(name for name in scene.answers if name in made and not machine.attempts_by_id[name].happened),
        )
        return node.children[name]
