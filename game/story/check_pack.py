"""Check a pack without playing it: every id leads somewhere, every footnote leads to a claim."""

from __future__ import annotations

from collections import Counter
from keyword import iskeyword

from game.record.read_record import check_reference
from game.story.check_lesson import check_class_excerpt, check_lesson
from game.story.check_map import check_map
from game.story.choice_letters import KEY_ALPHABET, find_letter
from game.story.effects import value_range
from game.story.guards import GuardError, compile_guard
from game.story.past_choices import parse_after
from game.story.role_file import Value, Variable
from game.story.slots import find_slots
from game.story.types import Attempt, ChoiceSpec, Pack, Role, Scene, SceneText
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
    story_file = files["story.yaml"][0]
    for label in pack.story.outcome_claims:
        check_reference(
            story_file, ("outcome_claims",), "outcome_claims", "claim", label, pack.record.claims_by_label, "footnote"
        )
    if pack.story.article_source is not None:
        check_reference(
            story_file,
            ("article_source",),
            "article_source",
            "source",
            pack.story.article_source,
            pack.record.sources_by_id,
        )
    _check_unique(story_file, ("roles",), "roles", pack.story.roles)
    _check_unique(story_file, ("channels",), "channels", [channel.id for channel in pack.story.channels])
    if "record" in pack.story.roles:
        story_file.report(
            ("roles",), "roles", 'the folder "record" holds the record; give the role another name.', "id"
        )
    if pack.map is not None:
        check_map(files["map.yaml"][0], pack.map, pack.record)
    channels = {channel.id for channel in pack.story.channels}
    for event in pack.record.events:
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


def _check_unique(file: SourceFile, path: Path, key: str, ids: list[str]) -> None:
    """Report each id that a list has twice, on the line of the second."""
    for name, count in Counter(ids).items():
        if count > 1:
            second = ids.index(name, ids.index(name) + 1)
            file.report((*path, second), key, f'"{name}" stands here {count} times; an id stands once.', "id")


def _report_in_event(files: dict[str, tuple[SourceFile, object]], event: str, message: str) -> None:
    for name, (file, value) in files.items():
        if name.startswith("record/events/") and isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict) and item.get("id") == event:
                    file.report((index, "news"), f"{event}.news", message, "id")


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
        check_reference(file, ("first_scene",), "first_scene", "scene", role.first_scene, self.scenes)
        self._channels(file, ("news_from",), "news_from", role.news_from)
        _check_unique(file, ("variables",), "variables", [variable.id for variable in role.variables])
        _check_unique(file, ("fates",), "fates", [fate.id for fate in role.fates])
        for index, variable in enumerate(role.variables):
            self._variable(variable, ("variables", index))
        for index, fate in enumerate(role.fates):
            for label in fate.claims:
                check_reference(
                    file,
                    ("fates", index, "claims"),
                    f"fates.{fate.id}",
                    "claim",
                    label,
                    self.record.claims_by_label,
                    "footnote",
                )
        for index, point in enumerate(role.fixed_points):
            check_reference(
                file, ("fixed_points", index), "fixed_points", "event", point.event, self.record.events_by_id
            )
        for attempt in role.attempts:
            self._attempt(attempt, *self.locations[f"attempt:{attempt.id}"])
        for scene in role.scenes:
            self._scene(scene, *self.locations[scene.id])

    def _channels(self, file: SourceFile, path: Path, key: str, hears: list[str]) -> None:
        for channel in hears:
            check_reference(file, path, key, "channel", channel, self.channels)

    def _variable(self, variable: Variable, path: Path) -> None:
        low, high = value_range(variable)
        key = f"variables.{variable.id}"
        if low >= high:
            self.file.report(path, key, "the range is empty: highest must be greater than lowest.")
        if high - low >= MOST_VALUES:
            message = (
                f"it has {high - low + 1:,} values; a variable has at most {MOST_VALUES:,}: count in larger steps."
            )
            self.file.report((*path, "max"), key, message)
        if not low <= int(variable.start) <= high:
            self.file.report((*path, "start"), key, f"it starts outside its range, {low} to {high}.")
        if variable.levels and len(variable.levels) != high - low + 1:
            self.file.report((*path, "levels"), key, f"it goes from {low} to {high}; write {high - low + 1} levels.")
        if variable.shown and not variable.label:
            self.file.report(path, key, 'it is shown and needs a "label".')
        if variable.id in {"true", "false"} or iskeyword(variable.id):
            self.file.report(path, key, f"{variable.id} is a word of guards and cannot be the name of a variable.")

    def _attempt(self, attempt: Attempt, file: SourceFile, index: int) -> None:
        path: Path = (index,)
        check_reference(file, (*path, "event"), f"{attempt.id}.event", "event", attempt.event, self.record.events_by_id)
        for label in attempt.record_claims:
            check_reference(
                file,
                (*path, "record_claims"),
                f"{attempt.id}.record_claims",
                "claim",
                label,
                self.record.claims_by_label,
                "footnote",
            )
        if attempt.reach is not None:
            self._text(file, (*path, "reach"), f"{attempt.id}.reach", attempt.reach)
        for part in ("what_changed", "why_record_stood", "what_it_would_take"):
            text = getattr(attempt, part)
            self._text(file, (*path, part), f"{attempt.id}.{part}", text)

    def _scene(self, scene: Scene, file: SourceFile, index: int) -> None:
        path: Path = (index,)
        key = scene.id
        check_reference(file, (*path, "place"), f"{key}.place", "place", scene.place, self.record.places_by_id)
        for name in ("depicts", "tells"):
            for event in getattr(scene, name):
                check_reference(file, (*path, name), f"{key}.{name}", "event", event, self.record.events_by_id)
        for attempt in scene.answers_attempts:
            check_reference(
                file, (*path, "answers_attempts"), f"{key}.answers_attempts", "attempt", attempt, self.attempts
            )
        self._channels(file, (*path, "news_from"), f"{key}.news_from", scene.news_from or [])
        for text in scene.list_texts():
            self._text(file, (*path, *text.path), _name_text(scene, text), text.text)
        _check_unique(file, (*path, "cards"), f"{key}.cards", [card.id for card in scene.cards])
        for label in scene.disputes:
            check_reference(
                file, (*path, "disputes"), f"{key}.disputes", "dispute", label, self.record.disputes_by_label
            )
        self._passages(scene, file, path)
        _check_unique(file, (*path, "choices"), f"{key}.choices", [spec.id for spec in scene.choices])
        for number, spec in enumerate(scene.choices):
            self._choice(file, (*path, "choices", number), f"{key}.{spec.id}", spec)
        self._letters(scene, file, path)
        if bool(scene.choices) == (scene.ending is not None):
            file.report(path, key, 'a scene has either "choices" or an "ending".')
        if scene.ending is not None:
            fates = [fate.id for fate in self.role.fates]
            check_reference(file, (*path, "ending", "fate"), f"{key}.ending.fate", "fate", scene.ending.fate, fates)

    def _passages(self, scene: Scene, file: SourceFile, path: Path) -> None:
        slots = find_slots(scene.text)
        _check_unique(file, (*path, "text"), f"{scene.id}.text", slots)
        for number, passage in enumerate(scene.passages):
            item_path, key = (*path, "passages", number), f"{scene.id}.passages[{number + 1}]"
            if passage.if_ is None and passage.after is None:
                file.report(item_path, key, 'a passage stands under a guard, "if", after a choice, "after", or both.')
            if passage.if_ is not None:
                self._guard(file, (*item_path, "if"), f"{key}.if", passage.if_)
            if passage.after is not None:
                self._after(file, (*item_path, "after"), f"{key}.after", passage.after)
            if passage.slot is not None:
                if passage.before_text:
                    message = 'a passage stands before the text or in a slot of it; take out "before_text" or "slot".'
                    file.report((*item_path, "slot"), f"{key}.slot", message)
                elif passage.slot not in slots:
                    hint = did_you_mean(passage.slot, slots) or f" Write the line {{{passage.slot}}} where it stands."
                    message = f'the text of the scene has no slot "{passage.slot}".{hint}'
                    file.report((*item_path, "slot"), f"{key}.slot", message, "id")
        for slot in set(slots) - {passage.slot for passage in scene.passages}:
            message = f'no passage stands in this slot: give one "slot: {slot}", or delete the line {{{slot}}}.'
            file.report_in_text((*path, "text"), f"{scene.id}.text", f"{{{slot}}}", message, "id")
        for text in scene.list_texts():
            for slot in find_slots(text.text):
                message = f"only the scene's own text in full has slots for passages; take out {{{slot}}}."
                file.report_in_text((*path, *text.path), _name_text(scene, text), f"{{{slot}}}", message, "id")

    def _letters(self, scene: Scene, file: SourceFile, path: Path) -> None:
        """Report two choices of a scene that have the same letter in a run's key."""
        letters = [find_letter(self.role.id, scene.id, spec) for spec in scene.choices]
        for number, (spec, letter) in enumerate(zip(scene.choices, letters, strict=True)):
            other = scene.choices[letters.index(letter)].id
            # The same id twice has been reported already.
            if letter in letters[:number] and other != spec.id:
                free = next((sign for sign in KEY_ALPHABET[10:] if sign not in letters), "")
                message = (
                    f'in keys it has the same letter as "{other}"; add "key_letter: {free}" to the newer of the two.'
                )
                if not free:
                    message = "the scene has more choices than there are letters for keys; divide it into two."
                file.report((*path, "choices", number), f"{scene.id}.{spec.id}", message, "letter")

    def _choice(self, file: SourceFile, path: Path, key: str, spec: ChoiceSpec) -> None:
        check_reference(file, (*path, "to"), f"{key}.to", "scene", spec.to, self.scenes)
        if spec.attempt is not None:
            check_reference(file, (*path, "attempt"), f"{key}.attempt", "attempt", spec.attempt, self.attempts)
        if spec.if_ is not None:
            self._guard(file, (*path, "if"), f"{key}.if", spec.if_)
        elif spec.closed_because is not None:
            file.report(
                (*path, "closed_because"),
                f"{key}.closed_because",
                'a choice without "if" is never closed and needs no "closed_because".',
            )
        for name, value in spec.sets.items():
            self._value(file, (*path, "sets", name), f"{key}.sets.{name}", name, value)
        for name in spec.adds:
            item_path = (*path, "adds", name)
            if check_reference(file, item_path, f"{key}.adds.{name}", "variable", name, self.variables) and isinstance(
                self.variables[name].start, bool
            ):
                file.report(item_path, f"{key}.adds.{name}", f'"{name}" is a yes or no; use "sets".')

    def _value(self, file: SourceFile, path: Path, key: str, name: str, value: Value) -> None:
        if not check_reference(file, path, key, "variable", name, self.variables):
            return
        variable = self.variables[name]
        low, high = value_range(variable)
        if isinstance(value, bool) != isinstance(variable.start, bool):
            kind = "true or false" if isinstance(variable.start, bool) else "a whole number"
            file.report(path, key, f'"{name}" takes {kind}.')
        elif not low <= int(value) <= high:
            file.report(path, key, f'"{name}" goes from {low} to {high}; {int(value)} lies outside.')

    def _guard(self, file: SourceFile, path: Path, key: str, expression: str) -> None:
        try:
            compile_guard(expression, self.names)
        except GuardError as error:
            file.report(path, key, str(error), "guard")

    def _after(self, file: SourceFile, path: Path, key: str, expression: str) -> None:
        try:
            refs = parse_after(expression).refs
        except GuardError as error:
            file.report(path, key, str(error), "guard")
            return
        for ref in refs:
            check_reference(file, path, key, "choice", ref, self.choices)

    def _text(self, file: SourceFile, path: Path, key: str, text: str) -> None:
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
                file.report_in_text(
                    path, key, f"[^{label}]", f'the footnote "{label}" leads to no claim.{hint}', "footnote"
                )


def _name_text(scene: Scene, text: SceneText) -> str:
    """Return the key of a scene's text, as diagnostics of a pack write it."""
    match text.path:
        case ("passages", int(index), field):
            return f"{scene.id}.passages[{index + 1}].{field}"
        case ("choices", _, field):
            return f"{scene.id}.{text.choice}.{field}"
        case ("cards", int(index), _):
            return f"{scene.id}.cards.{scene.cards[index].id}"
    return f"{scene.id}.{text.path[0]}"
