"""A comparison of runs as text and as one self-contained page."""

from __future__ import annotations

from html import escape

from game.branches.compare import ComparedStep, Comparison, RunSummary, TimelineRow
from game.play.page import DossierLine
from game.render.html import render_document
from game.render.text import wrap_paragraph
from game.wording import export_words


def comparison_text(comparison: Comparison, width: int) -> str:
    """Return the comparison as text, hour by hour."""
    sides = comparison.runs
    lines = [comparison.role, "=" * len(comparison.role), ""]
    lines += [wrap_paragraph(f"{_letter(n)}: {run.name}", width) for n, run in enumerate(sides)]
    lines += ["", *(wrap_paragraph(sentence, width) for sentence in comparison.verdict), ""]
    for row in comparison.rows:
        lines.append(row.at.words)
        if row.is_shared and row.steps[0] is not None:
            lines.append(wrap_paragraph(_words(row.steps[0]), width, export_words.ALL_RUNS, "       "))
        else:
            lines += [
                wrap_paragraph(_words(step), width, f"  {_letter(n)}    ", "       ")
                for n, step in enumerate(row.steps)
                if step is not None
            ]
    lines += ["", export_words.STOOD, "-" * len(export_words.STOOD)]
    lines += [wrap_paragraph(title, width, "- ", "  ") for title in comparison.common_fixed_points]
    for n, run in enumerate(sides):
        head = f"{_letter(n)}: {run.name}"
        lines += ["", head, "-" * len(head), wrap_paragraph(_fate(run), width)]
        lines += [wrap_paragraph(f"{gauge.label}: {gauge.level or gauge.value}", width) for gauge in run.gauges]
        lines += [wrap_paragraph(_file_line(line), width, "", "  ") for line in run.dossier]
        lines += [wrap_paragraph(export_words.ATTEMPT.format(attempt=title), width, "", "  ") for title in run.attempts]
    return "\n".join(lines)


def comparison_html(comparison: Comparison, language: str) -> str:
    """Return the comparison as a page with a table, readable on paper; `language` is the pack's language code."""
    heads = "".join(f'<th scope="col">{escape(run.name)}</th>' for run in comparison.runs)
    body = "".join(_row(row, len(comparison.runs)) for row in comparison.rows)
    ends = "".join(
        "<td><strong>{}</strong><ul>{}</ul></td>".format(
            escape(_fate(run)),
            "".join(f"<li>{escape(f'{gauge.label}: {gauge.level or gauge.value}')}</li>" for gauge in run.gauges)
            + "".join(f"<li>{escape(_file_line(line))}</li>" for line in run.dossier)
            + "".join(f"<li>{escape(export_words.ATTEMPT.format(attempt=title))}</li>" for title in run.attempts),
        )
        for run in comparison.runs
    )
    stood = "".join(f"<li>{escape(title)}</li>" for title in comparison.common_fixed_points)
    content = (
        f"<h1>{escape(comparison.role)}</h1>{''.join(f'<p>{escape(sentence)}</p>' for sentence in comparison.verdict)}"
        f'<table><thead><tr><th scope="col">{export_words.HOUR}</th>{heads}</tr></thead><tbody>{body}'
        f'<tr><th scope="row">{export_words.AT_THE_END}</th>{ends}</tr></tbody></table>'
        f"<h2>{export_words.STOOD}</h2><ul>{stood}</ul>"
    )
    return render_document(comparison.role, content, language)


def _file_line(line: DossierLine) -> str:
    return export_words.FILE_LINE.format(hour=line.at.short, text=line.text)


def _fate(run: RunSummary) -> str:
    return run.fate or export_words.NOT_ENDED.format(scene=run.scene_title)


def _row(row: TimelineRow, sides: int) -> str:
    head = f'<th scope="row">{escape(row.at.words)}</th>'
    if row.is_shared:
        return f'<tr>{head}<td colspan="{sides}">{_cell(row.steps[0])}</td></tr>'
    return f"<tr>{head}{''.join(f'<td>{_cell(step)}</td>' for step in row.steps)}</tr>"


def _cell(step: ComparedStep | None) -> str:
    if step is None:
        return ""
    chosen = f"<br>{escape(step.choice_text)}" if step.choice_text else ""
    against = f"<br><em>{export_words.AGAINST_RECORD}</em>" if step.is_divergent else ""
    return f"<strong>{escape(step.title)}</strong>{chosen}{against}"


def _words(step: ComparedStep) -> str:
    said = f"{step.title}: {step.choice_text}" if step.choice_text else f"{step.title}."
    against = step.is_divergent and step.choice_text
    return export_words.MARKED.format(text=said, mark=export_words.AGAINST_RECORD) if against else said


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)
