"""A hint for authors: choices that name a real person of whom no text has told before."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.context import ProofContext, Violation
from game.story.slots import fill_slots
from game.story.types import Pack, Role
from game.text.prose import parse_prose


def find_unmet_names(context: ProofContext) -> Iterator[Violation]:
    """Yield what `find_unmet_in_role` finds in the role of a context."""
    return find_unmet_in_role(context.pack, context.role)


def find_unmet_in_role(pack: Pack, role: Role) -> Iterator[Violation]:
    """Yield a choice whose words name a person of the record whom some way to it may not have named before.

    On every way to a scene stand the prologue, the own texts of its scenes and the results of its choices; what all
    ways share of the people in them is known there (a forward analysis over the role's graph without guards). So
    whoever this finds known has been named on every run. It counts no passages and no bulletins, which only some runs
    read, so a name that it finds unmet may still be met.
    """
    finder, scenes = pack.record.name_finder, {scene.id: scene for scene in role.scenes}

    def people(text: str) -> set[str]:
        sentences = (sentence.text for paragraph in parse_prose(text) for sentence in paragraph)
        return {named.id for sentence in sentences for named in finder.find(sentence) if named.kind == "person"}

    told = {
        scene.id: people("\n".join((fill_slots(scene.text, {}), *(card.text for card in scene.cards))))
        for scene in role.scenes
    }
    known = {role.first_scene: people(role.prologue or "")}
    waiting = [role.first_scene]
    for name in waiting:
        for spec in scenes[name].choices:
            leaves_with = known[name] | told[name] | people(spec.result or "")
            before = known.get(spec.to)
            known[spec.to] = leaves_with if before is None else before & leaves_with
            if known[spec.to] != before:
                waiting.append(spec.to)
    for scene in role.scenes:
        for spec in scene.choices:
            for person in sorted(people(spec.text) - told[scene.id] - known.get(scene.id, set())):
                called = pack.record.people_by_id[person].name
                message = f"it names {called}, whom a run may meet here for the first time: let a text do it before."
                yield Violation("unmet", scene.id, ("choices", spec.id, "text"), message)
