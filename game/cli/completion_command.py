"""`sixteen-points completion SHELL`: a script with which a shell completes commands, options and folders."""

from __future__ import annotations

import argparse

SHELLS = ("bash", "zsh", "tcsh")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that is to complete")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    from game.cli.parser import whole_parser

    parser = whole_parser()
    actions = [*parser._actions]
    for choices in (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)):
        actions += [action for command in choices.values() for action in command._actions]
    for action in actions:
        if str(action.metavar) == "DIR":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # as shtab asks for it
        elif "FILE" in str(action.metavar) or action.metavar in {"RUN", "SESSION.json"}:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, shell=args.shell))
    return 0
