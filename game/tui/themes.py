"""The colour themes of the terminal game: paper and ink with one accent, in six variants.

Every style sheet uses only these colours, so a variant is just a table: `$foreground` for text, `$quiet` for secondary
text, `$accent` for marks and headings, `$rule` for lines, `$cursor` for the background of the marked item.
"""

from __future__ import annotations

import msgspec
from textual.theme import Theme

from game.play.settings import Settings


class ThemeColours(msgspec.Struct, frozen=True):
    """The colours of one variant."""

    name: str
    paper: str
    panel: str
    ink: str
    quiet: str
    accent: str
    rule: str
    cursor: str
    dark: bool
    ansi: bool = False


def _terminal(name: str, accent: str) -> ThemeColours:
    own = "ansi_default"
    return ThemeColours(name, own, own, own, own, accent, own, own, dark=True, ansi=True)


THEMES = (
    ThemeColours("dark", "#17150f", "#1f1c15", "#e9e1cf", "#a99f8a", "#e0a15a", "#4d473a", "#332d20", dark=True),
    ThemeColours("light", "#f7f1e3", "#efe7d4", "#2b2620", "#655c4e", "#8f2f1b", "#c9bda4", "#e2d6bc", dark=False),
    ThemeColours(
        "dark-contrast", "#000000", "#000000", "#ffffff", "#e0e0e0", "#ffd75f", "#ffffff", "#333333", dark=True
    ),
    ThemeColours(
        "light-contrast", "#ffffff", "#ffffff", "#000000", "#303030", "#7a1500", "#000000", "#dddddd", dark=False
    ),
    # The terminal's own colours: all text has its default foreground, since its other colours may be unreadable on a
    # background that we cannot know.
    _terminal("terminal", "ansi_yellow"),
    _terminal("terminal-contrast", "ansi_default"),
)


def find_theme_name(settings: Settings) -> str:
    """Return the name of the theme for a player's settings."""
    return f"{settings.theme}-contrast" if settings.high_contrast else settings.theme


def build_themes() -> list[Theme]:
    """Return the themes to register."""
    return [_theme(look) for look in THEMES]


def _theme(look: ThemeColours) -> Theme:
    scrollbar = {
        name: colour
        for names, colour in (
            (("scrollbar", "scrollbar-hover", "scrollbar-active"), look.rule),
            (("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"), look.paper),
            (("scrollbar-corner-color",), look.paper),
        )
        for name in names
    }
    reverse = {"input-cursor-text-style": "reverse"}
    # Textual's own styles use these, and it has no values for them in a theme of terminal colours.
    own = {
        "ansi-background": look.paper,
        "ansi-foreground": look.ink,
        **{
            f"{kind}-selection-{part}": colour
            for kind in ("input", "screen")
            for part, colour in (("background", "ansi_blue"), ("foreground", "ansi_bright_white"))
        },
    }
    return Theme(
        name=look.name,
        primary=look.accent,
        secondary=look.accent,
        accent=look.accent,
        warning=look.accent,
        error=look.accent,
        success=look.accent,
        foreground=look.ink,
        background=look.paper,
        surface=look.paper,
        panel=look.panel,
        boost=look.panel,
        dark=look.dark,
        ansi=look.ansi,
        text_alpha=1.0,
        variables={
            "quiet": look.quiet,
            "rule": look.rule,
            "cursor": look.cursor,
            "side": look.panel,
            "block-cursor-foreground": look.ink,
            "block-cursor-background": look.cursor,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": look.ink,
            "block-cursor-blurred-background": look.cursor,
            "input-cursor-background": look.paper,
            "input-cursor-foreground": look.ink,
            "border": look.rule,
            "border-blurred": look.rule,
            **scrollbar,
            **reverse,
            **(own if look.ansi else {}),
        },
    )
