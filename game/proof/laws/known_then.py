"""L9: nobody knows what could not be known yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.proof.case import Breach, Case, Key
from game.proof.paths import Luggage, carried, shortest
from game.story.types import Scene
from game.text.prose import find_labels


def known_then(case: Case) -> Iterator[Breach]:
    """L9: nobody knows what could not be known yet.

    An event that a scene footnotes or tells, outside endings and the record's voice, is depicted there, or has news
    that a channel heard there has brought by then, or every run to that text has passed a scene that depicts or tells
    it.
    """
    mentions = [
        mention
        for scene in case.role.scenes
        if scene.ending is None and scene.voice != "record" and scene.id in case.graph.states
        for mention in _mentions(scene)
        if not _heard(case, scene, mention.event)
    ]
    names = list(dict.fromkeys(mention.event for mention in mentions))
    drops = {
        scene.id: sum(1 << number for number, name in enumerate(names) if name in scene.depicts)
        for scene in case.role.scenes
    }
    sheds = {
        f"{scene.id}.{option.id}": sum(1 << number for number, name in enumerate(names) if name in scene.tells)
        for scene in case.role.scenes
        if scene.tells
        for option in scene.choices
    }
    luggage = Luggage(start=(1 << len(names)) - 1, drops=drops, sheds=sheds)
    unseen = carried(case.graph, luggage) if mentions else {}
    for mention in mentions:
        scene, bit = mention.scene, 1 << names.index(mention.event)
        size = len(case.graph.states[scene.id])
        stands = case.graph.holds(scene.id, mention.guard) if mention.guard else [True] * size
        blind = {place for place in range(size) if stands[place] and unseen[scene.id][place] & bit}
        if blind:
            run, _ = shortest(
                case.graph, luggage, bit,
                lambda node, scene=scene, blind=blind: node[0] == scene.id and node[1] in blind,  # type: ignore[misc]
            )  # fmt: skip
            at = case.pack.record.events_by_id[mention.event].at.words
            says = (
                f'it speaks of "{mention.event}" ({at}), of which nobody here can have heard by {scene.at.words}: '
                f"let this scene depict it, one before it tell it, or news of it come by {_channels(case, scene)}."
            )
            needle = "" if mention.key == ("tells",) else f"[^{mention.event}."
            yield Breach("L9", scene.id, mention.key, says, run, needle)


@dataclass(frozen=True)
class _Mention:
    """A text of a scene, in the character's own time, that speaks of an event; `guard` says when it stands."""

    scene: Scene
    event: str
    key: Key
    guard: str | None


def _mentions(scene: Scene) -> Iterator[_Mention]:
    texts: list[tuple[Key, str, str | None]] = [(("text",), scene.text, None)]
    texts += [((name,), text, None) for name in ("calm", "easy", "wall") if (text := getattr(scene, name)) is not None]
    texts += [(("because", number, "text"), card.text, None) for number, card in enumerate(scene.because)]
    texts += [
        (("also", number, "text"), passage.text, passage.if_)
        for number, passage in enumerate(scene.also)
        if passage.voice == "role"
    ]
    texts += [(("choices", option.id, "then"), option.then, option.if_) for option in scene.choices if option.then]
    for key, text, guard in texts:
        for event in dict.fromkeys(label.partition(".")[0] for label in find_labels(text)):
            yield _Mention(scene, event, key, guard)
    for event in scene.tells:
        yield _Mention(scene, event, ("tells",), None)


def _channels(case: Case, scene: Scene) -> str:
    """The channels that are heard in a scene, for a sentence."""
    hears = case.role.hears if scene.hears is None else scene.hears
    return " or ".join(hears) or "a channel that is heard here"


def _heard(case: Case, scene: Scene, event: str) -> bool:
    """Whether an event is seen in a scene, or news of it has come there by its hour."""
    record = case.pack.record
    hears = case.role.hears if scene.hears is None else scene.hears
    return event in scene.depicts or any(
        news.by in hears
        and news.heard.earliest < scene.at.latest
        and (not news.places or any(record.is_within(scene.place, place) for place in news.places))
        for news in record.events_by_id[event].news
    )
