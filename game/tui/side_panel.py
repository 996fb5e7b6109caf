"""The panel beside the page: the map of the moment, gauges, the dossier and the bulletins."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from game.play.page import Gauge, Page
from game.render.page_blocks import describe_gauge
from game.story.types import Pack
from game.tui.braille_map import describe_places, map_lines
from game.tui.text_layout import EMPTY_LINE, make_content, wrap_text
from game.wording import page_words, screen_words


def side_lines(pack: Pack, page: Page, width: int, map_height: int) -> list[Content]:
    """Return the side panel in lines.

    Args:
        width: the cells of a line.
        map_height: the most lines that the map may take.
    """
    lines = _section(pack.map.title if pack.map else screen_words.WHERE_YOU_ARE, width)
    drawn = map_lines(pack, page, width, map_height)
    lines += drawn
    for sign, words in describe_places(pack, page):
        lines += _hanging(sign, words, width)
    if page.gauges or page.dossier:
        lines += [EMPTY_LINE, *_section(screen_words.HOW_YOU_STAND, width), *gauge_lines(page, width)]
    if page.bulletins:
        lines += [EMPTY_LINE, *_section(page_words.HEARD, width)]
        for bulletin in page.bulletins:
            head = f"{bulletin.heard_at.relative_to(page.at)} · {bulletin.channel}"
            lines += [*wrap_text(head, width, "$quiet"), *_short(bulletin.says.text, width, 2)]
    return lines


def gauge_lines(page: Page, width: int) -> list[Content]:
    """Return the gauges as dots and a word or number, and the number of lines in the dossier."""
    lines: list[Content] = []
    column = max((cell_len(gauge.label) for gauge in page.gauges), default=0)
    for gauge in page.gauges:
        lines += _gauge(gauge, min(column, width - 8), width)
    count = len(page.dossier)
    noted = screen_words.NOTED[min(count, 2)].format(count=count)
    return [*lines, *wrap_text(f"{page_words.DOSSIER}: {noted}", width)]


def _gauge(gauge: Gauge, column: int, width: int) -> list[Content]:
    steps = gauge.highest - gauge.lowest
    filled = gauge.value - gauge.lowest
    level = describe_gauge(gauge)
    label = make_content(gauge.label.ljust(column))
    if steps > 8:
        return [Content.assemble(label, "  ", make_content(level, "bold"))]
    dots = Content.assemble(("●" * filled, "$accent"), ("○" * (steps - filled), "$quiet"))
    if column + 2 + steps + 2 + cell_len(level) <= width:
        return [Content.assemble(label, "  ", dots, "  ", make_content(level, "bold"))]
    return [Content.assemble(label, "  ", dots), *wrap_text(f"  {level}", width, "bold")]


def _section(title: str, width: int) -> list[Content]:
    line = "─" * max(0, width - cell_len(title) - 1)
    return (
        [Content.assemble(make_content(title, "bold"), " ", (line, "$rule"))]
        if line
        else wrap_text(title, width, "bold")
    )


def _hanging(sign: str, words: str, width: int) -> list[Content]:
    lines = wrap_text(words, width - 2)
    return [Content.assemble((sign, "bold $accent") if not number else " ", " ", line)
            for number, line in enumerate(lines)]  # fmt: skip


def _short(text: str, width: int, most: int) -> list[Content]:
    lines = wrap_text(text, width)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].truncate(width - 1).rstrip() + "…"]
