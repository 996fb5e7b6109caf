"""`class.html`: the report of a lesson, also for catching up: each record stays folded until the reader has chosen."""

from __future__ import annotations

from collections.abc import Mapping

from game.branches.run_keys import encode_key
from game.export.kit.lesson_page import replay_class_run
from game.export.kit.lesson_session import LessonSession, match_decisions
from game.export.kit.page_template import render_page
from game.play.council import Decision, build_council
from game.play.tally import anonymize_count
from game.story.types import Pack


def build_class_report(pack: Pack, name: str, session: LessonSession | None) -> str:
    """Return the report of a lesson as one self-contained HTML page.

    Args:
        name: the id of a role of kind `council`.
        session: the lesson as it went; without one the page is only for catching up.
    """
    role = pack.get_role(name)
    found = build_council(pack, name)
    pairs = match_decisions(session, found) if session is not None else []
    letters = tuple(
        option.letter for decision, decided in pairs for option in decision.options if option.id == decided.chosen
    )
    told = {
        decision.scene.page.scene: {
            "chosen": decided.chosen,
            "ballots": [_tally(decision, ballot) for ballot in decided.ballots if any(ballot.values())],
            "because": _reasons(decision, decided.cards),
        }
        for decision, decided in pairs
    }
    return render_page(
        "class.html",
        "paper.css",
        "class.css",
        title=role.name,
        language=pack.story.language,
        who=role.who,
        content_note=role.content_note,
        lesson=role.lesson,
        council=found,
        told=told,
        letters=letters,
        key=encode_key(pack, replay_class_run(pack, name, found, letters)) if letters else "",
    )


def _tally(decision: Decision, ballot: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(option.letter, anonymize_count(ballot.get(option.id, 0))) for option in decision.options]


def _reasons(decision: Decision, because: Mapping[str, int]) -> list[tuple[int, str]]:
    cards = enumerate(decision.scene.page.cards, 1)
    return [(number, anonymize_count(because[card.id])) for number, card in cards if because.get(card.id)]
