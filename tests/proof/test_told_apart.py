"""Laws L10 and L11: what later pages tell of a choice, against every run of small random packs walked one by one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from game.play.journal import Journal
from game.proof.context import ProofContext, Violation
from game.proof.explore import explore
from game.proof.laws import LAWS
from game.proof.memory.told_apart import ToldApart
from game.proof.memory.word_overlap import are_alike, share_of_stretches, share_of_words
from game.story.machine import RoleMachine
from game.story.types import Pack, Passage, Scene
from tests.proof.test_explore import CONDITIONS, GUARDS, packs, walked
from tests.proof.tiny import breaches, case, list_values

#: A visit of a later page: its scene, and the places of the passages that it read there.
Visit = tuple[str, frozenset[int]]
NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


@st.composite
def remembering(draw: st.DrawFn) -> Pack:
    """A random pack with passages of many words, under guards and after choices."""
    tiny = draw(packs() | packs(back=True))
    role = tiny.get_role("r")
    kinds = CONDITIONS | GUARDS.map(lambda guard: {"if": guard})

    def add(scene: Scene) -> Scene:
        drawn = draw(st.lists(kinds, max_size=3)) if scene.id != "s0" else []
        new = [
            Passage(text=" ".join(f"{scene.id}{number}{word}" for word in NUMBERS[:6]), if_=kind.get("if"),
                    after=kind.get("after"))
            for number, kind in enumerate(drawn)
        ]  # fmt: skip
        return replace(scene, passages=[*scene.passages, *new])

    return replace(tiny, roles=[replace(role, scenes=[add(scene) for scene in role.scenes])])


def visits(run: Journal, start: int) -> list[Visit]:
    """The pages of a run from a number on."""
    found: list[Visit] = []
    for number, (scene, values) in list(enumerate(zip(run.path, list_values(run), strict=True)))[start:]:
        stands = run.machine.get_passages(scene.id, values, run.choice_refs[:number])
        found.append((scene.id, frozenset(scene.passages.index(passage) for passage in stands)))
    return found


def telling(scene: Scene, one: Iterable[Visit], other: Iterable[Visit]) -> bool:
    """Whether a scene has a passage of six words that all of some visits read and none of the others, or the reverse."""
    here, there = ([read for name, read in found if name == scene.id] for found in (one, other))
    return any(
        here and there and len(passage.text.split()) >= 6
        and {place in read for read in here} | {place not in read for read in there} in ({True}, {False})
        for place, passage in enumerate(scene.passages)
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(remembering())
def test_what_tells_choices_apart_is_what_all_runs_walked_one_by_one_show(tiny: Pack) -> None:
    machine = RoleMachine(tiny.get_role("r"))
    context = ProofContext(tiny, explore(machine))
    told = ToldApart(context)
    after: dict[tuple[str, int], dict[str, list[Visit]]] = {}
    for run in walked(machine):
        for number, (taken, values) in enumerate(zip(run.taken, list_values(run), strict=False)):
            scene = taken.source
            place = list(context.graph.states[scene]).index(context.graph.encoding.encode(scene, values))
            after.setdefault((scene, place), {}).setdefault(taken.spec.id, []).extend(visits(run, number + 2))
    scenes = machine.role.scenes
    for (scene, place), by_choice in after.items():
        for one, other in combinations(by_choice, 2):
            choices = [machine.get_choice(scene, name) for name in (one, other)]
            expected = {each.id for each in scenes if telling(each, by_choice[one], by_choice[other])}
            assert told.find_scenes(scene, place, *choices) == expected  # type: ignore[arg-type]
    for pair in told.pairs:
        ways = [by for (scene, _), by in after.items() if scene == pair.scene and set(pair.choices) <= by.keys()]
        assert ways
        found = [
            (
                sum(telling(each, *(by[name] for name in pair.choices)) for each in scenes),
                bool({name for name, _ in by[pair.choices[0]]} & {name for name, _ in by[pair.choices[1]]}),
            )
            for by in ways
        ]
        if pair.kind == "told":
            assert all(count >= pair.needed for count, _ in found)
        if pair.kind == "untold":
            assert pair.fewest in {count for count, meet in found if meet and count < pair.needed}
        if pair.kind == "parting":
            assert all(count >= pair.needed or not meet for count, meet in found)
        if pair.kind == "last":
            assert any(not any(by[name] for by in ways) for name in pair.choices)


WAY = """
- id: a
  choices: [{id: left, to: b, result: '%s'}, {id: right, to: b, result: '%s'}]
- {id: b, to: [c]}
- {id: c, passages: [%s], to: [d]}
- {id: d, passages: [%s], to: [e]}
- {id: e}
"""
LEFT, RIGHT = "You turn to the left and go.", "Nobody sees how quickly you vanish over there."
WORDS = "Somebody waves at you from the left."


def remembered(first: str, second: str = "", results: tuple[str, str] = (LEFT, RIGHT)) -> list[Violation]:
    return breaches("L11", WAY % (*results, first, second))


def test_an_early_choice_is_remembered_by_two_scenes() -> None:
    passage = f"{{after: a.left, text: '{WORDS}'}}"
    assert remembered(passage, passage) == []
    (breach,) = remembered(passage)
    assert breach.message.startswith('only 1 later scene tells it from "right" for the run shown')
    assert (breach.scene, breach.key, breach.run) == ("a", ("choices", "left"), ("a.left",))
    (breach,) = remembered("", "")
    assert breach.message.startswith("no later scene tells")


@pytest.mark.parametrize(
    ("passages", "count"),
    [
        (f"{{after: a.left, text: '{WORDS}'}}", 0),
        (f"{{after: not a.left, text: '{WORDS}'}}", 0),
        ("{after: a.left, text: Only five words stand here.}", 1),
        (f"{{after: a.left, text: '{WORDS}'}}, {{after: a.right, text: 'Somebody waves at you from the right.'}}", 1),
        (f"{{after: a.left, text: '{WORDS}'}}, {{after: a.right, text: '{RIGHT}'}}", 0),
    ],
)
def test_what_counts_as_memory_is_words_that_differ(passages: str, count: int) -> None:
    assert len(remembered(passages, passages)) == count


def test_a_passage_under_a_sum_that_both_choices_may_reach_tells_nothing() -> None:
    scenes = """
    - {id: o, choices: [{id: x, adds: {trust: 1}, to: a}, {id: y, to: a}]}
    - {id: a, choices: [{id: left, adds: {trust: 1}, to: b}, {id: right, to: b}]}
    - {id: b, to: [c]}
    - {id: c, passages: [{if: trust >= 1, text: 'Somebody waves at you from the left.'}], to: [d]}
    - {id: d}
    """
    found = {
        breach.scene: breach for breach in breaches("L11", scenes, variables="[{id: trust, start: 0, highest: 3}]")
    }
    # Who took `x` reads it after `left` and after `right`.
    assert found["a"].run == ("o.x", "a.left")


def test_small_talk_and_partings_are_few() -> None:
    pairs = ", ".join(f"{{id: c{number}, small_talk: true, to: b}}" for number in range(2))
    found = breaches("L11", f"[{{id: a, choices: [{pairs}]}}, {{id: b, to: [c]}}, {{id: c}}]")
    assert [breach.message for breach in found] == [
        'pairs of choices that are "small talk" may be 0, and there are 1: a: c0 and c1.'
    ]
    parting = "[{id: a, to: [b, c]}, {id: b, to: [d]}, {id: c, to: [e]}, {id: d}, {id: e}]"
    assert [breach.message for breach in breaches("L11", parting)] == [
        'pairs of choices that are "parting" may be 0, and there are 1: a: b and c.'
    ]
    assert breaches("L11", "[{id: a, to: [b, c]}, {id: b}, {id: c}]") == []


def test_no_scene_is_the_only_memory_of_many_choices() -> None:
    many = [f"s{number}" for number in range(4)]
    steps = ", ".join(
        f"{{id: {name}, choices: [{{id: l, to: {after}}}, {{id: r, to: {after}}}]}}"
        for name, after in zip(many, [*many[1:], "between"], strict=True)
    )
    passages = ", ".join(
        f"{{after: {name}.l, text: '{' '.join(name + word for word in NUMBERS[:6])}'}}" for name in many
    )
    found = breaches("L11", f"[{steps}, {{id: between, to: [end]}}, {{id: end, passages: [{passages}]}}]")
    (sole,) = [breach for breach in found if "alone remembers" in breach.message]
    assert sole.scene == "end"
    assert "8 choices: s0.l, s0.r" in sole.message


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ((LEFT, RIGHT), []),
        (("You go left.", RIGHT), ["its result has 3 words; it needs at least 6."]),
        ((LEFT, LEFT), ["its result stands in this role a second time."] * 2),
        ((LEFT, "You turn to the right and go."), ["its result shares half of its words or more"] * 2),
    ],
)
def test_every_choice_has_a_result_of_its_own(results: tuple[str, str], says: list[str]) -> None:
    found = [breach for breach in breaches("L10", WAY % (*results, "", "")) if breach.scene == "a"]
    assert len(found) == len(says)
    assert all(breach.message.startswith(message) for breach, message in zip(found, says, strict=True))


@pytest.mark.parametrize(
    ("choices", "answers", "broken"),
    [
        ("{id: try, attempt: stop, to: b}", "[stop]", []),
        ("{id: try, attempt: stop, to: b}", "[]", ["try"]),
        ("{id: try, attempt: stop, to: b}, {id: again, attempt: stop, to: b}", "[stop]", ["try", "again"]),
        ("{id: try, to: b}", "[stop]", ["try"]),
    ],
)
def test_an_attempt_that_the_next_page_answers_needs_no_result(choices: str, answers: str, broken: list[str]) -> None:
    scenes = f"[{{id: a, choices: [{choices}]}}, {{id: b, answers_attempts: {answers}}}]"
    found = list(LAWS["L10"][1](case(scenes, attempts="[{id: stop}]")))
    assert [breach.key[1] for breach in found] == broken


def test_texts_are_compared_by_their_words() -> None:
    assert share_of_words("Two red boots.[^a.b]", "two boots and a hat") == pytest.approx(2 / 3)
    assert are_alike(WORDS, "Somebody waves at you from the right.")
    assert not are_alike(LEFT, RIGHT)
    assert share_of_stretches("a b c d e f", "x b c d e f") == 0.5
    assert share_of_stretches("a b", "a b") == 0
