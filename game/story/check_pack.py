"""Check a pack without playing it: every id leads somewhere, every footnote leads to a claim."""

from __future__ import annotations

from collections import Counter
from keyword import iskeyword

from game.record.read_record import check_reference, check_references
from game.story.check_lesson import check_class_excerpt, check_lesson
from game.story.check_map import check_map
from game.story.choice_letters import KEY_ALPHABET, find_letter
from game.story.effects import value_range
from game.story.guards import GuardError, compile_guard
from game.story.past_choices import parse_after
from game.story.role_file import Value, Variable
from game.story.slots import find_slots
from game.story.types import Attempt, ChoiceSpec, Pack, Role, Scene
from game.text.diagnostics import did_you_mean
from game.text.prose import parse_prose
from game.text.safe_yaml import PathStep
from game.text.validation import SourceFile

Path = tuple[PathStep, ...]
#: The most values of a variable; with more, the states could not be counted one by one.
MOST_VALUES = 10_000
ItemLocations = dict[str, tuple[SourceFile, int]]


def check_pack(pack: Pack, files: dict[str, tuple[SourceFile, object]], locations: dict[str, ItemLocations]) -> None:
    """Report what is wrong with a pack whose items are valid.

    Args:
        pack: the pack.
        files: its files by name, which collect the diagnostics.
        locations: for each role the file and position of each scene, and of each attempt as `attempt:id`.
    """
    story_file, record = files["story.yaml"][0], pack.record
    check_references(story_file, ("outcome_claims",), "claim", pack.story.outcome_claims, record.claims_by_label)
    if pack.story.article_source is not None:
        check_reference(story_file, ("article_source",), "source", pack.story.article_source, record.sources_by_id)
    _check_unique(story_file, ("roles",), pack.story.roles)
    _check_unique(story_file, ("channels",), [channel.id for channel in pack.story.channels])
    if "record" in pack.story.roles:
        story_file.report(("roles",), 'the folder "record" holds the record; give the role another name.', "id")
    if pack.map is not None:
        check_map(files["map.yaml"][0], pack.map, record)
    channels = {channel.id for channel in pack.story.channels}
    for event in record.events:
        for news in event.news:
            if news.channel not in channels:
                _report_in_event(files, event.id, f'the channel "{news.channel}" is not in story.yaml.')
    for folder in pack.story.roles:
        if f"{folder}/role.yaml" not in files:
            continue
        role = next((role for role in pack.roles if role.id == folder), None)
        file = files[f"{folder}/role.yaml"][0]
        if role is not None:
            _RoleCheck(pack, role, file, locations[folder], channels).run()
            scenes = {scene.id: scene for scene in role.scenes}
            if role.lesson is not None:
                check_lesson(files[f"{folder}/lesson.yaml"][0], role.lesson, scenes)
            if role.class_excerpt is not None:
                check_class_excerpt(file, role.class_excerpt, scenes)


def _check_unique(file: SourceFile, path: Path, ids: list[str]) -> None:
    """Report each id that a list has twice, on the line of the second."""
    for name, count in Counter(ids).items():
        if count > 1:
            second = ids.index(name, ids.index(name) + 1)
            file.report((*path, second), f'"{name}" stands here {count} times; an id stands once.', "id")


def _report_in_event(files: dict[str, tuple[SourceFile, object]], event: str, message: str) -> None:
    for name, (file, value) in files.items():
        if name.startswith("record/events/") and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict) and item.get("id") == event:
                    file.report((index, "news"), message, "id")


class _RoleCheck:
    """The checks of one role."""

    def __init__(self, pack: Pack, role: Role, file: SourceFile, origins: ItemLocations, channels: set[str]) -> None:
        self.pack = pack
        self.record = pack.record
        self.role = role
        self.file = file
        self.locations = origins
        self.channels = channels
        self.scenes = {scene.id for scene in role.scenes}
        self.attempts = {attempt.id for attempt in role.attempts}
        self.variables = {variable.id: variable for variable in role.variables}
        self.names = list(self.variables)
        self.choices = {f"{scene.id}.{spec.id}": None for scene in role.scenes for spec in scene.choices}

    def run(self) -> None:
        """Report every fault of the role."""
        role, file = self.role, self.file
        check_reference(file, ("first_scene",), "scene", role.first_scene, self.scenes)
        check_references(file, ("news_from",), "channel", role.news_from, self.channels)
        _check_unique(file, ("variables",), [variable.id for variable in role.variables])
        _check_unique(file, ("fates",), [fate.id for fate in role.fates])
        for index, variable in enumerate(role.variables):
            self._variable(variable, ("variables", index))
        for index, fate in enumerate(role.fates):
            check_references(file, ("fates", index, "claims"), "claim", fate.claims, self.record.claims_by_label)
        self._text(file, ("prologue",), role.prologue or "")
        self._no_slots(file, ("prologue",), role.prologue or "")
        points = [point.event for point in role.fixed_points]
        check_references(file, ("fixed_points",), "event", points, self.record.events_by_id)
        for attempt in role.attempts:
            self._attempt(attempt, *self.locations[f"attempt:{attempt.id}"])
        for scene in role.scenes:
            self._scene(scene, *self.locations[scene.id])

    def _variable(self, variable: Variable, path: Path) -> None:
        low, high = value_range(variable)
        if low >= high:
            self.file.report(path, "the range is empty: highest must be greater than lowest.")
        if high - low >= MOST_VALUES:
            message = (
                f"it has {high - low + 1:,} values; a variable has at most {MOST_VALUES:,}: count in larger steps."
            )
            self.file.report((*path, "highest"), message)
        if not low <= int(variable.start) <= high:
            self.file.report((*path, "start"), f"it starts outside its range, {low} to {high}.")
        if variable.levels and len(variable.levels) != high - low + 1:
            self.file.report((*path, "levels"), f"it goes from {low} to {high}; write {high - low + 1} levels.")
        if variable.shown and not variable.label:
            self.file.report(path, 'it is shown and needs a "label".')
        if variable.id in {"true", "false"} or iskeyword(variable.id):
            self.file.report(path, f"{variable.id} is a word of guards and cannot be the name of a variable.")

    def _attempt(self, attempt: Attempt, file: SourceFile, index: int) -> None:
        check_reference(file, (index, "event"), "event", attempt.event, self.record.events_by_id)
        claims = self.record.claims_by_label
        check_references(file, (index, "record_claims"), "claim", attempt.record_claims, claims)
        for part in ("what_changed", "why_record_stood", "what_it_would_take", "reach"):
            self._text(file, (index, part), getattr(attempt, part) or "")

    def _scene(self, scene: Scene, file: SourceFile, index: int) -> None:
        path: Path = (index,)
        check_reference(file, (index, "place"), "place", scene.place, self.record.places_by_id)
        check_references(file, (index, "depicts"), "event", scene.depicts, self.record.events_by_id)
        check_references(file, (index, "tells"), "event", scene.tells, self.record.events_by_id)
        check_references(file, (index, "answers_attempts"), "attempt", scene.answers_attempts, self.attempts)
        check_references(file, (index, "news_from"), "channel", scene.news_from or [], self.channels)
        check_references(file, (index, "disputes"), "dispute", scene.disputes, self.record.disputes_by_label)
        for text in scene.list_texts():
            self._text(file, (index, *text.path), text.text)
        _check_unique(file, (index, "cards"), [card.id for card in scene.cards])
        self._passages(scene, file, path)
        _check_unique(file, (index, "choices"), [spec.id for spec in scene.choices])
        for number, spec in enumerate(scene.choices):
            self._choice(file, (index, "choices", number), spec)
        self._letters(scene, file, path)
        if bool(scene.choices) == (scene.ending is not None):
            file.report(path, 'a scene has either "choices" or an "ending".')
        if scene.ending is not None:
            fates = [fate.id for fate in self.role.fates]
            check_reference(file, (index, "ending", "fate"), "fate", scene.ending.fate, fates)

    def _passages(self, scene: Scene, file: SourceFile, path: Path) -> None:
        slots = find_slots(scene.text)
        for slot in {slot for slot in slots if slots.count(slot) > 1}:
            file.report((*path, "text"), f'"{slot}" stands here twice; a slot stands once.', "id", f"{{{slot}}}")
        for number, passage in enumerate(scene.passages):
            item_path = (*path, "passages", number)
            if passage.if_ is None and passage.after is None:
                file.report(item_path, 'a passage stands under a guard, "if", after a choice, "after", or both.')
            if passage.if_ is not None:
                self._guard(file, (*item_path, "if"), passage.if_)
            if passage.after is not None:
                self._after(file, (*item_path, "after"), passage.after)
            if passage.slot is not None:
                if passage.before_text:
                    message = 'a passage stands before the text or in a slot of it; take out "before_text" or "slot".'
                    file.report((*item_path, "slot"), message)
                elif passage.slot not in slots:
                    hint = did_you_mean(passage.slot, slots) or f" Write the line {{{passage.slot}}} where it stands."
                    message = f'the text of the scene has no slot "{passage.slot}".{hint}'
                    file.report((*item_path, "slot"), message, "id")
        for slot in set(slots) - {passage.slot for passage in scene.passages}:
            message = f'no passage stands in this slot: give one "slot: {slot}", or delete the line {{{slot}}}.'
            file.report((*path, "text"), message, "id", f"{{{slot}}}")
        for text in scene.list_texts():
            self._no_slots(file, (*path, *text.path), text.text)

    def _no_slots(self, file: SourceFile, path: Path, text: str) -> None:
        for slot in find_slots(text):
            message = f"only the scene's own text in full has slots for passages; take out {{{slot}}}."
            file.report(path, message, "id", f"{{{slot}}}")

    def _letters(self, scene: Scene, file: SourceFile, path: Path) -> None:
        """Report two choices of a scene that have the same letter in a run's key."""
        letters = [find_letter(self.role.id, scene.id, spec) for spec in scene.choices]
        for number, (spec, letter) in enumerate(zip(scene.choices, letters, strict=True)):
            other = scene.choices[letters.index(letter)].id
            # The same id twice has been reported already.
            if letter in letters[:number] and other != spec.id:
                free = next((sign for sign in KEY_ALPHABET[10:] if sign not in letters), "")
                message = f'in keys of runs it has the same letter as "{other}"; add to the newer of the two '
                message += f'"letter_in_run_key: {free}".'
                if not free:
                    message = "the scene has more choices than there are letters for keys; divide it into two."
                file.report((*path, "choices", number), message, "letter")

    def _choice(self, file: SourceFile, path: Path, spec: ChoiceSpec) -> None:
        check_reference(file, (*path, "to"), "scene", spec.to, self.scenes)
        if spec.attempt is not None:
            check_reference(file, (*path, "attempt"), "attempt", spec.attempt, self.attempts)
        if spec.if_ is not None:
            self._guard(file, (*path, "if"), spec.if_)
        elif spec.closed_because is not None:
            message = 'a choice without "if" is never closed and needs no "closed_because".'
            file.report((*path, "closed_because"), message)
        for name, value in spec.sets.items():
            self._value(file, (*path, "sets", name), name, value)
        for name in spec.adds:
            item_path = (*path, "adds", name)
            known = check_reference(file, item_path, "variable", name, self.variables)
            if known and isinstance(self.variables[name].start, bool):
                file.report(item_path, f'"{name}" is a yes or no; use "sets".')

    def _value(self, file: SourceFile, path: Path, name: str, value: Value) -> None:
        if not check_reference(file, path, "variable", name, self.variables):
            return
        variable = self.variables[name]
        low, high = value_range(variable)
        if isinstance(value, bool) != isinstance(variable.start, bool):
            kind = "true or false" if isinstance(variable.start, bool) else "a whole number"
            file.report(path, f'"{name}" takes {kind}.')
        elif not low <= int(value) <= high:
            file.report(path, f'"{name}" goes from {low} to {high}; {int(value)} lies outside.')

    def _guard(self, file: SourceFile, path: Path, expression: str) -> None:
        try:
            compile_guard(expression, self.names)
        except GuardError as error:
            file.report(path, str(error), "guard")

    def _after(self, file: SourceFile, path: Path, expression: str) -> None:
        try:
            refs = parse_after(expression).refs
        except GuardError as error:
            file.report(path, str(error), "guard")
            return
        for ref in refs:
            check_reference(file, path, "choice", ref, self.choices)

    def _text(self, file: SourceFile, path: Path, text: str) -> None:
        for label in dict.fromkeys(
            label for paragraph in parse_prose(text) for line in paragraph for label in line.labels
        ):
            event = label.partition(".")[0]
            if label not in self.record.claims_by_label and event not in file.invalid_ids:
                inside = self.record.events_by_id.get(event)
                ids = (
                    [f"{event}.{other.id}" for other in inside.claims] if inside else list(self.record.claims_by_label)
                )
                hint = did_you_mean(label, ids) or " Write it into its event in record/events."
                file.report(path, f'the footnote "{label}" leads to no claim.{hint}', "footnote", f"[^{label}]")
