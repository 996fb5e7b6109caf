"""Entries of what happened: events, claims, news and disputes."""

from __future__ import annotations

from game.record.citations import format_citation
from game.record.types import Citation, Dispute, Event
from game.story.usage import SceneRef, format_scene_ref
from game.tui.entries.entry_builder import EntryBuilder, format_date, format_period
from game.tui.record_index import RecordIndex, Visibility
from game.wording import record_words
from game.wording.plurals import choose_form

References = dict[str, str]


def event_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write an event: when, where, who, its claims, its news, its disputes and the scenes that use it."""
    event = record_index.record.events_by_id[name]
    builder.title(event.title, format_period(event))
    _write_places(builder, record_index, event)
    builder.section(record_words.DOCUMENTED)
    for claim in event.claims:
        builder.blank()
        builder.text(claim.says, target=("claim", f"{name}.{claim.id}"))
        sources = "; ".join(_format_short(record_index, cite) for cite in claim.cites)
        builder.text(
            record_words.CLAIM_SOURCES.format(confidence=claim.confidence, sources=sources), "$quiet", indent=2
        )
    if event.news:
        builder.section(record_words.NEWS_THEN_AND_NOW)
        for number, news in enumerate(event.news, 1):
            builder.blank()
            channel = _channel(record_index, news.channel)
            builder.text(f"{format_date(news.heard_at)} · {channel}", "$quiet")
            builder.text(news.says, "italic", target=("news", f"{name}.news-{number}"))
            known = " ".join(record_index.record.claims_by_label[f"{name}.{label}"].says for label in news.known_today)
            builder.text(record_words.KNOWN_TODAY_CLAIMS.format(claims=known), indent=2)
    _write_disputes(builder, event)
    write_scenes(builder, visibility, record_index.usage.scenes_by_event.get(name, []))


def claim_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a claim with the full references of its sources, and links to everything about it."""
    event = record_index.record.events_by_id[name.partition(".")[0]]
    claim = record_index.record.claims_by_label[name]
    builder.text(claim.says, "bold")
    builder.text(record_words.CLAIM_STANDING.format(confidence=claim.confidence, name=name), "$quiet")
    _write_citations(builder, record_index, claim.cites, references)
    _write_event(builder, record_index, event)
    write_scenes(builder, visibility, record_index.usage.scenes_by_claim.get(name, []))


def news_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a piece of news in the words of the time, with its sources and what is known now."""
    event_id, _, number = name.rpartition(".news-")
    event = record_index.record.events_by_id[event_id]
    news = event.news[int(number) - 1]
    builder.text(news.says, "bold italic")
    builder.text(
        record_words.NEWS_ABOUT.format(hour=news.heard_at.words, channel=_channel(record_index, news.channel)),
        "$quiet",
    )
    builder.section(record_words.KNOWN_TODAY)
    for label in news.known_today:
        claim = f"{event_id}.{label}"
        builder.text(record_index.record.claims_by_label[claim].says, target=("claim", claim))
    _write_citations(builder, record_index, news.cites, references)
    _write_event(builder, record_index, event)


def dispute_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a disputed question, its readings with their sources, and the assessment."""
    dispute: Dispute = record_index.record.disputes_by_label[name]
    event = record_index.record.events_by_id[name.partition(".")[0]]
    builder.title(dispute.question, record_words.DISPUTE_ABOUT)
    for number, reading in enumerate(dispute.readings, 1):
        builder.section(record_words.READING.format(number=number))
        builder.text(reading.says)
        for cite in reading.cites:
            _write_source(builder, record_index, cite, references)
    if dispute.assessment:
        builder.section(record_words.DISPUTE_WEIGHED)
        builder.text(dispute.assessment)
    _write_event(builder, record_index, event, disputes=False)


def write_scenes(builder: EntryBuilder, visibility: Visibility, uses: list[SceneRef]) -> None:
    """Write the scenes that use something: those that may be shown, and the number of others."""
    if not uses:
        return
    builder.section(record_words.IN_GAME)
    shown = [use for use in uses if visibility.has_read(use)]
    for use in shown:
        scene = use.scene
        builder.field(
            format_date(scene.at),
            f"{scene.title} ({use.role.name})",
            ("scene", format_scene_ref(use.role, scene)),
            column=18,
        )
    rest = len(uses) - len(shown)
    if rest:
        forms = record_words.OTHER_SCENES_UNREAD if shown else record_words.SCENES_UNREAD
        builder.text(choose_form(forms, rest).format(count=rest), "$quiet italic")


def _write_event(builder: EntryBuilder, record_index: RecordIndex, event: Event, disputes: bool = True) -> None:
    builder.section(record_words.THE_EVENT)
    builder.text(event.title, target=("event", event.id))
    _write_places(builder, record_index, event)
    if disputes:
        _write_disputes(builder, event)


def _write_places(builder: EntryBuilder, record_index: RecordIndex, event: Event) -> None:
    record = record_index.record
    if event.places or event.people:
        builder.blank()
    builder.fields(record_words.WHERE, ((record.places_by_id[name].name, ("place", name)) for name in event.places))
    builder.fields(record_words.WHO, ((record.people_by_id[name].name, ("person", name)) for name in event.people))


def _write_disputes(builder: EntryBuilder, event: Event) -> None:
    if event.disputes:
        builder.section(record_words.DISPUTED)
        for dispute in event.disputes:
            builder.text(dispute.question, target=("dispute", f"{event.id}.{dispute.id}"))


def _write_citations(
    builder: EntryBuilder, record_index: RecordIndex, cites: list[Citation], references: References
) -> None:
    builder.section(record_words.SOURCES)
    for cite in cites:
        _write_source(builder, record_index, cite, references)


def _write_source(builder: EntryBuilder, record_index: RecordIndex, cite: Citation, references: References) -> None:
    source = record_index.record.sources_by_id[cite.source]
    builder.blank()
    builder.text(references.get(source.id) or format_citation(source, None), hang=2, target=("source", source.id))
    if cite.where:
        builder.text(record_words.READ_AT.format(where=cite.where), "$quiet", indent=2)
    builder.text(record_words.SOURCE_KIND.format(kind=source.custom.kind), "$quiet", indent=2)
    if source.note:
        builder.text(record_words.SOURCE_NOTE.format(note=source.note), "$quiet", indent=2)


def _format_short(record_index: RecordIndex, cite: Citation) -> str:
    return format_citation(record_index.record.sources_by_id[cite.source], cite.where).rstrip(".")


def _channel(record_index: RecordIndex, name: str) -> str:
    return next((channel.label for channel in record_index.pack.story.channels if channel.id == name), name)
