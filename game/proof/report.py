"""The check of a pack: every fault with file and line, the laws, and the numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from game.proof.council import council
from game.proof.explore import TooManyStates, explore
from game.proof.laws import LAWS, Breach
from game.proof.sources import source_faults
from game.record.article import article_numbers
from game.story.machine import RoleMachine
from game.story.read import parse_pack, read_bytes
from game.story.types import Pack, Role
from game.text.faults import Fault
from game.text.prose import words
from game.text.safe_yaml import Step
from game.text.shape import File


@dataclass
class RoleNumbers:
    """The numbers of one role; `runs` is exact, `shortest` and `longest` are in scenes."""

    id: str
    scenes: int
    choices: int
    attempts: int
    endings: int
    fixed_points: int
    words: int
    states: int = 0
    edges: int = 0
    runs: int = 0
    shortest: int = 0
    longest: int = 0


@dataclass
class Report:
    """What `sixteen-points check` found."""

    violations: list[Fault] = field(default_factory=list)
    roles: list[RoleNumbers] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    article: dict[str, int] = field(default_factory=dict)

    def as_text(self) -> str:
        """The report as one page for people: every fault, then the numbers."""
        lines = [f"{fault} [{fault.rule}]" for fault in self.violations]
        for role in self.roles:
            lines.append(
                f"{role.id}: {role.scenes} scenes, {role.choices} choices, {role.attempts} attempts, "
                f"{role.endings} endings, {role.words} words; {role.states} states, {role.runs} runs "
                f"of {role.shortest} to {role.longest} scenes"
            )
        lines.append(", ".join(f"{number} {name}" for name, number in self.numbers.items()))
        count = len(self.violations)
        lines.append("Nothing is wrong." if not count else f"{count} {'fault' if count == 1 else 'faults'}.")
        return "\n".join(lines)

    def as_json(self) -> str:
        """The report as one JSON object, for machines."""
        total = {
            key: sum(getattr(role, key) for role in self.roles)
            for key in ("scenes", "choices", "attempts", "endings", "words")
        }
        return json.dumps(
            {
                "roles": len(self.roles),
                **total,
                **self.numbers,
                "article": self.article,
                "per_role": [vars(role) for role in self.roles],
                "violations": [vars(fault) for fault in self.violations],
            },
            ensure_ascii=False,
            indent=2,
        )


def check(files: dict[str, bytes]) -> Report:
    """Check a pack from the bytes of its files: shape, ids, footnotes, and the laws over every reachable state."""
    pack, faults, origins = parse_pack(files)
    report = Report(violations=faults)
    if pack is None:
        return report
    record = pack.record
    report.numbers = {
        "events": len(record.events),
        "claims": len(record.claim),
        "sources": len(record.sources),
        "people": len(record.people),
        "places": len(record.places),
        "disputes": sum(len(event.disputes) for event in record.events),
        "news": sum(len(event.news) for event in record.events),
        "glossary": len(record.glossary),
        "documents": len(record.documents),
    }
    report.article = article_numbers(record)
    broken = {fault.file.split("/")[0] for fault in faults}
    if "record" not in broken:
        report.violations += source_faults(record, files)
    for role in pack.roles:
        numbers = _count(role)
        report.roles.append(numbers)
        # The laws speak of a role whose parts are sound; on a broken one they would only repeat its faults.
        if not broken & {role.id, "record", "story.yaml"}:
            report.violations += _prove(pack, role, numbers, files, origins[role.id])
    report.violations.sort()
    return report


def _count(role: Role) -> RoleNumbers:
    texts = [role.who]
    for scene in role.scenes:
        texts += [scene.title, scene.text, scene.calm or "", *(passage.text for passage in scene.also)]
        for option in scene.choices:
            texts += [option.text, option.then or "", option.else_ or "", option.noted or ""]
        if scene.ending is not None:
            texts.append(scene.ending.title)
    for attempt in role.attempts:
        texts += [attempt.title, attempt.changed, attempt.stood, attempt.otherwise]
    return RoleNumbers(
        id=role.id,
        scenes=len(role.scenes),
        choices=sum(len(scene.choices) for scene in role.scenes),
        attempts=sum(not attempt.happened for attempt in role.attempts),
        endings=sum(scene.ending is not None for scene in role.scenes),
        fixed_points=len(role.fixed_points),
        words=sum(map(words, texts)),
    )


def _prove(
    pack: Pack, role: Role, numbers: RoleNumbers, files: dict[str, bytes], origins: dict[str, tuple[File, int]]
) -> list[Fault]:
    try:
        graph = explore(RoleMachine(role))
    except TooManyStates as error:
        return [Fault(f"{role.id}/role.yaml", 0, "", str(error), "L1")]
    numbers.states = len(graph.edges)
    numbers.edges = sum(map(len, graph.edges.values()))
    numbers.runs = graph.runs
    numbers.shortest, numbers.longest = graph.lengths
    found: list[Fault] = []
    for law in (*LAWS.values(), council):
        found += [_located(breach, role, files, origins) for breach in law(pack, role, graph)]
    return found


def _located(breach: Breach, role: Role, files: dict[str, bytes], origins: dict[str, tuple[File, int]]) -> Fault:
    """A breach as a fault with file and line."""
    faults: list[Fault] = []
    path: list[Step]
    if breach.scene:
        file, position = origins[breach.scene]
        path = [position]
        scene = next((scene for scene in role.scenes if scene.id == breach.scene), None)
        for step in breach.key:
            option = next((i for i, o in enumerate(scene.choices) if o.id == step), None) if scene else None
            path.append(option if option is not None and path[-1] == "choices" else step)
    else:
        name = f"{role.id}/role.yaml"
        file, path = File(name, files[name], faults), list(breach.key)
    says = breach.says
    if breach.run:
        says += " Run: " + " ".join(breach.run)
    located = File(file.name, file.data, faults)
    key = ".".join([breach.scene, *map(str, breach.key)]).strip(".")
    located.fault(tuple(path), key, says, breach.law)
    return faults[0]


def summary(folder: Path) -> str:
    """The numbers of a pack as a Markdown table, for the README: what there is, and what was proved of it."""
    report = check(read_bytes(folder))
    rows = [
        f"| {role.id} | {role.scenes} | {role.choices} | {role.attempts} | {role.endings} | {role.words:,} "
        f"| {role.states:,} | {role.runs:,} | {role.shortest} to {role.longest} |"
        for role in report.roles
    ]
    numbers = ", ".join(f"{number:,} {name}" for name, number in report.numbers.items())
    return "\n".join(
        [
            "| role | scenes | choices | attempts | endings | words | states | distinct runs | scenes in a run |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"The record: {numbers}. Faults: {len(report.violations)}.",
        ]
    )
