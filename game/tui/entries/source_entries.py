"""Entries of sources and scenes."""

from __future__ import annotations

from game.record.citations import format_citation
from game.record.sources import Source
from game.record.types import Person
from game.story.usage import find_cited_claims
from game.text.prose import parse_prose
from game.tui.entries.entry_builder import EntryBuilder, format_date
from game.tui.entries.event_entries import References, write_scenes
from game.tui.record_index import RecordIndex, Visibility
from game.tui.text_layout import Word, split_words, superscript, wrap_words
from game.tui.widgets.linked_text import LinkLine
from game.wording import record_words

#: The strengths and weaknesses of each kind of source.
SOURCE_KIND_NOTES = {
    "scholarship": record_words.GOOD_FOR_SCHOLARSHIP,
    "primary": record_words.GOOD_FOR_PRIMARY,
    "archive": record_words.GOOD_FOR_ARCHIVE,
    "memoir": record_words.GOOD_FOR_MEMOIR,
    "press": record_words.GOOD_FOR_PRESS,
    "museum": record_words.GOOD_FOR_MUSEUM,
    "reference": record_words.GOOD_FOR_REFERENCE,
}


def source_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a source: its full reference, what it is good for, and everything that cites it."""
    record, links = record_index.record, record_index.backlinks
    source = record.sources_by_id[name]
    builder.text(references.get(name) or format_citation(source, None), "bold", hang=2)
    builder.blank()
    builder.field(record_words.FIELD_KIND, f"{source.custom.kind}. {SOURCE_KIND_NOTES[source.custom.kind]}")
    for label, text in list_details(source):
        builder.field(label, text)
    claims = links.claims.get(name, [])
    if claims:
        builder.section(record_words.CLAIMS_RESTING.format(count=len(claims)))
        hidden = 0
        before = ""
        for label in claims:
            event = record.events_by_id[label.partition(".")[0]]
            if not visibility.can_see(event):
                hidden += 1
                continue
            if event.id != before:
                builder.blank()
                builder.text(f"{event.title} · {format_date(event.at)}", "$quiet", target=("event", event.id))
                before = event.id
            builder.text(record.claims_by_label[label].says, indent=2, target=("claim", label))
        if hidden:
            builder.text(record_words.CLAIMS_HIDDEN.format(hidden=hidden), "$quiet italic")
    disputes = [
        label
        for label in links.disputes.get(name, [])
        if visibility.can_see(record.events_by_id[label.partition(".")[0]])
    ]
    if disputes:
        builder.section(record_words.DISPUTES_TAKEN_PART_IN)
        for label in disputes:
            builder.text(record.disputes_by_label[label].question, target=("dispute", label))
    news = [event for event in links.news.get(name, []) if visibility.can_see(event)]
    if news:
        builder.section(record_words.NEWS_HANDED_DOWN)
        builder.events(news)
    about = links.entries_citing.get(name, [])
    if about:
        builder.section(record_words.ENTRIES_RESTING)
        for entry in about:
            builder.text(entry.name, target=("person" if isinstance(entry, Person) else "place", entry.id))
    uses = {
        (use.role.id, use.scene.id): use
        for label in claims
        for use in record_index.usage.scenes_by_claim.get(label, [])
    }
    write_scenes(builder, visibility, list(uses.values()))


def scene_entry(
    builder: EntryBuilder, record_index: RecordIndex, visibility: Visibility, name: str, references: References
) -> None:
    """Write a scene, with the claims that its text footnotes."""
    use = record_index.find_scene(name)
    scene, record = use.scene, record_index.record
    builder.title(scene.title, f"{use.role.name} · {scene.at.words}")
    builder.blank()
    builder.field(record_words.WHERE, record.places_by_id[scene.place].name, ("place", scene.place))
    builder.fields(record_words.WHAT, ((record.events_by_id[event].title, ("event", event)) for event in scene.depicts))
    numbers = {label: number for number, label in enumerate(find_cited_claims(scene), 1)}
    for text in scene.list_body():
        for paragraph in parse_prose(text):
            builder.blank()
            words: list[Word] = []
            for sentence in paragraph:
                words += split_words(sentence.text)
                marks = superscript(numbers[label] for label in sentence.labels if label in numbers)
                if marks and words:
                    words[-1] = Word(words[-1].text, footnotes=marks)
            builder.lines += [LinkLine(line) for line in wrap_words(words, builder.width)]
    known = [label for label in numbers if label in record.claims_by_label]
    if known:
        builder.section(record_words.FOOTNOTES)
        for label in known:
            builder.field(str(numbers[label]), record.claims_by_label[label].says, ("claim", label), column=4)


def list_details(source: Source) -> list[tuple[str, str]]:
    """Return further details of a source: where to find it, when it was seen, a note."""
    fields = (
        (record_words.FIELD_ADDRESS, source.URL),
        ("DOI", source.DOI),
        ("ISBN", source.ISBN),
        (record_words.FIELD_ARCHIVE, ", ".join(part for part in (source.archive, source.archive_location) if part)),
        (record_words.FIELD_SEEN_ON, source.accessed),
        (record_words.FIELD_NOTE, source.note),
    )
    return [(label, text) for label, text in fields if text]
