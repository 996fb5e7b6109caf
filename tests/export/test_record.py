"""The record as files: others can read them, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.latex_encoding import LatexDecodingMiddleware

from game.export.bibliography import format_bibtex
from game.export.record_files import CSV_COLUMNS, export_record
from game.record.citations import format_bibliography, to_csl_item
from game.record.sources import CslName, Source, SourceMeta
from game.story.types import Pack


def test_json_holds_every_statement_with_its_sources(shipped: Pack) -> None:
    found = json.loads(export_record(shipped.story, shipped.record, "json"))
    labels = {f"{event['id']}.{claim['id']}" for event in found["events"] for claim in event["claims"]}
    assert labels == set(shipped.record.claims_by_label)
    cited = {cite["source"] for event in found["events"] for claim in event["claims"] for cite in claim["cites"]}
    assert cited <= {source["id"] for source in found["sources"]}
    assert len(found["article"]) == len(shipped.record.article)


def test_a_table_has_one_statement_a_row(shipped: Pack) -> None:
    rows = list(csv.DictReader(io.StringIO(export_record(shipped.story, shipped.record, "csv"))))
    assert tuple(rows[0]) == CSV_COLUMNS
    claims = {row["label"]: row["says"] for row in rows if row["kind"] == "claim"}
    assert claims == {label: claim.says for label, claim in shipped.record.claims_by_label.items()}
    assert {row["label"] for row in rows if row["kind"] == "reading"} == set(shipped.record.disputes_by_label)
    assert all(row["sources"] for row in rows)


def test_no_cell_is_a_formula(mill: Pack) -> None:
    import msgspec

    event = msgspec.structs.replace(mill.record.events[0], title='=HYPERLINK("http://x")')
    record = msgspec.structs.replace(mill.record, events=[event])
    rows = list(csv.DictReader(io.StringIO(export_record(mill.story, record, "csv"))))
    assert {row["title"] for row in rows} == {"'" + event.title}


def test_a_bibtex_parser_reads_every_source(shipped: Pack) -> None:
    text = export_record(shipped.story, shipped.record, "bibtex")
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    entries = library.entries_dict
    assert set(entries) == set(shipped.record.sources_by_id)
    for source in shipped.record.sources:
        # This parser keeps the braces that protect capitals.
        assert entries[source.id]["title"].strip("{}") == " ".join(source.title.split()), source.id
        assert "year" not in entries[source.id] or source.issued is not None
    # An address is read as it stands, without LaTeX's meaning of a percent sign.
    for name, entry in parse_string(text).entries_dict.items():
        assert "url" not in entry or entry["url"] == shipped.record.sources_by_id[name].URL


def test_signs_that_bibtex_would_obey_stay_signs() -> None:
    source = Source(
        id="odd", type="book", title=r"50 % of {all} \input{x} & $more_or#less~", custom=SourceMeta(kind="press"),
        author=[CslName(family="Kiss", given="Éva"), CslName(literal="Smith and Sons")], issued="1956-10-24",
    )  # fmt: skip
    library = parse_string(format_bibtex([source]), append_middleware=[LatexDecodingMiddleware()])
    (entry,) = library.entries
    assert entry["title"] == r"50 % of {all} \input{x} & $more_or#less~"
    assert entry["author"] == "Kiss, Éva and Smith and Sons"
    assert (entry["year"], entry["date"]) == ("1956", "1956-10-24")


@pytest.mark.parametrize(
    ("issued", "parts", "year"),
    [
        ("1956-10-23", [1956, 10, 23], "1956"),
        ("1956-1", [1956, 1], "1956"),
        ("1956", [1956], "1956"),
        ("1956-13", [], "1956"),
        ("1956-10-32", [], "1956"),
        ("1956/57", [], "1956"),
        ("c. 1956", [], ""),
        ("²", [], ""),
        ("1956-²", [], "1956"),
        ("١٩٦٨", [], ""),
        ("99999999999999999999", [], ""),
        ("9" * 5000, [], ""),
        ("-44", [], ""),
        ("", [], ""),
    ],
)
def test_a_date_is_one_in_the_digits_that_others_read_or_stays_a_text(issued: str, parts: list[int], year: str) -> None:
    source = Source(id="x", type="book", title="T", custom=SourceMeta(kind="press"), issued=issued)
    assert to_csl_item(source)["issued"] == ({"date-parts": [parts]} if parts else {"literal": issued})
    assert f"  year = {{{year}}}," in format_bibtex([source]) if year else "year = " not in format_bibtex([source])
    assert ("  date = {" in format_bibtex([source])) == (len(parts) > 1)
    assert format_bibliography([source])[0][1].startswith("T")


def test_a_csl_processor_sets_every_item(shipped: Pack) -> None:
    from citeproc.source.json import CiteProcJSON

    items = json.loads(export_record(shipped.story, shipped.record, "csl"))
    assert {item["id"] for item in items} == set(shipped.record.sources_by_id)
    dated = [item["issued"] for item in items if "issued" in item]
    assert dated and all(isinstance(date["date-parts"][0][0], int) for date in dated)
    # The one processor there is in Python knows fewer keys than CSL has.
    known = [{key: value for key, value in item.items() if key not in {"custom", "note"}} for item in items]
    assert set(CiteProcJSON(known)) == set(shipped.record.sources_by_id)


class Anchors(HTMLParser):
    """The anchors and links of a page, and everything that it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if tag == "a" else []
        self.fetched += [tag] if "src" in values or tag in {"link", "script", "img", "iframe"} else []


@pytest.mark.parametrize("events", [None, ["bem-square", "sixteen-points"]])
def test_every_link_of_the_page_leads_to_an_anchor_of_it_or_to_a_source(
    shipped: Pack, events: list[str] | None
) -> None:
    record = shipped.record if events is None else shipped.record.subset(events)
    page = Anchors(export_record(shipped.story, record, "html"))
    assert not page.fetched
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert set(record.claims_by_label) | {f"source-{name}" for name in record.sources_by_id} <= set(page.ids)
    assert all(re.match("#|https?://", link) for link in page.links)


def test_some_events_bring_what_they_lead_to_and_nothing_else(shipped: Pack) -> None:
    record = shipped.record.subset(["bem-square"])
    (event,) = record.events
    assert set(record.sources_by_id) >= {cite.source for cite in event.cites}
    assert set(record.places_by_id) >= set(event.places)
    assert {person.id for person in record.people} == set(event.people)
    assert len(record.sources) < len(shipped.record.sources) / 4
