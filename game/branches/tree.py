"""The tree of a role's runs: every scene that a run visited, with the choices that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from game.story.guards import Values as Values
from game.story.machine import Choice, RoleMachine
from game.story.types import Scene


@dataclass
class TreeNode:
    """A scene as runs with the same choices reached it.

    Attributes:
        scene: the scene.
        values: the values of the role's variables there.
        choice_refs: the choices that lead there, as `scene.choice`.
        incoming_choice: the last of these choices; None at the root.
        open_attempts: the attempts made on the way that no scene before this one answers.
        attempt: the attempt that the incoming choice makes against the record; empty if it makes none.
        answered_attempts: the attempts that this scene answers.
        run_count: how many of the player's runs pass here.
        is_present: whether the present run passes here.
        is_documented: whether the documented course passes here.
        children: the scenes to which the choices taken here lead, by the choice's id.
    """

    scene: Scene
    values: Values
    choice_refs: tuple[str, ...] = ()
    incoming_choice: Choice | None = None
    open_attempts: frozenset[str] = frozenset()
    attempt: str = ""
    answered_attempts: tuple[str, ...] = ()
    run_count: int = 0
    is_present: bool = False
    is_documented: bool = False
    children: dict[str, TreeNode] = field(default_factory=dict)

    @property
    def is_visited(self) -> bool:
        """Whether one of the player's runs passes here, or only the documented course."""
        return self.run_count > 0 or self.is_present


@dataclass(frozen=True)
class TreeRow:
    """One line of the drawn tree: a scene, or (`is_untaken`) a choice from it that nobody took.

    Attributes:
        node: the scene; for an untaken choice, its scene.
        prefix: the box characters before it, three for each fork on the way.
        incoming_choice: the choice that leads to the scene, if the tree forks above it; else None.
        is_untaken: whether it is a choice that no run took.
    """

    prefix: str
    node: TreeNode
    incoming_choice: Choice | None = None
    untaken_choice: Choice | None = None
    is_untaken: bool = False

    @property
    def choice_refs(self) -> tuple[str, ...]:
        """The choices that lead to the line's scene, or the untaken choice with those before it."""
        return (
            self.node.choice_refs if self.untaken_choice is None else (*self.node.choice_refs, self.untaken_choice.id)
        )

    @property
    def is_known(self) -> bool:
        """Whether the player has seen the scene, so that its title can be shown."""
        return self.untaken_choice is None and self.node.is_visited


class RunTree:
    """The tree of a role's runs; it grows with each added run.

    Attributes:
        machine: the role's machine.
        root: the first scene of every run.
    """

    def __init__(self, machine: RoleMachine) -> None:
        self.machine = machine
        self.root = TreeNode(machine.get_scene(machine.role.first_scene), machine.start_values)

    def add_run(self, choice_refs: Sequence[str]) -> None:
        """Add one of the player's runs by its choices, as far as it fits."""
        for node in self._walk(choice_refs):
            node.run_count += 1

    def mark_present(self, choice_refs: Sequence[str]) -> None:
        """Mark the scenes of the present run."""
        for node in self._walk(choice_refs):
            node.is_present = True

    def mark_documented(self, choice_refs: Sequence[str]) -> None:
        """Mark the scenes of the documented course."""
        for node in self._walk(choice_refs):
            node.is_documented = True

    def __iter__(self) -> Iterator[TreeNode]:
        """Yield every node, the root first."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children.values())

    def untaken_choices(self, node: TreeNode) -> list[Choice]:
        """Return the open choices of a visited scene that neither the player nor the documented course took."""
        if not node.is_visited:
            return []
        return [
            choice
            for choice in self.machine.get_choices(node.scene.id)
            if choice.spec.id not in node.children and choice.is_open(node.values)
        ]

    def rows(self) -> list[TreeRow]:
        """Return the tree as lines, from earlier to later: a straight run keeps its column, and only a fork indents.

        At a fork the side branches come first, each under its choice, and the last child continues in the same column;
        that is the present run's, if it passes here.
        """
        found: list[TreeRow] = []
        # An explicit stack, since a run may be longer than Python's recursion limit.
        waiting: list[tuple[str, str, TreeNode, bool, bool]] = [("", "", self.root, False, False)]
        while waiting:
            prefix, head, node, parts, road = waiting.pop()
            found.append(TreeRow(prefix + head, node, node.incoming_choice if parts else None, is_untaken=road))
            column = prefix + ("│  " if head else "")
            untaken = self.untaken_choices(node)
            found += [TreeRow(f"{column}├┄ ", node, untaken_choice=choice, is_untaken=True) for choice in untaken]
            children = self._in_order(node)
            for child in reversed(children):
                head = "" if child is children[-1] else "├─ "
                new = node.is_visited and not child.is_visited
                waiting.append((column, head, child, len(children) > 1 or new, new))
        return found

    def _in_order(self, node: TreeNode) -> list[TreeNode]:
        """Return a node's children in the scene's order, but visited ones after others and the present run's last."""
        choices = self.machine.get_choices(node.scene.id)
        children = [node.children[choice.spec.id] for choice in choices if choice.spec.id in node.children]
        return sorted(children, key=lambda child: (child.is_present, child.is_visited))

    def _walk(self, choice_refs: Sequence[str]) -> Iterator[TreeNode]:
        """Yield the nodes of a run, as far as it fits; missing nodes are made."""
        node: TreeNode | None = self.root
        for choice_ref in [*choice_refs, ""]:
            if node is None:
                return
            yield node
            scene, _, choice = choice_ref.partition(".")
            node = (node.children.get(choice) or self._add_child(node, choice)) if scene == node.scene.id else None

    def _add_child(self, node: TreeNode, name: str) -> TreeNode | None:
        """Add the node to which a choice of a scene leads; return None if the choice does not exist or is closed."""
        machine = self.machine
        choice = machine.get_choice(node.scene.id, name)
        if choice is None or not choice.is_open(node.values):
            return None
        spec = choice.spec
        scene = machine.get_scene(spec.to)
        made = (node.open_attempts - frozenset(node.scene.answers_attempts)) | (
            {spec.attempt} if spec.attempt else set()
        )
        node.children[name] = TreeNode(
            scene,
            choice.apply(node.values),
            (*node.choice_refs, choice.id),
            choice,
            made,
            (spec.attempt or "") if machine.is_divergent(spec) else "",
            tuple(
                name for name in scene.answers_attempts if name in made and not machine.attempts_by_id[name].happened
            ),
        )
        return node.children[name]
