"""A paste is bounded: in what is kept of it, and in how long the keys behind it wait."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.message import Message
from textual.widgets import Input

from game.tui import pastes
from game.tui.driver import PRESSED, get_patched_driver
from game.tui.pastes import FIRST, LONGEST, MANY, SILENCE, BoundedParser
from tests.tui.conftest import Playing, read, room

START, END = "\x1b[200~", "\x1b[201~"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pastes, "monotonic", clock.monotonic)
    return clock


def told(messages: Iterable[Message]) -> list[str]:
    found = []
    for message in messages:
        if isinstance(message, events.Key):
            found.append(message.key)
        elif isinstance(message, events.Paste):
            found.append(f"pasted {message.text}")
    return found


@given(
    st.lists(st.sampled_from([START, END, "a", "12", "\x1b", "\x1b[A", "\x1b[2", "é", "x" * 40]), max_size=12),
    st.lists(st.integers(1, 12), max_size=60),
)
def test_in_whatever_pieces_it_comes_it_is_read_as_textual_reads_it(parts: list[str], sizes: list[int]) -> None:
    # But for an Escape within a paste, which Textual takes for a key or for the beginning of one.
    inside, kept = False, []
    for part in parts:
        kept.append(part.replace("\x1b", "") if inside and part != END else part)
        inside = (inside or part == START) and part != END
    sent = "".join(kept) + END
    plain = told(XTermParser().feed(sent))
    parser, found = BoundedParser(), []
    for size in [*sizes, len(sent)]:
        if piece := sent[:size]:
            found += told(parser.feed(piece))
        sent = sent[size:]
    assert found == plain


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_of_a_paste_of_any_length_the_beginning_is_kept_and_the_next_key_is_a_key(size: int) -> None:
    pasted = "words " * LONGEST
    sent = f"{START}{pasted}\x1b[A\x1b{END}n"
    parser = BoundedParser()
    found = [each for at in range(0, len(sent), size) for each in told(parser.feed(sent[at : at + size]))]
    assert found == [f"pasted {pasted[:LONGEST]}", "n"]


def test_a_paste_without_an_end_ends_by_itself_also_while_keys_are_pressed(clock: Clock) -> None:
    parser = BoundedParser()
    assert told(parser.feed(f"{START}{'some words ' * 9}")) == []
    for _ in range(3):
        clock.now += SILENCE / 4
        assert told(parser.tick()) == []
        assert told(parser.feed("q")) == []
    clock.now += SILENCE / 2
    (text,) = told(parser.tick())
    assert text.startswith("pasted some words")
    assert told(parser.feed("q")) == ["q"]


def test_a_paste_that_goes_on_is_not_taken_for_keys(clock: Clock) -> None:
    parser = BoundedParser()
    assert told(parser.feed(START)) == []
    for _ in range(50):
        clock.now += SILENCE * 0.9
        assert told(parser.feed("1" * 4096)) + told(parser.tick()) == []
    assert told(parser.feed(END)) == [f"pasted {'1' * LONGEST}"]


@pytest.mark.parametrize(
    "text", ["1" * 4096, "\x1b[A" * 1365, "1" * 2000 + "\x1b[A" * 500, "\x1b[A" + "1" * 4000], ids=range(4)
)
def test_what_nobody_can_have_typed_is_not_taken_for_so_many_keys(text: str) -> None:
    found = told(BoundedParser().feed(text))
    assert 0 < len(found) <= FIRST + pastes.TYPED
    assert set(found) <= {"1", "up"}
    typed = text[: MANY - MANY % 3]
    assert told(BoundedParser().feed(typed)) == told(XTermParser().feed(typed))


@pytest.mark.parametrize("text", ["1", "\x1b[A", "\x1b[<35;10;10M", "é", "\x1bOP"], ids=range(5))
@pytest.mark.parametrize("size", [4096, 4093, 1025])
def test_of_a_flood_of_keys_only_the_first_are_pressed_however_long_it_lasts(
    clock: Clock, text: str, size: int
) -> None:
    sent = text * (200_000 // len(text))
    parser, found = BoundedParser(), []
    for at in range(0, len(sent), size):
        found += told(parser.feed(sent[at : at + size]))
        clock.now += 0.01
    assert len(found) <= FIRST + pastes.TYPED
    assert set(found) <= {"1", "up", "é", "f1"}, "no half of a sequence is taken for keys"
    clock.now += SILENCE
    assert told(parser.feed("q")) == ["q"]


async def test_keys_that_come_faster_than_pages_turn_are_passed_over_but_for_those_that_leave(playing: Playing) -> None:
    async with playing() as pilot:
        driver = get_patched_driver(HeadlessDriver)(pilot.app)
        pressed: list[str] = []

        async def kept(message: Message) -> bool:
            pressed.append(getattr(message, "key", ""))
            return True

        pilot.app._post_message = kept  # type: ignore[method-assign]
        for key in [*["down"] * 5_000, "escape", *["1"] * 5_000, "ctrl+q"]:
            driver.send_message(events.Key(key, None))
        await pilot.pause()
        assert pressed == [*["down"] * PRESSED, "escape", "ctrl+q"]
        del pilot.app._post_message
        pressed.clear()
        driver.send_message(events.Key("question_mark", "?"))
        await read(pilot)
        assert room(pilot) == "HelpScreen"


@pytest.mark.parametrize("keys", [("slash",), ("t", "f"), ("ctrl+p",)], ids=" ".join)
async def test_a_field_takes_of_a_paste_what_fits(playing: Playing, keys: tuple[str, ...]) -> None:
    async with playing() as pilot:
        await pilot.press(*keys)
        await read(pilot)
        field = pilot.app.focused
        assert isinstance(field, Input)
        await pilot.press("a", "b")
        pilot.app.post_message(events.Paste("mill " * 100_000 + "\n1"))
        await read(pilot)
        assert field.max_length is not None
        assert field.value == ("ab" + "mill " * 100)[: field.max_length]
        await pilot.press("backspace", "z")
        assert field.value.endswith("z")
