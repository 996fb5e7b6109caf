"""The end of a run on one screen: which of how many endings it met, and what it passed on its way."""

from __future__ import annotations

import msgspec

from game.play.journal import Journal


class RunEnd(msgspec.Struct, frozen=True):
    """What a player wants to know of a run that has ended; it gives nothing of other runs away.

    Attributes:
        title, label: the ending's title and its fate.
        endings: how many endings the role has.
        scenes: how many scenes the run visited.
        untaken: how many choices were open on its way and not taken.
        attempts: the titles of its attempts against the record, in their order.
        noted: how many lines stand in the dossier.
        endings_met: how many of the role's endings the player's runs have met; 0 if that is not known.
    """

    role_name: str
    title: str
    label: str
    endings: int
    scenes: int
    untaken: int
    attempts: tuple[str, ...]
    noted: int
    endings_met: int = 0


def build_run_end(journal: Journal, endings_met: int = 0) -> RunEnd | None:
    """Return the end of a run; None if it has not ended.

    Args:
        endings_met: how many of the role's endings the player's runs have met, this one included.
    """
    scene, role = journal.scene, journal.machine.role
    if scene.ending is None:
        return None
    untaken = sum(
        choice.is_open(values)
        for taken, values in zip(journal.taken, journal.values_before, strict=True)
        for choice in journal.machine.get_choices(taken.source)
        if choice is not taken
    )
    titles = {attempt.id: attempt.title for attempt in role.attempts if not attempt.happened}
    return RunEnd(
        role_name=role.name,
        title=scene.ending.title,
        label=role.get_fate(scene.ending.fate).label,
        endings=sum(each.ending is not None for each in role.scenes),
        scenes=len(journal.path),
        untaken=untaken,
        attempts=tuple(titles[made] for made, _, _ in journal.list_attempts() if made in titles),
        noted=len(journal.dossier),
        endings_met=endings_met,
    )
