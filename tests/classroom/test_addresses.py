"""A room can be reached where it is said to be, by every name and address of this machine, and by no foreign name."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from game.classroom.room import open_room
from game.classroom.store import LessonLog
from game.cli import main
from game.story.types import Pack
from game.web import addresses
from game.web.addresses import Addresses, find_own_addresses, make_url, parse_authority
from game.web.game_server import GameServer
from game.web.room_server import RoomServer
from game.web.teacher_terminal import TeacherTerminal
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, PATIENCE, Bot, free_port, guild, served, sessions, teacher
from tests.conftest import MILL

LAN, HOTSPOT, DOCKER, OTHER = "10.20.0.7", "192.168.137.1", "172.17.0.1", "fd00::2"


def on(monkeypatch: pytest.MonkeyPatch, *own: str, out: str = "") -> None:
    """Put this machine on some networks."""

    class Adapter:
        def __init__(self, ip: str) -> None:
            self.ips = [type("Ip", (), {"ip": (ip, 0, 0) if ":" in ip else ip, "is_IPv6": ":" in ip})]

    monkeypatch.setattr("ifaddr.get_adapters", lambda: [Adapter(ip) for ip in own])
    monkeypatch.setattr(addresses, "_find_outgoing_address", lambda: out)
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop.School.hu")


@asynccontextmanager
async def reached(pack: Pack, folder: Path, host: str) -> AsyncIterator[RoomServer]:
    """A room on a host that was asked for, served while the block runs."""
    log = LessonLog(folder / f"{fresh()}.lesson")
    server = RoomServer(open_room(pack, log, guild(pack)), pack, host, free_port())
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def status(server: RoomServer, connect: str, host: str, path: str = "/check") -> int:
    """How a request is answered that goes to one address and names another."""
    async with sessions(make_url(connect, server.port), 1) as (bot,):
        return (await bot.get(path, Host=host))[0]


@pytest.mark.parametrize(
    ("stated", "name", "port"),
    [
        ("laptop.local", "laptop.local", 80),
        ("LAPTOP.local.:80", "laptop.local", 80),
        ("10.0.0.1:8016", "10.0.0.1", 8016),
        ("[::1]", "::1", 80),
        ("[0:0:0:0:0:0:0:1]:8016", "::1", 8016),
        ("laptop:", "laptop", 80),
        ("laptop:x", "", 0),
        ("laptop:99999", "", 0),
        ("me@laptop", "", 0),
        ("laptop/x", "", 0),
        ("[::1", "", 0),
        ("::1", "", 0),
        ("", "", 80),
    ],
)
def test_a_host_is_read_as_browsers_write_it(stated: str, name: str, port: int) -> None:
    assert parse_authority(stated) == (name, port)


def test_what_is_printed_can_be_typed_into_a_browser() -> None:
    assert make_url("10.0.0.1", 8016) == "http://10.0.0.1:8016" and make_url("::1", 8016) == "http://[::1]:8016"
    assert make_url("laptop.local", 80) == "http://laptop.local" and make_url("fd00::2", 80) == "http://[fd00::2]"


@pytest.mark.parametrize("port", [80, 8016])
def test_every_name_and_address_of_this_machine_is_accepted_and_no_foreign_one(
    monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    on(monkeypatch, LAN, HOTSPOT, OTHER, out=LAN)
    found = Addresses("", port)
    ends = ("", ":80") if port == 80 else (f":{port}",)
    ours = (
        LAN,
        HOTSPOT,
        f"[{OTHER}]",
        HOST,
        "[::1]",
        "localhost",
        "LOCALHOST",
        "laptop",
        "laptop.local",
        "Laptop.school.HU",
    )
    foreign = ("evil.example", "laptop.evil.example", "localhost.evil.example", "school.hu", "local", "10.20.0.8", "0x7f.1",
               "[fd00::3]", "localhost@evil.example", "")  # fmt: skip
    for end in ends:
        assert [name for name in ours if not found.accepts(name + end, LAN)] == []
        assert [name for name in foreign if found.accepts(name + end, LAN)] == []
    for end in (":81", ":8017", *(("", ":80") if port != 80 else ())):
        assert not any(found.accepts(name + end, LAN) for name in ours)
    # One address was asked for, and a name that only the school's network knows.
    named = Addresses("Room7.school.hu", port)
    assert named.accepts(f"room7.school.hu{ends[0]}", LAN) and not named.accepts(f"room8.school.hu{ends[0]}", LAN)


def test_all_addresses_are_offered_and_the_likeliest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(*own: str, out: str = "", host: str = "") -> list[str]:
        on(monkeypatch, "127.0.0.1", "::1", "169.254.3.4", "fe80::1", *own, out=out)
        found = Addresses(host, 8016)
        assert found.shown_url == (found.offered_urls[0] if found.offered_urls else "http://127.0.0.1:8016")
        return [each.removeprefix("http://").removesuffix(":8016") for each in found.offered_urls]

    assert offered() == [], "no network: the loopback is all there is"
    assert offered(HOTSPOT) == [HOTSPOT], "a hotspot of this machine's own has no default route"
    assert offered(DOCKER, HOTSPOT, LAN) == [HOTSPOT, LAN, DOCKER]
    assert offered(DOCKER, HOTSPOT, LAN, OTHER, out=LAN) == [LAN, HOTSPOT, DOCKER]
    assert offered(OTHER) == [f"[{OTHER}]"], "a network of IPv6 alone"
    assert offered(LAN, OTHER, host="::") == [LAN, f"[{OTHER}]"]
    assert offered(LAN, HOTSPOT, host="0.0.0.0") == [HOTSPOT, LAN]
    assert offered(LAN, HOTSPOT, host=LAN) == [LAN]
    assert offered(LAN, HOTSPOT, host="laptop.local") == ["laptop.local", HOTSPOT, LAN]
    assert offered(OTHER, host=f"[{OTHER}]") == [f"[{OTHER}]"]


async def test_pupils_come_in_where_the_room_listens_by_address_and_by_name(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reached(mill, tmp_path, "::1") as server:
        assert server.address == f"http://[::1]:{server.port}" and server.addresses.is_alone
        async with sessions(server.address, 1) as (bot,):
            assert "You are" in await bot.join(server.room.state.opened.code)  # type: ignore[union-attr]
        assert await status(server, "::1", f"evil.example:{server.port}") == 421
    async with reached(mill, tmp_path, "localhost") as server:
        assert server.address == f"http://localhost:{server.port}"
        for connect in (HOST, "::1"):
            for name in ("localhost", HOST, "[::1]"):
                assert await status(server, connect, f"{name}:{server.port}") == 200
    monkeypatch.setattr(addresses, "find_own_addresses", lambda: ["127.0.0.3", "127.0.0.2"])
    async with reached(mill, tmp_path, "") as server:
        for connect in (HOST, "127.0.0.2", "127.0.0.3"):
            assert await status(server, connect, f"{connect}:{server.port}") == 200
            assert await status(server, connect, f"{connect}:80") == 421
    async with reached(mill, tmp_path, "127.0.0.2") as server:
        assert await status(server, "127.0.0.2", f"127.0.0.2:{server.port}") == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await status(server, "127.0.0.3", f"127.0.0.3:{server.port}")


async def test_a_form_counts_where_its_page_has_the_name_that_it_was_sent_to(mill: Pack, tmp_path: Path) -> None:
    async with reached(mill, tmp_path, "") as server:
        port = server.port
        for host, origin, expected in (
            (f"localhost:{port}", f"http://localhost:{port}", 303),
            (f"LOCALHOST:{port}", f"http://localhost:{port}", 303),
            (f"[::1]:{port}", f"http://[::1]:{port}", 303),
            (f"localhost:{port}", f"http://127.0.0.1:{port}", 403),
            (f"localhost:{port}", "http://localhost", 403),
            (f"localhost:{port}", f"http://localhost:{port}@evil.example", 403),
            (f"localhost:{port}", f"http://evil.example/localhost:{port}", 403),
        ):
            async with (
                aiohttp.ClientSession() as session,
                session.post(
                    f"http://{HOST}:{port}/check", headers={"Host": host, "Origin": origin}, allow_redirects=False
                ) as answer,
            ):
                assert answer.status == expected, (host, origin)


async def test_the_teacher_finds_the_board_by_every_name_of_this_machine(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "find_own_addresses", lambda: ["127.0.0.2"])
    async with reached(mill, tmp_path, "") as server, teacher_of(server) as board:
        for name in ("localhost", "[::1]", HOST):
            for path in ("/board", "/wall"):
                async with board.session.get(f"http://{name}:{server.port}{path}") as answer:
                    assert answer.status == 200 and str(answer.url) == f"http://{HOST}:{server.port}{path}"
            async with board.session.get(f"http://{name}:{server.port}/") as answer:
                assert 'href="/board"' in await answer.text()
        async with sessions(make_url("127.0.0.2", server.port), 1) as (pupil,):
            assert (await pupil.get("/board"))[0] == 403
            assert "/board" not in (await pupil.get("/"))[1]
        async with sessions(server.addresses.local_url, 1) as (other,):
            code, page = await other.get("/board")
            assert code == 403 and "type board in the terminal" in page


@asynccontextmanager
async def teacher_of(server: RoomServer) -> AsyncIterator[Bot]:
    """The browser on the teacher's machine, where the board was opened by its link."""
    async with sessions(server.addresses.local_url, 1) as (bot,):
        assert (await bot.get(server.board_link().removeprefix(server.addresses.local_url)))[0] == 200
        yield bot


async def test_the_lobby_switches_between_addresses_and_follows_a_hotspot_that_comes_later(
    mill: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: list[str] = []
    said: list[str] = []
    monkeypatch.setattr(addresses, "find_own_addresses", lambda: list(own))
    monkeypatch.setattr("game.web.addresses.LOOK_AROUND_SECONDS", 0.01)
    async with reached(mill, tmp_path, "") as server, teacher_of(server) as board:
        terminal = TeacherTerminal(server, said.append)
        terminal.greet("1 May 1931")
        assert any("No network was found" in line and "hotspot" in line for line in said)
        following = asyncio.create_task(terminal.report_phases())
        own += ["127.0.0.2", "127.0.0.3"]
        async with asyncio.timeout(PATIENCE):
            while f"· Pupils open http://127.0.0.2:{server.port}" not in said:
                await asyncio.sleep(0.01)
        assert await status(server, "127.0.0.3", f"127.0.0.3:{server.port}") == 200
        page = (await board.get("/board"))[1]
        assert f'class="big">127.0.0.2:{server.port}<' in page and f'value="http://127.0.0.3:{server.port}"' in page
        assert "127.0.0.3" not in (await board.get("/wall"))[1]
        code = page[page.index("<svg") :]
        assert (await board.post("/board/address", at=f"http://127.0.0.3:{server.port}"))[0] == 200
        page = (await board.get("/wall"))[1]
        assert f'class="big">127.0.0.3:{server.port}<' in page and page[page.index("<svg") :] not in code
        assert (await board.post("/board/address", at="http://evil.example"))[0] == 409
        own.remove("127.0.0.3")
        async with asyncio.timeout(PATIENCE):
            while server.address != f"http://127.0.0.2:{server.port}":
                await asyncio.sleep(0.01)
        following.cancel()
        lines = iter(["address", f"address 127.0.0.2:{server.port}", "address evil.example", "quit"])

        async def typed() -> str | None:
            return next(lines)

        said.clear()
        await terminal.run_commands(typed)
        assert said == [f"This machine has the addresses 127.0.0.2:{server.port}."] * 2


async def test_a_link_to_the_board_stays_alive_when_another_is_made(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server):
        printed, opened = server.board_link(), server.board_link()
        for link in (opened, printed):
            async with sessions(server.address, 1) as (bot,):
                assert (await bot.get(link.removeprefix(server.address)))[0] == 200
                assert (await bot.get(link.removeprefix(server.address)))[0] == 403, "each works once"


async def test_the_terminal_game_is_reached_by_the_same_names(tmp_path: Path) -> None:
    port = free_port()
    games = GameServer((sys.executable, "-c", ""), tmp_path, "0.0.0.0", port, 3, "The Mill")
    await games.start()
    try:
        for connect in (HOST, "[::1]", "localhost"):
            async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
                address = f"http://{connect}:{port}"
                async with session.get(f"{address}/") as answer:
                    assert answer.status == 200
                    assert f"ws://{connect}:{port}" in answer.headers["Content-Security-Policy"]
                async with session.ws_connect(f"{address}/ws", headers={"Origin": address}):
                    pass
                async with session.get(f"{address}/", headers={"Host": f"evil.example:{port}"}) as answer:
                    assert answer.status == 421
        assert [
            make_url(each, port) for each in find_own_addresses() if ":" not in each
        ] == games.addresses.offered_urls
    finally:
        await games.stop()


@pytest.mark.parametrize("command", ["class", "serve"])
def test_a_host_or_a_number_that_cannot_be_had_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("SIXTEEN_POINTS_DATA", str(tmp_path / "data"))
    more = ["--no-browser"] if command == "class" else []
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        used = str(taken.getsockname()[1])
        for words, says in (
            (["--port", "99999"], "from 1 to 65535"),
            (["--port", "-1"], "from 1 to 65535"),
            (["--port", "0"], "from 1 to 65535"),
            (["--seats", "0"], "from 1 to 500"),
            (["--seats", "-5"], "from 1 to 500"),
            (["--host", "a..b"], "neither an address nor a name"),
            (["--host", "nowhere.invalid"], "neither an address nor a name"),
            (["--host", "x" * 300], "neither an address nor a name"),
            (["--host", "1.2.3.4.5"], "neither an address nor a name"),
            (["--host", "http://10.0.0.1"], "neither an address nor a name"),
            (["--host", "203.0.113.7"], "another address with --host"),
            (["--host", "2001:db8::7"], "another address with --host"),
            (["--host", "fe80::1%lo"], "--host"),
            (["--port", used, "--host", HOST], "is in use"),
        ):
            assert main([command, "--scenes", str(MILL), *more, *words]) == 1, words
            told = capsys.readouterr().err
            assert says in told and told.count("\n") == 1, words
            assert "Traceback" not in told


@pytest.mark.parametrize("name", ["Dropbox", "file", "file/below", "x" * 300, "\n", "pipe.lesson/x"])
def test_a_folder_that_cannot_hold_a_lesson_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "file").write_text("a file")
    words = ["class", "--scenes", str(MILL), "--no-browser", "--host", "203.0.113.7", "--data", f"{tmp_path}/{name}"]
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told and told.rstrip().count("\n") <= name.count("\n")


IN_A_HOTSPOT = """
import asyncio, sys
from game.web.addresses import Addresses
async def main():
    found = Addresses("", 8016)
    async def listen(host):
        await asyncio.start_server(lambda *_: None, host, 8016)
    await found.listen(listen)
    print(found.offered_urls, found.shown_url, found.is_alone)
asyncio.run(main())
"""


def test_a_hotspot_without_a_default_route_is_found() -> None:
    """In a network of its own, as a laptop that opens a hotspot is."""
    words = 'ip link set lo up; ip addr add 192.168.137.1/24 dev lo; exec "$0" -c "$1"'
    done = subprocess.run(
        ["unshare", "-rn", "sh", "-c", words, sys.executable, IN_A_HOTSPOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode and "Traceback" not in done.stderr:
        pytest.skip("this system gives no network of one's own")
    assert done.stdout == "['http://192.168.137.1:8016'] http://192.168.137.1:8016 False\n", done.stderr
