"""A debrief from keys that were collected on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.branches.run_keys import encode_key
from game.cli import main
from game.export.kit.debrief import RoleSummary, build_debrief
from game.play.journal import replay
from game.play.session import get_machine
from game.story.machine import RoleMachine
from game.story.types import Pack
from tests.conftest import MILL


def keys(pack: Pack, role: str) -> list[str]:
    """A key for every whole run of a role."""
    machine = get_machine(pack, role)
    found: list[str] = []
    ways: list[list[str]] = [[]]
    while ways:
        pairs = ways.pop()
        journal = replay(machine, pairs)
        open_choices = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
        ways += [[*pairs, choice.id] for choice in open_choices]
        if not open_choices:
            found.append(encode_key(pack, journal))
    return found


@pytest.fixture(scope="module")
def guild(mill: Pack) -> RoleSummary:
    """The four runs of the small pack's council, one of them twice."""
    found = keys(mill, "guild")
    assert len(found) == 4
    return build_debrief(mill, [*found, found[0]]).roles[0]


def test_runs_are_counted_where_they_parted(guild: RoleSummary) -> None:
    assert guild.count == 5
    assert [parting.title for parting in guild.forks] == ["The petition"]
    assert [count for _, count in guild.forks[0].choices] == [2, 1, 1, 1]


def test_only_what_did_not_happen_counts_as_an_attempt(guild: RoleSummary, mill: Pack) -> None:
    titles = {attempt.title for attempt in mill.get_role("guild").attempts if not attempt.happened}
    assert {title for title, _, _ in guild.attempts} == titles


def test_fates_and_what_stood_are_told(guild: RoleSummary, weaver: RoleMachine, mill: Pack) -> None:
    assert sum(count for _, count in guild.fates) == 5
    begun = build_debrief(mill, [encode_key(mill, replay(weaver, [])), *keys(mill, "weaver")[:1]]).roles[0]
    assert begun.fates[-1] == ("Not ended", 1)
    whole = build_debrief(mill, keys(mill, "weaver")).roles[0]
    events = mill.record.events_by_id
    assert {events[point.event].title for point in mill.get_role("weaver").fixed_points} == set(
        whole.common_fixed_points
    )
    assert whole.questions


def test_a_slip_is_named_with_its_place_and_the_rest_is_read(
    mill: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = keys(mill, "guild")[0]
    slip = good[:2] + ("A" if good[2] != "A" else "B") + good[3:]
    out = tmp_path / "debrief.html"
    assert main(["debrief", good, slip, "--scenes", str(MILL), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert "Key 2" in told and "Letter 3 (number 3 of group 1)" in told
    page = out.read_text(encoding="utf-8")
    assert "Letter 3" in page and "From 1 key." in page


def test_keys_come_as_groups_without_quotes_or_one_a_line(
    mill: Pack, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = keys(mill, "guild")
    assert main(["debrief", *found[0].split(), "--scenes", str(MILL)]) == 0
    assert "1 run\n" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*found, ""])))
    assert main(["debrief", "--scenes", str(MILL)]) == 0
    assert "4 runs" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["debrief", "--scenes", str(MILL)]) == 1
