"""Compares pages of published roles with the program's: `python -m tests.benchmarks.published 100000`."""

from __future__ import annotations

import shutil
import sys
from random import Random

from playwright.sync_api import sync_playwright

from game.story.parse import parse_pack
from game.story.read_pack import read_pack
from tests.conftest import MILL, SAMPLE, SCENES
from tests.export.site.comparing import ScriptEngine, compare_runs
from tests.packs.generated import Size, generated

#: One page in so many is of a generated pack.
GENERATED_SHARE = 10


def main(pages: int) -> int:
    """Compare so many pages, spread over all roles, and print where they differ; return the exit code."""
    packs = [read_pack(folder) for folder in (SCENES, MILL, SAMPLE)]
    roles = [(pack, role.id) for pack in packs for role in pack.roles]
    share = pages * (GENERATED_SHARE - 1) // GENERATED_SHARE // len(roles)
    differing: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        window = browser.new_page()
        for pack, role in roles:
            differing += compare_runs(ScriptEngine(window, pack, role), pack, role, Random(f"full {role}"), share)
            print(f"{pack.story.id}, {role}: {share} pages, {len(differing)} differ so far", flush=True)
        for seed in range(max(1, pages // GENERATED_SHARE // 500)):
            made, _, _ = parse_pack(generated(Size(60, guarded=0.8), seed))
            assert made is not None
            role = made.roles[0].id
            differing += compare_runs(ScriptEngine(window, made, role), made, role, Random(seed), 500)
        browser.close()
    print(*differing[:20], sep="\n")
    print(f"{pages} pages compared: {len(differing)} differ")
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
