"""One terminal game in a browser: a process that is started without a shell and never outlives its server."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from textual_serve.app_service import AppService

from game.wording import server_words

#: The command that starts one game, without its options.
GAME_COMMAND = (sys.executable, "-m", "game.cli.served_game")
#: How long a game may take to end by itself, in seconds.
SHUTDOWN_SECONDS = 1.0


class GameProcess(AppService):  # type: ignore[misc, unused-ignore]
    """The process of one player's game.

    Attributes:
        command_words: the command as words, for use without a shell.
        home: the folder of this player's runs and settings.
    """

    command_words: tuple[str, ...] = ()
    home: Path

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        # The game ends with its parent, even if the parent is killed: see game.cli.served_game.
        environment |= {"SIXTEEN_POINTS_DATA": str(self.home), "SIXTEEN_POINTS_PARENT": str(os.getpid())}
        self._process = await asyncio.create_subprocess_exec(
            *self.command_words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Run the game to its end; however it ends, the browser is told and the place becomes free."""
        try:
            await super().run()
        except Exception as error:
            logging.getLogger(__name__).error(server_words.LOG_GAME_FAILED, error)
        finally:
            with contextlib.suppress(Exception):
                await self.remote_close()

    async def stop(self) -> None:
        """Ask the game to end, and kill it if it does not."""
        process = self._process
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                await super().stop()
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def on_meta(self, data: bytes) -> None:
        """Pass on the game's requests to the browser; only web addresses may be opened."""
        found = json.loads(data)
        if found.get("type") == "open_url" and not str(found.get("url", "")).startswith(("https://", "http://")):
            return
        await super().on_meta(data)
