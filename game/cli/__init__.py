"""Floor 10: the command line: it reads the arguments and starts one of the rooms below.

Each command is a module of this folder with `add(parser)` and `run(args)`; `run` returns the exit code, and raises
FaultError, with sentences for people, where it cannot do what was asked. A module is imported only when its command is
called, so that no command waits for what another needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from game.cli.examples import PROGRAM
from game.text.clean import clean
from game.text.faults import FaultError, nearest

#: Every command beside playing, with the line that help prints for it.
COMMANDS: dict[str, str] = {
    "check": "check a pack: every fault with its line, the laws over every reachable state, the numbers",
    "replay": "replay a run, a key, or a list of choices; take over where you like",
    "compare": "lay runs side by side: where they parted, and what stood all the same",
    "branches": "map a role, whole or as you have visited it: outline, HTML, SVG, JSON, Mermaid, Graphviz",
    "export": "write the story of a run as Markdown, HTML or text, with footnotes and sources",
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
        arguments: the words behind the program's name; those of the process if None.

    Returns:
        The exit code: 0 if all is well, 1 if something was found or could not be done, 2 if the words were wrong or
        (of `check`) something could not be decided, 130 after Ctrl-C.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        if words and not words[0].startswith("-"):
            return _command(words[0], words[1:])
        return _play(words)
    except FaultError as error:
        print(clean(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads the output has closed it; nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _command(name: str, words: list[str]) -> int:
    if name not in COMMANDS:
        hint = nearest(name, COMMANDS)
        known = ", ".join(COMMANDS)
        print(f'{PROGRAM}: there is no command "{clean(name)}".{hint} The commands are: {known}.', file=sys.stderr)
        return 2
    from game.cli.words import command_parser, module_of

    return int(module_of(name).run(command_parser(name).parse_args(words)))


def _play(words: list[str]) -> int:
    from game.cli import play

    args = play.plainly(words)
    if args is None:
        from game.cli.words import play_parser

        args = play_parser().parse_args(words)
    return play.run(args)


def _speak_utf8() -> None:
    """Text comes and goes as UTF-8 whatever the locale says, and what is no text never ends the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
