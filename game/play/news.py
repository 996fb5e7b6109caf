"""Bulletins: the news that reaches a player between two scenes."""

from __future__ import annotations

from datetime import datetime

from game.play.journal import Journal
from game.record.types import Event, News
from game.story.news_reach import is_heard
from game.story.types import Pack, Role, Scene

#: The most bulletins on one page; other news of those hours stays unheard.
MAX_BULLETINS = 4


def find_bulletins(pack: Pack, journal: Journal) -> list[tuple[Event, News]]:
    """Return the news since the earlier scenes, by the channels that are heard in the present one, oldest first.

    A council hears none: its cards say what its members know. News of an event that the scene depicts is left out. If
    there is too much for a page, news of the role's fixed points and of events that the scene tells has priority, then
    the latest.
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
    """Return the news that reaches a player on entering a scene, by the rules of `find_bulletins`.

    Args:
        pack: the pack.
        role: the role.
        scene: the scene being entered.
        since: the latest start among the scenes before it.
    """
    found = find_candidates(pack, role, scene, since)
    if len(found) < 2:
        return found
    asked = {point.event for point in role.fixed_points if point.met_by == "bulletin"}
    found.sort(
        key=lambda pair: (pair[0].id in asked, pair[0].id in scene.tells, pair[1].heard_at.earliest), reverse=True
    )
    return sorted(found[:MAX_BULLETINS], key=lambda pair: pair[1].heard_at)


def find_candidates(pack: Pack, role: Role, scene: Scene, since: datetime = datetime.min) -> list[tuple[Event, News]]:
    """Return all news that can be heard on entering a scene, oldest first, though there is not room for all of it.

    Args:
        pack: the pack.
        role: the role; a council hears none.
        scene: the scene being entered.
        since: the hour after which the news came; by default the beginning of time.
    """
    if role.kind == "council":
        return []
    return [
        (event, news)
        for event, news in pack.record.news_between(since, scene.at.earliest)
        if event.id not in scene.depicts and is_heard(pack.record, role, scene, news)
    ]
