"""What all screens share: the line that says that a window is too small, a quiet notice, and the line of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from game.tui.player_commands import list_bindings, list_commands
from game.tui.text_layout import make_content
from game.tui.widgets.key_bar import KeyBar
from game.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from game.tui.app import GameApp

Result = TypeVar("Result")

#: The smallest window in which everything can be read and reached: cells across and down.
MIN_SIZE = (60, 20)


class DismissOnceScreen(Screen[Result]):
    """A screen that is left once: a key or click that was on its way does not take the screen below with it.

    It stands last among the bases, since Textual takes styles only from the first.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Go, if this is the screen that is seen."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _forward_event(self, event: events.Event) -> None:
        # Who marks text from one end of a list to the other clicks nothing, though the button goes up over the list
        # over which it went down. A click that is none of that has cleared the mark by then.
        if not (isinstance(event, events.Click) and self.selections):
            super()._forward_event(event)

    def notify_line(self, sentence: str) -> None:
        """Show a sentence for a while; screens that have a line for it show it there."""
        self.notify(sentence, markup=False)

    def on_unmount(self) -> None:
        """Let go of what was painted: Textual would keep it for as long as the program runs."""
        cast("GameApp", self.app).schedule_collection()
        # Its `lru_cache` on this method holds the last 1,024 `self`s, each with the lines of a widget that has gone
        # (textual 8.2.8, _styles_cache.py:257).
        StylesCache.get_inner_outer.cache_clear()

    def _screen_resized(self, size: Size) -> None:
        # Textual has each screen resize all below it, and each of those sends itself the size again: after two quick
        # changes they would hand the old and the new one on to each other for ever.
        if size == self.app.size:
            super()._screen_resized(size)


class TooSmallNotice(Static):
    """The line that stands alone in a window that is too small."""

    def on_resize(self) -> None:
        """Say how large the window is and how large it must be."""
        width, height = self.app.size
        self.update(Content(f"This window is {width} by {height}; the game needs {MIN_SIZE[0]} by {MIN_SIZE[1]}."))


class GameScreen(DismissOnceScreen[Result]):
    """A screen of the game.

    Attributes:
        SCREEN_KIND: the kind of screen, which says which commands it has.
        STYLE_FILE: the style pane that it needs beside `game.tcss`.
    """

    SCREEN_KIND: ClassVar[str] = "room"
    STYLE_FILE: ClassVar[str] = "rooms.tcss"

    def compose(self) -> ComposeResult:
        """The screen's parts, then what every screen has."""
        with Vertical(id="frame"):
            yield from self.compose_body()
            yield KeyBar(list_commands(self.SCREEN_KIND))

    def compose_body(self) -> Iterable[Widget]:
        """The screen's own parts."""
        return ()

    @property
    def game(self) -> GameApp:
        """The program."""
        return cast("GameApp", self.app)

    @property
    def text_pane(self) -> TextPane:
        """The text that the keys scroll."""
        return self.query_one(TextPane)

    @property
    def too_small(self) -> bool:
        """Whether the window is too small to show the screen."""
        return self.app.size.width < MIN_SIZE[0] or self.app.size.height < MIN_SIZE[1]

    @property
    def is_ready(self) -> bool:
        """Whether the screen has been built and not yet left; what waits for a refresh may come too late."""
        return self.is_mounted and self.display

    def notify_line(self, sentence: str) -> None:
        """Show a quiet sentence at the foot of the screen; an empty one takes the last away."""
        notices = self.query("#notice").results(Static)
        notice = next(iter(notices), None)
        if notice is None and sentence:
            notice = Static(id="notice", markup=False)
            self.query_one("#frame").mount(notice, before=self.query_one(KeyBar))
        if notice is not None:
            notice.update(make_content(sentence))
            notice.display = bool(sentence)

    def on_visibility_changed(self) -> None:
        """Called when a setting has changed, or what is hidden; a screen that shows something else then draws it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be done that cannot be seen."""
        return not self.too_small

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small; give the focus back after it was."""
        if self.too_small and not self.query(TooSmallNotice):
            self.mount(TooSmallNotice(id="too-small", markup=False))
        if not self.too_small and self.focused is None:
            self.call_after_refresh(self._focus_home)

    def _focus_home(self) -> None:
        if self.focused is None:
            for widget in self.query("Menu, LinkedText, RowList"):
                widget.focus()
                return

    def action_leave(self) -> None:
        """Go back to where the player came from."""
        self.dismiss()

    def action_read_on(self) -> None:
        """Scroll a page down."""
        self.text_pane.page(1)

    def action_read_back(self) -> None:
        """Scroll a page up."""
        self.text_pane.page(-1)

    def action_top(self) -> None:
        """Scroll to the beginning."""
        self.text_pane.scroll_home(animate=False)

    def action_end(self) -> None:
        """Scroll to the end."""
        self.text_pane.scroll_end(animate=False)


class TextScreen(GameScreen[None]):
    """A screen that shows a text to be read: a heading and a pane.

    Attributes:
        HEADING: the heading.
    """

    SCREEN_KIND = "room"
    BINDINGS = [*list_bindings("room"), ("down", "line(1)"), ("up", "line(-1)")]  # noqa: RUF012

    HEADING: ClassVar[str] = ""

    def compose_body(self) -> Iterable[Widget]:
        """The heading and the pane."""
        yield Static(Content(self.HEADING), classes="heading", markup=False)
        yield TextPane(id="sheet")

    def on_mount(self) -> None:
        """Set the text."""
        self.text_pane.show(self.lines)

    def lines(self, width: int) -> list[Content]:
        """The text at a width."""
        return []

    def action_line(self, step: int) -> None:
        """Scroll a line."""
        self.text_pane.scroll_lines(step)
