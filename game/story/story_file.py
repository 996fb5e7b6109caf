"""`story.yaml` as types: the pack itself; `scenes/README.md` says how it is written."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated, Literal

import msgspec

from game.record.sources import Language
from game.record.types import Id
from game.story.role_file import ClaimLabels
from game.text.validation import Line, StrictStruct, Text


class Channel(StrictStruct, frozen=True):
    """A way in which news travels: radio, rumour, leaflet.

    Attributes:
        id: its id, which `news_from` and the `channel` of news name.
        label: its name as a reader sees it: `Radio`.
    """

    id: Id
    label: Line


class StoryFile(StrictStruct, frozen=True):
    """`story.yaml` as it is written.

    Attributes:
        format: the version of the story format: `2`.
        id: the pack's own id; once released it never changes, because saved runs name it.
        version: the version of the pack, a whole number which its author counts up.
        title: the title of the story.
        language: the language of its texts, as a code: `en`.
        roles: the roles' ids, which are the names of their folders, in the order in which they are offered.
        channels: the ways in which news travels.
        outcome_claims: the claims of which every ending tells one, as `event.claim`.
        content_note: what the story shows, plainly, in one paragraph: read before it begins.
        credits: whose work it is and what it rests on, in one paragraph.
        hints: the laws that are only hints in this pack, of `L10` and `L11`.
        article_source: the source of the article that `record/article.yaml` answers: an id of `sources.yaml`.
    """

    format: Literal[2]
    id: Id
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]
    title: Line
    language: Language
    roles: Annotated[list[Id], msgspec.Meta(min_length=1)]
    channels: list[Channel]
    outcome_claims: ClaimLabels
    content_note: Text
    credits: Text
    hints: list[Literal["L10", "L11"]] = []
    article_source: Id | None = None
