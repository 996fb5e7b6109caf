"""Packs of format 1: each old key is answered with the new one, and the pack with one sentence."""

from __future__ import annotations

import pytest

from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from tests.conftest import MILL


def messages(name: str, old: str, new: str) -> list[str]:
    """What is said of the small pack with one of its keys under another name."""
    files = read_pack_files(MILL)
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)
    return [fault.message for fault in parse_pack(files)[1] if fault.file == name]


@pytest.mark.parametrize(
    ("name", "now", "then"),
    [
        ("story.yaml", "outcome_claims", "outcome"),
        ("weaver/role.yaml", "first_scene", "starts"),
        ("weaver/role.yaml", "news_from", "hears"),
        ("weaver/role.yaml", "highest", "max"),
        ("weaver/scenes.yaml", "passages", "also"),
        ("weaver/scenes.yaml", "answers_attempts", "answers"),
        ("weaver/scenes.yaml", "sets", "set"),
        ("weaver/scenes.yaml", "closed_because", "else"),
        ("weaver/scenes.yaml", "letter_in_run_key", "letter"),
        ("weaver/scenes.yaml", "letter_in_run_key", "key_letter"),
        ("weaver/scenes.yaml", "dossier_entry", "noted"),
        ("weaver/scenes.yaml", "attempt", "diverges"),
        ("weaver/attempts.yaml", "record_claims", "record"),
        ("weaver/attempts.yaml", "why_record_stood", "stood"),
        ("guild/scenes.yaml", "projector_text", "wall"),
        ("guild/scenes.yaml", "cards", "because"),
        ("guild/lesson.yaml", "teacher_notes", "care"),
        ("record/events/1930.yaml", "channel", "by"),
        ("record/events/1930.yaml", "known_today", "now"),
        ("record/events/1930.yaml", "where", "at"),
        ("record/people.yaml", "description", "was"),
    ],
)
def test_an_old_key_is_answered_with_the_new_one(name: str, now: str, then: str) -> None:
    assert f'"{then}" is called "{now}" now.' in messages(name, f"{now}:", f"{then}:")


def test_a_pack_of_format_1_is_told_how_to_move() -> None:
    (message,) = messages("story.yaml", "format: 2", "format: 1")
    assert "format: 2" in message
    assert "rename" in message
