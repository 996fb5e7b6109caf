"""The check of a pack: every fault with file and line, the laws, the verdicts and the numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log10

from game.proof.article_coverage import ArticleCoverage, measure_article_coverage
from game.proof.explore import MAX_STATES
from game.proof.hints import HINTS
from game.proof.laws import LAWS, list_laws
from game.proof.locate import ItemLocations, locate_violation
from game.proof.memory.figures import MemoryFigures, measure_memory
from game.proof.prove import Proof, prove
from game.proof.source_checks import check_sources
from game.proof.state_space import ReportProgress
from game.proof.verdicts import Verdict
from game.record.article import count_article_verdicts
from game.story.parse import parse_pack
from game.story.types import Pack, Role
from game.text.diagnostics import Diagnostic
from game.text.prose import count_words
from game.text.safe_yaml import find_dropped_signs


@dataclass
class RoleNumbers:
    """The numbers of one role.

    Attributes:
        attempts: the attempts against the record.
        words: the words that a player can read in all, footnotes left aside.
        states, edges: the states that were explored, and the open choices over all of them.
        method: how they were found, as a phrase; empty if one by one.
        blowup_hint: which variable multiplies them most, in words.
        runs: the exact number of distinct runs; 0 where it is not known.
        shortest, longest: the scenes of the shortest and of the longest run.
        shares: by scene, the share of all runs that pass through it, from 0 to 1.
    """

    id: str
    scenes: int
    choices: int
    attempts: int
    endings: int
    fixed_points: int
    words: int
    states: int = 0
    edges: int = 0
    method: str = ""
    blowup_hint: str = ""
    runs: int = 0
    shortest: int = 0
    longest: int = 0
    shares: dict[str, float] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The numbers of the role's states and runs as one line."""
        runs = f"{format_count(self.runs)} runs of {self.shortest} to {self.longest} scenes"
        return (
            f"{self.id}: {self.scenes} scenes, {self.choices} choices, {self.attempts} attempts, "
            f"{self.endings} endings; {self.states:,} states, {runs if self.runs else 'runs not counted'}"
        )


@dataclass
class Report:
    """What `sixteen-points check` found.

    Attributes:
        violations: every fault: of YAML, shape, ids, footnotes and sources as `Diagnostic`, of the laws as
            `BrokenFile`.
        open: what could not be decided, as sentences.
        unproved: the roles that were not looked at because of faults, each with a sentence.
        roles: the numbers of each role, in the pack's order.
        proofs: by role, what was proved.
        laws: the short names of the laws that were looked at.
        record_counts: the numbers of the record.
        article: how the record answers the article's statements, as `count_article_verdicts` counts them.
        article_coverage: which of those statements are played, over the roles that were proved.
        title: the pack's title and version.
        role_ids: the ids of all roles of the pack.
        hints: what is allowed and seldom meant; only where it was asked for.
        memory: by role, what was measured of its memory; only where it was asked for.
        pack: the pack, as far as it could be read.
    """

    violations: list[Diagnostic] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    unproved: dict[str, str] = field(default_factory=dict)
    roles: list[RoleNumbers] = field(default_factory=list)
    proofs: dict[str, Proof] = field(default_factory=dict)
    laws: tuple[str, ...] = tuple(LAWS)
    record_counts: dict[str, int] = field(default_factory=dict)
    article: dict[str, int] = field(default_factory=dict)
    article_coverage: ArticleCoverage = field(default_factory=ArticleCoverage)
    title: str = ""
    role_ids: tuple[str, ...] = ()
    hints: list[Diagnostic] = field(default_factory=list)
    memory: dict[str, MemoryFigures] = field(default_factory=dict)
    pack: Pack | None = None

    @property
    def exit_code(self) -> int:
        """The exit code: 1 if anything is wrong, 2 if nothing is but something is open, else 0."""
        return 1 if self.violations else 2 if self.open else 0

    @property
    def verdicts(self) -> dict[str, list[Verdict]]:
        """The verdicts of every role that was proved."""
        return {role: proof.verdicts for role, proof in self.proofs.items()}


def run_in_turn(jobs: Sequence[Callable[[], Proof]]) -> list[Proof]:
    """Run proofs one after another."""
    return [job() for job in jobs]


def run_check(
    files: dict[str, bytes],
    roles: Collection[str] = (),
    laws: Collection[str] | None = None,
    max_states: int = MAX_STATES,
    hints: bool = False,
    memory_pairs: int = 0,
    previous: Report | None = None,
    report_progress: ReportProgress | None = None,
    run_jobs: Callable[[Sequence[Callable[[], Proof]]], list[Proof]] = run_in_turn,
) -> Report:
    """Check a pack from the bytes of its files: shape, ids, footnotes, and the laws over every reachable state.

    Args:
        files: the pack's files by name, as `read_pack_files` gives them.
        roles: the roles to prove; all of them if empty.
        laws: the short names of the laws to look at; without them, all that the pack keeps.
        max_states: the most states of one role to explore before the rest is left open.
        hints: whether to look for hints for authors too.
        memory_pairs: how many pairs of runs to draw with each seed, to measure what roles remember; 0 for none.
        previous: a report of the same laws on an earlier state of the pack; what it proved of roles that have not
            changed, under a record that has not, is taken over.
        report_progress: is told, in words, how far it has come.
        run_jobs: runs the proofs of the roles; for hints and memory, in this process.
    """
    pack, faults, locations = parse_pack(files)
    report = Report(violations=list(faults), laws=tuple(laws or ()))
    if pack is None:
        return report
    laws = list_laws(pack.story) if laws is None else laws
    report.laws = tuple(law for law in LAWS if law in laws)
    report.pack = pack
    report.title = f"{pack.story.title}, version {pack.story.version}"
    report.role_ids = tuple(role.id for role in pack.roles)
    idle = {
        *(() if pack.council_roles else ("council",)),
        *(() if any(role.class_excerpt for role in pack.roles) else ("class-cut",)),
    }
    report.laws = tuple(law for law in report.laws if law not in idle)
    _count_record(pack, report)
    broken = {fault.file.split("/")[0] for fault in faults}
    report.violations += _dropped(files, {fault.file for fault in faults if fault.rule == "yaml"})
    if "record" not in broken and "L6" in laws:
        report.violations += check_sources(pack.record, pack.story.article_source, files)
    asked = [role for role in pack.roles if not roles or role.id in roles]
    sound = [role for role in asked if not broken & {role.id, "record", "story.yaml"}]
    report.proofs = {role.id: proof for role in sound if (proof := _reuse_proof(previous, pack, role)) is not None}
    left = [role for role in sound if role.id not in report.proofs]
    proofs = run_jobs([partial(prove, pack, role, laws, max_states, report_progress) for role in left])
    report.proofs.update(zip((role.id for role in left), proofs, strict=True))
    for role in asked:
        numbers = count_role(role)
        report.roles.append(numbers)
        # The laws speak of a role whose parts are sound; on a broken one they would only repeat its faults.
        if blocking := broken & {role.id, "record", "story.yaml"}:
            report.unproved[role.id] = f"{role.id}: not proved; mend the faults in {', '.join(sorted(blocking))} first."
            continue
        proof = report.proofs[role.id]
        _add(report, role, numbers, files, locations[role.id])
        if hints:
            also = [LAWS[law][1] for law in pack.story.hints if law not in laws]
            found = (violation for hint in (*HINTS, *also) for violation in hint(proof.context))
            report.hints += [locate_violation(violation, role, files, locations[role.id]) for violation in found]
        if memory_pairs and role.kind == "role" and not (proof.open or numbers.method):
            seeds = (1, 2, int(pack.digest, 16))
            report.memory[role.id] = measure_memory(proof.context, seeds, memory_pairs, report_progress)
    played = [proof.played_labels for proof in report.proofs.values()]
    report.article_coverage = measure_article_coverage(pack.record, played)
    report.violations.sort(key=lambda fault: (fault.file, fault.line, fault.key, fault.message))
    return report


def _dropped(files: dict[str, bytes], unread: set[str]) -> list[Diagnostic]:
    """Return the signs that no reader will see: they could turn a line round, move the cursor, or mean nothing."""
    found: list[Diagnostic] = []
    for name, data in files.items():
        for line, sign in find_dropped_signs(data) if name.endswith(".yaml") and name not in unread else ():
            called = unicodedata.name(sign, "a control or private sign").lower()
            message = f"the sign U+{ord(sign):04X} ({called}) is taken out wherever this text is shown; delete it here."
            found.append(Diagnostic(name, line, "", message, "sign"))
    return found


def _reuse_proof(before: Report | None, pack: Pack, role: Role) -> Proof | None:
    proof = before.proofs.get(role.id) if before is not None else None
    old = before.pack if before is not None else None
    if proof is None or old is None:
        return None
    return proof if (old.get_role(role.id), old.record, old.story) == (role, pack.record, pack.story) else None


def _add(report: Report, role: Role, numbers: RoleNumbers, files: dict[str, bytes], locations: ItemLocations) -> None:
    proof = report.proofs[role.id]
    space, counted = proof.space_numbers, proof.run_counts
    numbers.states, numbers.edges = space.states, space.edges
    numbers.method, numbers.blowup_hint = space.method, space.blowup_hint
    numbers.runs = counted.runs
    numbers.shortest, numbers.longest, numbers.shares = counted.shortest, counted.longest, counted.scene_shares
    report.violations += [locate_violation(violation, role, files, locations) for violation in proof.violations]
    if proof.open:
        undecided = sum(verdict.kind == "open" for verdict in proof.verdicts)
        report.open.append(f"{role.id}: {proof.open} {undecided} of its choices are open.")


def _count_record(pack: Pack, report: Report) -> None:
    record = pack.record
    report.record_counts = {
        "events": len(record.events),
        "claims": len(record.claims_by_label),
        "sources": len(record.sources),
        "people": len(record.people),
        "places": len(record.places),
        "disputes": sum(len(event.disputes) for event in record.events),
        "news": sum(len(event.news) for event in record.events),
        "glossary": len(record.glossary),
        "documents": len(record.documents),
    }
    report.article = count_article_verdicts(record)


def format_count(number: int) -> str:
    """Return a whole number in digits, or where it has more than 30 of them, as a power of ten: `1.23 × 10^45`."""
    if number < 10**30:
        return f"{number:,}"
    power = log10(number)
    return f"{10 ** (power % 1):.2f} × 10^{int(power)}"


def count_role(role: Role) -> RoleNumbers:
    """Return what a role holds; the numbers of its states and runs are zero until it is proved."""
    texts = [role.who, role.prologue or ""]
    for scene in role.scenes:
        texts += [scene.title, *(text.text for text in scene.list_texts())]
        for spec in scene.choices:
            texts += [spec.text, spec.closed_because or "", spec.dossier_entry or ""]
        if scene.ending is not None:
            texts.append(scene.ending.title)
    for attempt in role.attempts:
        texts += [
            attempt.title,
            attempt.what_changed,
            attempt.why_record_stood,
            attempt.what_it_would_take,
            attempt.reach or "",
        ]
    return RoleNumbers(
        id=role.id,
        scenes=len(role.scenes),
        choices=sum(len(scene.choices) for scene in role.scenes),
        attempts=sum(not attempt.happened for attempt in role.attempts),
        endings=sum(scene.ending is not None for scene in role.scenes),
        fixed_points=len(role.fixed_points),
        words=sum(map(count_words, texts)),
    )
