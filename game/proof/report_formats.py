"""A report as text: one calm page for people, JSON for machines, annotations for GitHub, verdicts for review."""

from __future__ import annotations

import json
from collections import Counter
from textwrap import fill

from msgspec.structs import asdict

from game.proof.laws import LAWS
from game.proof.locate import LawViolation
from game.proof.memory.memory_report import format_memory, list_memory
from game.proof.reach import WALKED_STATES
from game.proof.report import Report, RoleNumbers, format_count
from game.proof.verdicts import Verdict, list_review_lines
from game.text.diagnostics import Diagnostic

#: The width of the page; faults stand on one line each, however long, so that editors and grep find them.
REPORT_WIDTH = 80
#: A space at which no line is broken.
_NBSP = "\u00a0"
#: Above this many states of a role the report names the variable that multiplies them.
MANY_STATES = 200_000
#: What is counted, where its name alone does not say so.
_UNITS = {"news": "pieces of news", "glossary": "words of the time"}


def format_text(report: Report, replay: str = "sixteen-points replay", took: str = "") -> str:
    """Return the report as one page for people.

    Args:
        report: what was found.
        replay: the command that replays a run, up to the role.
        took: how long it took, for the last line.
    """
    lines = [report.title, ""] if report.title else []
    for role in report.roles:
        lines += _role(report, role)
    lines += ["", *_laws(report), ""]
    if report.record_counts:
        lines += [f"Record: {_record(report)}", ""]
    if statements := sum(report.article.values()):
        coverage = report.article_coverage
        told, heard = len(coverage.told), coverage.played - len(coverage.told)
        played = f"{coverage.played} played: {told} told, {heard} by bulletins alone"
        lines += [f"Article: {_pluralize(statements, 'statements')}, {played}", ""]
    lines = [fill(line, REPORT_WIDTH, subsequent_indent="    ").replace(_NBSP, " ") for line in lines]
    for role_id, figures in report.memory.items():
        lines += format_memory(report.proofs[role_id].context, figures)
    for fault in report.violations:
        lines += _fault(fault, replay)
    for hint in report.hints:
        lines += _fault(hint, replay)
    if report.hints:
        lines += ["", f"{len(report.hints)} hints; they fail nothing."]
    lines += [*report.unproved.values(), *(f"Open: {message}" for message in report.open)]
    count = len(report.violations)
    end = f"{count} {'fault' if count == 1 else 'faults'}." if count else "Nothing is wrong."
    if not count and report.open:
        end = "Nothing is wrong as far as it was decided."
    lines.append(f"{end} {took}".strip())
    return "\n".join(lines)


def _role(report: Report, role: RoleNumbers) -> list[str]:
    kept = {name: getattr(role, name) for name in ("scenes", "choices", "attempts", "endings", "words")}
    lines = [f"{role.id}: " + ", ".join(_pluralize(number, name) for name, number in kept.items())]
    if role.id not in report.proofs or report.pack is None:
        return lines
    proof = report.proofs[role.id]
    kinds = Counter(verdict.kind for verdict in proof.verdicts)
    told = [f"{kinds[kind]} {kind}" for kind in ("alive", "dead", "open") if kinds[kind]]
    found = f", found {role.method}" if role.method else ""
    lines.append(f"  {role.states:,} states, {role.edges:,} steps{found}; choices: {', '.join(told)}")
    if role.states > MANY_STATES:
        lines.append(f"  {role.blowup_hint}")
    if role.runs:
        lines.append(f"  {format_count(role.runs)} runs of {role.shortest} to {role.longest} scenes")
        ends = [
            f"{scene.ending.title} {format_percent(role.shares.get(scene.id, 0))}".replace(" ", _NBSP)
            for scene in report.pack.get_role(role.id).scenes
            if scene.ending is not None
        ]
        lines.append("  " + " · ".join(ends))
    elif role.method:
        lines.append(f"  its runs were not counted, as it has more than {WALKED_STATES:,} states")
    return lines


def format_percent(share: float) -> str:
    """Return a share, from 0 to 1, in percent: whole numbers from 10 on, else two digits."""
    if share == 0:
        return "0 %"
    return f"{100 * share:.0f} %" if share >= 0.095 else f"{100 * share:.2g} %"


def _laws(report: Report) -> list[str]:
    return [f"{name}  {LAWS[name][0]}: {_state(report, name)}" for name in report.laws]


def _state(report: Report, law: str) -> str:
    broken = sum(fault.rule == law for fault in report.violations)
    if broken:
        return f"broken in {broken} {'place' if broken == 1 else 'places'}"
    if report.unproved or not report.proofs:
        return "not looked at in every role" if report.proofs else "not looked at"
    return "open" if any(law in proof.undecided_laws for proof in report.proofs.values()) else "proved"


def _fault(fault: Diagnostic, replay: str) -> list[str]:
    lines = [f"{fault} [{fault.rule}]"]
    if isinstance(fault, LawViolation) and fault.run:
        lines.append("  " + fault.replay(replay))
    return lines


def format_github(report: Report, folder: str = "scenes", replay: str = "sixteen-points replay") -> str:
    """Return the faults as annotations of GitHub's workflow commands, one a line.

    Args:
        report: what was found.
        folder: the pack's folder in the repository.
        replay: as for `format_text`.
    """
    lines = []
    for fault in report.violations:
        message = f"{fault.key}: {fault.message}" if fault.key else fault.message
        if isinstance(fault, LawViolation) and fault.run:
            message += f"\n{fault.replay(replay)}"
        file = _escaped(f"{folder}/{fault.file}", ",:")
        lines.append(f"::error file={file},line={max(fault.line, 1)},title={fault.rule}::{_escaped(message)}")
    for hint in report.hints:
        file = _escaped(f"{folder}/{hint.file}", ",:")
        lines.append(f"::notice file={file},line={max(hint.line, 1)},title={hint.rule}::{_escaped(hint.message)}")
    lines += [f"::warning title=open::{_escaped(message)}" for message in report.open]
    lines += [f"::warning title=not proved::{_escaped(message)}" for message in report.unproved.values()]
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Return a text for GitHub's workflow commands: `%`, line ends and, in properties, `,` and `:` in hexadecimal."""
    return "".join(f"%{ord(sign):02X}" if sign in "%\r\n" + more else sign for sign in text)


def format_json(report: Report) -> str:
    """Return the report as one JSON object, for machines."""
    total = {
        key: sum(getattr(role, key) for role in report.roles)
        for key in ("scenes", "choices", "attempts", "endings", "words")
    }
    broken = Counter(fault.rule for fault in report.violations)
    return json.dumps(
        {
            "roles": len(report.roles),
            **total,
            **report.record_counts,
            "article": report.article,
            "article_played": report.article_coverage.played,
            "article_unplayed": report.article_coverage.unplayed,
            "laws": {name: {"says": LAWS[name][0], "faults": broken[name]} for name in report.laws},
            "per_role": [vars(role) for role in report.roles],
            "verdicts": {
                role: [_verdict(verdict, proof.space_numbers.method) for verdict in proof.verdicts]
                for role, proof in report.proofs.items()
            },
            "violations": [asdict(fault) for fault in report.violations],
            "hints": [asdict(hint) for hint in report.hints],
            "memory": {
                role: list_memory(report.proofs[role].context, figures) for role, figures in report.memory.items()
            },
            "open": report.open,
            "unproved": report.unproved,
        },
        ensure_ascii=False,
        indent=2,
    )


def _verdict(verdict: Verdict, method: str) -> dict[str, object]:
    # A run through sets takes a tenth of a second, and there may be ten thousand of them.
    return {
        "choice": verdict.choice,
        "kind": verdict.kind,
        "says": verdict.message,
        "share": verdict.share,
        "run": () if method else verdict.run,
    }


def format_verdicts(report: Report) -> str:
    """Return the numbers of every role, scene and passage and the verdict of every choice, for a file to review."""
    laws = sum(_state(report, law) == "proved" for law in report.laws)
    kinds = Counter(verdict.kind for verdicts in report.verdicts.values() for verdict in verdicts)
    found = [f"{laws} of {len(report.laws)} laws proved, {kinds['alive']} of {kinds.total()} choices alive"]
    found += [role.line for role in report.roles if role.id in report.proofs]
    found += [
        f"{role} {line}"
        for role, proof in report.proofs.items()
        for line in list_review_lines(proof.context, proof.verdicts)
    ]
    return "\n".join(found)


def format_summary(report: Report) -> str:
    """Return the report as a Markdown table, for the README: what there is, and what was proved of it."""
    rows = [
        f"| {role.id} | {role.scenes} | {role.choices} | {role.attempts} | {role.endings} | {role.words:,} "
        f"| {role.states:,} | {format_count(role.runs)} | {role.shortest} to {role.longest} |"
        for role in report.roles
    ]
    return "\n".join(
        [
            "| role | scenes | choices | attempts | endings | words | states | distinct runs | scenes in a run |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"The record: {_record(report)}. Faults: {len(report.violations)}.",
        ]
    )


def _record(report: Report) -> str:
    """Return what the record holds, in numbers."""
    named = ((number, _UNITS.get(name, name)) for name, number in report.record_counts.items())
    return ", ".join(_pluralize(number, name) for number, name in named)


def _pluralize(number: int, name: str) -> str:
    """Return a number with its noun, which loses its last s for one: `1 scene`, `2 scenes`."""
    first, *rest = name.split(" ")
    return " ".join([f"{number:,}", first.removesuffix("s") if number == 1 else first, *rest])
