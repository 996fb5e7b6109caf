"""A role as an ink story, so that an ink engine can play what we play: the same texts, guards, effects and choices."""

from __future__ import annotations

from game.story.effects import value_range
from game.story.types import ChoiceSpec, Role, Scene
from game.text.prose import parse_prose


def as_ink(role: Role) -> str:
    """The role's scenes as ink source; footnotes, answers, bulletins, hours and places have no place there.

    Only roles whose variables are numbers and whose passages all follow the text are converted correctly.
    """
    assert not any(passage.before_text for scene in role.scenes for passage in scene.passages)
    lines = [f"VAR {variable.id} = {int(variable.start)}" for variable in role.variables]
    lines.append(f"-> {_knot(role.first_scene)}")
    for scene in role.scenes:
        lines += _scene(role, scene)
    return "\n".join(lines) + "\n"


def _knot(name: str) -> str:
    return name.replace("-", "_")


def _lines(text: str) -> list[str]:
    return [sentence.text for paragraph in parse_prose(text) for sentence in paragraph]


def _scene(role: Role, scene: Scene) -> list[str]:
    lines = [f"=== {_knot(scene.id)} ===", *_lines(scene.text)]
    lines += [f"{{{passage.if_}: {line}}}" for passage in scene.passages for line in _lines(passage.text)]
    for option in scene.choices:
        guard = f" {{{option.if_}}}" if option.if_ else ""
        lines += [f"+{guard} [{option.text}]", *(f"    {line}" for line in _taken(role, option))]
    return lines if scene.choices else [*lines, "-> END"]


def _taken(role: Role, option: ChoiceSpec) -> list[str]:
    ranges = {variable.id: value_range(variable) for variable in role.variables}
    lines = [f"~ {name} = {int(value)}" for name, value in option.sets.items()]
    for name, step in option.adds.items():
        low, high = ranges[name]
        lines.append(f"~ {name} = MIN({high}, MAX({low}, {name} + ({step})))")
    return [*lines, *_lines(option.result or ""), f"-> {_knot(option.to)}"]
