"""Where a story uses its record: the scenes of each claim, event and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from game.record.search import SearchEntry, make_entry
from game.story.types import Attempt, Pack, Role, Scene
from game.text.prose import find_labels, parse_prose


@dataclass(frozen=True)
class SceneRef:
    """A scene of a role."""

    role: Role
    scene: Scene


class RecordUsage:
    """The scenes that use each part of a record.

    Attributes:
        scenes_by_claim: by label, the scenes that footnote the claim, in their texts, answers or endings.
        scenes_by_event: by event, the scenes that depict or tell it or footnote one of its claims.
        scenes_by_place: by place, the scenes that play there.
    """

    def __init__(self, pack: Pack) -> None:
        self.scenes_by_claim: dict[str, list[SceneRef]] = defaultdict(list)
        self.scenes_by_event: dict[str, list[SceneRef]] = defaultdict(list)
        self.scenes_by_place: dict[str, list[SceneRef]] = defaultdict(list)
        for role in pack.roles:
            attempts = {attempt.id: attempt for attempt in role.attempts}
            for scene in role.scenes:
                use = SceneRef(role, scene)
                labels = find_cited_claims(scene)
                if scene.id == role.first_scene:
                    labels += find_labels(role.prologue or "")
                for name in scene.answers_attempts:
                    labels += find_claims_in_answer(attempts[name])
                if scene.ending is not None:
                    labels += role.get_fate(scene.ending.fate).claims
                for label in dict.fromkeys(labels):
                    self.scenes_by_claim[label].append(use)
                events = (*scene.depicts, *scene.tells, *(label.partition(".")[0] for label in labels))
                for event in dict.fromkeys(events):
                    self.scenes_by_event[event].append(use)
                self.scenes_by_place[scene.place].append(use)


def find_cited_claims(scene: Scene) -> list[str]:
    """Return the labels of the claims that a scene's texts footnote, each once: passages, cards and what follows too.

    The calm, easy and wall versions are left out; they say the same in other words.
    """
    texts = (text.text for text in scene.list_texts() if text.version == "full")
    return list(dict.fromkeys(label for text in texts for label in find_labels(text)))


def find_claims_in_answer(attempt: Attempt) -> list[str]:
    """Return the labels of the claims that the answer to an attempt quotes as its record or footnotes."""
    texts = (attempt.what_changed, attempt.why_record_stood, attempt.what_it_would_take, attempt.reach or "")
    return [*attempt.record_claims, *(label for text in texts for label in find_labels(text))]


def format_scene_ref(role: Role, scene: Scene) -> str:
    """Return a scene's name across roles, `role/scene`."""
    return f"{role.id}/{scene.id}"


def make_scene_entry(use: SceneRef) -> SearchEntry:
    """Return a scene as a search entry: its title, and its text and passages without footnotes."""
    told = (
        sentence.text for text in use.scene.list_body() for paragraph in parse_prose(text) for sentence in paragraph
    )
    return make_entry("scene", format_scene_ref(use.role, use.scene), use.scene.title, *told)
