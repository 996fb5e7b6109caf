"""What a lesson leaves behind: its session, as `session.json`, and the report that is made of it."""

from __future__ import annotations

from collections import Counter

from game.classroom.state import Round, State
from game.classroom.views import wall
from game.export.kit.session import Decided, LessonSession
from game.web.pages import Pages


def session_of(pages: Pages, state: State) -> LessonSession:
    """A council's lesson as far as it was revealed: what was counted and decided, and nobody's seat."""
    material = pages.material
    return LessonSession(
        format=1,
        pack=material.pack.story.id,
        version=material.pack.story.version,
        role=material.roles[0].id,
        decisions=[
            Decided(
                scene=pages.plan.questions[each.question].id,
                chosen=each.option,
                ballots=[_counted(closed) for closed in state.rounds if closed.question == each.question],
                because=_weighed(state.round(each.question)),
            )
            for each in wall(pages.plan, state).decided
        ],
    )


def _counted(closed: Round) -> dict[str, int]:
    return dict(Counter(vote.option for vote in closed.votes))


def _weighed(closed: Round | None) -> dict[str, int]:
    return dict(Counter(vote.card for vote in closed.votes if vote.card)) if closed is not None else {}
