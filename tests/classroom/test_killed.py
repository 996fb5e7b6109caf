"""The server killed in every phase of a lesson, and started again: every page is as it was, and nothing is lost."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from game.classroom.events import Opened
from game.classroom.room import open_room, resume_room
from game.classroom.store import LessonLog
from game.story.types import Pack
from game.web.room_server import RoomServer
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, free_port, guild, own_pace

#: What differs from page to page: ids, and what a script asks for.
ID = re.compile(r'value="[0-9a-f]{32}"')


class Device:
    """A browser that asks and waits; its cookies outlive the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, **fields: str) -> str:
        """A page, or with fields the answer to a form; redirects are followed."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields:
            headers |= {"Origin": f"http://{HOST}:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if fields else "GET", path, urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        if answer.status == 303:
            return self.ask(answer.headers["Location"])
        assert answer.status == 200, (path, answer.status, text)
        return ID.sub("", text)


@contextmanager
def served_apart(pack: Pack, path: Path, port: int, opened: Opened) -> Iterator[Device]:
    """The server as a process of its own, which is killed when the block ends; gives the teacher's browser."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(serve(pack, path, port, opened, writer))
        finally:
            os._exit(1)
    os.close(writer)
    try:
        link = os.read(reader, 500).decode()
        assert link, "the server did not start"
        teacher = Device(port)
        teacher.ask(link.removeprefix(f"http://{HOST}:{port}"))
        yield teacher
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)


async def serve(pack: Pack, path: Path, port: int, opened: Opened, ready: int) -> None:
    log = LessonLog(path)
    server = RoomServer(resume_room(pack, log) if log.events else open_room(pack, log, opened), pack, HOST, port)
    await server.start()
    os.write(ready, server.board_link().encode())
    await asyncio.Event().wait()


def seen(teacher: Device, pupils: list[Device]) -> list[str]:
    """Everything that anybody sees; who is present just now is not part of it."""
    held = re.sub(r"\d+ take part|of \d+ have voted", "", teacher.ask("/board/held"))
    return [teacher.ask("/wall"), held, *(pupil.ask("/seat") for pupil in pupils)]


def act(pupils: list[Device], key: str) -> None:
    """Let every pupil do what a phase asks for; in a ballot one of them votes twice."""
    for option, pupil in zip(("walk", "wait", "wait"), pupils, strict=True):
        if key.startswith("ballot"):
            for each in ("walk", option):
                pupil.ask("/vote", id=fresh(), expects=key, option=each, card="tenth")
        if key.startswith("play"):
            pupil.ask("/role", id=fresh(), role="weaver")
            pupil.ask("/choose", id=fresh(), choice="the-notice.ask-the-forewoman", at="0")


@pytest.mark.parametrize(
    ("kind", "phases"),
    [
        (guild, "lobby frame scene ballot talk ballot reveal record discuss out-of-role debrief ticket ended"),
        (own_pace, "lobby frame play gate out-of-role debrief ticket ended"),
    ],
    ids=["council", "own-pace"],
)
def test_a_server_killed_in_every_phase_and_every_pause_comes_back_with_everything(
    mill: Pack, tmp_path: Path, kind: Callable[[Pack], Opened], phases: str
) -> None:
    path, port, opened = tmp_path / "a.lesson", free_port(), kind(mill)
    pupils = [Device(port) for _ in range(3)]
    before: list[str] = []
    killed: list[str] = []
    for _ in range(60):
        with served_apart(mill, path, port, opened) as teacher:
            if before:
                assert seen(teacher, pupils) == before, killed

            def step(name: str) -> str:
                teacher.ask("/board/step", id=fresh(), expects=place(teacher), step=name)
                return place(teacher)

            key = place(teacher)
            if key.startswith("ended"):
                break
            if not killed:
                for pupil in pupils:
                    pupil.ask("/join", id=fresh(), code="KITE")
            elif key.startswith("paused"):
                step("resume")
                key = step("next")
                act(pupils, key)
            else:
                key = step("pause")
            before = seen(teacher, pupils)
            killed.append(key.partition("-0")[0])
    assert [key for key in killed if key != "paused"] == phases.split()
    assert killed.count("paused") == len(phases.split()) - 1


def place(teacher: Device) -> str:
    """Where the lesson stands, as the board says it."""
    return str(re.findall(r'data-key="([^"]+)"', teacher.ask("/board"))[0])
