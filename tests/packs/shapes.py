"""Known hard shapes, as small packs: those that defeat tools which search or play at random."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial

from tests.packs.written import Item, written


@dataclass(frozen=True)
class Shape:
    """A pack of a known shape.

    Attributes:
        files: the pack.
        dead: the choices that no run can take, as `scene.choice`; all others can be taken.
        runs: the number of its distinct runs.
        rare: a choice that few runs take, and random ones hardly ever.
    """

    files: dict[str, bytes]
    dead: frozenset[str]
    runs: int
    rare: str


def combination_lock(dials: int = 8, digits: int = 10) -> Shape:
    """Of all settings of some dials one opens the vault."""
    code = [(3 * dial + 1) % digits for dial in range(dials)]
    names = [f"dial_{dial}" for dial in range(dials)]
    scenes = [
        _scene(
            f"dial-{dial}",
            [_choice(f"set-{digit}", _after(dial, dials, "dial", "vault"), sets={names[dial]: digit})
             for digit in range(digits)],
        )
        for dial in range(dials)
    ]  # fmt: skip
    right = " and ".join(f"{name} == {digit}" for name, digit in zip(names, code, strict=True))
    scenes.append(
        _scene("vault", [_choice("leave"), _choice("open", if_=right), _choice("both", if_=f"{right} and dial_0 == 7")])
    )
    variables = [_number(name, digits - 1) for name in names]
    return _shape(scenes, variables, {"vault.both"}, digits**dials + 1, "vault.open")


def gated_ending(parts: int = 12) -> Shape:
    """An ending asks for one thing done in each of many scenes; another asks for two that exclude each other."""
    scenes = []
    for part in range(parts):
        to = _after(part, parts, "part", "gate")
        done = {f"has_{part}": True}
        scenes.append(_scene(f"part-{part}", [_choice("do", to, sets=done), _choice("wait", to), _choice("go", to)]))
    whole = " and ".join(f"has_{part}" for part in range(parts))
    scenes.append(
        _scene("gate", [_choice("home"), _choice("true", if_=whole), _choice("other", if_=f"{whole} and not has_0")])
    )
    variables = [{"id": f"has_{part}", "start": False} for part in range(parts)]
    return _shape(scenes, variables, {"gate.other"}, 3**parts + 1, "gate.true")


def deceptive_plateau(steps: int = 12) -> Shape:
    """Climbing leads to a plateau below the summit; only who first gives everything away can reach it."""
    scenes = []
    for step in range(steps):
        to = _after(step, steps, "step", "summit")
        choices = [
            _choice("climb", to, if_="not deep and height < 6", adds={"height": 1}),
            _choice("rest", to),
            _choice("rise", to, if_="deep", adds={"height": 2}),
        ]
        if step < steps - 5:
            choices.append(_choice("fall", to, if_="not deep", sets={"height": 0, "deep": True}))
        scenes.append(_scene(f"step-{step}", choices))
    scenes.append(
        _scene("summit", [_choice("turn"), _choice("enter", if_="height == 20"),
                          _choice("fly", if_="height > 6 and not deep")])
    )  # fmt: skip
    variables = [_number("height", 20), {"id": "deep", "start": False}]
    return _shape(scenes, variables, {"step-0.rise", "summit.fly"}, 16860, "summit.enter")


def deep_branching(depth: int = 400) -> Shape:
    """A long way with three choices at each step, and a guard at its end that only the first step decides."""
    scenes = [
        _scene(f"step-{step}", [_choice(name, _after(step, depth, "step", "last")) for name in ("left", "on", "right")])
        for step in range(depth)
    ]
    for choice in scenes[0]["choices"][1:]:
        choice["adds"] = {"marks": 1}
    scenes.append(_scene("last", [_choice("end"), _choice("knows", if_="marks == 0"), _choice("no", if_="marks > 1")]))
    return _shape(scenes, [_number("marks", 3)], {"last.no"}, 4 * 3 ** (depth - 1), "last.knows")


def wide(width: int = 24) -> Shape:
    """Three scenes of many choices, whose variables are compared with each other, so that hardly a state merges."""
    names = ["first", "second", "third"]
    scenes = [
        _scene(name, [_choice(f"to-{value}", [*names, "judge"][place + 1], sets={f"{name}_value": value})
                      for value in range(width)])
        for place, name in enumerate(names)
    ]  # fmt: skip
    a, b, c = (f"{name}_value" for name in names)
    scenes.append(
        _scene("judge", [_choice("go"), _choice("equal", if_=f"{a} == {b} and {b} == {c} and {c} == 17"),
                         _choice("round", if_=f"{a} < {b} and {b} < {c} and {c} < {a}")])
    )  # fmt: skip
    return _shape(
        scenes, [_number(name, width - 1) for name in (a, b, c)], {"judge.round"}, width**3 + 1, "judge.equal"
    )


def grid(side: int = 20) -> Shape:
    """One scene that leads to itself and counts three variables up: a grid with many ways and one corner."""
    choices = [_choice(name, "grid", if_=f"{name} < {side}", adds={name: 1}) for name in "xyz"]
    corner = f"x == {side} and y == {side} and z == {side}"
    scenes = [_scene("grid", [*choices, _choice("out", if_=corner), _choice("below", if_=f"{corner} and x < y")])]
    ways = factorial(3 * side) // factorial(side) ** 3
    return _shape(scenes, [_number(name, side) for name in "xyz"], {"grid.below"}, ways, "grid.out")


def long_tail(length: int = 60) -> Shape:
    """A gate that only the one run passes which took the right choice of four in every scene."""
    scenes = []
    for step in range(length):
        to = _after(step, length, "step", "gate")
        wrong = [_choice(f"wrong-{way}", to) for way in range(3)]
        scenes.append(_scene(f"step-{step}", [*wrong, _choice("right", to, adds={"right": 1})]))
    scenes.append(
        _scene("gate", [_choice("home"), _choice("open", if_=f"right == {length}"),
                        _choice("more", if_=f"right > {length}")])
    )  # fmt: skip
    return _shape(scenes, [_number("right", length + 1)], {"gate.more"}, 4**length + 1, "gate.open")


def counted_loop(turns: int = 200) -> Shape:
    """A scene to which a run comes back until a counter says that it is enough."""
    scenes = [
        _scene("ring", [_choice("stay", "ring", if_=f"turns < {turns}", adds={"turns": 1}),
                        _choice("leave", if_="turns >= 3"), _choice("last", if_=f"turns == {turns}"),
                        _choice("beyond", if_=f"turns > {turns}")])
    ]  # fmt: skip
    return _shape(scenes, [_number("turns", turns + 5)], {"ring.beyond"}, turns - 1, "ring.last")


SHAPES: dict[str, Callable[[], Shape]] = {
    "combination lock": combination_lock,
    "gated ending": gated_ending,
    "deceptive plateau": deceptive_plateau,
    "deep branching": deep_branching,
    "wide with little merging": wide,
    "grid of variables": grid,
    "long-tail gate": long_tail,
    "loop with a counter": counted_loop,
}


def _shape(scenes: list[Item], variables: Sequence[Item], dead: set[str], runs: int, rare: str) -> Shape:
    return Shape(written([*scenes, {"id": "out", "ending": {}}], variables), frozenset(dead), runs, rare)


def _scene(name: str, choices: list[Item]) -> Item:
    return {"id": name, "choices": choices}


def _choice(name: str, to: str = "out", if_: str | None = None, **effects: Mapping[str, int]) -> Item:
    return {"id": name, "to": to, **({"if": if_} if if_ else {}), **effects}


def _number(name: str, high: int) -> Item:
    return {"id": name, "start": 0, "lowest": 0, "highest": high}


def _after(number: int, count: int, name: str, last: str) -> str:
    """The scene behind one of a row."""
    return f"{name}-{number + 1}" if number + 1 < count else last
