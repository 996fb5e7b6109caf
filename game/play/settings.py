"""What a player prefers, the same in every face of the game."""

from __future__ import annotations

from typing import Literal

import msgspec


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What a player prefers.

    Attributes:
        theme: `dark`, `light`, or the terminal's own colours as `terminal`.
        high_contrast: black and white, with nothing between them.
        reduced_motion: nothing moves by itself.
        calm: scenes of violence as two lines.
        documented: whether documented sentences stand out.
        known_now: whether bulletins show what is known today.
    """

    theme: Literal["dark", "light", "terminal"] = "dark"
    high_contrast: bool = False
    reduced_motion: bool = False
    calm: bool = False
    documented: bool = False
    known_now: bool = False
