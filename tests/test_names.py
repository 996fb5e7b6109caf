"""The names of the house: no two modules and no two public classes share one, and the page that is read first is true."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

GAME = Path(__file__).parent.parent / "game"
PAGE = GAME / "README.md"
#: Modules that may share their name: a package has one file of this name, and each floor its types.
MODULES = {"__init__", "types"}


def test_no_two_modules_share_a_name() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in GAME.rglob("*.py"):
        found[path.stem].append(path.relative_to(GAME).as_posix())
    assert {name: paths for name, paths in found.items() if len(paths) > 1 and name not in MODULES} == {}


def test_no_two_public_classes_share_a_name() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in GAME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(f"{path.relative_to(GAME).as_posix()}:{node.lineno}")
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_every_file_and_name_of_the_page_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 220
    code = "\n".join(path.read_text(encoding="utf-8") for path in GAME.rglob("*.py"))
    words = set(re.findall(r"\w+", code))
    for quoted in re.findall(r"`([^`\n]+)`", text):
        if re.fullmatch(r"[\w/]+\.py|(?:\w+/)+", quoted) and not quoted.startswith(
            ("game", "scenes", "tests", "saves")
        ):
            assert (GAME / quoted).exists(), quoted
        elif re.fullmatch(r"[A-Za-z_]\w*(?:\.[a-z_A-Z]\w*)*", quoted):
            assert all(part in words for part in quoted.split(".")), quoted
