"""The argparse parsers of the command line; imported only for a command, for help or for a wrong argument."""

from __future__ import annotations

import argparse
import importlib
from types import ModuleType
from typing import Any, NoReturn

from game import __version__
from game.cli import COMMANDS, play_command
from game.cli.examples import PROGRAM, format_examples
from game.text.clean import clean
from game.text.diagnostics import did_you_mean

#: Renamed options, by their old name.
RENAMED_OPTIONS = {"--pack": "--kit", "--pace": "--own-pace", "--whole": "--all"}


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong argument with one sentence and the nearest valid one.

    Arguments that are not paths are cleaned at once, so that no later message passes control characters to a terminal.
    """

    def __init__(self, **options: Any) -> None:
        """Make a parser; the options are argparse's."""
        super().__init__(**options)
        self.register("type", None, clean)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong as one sentence and exit."""
        known = [name for action in self._actions for name in action.option_strings]
        wrong = next((word for word in message.split() if word.startswith("-")), "")
        hint = did_you_mean(wrong, known) if "unrecognized" in message else ""
        if RENAMED_OPTIONS.get(wrong) in known:
            hint = f" {wrong} is called {RENAMED_OPTIONS[wrong]} now."
        self.exit(2, f"{self.prog}: {clean(message)}.{hint} Try {self.prog} --help\n")


def command_parser(name: str) -> Parser:
    """Return the parser of the command with this name, with its help and examples."""
    parser = Parser(
        prog=f"{PROGRAM} {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        epilog=format_examples(name),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    load_command(name).add(parser)
    return parser


def load_command(name: str) -> ModuleType:
    """Import the module of a command: `replay_command` for `replay`."""
    return importlib.import_module(f"game.cli.{name}_command")


def play_parser() -> Parser:
    """Return the parser of playing, whose help lists the commands."""
    lines = "\n".join(f"  {name:<10} {message}" for name, message in COMMANDS.items())
    parser = Parser(
        prog=PROGRAM,
        description="Sixteen Points: a documentary game. Without a command it plays in the terminal.",
        epilog=f"commands (each has --help):\n{lines}\n\n{format_examples('')}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    play_command.add(parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """Return one parser for playing and every command, from which the completion script is made."""
    parser = play_parser()
    commands = parser.add_subparsers(title="commands")
    for name, message in COMMANDS.items():
        load_command(name).add(commands.add_parser(name, help=message, description=message))
    return parser
