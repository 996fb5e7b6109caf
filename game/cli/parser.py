"""The words of the command line as argparse reads them; imported where a command, help or a wrong word needs it."""

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

#: Options that had another name before, by that name.
RENAMED_OPTIONS = {"--pack": "--kit", "--pace": "--own-pace", "--whole": "--all"}


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong argument with one sentence and the nearest right one.

    Words that name no file are cleaned as they are read: what is told of them later obeys no terminal.
    """

    def __init__(self, **options: Any) -> None:
        """Make a parser; the options are argparse's."""
        super().__init__(**options)
        self.register("type", None, clean)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence and end."""
        known = [name for action in self._actions for name in action.option_strings]
        wrong = next((word for word in message.split() if word.startswith("-")), "")
        hint = did_you_mean(wrong, known) if "unrecognized" in message else ""
        if RENAMED_OPTIONS.get(wrong) in known:
            hint = f" {wrong} is called {RENAMED_OPTIONS[wrong]} now."
        self.exit(2, f"{self.prog}: {clean(message)}.{hint} Try {self.prog} --help\n")


def command_parser(name: str) -> Parser:
    """The parser of the command with this name, with its help and examples."""
    parser = Parser(
        prog=f"{PROGRAM} {name}",
        description=COMMANDS[name][0].upper() + COMMANDS[name][1:] + ".",
        epilog=format_examples(name),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    load_command(name).add(parser)
    return parser


def load_command(name: str) -> ModuleType:
    """Import the module of a command by its name: of `replay` it is `replay_command`."""
    return importlib.import_module(f"game.cli.{name}_command")


def play_parser() -> Parser:
    """The parser of playing, whose help lists the commands."""
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
    """Playing and every command as one parser, from which the script that completes words in a shell is made."""
    parser = play_parser()
    commands = parser.add_subparsers(title="commands")
    for name, message in COMMANDS.items():
        load_command(name).add(commands.add_parser(name, help=message, description=message))
    return parser
