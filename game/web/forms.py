"""What a form brings: short texts, cleaned, and the id of what it asks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from aiohttp import web

from game.text.clean import clean

#: The longest text that a field may hold; what is longer is cut.
LONGEST = 300


async def fields_of(request: web.Request) -> Mapping[str, str]:
    """The fields of a form: texts only."""
    found = await request.post()
    return {name: clean(value)[:LONGEST] for name, value in found.items() if isinstance(value, str)}


def id_of(fields: Mapping[str, str]) -> str:
    """The id that a page gave to what it asks; what came without one gets a new one."""
    return fields.get("id", "")[:64] or secrets.token_hex(16)
