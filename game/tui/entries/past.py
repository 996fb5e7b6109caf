"""Entries of what happened: events, claims, news and disputes."""

from __future__ import annotations

from game.record.citations import format_citation
from game.record.types import Citation, Dispute, Event
from game.story.usage import SceneRef, format_scene_ref
from game.tui.entries.writing import Writing, dated, period
from game.tui.library import Library, Sight

References = dict[str, str]


def event_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """An event: when, where, who, every claim, what was heard of it then, what is disputed, which scenes use it."""
    event = library.record.events_by_id[name]
    writing.title(event.title, period(event))
    _where(writing, library, event)
    writing.section("What is documented")
    for claim in event.claims:
        writing.blank()
        writing.text(claim.says, target=("claim", f"{name}.{claim.id}"))
        sources = "; ".join(_short(library, cite) for cite in claim.cites)
        writing.text(f"Confidence: {claim.confidence} · {sources}", "$quiet", indent=2)
    if event.news:
        writing.section("Heard then, and known now")
        for number, news in enumerate(event.news, 1):
            writing.blank()
            channel = _channel(library, news.by)
            writing.text(f"{dated(news.heard)} · {channel}", "$quiet")
            writing.text(news.says, "italic", target=("news", f"{name}.news-{number}"))
            known = " ".join(library.record.claims_by_label[f"{name}.{label}"].says for label in news.now)
            writing.text(f"Known today: {known}", indent=2)
    _disputes(writing, event)
    scenes(writing, sight, library.uses.scenes_by_event.get(name, []))


def claim_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A claim with the full references of its sources, and everything that it leads to."""
    event = library.record.events_by_id[name.partition(".")[0]]
    claim = library.record.claims_by_label[name]
    writing.text(claim.says, "bold")
    writing.text(f"Confidence: {claim.confidence} · footnote {name}", "$quiet")
    _cited(writing, library, claim.cites, references)
    _about(writing, library, event)
    scenes(writing, sight, library.uses.scenes_by_claim.get(name, []))


def news_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A piece of news as it was told then, with where we know it from and what is known now."""
    event_id, _, number = name.rpartition(".news-")
    event = library.record.events_by_id[event_id]
    news = event.news[int(number) - 1]
    writing.text(news.says, "bold italic")
    writing.text(
        f"News as it was heard then, right or wrong · {news.heard.words} · {_channel(library, news.by)}", "$quiet"
    )
    writing.section("Known today")
    for label in news.now:
        claim = f"{event_id}.{label}"
        writing.text(library.record.claims_by_label[claim].says, target=("claim", claim))
    _cited(writing, library, news.cites, references)
    _about(writing, library, event)


def dispute_entry(writing: Writing, library: Library, sight: Sight, name: str, references: References) -> None:
    """A disputed question: its readings with their sources, and how to weigh them."""
    dispute: Dispute = library.record.disputes_by_label[name]
    event = library.record.events_by_id[name.partition(".")[0]]
    writing.title(dispute.asks, "A question on which the sources or those who study them differ")
    for number, reading in enumerate(dispute.readings, 1):
        writing.section(f"Reading {number}")
        writing.text(reading.says)
        for cite in reading.cites:
            _source(writing, library, cite, references)
    if dispute.weigh:
        writing.section("How to weigh them")
        writing.text(dispute.weigh)
    _about(writing, library, event, disputes=False)


def scenes(writing: Writing, sight: Sight, uses: list[SceneRef]) -> None:
    """The scenes that use something: those that may be shown, and how many others there are."""
    if not uses:
        return
    writing.section("In the game")
    shown = [use for use in uses if sight.has_read(use)]
    for use in shown:
        scene = use.scene
        writing.field(dated(scene.at), f"{scene.title} ({use.role.name})", ("scene", format_scene_ref(use.role, scene)),
                      column=18)  # fmt: skip
    rest = len(uses) - len(shown)
    if rest:
        other = "other " if shown else ""
        writing.text(f"{rest} {other}scene{'s' if rest > 1 else ''} that this run has not read.", "$quiet italic")


def _about(writing: Writing, library: Library, event: Event, disputes: bool = True) -> None:
    writing.section("The event")
    writing.text(event.title, target=("event", event.id))
    _where(writing, library, event)
    if disputes:
        _disputes(writing, event)


def _where(writing: Writing, library: Library, event: Event) -> None:
    record = library.record
    if event.places or event.people:
        writing.blank()
    writing.fields("Where", ((record.places_by_id[name].name, ("place", name)) for name in event.places))
    writing.fields("Who", ((record.people_by_id[name].name, ("person", name)) for name in event.people))


def _disputes(writing: Writing, event: Event) -> None:
    if event.disputes:
        writing.section("Disputed")
        for dispute in event.disputes:
            writing.text(dispute.asks, target=("dispute", f"{event.id}.{dispute.id}"))


def _cited(writing: Writing, library: Library, cites: list[Citation], references: References) -> None:
    writing.section("Sources")
    for cite in cites:
        _source(writing, library, cite, references)


def _source(writing: Writing, library: Library, cite: Citation, references: References) -> None:
    source = library.record.sources_by_id[cite.source]
    writing.blank()
    writing.text(references.get(source.id) or format_citation(source, None), hang=2, target=("source", source.id))
    if cite.at:
        writing.text(f"Read at: {cite.at}", "$quiet", indent=2)
    writing.text(f"Kind: {source.custom.kind}", "$quiet", indent=2)
    if source.note:
        writing.text(f"Note: {source.note}", "$quiet", indent=2)


def _short(library: Library, cite: Citation) -> str:
    return format_citation(library.record.sources_by_id[cite.source], cite.at).rstrip(".")


def _channel(library: Library, name: str) -> str:
    return next((channel.label for channel in library.pack.story.channels if channel.id == name), name)
