"""The key bar at the foot of a screen; each key can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content

from game.tui.player_commands import Command
from game.tui.widgets.fit_text import FitText

#: The cells between two keys.
KEY_GAP = 2


class KeyBar(FitText):
    """As many of a screen's keys as fit, but always the first and the last three."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__(self._line)
        self._commands = [command for command in commands if command.label]
        self._spans: list[tuple[int, int, Command]] = []
        self._hidden: frozenset[str] = frozenset()

    def hide_actions(self, actions: set[str]) -> None:
        """Hide the keys of actions that would do nothing now."""
        if self._hidden != actions:
            self._hidden = frozenset(actions)
            self.refresh_text()

    def _line(self, width: int) -> list[Content]:
        kept = [command for command in self._commands if command.action not in self._hidden]
        while len(kept) > 4 and sum(_size(command) + KEY_GAP for command in kept) - KEY_GAP > width:
            del kept[-4]
        self._spans = []
        at = 0
        for command in kept:
            self._spans.append((at, at + _size(command), command))
            at += _size(command) + KEY_GAP
        return [Content(" " * KEY_GAP).join([_key(command) for command in kept])]

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the clicked key."""
        offset = event.get_content_offset(self)
        for start, end, command in self._spans:
            if offset is not None and start <= offset.x < end and command.keys:
                await self.screen.run_action(command.action)
                return


def _size(command: Command) -> int:
    return cell_len(f"{command.keys_label} {command.label}")


def _key(command: Command) -> Content:
    return Content.assemble((command.keys_label, "bold $accent"), (f" {command.label}", "$quiet"))
