"""The table of all commands, from which key bindings, the key bar, help and the palette are made."""

from __future__ import annotations

import msgspec
from textual.binding import Binding, BindingType

from game.wording import command_words


class Command(msgspec.Struct, frozen=True):
    """A command of the player.

    Attributes:
        action: the action that it runs, in Textual's notation; it begins with `app.` if the program has it.
        keys: the keys, in Textual's names, separated by commas; empty if no key runs it, or the menu handles them.
        name: its name in `command_words.COMMANDS`.
        screens: the kinds of screen that have it, each by its `SCREEN_KIND`.
        in_palette: whether the palette offers it.
        opens_record: whether it opens a screen of the record.
    """

    action: str
    keys: str
    name: str
    screens: tuple[str, ...]
    in_palette: bool = True
    opens_record: bool = False

    @property
    def keys_label(self) -> str:
        """The keys as a player reads them."""
        return command_words.COMMANDS[self.name][0]

    @property
    def label(self) -> str:
        """One or two words for the key bar; empty if it is not there."""
        return command_words.COMMANDS[self.name][1]

    @property
    def help(self) -> str:
        """A sentence for help and palette."""
        return command_words.COMMANDS[self.name][2]


PLAY = ("scene", "replay")
READING = ("entry", "list", "timeline", "search", "city")
LISTS = ("list", "timeline")
ROOMS = ("room", "notes", "answer", "runs", "moment", "ledger", "choose", "branches", *READING)
EVERYWHERE = ("title", "opening", *PLAY, "end", *ROOMS)
#: The screens on which the keys of the record work: all those where the letters have no other meaning.
RECORD = tuple(room for room in EVERYWHERE if room not in {"runs", "choose", "branches", "replay"})

PLAYER_COMMANDS = (
    Command("pick", "", "pick", PLAY, in_palette=False),
    Command("pick", "", "pick-title", ("title", "choose", "runs", "notes", "branches", "opening", "end"),
            in_palette=False),
    Command("pick", "", "pick-reading", READING, in_palette=False),
    Command("back", "left,backspace", "back", PLAY),
    Command("forward", "right", "forward", PLAY),
    Command("play", "a", "play", ("replay",)),
    Command("go_to", "g", "go_to", ("replay",)),
    Command("what_if", "w", "what_if", ("replay",)),
    Command("take_over", "t", "take_over", ("replay",)),
    Command("read_on", "space,pagedown", "read_on", (*PLAY, "opening", "end", "room", "ledger", "answer", "moment",
            *READING), in_palette=False),
    Command("read_on", "space", "read_on-branches", ("branches",), in_palette=False),
    Command("read_back", "pageup", "read_back", (*PLAY, "opening", "end", "room", "ledger", "answer", "moment",
            *READING), in_palette=False),
    Command("top", "home", "top", (*PLAY, "room", "ledger", "answer", *READING), in_palette=False),
    Command("end", "end", "end", (*PLAY, "room", "ledger", "answer", *READING), in_palette=False),
    Command("documented", "d", "documented", PLAY),
    Command("answer", "r", "answer", PLAY),
    Command("footnotes", "f", "footnotes", (*PLAY, "opening", "ledger", "answer")),
    Command("known_now", "n", "known_now", PLAY),
    Command("moment", "m", "moment", PLAY),
    Command("branches", "b", "branches", (*PLAY, "end", "runs")),
    Command("next_road", "n", "next_road", ("branches",)),
    Command("outline", "o", "outline", ("branches",)),
    Command("opening", "", "opening", PLAY),
    Command("file", "j", "file", PLAY),
    Command("ledger", "l", "ledger", (*PLAY, "end")),
    Command("copy_key", "y", "copy_key", ("end",)),
    Command("replay", "p", "replay", ("runs",)),
    Command("narrow", "f", "narrow", (*LISTS, "search")),
    Command("view", "v", "view", ("timeline",)),
    Command("earlier", "left", "earlier", ("city",), in_palette=False),
    Command("later", "right", "later", ("city",), in_palette=False),
    Command("day(-1)", "left_square_bracket", "day-earlier", ("city",), in_palette=False),
    Command("day(1)", "right_square_bracket", "day-later", ("city",), in_palette=False),
    Command("app.reveal", "h", "reveal", READING),
    Command("app.room('timeline')", "t", "timeline", RECORD, opens_record=True),
    Command("app.room('city')", "c", "city", RECORD, opens_record=True),
    Command("app.room('people')", "p", "people", RECORD, opens_record=True),
    Command("app.room('places')", "w", "places", RECORD, opens_record=True),
    Command("app.room('glossary')", "g", "glossary", RECORD, opens_record=True),
    Command("app.room('documents')", "x", "documents", RECORD, opens_record=True),
    Command("app.room('disputes')", "u", "disputes", RECORD, opens_record=True),
    Command("app.room('sources')", "s", "sources", RECORD, opens_record=True),
    Command("app.room('search')", "slash", "search", RECORD, opens_record=True),
    Command("app.room('contents')", "", "contents", EVERYWHERE),
    Command("mark", "space", "mark", ("runs",), in_palette=False),
    Command("compare", "c", "compare", ("runs",)),
    Command("app.progress", "g", "progress", ("runs",), in_palette=False),
    Command("app.progress", "", "progress-everywhere", EVERYWHERE),
    Command("rename", "r", "rename", ("runs",)),
    Command("leave", "escape", "leave", ("end", *ROOMS), in_palette=False),
    Command("leave", "escape", "leave-opening", ("opening",), in_palette=False),
    Command("leave", "escape", "leave-play", PLAY),
    Command("app.runs", "", "runs", EVERYWHERE),
    Command("app.settings", "", "settings", EVERYWHERE),
    Command("app.about", "", "about", EVERYWHERE),
    Command("app.help", "question_mark", "help", EVERYWHERE),
    Command("app.command_palette", "ctrl+p", "command_palette", EVERYWHERE, in_palette=False),
    Command("app.copy_or_leave", "", "copy_or_leave", EVERYWHERE, in_palette=False),
    Command("app.leave_game", "q", "leave_game", EVERYWHERE),
)  # fmt: skip


def list_commands(screen: str) -> list[Command]:
    """Return the commands of a kind of screen."""
    return [command for command in PLAYER_COMMANDS if screen in command.screens]


def list_bindings(screen: str) -> list[BindingType]:
    """Return the key bindings of a kind of screen."""
    return [
        Binding(command.keys, command.action, command.label or command.help, show=False)
        for command in list_commands(screen)
        if command.keys
    ]
