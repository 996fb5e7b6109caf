"""The story of a run as a readable text: plain, Markdown or one self-contained HTML page."""

from __future__ import annotations

from html import escape

from game.play.build import page
from game.play.journal import Journal, replay
from game.play.ledger import ledger
from game.play.page import Page, Sentence
from game.record.citations import bibliography
from game.render.html import document, ledger_html, page_html
from game.render.text import CHANGED, OTHERWISE, RECORD, STOOD, run_text
from game.story.types import Pack

FORMATS = ("md", "html", "txt")
AGAINST = " (against the record)"


def export_run(pack: Pack, journal: Journal, name: str, form: str) -> str:
    """A run as text in one of `FORMATS`, with footnotes, ledger and bibliography."""
    if form == "txt":
        return run_text(pack, journal, 72)
    pages = [page(pack, replay(journal.machine, journal.pairs[:number])) for number in range(len(journal.taken) + 1)]
    title = name or pages[0].role_name
    if form == "html":
        body = "".join(page_html(shown, f"n{shown.number}") for shown in pages)
        head = f'<h1>{escape(title)}</h1><p class="aside">{escape(pack.story.title)} · {escape(pages[0].role_name)}</p>'
        return document(title, head + body + ledger_html(ledger(pack, journal)))
    return _markdown(pack, journal, title, pages)


def _markdown(pack: Pack, journal: Journal, title: str, pages: list[Page]) -> str:
    parts = [f"# {_plain(title)}", f"*{_plain(pack.story.title)} · {_plain(pages[0].role_name)}*"]
    for shown in pages:
        parts.append(f"## {_plain(shown.title)}\n\n*{shown.at.words} · {_plain(shown.place_name)}*")
        if shown.taken:
            parts.append(f"> {_plain(shown.taken)}")
        parts += [_line(paragraph, shown.number) for paragraph in shown.follows]
        for answer in shown.answers:
            parts.append(f"### The record answers: {_plain(answer.title)}")
            for head, paragraphs in (
                (CHANGED, answer.changed), (RECORD, (answer.record,)), (STOOD, answer.stood),
                (OTHERWISE, answer.otherwise),
            ):  # fmt: skip
                parts.append(f"**{head}.** " + " ".join(_line(each, shown.number) for each in paragraphs))
        parts += [
            f"- *{item.heard.short} · {_plain(item.channel)}*: {_line((item.says,), shown.number)}"
            for item in shown.bulletins
        ]
        parts += [_line(paragraph, shown.number) for paragraph in shown.paragraphs]
        if shown.ending is not None:
            parts.append(f"**{_plain(shown.ending.title)}.** What became of you: {_plain(shown.ending.label)}. "
                         + _line(shown.ending.claims, shown.number))  # fmt: skip
        parts += [
            f"[^{shown.number}-{note.number}]: {_plain(note.says)} *{_plain(note.title)}*. "
            + " ".join(_plain(cited.words) for cited in note.cited)
            for note in shown.notes
        ]
    account = ledger(pack, journal)
    parts.append("## The ledger")
    deeds = [
        f"- {deed.at.short}: {_plain(deed.scene)}: {_plain(deed.chosen)}{AGAINST if deed.diverged else ''}"
        for deed in account.deeds
    ]
    parts.append("\n".join(deeds))
    parts.append("## Bibliography")
    parts.append("\n".join(f"- {_plain(reference)}" for _, reference in bibliography(account.sources)))
    return "\n\n".join(parts) + "\n"


def _line(paragraph: tuple[Sentence, ...], number: int) -> str:
    return " ".join(
        _plain(sentence.text) + "".join(f"[^{number}-{note}]" for note in sentence.notes) for sentence in paragraph
    )


def _plain(text: str) -> str:
    """Text in which no Markdown stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|~" else sign for sign in text)
