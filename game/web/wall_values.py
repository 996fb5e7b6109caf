"""What the wall of a room tells of its votes, in the words of `lesson.html`."""

from __future__ import annotations

from typing import Any

from game.branches.run_keys import encode_key
from game.classroom.phases import LessonPosition, Phase
from game.classroom.plan import list_stages
from game.classroom.views import DecisionOutcome, TallyRow, WallView
from game.export.kit.lesson_page import replay_class_run
from game.web.lesson_material import LessonMaterial
from game.wording import lesson_words

#: The phase of a lesson's plan in which a phase of a room lies; all others lie in a decision.
PLAN_PHASES = {
    Phase.FRAME: "frame",
    Phase.OUT_OF_ROLE: "coda",
    Phase.DEBRIEF: "debrief",
    Phase.EXIT_TICKET: "ticket",
}


def describe_wall(material: LessonMaterial, wall: WallView) -> dict[str, Any]:
    """Return the values of the wall's pages by the names in the templates: the present decision, and the way so far."""
    if material.council is None:
        return {}
    made = [material.get_option(each.question, each.option).letter for each in wall.outcomes]
    paused = lesson_words.PAUSED_AFTER if made else lesson_words.PAUSED_BEFORE
    found: dict[str, Any] = {
        "paused_at": paused.format(name=wall.name, number=len(made), letters=", ".join(made)),
        "ways": {each.question + 1: _describe_way(material, each) for each in wall.outcomes},
    }
    if wall.position.phase is Phase.ENDED:
        journal = replay_class_run(material.pack, material.roles[0].id, material.council, tuple(made))
        found["key"] = encode_key(material.pack, journal)
    if wall.position.question < len(wall.outcomes):
        outcome = wall.outcomes[wall.position.question]
        letter = made[wall.position.question]
        found["chosen"] = letter
        found["decided"] = lesson_words.DECIDED[outcome.decided_by].format(letter=letter)
        found["counted"] = _list_counted(material, outcome)
        facts = lesson_words.AND.join(sorted(_name_fact(material, outcome, card) for card, _ in outcome.weighed))
        votes = _count(outcome.weighed[0][1]) if outcome.weighed else ""
        found["weighed"] = lesson_words.WEIGHED.format(facts=facts, votes=votes) if facts else ""
    return found


def list_clock(material: LessonMaterial, position: LessonPosition) -> tuple[list[dict[str, Any]], int]:
    """Return the minutes of each stage of a council's plan, and the number of the present stage, or -1."""
    if material.council is None:
        return [], -1
    stages = list_stages(material.pack, material.roles[0].id, material.opened.minutes)
    decision = material.find_decision(position)
    phase = position.effective_phase
    at = -1
    for number, stage in enumerate(stages):
        if stage.phase == PLAN_PHASES.get(phase):
            at = number
        elif phase not in PLAN_PHASES and phase is not Phase.LOBBY and decision is not None:
            at = number if stage.scene == decision.scene.page.scene else at
    return [{"minutes": stage.minutes} for stage in stages], at


def _list_counted(material: LessonMaterial, outcome: DecisionOutcome) -> dict[str, dict[str, Any]]:
    """Return each option's votes in each ballot, in words and as strokes, and the facts that its voters named."""
    found: dict[str, dict[str, Any]] = {}
    labels = (lesson_words.FIRST_BALLOT, lesson_words.SECOND_BALLOT) if len(outcome.ballots) > 1 else ("{votes}",)
    for rows in zip(*outcome.ballots, strict=True):
        ballots = [
            (_capitalize(label.format(votes=_count(row.votes))) + ".", _count_strokes(row))
            for label, row in zip(labels, rows, strict=True)
        ]
        facts = "; ".join(f"{_name_fact(material, outcome, card)}: {votes}" for card, votes in rows[-1].cards)
        found[material.get_option(outcome.question, rows[0].option).letter] = {"ballots": ballots, "facts": facts}
    return found


def _describe_way(material: LessonMaterial, outcome: DecisionOutcome) -> tuple[str, str]:
    """Return the class's choice and its votes as the last page of the wall shows them."""
    option = material.get_option(outcome.question, outcome.option)
    told = [
        ", ".join(f"{material.get_option(outcome.question, row.option).letter}\u00a0{row.votes}" for row in rows)
        for rows in outcome.ballots
    ]
    votes = "; ".join([*told[:1], *(lesson_words.AFTER_TALK.format(votes=each) for each in told[1:])])
    none = lesson_words.TOLD_NO_BALLOT if outcome.decided_by == "told" else lesson_words.NOT_COUNTED
    return f"{option.letter}. {option.text}", votes or none


def _name_fact(material: LessonMaterial, outcome: DecisionOutcome, card: str) -> str:
    return lesson_words.FACT.format(number=material.get_card_number(outcome.question, card))


def _count(votes: str) -> str:
    """Return a number of votes as the tally shows it, with its noun."""
    none, few, many = lesson_words.COUNTED["devices"]
    return none if votes == "nobody" else many.format(number=votes) if votes.isdigit() else few


def _count_strokes(row: TallyRow) -> int:
    return int(row.votes) if row.votes.isdigit() else 0


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]
