"""`python -m tests.benchmarks [NAME ...]`: run the benchmarks and print one Markdown table."""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from pathlib import Path

from tests.benchmarks.measure import Row

#: Modules that are commands of their own: they count or draw, and measure nothing.
COMMANDS = {"faults", "fuzz", "looks", "outages", "storms"}


def main(names: list[str]) -> int:
    """Run the benchmarks with these names, or all; returns 1 if a limit is not kept, 2 if a name is unknown."""
    known = [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)])]
    known = [name for name in known if name not in {"__main__", "measure", "watched"} | COMMANDS]
    if wrong := [name for name in names if name not in known]:
        print(f"There is no benchmark {', '.join(wrong)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    print(f"{_machine()}\n\n| name | measured | against | ratio | limit | kept | note |\n|---|---|---|---|---|---|---|")
    kept = True
    for name in names or known:
        for row in importlib.import_module(f"tests.benchmarks.{name}").rows():
            print(_line(row), flush=True)
            kept = kept and row.kept
    return 0 if kept else 1


def _line(row: Row) -> str:
    ratio = "not measured" if row.ratio is None else f"{row.ratio:.3g}"
    kept = "" if row.ratio is None or not row.limit else "yes" if row.kept else "**no**"
    return f"| {row.name} | {row.measured} | {row.against} | {ratio} | {row.limit} | {kept} | {row.note} |"


def _machine() -> str:
    memory = "unknown memory"
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory}, {platform.system()}, {python}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
