"""The bounds of the command line's numbers."""

from __future__ import annotations

import argparse

from game.text.diagnostics import UserError

#: The bounds of options, by name: TCP's ports, the seats of one machine, the minutes of one day, and patience.
BOUNDS = {"port": (1, 65535), "seats": (1, 500), "minutes": (1, 1440), "pairs": (1, 1_000_000)}


def check_bounds(args: argparse.Namespace) -> None:
    """Check that each given number lies within its bounds.

    Raises:
        UserError: for the first that does not.
    """
    for name, (least, most) in BOUNDS.items():
        number = getattr(args, name, least)
        if not least <= number <= most:
            raise UserError(f"--{name} {number} is out of range; it goes from {least} to {most}.")
