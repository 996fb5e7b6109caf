"""The record as one self-contained page: events and claims with anchors and sources, readable on paper."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from game.record.backlinks import Backlinks
from game.record.citations import format_bibliography, format_citation
from game.record.record import Record
from game.record.sources import Source
from game.record.types import Citation, Document, Event, Person, Place, Statement
from game.render.html import render_document
from game.story.story_file import StoryFile
from game.text.clean import search_key
from game.text.moments import Moment
from game.wording import export_words

RECORD_STYLE = """<style>
nav ul, section > ul { list-style: none; padding: 0 } nav li { display: inline-block; margin: .2rem 1.2rem .2rem 0 }
h3 { margin: 2rem 0 .2rem } h4 { margin: 1.2rem 0 .2rem } h3 a { color: inherit; text-decoration: none }
.quiet { color: var(--quiet); font-size: .92em; margin: .2rem 0 } .quiet a { color: inherit }
.quiet a, dd a, li a { text-decoration-color: var(--rule); text-underline-offset: .2em }
.claim { margin: .8rem 0 0 } .claim + .quiet { margin-left: 1rem } blockquote { margin: .8rem 0 0; font-style: italic }
dt { font-weight: 600; margin-top: .9rem } dd { margin-left: 1rem } li { margin: .4rem 0 }
dd, li { overflow-wrap: anywhere } :target { outline: 2px solid var(--accent); outline-offset: .3rem }
@media print { body { font-size: 9.5pt; line-height: 1.4 } nav { display: none } h3, h4, .claim { break-after: avoid }
  a { color: inherit; text-decoration: none } li, .quiet { break-inside: avoid } }
</style>"""


def record_page(story: StoryFile, record: Record) -> str:
    """Return the record as a self-contained page of HTML.

    The anchor of an event is its id, that of a claim, dispute or piece of news its label; the anchors of other entries
    are their ids after `place-`, `person-`, `term-`, `source-`, `document-` or `article-`.
    """
    writer = _Page(story, record)
    sections = [
        ("events", writer.events()),
        ("documents", map(writer.document, record.documents)),
        ("people", _listed(
            map(writer.person, sorted(record.people, key=lambda item: search_key(item.name))))),
        ("places", _listed(map(writer.place, sorted(record.places, key=lambda item: search_key(item.name))))),
        ("glossary", _listed(
            f'<dt id="term-{term.id}">{escape(term.term)}</dt><dd>{_joined(term.full_form, term.meaning)}</dd>'
            for term in sorted(record.glossary, key=lambda item: search_key(item.term)))),
        ("article", map(writer.statement, record.article)),
        ("sources", _listed((writer.source(*pair) for pair in format_bibliography(record.sources)), "ul")),
    ]  # fmt: skip
    body, contents = [], []
    for anchor, parts in sections:
        title = export_words.SECTIONS[anchor]
        if text := "".join(parts):
            body.append(f'<section><h2 id="{anchor}">{title}</h2>{text}</section>')
            contents.append(f'<li><a href="#{anchor}">{title}</a></li>')
    for year in dict.fromkeys(event.at.earliest.year for event in record.events):
        contents.append(f'<li><a href="#year-{year}">{year}</a></li>')
    title = export_words.RECORD.format(story=story.title)
    head = (
        f'<h1>{escape(title)}</h1><p class="aside">{escape(story.credits)}</p><nav><ul>{"".join(contents)}</ul></nav>'
    )
    return render_document(title, RECORD_STYLE + head + "".join(body), story.language)


class _Page:
    """The parts of the page, with links only to what is on it."""

    def __init__(self, story: StoryFile, record: Record) -> None:
        self.channels = {channel.id: channel.label for channel in story.channels}
        self.record = record
        self.links = Backlinks(record)

    def events(self) -> Iterable[str]:
        """Yield every event in the order of time, under its year."""
        year = 0
        for event in self.record.events:
            if event.at.earliest.year != year:
                year = event.at.earliest.year
                yield f'<h2 id="year-{year}">{year}</h2>'
            yield self.event(event)

    def event(self, event: Event) -> str:
        """Return an event: when, where and who; its claims, its news with what is known now, and its disputes."""
        until = f" – {event.until.words}" if event.until is not None else ""
        parts = [
            f'<h3 id="{event.id}"><a href="#{event.id}">{escape(event.title)}</a></h3>',
            f'<p class="quiet">{_time(event.at)}{escape(until)}</p>',
            f'<p class="quiet">{self._named(event)}</p>',
        ]
        for claim in event.claims:
            parts.append(f'<p class="claim" id="{event.id}.{claim.id}">{escape(claim.says)}</p>')
            standing = export_words.CONFIDENCE.format(confidence=claim.confidence, sources=self._cited(claim.cites))
            parts.append(f'<p class="quiet">{standing}</p>')
        if event.news:
            parts.append(f"<h4>{export_words.NEWS}</h4>")
        for number, news in enumerate(event.news, 1):
            channel = escape(self.channels.get(news.channel, news.channel))
            now = "; ".join(self._link(f"{event.id}.{claim}", self.record.claims_by_label[f"{event.id}.{claim}"].says)
                            for claim in news.known_today)  # fmt: skip
            parts.append(
                f'<blockquote id="{event.id}.news-{number}">{escape(news.says)}</blockquote>'
                f'<p class="quiet">{_time(news.heard_at)}, {channel}. {self._cited(news.cites)}</p>'
                f'<p class="quiet">{export_words.KNOWN_TODAY.format(claims=now)}</p>'
            )
        for dispute in event.disputes:
            readings = "".join(
                f'<li>{escape(reading.says)} <span class="quiet">{self._cited(reading.cites)}</span></li>'
                for reading in dispute.readings
            )
            weighed = f"<p>{escape(dispute.assessment)}</p>" if dispute.assessment else ""
            asked = export_words.DISPUTED.format(question=escape(dispute.question))
            parts.append(f'<h4 id="{event.id}.{dispute.id}">{asked}</h4><ul>{readings}</ul>{weighed}')
        return f"<article>{''.join(parts)}</article>"

    def document(self, item: Document) -> str:
        """Return a document point by point, with what had become of each by certain moments."""
        rows = "".join(
            f"<tr><th scope=row>{point.number}</th><td>{self._labelled(point.says, point.claims)}"
            + "".join(
                f'<br><span class="quiet">{export_words.BECAME_BY.format(date=escape(became.by.date))}</span> '
                f"{self._labelled(became.says, became.claims)}"
                for became in point.became
            )
            + "</td></tr>"
            for point in item.points
        )
        about = self._link(item.event, self.record.events_by_id[item.event].title)
        return (
            f'<h3 id="document-{item.id}">{escape(item.title)}</h3><p>{escape(item.about)} {about}</p>'
            f"<table>{rows}</table>"
        )

    def person(self, person: Person) -> str:
        """Return a person: who they were, what became of them, and the events in which they appear."""
        years = f"{person.born or '?'}–{person.died or ''}" if person.born or person.died else ""
        name = _joined(person.name, person.name_local, years, by=", ")
        about = _joined(person.description, person.fate)
        cited = f" {self._cited(person.cites)}" if person.cites else ""
        return (
            f'<dt id="person-{person.id}">{name}</dt><dd>{about}{cited}{self._used(self.links.people[person.id])}</dd>'
        )

    def place(self, place: Place) -> str:
        """Return a place's names then and now, and what happened there."""
        name = _joined(place.name, place.name_local, by=", ")
        then = export_words.NAME_THEN.format(name=place.name_then) if place.name_then else None
        today = export_words.NAME_TODAY.format(name=place.today) if place.today else None
        cited = f" {self._cited(place.cites)}" if place.cites else ""
        used = cited + self._used(self.links.places[place.id])
        return f'<dt id="place-{place.id}">{name}</dt><dd>{_joined(place.description, then, today)}{used}</dd>'

    def statement(self, statement: Statement) -> str:
        """Return a statement of the article, and the claims that answer it."""
        answers = self._labelled(statement.answer, statement.answered_by)
        return f'<p id="article-{statement.id}">{escape(statement.says)} <span class="quiet">{answers}</span></p>'

    def source(self, source: Source, reference: str) -> str:
        """Return a source: its reference, what it is good for, and what cites it."""
        if source.URL and source.URL in reference:
            before, _, after = reference.partition(source.URL)
            words = f'{escape(before)}<a href="{escape(source.URL)}">{escape(source.URL)}</a>{escape(after)}'
        else:
            words = escape(reference)
        labels = (*self.links.claims[source.id], *self.links.disputes[source.id])
        rests = [*labels, *(event.id for event in self.links.news[source.id])]
        events = dict.fromkeys(name.partition(".")[0] for name in rests)
        kind = export_words.PARTISAN if source.custom.partisan else export_words.SOURCE_KIND
        named = kind.format(kind=source.custom.kind.capitalize())
        about = f'<p class="quiet">{_joined(named, source.note)}</p>'
        used = self._used(self.record.events_by_id[name] for name in events)
        return f'<li id="source-{source.id}">{words}{about}{used}</li>'

    def _named(self, event: Event) -> str:
        places = [self._link(f"place-{name}", self.record.places_by_id[name].name) for name in event.places]
        return ", ".join(
            [*places, *(self._link(f"person-{name}", self.record.people_by_id[name].name) for name in event.people)]
        )

    def _cited(self, cites: Iterable[Citation]) -> str:
        return " ".join(
            self._link(f"source-{cite.source}", format_citation(self.record.sources_by_id[cite.source], cite.where))
            for cite in cites
        )

    def _labelled(self, message: str, labels: Iterable[str]) -> str:
        return f'{escape(message)} <span class="quiet">{", ".join(self._link(label, label) for label in labels)}</span>'

    def _used(self, events: Iterable[Event]) -> str:
        links = ", ".join(self._link(event.id, event.title) for event in events)
        return f'<p class="quiet">{export_words.IN_RECORD.format(events=links)}</p>' if links else ""

    def _link(self, anchor: str, words: str) -> str:
        """Return a link if its target is on this page; points of a document may cite events that are left out."""
        label = anchor in self.record.claims_by_label or anchor in self.record.disputes_by_label
        there = label or "." not in anchor
        return f'<a href="#{escape(anchor)}">{escape(words)}</a>' if there else escape(words)


def _time(at: Moment) -> str:
    return f'<time datetime="{at.earliest.isoformat(timespec="minutes")}">{escape(at.words)}</time>'


def _joined(*parts: str | None, by: str = " ") -> str:
    return by.join(escape(part) for part in parts if part)


def _listed(items: Iterable[str], tag: str = "dl") -> Iterable[str]:
    text = "".join(items)
    return [f"<{tag}>{text}</{tag}>"] if text else []
