"""Random keys, mouse and window sizes: at the terminal game in this program, and at a real one in a pseudo-terminal."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from random import Random

from textual import events
from textual.pilot import Pilot

from game.play.store.saved_runs import RunStore
from game.play.store.settings_file import SettingsFile
from game.story.parse import parse_pack
from game.tui.app import GameApp
from game.tui.player_commands import PLAYER_COMMANDS
from tests.fuzz.inputs import HOSTILE, hostile_pack, unfit
from tests.terminal import Terminal

#: Keys in Textual's names; q, Ctrl+C and Ctrl+Q are left out, since they end the game.
KEYS = sorted(
    {key for command in PLAYER_COMMANDS for key in command.keys.split(",") if key and key != "q"}
    | {*"0123456789", *"abyzőŰ日", "up", "down", "left", "right", "enter", "escape", "tab", "shift+tab", "ctrl+p"}
    | {"backspace", "delete", "home", "end", "pageup", "pagedown", "space", "f1", "f10", "ctrl+z", "ctrl+x", "ctrl+v"}
    | {"ctrl+a", "ctrl+w", "ctrl+k", "ctrl+left", "shift+home", "alt+x", "ctrl+underscore", "minus", "at", "slash"}
)

#: What a terminal may send, and what it never should.
_BYTES = [
    *(sign.encode() for sign in "0123456789abcdfghjlmnprstuvw/?[]ő日"),
    *(b" ", b"\r", b"\t", b"\x1b[Z", b"\x7f", b"\x10", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~"),
    *(b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1bOP", b"\x1b[3~", b"\x1b[1;5D", b"\x01", b"\x18", b"\x16", b"\x1a"),
    *(b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x1b[", b"\x1b[<", b"\x1b]52;c;", b"\x1b[200~", b"\x1b[201~"),
    *(b"\x9b", b"\xc2\x9b"),
    *(b"\x1b[I", b"\x1b[O", b"\x1b[97;5u", b"\x1b[?2026;2$y", b"\x1b[?1;2c", b"\x1b[12;40R", b"\x1b[999999999999u"),
    b"\x1b[200~" + HOSTILE.encode() + b"\x1b[201~",
    b"\x1b[200~" + b"x" * 5000 + b"\x1b[201~",
]


def game(folder: Path, seed: int) -> GameApp:
    """A game whose every text is hostile, with a save and a file whose names are."""
    pack, faults, _ = parse_pack(hostile_pack())
    assert pack is not None and not faults, faults
    store = RunStore(folder / "runs")
    fresh = store.save(store.new_run(pack, "weaver"))
    assert fresh.path is not None
    data = fresh.path.read_bytes().replace(b"name: ''", b'name: "\\e]52;c;UExBTlRFRA==\\a\\x9b31337m[b]"')
    (store.folder / "weaver-\x1b]52;c;UExBTlRFRA==\x07.yaml").write_bytes(data)
    (store.folder / "torn-\x1b[31337m.yaml").write_bytes(b"role: [")
    role = Random(seed).choice([None, *(role.id for role in pack.person_roles)])
    return GameApp(lambda: pack, lambda: store, SettingsFile(folder / "settings.yaml"), role)


async def played(seed: int, count: int) -> int:
    """Throw keys, clicks, wheels, pastes and sizes at a game; returns how many.

    Raises:
        Exception: anything that the game raised.
        AssertionError: if a character that is not text was on the screen.
    """
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        app = game(Path(folder), seed)
        async with app.run_test(size=_size(random)) as pilot:
            await pilot.app.workers.wait_for_complete()
            for number in range(count):
                if app._exit:
                    break
                await _event(pilot, random)
                if number % 10 == 0 and await _settled(pilot):
                    strips = app.screen._compositor.render_strips()
                    text = "\n".join(strip.text for strip in strips)
                    assert not unfit(text), f"seed {seed}, event {number}: {unfit(text)[0]!r} on the screen:\n{text!r}"
            await _settled(pilot)
    return number + 1


async def _settled(pilot: Pilot[None]) -> bool:
    """Wait until a game has nothing left to do; False if it was told to end.

    Raises:
        TimeoutError: if it never is, and was not told to end.
    """
    try:
        await asyncio.wait_for(pilot.pause(), 30)
    except TimeoutError:
        # A screen that was put up after the word to end never comes up, and the pilot would wait for it.
        if not pilot.app._exit:
            raise
    return not pilot.app._exit


async def _event(pilot: Pilot[None], random: Random) -> None:
    app = pilot.app
    width, height = app.size
    x, y = random.randrange(max(1, width)), random.randrange(max(1, height))
    match random.random():
        case chance if chance < 0.72:
            await app._press_keys([random.choice(KEYS)]) if random.random() < 0.02 else _key(app, random.choice(KEYS))
        case chance if chance < 0.86:
            button = random.choice([1, 1, 1, 2, 3])
            for kind in (events.MouseDown, events.MouseUp, events.Click):
                _mouse(app, kind, x, y, button)
        case chance if chance < 0.92:
            for _ in range(random.randrange(1, 4)):
                _mouse(app, random.choice([events.MouseScrollDown, events.MouseScrollUp, events.MouseMove]), x, y, 0)
        case chance if chance < 0.94:
            app.post_message(events.Paste(random.choice([HOSTILE, "a\nb", "x" * 3000, ""])))
        case chance if chance < 0.96:
            await pilot.pause()
        case _:
            await pilot.resize_terminal(*_size(random))


def _key(app: object, key: str) -> None:
    assert isinstance(app, GameApp)
    app.post_message(events.Key(key, key if len(key) == 1 else None))


def _mouse(app: object, kind: type[events.MouseEvent], x: int, y: int, button: int) -> None:
    assert isinstance(app, GameApp)
    found, _ = app.screen.get_widget_at(x, y) if app.screen.region.contains(x, y) else (None, None)
    app.screen._forward_event(kind(found, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))


def _size(random: Random) -> tuple[int, int]:
    return random.choice(
        [(60, 20), (80, 24), (120, 40), (200, 60), (random.randrange(1, 260), random.randrange(1, 80))]
    )


def typed(seed: int, count: int, scenes: Path, home: Path) -> int:
    """Throw bytes and sizes at a real program; returns how many things were thrown.

    Raises:
        AssertionError: if it does not end with 0, shows a traceback, or sends a sequence that only a text could hold.
    """
    random = Random(seed)
    role = random.choice([[], ["--role", "weaver"], ["--role", "clerk"]])
    words = ["--scenes", str(scenes), "--saves", str(home / "runs"), *role]
    with Terminal(words, home=home, size=_size(random), PYTHONFAULTHANDLER="1") as terminal:
        # Before the game has the terminal, the kernel itself echoes what is typed and makes signals of it.
        assert terminal.until(lambda: b"\x1b[?2004h" in terminal.bytes)
        for _ in range(count):
            if terminal.process.poll() is not None:
                break
            if random.random() < 0.05:
                terminal.resize(*_size(random))
            else:
                thrown = random.choice(_BYTES) if random.random() < 0.8 else _clicked(random)
                thrown = thrown if random.random() < 0.97 else random.randbytes(random.randrange(1, 9))
                # Once a leaving game has given the terminal back, the kernel makes SIGQUIT of Ctrl+\, and it is to die.
                terminal.send(thrown.replace(b"\x1c", b""))
            terminal.read_for(random.random() * 0.004)
        # Ctrl+Z may have stopped it, where the terminal was given back.
        terminal.process.send_signal(signal.SIGCONT)
        terminal.process.terminate()
        try:
            code = terminal.end()
        except subprocess.TimeoutExpired:
            terminal.process.send_signal(signal.SIGABRT)
            terminal.end()
            raise AssertionError(f"seed {seed} hangs: {terminal.bytes[-3000:]!r}") from None
    log = home / "error.log"
    assert code == 0, f"seed {seed}: {code}, {log.read_text() if log.exists() else terminal.bytes[-2000:]!r}"
    fault = foreign(terminal.bytes)
    assert not fault, (seed, fault)
    return count


def _clicked(random: Random) -> bytes:
    button, kind = random.choice([0, 0, 0, 1, 2, 32, 35, 64, 65, 9999]), random.choice("Mm")
    return f"\x1b[<{button};{random.randrange(-1, 260)};{random.randrange(-1, 90)}{kind}".encode()


#: What Textual sends: colours, places, erasing, modes, the keyboard's protocol, the pointer's shape, what was cut.
_OURS = re.compile(
    rb"\x1b\]22;[a-z-]*\x07|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|\x1b\[(?:[0-9;:]*[mHJKABCDhl]|[?>=<]?[0-9;]*[hlu]|\?[0-9;]+\$p|[0-9;]*[nt])"
)


def foreign(sent: bytes) -> str:
    """What a program sent to its terminal that only a text could hold, in a sentence; empty if nothing."""
    # Where the game has given the terminal back, the kernel echoes what is typed.
    ours = re.sub(rb"\x1b\[\?1049l.*?(\x1b\[\?1049h|$)", b"", sent, flags=re.DOTALL)
    text = _OURS.sub(b"", ours).decode("utf-8", "replace")
    found = [sign for sign in unfit(text) if sign not in "\r\t"]
    if found:
        at = text.index(found[0])
        return f"{found[0]!r} in {text[max(0, at - 40) : at + 40]!r}"
    for planted in (b"\x1b[31337m", b"\x1b]52;c;UExBTlRFRA", b"\x1b[6n"):
        if planted in sent:
            return f"{planted!r} was sent"
    if b"Traceback" in sent:
        return sent[sent.index(b"Traceback") :].decode("utf-8", "replace")[-1500:]
    return ""
