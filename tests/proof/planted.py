"""Thirty faults, each planted by hand into a copy of a shipped role, and how a replay shows that each is really there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from msgspec.structs import replace

from game.play.journal import Journal, replay
from game.play.page_builder import build_page
from game.proof.context import ProofContext, Violation
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.story.machine import RoleMachine
from game.story.role_file import Variable
from game.story.types import ChoiceSpec, Pack, Role, Scene
from game.text.moments import parse_moment
from tests.proof.mutants import uncited
from tests.proof.players import Played, complaints, played

#: So many random runs look for what a law says no run can find, or go on from where a law says that a fault begins.
TRIES = 60
ROUNDS = 10

Change = Callable[[Pack, Role], tuple[Pack, Role]]


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        says: what is wrong, in words.
        role: the role into which it is planted.
        law: the law that it breaks.
        change: plants it.
    """

    says: str
    role: str
    law: str
    change: Change


def scene(name: str, **fields: Any) -> Change:
    """A scene with some fields changed; a function is given the scene and returns the field's new value."""

    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        old = next(scene for scene in role.scenes if scene.id == name)
        new = replace(old, **{key: value(old) if callable(value) else value for key, value in fields.items()})
        return pack, replace(role, scenes=[new if scene is old else scene for scene in role.scenes])

    return change


def choice(pair: str, **fields: Any) -> Change:
    """A choice (`scene.choice`) with some fields changed."""
    name, _, option_id = pair.partition(".")

    def options(old: Scene) -> list[ChoiceSpec]:
        return [replace(option, **fields) if option.id == option_id else option for option in old.choices]

    return scene(name, choices=options)


def without(name: str, field: str, item: str) -> Change:
    """A scene without one of the items of a field."""
    return scene(name, **{field: lambda old: [other for other in getattr(old, field) if other != item]})


def also(*changes: Change) -> Change:
    """Several changes that are one fault."""

    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        for each in changes:
            pack, role = each(pack, role)
        return pack, role

    return change


def passage(name: str, place: int, guard: str) -> Change:
    """A passage of a scene under another guard."""
    return scene(
        name, passages=lambda old: [replace(p, if_=guard) if n == place else p for n, p in enumerate(old.also)]
    )


def told(name: str, event: str, after: str = "") -> Change:
    """A scene, or what follows one of its choices, with a sentence that footnotes an event."""

    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        sentence = f"It is known.[^{event}.{pack.record.events_by_id[event].claims[0].id}]"
        planted = (
            choice(f"{name}.{after}", result=sentence)
            if after
            else scene(name, text=lambda old: f"{old.text}\n{sentence}")
        )
        return planted(pack, role)

    return change


def _swapped(one: str, two: str) -> Change:
    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        hours = {scene.id: scene.at for scene in role.scenes}
        return also(scene(one, at=hours[two]), scene(two, at=hours[one]))(pack, role)

    return change


def _uncited_answer(name: str) -> Change:
    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        attempts = [
            replace(a, why_record_stood=uncited(a.why_record_stood)) if a.id == name else a for a in role.attempts
        ]
        return pack, replace(role, attempts=attempts)

    return change


def _moved_event(name: str, at: str) -> Change:
    def change(pack: Pack, role: Role) -> tuple[Pack, Role]:
        events = [replace(e, at=parse_moment(at), until=None) if e.id == name else e for e in pack.record.events]
        return replace(pack, record=replace(pack.record, events=events)), role

    return change


def _unread(pack: Pack, role: Role) -> tuple[Pack, Role]:
    return pack, replace(role, variables=[*role.variables, Variable(id="luck", start=False)])


def _unmade(pack: Pack, role: Role) -> tuple[Pack, Role]:
    return pack, replace(role, attempts=[*role.attempts, replace(role.attempts[0], id="never-made")])


FAULTS = [
    Fault("an answer removed", "student", "L4", without("gate-four", "answers_attempts", "fetch-nagy")),
    Fault("the only answer to a late attempt removed", "student", "L4", without("commission", "answers_attempts", "burn-the-list")),
    Fault("the hours of two scenes swapped", "student", "L2", _swapped("unguarded-money", "last-saturday")),
    Fault("a guard that can never hold", "student", "L8",
          choice("kitchen-days.out-of-the-flour", if_="sheet == 2 and coat")),
    Fault("a fixed point skipped on one rare path", "student", "L3", without("no-trains", "tells", "soviet-tanks")),
    Fault("a loop of two scenes", "student", "L1", choice("mefesz-office.mind-the-telephone", to="ink")),
    Fault("an ending without its outcome", "student", "L5", scene("exile", text=lambda old: uncited(old.text))),
    Fault("an arrest of November known in October", "student", "L9", told("rail-passes", "nagy-abducted")),
    Fault("a march seen in another town", "student", "L7", scene("silent-column", place="vac")),
    Fault("a passage that never stands", "student", "L8", passage("stair-light", 0, "seen >= 1 and coat")),
    Fault("a guard that always holds", "student", "L8", choice("commission.only-the-gone", if_="seen >= 0")),
    Fault("a scene in which a run can get stuck", "student", "L1",
          also(choice("reeds.take-the-rope", if_="coat"), choice("reeds.turn-round", if_="coat"))),
    Fault("an ending that nothing leads to", "student", "L8", choice("circus.embankment-by-day", to="commission")),
    Fault("a crowd seen before it gathered", "student", "L7", scene("brody-street", at=parse_moment("1956-10-23T12:55"))),
    Fault("an answer missing on one of two ways", "radio-crowd", "L4",
          without("bread-queue", "answers_attempts", "keep-the-boy-out")),
    Fault("an answer missing where few runs come", "radio-crowd", "L4",
          without("the-reeds", "answers_attempts", "who-fired-first")),
    Fault("a night that lasts until evening", "radio-crowd", "L2", scene("four-tables", at=parse_moment("1956-10-24T20"))),
    Fault("the fall of the building untold in the queue", "radio-crowd", "L3",
          without("bread-queue", "tells", "radio-falls")),
    Fault("a reason that cites nothing", "radio-crowd", "L4", _uncited_answer("hold-the-ceasefire")),
    Fault("a choice that leads back into the night before", "radio-crowd", "L1",
          choice("bread-queue.keep-my-number", to="the-telephone")),
    Fault("a harbour at the frontier", "radio-crowd", "L7", scene("harbour-road", place="andau")),
    Fault("a burial of 1989 known in 1956", "radio-crowd", "L9", told("candles", "reburial")),
    Fault("shots of the night known in the afternoon", "radio-crowd", "L9",
          told("covers-and-caps", "radio-first-shots", after="wipe-hands")),
    Fault("a threshold beyond the range", "radio-crowd", "L8", choice("the-doorway.ask-everyone", if_="sleep >= 4")),
    Fault("a variable that nothing reads", "radio-crowd", "L8", _unread),
    Fault("an attempt that nobody can make", "nagy", "L8", _unmade),
    Fault("a broadcast at the wrong day of the record", "nagy", "L7",
          _moved_event("nagy-neutrality-broadcast", "1956-11-02T19:50")),
    Fault("an answer on the page before its attempt", "nagy", "L4",
          also(without("ten-to-eight", "answers_attempts", "kiralys-offers"), scene("airfields", answers_attempts=["kiralys-offers"]))),
    Fault("a late ending without its outcome", "nagy", "L5",
          scene("end-signed-sheet", text=lambda old: uncited(old.text))),
    Fault("a death told a year too early", "nagy", "L9",
          scene("snagov-spring", tells=lambda old: [*old.tells, "nagy-executed"])),
]  # fmt: skip


def broken(pack: Pack, fault: Fault) -> tuple[ProofContext, list[Violation]]:
    """A role with a fault planted, explored, and what its law says of it."""
    changed, role = fault.change(pack, pack.get_role(fault.role))
    case = ProofContext(changed, explore(RoleMachine(role)))
    return case, list(LAWS[fault.law][1](case))


def shown(case: ProofContext, breach: Violation) -> bool:
    """Whether a replay shows that a breach is real: by the machine, and by those who look at its pages alone."""
    if breach.law == "L8":
        return _never(case, breach)
    if breach.law == "L1":
        return _endless(case, breach)
    for run in _runs(case, breach):
        journal = replay(case.graph.machine, run)
        assert not journal.mismatch, journal.mismatch
        for seed in range(TRIES):
            if breach.law in _heard(case, _on(case, journal.choice_refs, seed)):
                return True
    return False


def _runs(case: ProofContext, breach: Violation) -> Iterator[tuple[str, ...]]:
    """The breach's own run; of one that needs none, the shortest to its scene, or to the making of its attempt."""
    if breach.run:
        yield breach.run
        return
    scenes = [breach.scene]
    if breach.scene.startswith("attempt:"):
        name = breach.scene.removeprefix("attempt:")
        scenes = [scene.id for scene in case.role.scenes if any(option.attempt == name for option in scene.choices)]
    for name in scenes:
        yield case.graph.shortest_runs.run_to((name, 0))


def _heard(case: ProofContext, run: Played) -> set[str]:
    return {says.partition(":")[0] for says in complaints(case.pack, case.role, run)}


def _on(case: ProofContext, pairs: list[str], seed: int) -> Played:
    """A run played again, and from there on at random to its end; the first time only as far as it goes."""
    journal = Journal(case.graph.machine, case.role.first_scene, case.graph.machine.start_values)
    pages = [build_page(case.pack, journal)]
    for pair in pairs:
        assert journal.choose(pair.partition(".")[2])
        pages.append(build_page(case.pack, journal))
    random = Random(seed)
    while seed and (offered := [option for option in pages[-1].choices if option.is_open]):
        assert journal.choose(random.choice(offered).id)
        pages.append(build_page(case.pack, journal))
    return Played(journal.choice_refs, pages)


def _endless(case: ProofContext, breach: Violation) -> bool:
    """Whether the violation's run returns to a state in which it was, or ends where no choice is open."""
    journal = Journal(case.graph.machine, case.role.first_scene, case.graph.machine.start_values)
    states = [(journal.scene_id, journal.values)]
    scenes = [pair.partition(".")[0] for pair in breach.run]
    last = next(choice for choice in case.graph.machine.get_choices(scenes[-1]) if choice.id == breach.run[-1]).spec.to
    # The proof merges states that no page can tell apart; the values themselves may take some more rounds to come back.
    circle = breach.run[scenes.index(last) :] if last in scenes else ()
    for pair in (*breach.run, *circle * ROUNDS):
        assert journal.choose(pair.partition(".")[2]), pair
        states.append((journal.scene_id, journal.values))
    stuck = journal.scene.ending is None and not any(
        option.is_open for option in build_page(case.pack, journal).choices
    )
    return stuck or len(set(states)) < len(states)


def _never(case: ProofContext, breach: Violation) -> bool:
    """Whether random players too never meet what the breach says that no run meets, or always what always stands."""
    runs = [played(case.pack, case.graph.machine, Random(seed)) for seed in range(TRIES)]
    pages = [page for run in runs for page in run.pages if page.scene == breach.scene]
    match breach.key:
        case ("choices", str(option), "if"):
            offered = {any(found.id == option and found.is_open for found in page.choices) for page in pages}
            return offered == {breach.message.startswith("the guard")}
        case ("passages", int(place), "if"):
            text = case.scenes[breach.scene].passages[place].text.strip()
            return not any(text == sentence.text for page in pages for part in page.paragraphs for sentence in part)
    # A scene, a variable or an attempt: no page is of that scene, and of the others no page can tell.
    return not pages
