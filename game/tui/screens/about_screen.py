"""About the game and the story."""

from __future__ import annotations

from textual.content import Content

from game import __version__
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import EMPTY_LINE, underline_heading, wrap_text

LICENCE_TEXT = (
    "The program is free under the MIT licence; the texts are free under Creative Commons Attribution 4.0 (CC BY 4.0). "
    "The file LICENSE has both."
)


class AboutScreen(TextScreen):
    """Title, version, credits, licence and content note."""

    HEADING = "About"

    def lines(self, width: int) -> list[Content]:
        """Return the parts in their order."""
        story = self.game.story.story
        parts = [
            (story.title, f"Story version {story.version}, game version {__version__}."),
            ("What it shows", story.content_note.strip()),
            ("Credits", story.credits.strip()),
            ("Licence", LICENCE_TEXT),
        ]
        if proved := self._proved():
            parts.insert(2, ("What was proved of it", proved))
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
        return "\n".join([f"{told[0]}, over every state that a run can reach.", *lines])
