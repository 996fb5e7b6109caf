"""L9: nobody knows what could not be known yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.proof.context import KeyPath, ProofContext, Violation
from game.proof.past_facts import FactGroup
from game.proof.paths import TrackedFacts
from game.story.news_reach import get_channels, is_heard
from game.story.past_choices import parse_after
from game.story.types import Scene
from game.text.prose import find_labels

#: The key of a prologue, which stands in `role.yaml` and is read where the first scene begins.
PROLOGUE: KeyPath = ("prologue",)


def check_knowledge(context: ProofContext) -> Iterator[Violation]:
    """L9: nobody knows what could not be known yet.

    An event that a scene footnotes or tells, outside endings and the record's voice, is depicted there, or has news
    that a channel heard there has brought by then, or every run to that text has passed a scene that depicts or tells
    it.
    """
    mentions = [
        mention
        for scene in context.role.scenes
        if scene.ending is None and scene.narrator != "record"
        for mention in _mentions(scene)
        if not _could_know(context, scene, mention.event)
    ]
    mentions += _mentions_of_prologue(context)
    names = list(dict.fromkeys(mention.event for mention in mentions))
    drops = {
        scene.id: sum(1 << number for number, name in enumerate(names) if name in scene.depicts)
        for scene in context.role.scenes
    }
    sheds = {
        f"{scene.id}.{spec.id}": sum(1 << number for number, name in enumerate(names) if name in scene.tells)
        for scene in context.role.scenes
        if scene.tells
        for spec in scene.choices
    }
    facts = TrackedFacts(initial=(1 << len(names)) - 1, removed_on_entry=drops, removed_on_choice=sheds)
    spoken: dict[str, int] = {}
    for mention in mentions:
        spoken[mention.scene.id] = spoken.get(mention.scene.id, 0) | 1 << names.index(mention.event)
    unseen = context.find_carried(facts, spoken)
    carried = context.carry(facts.restrict(unseen)) if unseen else None
    for mention in mentions:
        scene, bit = mention.scene, 1 << names.index(mention.event)
        run: tuple[str, ...] | None = None
        if carried is not None and carried.into(scene.id, mention.guard) & bit & unseen:
            run = (
                _find_late_run(context, mention, facts, bit)
                if mention.after
                else context.find_run(facts, bit, {scene.id}, mention.guard)[0]
            )
        if run is not None:
            at = context.pack.record.events_by_id[mention.event].at.words
            message = (
                f'it speaks of "{mention.event}" ({at}), of which nobody here can have heard by {scene.at.words}: '
                f"let this scene depict it, one before it tell it, or news of it come by {_channels(context, scene)}."
            )
            needle = "" if mention.key == ("tells",) else f"[^{mention.event}."
            place = "" if mention.key == PROLOGUE else scene.id
            yield Violation("L9", place, mention.key, message, run, needle)


def _find_late_run(context: ProofContext, mention: _Mention, facts: TrackedFacts, bit: int) -> tuple[str, ...] | None:
    """Return a shortest run that reads a mention under `after` and still carries a bit, so it has not met the event.

    The event and the choices are followed together, since taking a choice may be what meets the event.
    """
    role, after = context.role, parse_after(mention.after or "")
    met = {
        f"{scene.id}.{spec.id}"
        for scene in role.scenes
        for spec in scene.choices
        if not facts.carry_on(f"{scene.id}.{spec.id}", spec.to)(bit) & bit
    }
    begins = int(bool(facts.removed_on_entry.get(role.first_scene, 0) & bit))
    group = FactGroup(mention.scene.id, (frozenset(met), *(frozenset({ref}) for ref in after.refs)), begins)
    late = group.mask(lambda values: not values[0] and after.holds_for(values[1:]))
    (pasts,) = context.find_pasts([(group, mention.guard)])
    return context.find_run_to_past(group, late, mention.guard) if pasts & late else None


@dataclass(frozen=True)
class _Mention:
    """A text in the character's own time that mentions an event; `guard` and `after` are its conditions."""

    scene: Scene
    event: str
    key: KeyPath
    guard: str | None
    after: str | None


def _mentions(scene: Scene) -> Iterator[_Mention]:
    for text in scene.list_texts():
        if text.narrator == "role":
            for event in dict.fromkeys(label.partition(".")[0] for label in find_labels(text.text)):
                yield _Mention(scene, event, text.key, text.guard, text.after)
    for event in scene.tells:
        yield _Mention(scene, event, ("tells",), None, None)


def _mentions_of_prologue(context: ProofContext) -> list[_Mention]:
    """Return the events of the role's prologue that nobody could know of when the first scene begins."""
    role = context.role
    scene = context.scenes[role.first_scene]
    events = dict.fromkeys(label.partition(".")[0] for label in find_labels(role.prologue or ""))
    return [
        _Mention(scene, event, PROLOGUE, None, None)
        for event in events
        if scene.narrator != "record" and not _could_know(context, scene, event)
    ]


def _channels(context: ProofContext, scene: Scene) -> str:
    """Return the channels that are heard in a scene, for a sentence."""
    return " or ".join(get_channels(context.role, scene)) or "a channel that is heard here"


def _could_know(context: ProofContext, scene: Scene, event: str) -> bool:
    """Return whether a scene depicts an event, or news of it has reached the scene by its hour."""
    record = context.pack.record
    return event in scene.depicts or any(
        news.heard_at.earliest < scene.at.latest and is_heard(record, context.role, scene, news)
        for news in record.events_by_id[event].news
    )
