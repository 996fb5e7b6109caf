"""`class.html` of a lesson at own pace: the choices, the endings, the record's answers and every key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.branches.run_keys import encode_key
from game.export.kit.debrief import RoleSummary, summarize_runs
from game.export.kit.page_template import render_page
from game.play.journal import Journal
from game.play.page import Answer, Footnote, Paragraph
from game.play.page_builder import FootnoteNumbering, build_answer_for_run
from game.story.types import Pack


@dataclass(frozen=True)
class RoleReport:
    """What a class did with one role.

    Attributes:
        answers: the record's answer to every attempt that was made.
        runs: what its runs chose, attempted and met.
        fates: the fates of the runs, with the claims that document them.
        keys: each seat, its key, and the title of its present scene.
        footnotes: the footnotes of answers and fates.
    """

    runs: RoleSummary
    answers: tuple[Answer, ...]
    fates: tuple[tuple[str, Paragraph], ...]
    keys: tuple[tuple[str, str, str], ...]
    footnotes: tuple[Footnote, ...]


def build_own_pace_report(pack: Pack, name: str, gate: str, runs: Mapping[str, Journal]) -> str:
    """Return the report of a lesson at own pace as one self-contained HTML page.

    Args:
        name: the name of the class.
        gate: the hour of the gate in words, or empty.
        runs: each seat's run by the seat's name.
    """
    roles = dict.fromkeys(journal.machine.role.id for journal in runs.values())
    played = [
        _report_role(pack, role, {seat: each for seat, each in runs.items() if each.machine.role.id == role})
        for role in roles
    ]
    return render_page(
        "own-pace.html", "paper.css", title=pack.story.title, language=pack.story.language,
        name=name, gate=gate, played=played, seats=len(runs),
    )  # fmt: skip


def format_keys(pack: Pack, runs: Mapping[str, Journal]) -> str:
    """Return the keys of a class, one on each line, as `sixteen-points debrief` reads them."""
    return "".join(f"{encode_key(pack, journal)}\n" for journal in runs.values())


def _report_role(pack: Pack, name: str, runs: Mapping[str, Journal]) -> RoleReport:
    role = pack.get_role(name)
    told = role.class_excerpt.auto_choices if role.class_excerpt is not None else {}
    notes = FootnoteNumbering(pack)
    answers: dict[str, Answer] = {}
    for journal in runs.values():
        for attempt, made, _ in journal.list_attempts():
            if attempt not in answers:
                answers[attempt] = build_answer_for_run(pack, journal, notes, attempt, made)
    ended = {journal.scene.ending.fate for journal in runs.values() if journal.scene.ending is not None}
    return RoleReport(
        runs=summarize_runs(pack, name, [(journal, "") for journal in runs.values()], told),
        answers=tuple(answers.values()),
        fates=tuple((fate.label, notes.quote_claims(fate.claims)) for fate in role.fates if fate.id in ended),
        keys=tuple((seat, encode_key(pack, journal), journal.scene.title) for seat, journal in runs.items()),
        footnotes=notes.footnotes,
    )
