"""The state machine of a role, shared by all runs: scenes are its states, choices its transitions.

It is a `Machine` of the library `transitions`; play, proof and export walk this one graph. A run is not bound to the
machine as a model (that would give it a partial for every trigger); it is handed to the one trigger, `choose`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from functools import cached_property
from typing import Any, Protocol, cast

from transitions import EventData, Machine, State, Transition
from transitions.core import Event

from game.story.effects import compile_effect, start_values
from game.story.guards import Guard, compile_guard
from game.story.guards import Values as Values
from game.story.past_choices import PastCondition, parse_after
from game.story.role_file import Variable
from game.story.types import Attempt, ChoiceSpec, Passage, Role, Scene


class RunState(Protocol):
    """The state of a run of a role's machine: its scene and the values of the role's variables."""

    scene_id: str
    values: Values


class Choice(Transition):
    """A choice: the transition from one scene to another that owns its guard and its effect.

    Attributes:
        spec: the choice as it is written.
        scene: the scene that offers it.
        id: the reference to this choice in a run: `scene.choice`.
        apply: the function from the values before it to the values after it.
    """

    def __init__(self, source: str, dest: str, *callbacks: Any, spec: ChoiceSpec, scene: Scene, role: Role) -> None:
        super().__init__(source, dest, *callbacks)
        self.spec = spec
        self.scene = scene
        self.id = f"{source}.{spec.id}"
        self.apply = compile_effect(spec, role.variables)
        self._role = role

    @cached_property
    def is_open(self) -> Guard:
        """The guard as a function of a run's values; compiled when it is first needed."""
        names = [variable.id for variable in self._role.variables]
        return compile_guard(self.spec.if_, names) if self.spec.if_ else _always_open

    def execute(self, event_data: EventData) -> bool:
        """Take the choice, if it is open: change the run's values and its scene; returns whether it was open."""
        run = cast("RunState", event_data.model)
        if not self.is_open(run.values):
            return False
        run.values = self.apply(run.values)
        # Scenes have no callbacks that would have to be called on the way.
        run.scene_id = self.spec.to
        return True


def _always_open(_: Values) -> bool:
    return True


class _ChooseEvent(Event):
    """The only trigger: it receives the choice instead of trying each in turn."""

    def __init__(self, name: str, machine: Machine) -> None:
        super().__init__(name, machine)
        self.by_id: dict[tuple[str, str], Choice] = {}

    def add_transition(self, transition: Transition) -> None:
        super().add_transition(transition)
        assert isinstance(transition, Choice)
        self.by_id[transition.source, transition.spec.id] = transition

    def _process(self, event_data: EventData) -> bool:
        choice: Choice = event_data.kwargs["choice"]
        event_data.result = choice.source == event_data.state.name and choice.execute(event_data)
        return event_data.result


class SceneState(State):
    """A scene as a state of the machine."""

    def __init__(self, scene: Scene, role: Role) -> None:
        super().__init__(scene.id)
        self.scene = scene
        self._role = role

    @cached_property
    def conditional_passages(self) -> list[tuple[Guard, PastCondition | None, Passage]]:
        """The scene's passages, each with its guard and its condition on the past, read when first asked for."""
        names = [variable.id for variable in self._role.variables]
        return [
            (
                compile_guard(passage.if_, names) if passage.if_ else _always_open,
                parse_after(passage.after) if passage.after else None,
                passage,
            )
            for passage in self.scene.passages
        ]


class RoleMachine(Machine):
    """The machine of one role.

    Attributes:
        role: the role that it was made from.
        start_values: the values at the start of every run.
    """

    transition_cls = Choice
    states: OrderedDict[str, SceneState]  # type: ignore[assignment]  # all of this machine's are

    def __init__(self, role: Role) -> None:
        super().__init__(
            model=None,
            states=[SceneState(scene, role) for scene in role.scenes],
            initial=role.first_scene,
            auto_transitions=False,
            send_event=True,
            queued=False,
            model_attribute="scene_id",
        )
        self.role = role
        self.start_values = start_values(role)
        self._choose = _ChooseEvent("choose", self)
        self.events["choose"] = self._choose
        for scene in role.scenes:
            for spec in scene.choices:
                self.add_transition("choose", scene.id, spec.to, spec=spec, scene=scene, role=role)

    @cached_property
    def gauges(self) -> list[tuple[int, Variable]]:
        """The variables that a page shows as gauges, each with its index in a run's values."""
        return [(index, variable) for index, variable in enumerate(self.role.variables) if variable.shown]

    @cached_property
    def attempts_by_id(self) -> dict[str, Attempt]:
        """The role's attempts by id."""
        return {attempt.id: attempt for attempt in self.role.attempts}

    def is_divergent(self, spec: ChoiceSpec) -> bool:
        """Return whether a choice goes against the record: it makes an attempt that did not happen."""
        return spec.attempt is not None and not self.attempts_by_id[spec.attempt].happened

    def get_scene(self, name: str) -> Scene:
        """Return the scene with this id.

        Raises:
            KeyError: if the role has no such scene.
        """
        return self.states[name].scene

    def get_passages(self, name: str, values: Values, past: Collection[str]) -> list[Passage]:
        """Return the passages of a scene that a run shows, in order.

        Args:
            name: the scene.
            values: the values of the run's variables.
            past: the choices that it has taken, as `scene.choice`.

        Raises:
            KeyError: if the role has no such scene.
        """
        return [
            passage
            for guard, after, passage in self.states[name].conditional_passages
            if guard(values) and (after is None or after.holds(past))
        ]

    def get_choices(self, name: str) -> list[Choice]:
        """Return all choices of a scene, open or not, in order; none if the role has no such scene."""
        return cast("list[Choice]", self._choose.transitions.get(name, []))

    def list_choices(self) -> list[Choice]:
        """Return all choices of the role, in the order of its scenes."""
        return [choice for name in self.states for choice in self.get_choices(name)]

    def get_choice(self, name: str, choice: str) -> Choice | None:
        """Return the choice of a scene with this id, open or not; None if the scene has no such choice."""
        return self._choose.by_id.get((name, choice))

    def choose(self, run: RunState, choice: str) -> Choice | None:
        """Take a choice of the run's scene.

        Returns:
            The choice; None if the scene has no such choice or it is closed, and then nothing has changed.
        """
        found = self._choose.by_id.get((run.scene_id, choice))
        return found if found is not None and self._choose.trigger(run, choice=found) else None
