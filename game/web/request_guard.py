"""What every request must pass: which host it may name, from which page it may come, and how much may come."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from game.web.addresses import LOOPBACK, Addresses, parse_authority
from game.wording import server_words

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: The most bytes of a request's body.
MAX_BODY_BYTES = 16 * 1024

#: The headers of every answer, unless it has its own.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, no-transform",
    # A proxy that gathers an answer until it is whole would keep every stream from its page.
    "X-Accel-Buffering": "no",
}


@dataclass
class RateLimiter:
    """How much each sender may ask: a token bucket for each.

    Attributes:
        burst: how many requests may come at once.
        rate: how many more are allowed with each second.
        max_senders: the most senders that are remembered; the longest silent is forgotten first.
    """

    burst: float
    rate: float
    max_senders: int = 5000
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, sender: str) -> bool:
        """Return whether the sender may ask once more now, and count the request if so."""
        now = monotonic()
        left, since = self._left.pop(sender, (self.burst, now))
        left = min(self.burst, left + (now - since) * self.rate)
        allowed = left >= 1
        self._left[sender] = (left - 1 if allowed else left, now)
        while len(self._left) > self.max_senders:
            del self._left[next(iter(self._left))]
        return allowed


def make_guard(
    here: Addresses,
    seat: Callable[[web.Request], str],
    problem: Callable[[web.Request, int, str], web.Response],
) -> Middleware:
    """Return a middleware that refuses foreign names, foreign pages and floods, and adds headers to every answer.

    Args:
        here: where the server is reached; a request for any other name is refused.
        seat: the name of the seat whose device asks, or an empty string.
        problem: makes the page that tells of a problem.
    """
    # A class may be one address behind one access point, so that a seat that floods is stopped as a seat, and whoever
    # has none as an address; both limits are for broken programs, not for pupils.
    seats = RateLimiter(burst=240, rate=12)
    addresses = RateLimiter(burst=1200, rate=120)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await _guarded(request, handler)
        except web.HTTPException as error:
            if error.status < 400:
                error.headers.update(SECURITY_HEADERS)
                raise
            response = problem(request, error.status, error.text or error.reason)
        except ConnectionError:
            # Whoever asked is gone, and nobody reads the answer.
            response = web.Response()
        except Exception as error:
            # A fault of ours: whoever asked and the terminal get a sentence, and the lesson goes on.
            logging.getLogger(__name__).error(server_words.LOG_PAGE_FAILED, request.path, error)
            response = problem(request, 500, server_words.PROGRAM_FAILED)
        if not response.prepared:
            for name, value in SECURITY_HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not here.accepts(request.host, _end(request, "sockname")):
            return problem(request, 421, server_words.OTHER_ADDRESS)
        name = seat(request)
        if not (seats.take(name) if name else addresses.take(request.remote or "")):
            return problem(request, 429, server_words.TOO_MANY_REQUESTS)
        if request.method == hdrs.METH_POST and not is_same_origin(request):
            return problem(request, 403, server_words.OTHER_PAGE)
        if (request.content_length or 0) > MAX_BODY_BYTES:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES, request.content_length or 0)
        return await handler(request)

    return middleware


def is_same_origin(request: web.Request) -> bool:
    """Return whether a form or script of our own pages sent this; False if the request does not say.

    The `Host` of the request was accepted before.
    """
    stated: str = request.headers.get(hdrs.ORIGIN) or request.headers.get(hdrs.REFERER) or ""
    scheme, _, rest = stated.partition("://")
    return scheme == "http" and parse_authority(rest.partition("/")[0]) == parse_authority(request.host)


def is_this_machine(request: web.Request) -> bool:
    """Return whether a request came from this machine: both ends of its connection have the same address."""
    peer, own = _end(request, "peername"), _end(request, "sockname")
    if peer.startswith("127.") or own.startswith("127."):
        return peer == own == LOOPBACK
    return bool(peer) and peer == own


def _end(request: web.Request, name: str) -> str:
    """Return the address of one end of a connection, or an empty string."""
    found = request.transport.get_extra_info(name) if request.transport is not None else None
    return str(found[0]) if found else ""


def hash_secret(secret: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal, which is all that is stored of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
