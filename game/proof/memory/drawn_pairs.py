"""Pairs of runs that differ in one choice, drawn with seeded preferences: the same seed gives the same pairs."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.story.guards import Values as Values
from game.story.machine import Choice, RoleMachine

#: The longest run that is followed; a longer one goes round in a circle.
LONGEST_RUN = 1000


@dataclass(frozen=True)
class DrawnPage:
    """The story text of a page of a drawn run.

    Attributes:
        scene: the scene.
        standing: the indexes of the passages that it shows.
        taken: the choice that led there, as `scene.choice`; empty on the first page.
    """

    scene: str
    standing: tuple[int, ...]
    taken: str


@dataclass(frozen=True)
class DrawnPair:
    """Two runs with the same beginning and preferences that diverge at one choice.

    Attributes:
        scene: the scene in which they diverge; `values` are the values of the variables there.
        choices: the choice that each takes there.
        step: how many choices both have taken before.
        pages: the pages of the run from which the step was drawn.
        open_choices: for each of these pages, the open choices, as `scene.choice`.
        ahead: for each choice, the pages after it up to the ending.
    """

    scene: str
    values: Values
    choices: tuple[Choice, Choice]
    step: int
    pages: tuple[DrawnPage, ...]
    open_choices: tuple[tuple[str, ...], ...]
    ahead: tuple[tuple[DrawnPage, ...], tuple[DrawnPage, ...]]


class Preferences:
    """A number for each choice of a role, derived from some words.

    Args:
        words: the words from which they are derived.
        count: the number of choices.
    """

    def __init__(self, words: str, count: int) -> None:
        # A digest of any length, since this floor may not use a random generator.
        digest = hashlib.shake_256(words.encode()).digest(4 * (count + 3))
        numbers = array("I", digest)
        self.extra = numbers[:3]
        self.of_choice = numbers[3:]


class PairDrawer:
    """Draws pairs of runs of a role.

    Args:
        machine: the role's machine.
    """

    def __init__(self, machine: RoleMachine) -> None:
        self.machine = machine
        choices = [choice for scene in machine.role.scenes for choice in machine.get_choices(scene.id)]
        self._number = {choice.id: number for number, choice in enumerate(choices)}

    def draw(self, seed: int, count: int) -> Iterator[DrawnPair]:
        """Draw some pairs; a run without a page of two open choices gives none."""
        role = self.machine.role
        for number in range(count):
            drawn = Preferences(f"{seed} {role.id} {number}", len(self._number))
            pages, steps = self._follow(role.first_scene, self.machine.start_values, "", [], drawn)
            parting = [step for step in steps if len(step[2]) > 1]
            if not parting:
                continue
            at, values, choices, past = parting[drawn.extra[0] % len(parting)]
            first = drawn.extra[1] % len(choices)
            second = (first + 1 + drawn.extra[2] % (len(choices) - 1)) % len(choices)
            ahead = tuple(
                self._follow(choice.spec.to, choice.apply(values), choice.id, [*past, choice.id], drawn)[0]
                for choice in (choices[first], choices[second])
            )
            offered = tuple(tuple(choice.id for choice in step[2]) for step in steps)
            yield DrawnPair(
                at, values, (choices[first], choices[second]), len(past), pages, offered, (ahead[0], ahead[1])
            )

    def _follow(
        self, scene: str, values: Values, taken: str, past: Sequence[str], drawn: Preferences
    ) -> tuple[tuple[DrawnPage, ...], list[tuple[str, Values, list[Choice], list[str]]]]:
        """Follow the preferences; return the pages, and every step as its scene, values, open choices and past."""
        machine, prefers = self.machine, drawn.of_choice
        pages: list[DrawnPage] = []
        steps: list[tuple[str, Values, list[Choice], list[str]]] = []
        done = list(past)
        while len(pages) < LONGEST_RUN:
            pages.append(DrawnPage(scene, self._find_standing(scene, values, done), taken))
            choices = [choice for choice in machine.get_choices(scene) if choice.is_open(values)]
            if not choices:
                break
            steps.append((scene, values, choices, [*done]))
            best = max(choices, key=lambda choice: prefers[self._number[choice.id]])
            scene, values, taken = best.spec.to, best.apply(values), best.id
            done.append(taken)
        return tuple(pages), steps

    def _find_standing(self, scene: str, values: Values, past: Sequence[str]) -> tuple[int, ...]:
        passages = self.machine.states[scene].conditional_passages
        return tuple(
            place
            for place, (guard, after, _) in enumerate(passages)
            if guard(values) and (after is None or after.holds(past))
        )
