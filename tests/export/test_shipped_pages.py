"""The runs that ship replay page by page as they were last looked at."""

from __future__ import annotations

import pytest

from game.story.types import Pack
from tests.export.shipped_pages import kept_pages, shipped_pages


def differences(kept: dict[tuple[str, str], str], found: dict[tuple[str, str], str]) -> list[str]:
    """What is no longer as it was, a line for each page, with what to do."""
    lines = [
        f"{run}: the page “{scene}” "
        + ("reads otherwise now" if (run, scene) in kept and (run, scene) in found
           else "is new" if (run, scene) in found else "is gone")
        for run, scene in dict.fromkeys([*kept, *found])
        if kept.get((run, scene)) != found.get((run, scene))
    ]  # fmt: skip
    if lines:
        runs = sorted({line.partition(":")[0] for line in lines})
        lines.append(
            f"If that is meant, read {'it' if len(runs) == 1 else 'them'} (sixteen-points replay {runs[0]} --plain), "
            "then renew with: python -m tests.export.shipped_pages"
        )
    return lines


def test_the_pages_of_the_runs_that_ship_are_as_they_were_last_looked_at(shipped: Pack) -> None:
    if lines := differences(kept_pages(), shipped_pages(shipped)):
        pytest.fail("\n".join(lines), pytrace=False)


def test_a_changed_page_is_named_with_what_to_do() -> None:
    kept = {("a-run", "hall"): "1", ("a-run", "street"): "2", ("b-run", "hall"): "3"}
    found = {("a-run", "hall"): "1", ("a-run", "street"): "9", ("b-run", "gate"): "3"}
    assert differences(kept, kept) == []
    assert differences(kept, found) == [
        "a-run: the page “street” reads otherwise now",
        "b-run: the page “hall” is gone",
        "b-run: the page “gate” is new",
        "If that is meant, read them (sixteen-points replay a-run --plain), "
        "then renew with: python -m tests.export.shipped_pages",
    ]
