"""About the game and the story."""

from __future__ import annotations

from textual.content import Content

from game import __version__
from game.tui.screens.base import Room
from game.tui.typeset import heading, set_text

BLANK = Content(" ")

LICENCE = (
    "The program is free under the MIT licence; the texts are free under Creative Commons Attribution 4.0 (CC BY 4.0). "
    "The file LICENSE has both."
)


class About(Room):
    """Title, version, credits, licence and content note."""

    HEADING = "About"

    def lines(self, width: int) -> list[Content]:
        """The parts in their order."""
        story = self.game.story.story
        parts = (
            (story.title, f"Story version {story.version}, game version {__version__}."),
            ("What it shows", story.content_note.strip()),
            ("Credits", story.credits.strip()),
            ("Licence", LICENCE),
        )
        return [line for title, text in parts for line in (*heading(title, width), *set_text(text, width), BLANK)]
