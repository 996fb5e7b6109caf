"""The screens that are lists: people, places, glossary, documents, disputes, sources."""

from __future__ import annotations

from game.play.session import Session
from game.record.sources import Source
from game.text.clean import search_key
from game.tui.entries.entry_builder import format_date
from game.tui.entries.people_entries import format_life_years
from game.tui.screens.linked_text_screen import FilterListScreen, ListRow
from game.wording import record_words, screen_words


class PeopleScreen(FilterListScreen):
    """The people of the record."""

    HEADING = record_words.PEOPLE
    LEAD_WIDTH = 28

    def about(self) -> str:
        """Return how many there are."""
        return record_words.PEOPLE_ABOUT.format(count=len(self.game.record_index.record.people))

    def rows(self) -> list[ListRow]:
        """Return the people by name."""
        rows = [
            ListRow(person.description, ("person", person.id), person.name, is_name=True,
                search_words=f"{person.name_local or ''} {format_life_years(person)}")
            for person in sorted(self.game.record_index.record.people, key=lambda person: search_key(person.name))
        ]  # fmt: skip
        return put_page_first(self.game.current_run, rows)


class PlacesScreen(FilterListScreen):
    """The places of the record."""

    HEADING = record_words.PLACES
    LEAD_WIDTH = 36

    def about(self) -> str:
        """Return how many there are."""
        return record_words.PLACES_ABOUT.format(count=len(self.game.record_index.record.places))

    def rows(self) -> list[ListRow]:
        """Return the places by name."""
        return [
            ListRow(
                place.name_then or place.name_local or place.description,
                ("place", place.id),
                place.name,
                is_name=True,
                search_words=f"{place.name_local or ''} {place.today or ''} {place.description}",
            )
            for place in sorted(self.game.record_index.record.places, key=lambda place: search_key(place.name))
        ]


class GlossaryScreen(FilterListScreen):
    """The words of the time."""

    HEADING = record_words.GLOSSARY
    LEAD_WIDTH = 28

    def about(self) -> str:
        """Return how many there are."""
        return record_words.GLOSSARY_ABOUT.format(count=len(self.game.record_index.record.glossary))

    def rows(self) -> list[ListRow]:
        """Return the terms in alphabetical order."""
        rows = [
            ListRow(term.meaning, ("term", term.id), term.term, is_name=True,
                search_words=" ".join((term.full_form or "", *term.called)))
            for term in sorted(self.game.record_index.record.glossary, key=lambda term: search_key(term.term))
        ]  # fmt: skip
        return put_page_first(self.game.current_run, rows)


class DocumentsScreen(FilterListScreen):
    """The documents of the time, point by point."""

    HEADING = record_words.DOCUMENTS

    def rows(self) -> list[ListRow]:
        """Return the documents in the order of their file."""
        return [
            ListRow(
                document.title,
                ("document", document.id),
                aside=record_words.POINTS.format(count=len(document.points)),
                search_words=document.about,
            )
            for document in self.game.record_index.record.documents
        ]


class DisputesScreen(FilterListScreen):
    """The disputed questions."""

    HEADING = record_words.DISPUTES
    LEAD_WIDTH = 19
    WRAPS_ROWS = True

    def about(self) -> str:
        """Return the purpose of this screen."""
        return record_words.DISPUTES_ABOUT

    def rows(self) -> list[ListRow]:
        """Return the disputes in the order of their events."""
        game = self.game
        events = [event for event in game.record_index.record.events if event.disputes]
        rows = [
            ListRow(dispute.question, ("dispute", f"{event.id}.{dispute.id}"),
                format_date(event.at), search_words=event.title)
            for event in events if game.visibility.can_see(event) for dispute in event.disputes
        ]  # fmt: skip
        hidden = sum(len(event.disputes) for event in events) - len(rows)
        if hidden:
            rows.append(ListRow(record_words.DISPUTES_HIDDEN.format(hidden=hidden), None, "…"))
        return rows


class SourcesScreen(FilterListScreen):
    """The whole bibliography."""

    HEADING = record_words.SOURCES
    LEAD_WIDTH = 26

    def about(self) -> str:
        """Return how many there are."""
        found = self.game.record_index.record.sources
        return record_words.SOURCES_ABOUT.format(count=len(found))

    def rows(self) -> list[ListRow]:
        """Return the sources by author."""
        found = sorted(
            ((_author(source), source) for source in self.game.record_index.record.sources),
            key=lambda pair: (search_key(pair[0] or pair[1].title), pair[1].issued or ""),
        )
        return [
            ListRow(source.title, ("source", source.id), who or "–",
                f"{(source.issued or 'n.d.')[:4]} {source.custom.kind:<11}",
                search_words=f"{source.container_title or ''} {source.publisher or ''}")
            for who, source in found
        ]  # fmt: skip


def put_page_first(session: Session | None, rows: list[ListRow]) -> list[ListRow]:
    """Return the rows with those first that the present page of a run names, in the order of the page."""
    rows_by_target = {row.target: row for row in rows}
    glosses = session.page.glosses if session is not None else ()
    here = [found for gloss in glosses if (found := rows_by_target.get((gloss.kind, gloss.id)))]
    if not here:
        return rows
    heads = [ListRow(head) for head in screen_words.LIST_PARTS]
    return [heads[0], *here, heads[1], *(row for row in rows if row not in here)]


def _author(source: Source) -> str:
    names = [name.family or str(name) for name in source.author or source.editor]
    return record_words.NAMES_ET_AL.format(names=names[0]) if len(names) > 2 else record_words.AND.join(names)
