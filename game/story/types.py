"""A pack's story as types; `scenes/README.md` says how each is written."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

import msgspec

from game.record.record import Record
from game.record.types import Id, Label
from game.story.lessons import Lesson
from game.story.maps import Map
from game.story.role_file import ClaimLabels, Fate, FixedPoint, Number, RoleFile, Value
from game.story.slots import fill_slots
from game.story.story_file import StoryFile
from game.text.diagnostics import Diagnostic, did_you_mean
from game.text.lazy import index_by_id
from game.text.moments import Moment
from game.text.validation import Line, Prose, StrictStruct, text_pattern

Narrator = Literal["role", "record"]
TextPart = Literal["text", "passage", "result", "card"]
TextVersion = Literal["full", "calm", "easy", "projector"]
KeyLetter = Annotated[
    str,
    text_pattern(
        r"^[0-9A-HJKMNP-TV-Z]$", "a letter for keys is one digit or one capital letter other than I, L, O and U"
    ),
]


class Passage(StrictStruct, frozen=True):
    """A text that stands under a guard, after some choice, or both; behind the scene's text, before it or inside it.

    Attributes:
        if_: the guard under which it stands, as in `courage >= 2 and not has_leaflets`.
        after: the choice that a run must have taken, as `scene.choice`; or several, joined with `and`, `or`, `not`.
        text: its sentences, one a line; a line that ends in a footnote, `[^event.claim]`, is documented.
        before_text: `true` sets it before the scene's text.
        slot: the name of a line `{name}` inside the scene's text, in whose place it stands; several may share one.
        narrator: `record` if it tells what is known now, not what the character could know; else `role`.
    """

    text: Prose
    if_: Line | None = msgspec.field(name="if", default=None)
    after: Line | None = None
    before_text: bool = False
    slot: Id | None = None
    narrator: Narrator = "role"


class ChoiceSpec(StrictStruct, frozen=True):
    """A choice as it is written.

    `game.story.machine.Choice` is the transition that is made of it.

    Attributes:
        id: its id within the scene; once released it never changes, because saved runs name it.
        text: what the player chooses, in a few words of the person who acts.
        to: the scene that it leads to: its id.
        if_: the guard, as in `courage >= 2`; without one the choice is always open.
        closed_because: the reason shown when the guard does not hold; without one the choice is hidden then.
        sets: values given to variables, before `adds`: `{has_leaflets: true}`.
        adds: numbers added to variables, as in `{courage: -1}`; the sum stays within the variable's range.
        dossier_entry: a line in the file on the player, in the words of those who keep it.
        result: what follows at once, one sentence a line; it opens the next page, for this choice only.
        attempt: the attempt that this choice makes: an id of `attempts.yaml`; against the record, unless the attempt
            `happened`.
        small_talk: `true` if no later page need tell this choice from a sibling that is marked too.
        letter_in_run_key: its letter in a run's key, if another choice of the scene has the same letter by default;
            `check` says when.
    """

    id: Id
    text: Line
    to: Id
    if_: Line | None = msgspec.field(name="if", default=None)
    closed_because: Line | None = None
    sets: dict[str, Value] = {}
    adds: dict[str, Number] = {}
    dossier_entry: Line | None = None
    result: Prose | None = None
    attempt: Id | None = None
    small_talk: bool = False
    letter_in_run_key: KeyLetter | None = None


class Ending(StrictStruct, frozen=True):
    """How a run ends: one of the role's fates, under a title of its own.

    Attributes:
        fate: what becomes of the player: an id of the fates in `role.yaml`.
        title: the ending's own title.
    """

    fate: Id
    title: Line


class FactCard(StrictStruct, frozen=True):
    """A fact known in the room where a council decides, with its footnote: what may have weighed with a vote.

    Attributes:
        id: its id within the scene; votes name it.
        text: the fact in at most 30 words, each sentence with its footnote, `[^event.claim]`.
    """

    id: Id
    text: Prose


class SceneText(msgspec.Struct, frozen=True):
    """A text of a scene that may have footnotes.

    Attributes:
        part: the scene's own text, a passage, the result of a choice, or a card.
        path: the keys and the positions, counted from 0, that lead to it in the scene.
        text: the text as it is written.
        version: `full`, or the short version in place of the scene's own text.
        narrator: who tells it.
        guard: the guard under which it stands or its choice is open; None without one.
        after: the condition on the run's past under which it stands; None without one.
        choice: the id of the choice whose result it is; else empty.
    """

    part: TextPart
    path: tuple[str | int, ...]
    text: str
    version: TextVersion
    narrator: Narrator
    guard: str | None = None
    choice: str = ""
    after: str | None = None

    @property
    def key(self) -> tuple[str | int, ...]:
        """Return the path with a choice's id in place of its position, as diagnostics name it."""
        return (self.path[0], self.choice, *self.path[2:]) if self.choice else self.path


class Scene(StrictStruct, frozen=True):
    """A scene: its hour and place, its text, and either choices or an ending.

    Attributes:
        id: its id in the role; once released it never changes, because saved runs name it.
        title: its title, which is shown above the text.
        at: its hour, as precisely as it is known: `1848-03-15T19:50`, `1848-03-15T19`, `1848-03-15 evening`,
            `1848-03-15`, `"1848"`; time never runs backwards along a run.
        place: where it plays: an id of `places.yaml`.
        text: its sentences, one a line; a line that ends in a footnote, `[^event.claim]`, is documented, any other is
            invented. A line `{name}` is the slot of passages.
        depicts: the events that are seen here: ids of `record/events`.
        tells: the events that are heard of here, and known from now on: ids of `record/events`.
        answers_attempts: the attempts that meet the record here, if they are still open: ids of `attempts.yaml`.
        news_from: the channels whose news is heard here, ids of `story.yaml`; without it, those of the role.
        narrator: `record` if the record tells it, in the third person and from what is known now; else `role`.
        passages: the passages that stand only under a guard or after some choice, in their order.
        calm_text: the text of a scene of violence in two lines, in place of `text` and `passages`, for players who
            asked for it.
        easy_text: the text in short sentences, at most 80 words, for readers who asked for them; in a council.
        projector_text: the text as a class reads it from a wall, at most 60 words; in a council.
        cards: the cards of a council's decision, three or four.
        disputes: the disputes that a council's record page shows, as `event.dispute`.
        choices: what the player can do; at least one choice has no guard.
        reads_dossier: `true` if the dossier, the file on the player, is read out here: its lines follow the text.
        ending: how the run ends here, in place of `choices`; the text footnotes a claim of the outcome.
    """

    id: Id
    title: Line
    at: Moment
    place: Id
    text: Prose
    depicts: list[Id] = []
    tells: list[Id] = []
    answers_attempts: list[Id] = []
    news_from: list[Id] | None = None
    narrator: Narrator = "role"
    passages: list[Passage] = []
    calm_text: Prose | None = None
    easy_text: Prose | None = None
    projector_text: Prose | None = None
    cards: list[FactCard] = []
    disputes: list[Label] = []
    choices: list[ChoiceSpec] = []
    reads_dossier: bool = False
    ending: Ending | None = None

    def list_texts(self) -> Iterator[SceneText]:
        """Yield every text of the scene that may have footnotes, without slots; all checks of texts use this list."""
        yield SceneText("text", ("text",), fill_slots(self.text, {}), "full", self.narrator)
        if self.calm_text is not None:
            yield SceneText("text", ("calm_text",), self.calm_text, "calm", self.narrator)
        if self.easy_text is not None:
            yield SceneText("text", ("easy_text",), self.easy_text, "easy", self.narrator)
        if self.projector_text is not None:
            yield SceneText("text", ("projector_text",), self.projector_text, "projector", self.narrator)
        for index, passage in enumerate(self.passages):
            narrator: Narrator = "record" if "record" in (self.narrator, passage.narrator) else "role"
            path = ("passages", index, "text")
            yield SceneText("passage", path, passage.text, "full", narrator, passage.if_, after=passage.after)
        for index, spec in enumerate(self.choices):
            if spec.result is not None:
                yield SceneText(
                    "result", ("choices", index, "result"), spec.result, "full", self.narrator, spec.if_, spec.id
                )
        for index, card in enumerate(self.cards):
            yield SceneText("card", ("cards", index, "text"), card.text, "full", self.narrator)

    def arrange_texts(self, passages: Iterable[Passage]) -> list[str]:
        """Return the scene's own text and the texts of some of its passages, in the order in which they are read."""
        before: list[str] = []
        after: list[str] = []
        slots: dict[str, list[str]] = {}
        for passage in passages:
            texts = slots.setdefault(passage.slot, []) if passage.slot else before if passage.before_text else after
            texts.append(passage.text)
        return [*before, fill_slots(self.text, slots), *after]

    def list_body(self) -> list[str]:
        """Return the scene's own text in full and all its passages, whatever their guards."""
        return [text.text for text in self.list_texts() if text.version == "full" and text.part in ("text", "passage")]


class Attempt(StrictStruct, frozen=True):
    """An attempt to do what the record says did not happen, and the four parts of the answer.

    In a council every option is answered, the recorded one too.

    Attributes:
        id: its id in the role, which the `attempt` of a choice and `answers_attempts` name.
        title: what is tried, in a few words.
        event: the event in which it meets the record: an id of `record/events`.
        record_claims: the claims that tell what happened, one to three, as `event.claim`: the second part of the
            answer.
        what_changed: the first part: what it changed for persons, one sentence a line.
        why_record_stood: the third part: why the record stood all the same; a footnote, `[^event.claim]`, says who held
            the decision.
        what_it_would_take: the fourth part, a judgement: what would have had to be different, by whom and by when; with
            a footnote, `[^event.claim]`.
        reach: how far the attempt reached, or could have: this room, a city, a state, or words alone; in a council,
            at most 30 words.
        happened: `true` if the record says that it was done; only in a council, for one option of a decision.
    """

    id: Id
    title: Line
    event: Id
    record_claims: ClaimLabels
    what_changed: Prose
    why_record_stood: Prose
    what_it_would_take: Prose
    reach: Prose | None = None
    happened: bool = False


class Role(RoleFile, frozen=True, kw_only=True):
    """A whole role: `role.yaml`, its scenes in the order of their files, its attempts and its lesson.

    Attributes:
        lesson: what `lesson.yaml` says, if there is one.
    """

    fixed_points: list[FixedPoint]  # type: ignore[assignment]  # ids are points by now
    scenes: list[Scene]
    attempts: list[Attempt]
    lesson: Lesson | None = None

    def get_fate(self, name: str) -> Fate:
        """Return the fate with this id.

        Raises:
            KeyError: if the role has no such fate.
        """
        for fate in self.fates:
            if fate.id == name:
                return fate
        raise KeyError(name)


class Pack(StrictStruct, frozen=True, dict=True):
    """A checked pack: all of it, or without the roles and the map that have faults.

    Attributes:
        digest: the SHA-256 of the pack's files, in hexadecimal.
        faults: the diagnostics of the roles and the map that were left out, in the order of the files.
    """

    digest: str
    story: StoryFile
    record: Record
    roles: Sequence[Role]
    map: Map | None = None
    faults: tuple[Diagnostic, ...] = ()

    @cached_property
    def unplayable(self) -> dict[str, Diagnostic]:
        """The first fault of each role that was left out, by the role's id."""
        first = {fault.file.partition("/")[0]: fault for fault in reversed(self.faults)}
        return {name: first[name] for name in self.story.roles if name not in self.roles_by_id}

    @property
    def notice(self) -> str:
        """A sentence on what was left out because of faults; empty if the pack is whole."""
        parts = [*self.unplayable]
        if any(fault.file == "map.yaml" for fault in self.faults):
            parts.append("the map")
        if not parts:
            return ""
        return f"Left out of this story because of faults: {', '.join(parts)}. sixteen-points check lists them."

    def explain_missing_role(self, role: str) -> str:
        """Return a sentence that says why a role cannot be played: it has a fault, or the pack does not have it."""
        if role in self.unplayable:
            return f'The role "{role}" cannot be played until its fault is mended: {self.unplayable[role]}'
        known = ", ".join(self.roles_by_id)
        return f'The pack has no role "{role}".{did_you_mean(role, self.roles_by_id)} The roles are: {known}.'

    @cached_property
    def caches(self) -> dict[object, Any]:
        """Results of the floors above, cached for the life of this pack."""
        return {}

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """The roles by id."""
        return index_by_id(self.roles)

    @property
    def person_roles(self) -> list[Role]:
        """The roles of kind `role`."""
        return [role for role in self.roles if role.kind == "role"]

    @property
    def council_roles(self) -> list[Role]:
        """The roles of kind `council`."""
        return [role for role in self.roles if role.kind == "council"]

    def get_role(self, name: str) -> Role:
        """Return the role with this id.

        Raises:
            KeyError: if the pack has no such role.
        """
        return self.roles_by_id[name]
