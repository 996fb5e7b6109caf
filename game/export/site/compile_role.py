"""A role as data that a page's script plays: every text and word in it, no rule of the story.

`templates/site/engine.js` walks it by the rules of `game.play`; a test holds both to the same pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from game.play.ledger import find_main_claim
from game.play.news import MAX_BULLETINS, find_candidates
from game.play.page import Gauge
from game.play.page_builder import LONG_GAP, FootnoteNumbering
from game.play.session import get_machine
from game.record.citations import format_bibliography, format_citation
from game.record.sources import Source
from game.record.types import Event, News
from game.render.page_blocks import describe_gauge, describe_standing
from game.story.choice_letters import find_letter, hash_to_letter
from game.story.effects import value_range
from game.story.guards import build_guard_tree
from game.story.machine import RoleMachine
from game.story.past_choices import parse_after
from game.story.role_file import Variable
from game.story.slots import find_slots
from game.story.types import Attempt, ChoiceSpec, Pack, Passage, Scene
from game.text.prose import parse_sentence
from game.wording import page_words

#: A text line by line: a sentence, as its spans (each second one is emphasised), its labels and what it names; 0 where
#: a paragraph ends; the name of a slot.
Lines = list[Any]
_ORIGIN = datetime(1, 1, 1)
#: A place in a source that no source has.
_PLACE = "\0"


def compile_role(pack: Pack, role_id: str) -> dict[str, Any]:
    """Return a role as JSON holds it.

    Args:
        pack: the pack.
        role_id: the id of one of its roles, a person or a council.

    Raises:
        KeyError: if the pack has no such role.
    """
    return _RoleCompiler(pack, get_machine(pack, role_id)).compile()


class _RoleCompiler:
    """Writes one role; collects the footnotes that its texts may need."""

    def __init__(self, pack: Pack, machine: RoleMachine) -> None:
        self.pack = pack
        self.machine = machine
        self.role = machine.role
        self.names = [variable.id for variable in self.role.variables]
        self.numbering = FootnoteNumbering(pack)
        self.names_on_pages: dict[tuple[str, str], int] = {}
        self.channels = {channel.id: channel.label for channel in pack.story.channels}
        self.since = _find_earliest_since(machine)
        self.year = machine.get_scene(self.role.first_scene).at.earliest.year

    def compile(self) -> dict[str, Any]:
        role, story = self.role, self.pack.story
        scenes = {scene.id: self._scene(scene) for scene in role.scenes}
        attempts = {attempt.id: self._attempt(attempt) for attempt in role.attempts}
        fates = {fate.id: {"label": fate.label, "claims": self._cite(fate.claims)} for fate in role.fates}
        points = [self._fixed_point(point.event) for point in role.fixed_points]
        outcome = self._cite(story.outcome_claims)
        return {
            "pack": story.id,
            "title": story.title,
            "language": story.language,
            "role": role.id,
            "name": role.name,
            "who": " ".join(role.who.split()),
            "prologue": self._lines(role.prologue or ""),
            "contentNote": page_words.CONTENT_NOTE.format(note=" ".join(role.content_note.split())),
            "letter": hash_to_letter(role.id),
            "isCouncil": role.kind == "council",
            "first": role.first_scene,
            "start": list(self.machine.start_values),
            "ranges": [list(value_range(variable)) for variable in role.variables],
            "gauges": [self._gauge(index, variable) for index, variable in self.machine.gauges],
            "scenes": scenes,
            "attempts": attempts,
            "fates": fates,
            "points": points,
            "outcome": outcome,
            **self._compile_notes(),
            "named": [self._describe_named(*named) for named in self.names_on_pages],
            "maxBulletins": MAX_BULLETINS,
        }

    def _scene(self, scene: Scene) -> dict[str, Any]:
        made: dict[str, Any] = {
            "title": scene.title,
            "when": scene.at.words,
            "short": scene.at.short,
            "shortInRun": scene.at.short_in(self.year),
            "minute": _minutes(scene.at.earliest),
            "place": self.pack.record.places_by_id[scene.place].name,
            "text": self._lines(scene.text),
            "calm": self._lines(scene.calm_text) if scene.calm_text is not None else None,
            "passages": [self._passage(passage) for passage in scene.passages],
            "answers": scene.answers_attempts,
            "news": [self._news(scene, *news) for news in self._list_news(scene)],
            "choices": [self._choice(scene, spec) for spec in scene.choices],
            "cards": [self._lines(card.text) for card in scene.cards],
            "disputes": [self._dispute(label) for label in scene.disputes],
            "readsDossier": scene.reads_dossier,
            "points": self._met_points(scene),
            "ending": None,
        }
        if scene.ending is not None:
            made["ending"] = {"title": scene.ending.title, "fate": scene.ending.fate}
        return made

    def _choice(self, scene: Scene, spec: ChoiceSpec) -> dict[str, Any]:
        reached = self.machine.get_scene(spec.to)
        return {
            "id": spec.id,
            "text": spec.text,
            "named": self._find_named(spec.text),
            "closedNamed": self._find_named(spec.closed_because or ""),
            "to": spec.to,
            "guard": build_guard_tree(spec.if_, self.names) if spec.if_ else None,
            "closed": page_words.CHOICE_CLOSED.format(reason=spec.closed_because) if spec.closed_because else None,
            "sets": [[self.names.index(name), int(value)] for name, value in spec.sets.items()],
            "adds": [[self.names.index(name), step] for name, step in spec.adds.items()],
            "noted": spec.dossier_entry,
            "result": self._lines(spec.result) if spec.result else None,
            "attempt": spec.attempt,
            "since": page_words.HEARD_SINCE.format(moment=scene.at.relative_to(reached.at)),
            "skipsYears": reached.at.earliest - scene.at.earliest >= LONG_GAP,
            "letter": find_letter(self.role.id, scene.id, spec),
        }

    def _passage(self, passage: Passage) -> dict[str, Any]:
        past = parse_after(passage.after) if passage.after else None
        tree = build_guard_tree(past.expression, [f"c{number}" for number in range(len(past.refs))]) if past else None
        return {
            "guard": build_guard_tree(passage.if_, self.names) if passage.if_ else None,
            "after": [list(past.refs), tree] if past else None,
            "before": passage.before_text,
            "slot": passage.slot,
            # A slot closes up what follows the last sentence of its passages.
            "text": self._lines(passage.text.rstrip() if passage.slot else passage.text),
        }

    def _attempt(self, attempt: Attempt) -> dict[str, Any]:
        event = self.pack.record.events_by_id[attempt.event]
        return {
            "name": attempt.title,
            "title": page_words.ANSWER.format(title=attempt.title),
            "recordLine": page_words.ANSWER_RECORD.format(moment=event.at.words, event=event.title),
            "happened": attempt.happened,
            "changed": self._lines(attempt.what_changed),
            "claims": self._cite(attempt.record_claims),
            "stood": self._lines(attempt.why_record_stood),
            "otherwise": self._lines(attempt.what_it_would_take),
            "reach": self._lines(attempt.reach) if attempt.reach else None,
        }

    def _list_news(self, scene: Scene) -> list[tuple[Event, News]]:
        since = self.since.get(scene.id)
        return find_candidates(self.pack, self.role, scene, since) if since is not None else []

    def _news(self, scene: Scene, event: Event, news: News) -> dict[str, Any]:
        asked = {point.event for point in self.role.fixed_points if point.met_by == "bulletin"}
        note = self.numbering.number_news(event, event.news.index(news))
        return {
            "label": self.numbering.footnotes[note - 1].label,
            "head": f"{news.heard_at.relative_to(scene.at)} · {self.channels[news.channel]}",
            "known": self._cite([f"{event.id}.{claim}" for claim in news.known_today]),
            "heard": [_minutes(news.heard_at.earliest), _minutes(news.heard_at.latest)],
            "rank": [event.id in asked, event.id in scene.tells],
        }

    def _dispute(self, label: str) -> dict[str, Any]:
        view = self.numbering.view_dispute(label)
        return {
            "title": page_words.DISPUTED.format(question=view.question),
            "readings": [[reading.says, [cite.text for cite in reading.citations]] for reading in view.readings],
            "assessment": view.assessment,
        }

    def _gauge(self, index: int, variable: Variable) -> dict[str, Any]:
        low, high = value_range(variable)
        label = variable.label or variable.id
        words = [
            describe_gauge(
                Gauge(variable.id, label, value, low, high, variable.levels[value - low] if variable.levels else "")
            )
            for value in range(low, high + 1)
        ]
        return {"index": index, "label": label, "meaning": variable.meaning or "", "low": low, "words": words}

    def _fixed_point(self, event_id: str) -> dict[str, Any]:
        event = self.pack.record.events_by_id[event_id]
        return {
            "event": event_id,
            "title": event.title,
            "short": event.at.short_in(self.year),
            "at": [_minutes(event.at.earliest), _minutes(event.at.latest)],
        }

    def _met_points(self, scene: Scene) -> list[Any]:
        """Return the fixed points that a scene depicts or tells: the position, whether it depicts it, and the claim."""
        return [
            [index, point.event in scene.depicts, *self._cite([find_main_claim(self.pack, scene.text, point.event)])]
            for index, point in enumerate(self.role.fixed_points)
            if point.event in scene.depicts or point.event in scene.tells
        ]

    def _cite(self, labels: Sequence[str]) -> list[str]:
        """Return labels, whose footnotes the page will hold."""
        for label in labels:
            self.numbering.number_claim(label)
        return list(labels)

    def _lines(self, text: str) -> Lines:
        lines: Lines = []
        for line in text.split("\n"):
            if slots := find_slots(line):
                lines.append(slots[0])
            elif line.strip():
                sentence = parse_sentence(line)
                spans: list[str] = []
                for span in sentence.spans:
                    if span.emphasis != (len(spans) % 2 == 1):
                        spans.append("")
                    spans.append(span.text)
                named = self._find_named(sentence.text)
                lines.append([spans, self._cite(sentence.labels), *([named] if named else [])])
            else:
                lines.append(0)
        while lines and lines[-1] == 0:
            lines.pop()
        return lines

    def _find_named(self, text: str) -> list[list[Any]]:
        """Return whom and what a text names: the position in `named`, and the words; not the person who is played."""
        record = self.pack.record
        return [
            [self.names_on_pages.setdefault((found.kind, found.id), len(self.names_on_pages)), found.words]
            for found in record.name_finder.find(text)
            if found.kind == "term" or record.people_by_id[found.id].name != self.role.name
        ]

    def _describe_named(self, kind: str, name: str) -> list[str]:
        """Return the kind and the id of a person or a word of the glossary, its name, and its line."""
        if kind == "person":
            person = self.pack.record.people_by_id[name]
            return [kind, name, person.name, person.description]
        term = self.pack.record.terms_by_id[name]
        return [kind, name, term.term, term.meaning]

    def _compile_notes(self) -> dict[str, Any]:
        """Return the footnotes by label, what each shares with others of its event, and the sources in their order.

        A source is its short citation, as `format_citation` gives it before and after the place, and its reference.
        """
        found = self.numbering.footnotes
        cited = {cite.source for note in found for cite in note.citations}
        sources = [source for source in self.pack.record.sources if source.id in cited]
        ordered = format_bibliography(sources)
        position = {source.id: index for index, (source, _) in enumerate(ordered)}
        notes = {
            note.label: [
                note.says,
                describe_standing(note),
                [[position[cite.source], cite.where] for cite in note.citations],
                self._find_named(note.says),
            ]
            for note in found
        }
        events = {
            note.event: [note.title, *(page_words.DISPUTED.format(question=each) for each in note.disputed_questions)]
            for note in found
        }
        return {
            "notes": notes,
            "events": events,
            "sources": [[*_split_citation(source), reference] for source, reference in ordered],
        }


def _split_citation(source: Source) -> tuple[str, str, str]:
    """Return a short citation before its place, before the end where it names none, and its end."""
    before, after = format_citation(source, _PLACE).split(_PLACE)
    return before, format_citation(source, None).removesuffix(after), after


def _find_earliest_since(machine: RoleMachine) -> dict[str, datetime]:
    """Return, of each scene that a choice leads to, the earliest hour since which some run has yet to hear the news.

    It is the latest start of the scenes before, as in `game.play.journal`, on the way on which it is least.
    """
    found: dict[str, datetime] = {}
    open_scenes = [(machine.role.first_scene, datetime.min)]
    while open_scenes:
        name, since = open_scenes.pop()
        left = max(since, machine.get_scene(name).at.earliest)
        for choice in machine.get_choices(name):
            if left < found.get(choice.spec.to, datetime.max):
                found[choice.spec.to] = left
                open_scenes.append((choice.spec.to, left))
    return found


def _minutes(moment: datetime) -> int:
    return int((moment - _ORIGIN).total_seconds() // 60)
