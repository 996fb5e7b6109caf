"""The names of seats: trees and birds, which say nothing about a pupil."""

from __future__ import annotations

from collections.abc import Container

SEAT_NAMES = (
    "Alder", "Almond", "Apple", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Cherry", "Chestnut", "Cypress", "Elder",
    "Elm", "Finch", "Fir", "Hazel", "Heron", "Juniper", "Larch", "Lark", "Lime", "Linden", "Maple", "Martin", "Medlar",
    "Mulberry", "Oak", "Olive", "Pear", "Pine", "Plum", "Poplar", "Quince", "Robin", "Rowan", "Spruce", "Starling",
    "Stork", "Swift", "Thrush", "Walnut", "Willow", "Wren", "Yew",
)  # fmt: skip


def find_free_name(taken: Container[str]) -> str:
    """Return the first free name: `Alder 1`, `Almond 1`, …, and after the last of them `Alder 2`."""
    number = 1
    while True:
        for name in SEAT_NAMES:
            if f"{name} {number}" not in taken:
                return f"{name} {number}"
        number += 1
