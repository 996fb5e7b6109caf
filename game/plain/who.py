"""Who somebody is, and what a word means, as lines of plain mode."""

from __future__ import annotations

from game.play.session import Session
from game.text.clean import search_key
from game.text.diagnostics import did_you_mean
from game.wording import plain_words

#: The most people and words that one question lists.
MAX_FOUND = 10


def list_who(session: Session, words: str) -> list[str]:
    """Return a sentence for each person and word of the glossary that is called so, or that the page names.

    What became of people is told once the run has ended.

    Args:
        words: the name or a part of it, accents optional; empty for whatever the page names.
    """
    page, record = session.page, session.pack.record
    if not words:
        return [f"{gloss.name}: {gloss.says}" for gloss in page.glosses] or [plain_words.NOBODY_NAMED]
    wanted = search_key(words).split()
    found: list[str] = []
    names: list[str] = []
    for person in record.people:
        names += person.name.split()
        if _has_words(wanted, f"{person.name} {person.name_local or ''} {' '.join(person.called or [])}"):
            fate = f" {person.fate}" if person.fate and page.ending is not None else ""
            found.append(f"{person.name}: {person.description}{fate}")
    for term in record.glossary:
        names += [term.term, *term.called]
        if _has_words(wanted, " ".join((term.term, term.full_form or "", *term.called))):
            found.append(f"{term.term}: {term.meaning}")
    if not found:
        return [plain_words.NOBODY_CALLED.format(words=words[:40], did_you_mean=did_you_mean(words, names))]
    rest = len(found) - MAX_FOUND
    return [*found[:MAX_FOUND], *([plain_words.MORE_CALLED.format(count=rest)] if rest > 0 else [])]


def _has_words(wanted: list[str], names: str) -> bool:
    parts = search_key(names).split()
    return all(any(part.startswith(word) for part in parts) for word in wanted)
