"""`python -m tests.floors [PYTEST WORDS…]`: the tests with the oldest libraries that pyproject.toml allows.

An environment of its own gets exactly the version behind each `>=` of what the program needs to run, and the suite is
run in it. Run this once after raising or lowering a floor; the gate tests with the newest versions.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).parent.parent


def floors() -> list[str]:
    """The oldest version of each library that the program needs, as `name==version`."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [re.match(r"([\w-]+)>=([\w.]+)", line) for line in project["dependencies"]]
    assert all(found), "every library has a floor"
    return [f"{each[1]}=={each[2]}" for each in found if each]


def main(words: list[str]) -> int:
    """Install the floors, and run the tests; returns their exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        constraints = folder / "floors.txt"
        constraints.write_text("\n".join(floors()) + "\n", encoding="utf-8")
        print(constraints.read_text(encoding="utf-8"))
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        python = str(folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        install = ["-m", "pip", "install", "--quiet", "--constraint", str(constraints), "--editable", f"{TOP}[dev]"]
        subprocess.run([python, *install], check=True)
        return subprocess.run([python, "-m", "pytest", *words], cwd=TOP).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
