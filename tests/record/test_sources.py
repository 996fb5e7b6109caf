"""What the record rests on can be found again, is used, and is told plainly."""

from __future__ import annotations

from collections import Counter

from game.record.citations import PARTISAN, bibliography, cited_in_words
from game.record.sources import Custom, Name, Source
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


def test_no_guess_stands_as_a_fact(shipped: Pack) -> None:
    for source in shipped.record.sources:
        assert "guess" not in (source.note or ""), source.id
        assert "from memory" not in f"{source.note} {source.title} {[str(name) for name in source.author]}", source.id
    for label, claim in shipped.record.claim.items():
        assert "memory)" not in claim.says, label


def test_a_reader_is_told_that_a_source_is_partisan(shipped: Pack) -> None:
    sources = shipped.record.source
    assert cited_in_words(sources["kalmar-radio-24oct"], None).endswith(PARTISAN)
    assert PARTISAN not in cited_in_words(sources["magyarkronologia"], None)


def test_nobody_is_told_how_to_write_the_game(shipped: Pack) -> None:
    for label, dispute in shipped.record.dispute.items():
        told = f" {(dispute.weigh or '').casefold()} "
        assert not {" the game", " the player", " in play", " narrator", " scene "} & {
            words for words in (" the game", " the player", " in play", " narrator", " scene ") if words in told
        }, label


def test_a_reference_says_nothing_that_its_source_does_not(shipped: Pack) -> None:
    for source, reference in bibliography(shipped.record.sources):
        assert "Preprint" not in reference, source.id
        title = " ".join(source.title.split())
        assert reference.count(title) == 1 or len(title) < 12, reference
        assert reference[0] not in "(,", reference


def test_a_short_citation_begins_with_whoever_wrote_or_edited_it_else_with_its_title() -> None:
    def cited(author: list[Name], editor: list[Name], at: str | None) -> str:
        custom = Custom(kind="press")
        source = Source(
            id="a", type="book", title="A title", issued="1999", author=author, editor=editor, custom=custom
        )
        return cited_in_words(source, at)

    name = Name(family="Weber", given="Ada")
    assert cited([name], [], "p. 3") == "Weber (1999), A title, p. 3."
    assert cited([], [name], None) == "Weber (1999), A title."
    assert cited([], [], "p. 3") == "A title (1999), p. 3."
