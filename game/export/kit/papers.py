"""The files that a teacher needs for a council's lesson, on the computer and on paper."""

from __future__ import annotations

from typing import Any

from game.export.kit.class_report import build_class_report
from game.export.kit.lesson_page import build_lesson_page
from game.export.kit.page_template import get_environment, render_page
from game.play.council import OPTION_LETTERS, build_council
from game.story.lessons import Stage
from game.story.types import Pack
from game.wording import paper_words

LESSON_PAGE = "lesson.html"
CATCH_UP_PAGE = "catch-up.html"


def build_kit(pack: Pack, name: str) -> dict[str, str]:
    """Return the files of a council's lesson, by name: the page for the wall, the papers, and the page to catch up.

    Args:
        name: the id of a role of kind `council`.
    """
    role = pack.get_role(name)
    found = build_council(pack, name)
    values: dict[str, Any] = {
        "title": role.name,
        "language": pack.story.language,
        "content_note": role.content_note,
        "lesson": role.lesson,
        "council": found,
        "letters": OPTION_LETTERS,
    }
    titles = {decision.scene.page.scene: decision.scene.page.title for decision in found.decisions}

    def stage_name(stage: Stage) -> str:
        if stage.scene is None:
            return stage.phase.capitalize()
        return paper_words.PLAN_BALLOTS[stage.ballots].format(scene=titles[stage.scene])

    files = {LESSON_PAGE: build_lesson_page(pack, name)}
    files |= {paper: render_page(paper, "paper.css", stage_name=stage_name, **values) for paper in paper_words.PAPERS}
    files["sources.txt"] = get_environment().get_template("sources.txt").render(**values) + "\n"
    files[CATCH_UP_PAGE] = build_class_report(pack, name, None)
    return files
