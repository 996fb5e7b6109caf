"""Parse a whole pack from the YAML of its files, with every fault."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import asdict

from game.record.read_record import RECORD_FILES, read_record
from game.story.check_pack import check_pack
from game.story.lessons import Lesson
from game.story.maps import Map
from game.story.read_pack import digest_files
from game.story.role_file import FixedPoint, RoleFile
from game.story.story_file import StoryFile
from game.story.types import Attempt, Pack, Role, Scene
from game.text.diagnostics import Diagnostic, DiagnosticsError, did_you_mean
from game.text.renamed_keys import FORMAT_1
from game.text.safe_yaml import load_yaml
from game.text.validation import SourceFile

Kind = TypeVar("Kind")


def parse_pack(
    files: dict[str, bytes],
) -> tuple[Pack | None, list[Diagnostic], dict[str, dict[str, tuple[SourceFile, int]]]]:
    """Read a pack from the bytes of its files, given by their names relative to its folder.

    Returns:
        The pack (None if `story.yaml` cannot be used); every fault of YAML, shape, id and footnote, in the order of
        the files; and for each role the file and position of each scene, and of each attempt as `attempt:id`, with
        which later checks find lines.
    """
    faults: list[Diagnostic] = []
    parsed: dict[str, tuple[SourceFile, object]] = {}
    lost: set[str] = set()
    for name, data in sorted(files.items()):
        if name.endswith(".yml"):
            faults.append(Diagnostic(name, 0, "", "the files of a pack end in .yaml; give this one that name.", "file"))
            continue
        try:
            value, joins = _load_file(data, name)
            parsed[name] = (SourceFile(name, data, faults, lost, joins), value)
        except DiagnosticsError as error:
            faults += error.diagnostics
    record = read_record(
        {name.removeprefix("record/"): found for name, found in parsed.items() if name.startswith("record/")}
    )
    head, value = parsed.get("story.yaml", (None, None))
    if head is not None and isinstance(value, dict) and value.get("format") == 1:
        head.report(("format",), FORMAT_1)
        parsed["story.yaml"] = (head, {**value, "format": 2})
    story = _parse_single(parsed, "story.yaml", StoryFile, faults, files)
    if story is None:
        return None, sorted(faults), {}
    roles: list[Role] = []
    locations: dict[str, dict[str, tuple[SourceFile, int]]] = {}
    for name in story.roles:
        role = _read_role(name, parsed, faults, files, locations.setdefault(name, {}))
        if role is not None:
            roles.append(role)
    for name in sorted(set(parsed) - {f"{role}/role.yaml" for role in story.roles}):
        if name.endswith("/role.yaml") and name.count("/") == 1:
            message = f'nobody can play this role: add "{name.split("/")[0]}" to the roles in story.yaml.'
            faults.append(Diagnostic(name, 0, "", message, "file"))
    faults += _unused(parsed, story.roles)
    city = _parse_single(parsed, "map.yaml", Map, faults, files) if "map.yaml" in files else None
    pack = Pack(digest=digest_files(sorted(files.items())), story=story, record=record, roles=roles, map=city)
    check_pack(pack, parsed, locations)
    return pack, _drop_consequential(faults, {name for name in files if name not in parsed}), locations


def _unused(parsed: Iterable[str], roles: list[str]) -> list[Diagnostic]:
    """Return a diagnostic for each file that is never read: its name is mistyped, or its folder is no role's."""
    known = {"story.yaml", "map.yaml", *(f"record/{name}.yaml" for name in RECORD_FILES)}
    folders = {*roles, *(name.split("/")[0] for name in parsed if name.endswith("/role.yaml"))} - {"record"}
    return [
        Diagnostic(name, 0, "", f"nothing is read from a file of this name here.{did_you_mean(name, known)}", "file")
        for name in parsed
        if name not in known and not name.startswith("record/events/") and name.split("/")[0] not in folders
    ]


def _drop_consequential(faults: list[Diagnostic], unread: set[str]) -> list[Diagnostic]:
    """Return the faults without those that only refer to something that an unreadable file may contain."""
    folders = {name.split("/")[0] for name in unread}
    return sorted(
        fault
        for fault in set(faults)
        if not (
            (fault.rule == "id" and fault.file.split("/")[0] in folders)
            or (fault.rule in {"id", "footnote"} and "record" in folders)
        )
    )


@lru_cache(maxsize=256)
def _load_file(data: bytes, name: str) -> tuple[object, bool]:
    """Return the value of a file, and whether YAML joins the lines of a text in it.

    It is cached, so that reading a pack again costs only what has changed.
    """
    joined: list[int] = []
    return load_yaml(data, name, joined), bool(joined)


def _parse_single(
    parsed: dict[str, tuple[SourceFile, object]],
    name: str,
    kind: type[Kind],
    faults: list[Diagnostic],
    files: dict[str, bytes],
) -> Kind | None:
    """Return the single item of a file; None if it is invalid, which is reported."""
    if name not in files:
        faults.append(Diagnostic(name, 0, "", "the file is missing.", "file"))
    if name not in parsed:
        return None
    file, value = parsed[name]
    return file.validate(value, kind)


def _read_role(
    name: str,
    parsed: dict[str, tuple[SourceFile, object]],
    faults: list[Diagnostic],
    files: dict[str, bytes],
    locations: dict[str, tuple[SourceFile, int]],
) -> Role | None:
    text = _parse_single(parsed, f"{name}/role.yaml", RoleFile, faults, files)
    lesson_file = f"{name}/lesson.yaml"
    lesson = _parse_single(parsed, lesson_file, Lesson, faults, files) if lesson_file in files else None
    attempts: list[Attempt] = []
    scenes: list[Scene] = []
    for path, (file, value) in parsed.items():
        if not path.startswith(f"{name}/") or path in {f"{name}/role.yaml", lesson_file}:
            continue
        if path == f"{name}/attempts.yaml":
            for index, attempt in file.validate_list(value, Attempt):
                if any(attempt.id == other.id for other in attempts):
                    file.report((index,), f'the attempt "{attempt.id}" stands a second time.', "id")
                attempts.append(attempt)
                locations[f"attempt:{attempt.id}"] = (file, index)
            continue
        for index, scene in file.validate_list(value, Scene):
            if scene.id in locations:
                first = locations[scene.id][0].name
                file.report((index,), f'the scene "{scene.id}" stands a second time; the first is in {first}.', "id")
                continue
            locations[scene.id] = (file, index)
            scenes.append(scene)
    if text is None:
        return None
    if text.id != name:
        message = f'the role\'s id is not the name of its folder, "{name}".'
        parsed[f"{name}/role.yaml"][0].report(("id",), message, "id")
    points = [FixedPoint(event=point) if isinstance(point, str) else point for point in text.fixed_points]
    fields = {**asdict(text), "id": name, "fixed_points": points}
    return Role(**fields, scenes=scenes, attempts=attempts, lesson=lesson)
