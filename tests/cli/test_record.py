"""The record from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.play.session import Session
from game.play.store.saved_runs import RunStore
from game.story.types import Pack
from tests.conftest import MILL

Output = pytest.CaptureFixture[str]


def test_words_find_their_sentence_without_accents_and_in_any_order(capsys: Output, tmp_path: Path) -> None:
    assert main(["record", "secretary", "gero", "--saves", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "Ernő Gerő [erno-gero]" in told
    assert "First secretary" in told
    assert told.rstrip().endswith("results.")


def test_words_that_stand_nowhere_are_said_to(capsys: Output, tmp_path: Path) -> None:
    assert main(["record", "zeppelin", "--scenes", str(MILL), "--saves", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "The record has nothing with these words.\n"


def test_only_scenes_that_a_run_has_read_are_found(capsys: Output, tmp_path: Path, mill: Pack) -> None:
    words = ["record", "notice", "--scenes", str(MILL), "--saves", str(tmp_path)]
    main(words)
    assert "weaver/the-notice" not in capsys.readouterr().out
    store = RunStore(tmp_path)
    Session(mill, store, store.new_run(mill, "weaver")).choose("ask-the-forewoman")
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "weaver/the-notice" in told
    assert "weaver/the-train" not in told


def test_the_articles_account_tells_each_statement_and_its_answer(capsys: Output) -> None:
    assert main(["record", "--article"]) == 0
    told = capsys.readouterr().out
    assert (
        told.count("The record confirms it:")
        + told.count("The record corrects it:")
        + told.count("The record disputes it:")
        + told.count("The record does not decide it. What comes nearest:")
        == 273
    )
    assert "0 missing." in told
    assert main(["record", "--article", "--scenes", str(MILL)]) == 0
    assert "no article" in capsys.readouterr().out


def test_some_events_are_written_and_a_wrong_one_gets_the_nearest(capsys: Output) -> None:
    assert main(["record", "--format", "json", "wage-cut", "--scenes", str(MILL)]) == 0
    assert [event["id"] for event in json.loads(capsys.readouterr().out)["events"]] == ["wage-cut"]
    assert main(["record", "--format", "json", "wage-cot", "--scenes", str(MILL)]) == 1
    assert 'Did you mean "wage-cut"?' in capsys.readouterr().err


def test_without_words_the_events_are_listed_with_their_ids(capsys: Output, mill: Pack) -> None:
    assert main(["record", "--scenes", str(MILL)]) == 0
    told = capsys.readouterr().out
    assert all(event.id in told for event in mill.record.events)
