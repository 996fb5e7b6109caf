"""The sources as files for reference managers: CSL-JSON, and BibTeX with its escapes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from game.record.citations import date_parts, to_csl_item
from game.record.sources import CslName, Source

#: BibTeX's types by CSL's; any other becomes `misc`.
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
}
#: BibTeX's field for CSL's `container-title`, by BibTeX's type.
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def format_csl_json(sources: Sequence[Source]) -> str:
    """Return the sources as CSL-JSON, as Zotero, pandoc and CSL processors read it."""
    return json.dumps([to_csl_item(source) for source in sources], ensure_ascii=False, indent=2)


def format_bibtex(sources: Sequence[Source]) -> str:
    """Return the sources as BibTeX in UTF-8."""
    return "\n".join(_entry(source) for source in sources)


def _entry(source: Source) -> str:
    kind = _TYPES.get(source.type, "misc")
    issued = source.issued or ""
    year = re.match(r"[0-9]{1,4}(?![0-9])", issued)
    container = _CONTAINERS.get(kind, "howpublished")
    fields = {
        "author": _names(source.author),
        "editor": _names(source.editor),
        # Double braces keep capitals as they are.
        "title": f"{{{_escaped(source.title)}}}",
        container: _escaped(source.container_title),
        "series": _escaped(source.collection_title),
        "publisher": _escaped(source.publisher or source.archive),
        "address": _escaped(source.publisher_place),
        "volume": _escaped(source.volume),
        "number": _escaped(source.issue),
        "pages": _escaped(source.page).replace("-", "--"),
        "year": year[0] if year else "",
        "date": issued if len(date_parts(issued)) > 1 else "",
        "isbn": source.ISBN,
        "doi": source.DOI,
        # In an address, escapes would become a part of it.
        "url": (source.URL or "").replace("{", "%7B").replace("}", "%7D"),
        "note": _escaped(source.note),
        "keywords": source.custom.kind + (", partisan" if source.custom.partisan else ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}", ""])


def _names(names: Sequence[CslName]) -> str:
    return " and ".join(
        f"{_escaped(name.family)}, {_escaped(name.given)}"
        if name.family and name.given
        else f"{{{_escaped(str(name))}}}"
        for name in names
    )


def _escaped(text: str | None) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in " ".join((text or "").split()))
