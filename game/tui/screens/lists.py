"""The rooms that are lists: people, places, glossary, documents, disputes, sources."""

from __future__ import annotations

from game.record.sources import Source
from game.text.clean import search_key
from game.tui.entries.names import lived
from game.tui.entries.writing import dated
from game.tui.screens.reading import ListRoom, Row


class People(ListRoom):
    """Who is named in the record."""

    HEADING = "People"
    LEAD = 28

    def about(self) -> str:
        """How many there are."""
        return f"{len(self.game.library.record.people)} people: who they were and what became of them."

    def rows(self) -> list[Row]:
        """The people by name."""
        return [
            Row(person.was, ("person", person.id), person.name, named=True,
                words=f"{person.name_local or ''} {lived(person)}")
            for person in sorted(self.game.library.record.people, key=lambda person: search_key(person.name))
        ]  # fmt: skip


class Places(ListRoom):
    """Where it happened."""

    HEADING = "Places"
    LEAD = 36

    def about(self) -> str:
        """How many there are."""
        return f"{len(self.game.library.record.places)} places: what they were called then and are called now."

    def rows(self) -> list[Row]:
        """The places by name."""
        return [
            Row(place.name_then or place.name_local or place.was, ("place", place.id), place.name, named=True,
                words=f"{place.name_local or ''} {place.today or ''} {place.was}")
            for place in sorted(self.game.library.record.places, key=lambda place: search_key(place.name))
        ]  # fmt: skip


class Glossary(ListRoom):
    """The words of the time."""

    HEADING = "Glossary"
    LEAD = 28

    def about(self) -> str:
        """How many there are."""
        return f"{len(self.game.library.record.glossary)} words of the time."

    def rows(self) -> list[Row]:
        """The words in the order of the alphabet."""
        return [
            Row(term.meaning, ("term", term.id), term.term, named=True, words=term.full or "")
            for term in sorted(self.game.library.record.glossary, key=lambda term: search_key(term.term))
        ]


class Documents(ListRoom):
    """The documents of the time, point by point."""

    HEADING = "Documents"

    def rows(self) -> list[Row]:
        """The documents in the order of their file."""
        return [
            Row(document.title, ("document", document.id), aside=f"{len(document.points)} points", words=document.about)
            for document in self.game.library.record.documents
        ]


class Disputes(ListRoom):
    """What nobody knows for certain."""

    HEADING = "Disputes"
    LEAD = 19
    WRAPS = True

    def about(self) -> str:
        """What this room is for."""
        return "Questions on which the sources differ, and how their readings can be weighed."

    def rows(self) -> list[Row]:
        """The disputes in the order of their events."""
        game = self.game
        events = [event for event in game.library.record.events if event.disputes]
        rows = [
            Row(dispute.asks, ("dispute", f"{event.id}.{dispute.id}"),
                dated(event.at), words=event.title)
            for event in events if game.sight.sees(event) for dispute in event.disputes
        ]  # fmt: skip
        hidden = sum(len(event.disputes) for event in events) - len(rows)
        if hidden:
            rows.append(Row(f"{hidden} about what is still to come in this run. h shows them.", None, "…"))
        return rows


class Sources(ListRoom):
    """The whole bibliography."""

    HEADING = "Sources"
    LEAD = 26

    def about(self) -> str:
        """How many there are."""
        found = self.game.library.record.sources
        return f"{len(found)} sources. Enter shows the full reference, what it is good for, and what rests on it."

    def rows(self) -> list[Row]:
        """The sources by author."""
        found = sorted(
            ((_author(source), source) for source in self.game.library.record.sources),
            key=lambda pair: (search_key(pair[0] or pair[1].title), pair[1].issued or ""),
        )
        return [
            Row(source.title, ("source", source.id), who or "–",
                f"{(source.issued or 'n.d.')[:4]} {source.custom.kind:<11}",
                words=f"{source.container_title or ''} {source.publisher or ''}")
            for who, source in found
        ]  # fmt: skip


def _author(source: Source) -> str:
    names = [name.family or str(name) for name in source.author or source.editor]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
