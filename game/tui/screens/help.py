"""Help: what every key does, read from the table of commands."""

from __future__ import annotations

from textual.content import Content

from game.tui.commands import COMMANDS, EVERYWHERE, Command
from game.tui.screens.base import Room
from game.tui.typeset import BAR, BLANK, heading, indent, set_text


class HelpRoom(Room):
    """What every key does."""

    HEADING = "Help"

    def lines(self, width: int) -> list[Content]:
        """The keys by where they work, and how to read a page."""
        play = [command for command in COMMANDS if "scene" in command.rooms and command.rooms != EVERYWHERE]
        rooms = [command for command in COMMANDS if "scene" not in command.rooms and command.rooms != EVERYWHERE]
        everywhere = [command for command in COMMANDS if command.rooms == EVERYWHERE]
        lines: list[Content] = []
        for title, found in (("On the page", play), ("In lists and rooms", rooms), ("Everywhere", everywhere)):
            lines += heading(title, width)
            for command in found:
                if command.shown:
                    lines += _line(command, width)
            lines.append(BLANK)
        about = (
            "A raised number, as in¹, is a footnote: the record carries the sentence. What has none is invented.",
            f"In the documented view a bar ({BAR.strip()}) and bold words mark what is documented.",
            "Nothing you choose changes the outcome. What you try is answered: what it changed, what the record "
            "says, why it stood, and what would have had to be different.",
            "Every choice is saved before the next page appears. Quit at any time.",
            "For screen readers there is a plain mode: start the game with --plain.",
        )
        lines += heading("How to read", width)
        for text in about:
            lines += [*set_text(text, width), BLANK]
        return lines


def _line(command: Command, width: int) -> list[Content]:
    body = set_text(command.says, width - 14)
    head = Content.styled(command.shown.ljust(14), "bold $accent")
    return [Content.assemble(head, body[0]), *indent(body[1:], 14)]
