"""Citations in words: short ones for footnotes, and full references in one style from a CSL processor."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from game.record.sources import Source

#: A style that ships with the CSL processor.
CSL_STYLE = "harvard-cite-them-right"
#: The end of every citation of a partisan source.
PARTISAN_NOTICE = "A partisan source."

_DATE = re.compile(r"[0-9]{1,4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?")


def format_citation(source: Source, at: str | None) -> str:
    """Return a citation for a footnote: author, year, title, the place where it was read, and whether it takes a side.

    Args:
        source: the source.
        at: the place in the source, as the claim gives it.
    """
    people = [name.family or str(name) for name in source.author or source.editor]
    who = f"{people[0]} et al." if len(people) > 3 else " and ".join(people)
    # Without an author, the year follows the title.
    named = [who, source.title] if who else [source.title]
    if source.issued:
        named[0] += f" ({source.issued})"
    cited = ", ".join(part for part in (*named, at) if part) + "."
    return f"{cited} {PARTISAN_NOTICE}" if source.custom.partisan else cited


def format_bibliography(sources: Sequence[Source]) -> list[tuple[Source, str]]:
    """Return the sources with their full references, sorted by reference.

    The CSL processor and its XML library are imported here, so that play never waits for them.
    """
    references = {source.id: _format_reference(source) for source in sources}
    return sorted(((source, references[source.id]) for source in sources), key=lambda pair: pair[1].casefold())


def date_parts(date: str) -> list[int]:
    """Return the year, month and day that a date names; empty for what is not a date, such as *c. 1848* or *1848/49*.

    Only the digits 0 to 9 count: programs that read our files know no others.
    """
    return [int(part) for part in date.split("-")] if _DATE.fullmatch(date) else []


def to_csl_item(source: Source) -> dict[str, object]:
    """Return a source as an item of CSL-JSON, whose dates are lists of numbers as far as they are numbers."""
    fields: dict[str, object] = msgspec.to_builtins(source)
    for name in ("issued", "accessed"):
        if isinstance(date := fields.get(name), str):
            parts = date_parts(date)
            fields[name] = {"date-parts": [parts]} if parts else {"literal": date}
    return fields


@lru_cache(maxsize=4096)
def _render_reference(entry: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        fields = msgspec.json.decode(entry)
        found = CitationStylesBibliography(_load_style(), CiteProcJSON([fields]), formatter.plain)
        found.register(Citation([CitationItem(fields["id"])]))
        return str(found.bibliography()[0]).strip()


@lru_cache(maxsize=1)
def _load_style() -> object:
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(CSL_STYLE, validate=False)


def _format_reference(source: Source) -> str:
    """Return a source's full reference in the one style of the project."""
    fields = to_csl_item(source)
    for ours in ("custom", "note", "accessed", "language"):
        fields.pop(ours, None)
    if source.type == "article-journal" and not (source.volume or source.issue or source.page):
        # The style calls an article without pages a preprint.
        fields["type"] = "article-magazine"
    if not (source.author or source.editor):
        # The processor prints a title that takes the author's place twice.
        fields["author"] = [{"literal": fields.pop("title")}]
    return _render_reference(msgspec.json.encode(fields))
