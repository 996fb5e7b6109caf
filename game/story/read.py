"""Reading a pack from its folder, whole, with every fault; and from the cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from game import __version__
from game.story.lessons import Lesson
from game.story.types import Attempt, FixedPoint, Map, Pack, Role, RoleText, Scene, StoryText
from game.text.clean import clean
from game.text.faults import Fault, FaultError
from game.text.safe_yaml import LARGEST, load
from game.text.shape import File, decode_moment, encode_moment

Kind = TypeVar("Kind")

MOST_FILES = 2000
#: Part of the cache's key, so that no release reads what another has written.
_VERSION = re.sub(r"\W+", "-", __version__)


def read_bytes(folder: Path) -> dict[str, bytes]:
    """The YAML files of a pack by their names relative to its folder, in order.

    Raises:
        FaultError: if the folder is missing, cannot be read, or holds too much.
    """
    if not folder.is_dir():
        raise FaultError([Fault(str(folder), 0, "", "there is no such folder; name the folder of a pack.", "file")])
    names = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    if len(names) > MOST_FILES:
        raise FaultError([Fault(str(folder), 0, "", f"the folder holds more than {MOST_FILES} YAML files.", "file")])
    found: dict[str, bytes] = {}
    for path in names:
        name = clean(path.relative_to(folder).as_posix())
        try:
            with path.open("rb") as file:
                found[name] = file.read(LARGEST + 1)
        except OSError as error:
            raise FaultError([Fault(name, 0, "", f"the file cannot be read: {error.strerror}.", "file")]) from None
    return found


def digest(files: dict[str, bytes]) -> str:
    """The SHA-256 of a pack's files, names and contents, in hexadecimal."""
    total = hashlib.sha256()
    for name, data in sorted(files.items()):
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def parse_pack(files: dict[str, bytes]) -> tuple[Pack | None, list[Fault], dict[str, dict[str, tuple[File, int]]]]:
    """Read a pack from the bytes of its files.

    Returns:
        The pack (None if `story.yaml` cannot be used), every fault of YAML, shape, id and footnote in the order of
        the files, and for each role the file and position of each of its scenes, for whoever finds more faults.
    """
    # Not needed where the pack comes from the cache, as it nearly always does.
    from game.record.read import read_record
    from game.story.check import check_pack

    faults: list[Fault] = []
    parsed: dict[str, tuple[File, object]] = {}
    lost: set[str] = set()
    for name, data in sorted(files.items()):
        try:
            parsed[name] = (File(name, data, faults, lost), _load(data, name))
        except FaultError as error:
            faults += error.faults
    record = read_record(
        {name.removeprefix("record/"): found for name, found in parsed.items() if name.startswith("record/")}
    )
    story = _one(parsed, "story.yaml", StoryText, faults, files)
    if story is None:
        return None, sorted(faults), {}
    roles: list[Role] = []
    origins: dict[str, dict[str, tuple[File, int]]] = {}
    for name in story.roles:
        role = _read_role(name, parsed, faults, files, origins.setdefault(name, {}))
        if role is not None:
            roles.append(role)
    city = _one(parsed, "map.yaml", Map, faults, files) if "map.yaml" in files else None
    pack = Pack(digest=digest(files), story=story, record=record, roles=roles, map=city)
    check_pack(pack, parsed, origins)
    return pack, sorted(set(faults)), origins


def read_proof(folder: Path) -> list[str]:
    """The lines of `proof.txt`, in which a pack's author keeps what the check has proved; none without such a file."""
    try:
        return (folder / "proof.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


@lru_cache(maxsize=256)
def _load(data: bytes, name: str) -> object:
    """The value of a file; kept, so that who reads a pack again and again pays only for what has changed."""
    return load(data, name)


def read_pack(folder: Path, cache: Path | None = None) -> Pack:
    """The pack in a folder, from the cache if its files have not changed since.

    Args:
        folder: the folder of the pack.
        cache: a folder for the cache, which may not exist yet; without one, or where it cannot be written, the YAML
            is read each time.

    Raises:
        FaultError: with every fault, if the pack cannot be played.
    """
    files = read_bytes(folder)
    kept = cache / f"pack-{_VERSION}-{digest(files)[:32]}.msgpack" if cache else None
    if kept is not None:
        with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
            return msgspec.msgpack.decode(kept.read_bytes(), type=Pack, dec_hook=decode_moment)
    pack, faults, _ = parse_pack(files)
    if faults or pack is None:
        raise FaultError(faults or [Fault("story.yaml", 0, "", "the file is missing.", "file")])
    if kept is not None:
        with contextlib.suppress(OSError):
            _keep(kept, msgspec.msgpack.encode(pack, enc_hook=encode_moment))
    return pack


def _keep(path: Path, data: bytes) -> None:
    """Write the cache beside its place and rename it, and drop the caches of older versions of packs."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".new")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(beside).replace(path)
    old = sorted(path.parent.glob("pack-*.msgpack"), key=lambda found: found.stat().st_mtime, reverse=True)
    for found in old[8:]:
        found.unlink(missing_ok=True)


def _one(
    parsed: dict[str, tuple[File, object]],
    name: str,
    kind: type[Kind],
    faults: list[Fault],
    files: dict[str, bytes],
) -> Kind | None:
    """The one item that a file holds, or None after a fault was reported."""
    if name not in files:
        faults.append(Fault(name, 0, "", "the file is missing.", "file"))
    if name not in parsed:
        return None
    file, value = parsed[name]
    return file.item(value, kind)


def _read_role(
    name: str,
    parsed: dict[str, tuple[File, object]],
    faults: list[Fault],
    files: dict[str, bytes],
    origins: dict[str, tuple[File, int]],
) -> Role | None:
    text = _one(parsed, f"{name}/role.yaml", RoleText, faults, files)
    lesson_file = f"{name}/lesson.yaml"
    lesson = _one(parsed, lesson_file, Lesson, faults, files) if lesson_file in files else None
    attempts: list[Attempt] = []
    scenes: list[Scene] = []
    for path, (file, value) in parsed.items():
        if not path.startswith(f"{name}/") or path in {f"{name}/role.yaml", lesson_file}:
            continue
        if path == f"{name}/attempts.yaml":
            for position, attempt in file.items(value, Attempt):
                if any(attempt.id == other.id for other in attempts):
                    file.fault((position,), attempt.id, f'the attempt "{attempt.id}" stands a second time.', "id")
                attempts.append(attempt)
                origins[f"attempt:{attempt.id}"] = (file, position)
            continue
        for position, scene in file.items(value, Scene):
            if scene.id in origins:
                first = origins[scene.id][0].name
                file.fault(
                    (position,),
                    scene.id,
                    f'the scene "{scene.id}" stands a second time; the first is in {first}.',
                    "id",
                )
                continue
            origins[scene.id] = (file, position)
            scenes.append(scene)
    if text is None:
        return None
    points = [FixedPoint(event=point) if isinstance(point, str) else point for point in text.fixed_points]
    return Role(
        id=text.id,
        kind=text.kind,
        name=text.name,
        who=text.who,
        content_note=text.content_note,
        starts=text.starts,
        hears=text.hears,
        fates=text.fates,
        variables=text.variables,
        fixed_points=points,
        scenes=scenes,
        attempts=attempts,
        lesson=lesson,
        class_cut=text.class_cut,
    )
