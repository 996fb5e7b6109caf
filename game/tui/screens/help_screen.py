"""Help: what every key does, read from the table of commands."""

from __future__ import annotations

from textual.content import Content

from game.tui.player_commands import EVERYWHERE, PLAYER_COMMANDS, Command
from game.tui.screens.base_screens import TextScreen
from game.tui.text_layout import DOCUMENTED_BAR, EMPTY_LINE, indent, underline_heading, wrap_text
from game.wording import menu_words


class HelpScreen(TextScreen):
    """What every key does."""

    HEADING = menu_words.HELP

    def lines(self, width: int) -> list[Content]:
        """Return the keys, grouped by where they work, and how to read a page."""
        play = [command for command in PLAYER_COMMANDS if "scene" in command.screens and command.screens != EVERYWHERE]
        rooms = [
            command for command in PLAYER_COMMANDS if "scene" not in command.screens and command.screens != EVERYWHERE
        ]
        everywhere = [command for command in PLAYER_COMMANDS if command.screens == EVERYWHERE]
        lines: list[Content] = []
        for title, found in (
            (menu_words.HELP_PAGE, play),
            (menu_words.HELP_LISTS, rooms),
            (menu_words.HELP_EVERYWHERE, everywhere),
        ):
            lines += underline_heading(title, width)
            for command in found:
                if command.keys_label:
                    lines += _line(command, width)
            lines.append(EMPTY_LINE)
        about = (
            menu_words.HELP_FOOTNOTES,
            menu_words.HELP_DOCUMENTED.format(bar=DOCUMENTED_BAR.strip()),
            menu_words.HELP_OUTCOME,
            menu_words.HELP_SAVED,
            menu_words.HELP_PLAIN_MODE,
        )
        lines += underline_heading(menu_words.HELP_READING, width)
        for text in about:
            lines += [*wrap_text(text, width), EMPTY_LINE]
        return lines


def _line(command: Command, width: int) -> list[Content]:
    body = wrap_text(command.help, width - 14)
    head = Content.styled(command.keys_label.ljust(14), "bold $accent")
    return [Content.assemble(head, body[0]), *indent(body[1:], 14)]
