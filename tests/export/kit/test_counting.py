"""Hands are counted on the wall by its script, and votes in a room by the program: both count alike."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Page

from game.classroom.plan import BallotQuestion, RoomPlan
from game.classroom.views import find_outcome
from game.play.tally import anonymize_count, find_leaders
from tests.classroom.lessons import Table
from tests.export.kit.lesson_windows import load_anew

LETTERS = "ABCD"
SCRIPTS = files("game.export.kit") / "templates" / "lesson"
#: The script's own lines: how hands are added up, which ballot counts, who is ahead, and how a number is said.
RULES = 'const data = JSON.parse(document.querySelector("#data").textContent);' + "".join(
    (SCRIPTS / name).read_text(encoding="utf-8").split(end)[0]
    for name, end in (
        ("look.js", "const wide"),
        ("reveal.js", "function reveal"),
        ("ballot.js", "function counters"),
    )
)
HANDS = some.dictionaries(some.sampled_from(LETTERS), some.integers(0, 4))


def test_the_script_and_the_program_count_alike(lesson: Page) -> None:
    @settings(max_examples=150, deadline=None, database=None)
    @given(vote=HANDS, again=HANDS)
    def alike(vote: dict[str, int], again: dict[str, int]) -> None:
        found = lesson.evaluate(f"(votes) => {{ {RULES}; return first(last(votes)); }}", {"vote": vote, "again": again})
        plan = RoomPlan((BallotQuestion("q", tuple(LETTERS), (), "B", ballots=2),))
        table = Table(plan)
        seats = table.join(16)
        for ballot, hands in (("ballot-0-1", vote), ("ballot-0-2", again)):
            table.until(ballot)
            table.vote(seats, "".join(letter * number for letter, number in hands.items()))
        table.until("reveal-0-2")
        closed = table.state.find_closed_ballot(0)
        assert closed is not None
        assert tuple(found) == find_leaders(Counter(vote.option for vote in closed.votes))

    alike()
    told = lesson.evaluate(f"() => {{ {RULES}; return [0, 1, 2, 3, 4, 17].map(hands); }}")
    assert [text.removesuffix(" hands") for text in told] == [anonymize_count(number) for number in (0, 1, 2, 3, 4, 17)]


def test_level_hands_are_raised_once_more_and_then_it_goes_by_the_record(lesson: Page) -> None:
    for vote, again in (
        ("AAAB", None), ("AABB", "ABBB"), ("AABB", "AABB"), ("AABB", ""), ("AABBCC", "CCCD"), ("", None), ("DDD", None),
    ):  # fmt: skip
        table = Table(RoomPlan((BallotQuestion("q", tuple(LETTERS), (), "B"),)))  # B is on record in the small pack
        seats = table.join(8)
        table.until("ballot-0-1")
        table.vote(seats, vote)
        table.go_on()
        more = table.state.position.key == "talk-0-1"
        assert more == (again is not None)
        assert _reveal(lesson, vote, None) == more, "the wall offers another ballot where the room holds one"
        if again is not None:
            table.go_on()
            table.vote(seats, again)
            table.go_on()
            assert not _reveal(lesson, vote, again)
        assert f": {find_outcome(table.plan, table.state, 0).option}." in lesson.inner_text("#d1-reveal .decided")


def _reveal(lesson: Page, vote: str, again: str | None) -> bool:
    """Show the reveal of these hands, as a lesson that stopped there goes on; returns whether it offers one more."""
    room = {
        "vote": Counter(vote),
        "again": Counter(again or ""),
        "because": {},
        "chosen": "",
        "more": again is not None,
    }
    load_anew(lesson)
    # Kept as another window keeps it, in a page that may be cut off from what the last one stored.
    lesson.evaluate(
        """(room) => { const data = JSON.parse(document.querySelector("#data").textContent);
           const lesson = { at: "d1-reveal", begun: 1, saved: Date.now(), pack: data.pack, role: data.role, rooms: [room] };
           localStorage.setItem("lesson " + Math.random(), JSON.stringify(lesson));
           window.dispatchEvent(new Event("focus")); }""",
        room,
    )
    lesson.click("#stored")
    return lesson.locator("#d1-reveal .once-more").is_visible()
