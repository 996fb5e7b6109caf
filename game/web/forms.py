"""Reading forms: short cleaned texts, and the id of the request."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping

from aiohttp import web

from game.text.clean import clean
from game.wording import server_words

#: The longest text of a field; a longer one is cut.
MAX_FIELD_LENGTH = 300
#: How long a form may take to arrive, in seconds.
READ_TIMEOUT = 20.0


async def read_fields(request: web.Request) -> Mapping[str, str]:
    """Return the text fields of a form.

    Raises:
        web.HTTPRequestTimeout: if it does not arrive completely.
        web.HTTPBadRequest: if it is not a form.
    """
    try:
        async with asyncio.timeout(READ_TIMEOUT):
            found = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text=server_words.FORM_INCOMPLETE) from None
    except (web.HTTPException, ConnectionError):
        raise
    except Exception:
        # Any form that cannot be read is the sender's fault; the library raises many kinds of errors.
        raise web.HTTPBadRequest(text=server_words.FORM_UNREADABLE) from None
    return {name: clean(value)[:MAX_FIELD_LENGTH] for name, value in found.items() if isinstance(value, str)}


def read_id(fields: Mapping[str, str]) -> str:
    """Return the id that the page gave to the request, or a new one."""
    return fields.get("id", "")[:64] or secrets.token_hex(16)


def unique_id(fields: Mapping[str, str]) -> str:
    """Return a new id for a request that states a value and so has the same effect if it is sent twice.

    A page in the browser's history sends its old id again: yes, no and yes are three presses, and the last one counts.
    """
    return f"{read_id(fields)} {secrets.token_hex(4)}"
