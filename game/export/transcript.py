"""The story of a run as a readable text: plain, Markdown or one self-contained HTML page."""

from __future__ import annotations

from html import escape

from game.branches.run_keys import encode_key
from game.export.markdown import run_markdown
from game.play.glosses import add_glosses
from game.play.journal import Journal, replay
from game.play.ledger import build_ledger
from game.play.page_builder import build_page
from game.play.run_end import build_run_end
from game.render.html import blocks_html, ledger_html, page_html, render_document
from game.render.page_blocks import list_run_end_blocks
from game.render.text import run_text
from game.story.types import Pack

TRANSCRIPT_FORMATS = ("md", "html", "txt")


def export_transcript(pack: Pack, journal: Journal, name: str, format: str) -> str:
    """Return a run as text in one of `TRANSCRIPT_FORMATS`, with footnotes, ledger and bibliography."""
    key = encode_key(pack, journal)
    if format == "txt":
        return run_text(pack, journal, 72, key)
    walked = (replay(journal.machine, journal.choice_refs[:number]) for number in range(len(journal.taken) + 1))
    pages = [add_glosses(pack, here, build_page(pack, here, known_now=True, with_opening=True)) for here in walked]
    title = name or pages[0].role_name
    about = f"{pack.story.title} · {pages[0].role_name}"
    account = build_ledger(pack, journal)
    end = build_run_end(journal)
    ended = list_run_end_blocks(end, key) if end is not None else []
    if format == "md":
        return run_markdown(title, about, pages, ended, account)
    body = "".join(page_html(shown, f"n{shown.number}") for shown in pages)
    head = f'<h1>{escape(title)}</h1><p class="aside">{escape(about)}</p>'
    return render_document(title, head + body + blocks_html(ended, "end") + ledger_html(account), pack.story.language)
