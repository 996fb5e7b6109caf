"""Locating violations in the files of a pack."""

from __future__ import annotations

from game.proof.context import Violation
from game.story.types import Role
from game.text.diagnostics import Diagnostic
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

ItemLocations = dict[str, tuple[SourceFile, int]]


class LawViolation(Diagnostic, frozen=True):
    """The diagnostic of a violation.

    Attributes:
        role: the role that has it.
        run: the choices of a shortest run that leads to it, as `scene.choice`; empty if none is needed.
    """

    role: str = ""
    run: tuple[str, ...] = ()

    def replay(self, program: str = "sixteen-points replay") -> str:
        """Return the command that replays the run; empty if there is none."""
        return " ".join([program, "--role", self.role, *self.run]) if self.run else ""


def locate_violation(
    violation: Violation, role: Role, files: dict[str, bytes], locations: ItemLocations
) -> LawViolation:
    """Return a violation as a diagnostic with file and line.

    Args:
        violation: the violation.
        role: the role that has it.
        files: the bytes of the pack's files, by name.
        locations: the file and position of each scene, and of each attempt as `attempt:id`.
    """
    faults: list[Diagnostic] = []
    path: list[PathStep]
    if violation.scene:
        file, index = locations[violation.scene]
        name, data, path = file.name, file.data, [index]
        scene = next((scene for scene in role.scenes if scene.id == violation.scene), None)
        for step in violation.key:
            spec = next((index for index, o in enumerate(scene.choices) if o.id == step), None) if scene else None
            path.append(spec if spec is not None and path[-1] == "choices" else step)
    else:
        name = f"{role.id}/role.yaml"
        data, path = files[name], list(violation.key)
    SourceFile(name, data, faults).report(tuple(path), violation.message, violation.law, violation.needle)
    found = faults[0]
    return LawViolation(found.file, found.line, found.key, found.message, found.rule, role.id, violation.run)
