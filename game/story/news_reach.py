"""Who hears which news: the one rule, for pages and for the law of knowledge."""

from __future__ import annotations

from collections.abc import Sequence

from game.record.record import Record
from game.record.types import News
from game.story.types import Role, Scene


def get_channels(role: Role, scene: Scene) -> Sequence[str]:
    """Return the channels that are heard in a scene: its own if it names any, else those of the role."""
    return role.news_from if scene.news_from is None else scene.news_from


def is_heard(record: Record, role: Role, scene: Scene, news: News) -> bool:
    """Return whether news that is out can be heard in a scene: by one of its channels, at its place."""
    return news.channel in get_channels(role, scene) and (
        not news.places or any(record.is_within(scene.place, place) for place in news.places)
    )
