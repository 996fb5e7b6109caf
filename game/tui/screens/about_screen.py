"""About the game and the story."""

from __future__ import annotations

from textual.content import Content

from game import __version__
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, underline_heading, wrap_text
from game.wording import menu_words

LICENCE_TEXT = menu_words.LICENCE_TERMS


class AboutScreen(TextScreen):
    """Title, version, credits, licence and content note."""

    HEADING = menu_words.ABOUT

    def lines(self, width: int) -> list[Content]:
        """Return the parts in their order."""
        story = self.game.story.story
        parts = [
            (story.title, menu_words.VERSIONS.format(version=story.version, game_version=__version__)),
            (menu_words.CONTENT_NOTE, story.content_note.strip()),
            (menu_words.CREDITS, story.credits.strip()),
            (menu_words.LICENCE, LICENCE_TEXT),
        ]
        if proved := self._proved():
            parts.insert(2, (menu_words.PROVED, proved))
        return [
            line
            for title, text in parts
            for line in (*underline_heading(title, width), *wrap_text(text, width), EMPTY_LINE)
        ]

    def _proved(self) -> str:
        """Return what the last check proved of the story; empty if the story has changed since."""
        from game.proof.report import count_role

        told = self.game.read_proof()
        lines: list[str] = []
        for role in self.game.story.roles:
            counted = count_role(role).line.partition(";")[0]
            line = next((line for line in told if line.startswith(f"{counted};")), "")
            if not line:
                return ""
            lines.append(f"{role.name}: {line.partition('; ')[2]}.")
        return "\n".join([menu_words.PROVED_TOLD.format(told=told[0]), *lines])
