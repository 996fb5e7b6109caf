"""A room over real sockets: its pages in every phase, its door, and what it refuses."""

from __future__ import annotations

import asyncio
import re
from html import escape
from pathlib import Path

import pytest

from game.branches.run_keys import decode_key
from game.classroom.commands import TEACHER, LockDoor, ReleaseAllSeats, ReleaseSeat
from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.classroom.room import open_room
from game.classroom.rules import replay_seat
from game.classroom.store import LessonLog
from game.export.kit.debrief import build_debrief
from game.export.kit.lesson_session import read_session
from game.play.journal import replay
from game.play.news import find_bulletins
from game.story.types import Pack
from game.text.diagnostics import UserError
from game.web.council_html import plain_html, scene_html
from game.web.lesson_material import build_material
from game.web.room_server import RoomServer
from tests.classroom.lessons import fresh
from tests.classroom.rig import HOST, Bot, bots, device, guild, own_pace, seat_name, served, step, teacher, until

FIRST_ID = re.compile(r'name="id" value="([0-9a-f]+)"')


async def test_every_page_stands_in_every_phase_and_the_unheld_wall_holds_no_secret(mill: Pack, tmp_path: Path) -> None:
    """One screen is the default: no seat, no hidden tally, no key and no later scene on the wall."""
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board, bots(server, 5) as pupils:
        decision = server.pages.material.decisions[0]
        later = ["What they did", "The shutters", "mill has closed", "Sixty left"]
        names = list(server.room.state.seats)
        while True:
            where = server.room.state.position
            if where.phase is Phase.BALLOT:
                for bot, option in zip(pupils, ("walk", "walk", "walk", "wait", "write"), strict=True):
                    assert (await bot.vote(option, "tenth", where.key))[1]["ok"]
            walls = [(await board.get(path))[1] for path in ("/board", "/board/section", "/wall", "/wall/section")]
            for text in (re.sub(r'<script type="application/json".*?</script>', "", wall) for wall in walls):
                assert not any(name in text for name in names)
                assert "/board/open/" not in text
                if where.phase in {Phase.LOBBY, Phase.FRAME, Phase.SCENE, Phase.BALLOT, Phase.TALK}:
                    assert "a few" not in text and 'class="tally"' not in text
                    assert not any(scene in text for scene in later)
                    assert not any(
                        str(note.says) in text for note in decision.footnotes if "left the looms" in note.says
                    )
            held = (await board.get("/board/held"))[1]
            assert all(name in held for name in names)
            whole, section = (await pupils[0].get("/seat"))[1], (await pupils[0].get("/seat/section"))[1]
            assert f'data-key="{where.key}"' in whole and f'data-key="{where.key}"' in section
            assert 'action="/out"' in whole and 'name="calm"' in whole, "calm and step out are on every pupil screen"
            if where.phase is Phase.TALK:
                assert "Walk out today: 3" in re.sub(r"<[^>]+>", "", held)
            if where.phase is Phase.REVEAL:
                told = re.sub(r"<[^>]+>", "", section)
                assert "Walk out today: 3" in told and "Wait until Monday: a few" in told
            if where.phase is Phase.ENDED:
                break
            assert (await board.post("/board/step", id=fresh(), expects=where.key, step="next"))[1]["ok"]
        _, text = await board.get("/board/session.json")
        session = read_session(text.encode(), "session.json")
        assert session.decisions[0].ballots == [{"walk": 3, "wait": 1, "write": 1}] * 2
        assert session.decisions[0].cards == {"tenth": 5}
        assert (await board.get("/board/class.html"))[1].startswith("<!doctype html>")


async def test_the_wall_shows_every_fact_that_weighed_and_not_only_the_first(mill: Pack, tmp_path: Path) -> None:
    async with (
        served(mill, tmp_path / "a.lesson", guild(mill, 20)) as server,
        teacher(server) as board,
        bots(server, 4, listening=False) as pupils,
    ):
        await until(server, "ballot")
        cards = server.room.plan.questions[0].cards
        for bot, card in zip(pupils, (cards[0], cards[0], cards[0], cards[2]), strict=True):
            await bot.vote("walk", card)
        await step(server, "next")
        for who, path in ((board, "/wall"), (board, "/board"), (pupils[0], "/seat")):
            text = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", (await who.get(path))[1])
            told = "What weighed most: fact 1 (3), fact 3 (a few)" if path == "/seat" else "fact 1: 3; fact 3: a few"
            assert told in text, path
            for each in server.pages.material.decisions[0].scene.page.cards:
                assert plain_html(each.paragraphs) in text, path


async def test_a_pupil_without_script_joins_votes_and_steps_out_by_form(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        page = await bot.join()
        name = seat_name(page)
        await until(server, "ballot")
        page = (await bot.get("/seat"))[1]
        expects = server.room.state.position.key
        fields = {"id": fresh(), "expects": expects, "option": "walk", "card": "tenth"}
        _, page = await bot.post("/vote", script=False, **fields)
        assert "Your vote is in" in page and 'value="walk" required checked' in page
        assert server.room.state.votes[name].option == "walk"
        await bot.post("/vote", script=False, **{**fields, "option": "wait"})
        assert server.room.state.votes[name].option == "wait", "a page that was gone back to sends its old id"
        assert name in server.streams.present_seats, "a page without a stream is present while it is asked for"
        _, page = await bot.post("/out", script=False, id=fresh(), out="yes")
        assert "You have stepped out" in page and "Step in again" in page
        _, page = await bot.post("/liking", script=False, easy="yes")
        assert "Short sentences: on" in page


async def test_easy_words_and_calm_scenes_are_chosen_on_the_device_alone(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 2, listening=False) as pupils:
        await until(server, "scene")
        number = server.room.entry_number
        await pupils[0].post("/liking", script=False, easy="yes")
        assert "You earn less from today." in (await pupils[0].get("/seat"))[1]
        assert "Four motions lie on the table." in (await pupils[1].get("/seat"))[1]
        assert server.room.entry_number == number, "nobody is told, not even the log"


def test_the_wall_asks_what_the_lesson_has_time_for(shipped: Pack) -> None:
    name = next(role.id for role in shipped.roles if role.kind == "council")
    lesson = shipped.get_role(name).lesson
    assert lesson is not None
    for plan in lesson.plans:
        opened = Opened(
            pack=shipped.story.id, kind="council", roles=(name,), name="9B", code="KITE", minutes=plan.minutes
        )
        asked = [asked.question for asked in lesson.debrief if not asked.plans or plan.id in asked.plans]
        assert list(build_material(shipped, opened).debrief) == asked
    assert any(asked.plans for asked in lesson.debrief)


def test_a_calm_scene_stays_calm_where_easy_words_are_asked_for_too(shipped: Pack) -> None:
    name = next(role.id for role in shipped.roles if role.kind == "council")
    opened = Opened(pack=shipped.story.id, kind="council", roles=(name,), name="9B", code="KITE", minutes=45)
    made = build_material(shipped, opened)
    assert made.calm is not None
    calm = [told for found in made.calm_decisions for told in (found.scene, found.record)] + [made.calm.coda]
    both = [told for told in calm if told.page.is_calm and told.easy_text]
    assert both, "a scene that has calm lines and easy words"
    assert all(scene_html(told, "x", easy=True) == scene_html(told, "x") for told in both)
    assert any(scene_html(told, "x", easy=True) != scene_html(told, "x") for told in calm)


async def test_p5_a_seat_comes_back_to_the_same_screen(mill: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.lesson"
    async with served(mill, path) as server, bots(server, 3, listening=False) as pupils:
        await until(server, "ballot")
        await pupils[0].vote("walk", "tenth")
        before = (await pupils[0].get("/seat"))[1]
        cookies = pupils[0].session.cookie_jar
        port = server.port
        # The tab is killed, and then the server too.
        await server.stop()
        async with served(mill, path, port=port) as again:
            bot = Bot(again.address, pupils[0].session)
            assert bot.session.cookie_jar is cookies
            after = (await bot.get("/seat"))[1]
            assert FIRST_ID.sub("", after) == FIRST_ID.sub("", before)
            assert again.room.state.votes == server.room.state.votes


async def test_a_stream_says_where_things_stand_and_a_gap_becomes_a_snapshot(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 1) as (bot,):
        name = next(iter(server.room.state.seats))
        assert server.streams.present_seats == {name}
        await until(server, "scene")
        await bot.hears("scene-0-0")
        bot.heard.clear()
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as other:
        await other.join()
        task = asyncio.create_task(other.listen())
        await other.hears("scene-0-0")
        assert int(other.last_id) == server.room.entry_number
        task.cancel()


async def test_who_stepped_out_or_went_away_leaves_the_denominator(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board:
        async with bots(server, 3) as pupils:
            await until(server, "ballot")
            assert "0 of 3 have voted" in (await board.get("/board/held"))[1]
            await pupils[0].post("/out", id=fresh(), out="yes")
            assert "0 of 2 have voted" in (await board.get("/board/held"))[1]
        # Their pages are closed: presence is the open stream, and nobody is shown as missing.
        async with asyncio.timeout(5):
            while server.streams.present_seats:
                await asyncio.sleep(0.01)
        held = (await board.get("/board/held"))[1]
        assert "0 of 0 have voted" in held
        assert all(name in held for name in server.room.state.seats)


async def test_a_foreign_name_a_foreign_page_and_a_page_of_nowhere_are_refused(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        assert (await bot.get("/", Host="evil.example"))[0] == 421
        for origin in ("http://evil.example", "null", "", f"https://{HOST}:{server.port}"):
            headers = {"Origin": origin} if origin else {}
            async with bot.session.post(f"{server.address}/join", data={"code": "KITE"}, headers=headers) as answer:
                assert answer.status == 403, origin
        assert server.room.state.seats == {}


async def test_every_answer_carries_its_headers_and_no_page_names_another_host(mill: Pack, tmp_path: Path) -> None:
    """P9, for the pages' own words; the browser's part of it is in test_browser.py."""
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board, bots(server, 1) as (bot,):
        for who, path in (
            (bot, "/seat"), (bot, "/check"), (bot, "/nowhere"), (bot, "/static/room.js"), (bot, "/static/"),
            (board, "/board"), (board, "/wall"), (bot, "/board"),
        ):  # fmt: skip
            async with who.session.get(server.address + path, headers={"Accept-Encoding": "identity"}) as answer:
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
                assert answer.headers["Referrer-Policy"] == "same-origin"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                text = await answer.text()
            assert set(re.findall(r"https?://([^/\"'\s<]+)", text)) <= {f"{HOST}:{server.port}", "www.w3.org"}, path


async def test_the_seat_cookie_is_out_of_reach_of_scripts_and_its_secret_is_not_kept(
    mill: Pack, tmp_path: Path
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        fields = {"code": "kite", "id": fresh()}
        headers = {"Origin": server.address}
        async with bot.session.post(
            f"{server.address}/join", data=fields, headers=headers, allow_redirects=False
        ) as answer:
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
        secret = cookie.split("=", 1)[1].split(";")[0]
        assert len(secret) == 32
        assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


async def test_the_board_opens_once_and_on_this_machine_only(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot, device(server) as second:
        assert (await bot.get("/board"))[0] == 403
        assert (await bot.post("/board/step", id=fresh(), step="next"))[0] == 403
        link = server.board_link().removeprefix(server.address)
        assert (await bot.get(link))[0] == 200
        status, text = await second.get(link)
        assert status == 403 and "type board in the terminal" in text
        assert (await second.get(server.board_link().removeprefix(server.address)))[0] == 200
        assert (await bot.get("/board"))[0] == 200, "a second board does not end the first"


async def test_a_seat_of_another_room_a_freed_seat_and_a_locked_door_get_a_page(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        bot.session.cookie_jar.update_cookies({f"seat-{server.port}": "f" * 32})
        status, page = await bot.get("/seat")
        assert status == 200 and "belongs to another lesson" in page
        name = seat_name(await bot.join())
        await server.room.execute(TEACHER, ReleaseSeat(id=fresh(), seat=name))
        assert "was freed" in (await bot.get("/seat"))[1]
        assert (await bot.vote("walk"))[0] == 403
        await server.room.execute(TEACHER, LockDoor(id=fresh(), on=True))
        status, page = await bot.post("/join", script=False, code="KITE", id=fresh())
        assert status == 409 and "locked the door" in page


async def test_a_hundred_wrong_codes_are_slowed_down_and_the_right_one_still_works(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        found = [(await bot.post("/join", script=False, code="WRNG", id=fresh()))[0] for _ in range(100)]
        assert found[0] == 403 and found[-1] == 429
        await bot.join()


async def test_a_flood_of_commands_and_ten_megabytes_do_not_stop_the_others(mill: Pack, tmp_path: Path) -> None:
    """A slice; `python -m tests.benchmarks classroom` sends ten thousand while 39 others vote."""
    async with served(mill, tmp_path / "a.lesson") as server, bots(server, 3, listening=False) as (loud, quiet, other):
        await until(server, "ballot")
        number = server.room.entry_number

        async def shout(count: int) -> list[int]:
            return [(await loud.vote(("walk", "wait")[n % 2]))[0] for n in range(count)]

        flood = asyncio.gather(*(shout(125) for _ in range(8)))
        while not flood.done():
            assert (await other.vote("walk"))[0] in {200, 429}
            await asyncio.sleep(0.1)
        statuses = [status for some in await flood for status in some]
        assert len(statuses) == 1000 and statuses.count(200) < 100 and 429 in statuses
        assert server.room.entry_number - number < 150
        headers = {"Origin": server.address}
        async with quiet.session.post(f"{server.address}/vote", data=b"x" * 10_000_000, headers=headers) as answer:
            assert answer.status == 413
            assert "too large" in await answer.text()
        assert (await quiet.vote("walk"))[1]["ok"]


async def test_what_is_no_request_leaves_the_teachers_terminal_alone(
    mill: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(mill, tmp_path / "a.lesson") as server:
        for sent in (b"GET /?" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
            reader, writer = await asyncio.open_connection(HOST, server.port)
            writer.write(sent)
            assert b" 400 " in await reader.readline()
            writer.close()
    assert caplog.records == []


async def test_a_port_that_is_in_use_and_no_network_get_a_sentence(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server:
        with pytest.raises(UserError, match="--port"):
            async with served(mill, tmp_path / "b.lesson", port=server.port):
                pass
    log = LessonLog(tmp_path / "c.lesson")
    nowhere = RoomServer(open_room(mill, log, guild(mill)), mill, "203.0.113.7", server.port)
    with pytest.raises(UserError, match="another address with --host"):
        await nowhere.start()


async def test_what_a_pupil_sends_is_data_and_never_markup(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, device(server) as bot:
        _, page = await bot.get("/join/%3Cscript%3Ealert(1)")
        assert "<script>alert" not in page
        _, page = await bot.post("/join", script=False, code="<script>", id=fresh())
        assert "<script>" not in page


async def test_own_pace_with_bots_comes_to_the_gate_and_is_answered_there(mill: Pack, tmp_path: Path) -> None:
    async with (
        served(mill, tmp_path / "a.lesson", own_pace(mill, "1930-05-05T13")) as server,
        teacher(server) as board,
        bots(server, 4, listening=False) as pupils,
    ):
        assert "Your teacher will see your choices" in (await pupils[0].get("/seat"))[1]
        await until(server, "play")
        for bot in pupils:
            await bot.post("/role", id=fresh(), role="weaver")
            page = (await bot.get("/seat"))[1]
            assert "Your thumb is on the notice" in page
            await bot.post("/choose", id=fresh(), choice="the-notice.ask-the-forewoman", at="0")
            page = (await bot.get("/seat"))[1]
            assert "You have come to the gate" in page
            assert "Stopping the cut" in page and "Somebody would have had to see the ledger" in page
        held = (await board.get("/board/held"))[1]
        assert held.count("(at the gate)") == 4
        shown = (await board.get("/board"))[1]
        assert not any(name in shown for name in server.room.state.seats)
        await board.post("/board/gate", id=fresh(), at="1931")
        assert "The belts have stopped" in (await pupils[0].get("/seat"))[1]
        await step(server, "next")
        assert "Tell each other" in (await pupils[0].get("/seat"))[1]
        status, report = await board.get("/board/class.html")
        assert status == 200 and "Ask the forewoman" in re.sub(r"\s+", " ", report), "what was chosen"
        assert "Stopping the cut" in report and "Somebody would have had to see the ledger" in report
        cited = set(re.findall(r'href="#(r1-\d+)"', report))
        assert cited and cited == set(re.findall(r'id="(r1-\d+)"', report)), "every claim with its source"
        keys = (await board.get("/board/keys.txt"))[1].splitlines()
        runs = [decode_key(mill, key) for key in keys]
        assert [run.choice_refs for run in runs] == [("the-notice.ask-the-forewoman",)] * 4
        for name, key in zip(server.room.state.seats, keys, strict=True):
            assert name in report and key in report
        assert build_debrief(mill, keys).roles[0].count == 4
        for path in ("class.html", "keys.txt"):
            assert (await pupils[0].get(f"/board/{path}"))[0] == 403
        assert (await board.get("/board/session.json"))[0] == 404
        await until(server, "ended")
        assert keys[0] in (await pupils[0].get("/seat"))[1]


async def test_hours_that_a_class_does_not_play_are_told_with_the_news_that_reached_them(
    shipped: Pack, tmp_path: Path
) -> None:
    role = next(role for role in shipped.person_roles if role.class_excerpt is not None)
    cut = role.class_excerpt
    assert cut is not None
    opened = Opened(
        pack=shipped.story.id, kind="own-pace", roles=(role.id,), name="9B", code="KITE", gate=cut.plays_until.text
    )  # fmt: skip
    async with served(shipped, tmp_path / "a.lesson", opened) as server, bots(server, 1, listening=False) as (bot,):
        await until(server, "play")
        await bot.post("/role", id=fresh(), role=role.id)
        (name,) = server.room.state.seats
        told = news = 0
        while True:
            journal = replay_seat(server.room.plan, server.room.state, name)
            assert journal is not None
            page = (await bot.get("/seat"))[1]
            passed = [scene for scene in journal.path[:-1] if scene.id in cut.auto_choices]
            if passed[told:]:
                assert page.index(">Meanwhile</h2>") < page.index(passed[-1].title)
                last = len(journal.path) - 1 - len(passed[told:])
                reached = [
                    item.says
                    for step in range(last, len(journal.path) - 1)
                    for _, item in find_bulletins(shipped, replay(journal.machine, journal.choice_refs[:step]))
                ]
                assert all(escape(says) in page for says in reached), "no news is lost on the way"
                assert not reached or f": {len(reached)}</summary>" in page
                told, news = len(passed), news + len(reached)
            choice = re.search(r'name="choice" value="([^"]+)"', page)
            if choice is None:
                break
            await bot.post("/choose", id=fresh(), choice=choice[1], at=str(len(journal.taken)))
        assert "You have come to the gate" in page and told and news


async def test_a_late_lesson_tells_a_decision_without_a_vote(mill: Pack, tmp_path: Path) -> None:
    async with served(mill, tmp_path / "a.lesson") as server, teacher(server) as board, device(server) as bot:
        await bot.join()
        await until(server, "scene")
        assert (await board.post("/board/step", id=fresh(), expects="scene-0-0", step="tell"))[1]["ok"]
        assert "What they did" in (await bot.get("/seat"))[1]
        await step(server, "next")
        for who, path in ((bot, "/seat"), (board, "/board")):
            assert "There was no vote on this" in (await who.get(path))[1]
        session = read_session((await board.get("/board/session.json"))[1].encode(), "session.json")
        assert (session.decisions[0].chosen, session.decisions[0].ballots) == ("walk", [])


async def test_another_week_goes_on_with_other_devices(mill: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.lesson"
    async with served(mill, path) as server, bots(server, 3, listening=False) as pupils:
        await until(server, "ballot")
        for bot in pupils:
            await bot.vote("wait")
        await step(server, "next", "pause")
        assert "A pause" in (await pupils[0].get("/seat"))[1]
    async with served(mill, path) as server:
        await server.room.execute(TEACHER, ReleaseAllSeats(id=fresh()))
        async with bots(server, 2) as pupils:
            await step(server, "resume")
            assert server.room.state.position.key == "talk-0-1"
            assert await pupils[0].hears("talk-0-1")
