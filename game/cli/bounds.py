"""Numbers of the command line that must lie within bounds."""

from __future__ import annotations

import argparse

from game.text.diagnostics import UserError

#: The bounds of options, by name: ports as TCP has them, and what one machine and one day can hold.
BOUNDS = {"port": (1, 65535), "seats": (1, 500), "minutes": (1, 1440)}


def check_bounds(args: argparse.Namespace) -> None:
    """Look whether each number that was given lies within its bounds.

    Raises:
        UserError: for the first that does not.
    """
    for name, (least, most) in BOUNDS.items():
        number = getattr(args, name, least)
        if not least <= number <= most:
            raise UserError(f"--{name} {number} is out of range; it goes from {least} to {most}.")
