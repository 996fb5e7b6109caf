"""A player's settings, shared by every face of the game."""

from __future__ import annotations

from typing import Literal

import msgspec


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A player's settings.

    Attributes:
        theme: `dark`, `light`, or `terminal` for the terminal's own colours.
        high_contrast: only black and white.
        reduced_motion: nothing moves by itself.
        calm: scenes of violence are told in two lines.
        documented: whether documented sentences stand out.
        known_now: whether bulletins show what is known today.
    """

    theme: Literal["dark", "light", "terminal"] = "dark"
    high_contrast: bool = False
    reduced_motion: bool = False
    calm: bool = False
    documented: bool = False
    known_now: bool = False
