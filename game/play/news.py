"""Bulletins: which news reached a player in the hours between two scenes."""

from __future__ import annotations

from datetime import datetime

from game.play.journal import Journal
from game.record.types import Event, News
from game.story.news_reach import is_heard
from game.story.types import Pack, Role, Scene

#: The most bulletins on one page; the rest of the hours' news stays unheard.
MAX_BULLETINS = 4


def find_bulletins(pack: Pack, journal: Journal) -> list[tuple[Event, News]]:
    """The news of the hours since the scenes before began, by the channels that are heard here, oldest first.

    A council hears none: what is known in its room stands on its cards. News of what is seen here is left out. Where
    there is more than fits on a page, what the role's fixed points ask for and what the scene tells of goes first,
    then the latest.
    """
    if not journal.taken:
        return []
    role = journal.machine.role
    key = (News, role.id, journal.scene_id, journal.latest_start)
    found: list[tuple[Event, News]] | None = pack.caches.get(key)
    if found is None:
        found = pack.caches[key] = find_news_on_entering(pack, role, journal.scene, journal.latest_start)
    return found


def find_news_on_entering(pack: Pack, role: Role, scene: Scene, since: datetime) -> list[tuple[Event, News]]:
    """The news that reaches a player on entering a scene, as `find_bulletins` says.

    Args:
        pack: the pack.
        role: the role.
        scene: the scene that is entered.
        since: the latest beginning of the scenes before it.
    """
    if role.kind == "council":
        return []
    passed = pack.record.news_between(since, scene.at.earliest)
    if not passed:
        return []
    found = [
        (event, news)
        for event, news in passed
        if event.id not in scene.depicts and is_heard(pack.record, role, scene, news)
    ]
    if len(found) < 2:
        return found
    asked = {point.event for point in role.fixed_points if point.met_by == "bulletin"}
    found.sort(
        key=lambda pair: (pair[0].id in asked, pair[0].id in scene.tells, pair[1].heard_at.earliest), reverse=True
    )
    return sorted(found[:MAX_BULLETINS], key=lambda pair: pair[1].heard_at)
