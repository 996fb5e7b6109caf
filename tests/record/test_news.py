"""News of the pack that ships: everybody reads the same words."""

from __future__ import annotations

import re

from game.render.text import run_text
from game.story.types import Pack
from tests.export.test_run import SAVES, journal_of


def test_news_speaks_to_nobody(shipped: Pack) -> None:
    """A page that tells a student what a messenger told the premier must not call him you; quotations may."""
    spoken = {news.says for event in shipped.record.events for news in event.news}
    assert not [says for says in spoken if re.search(r"\b(you|your)\b", re.sub(r"'[^']*'", "", says), re.IGNORECASE)]


def test_news_of_another_year_tells_its_year(shipped: Pack) -> None:
    """At the reburial of 1989 an announcement of a 17 June must not read as tomorrow's."""
    told = run_text(shipped, journal_of(shipped, SAVES / "student-kept-silent.yaml"), 80, "K")
    assert "  17 Jun 1958 · Radio: " in told


def test_a_ledger_tells_the_year_where_it_is_not_the_runs_first(shipped: Pack) -> None:
    told = run_text(shipped, journal_of(shipped, SAVES / "nagy-documented-course.yaml"), 80, "K")
    assert "\n16 Jun 1958 05:09. " in told
    assert "\n24 Oct 08:45. " in told
