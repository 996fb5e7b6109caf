"""Reading a pack from its folder: from the cache while its files are unchanged, else from their YAML."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from game.story.pack_cache import dump_pack, load_pack
from game.story.types import Pack
from game.text.clean import clean
from game.text.diagnostics import Diagnostic, DiagnosticsError, UserError
from game.text.disk import is_folder, is_regular_file, read_file

#: The most YAML files of a pack, and the most files and folders of any kind in its folder.
MAX_FILES, MOST_NAMES = 2000, 20_000
#: The most bytes of `proof.txt`, which has a line for every choice, and of a cached pack.
LARGEST_PROOF, LARGEST_CACHED = 1 << 24, 1 << 26
#: The folders of the code that defines a pack.
_FLOORS = ("text", "record", "story")


def read_pack_files(folder: Path) -> dict[str, bytes]:
    """Return the YAML files of a pack by their names relative to its folder, in the order of their names.

    Hidden files are skipped: editors and systems leave them behind. Files that end in `.yml` are included, so that
    the check can ask for their right name.

    Raises:
        UserError: if the folder is missing or holds too much.
        DiagnosticsError: if a file in it cannot be read.
    """
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    if not is_folder(folder):
        raise UserError(f"There is no folder {clean(str(folder))}; name the folder of a pack.")
    root = os.path.join(folder, "")  # noqa: PTH118
    paths = [path for path in yaml_paths(folder) if is_regular_file(path)]
    if len(paths) > MAX_FILES:
        raise UserError(f"{clean(str(folder))} holds more than {MAX_FILES} YAML files; name the folder of one pack.")
    for name, path in sorted((clean(path.removeprefix(root).replace(os.sep, "/")), path) for path in paths):
        try:
            yield name, read_file(path)
        except OSError as error:
            raise DiagnosticsError(
                [Diagnostic(name, 0, "", f"the file cannot be read: {error.strerror}.", "file")]
            ) from None


def yaml_paths(folder: Path) -> Iterator[str]:
    """Yield the paths of files that are named like YAML, in a folder and below it; hidden ones are skipped.

    Raises:
        UserError: if the folder holds far more than any pack, as the root of a disk does.
    """
    # Strings instead of Path objects: this runs at every start.
    seen = 0
    for inner, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen += len(folders) + len(names)
        if seen > MOST_NAMES:
            raise UserError(
                f"{clean(str(folder))} holds too much to be the folder of a pack; name the one in which story.yaml is."
            )
        for name in names:
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield os.path.join(inner, name)  # noqa: PTH118


def digest_files(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the SHA-256 of a pack's files, names and contents, in hexadecimal.

    Args:
        files: in the order of their names.
    """
    total = hashlib.sha256()
    for name, data in files:
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def read_proof(folder: Path) -> list[str]:
    """Return the lines of `proof.txt`, an author's record of what the check has proved; none without such a file."""
    try:
        return read_file(folder / "proof.txt", LARGEST_PROOF).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def read_pack(folder: Path, cache: Path | None = None) -> Pack:
    """Return the pack in a folder, from the cache if its files have not changed, without the roles that have faults.

    Args:
        folder: the folder of the pack.
        cache: a folder for the cache, which may not exist yet; without a cache, or if it cannot be written, the YAML
            is read each time.

    Raises:
        DiagnosticsError: with every fault, if nothing can be played.
        UserError: if the folder cannot be read.
    """
    kept = load_cached_pack(folder, cache) if cache is not None else None
    if kept is not None:
        return kept
    # Not needed when the pack comes from the cache, as it nearly always does.
    from game.story.parse import parse_pack

    pack, faults, _ = parse_pack(read_pack_files(folder))
    if faults or pack is None:
        return _playable(pack, faults)
    if cache is not None:
        # Whatever fails in writing the cache, the pack has been read.
        with contextlib.suppress(Exception):
            _write_cache(_cache_path(cache, pack.digest), dump_pack(pack))
    return pack


def _playable(pack: Pack | None, faults: list[Diagnostic]) -> Pack:
    """Return the playable part of a pack with faults.

    A fault in a role's folder leaves out that role, and one in `map.yaml` the map. A fault in `story.yaml` or the
    record leaves out everything: news of any event may reach any role, and any footnote may lead to any source.

    Raises:
        DiagnosticsError: with every fault, if nothing can be played.
    """
    broken = {fault.file.partition("/")[0] for fault in faults}
    roles = [role for role in pack.roles if role.id not in broken] if pack is not None else []
    if pack is None or not roles or broken & {"story.yaml", "record"}:
        raise DiagnosticsError(faults)
    city = pack.map if "map.yaml" not in broken else None
    return replace(pack, roles=roles, map=city, faults=tuple(faults))


def load_cached_pack(folder: Path, cache: Path) -> Pack | None:
    """Return the pack in a folder from the cache; None if the cache lacks it or the folder cannot be read."""
    # However damaged a cache is, the pack can still be read from its YAML.
    with contextlib.suppress(Exception):
        # File by file, so that only one is in memory at a time.
        return load_pack(read_file(_cache_path(cache, digest_files(_files(folder))), LARGEST_CACHED))
    return None


def _cache_path(cache: Path, key: str) -> Path:
    return cache / f"pack-{_form()}-{key[:32]}.msgpack"


@lru_cache(maxsize=1)
def _form() -> str:
    """Return a digest of the code that defines a pack, so that no version of the game reads another's cache."""
    code = hashlib.sha256()
    for floor in _FLOORS:
        for path in sorted((Path(__file__).parent.parent / floor).glob("*.py")):
            code.update(path.read_bytes())
    return code.hexdigest()[:16]


def _write_cache(path: Path, data: bytes) -> None:
    """Write the cache under another name and rename it; delete all but the eight newest caches, and torn ones."""
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix="pack-", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    written = sorted(path.parent.glob("pack-*"), key=lambda found: found.lstat().st_mtime, reverse=True)
    for old in written[8:]:
        old.unlink(missing_ok=True)
