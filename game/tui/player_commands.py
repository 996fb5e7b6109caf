"""The table of all commands, from which key bindings, the key bar, help and the palette are made."""

from __future__ import annotations

import msgspec
from textual.binding import Binding, BindingType


class Command(msgspec.Struct, frozen=True):
    """A command of the player.

    Attributes:
        action: the action that it runs, in Textual's notation; it begins with `app.` if the program has it.
        keys: the keys, in Textual's names, separated by commas; empty if no key runs it, or the menu handles them.
        keys_label: the keys as a player reads them.
        label: one or two words for the key bar; empty if it is not there.
        help: a sentence for help and palette.
        screens: the kinds of screen that have it, each by its `SCREEN_KIND`.
        in_palette: whether the palette offers it.
        opens_record: whether it opens a screen of the record.
    """

    action: str
    keys: str
    keys_label: str
    label: str
    help: str
    screens: tuple[str, ...]
    in_palette: bool = True
    opens_record: bool = False


PLAY = ("scene", "replay")
READING = ("entry", "list", "timeline", "search", "city")
LISTS = ("list", "timeline")
ROOMS = ("room", "notes", "answer", "runs", "moment", "ledger", "choose", "branches", *READING)
EVERYWHERE = ("title", "opening", *PLAY, "end", *ROOMS)
#: The screens on which the keys of the record work: all those where the letters have no other meaning.
RECORD = tuple(room for room in EVERYWHERE if room not in {"runs", "choose", "branches", "replay"})

PLAYER_COMMANDS = (
    Command("pick", "", "1-9", "choose", "Choose by number; or ↑ ↓ and Enter, or a click.", PLAY, in_palette=False),
    Command("pick", "", "↑ ↓ Enter", "choose", "Choose with the arrows and Enter, a number, or a click.",
            ("title", "choose", "runs", "notes", "branches", "opening", "end"), in_palette=False),
    Command("pick", "", "↑ ↓ Enter", "open", "Go where a line leads, with the arrows and Enter or a click.",
            READING,
            in_palette=False),
    Command("back", "left,backspace", "←", "back", "Step back one choice. Nothing is lost.", PLAY),
    Command("forward", "right", "→", "forward", "Take the choice again that you stepped back over.", PLAY),
    Command("play", "a", "a", "by itself", "Let the replay turn its pages by itself, or stop it.", ("replay",)),
    Command("go_to", "g", "g", "go to", "Go to an hour of the run, or to a divergence.", ("replay",)),
    Command("what_if", "w", "w", "what if", "What each choice here still leaves open.", ("replay",)),
    Command("take_over", "t", "t", "take over", "Play on from here as a new run.", ("replay",)),
    Command("read_on", "space,pagedown", "Space", "", "Read on: scroll the page down (PageDown too).",
            (*PLAY, "opening", "end", "room", "ledger", "answer", "moment", *READING), in_palette=False),
    Command("read_on", "space", "Space", "read", "Read the page that is shown.", ("branches",), in_palette=False),
    Command("read_back", "pageup", "PageUp", "", "Scroll the page up.",
            (*PLAY, "opening", "end", "room", "ledger", "answer", "moment", *READING), in_palette=False),
    Command("top", "home", "Home", "", "Go to the top of the page.", (*PLAY, "room", "ledger", "answer", *READING),
            in_palette=False),
    Command("end", "end", "End", "", "Go to the end of the page.", (*PLAY, "room", "ledger", "answer", *READING),
            in_palette=False),
    Command("documented", "d", "d", "documented", "Show which sentences are documented and which invented.", PLAY),
    Command("answer", "r", "r", "", "Why the record stood: the whole answer to what you tried.", PLAY),
    Command("footnotes", "f", "f", "footnotes", "Open the footnotes: claim, source, confidence, dispute.",
            (*PLAY, "opening", "ledger", "answer")),
    Command("known_now", "n", "n", "then/now", "Show what is known today beside what was heard then.", PLAY),
    Command("moment", "m", "m", "map", "Map of the moment, where you stand, what was heard.", PLAY),
    Command("branches", "b", "b", "branches", "The tree of all your runs of this role.", (*PLAY, "end", "runs")),
    Command("next_road", "n", "n", "next ?", "Go to the next road not taken.", ("branches",)),
    Command("outline", "o", "o", "outline", "Branches: the tree in words instead of signs, or back.", ("branches",)),
    Command("opening", "", "", "", "Who you are: what goes before the first page.", PLAY),
    Command("file", "j", "j", "file", "The file on you, and the journal of this run.", PLAY),
    Command("ledger", "l", "l", "ledger", "The ledger of the run and its bibliography, when the run has ended.",
            (*PLAY, "end")),
    Command("copy_key", "y", "y", "copy key", "Copy the key of this run.", ("end",)),
    Command("replay", "p", "p", "replay", "Replay the run from its beginning.", ("runs",)),
    Command("narrow", "f", "f", "narrow", "Narrow a list to the rows that hold what you type.", (*LISTS, "search")),
    Command("view", "v", "v", "view", "Timeline: everything, what your run saw or heard, what this role can.",
            ("timeline",)),
    Command("earlier", "left", "← →", "hour",
            "Map of the city: an hour earlier (←) or later (→) at which something happens.",
            ("city",), in_palette=False),
    Command("later", "right", "→", "", "", ("city",), in_palette=False),
    Command("day(-1)", "left_square_bracket", "[ ]", "day", "Map of the city: a day earlier ([) or later (]).",
            ("city",), in_palette=False),
    Command("day(1)", "right_square_bracket", "]", "", "", ("city",), in_palette=False),
    Command("app.reveal", "h", "h", "to come", "In the rooms of a run: show or hide what is still to come in it.",
            READING),
    Command("app.room('timeline')", "t", "t", "timeline", "Timeline: all that is documented, with your run among it.",
            RECORD, opens_record=True),
    Command("app.room('city')", "c", "c", "", "Map of the city: hour by hour, and your way through it.", RECORD,
            opens_record=True),
    Command("app.room('people')", "p", "p", "", "People: who they were and what became of them.", RECORD,
            opens_record=True),
    Command("app.room('places')", "w", "w", "", "Places: their names then and now.", RECORD, opens_record=True),
    Command("app.room('glossary')", "g", "g", "", "Glossary: the words of the time.", RECORD, opens_record=True),
    Command("app.room('documents')", "x", "x", "", "Documents: point by point, and what became of each.", RECORD,
            opens_record=True),
    Command("app.room('disputes')", "u", "u", "", "Disputes: what is uncertain, and how to weigh it.", RECORD,
            opens_record=True),
    Command("app.room('sources')", "s", "s", "", "Sources: the whole bibliography and what rests on it.", RECORD,
            opens_record=True),
    Command("app.room('search')", "slash", "/", "search", "Search: the whole record and the scenes you have read.",
            RECORD,
            opens_record=True),
    Command("app.room('contents')", "", "", "", "The record.", EVERYWHERE),
    Command("mark", "space", "Space", "mark", "Mark a run to be compared, or take the mark away.", ("runs",),
            in_palette=False),
    Command("compare", "c", "c", "compare", "Lay the marked runs side by side.", ("runs",)),
    Command("app.progress", "g", "g", "progress", "Progress: how much of the story your runs have seen.", ("runs",),
            in_palette=False),
    Command("app.progress", "", "", "", "Progress: how much of the story your runs have seen.", EVERYWHERE),
    Command("rename", "r", "r", "rename", "Give the run another name.", ("runs",)),
    Command("leave", "escape", "Esc", "back", "Go back to where you came from.", ("end", *ROOMS),
            in_palette=False),
    Command("leave", "escape", "Esc", "begin", "Skip this, and go on to the first page.", ("opening",),
            in_palette=False),
    Command("leave", "escape", "Esc", "title", "Go to the title screen. The run is saved.", PLAY),
    Command("app.runs", "", "", "", "Saved runs.", EVERYWHERE),
    Command("app.settings", "", "", "", "Settings.", EVERYWHERE),
    Command("app.about", "", "", "", "About this game.", EVERYWHERE),
    Command("app.help", "question_mark", "?", "help", "Show what every key does.", EVERYWHERE),
    Command("app.command_palette", "ctrl+p", "Ctrl+P", "", "Find a screen, a role or a setting by name.", EVERYWHERE,
            in_palette=False),
    Command("app.copy_or_leave", "", "Ctrl+C", "", "Copy what the mouse has marked; where nothing is marked, quit. "
            "Shift-drag marks and copies with the terminal itself.", EVERYWHERE, in_palette=False),
    Command("app.leave_game", "q", "q", "quit", "Quit (Ctrl+Q also where you type). Every choice is saved already.",
            EVERYWHERE),
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
