"""The addresses and names of a server: where it listens, what it prints, and which it accepts as its own."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Address, ip_address
from urllib.parse import urlsplit

import ifaddr

from game.text.diagnostics import UserError
from game.wording import server_words

LOOPBACK = "127.0.0.1"
LOOPBACKS = frozenset({LOOPBACK, "::1"})
#: How often the networks of this machine are checked, in seconds.
LOOK_AROUND_SECONDS = 5.0
#: Hosts that mean every address of this machine.
EVERY_ADDRESS = frozenset({"", "*", "0.0.0.0", "::"})  # noqa: S104 - asked for by whoever serves
#: The networks of homes and schools, the likeliest first; virtual machines often use the last.
NETWORKS = (IPv4Network("192.168.0.0/16"), IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"))


@dataclass
class Addresses:
    """The addresses at which a server can be reached.

    Attributes:
        host: the requested address or name; one of `EVERY_ADDRESS` for all addresses of this machine.
        port: the port.
        shown_url: the address that pupils see, as `http://…`.
        offered_urls: all addresses that can be shown, the likeliest first; empty without a network.
    """

    host: str
    port: int
    shown_url: str = field(init=False)
    offered_urls: list[str] = field(init=False)
    _own: list[str] = field(init=False)
    _networks: list[str] = field(init=False)
    _listen: Callable[[str], Awaitable[None]] = field(init=False)
    _listening: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.host = self.host.strip().removeprefix("[").removesuffix("]").lower()
        self.names = find_own_names() | {self.host} - EVERY_ADDRESS
        self.offered_urls, self.shown_url = [], ""
        self.look_around()

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens on every address, also because the host is one of this machine's own names."""
        return self.host in EVERY_ADDRESS or self.host in find_own_names() - {"localhost"}

    @property
    def local_url(self) -> str:
        """The address for a browser on this machine."""
        return make_url(LOOPBACK, self.port)

    @property
    def is_alone(self) -> bool:
        """Whether only this machine can reach the shown address."""
        return self.shown_url in {make_url(name, self.port) for name in {*LOOPBACKS, "localhost"}}

    def look_around(self) -> bool:
        """Find the addresses again, since cables, wireless networks and hotspots come and go.

        Returns:
            Whether anything has changed.
        """
        before = self.offered_urls, self.shown_url
        own = self._own = find_own_addresses()
        # IPv4 is easy to type and not routed beyond the school; IPv6 is used if there is nothing else, or on request.
        short = [address for address in own if ":" not in address]
        self._networks = (own if self.host == "::" else short or own) if self.is_everywhere else []
        self.offered_urls = [] if self.host in EVERY_ADDRESS else [make_url(self.host, self.port)]
        self.offered_urls += [make_url(each, self.port) for each in self._networks]
        if self.shown_url not in self.offered_urls:
            self.shown_url = self.offered_urls[0] if self.offered_urls else self.local_url
        return before != (self.offered_urls, self.shown_url)

    def show(self, address: str) -> bool:
        """Show pupils another of the addresses from now on; return whether it is one."""
        found = next((each for each in self.offered_urls if address in {each, each.removeprefix("http://")}), "")
        self.shown_url = found or self.shown_url
        return bool(found)

    async def listen(self, listen: Callable[[str], Awaitable[None]]) -> None:
        """Listen on the requested addresses and on the loopback.

        Args:
            listen: listens on one address.

        Raises:
            UserError: if the port or the address cannot be used.
        """
        self._listen = listen
        asked = [] if self.is_everywhere else self._resolved()
        missing = None
        for address in dict.fromkeys((LOOPBACK, *asked, "::1", *self._networks)):
            try:
                await self._listen_on(address)
            except OSError as error:
                # Networks come and go, and a name may have an address that is gone; only the loopback is a must.
                gone = error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
                if address == LOOPBACK or not (gone or address == "::1"):
                    raise UserError(self._explain(error, address)) from None
                missing = missing or error
        if missing is not None and asked and not self._listening.intersection(asked):
            raise UserError(self._explain(missing, self.host))

    async def follow(self, tell: Callable[[], None]) -> None:
        """Listen on networks that appear later too, such as a hotspot that is switched on when the room is open.

        Args:
            tell: called when the addresses have changed.
        """
        while self.is_everywhere:
            await asyncio.sleep(LOOK_AROUND_SECONDS)
            # Whatever fails here is tried again, and does not end the lesson.
            with contextlib.suppress(Exception):
                if self.look_around():
                    tell()
            for address in self._networks:
                with contextlib.suppress(Exception):
                    await self._listen_on(address)

    async def _listen_on(self, address: str) -> None:
        if address not in self._listening:
            await self._listen(address)
            self._listening.add(address)

    def accepts(self, stated: str, reached: str) -> bool:
        """Return whether a `Host` names this server: a name or an address of this machine, and its port.

        A foreign name is refused, since a page of that name could be made to point here and would count as our own.

        Args:
            stated: the header.
            reached: the address at which the request arrived.
        """
        name, port = parse_authority(stated)
        if port != self.port or not name:
            return False
        return name in self.names or name in {*LOOPBACKS, reached} or name in self._own

    def _resolved(self) -> list[str]:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise UserError(server_words.HOST_UNKNOWN.format(host=self.host, known=_known())) from None
        if "%" in self.host:
            raise UserError(server_words.HOST_UNTYPEABLE.format(host=self.host, known=_known()))
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    def _explain(self, error: OSError, address: str) -> str:
        match error.errno:
            case errno.EADDRINUSE:
                says = server_words.PORT_IN_USE
            case errno.EACCES:
                says = server_words.PORT_RIGHTS
            case errno.EADDRNOTAVAIL | errno.EAFNOSUPPORT:
                return server_words.ADDRESS_FOREIGN.format(address=address, known=_known())
            case _:
                says = server_words.PORT_UNUSABLE
        return says.format(port=self.port, address=address, reason=error.strerror)


def make_url(host: str, port: int) -> str:
    """Return a host's address for browsers, without port 80 and with IPv6 in brackets."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def parse_authority(stated: str) -> tuple[str, int]:
    """Return the normalised name and the port of a `Host` header or of a URL; an empty name if it is invalid."""
    try:
        parts = urlsplit(f"//{stated}")
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return "", 0
    if parts.netloc != stated or "@" in stated:
        return "", 0
    try:
        name = str(ip_address(name))
    except ValueError:
        name = name.removesuffix(".")
    return name, 80 if port is None else port


def find_own_names() -> set[str]:
    """Return this machine's own names, without asking a network, which might lie."""
    name = socket.gethostname().lower().removesuffix(".")
    first = name.partition(".")[0]
    return {"localhost", name, first, f"{first}.local"} - {"", ".local"}


def find_own_addresses() -> list[str]:
    """Return this machine's addresses, the likeliest first: the outgoing one, IPv4, and networks of homes."""
    out = _find_outgoing_address()
    found = {str(each.ip[0] if each.is_IPv6 else each.ip) for adapter in ifaddr.get_adapters() for each in adapter.ips}

    def likely(address: str) -> tuple[bool, bool, int, str]:
        ip = ip_address(address)
        rank = next((rank for rank, network in enumerate(NETWORKS) if ip in network), len(NETWORKS))
        return address != out, isinstance(ip, IPv6Address), rank, address

    kinds = {address: ip_address(address) for address in found}
    usable = [address for address, ip in kinds.items() if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)]
    return sorted(usable, key=likely)


def _find_outgoing_address() -> str:
    """Return the address from which this machine reaches other networks, or an empty string; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a reserved address: only the route is looked up
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _known() -> str:
    known = ", ".join(find_own_addresses())
    return server_words.ADDRESSES_KNOWN.format(addresses=known) if known else server_words.ADDRESSES_NONE
