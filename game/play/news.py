"""Bulletins: which news reached a player in the hours between two scenes."""

from __future__ import annotations

from game.play.journal import Journal
from game.record.types import Event, News
from game.story.types import Pack

#: The most bulletins on one page; the rest of the hours' news stays unheard.
MOST = 4


def heard_between(pack: Pack, journal: Journal) -> list[tuple[Event, News]]:
    """The news of the hours that passed since the scene before, by the channels that are heard here, oldest first.

    A council hears none: what is known in its room stands on its cards. News of what is seen here is left out. Where
    there is more than fits on a page, what the role's fixed points ask for and what the scene tells of goes first,
    then the latest.
    """
    path = journal.path
    role = journal.machine.role
    if len(path) < 2 or role.kind == "council":
        return []
    scene = path[-1]
    since = max(earlier.at.earliest for earlier in path[:-1])
    until = scene.at.latest if scene.at.precision == "minute" else scene.at.earliest
    channels = set(role.hears if scene.hears is None else scene.hears)
    asked = {point.event for point in role.fixed_points if point.by == "bulletin"}
    found = [
        (event, news)
        for event in pack.record.events
        if event.id not in scene.depicts
        for news in event.news
        if news.by in channels
        and since < news.heard.earliest <= until
        and (not news.places or any(pack.record.within(scene.place, place) for place in news.places))
    ]
    found.sort(key=lambda pair: (pair[0].id in asked, pair[0].id in scene.tells, pair[1].heard.earliest), reverse=True)
    return sorted(found[:MOST], key=lambda pair: pair[1].heard)
