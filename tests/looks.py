"""Every screen at every size in every look: how to come to it, what is seen there, and whether it can be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import msgspec
from rich.color import Color as RichColor
from rich.style import Style
from textual.pilot import Pilot

from game.play.journal import Journal, replay
from game.play.session import Session, get_machine
from game.play.settings import Settings
from game.play.store.saved_runs import RunStore, SavedRun
from game.story.types import Pack, Scene
from game.tui.app import GameApp
from tests.tui.test_themes import contrast

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))

#: The settings of each look; the last one is the first with NO_COLOR.
LOOKS: dict[str, Settings] = {
    "dark": Settings(),
    "light": Settings(theme="light"),
    "contrast": Settings(high_contrast=True),
    "ansi": Settings(theme="terminal"),
}
NO_COLOUR = "no colour"

Opener = Callable[[Pilot[None]], Awaitable[None]]


def presses(*keys: str) -> Opener:
    """Press keys on the page of a run that has come to bulletins and footnotes."""

    async def open_it(pilot: Pilot[None]) -> None:
        _play(pilot, lambda scene, number: number >= 2)
        for key in keys:
            await _settle(pilot)
            await pilot.press(key)

    return open_it


def opens(action: str) -> Opener:
    """Run an action of the program on the title screen."""

    async def open_it(pilot: Pilot[None]) -> None:
        await pilot.app.run_action(action)

    return open_it


async def _title(pilot: Pilot[None]) -> None:
    pass


async def _answer(pilot: Pilot[None]) -> None:
    _play(pilot, lambda scene, number: bool(scene.answers_attempts), attempt=True)


async def _ledger(pilot: Pilot[None]) -> None:
    _play(pilot, lambda scene, number: scene.ending is not None)
    await _settle(pilot)
    await pilot.press("l")


#: The six screens on which a player spends nearly all time.
MAIN: dict[str, Opener] = {
    "title": _title,
    "roles": opens("app.roles"),
    "scene": presses(),
    "footnotes": presses("f"),
    "answer": _answer,
    "ledger": _ledger,
}

#: All others.
ROOMS: dict[str, Opener] = {
    "documented": presses("d"),
    "moment": presses("m"),
    "file": presses("j"),
    "branches": presses("b"),
    "note": presses("f", "enter"),
    "palette": presses("ctrl+p"),
    "help": presses("question_mark"),
    "runs": opens("app.runs"),
    "progress": opens("app.progress"),
    "settings": opens("app.settings"),
    "about": opens("app.about"),
    **{
        name: opens(f"app.room('{name}')")
        for name in ("contents", "timeline", "city", "people", "places", "glossary", "disputes", "sources", "search")
    },
}


def _play(pilot: Pilot[None], wanted: Callable[[Scene, int], bool], *, attempt: bool = False) -> None:
    """Play a run of the first role that has come to a scene."""
    app = pilot.app
    assert isinstance(app, GameApp)
    pack = app.story
    run = msgspec.structs.replace(app.store.new_run(pack, pack.roles[0].id).run)
    pairs = found(pack, wanted, attempt=attempt).choice_refs
    app.play(Session(pack, app.store, SavedRun(msgspec.structs.replace(run, choices=pairs, cursor=len(pairs)))))


def found(pack: Pack, wanted: Callable[[Scene, int], bool], *, attempt: bool = False) -> Journal:
    """A run of the first role, the same each time, that stands in a scene that is wanted.

    Args:
        wanted: asked with the scene and the number of choices that led to it.
        attempt: whether the scene must answer an attempt that the run has made.
    """
    machine = get_machine(pack, pack.roles[0].id)
    for seed in range(500):
        random, journal = Random(seed), replay(machine, [])
        while True:
            answered = any(place == len(journal.path) - 1 for _, _, place in journal.list_attempts())
            if wanted(journal.scene, len(journal.taken)) and (answered or not attempt):
                return journal
            choices = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
            if not choices:
                break
            journal.choose(random.choice(choices).spec.id)
    raise AssertionError("no run comes to such a scene")


async def _settle(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, GameApp)
    # A screen that opens may set others to work when it is mounted.
    for _ in range(2):
        await app.workers.wait_for_complete()
        await pilot.pause()
    while app.pack is None:
        await pilot.pause()


@dataclass(frozen=True)
class Picture:
    """What is seen on a screen.

    Attributes:
        text: its lines.
        styles: each style of text, with the number of characters that have it.
    """

    text: str
    styles: Counter[Style]

    def legend(self) -> str:
        """The styles in words, a line each."""
        lines = sorted(f"{_named(style)}: {count}" for style, count in self.styles.items())
        return "\n".join(lines)

    def unreadable(self, least: float) -> list[str]:
        """The styles whose contrast is too small; those in the terminal's own colours are left to the terminal."""
        return [
            f"{_named(style)}: {ratio:.2f}"
            for style in self.styles
            if (ratio := ratio_of(style)) is not None and ratio < least
        ]


async def taken(pilot: Pilot[None]) -> Picture:
    """What is seen once nothing changes any more."""
    last = None
    while (now := _seen(pilot)) != last:
        last = now
        await pilot.pause()
    return now


def _seen(pilot: Pilot[None]) -> Picture:
    app = pilot.app
    strips = app.screen._compositor.render_strips()
    styles: Counter[Style] = Counter()
    for strip in strips:
        for segment in strip:
            # Lines, frames and the dots of maps are not text.
            words = re.sub(r"[\s\u2500-\u259f\u2800-\u28ff]", "", segment.text)
            if words and segment.style is not None:
                styles[segment.style] += len(words)
    text = "\n".join(strip.text.replace("\u00a0", " ").rstrip() for strip in strips)
    return Picture(text, styles)


def ratio_of(style: Style) -> float | None:
    """The contrast of a style's text on its ground; None in colours of the terminal's own."""
    ink, ground = style.color, style.bgcolor
    if ink is None or ground is None or ink.triplet is None or ground.triplet is None:
        return None
    return contrast(ink.triplet.hex, ground.triplet.hex)


def _named(style: Style) -> str:
    words = [word for word in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, word)]
    return " ".join([*words, _colour(style.color), "on", _colour(style.bgcolor)])


def _colour(colour: RichColor | None) -> str:
    if colour is None:
        return "none"
    return colour.triplet.hex if colour.triplet is not None else colour.name


def game(pack: Pack, folder: Path) -> GameApp:
    """A game on a pack with an empty folder of runs."""
    from game.play.store.settings_file import SettingsFile

    store = RunStore(folder / "runs")
    return GameApp(lambda: pack, lambda: store, SettingsFile(folder / "settings.yaml"))


async def opened(pilot: Pilot[None], opener: Opener) -> None:
    """Open a screen from the title screen, whatever is open now."""
    app = pilot.app
    assert isinstance(app, GameApp)
    app.pop_to_title()
    await _settle(pilot)
    await opener(pilot)
    await _settle(pilot)


async def dressed(pilot: Pilot[None], look: Settings) -> None:
    """Give the game a look, without keeping it."""
    app = pilot.app
    assert isinstance(app, GameApp)
    app.settings = look
    app._apply()
    await pilot.pause()
