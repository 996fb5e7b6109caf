"""A choice in a real terminal: from the key to the painted page, against repainting a text and a list."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from game.play.journal import Journal
from game.play.page_builder import build_page
from game.render.text import page_text
from game.story.machine import RoleMachine
from game.story.read_pack import read_pack
from tests.benchmarks.measure import Row
from tests.benchmarks.watched import Watched
from tests.conftest import SCENES

SIZE = (120, 40)
#: Presses of the first choice's key in one run.
STEPS = 12

#: The same pages as one text and one list, repainted at each press.
BARE = """
import json, sys
from pathlib import Path
from textual.app import App
from textual.widgets import OptionList, Static
pages = json.loads(Path(sys.argv[1]).read_text())
class Bare(App):
    BINDINGS = [("1", "turn")]
    at = 0
    def compose(self):
        yield Static(pages[0][0], markup=False)
        yield OptionList(*pages[0][1])
    def action_turn(self):
        self.at += 1
        self.query_one(Static).update(pages[self.at][0])
        self.query_one(OptionList).set_options(pages[self.at][1])
Bare().run()
"""


def rows() -> Iterable[Row]:
    """One row: the first choices of the first role, each on disk before the page is painted."""
    pack = read_pack(SCENES)
    journal = Journal(RoleMachine(pack.roles[0]), pack.roles[0].first_scene, RoleMachine(pack.roles[0]).start_values)
    titles: list[bytes] = []
    pages: list[tuple[str, list[str]]] = []
    for _ in range(STEPS + 1):
        shown = build_page(pack, journal)
        titles.append(max(shown.title.split(), key=len).encode())
        pages.append((page_text(shown, 72), [option.text for option in shown.choices]))
        journal.choose(next(option.id for option in shown.choices if option.number == 1))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "pages.json").write_text(json.dumps(pages))
        role = pack.roles[0].id
        game = [sys.executable, "-m", "game", "--saves", str(home / "runs"), "--role", role]
        ours = _pressed(game, home, titles, has_prologue=True)
        theirs = _pressed([sys.executable, "-c", BARE, str(home / "pages.json")], home, titles)
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    note = f"{median(ours) * 1000:.1f} ms against {median(theirs) * 1000:.1f} ms, the choice flushed to the disk"
    against = "one Static.update and one OptionList.set_options"
    yield Row("answer", "from the key of a choice to the painted page", against, ratio, most=2.0, note=note)


def _pressed(words: list[str], home: Path, titles: list[bytes], *, has_prologue: bool = False) -> list[float]:
    """Press 1 on each page; the seconds until the next page's title was painted, without the first, slower one."""
    taken: list[float] = []
    with Watched(words, home, SIZE) as program:
        if has_prologue:
            program.seen(b"Begin")
            program.settle()
            program.press(b"\r")
        program.seen(titles[0])
        for title in titles[1:]:
            program.settle()
            program.press(b"1")
            taken.append(program.seen(title))
    return taken[1:]
