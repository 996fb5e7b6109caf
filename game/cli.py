"""Floor 10, temporary seed: check only."""

import sys
from pathlib import Path

from game.proof.report import check
from game.story.read import read_bytes


def main() -> int:
    r = check(read_bytes(Path("scenes")))
    if "--format" in sys.argv:
        print(r.as_json())
        return bool(r.violations)
    only = [a for a in sys.argv[2:] if not a.startswith("-")]
    for v in r.violations:
        if not only or any(v.file.startswith(o) for o in only):
            print(v)
    print(len(r.violations), r.numbers)
    for x in r.roles:
        print(x)
    return bool(r.violations)
