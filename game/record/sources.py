"""`record/sources.yaml` as types: a bibliography in CSL, the Citation Style Language, as pandoc and Zotero read it."""

# No `from __future__ import annotations` here: msgspec would evaluate each annotation from its text at every start.

from typing import Annotated, Literal

from game.record.types import Id
from game.text.validation import Line, StrictStruct, Text, text_pattern

SourceKind = Literal["scholarship", "primary", "archive", "memoir", "press", "museum", "reference"]


_CSL_NAMES = {
    "container_title": "container-title",
    "collection_title": "collection-title",
    "publisher_place": "publisher-place",
}


#: A tag of BCP 47: of a language, and of a country or script behind it.
Language = Annotated[
    str,
    text_pattern(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$", "a language is written as its code, as in en, hu or pt-BR"
    ),
]


class CslName(StrictStruct, frozen=True):
    """A name in CSL: of a person, or of an institution as `literal`.

    Attributes:
        family: a person's family name.
        given: a person's other names.
        literal: the name of an institution, or one that has no family name, as it is printed.
    """

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


class SourceMeta(StrictStruct, frozen=True):
    """What we add to CSL, the Citation Style Language; the entry's `note` says what the source is good for.

    Attributes:
        kind: the kind of source.
        partisan: `true` if it speaks for a side of the conflict; every footnote that rests on it says so.
    """

    kind: SourceKind
    partisan: bool = False


class Source(StrictStruct, frozen=True, rename=_CSL_NAMES):
    """A source, as an entry of a CSL-YAML bibliography.

    Attributes:
        id: its id, which citations name.
        type: what it is, in the words of CSL: `book`, `chapter`, `article-journal`, `article-newspaper`, `webpage`,
            `report`, `thesis`, `manuscript`.
        title: its title, as it is printed.
        custom: its kind, and whether it speaks for a side: `{kind: memoir, partisan: true}`.
        author: who wrote it, as in `[{family: Doe, given: Jane}]` or `[{literal: National Museum}]`.
        editor: who edited it, written like `author`.
        translator: who translated it, written like `author`.
        issued: the date on which it came out, as far as it was seen: `"1849"`, `1849-03` or `1849-03-05`; a year that
            nobody saw is left out.
        container_title: what it appeared in: the journal, the newspaper, the site, the book of a chapter.
        collection_title: the series that it belongs to.
        publisher: who published it.
        publisher_place: the town in which it was published.
        archive: the archive that keeps it.
        archive_location: its shelf mark there.
        genre: what kind of its type it is, as in `doctoral thesis`.
        volume: the number of the volume, in quotes: `"12"`.
        issue: the number of the issue within the volume, in quotes: `"3"`.
        page: its pages in what it appeared in, as in `"112-130"`.
        language: the language in which it is written, as a code: `en`, `cs`.
        accessed: the day on which its address was opened: `2024-05-01`.
        URL: its address, from `https://` on.
        DOI: its DOI without an address before it, as in `10.1000/182`.
        ISBN: its ISBN, in quotes.
        note: what it is good for and where it is weak; readers see it.
    """

    id: Id
    type: Line
    title: Line
    custom: SourceMeta
    author: list[CslName] = []
    editor: list[CslName] = []
    translator: list[CslName] = []
    issued: Line | None = None
    container_title: Line | None = None
    collection_title: Line | None = None
    publisher: Line | None = None
    publisher_place: Line | None = None
    archive: Line | None = None
    archive_location: Line | None = None
    genre: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    language: Language | None = None
    accessed: Line | None = None
    URL: Annotated[str, text_pattern(r"^https?://", "an address begins with https:// or http://")] | None = None
    DOI: Line | None = None
    ISBN: Line | None = None
    note: Text | None = None
