"""What a form brings: short texts, cleaned, and the id of what it asks."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping

from aiohttp import web

from game.text.clean import clean

#: The longest text that a field may hold; what is longer is cut.
MAX_FIELD_LENGTH = 300
#: Seconds within which a form must have come whole.
READ_TIMEOUT = 20.0


async def read_fields(request: web.Request) -> Mapping[str, str]:
    """The fields of a form: texts only.

    Raises:
        web.HTTPRequestTimeout: if it does not come whole.
        web.HTTPBadRequest: if it is no form.
    """
    try:
        async with asyncio.timeout(READ_TIMEOUT):
            found = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="This came in pieces, and the last ones never; send it again.") from None
    except (web.HTTPException, ConnectionError):
        raise
    except Exception:
        # Whatever a form is that cannot be read, its sender made it so; the library raises of many kinds.
        raise web.HTTPBadRequest(text="This is no form that this room can read; nothing was changed.") from None
    return {name: clean(value)[:MAX_FIELD_LENGTH] for name, value in found.items() if isinstance(value, str)}


def read_id(fields: Mapping[str, str]) -> str:
    """The id that a page gave to what it asks; what came without one gets a new one."""
    return fields.get("id", "")[:64] or secrets.token_hex(16)


def unique_id(fields: Mapping[str, str]) -> str:
    """An id for what says how something shall be, so that sent twice it changes nothing by itself.

    A page that was gone back to sends its old id: yes, no and yes again are three presses, and the last one counts.
    """
    return f"{read_id(fields)} {secrets.token_hex(4)}"
