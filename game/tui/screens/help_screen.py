"""Help: what every key does, read from the table of commands."""

from __future__ import annotations

from textual.content import Content

from game.tui.player_commands import EVERYWHERE, PLAYER_COMMANDS, Command
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import DOCUMENTED_BAR, EMPTY_LINE, indent, underline_heading, wrap_text


class HelpScreen(TextScreen):
    """What every key does."""

    HEADING = "Help"

    def lines(self, width: int) -> list[Content]:
        """Return the keys, grouped by where they work, and how to read a page."""
        play = [command for command in PLAYER_COMMANDS if "scene" in command.screens and command.screens != EVERYWHERE]
        rooms = [
            command for command in PLAYER_COMMANDS if "scene" not in command.screens and command.screens != EVERYWHERE
        ]
        everywhere = [command for command in PLAYER_COMMANDS if command.screens == EVERYWHERE]
        lines: list[Content] = []
        for title, found in (("On the page", play), ("In lists and rooms", rooms), ("Everywhere", everywhere)):
            lines += underline_heading(title, width)
            for command in found:
                if command.keys_label:
                    lines += _line(command, width)
            lines.append(EMPTY_LINE)
        about = (
            "A raised number, as in¹, is a footnote: the record carries the sentence. What has none is invented.",
            f"In the documented view a bar ({DOCUMENTED_BAR.strip()}) and bold words mark what is documented.",
            "Nothing you choose changes the outcome. What you try is answered: what it changed, what the record "
            "says, why it stood, and what would have had to be different.",
            "Every choice is saved before the next page appears. Quit at any time.",
            "For screen readers there is a plain mode: start the game with --plain.",
        )
        lines += underline_heading("How to read", width)
        for text in about:
            lines += [*wrap_text(text, width), EMPTY_LINE]
        return lines


def _line(command: Command, width: int) -> list[Content]:
    body = wrap_text(command.help, width - 14)
    head = Content.styled(command.keys_label.ljust(14), "bold $accent")
    return [Content.assemble(head, body[0]), *indent(body[1:], 14)]
