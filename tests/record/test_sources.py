"""What the record rests on can be found again, is used, and is told plainly."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from game.record.citations import PARTISAN_NOTICE, format_bibliography, format_citation
from game.record.sources import CslName, Source, SourceMeta
from game.story.types import Pack


def test_every_source_says_what_it_is_good_for(shipped: Pack) -> None:
    assert [source.id for source in shipped.record.sources if not source.note] == []


def test_one_page_is_one_source(shipped: Pack) -> None:
    pages = Counter(
        source.URL.partition("://")[2].removeprefix("www.").rstrip("/")
        for source in shipped.record.sources
        if source.URL
    )
    assert [page for page, count in pages.items() if count > 1] == []


#: Hosts of copied pages or pirated books.
REFUSED_HOSTS = {
    "37.143.76.106", "91.205.84.46", "50webs.com", "chitka.online", "cloudfront.net", "docs.google.com",
    "homefordance.org", "knigochet.com", "knowledgr.com", "laststandonzombieisland.com", "liquisearch.com",
    "newdu.com", "pev.pl", "readania.com", "russianbest.com", "wafarin.com",
}  # fmt: skip


def _embarrasses(address: str) -> str:
    """Why an address leads a reader nowhere, or where no teacher would be seen; empty if it is a page of its own."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if re.search(r"\s", address):
        return "a space"
    if re.fullmatch(r"[\d.]+|\[.*\]", host) or ":" in host or parts.port:
        return "a machine instead of a name"
    if any(host == refused or host.endswith(f".{refused}") for refused in REFUSED_HOSTS):
        return "a copy of somebody else's page"
    if parts.path in ("", "/") and not parts.query:
        return "a front page"
    if re.search(r"(^|/)search(-results?)?(/|$)", parts.path):
        return "a page of search results"
    if re.search(r"/(User|Szerkesztő|Benutzer|Utilisateur|Участник)(:|%3A)", parts.path):
        return "a user's working page"
    return ""


def test_every_address_is_one_that_a_teacher_can_print(shipped: Pack) -> None:
    found = {source.id: _embarrasses(source.URL) for source in shipped.record.sources if source.URL}
    assert {id: why for id, why in found.items() if why} == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://91.205.84.46:2003/nvk/forum/1250862.htm",
        "https://10.0.0.1/page",
        "http://[2001:db8::1]/page",
        "https://archive.example:8443/page",
        "https://ntf.hu",
        "https://coldwarradios.blogspot.de/",
        "https://ceeol.com/search/search-result",
        "https://digitalarchive.wilsoncenter.org/search?f%5B0%5D=places%3A85930",
        "https://digitalarchive.wilsoncenter.org/search-results/184/",
        "https://en.wikipedia.org/wiki/User:56osmunka/29x",
        "https://hu.wikipedia.org/wiki/Szerkesztő:Valaki",
        "https://hirkatalogus.oldal.info/ (headline of 26 February 2024)",
        "https://hello.chitka.online/b/hungarys-cold-war/p/80",
        "https://chitka.online/b/hungarys-cold-war/p/80",
    ],
)
def test_an_address_that_leads_nowhere_or_to_a_copy_is_refused(address: str) -> None:
    assert _embarrasses(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://csepel.info/?p=6978",
        "https://search.opinionarchives.com/Summary/TNL/V40I6P12-1.htm",
        "https://research.ceu.edu/en/publications/the-man-in-the-white-raincoat",
        "https://en.wikipedia.org/wiki/Research",
        "https://notchitka.online/page",
    ],
)
def test_a_page_of_its_own_is_not(address: str) -> None:
    assert _embarrasses(address) == ""


def test_nothing_of_the_nagy_trial_rests_on_an_encyclopaedia(shipped: Pack) -> None:
    sources = shipped.record.sources_by_id
    of_the_trial = {"nagy-trial", "nagy-executed", "szilagyi-executed", "losonczy-dies"}
    for event in shipped.record.events:
        if event.id in of_the_trial:
            assert [cite.source for cite in event.cites if "wikipedia" in (sources[cite.source].URL or "")] == []


def test_no_guess_stands_as_a_fact(shipped: Pack) -> None:
    for source in shipped.record.sources:
        assert "guess" not in (source.note or ""), source.id
        assert "from memory" not in f"{source.note} {source.title} {[str(name) for name in source.author]}", source.id
    for label, claim in shipped.record.claims_by_label.items():
        assert "memory)" not in claim.says, label


def test_a_reader_is_told_that_a_source_is_partisan(shipped: Pack) -> None:
    sources = shipped.record.sources_by_id
    assert format_citation(sources["kalmar-radio-24oct"], None).endswith(PARTISAN_NOTICE)
    assert PARTISAN_NOTICE not in format_citation(sources["magyarkronologia"], None)


def test_nobody_is_told_how_to_write_the_game(shipped: Pack) -> None:
    for label, dispute in shipped.record.disputes_by_label.items():
        told = f" {(dispute.assessment or '').casefold()} "
        assert not {" the game", " the player", " in play", " narrator", " scene "} & {
            words for words in (" the game", " the player", " in play", " narrator", " scene ") if words in told
        }, label


def test_a_reference_says_nothing_that_its_source_does_not(shipped: Pack) -> None:
    for source, reference in format_bibliography(shipped.record.sources):
        assert "Preprint" not in reference, source.id
        title = " ".join(source.title.split())
        assert reference.count(title) == 1 or len(title) < 12, reference
        assert reference[0] not in "(,", reference


def test_a_short_citation_begins_with_whoever_wrote_or_edited_it_else_with_its_title() -> None:
    def cited(author: list[CslName], editor: list[CslName], at: str | None) -> str:
        custom = SourceMeta(kind="press")
        source = Source(
            id="a", type="book", title="A title", issued="1999", author=author, editor=editor, custom=custom
        )
        return format_citation(source, at)

    name = CslName(family="Weber", given="Ada")
    assert cited([name], [], "p. 3") == "Weber (1999), A title, p. 3."
    assert cited([], [name], None) == "Weber (1999), A title."
    assert cited([], [], "p. 3") == "A title (1999), p. 3."
