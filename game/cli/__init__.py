"""Floor 10: the command line, which reads the arguments and starts one of the floors below.

Each command is a module of this folder with `add(parser)` and `run(args)`; `run` returns the exit code, or raises
`UserError` if it cannot do what was asked. Only `main` turns errors into a sentence and an exit code. A module is
imported only when its command is called, so that no command waits for the imports of another.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from game.cli.examples import PROGRAM
from game.cli.standard_streams import flush_streams, lose, note, open_streams, sentence_of, speak_utf8, tell
from game.text.diagnostics import UserError, did_you_mean

#: Every command except playing, with its line in the help.
COMMANDS: dict[str, str] = {
    "check": "check a pack: every fault with its line, the laws over every reachable state, the numbers",
    "replay": "replay a run, a key, or a list of choices; take over where you like",
    "compare": "lay runs side by side: where they parted, and what stood all the same",
    "branches": "map a role, whole or as you have visited it: outline, HTML, SVG, JSON, Mermaid, Graphviz",
    "export": "write the story of a run as Markdown, HTML or text, with footnotes and sources",
    "publish": "write a pack as pages that play in any browser, without a server: roles, record, lesson",
    "record": "search the documented past, or write it as JSON, CSV, BibTeX, CSL or one page of HTML",
    "class": "hold a lesson with a whole class; or write its page and its papers, or its report",
    "serve": "let others play the terminal game in their browsers",
    "debrief": "report on the keys of a class's runs: where they parted, what stood, what to ask",
    "new": "write a small pack of your own to begin from",
    "schema": "write JSON Schemas of the story format, with which an editor completes and checks",
    "doctor": "say what this terminal and machine can do: size, colours, letters, mouse, folders",
    "completion": "print what makes your shell complete commands and options",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; those of the process if None.

    Returns:
        The exit code: 0 if all is well, 1 if something is wrong or could not be done, 2 if the arguments were wrong or
            `check` could not decide something, 130 after Ctrl-C.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    open_streams()
    speak_utf8()
    try:
        try:
            return _command(words[0], words[1:]) if words and not words[0].startswith("-") else _play(words)
        finally:
            flush_streams()
    except UserError as error:
        return tell(str(error))
    except BrokenPipeError:
        # The reader of the output has closed it; nothing more can be said there.
        return lose(sys.stdout)
    except OSError as error:
        lose(sys.stdout)
        return tell(sentence_of(error))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # A fault in the program: even what nobody has foreseen ends in a sentence.
        return tell(_own_fault(error))


def _command(name: str, words: list[str]) -> int:
    if name not in COMMANDS:
        hint = did_you_mean(name, COMMANDS)
        known = ", ".join(COMMANDS)
        note(f'{PROGRAM}: there is no command "{name}".{hint} The commands are: {known}.')
        return 2
    from game.cli.parser import command_parser, load_command

    return int(load_command(name).run(command_parser(name).parse_args(words)))


def _play(words: list[str]) -> int:
    from game.cli import play_command

    args = play_command.parse_fast(words)
    if args is None:
        from game.cli.parser import play_parser

        args = play_parser().parse_args(words)
    return play_command.run(args)


def _own_fault(error: Exception) -> str:
    """Log the traceback of a fault in the program; return the sentence about it."""
    from game.cli.locations import find_data_folder
    from game.play.store.files import record_fault

    try:
        written = record_fault(error, find_data_folder())
    except UserError:
        written = ""
    return f"The program met a fault of its own ({type(error).__name__}) and had to end.{written}"
