"""`python -m tests.installed`: the program as people install it, from a wheel, asked all that it reads, cold and warm.

A wheel is built, installed into an environment of its own, and every command that reads is asked twice, with an empty
cache and with what the first time left there: both must give the same bytes, and none may show a traceback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from game.story.read_pack import read_pack
from tests.cli.asked import World, asked
from tests.cli.test_cold_and_warm import TIMES
from tests.conftest import MILL, SCENES

TOP = Path(__file__).parent.parent
BIN = "Scripts" if sys.platform == "win32" else "bin"


def install(folder: Path) -> Path:
    """Build a wheel and install it in an environment of its own; returns the program."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(TOP)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "--python", str(folder / "venv" / BIN / "python"), "install", str(wheel)], check=True)
    return folder / "venv" / BIN / "sixteen-points"


def told(program: Path, words: list[str], home: Path) -> tuple[object, ...]:
    """All that a command gives: its exit code, what it prints, and the files that it writes, which are taken away."""
    here = home / "here"
    here.mkdir(parents=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [program, *words], cwd=here, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120
    )
    files = {path.relative_to(here): path.read_bytes() for path in sorted(here.rglob("*")) if path.is_file()}
    shutil.rmtree(here)
    return done.returncode, TIMES.sub(b"", done.stdout), TIMES.sub(b"", done.stderr), files


def differs(program: Path, words: list[str], home: Path) -> str:
    """Ask a command twice; returns what was wrong with the answers, or an empty string."""
    cold, warm = told(program, words, home), told(program, words, home)
    shutil.rmtree(home)
    if b"Traceback" in bytes(str((cold, warm)), "utf-8"):
        return f"{words}: a traceback: {(cold, warm)}"
    return "" if cold == warm else f"{words}: not the same from the cache"


def main() -> int:
    """Install, ask, and say what differs; 1 if anything does."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = Path(name)
        program = install(folder)
        lines: list[list[str]] = []
        for number, scenes in enumerate([None, MILL]):
            world = World.of(read_pack(scenes or SCENES), folder / str(number), scenes)
            # Without the check of the pack that ships: it reads no cache, and takes a second each time.
            lines += [words for words in asked(world, together=1) if scenes is not None or words[:1] != ["check"]]
        homes = (folder / "homes" / str(number) for number in range(len(lines)))
        found = [says for says in pool.map(differs, [program] * len(lines), lines, homes) if says]
    print(f"{len(lines)} commands asked of the installed program, cold and warm: {len(found)} went wrong.")
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
