"""`lesson.html`: a whole lesson of a council in one file, for one computer and one wall, by show of hands."""

from __future__ import annotations

from itertools import product
from typing import Any

from game.branches.run_keys import encode_key
from game.export.kit.page_template import render_page
from game.play.council import Council, Decision, build_council
from game.play.journal import Journal, replay
from game.play.session import get_machine
from game.play.tally import MIN_SHOWN
from game.story.lessons import Lesson
from game.story.types import Pack
from game.wording import lesson_words

#: What the page's script is made of, in this order; the wall of a room has the first three too.
WALL_SCRIPTS = ("lesson/edge.js", "lesson/look.js", "lesson/clock.js")
_LESSON = "state storage journal ask order pages ballot reveal teacher end offers start keys"
LESSON_SCRIPTS = (*WALL_SCRIPTS, *(f"lesson/{name}.js" for name in _LESSON.split()))


def build_lesson_page(pack: Pack, name: str) -> str:
    """Return the lesson of a council as one self-contained HTML page.

    Args:
        name: the id of a role of kind `council`.
    """
    role = pack.get_role(name)
    assert role.lesson is not None, "a council has a lesson: the pack was checked"
    found = build_council(pack, name)
    return render_page(
        "lesson/lesson.html",
        "lesson/wall.css",
        scripts=LESSON_SCRIPTS,
        title=role.name,
        pack=pack.story.title,
        language=pack.story.language,
        who=role.who,
        content_note=role.content_note,
        lesson=role.lesson,
        council=found,
        script_words=list_lesson_words(),
        calm=any(scene.calm_text for scene in found.scenes),
        data=_build_script_data(pack, name, found, role.lesson),
    )


def list_lesson_words() -> dict[str, Any]:
    """Return the words of a wall's script by their names."""
    return {name: value for name, value in vars(lesson_words).items() if name.isupper()}


def replay_class_run(pack: Pack, name: str, found: Council, letters: tuple[str, ...]) -> Journal:
    """Return the run of a class that chose these letters, one for each decision from the first on.

    The scenes between two decisions have one choice each, which is taken; the run stands in the scene after the last
    letter's record, so that its key tells no more than the class decided.
    """
    machine = get_machine(pack, name)
    journal = replay(machine, [])
    for letter, decision in zip(letters, found.decisions, strict=False):
        while journal.scene_id != decision.scene.page.scene:
            journal.choose(journal.scene.choices[0].id)
        journal.choose(next(option.id for option in decision.options if option.letter == letter))
    if len(letters) == len(found.decisions):
        while journal.scene.ending is None:
            journal.choose(journal.scene.choices[0].id)
    return journal


def _build_script_data(pack: Pack, name: str, found: Council, lesson: Lesson) -> dict[str, Any]:
    """Return what the script needs besides the pages: the plans, the letters, and the key of every way."""
    rooms = {decision.scene.page.scene: number for number, decision in enumerate(found.decisions, 1)}
    letters = [[option.letter for option in decision.options] for decision in found.decisions]
    return {
        "digest": pack.digest[:16],
        "few": MIN_SHOWN,
        "pack": pack.story.id,
        "version": pack.story.version,
        "role": name,
        "rooms": [_build_room_data(decision) for decision in found.decisions],
        "plans": [
            {
                "id": plan.id,
                "minutes": plan.minutes,
                "late": plan.if_late,
                "stages": [
                    {
                        "phase": stage.phase,
                        "minutes": stage.minutes,
                        "ballots": stage.ballots,
                        "room": rooms.get(stage.scene or "", 0),
                    }
                    for stage in plan.stages
                ],
            }
            for plan in lesson.plans
        ],
        "keys": {
            "".join(chosen): encode_key(pack, replay_class_run(pack, name, found, chosen))
            for chosen in product(*letters)
        },
    }


def _build_room_data(decision: Decision) -> dict[str, Any]:
    return {
        "scene": decision.scene.page.scene,
        "options": [{"letter": option.letter, "id": option.id, "text": option.text} for option in decision.options],
        "happened": decision.recorded_option.letter,
        "because": [card.id for card in decision.scene.page.cards],
    }
