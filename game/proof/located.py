"""Breaches in the files of a pack: each with its file and line, and the run that shows it."""

from __future__ import annotations

from game.proof.case import Breach
from game.story.types import Role
from game.text.diagnostics import Diagnostic
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

Origins = dict[str, tuple[SourceFile, int]]


class Broken(Diagnostic, frozen=True):
    """A fault that a law found.

    Attributes:
        role: the role in which it shows.
        run: the choices of a shortest run that leads to it, as `scene.choice`; empty where no run is needed to see it.
    """

    role: str = ""
    run: tuple[str, ...] = ()

    def replay(self, program: str = "sixteen-points replay") -> str:
        """The command that replays the run; empty if there is none."""
        return " ".join([program, "--role", self.role, *self.run]) if self.run else ""


def located(breach: Breach, role: Role, files: dict[str, bytes], origins: Origins) -> Broken:
    """A breach as a fault with file and line.

    Args:
        breach: what a law found.
        role: the role in which it was found.
        files: the bytes of the pack's files, by name.
        origins: the file and position of each scene, and of each attempt as `attempt:id`.
    """
    faults: list[Diagnostic] = []
    path: list[PathStep]
    if breach.scene:
        file, position = origins[breach.scene]
        name, data, path = file.name, file.data, [position]
        scene = next((scene for scene in role.scenes if scene.id == breach.scene), None)
        for step in breach.key:
            option = next((place for place, o in enumerate(scene.choices) if o.id == step), None) if scene else None
            path.append(option if option is not None and path[-1] == "choices" else step)
    else:
        name = f"{role.id}/role.yaml"
        data, path = files[name], list(breach.key)
    key = ".".join([breach.scene, *map(str, breach.key)]).strip(".")
    if breach.needle:
        SourceFile(name, data, faults).report_in_text(tuple(path), key, breach.needle, breach.says, breach.law)
    else:
        SourceFile(name, data, faults).report(tuple(path), key, breach.says, breach.law)
    found = faults[0]
    return Broken(found.file, found.line, found.key, found.message, found.rule, role.id, breach.run)
