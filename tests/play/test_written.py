"""A run reads as it was written, with YAML's reader and without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.run import Run
from game.play.store.run_format import dump_run, parse_fast, parse_run
from game.text.clean import clean
from game.text.safe_yaml import load_yaml

_ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True) | st.sampled_from(["no", "y", "null", "on"])
_times = st.sampled_from(["", "2026-11-26T09:30:37.666647Z", "2026", "1:30"])
_names = st.text(max_size=30).map(clean) | st.sampled_from(
    ["No", "NULL", "on", "1956", "My run", "a  b", "- a", "a: b"]
)
_runs = st.builds(
    Run,
    format=st.just(1),
    pack=_ids,
    version=st.integers(0, 10**12),
    role=_ids,
    name=_names,
    started=_times,
    saved=_times,
    cursor=st.just(0),
    choices=st.lists(st.builds("{}.{}".format, _ids, _ids), max_size=4),
)


@given(_runs)
def test_a_run_reads_as_it_was_written(run: Run) -> None:
    data = dump_run(run)
    assert parse_run(data, "run.yaml") == run
    assert parse_fast(data) in (None, load_yaml(data, "run.yaml"))


@given(_runs, st.sampled_from(["'", "\n", " ", "#", "no", "0", ": ", "- "]), st.integers(0, 300))
def test_what_was_changed_by_hand_is_read_as_yaml_has_it(run: Run, more: str, place: int) -> None:
    text = dump_run(run).decode()
    data = (text[:place] + more + text[place:]).encode()
    found = parse_fast(data)
    assert found is None or found == load_yaml(data, "run.yaml")


@pytest.mark.parametrize("name", ["", "My first run"])
def test_most_runs_need_no_reader_of_yaml(name: str) -> None:
    time = "2026-11-26T09:30:37.666647Z"
    run = Run(format=1, pack="mill", version=1, role="weaver", name=name, started=time, saved=time, choices=["a.b"])
    assert parse_fast(dump_run(run)) is not None


def test_a_run_that_ships_is_read_either_way(request: pytest.FixtureRequest) -> None:
    for path in (Path(request.config.rootpath) / "saves").glob("*.yaml"):
        assert parse_fast(path.read_bytes()) in (None, load_yaml(path.read_bytes(), path.name))
