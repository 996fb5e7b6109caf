"""A real Firefox, spoken to in its own protocol (Marionette): Playwright knows only a build of its own."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.classroom.rig import HOST, PATIENCE, free_port

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
ENTER = "\ue007"
#: What a fresh profile would ask other hosts for.
SETTINGS = {
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}


class Firefox:
    """A window of Firefox."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def heard(self) -> Any:
        """The next message from the browser: its length, a colon, and JSON."""
        length = await self._reader.readuntil(b":")
        return json.loads(await self._reader.readexactly(int(length[:-1])))

    async def do(self, command: str, patience: float = PATIENCE, **values: Any) -> Any:
        """A command of the protocol; returns its result, which must come within so many seconds."""
        data = json.dumps([0, 1, f"WebDriver:{command}", values]).encode()
        self._writer.write(b"%d:%s" % (len(data), data))
        async with asyncio.timeout(patience):
            _, _, fault, result = await self.heard()
        assert fault is None, f"{command}: {fault}"
        return result

    async def script(self, code: str) -> Any:
        """The value of an expression in the page."""
        return (await self.do("ExecuteScript", script=f"return {code}", args=[]))["value"]

    async def until(self, code: str) -> None:
        """Wait until an expression in the page is true."""
        async with asyncio.timeout(PATIENCE):
            while not await self.script(f"!!({code})"):
                await asyncio.sleep(0.05)

    async def press(self, where: str, keys: str) -> None:
        """Press keys on the element that a selector finds."""
        found = (await self.do("FindElement", using="css selector", value=where))["value"]
        await self.do("ElementSendKeys", id=next(iter(found.values())), text=keys)


@asynccontextmanager
async def firefox(profile: Path) -> AsyncIterator[Firefox]:
    """The system's Firefox, without a screen, with a profile of its own."""
    assert FIREFOX is not None
    port = free_port()
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in SETTINGS.items()]
    lines.append(f'user_pref("marionette.port", {port});')
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile), "about:blank",
        stdout=DEVNULL, stderr=DEVNULL, env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    try:
        async with asyncio.timeout(3 * PATIENCE):
            while True:
                try:
                    window = Firefox(*await asyncio.open_connection(HOST, port))
                    break
                except OSError:
                    await asyncio.sleep(0.1)
            await window.heard()
        # It answers once its first window stands, which is most of its start.
        await window.do("NewSession", 3 * PATIENCE, capabilities={})
        yield window
    finally:
        process.terminate()
        await process.wait()
