"""The pages of the runs that ship, as digests: `python -m tests.export.shipped_pages` renews `shipped_pages.txt`.

Renew them only after reading what changed: `sixteen-points replay RUN --plain`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore
from game.render.text import choices_text, page_text
from game.story.types import Pack
from tests.conftest import SCENES

SAVES = SCENES.parent / "saves"
FILE = Path(__file__).with_suffix(".txt")


def shipped_pages(pack: Pack) -> dict[tuple[str, str], str]:
    """The digest of every page with its choices, by run and scene."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(SAVES.glob("*.yaml")):
        run = RunStore(SAVES).read(path).run
        machine = get_machine(pack, run.role)
        for here in range(len(run.choices) + 1):
            journal = replay(machine, run.choices[:here])
            shown = build_page(pack, journal)
            found[path.stem, journal.scene_id] = _digest(f"{page_text(shown, 72)}\n\n{choices_text(shown, 72)}")
    return found


def kept_pages() -> dict[tuple[str, str], str]:
    """The digests as they were last renewed."""
    lines = (line.split() for line in FILE.read_text(encoding="utf-8").splitlines())
    return {(run, scene): digest for run, scene, digest in lines}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    """Write the digests again."""
    from game.story.read_pack import read_pack

    pages = shipped_pages(read_pack(SCENES))
    FILE.write_text("".join(f"{run} {scene} {digest}\n" for (run, scene), digest in pages.items()), encoding="utf-8")
    print(f"{len(pages)} pages of {len({run for run, _ in pages})} runs written.")


if __name__ == "__main__":
    main()
