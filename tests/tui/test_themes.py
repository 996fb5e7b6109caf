"""The themes can be read: contrast is computed, not believed."""

from __future__ import annotations

import pytest
from textual.color import Color

from game.play.settings import Settings
from game.tui.themes import THEMES, ThemeColours, build_themes, find_theme_name


def luminance(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [look for look in THEMES if not look.ansi], ids=lambda look: look.name)
def test_every_text_can_be_read_on_every_ground(look: ThemeColours) -> None:
    least = 7.0 if look.name.endswith("contrast") else 4.5
    for ink in (look.ink, look.quiet, look.accent):
        for ground in (look.paper, look.panel, look.cursor):
            assert contrast(ink, ground) >= least, (ink, ground)


def test_every_setting_has_its_theme() -> None:
    names = {theme.name for theme in build_themes()}
    for theme in ("dark", "light", "terminal"):
        for high in (False, True):
            assert find_theme_name(Settings(theme=theme, high_contrast=high)) in names
