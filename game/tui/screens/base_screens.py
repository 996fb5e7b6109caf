"""The bases of all screens: the notice that a window is too small, quiet notices, and the key bar."""

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
from game.wording import menu_words

if TYPE_CHECKING:
    from game.tui.app import GameApp

Result = TypeVar("Result")

#: The smallest window in which everything can be read and reached, in cells across and down.
MIN_SIZE = (60, 20)


class DismissOnceScreen(Screen[Result]):
    """A screen that closes only once, so that a key or click on its way does not close the screen below.

    It is the last of the bases, since Textual takes styles only from the first.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, if it is the one on top."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _forward_event(self, event: events.Event) -> None:
        # Selecting text across a list is not a click, though the button goes down and up over the same list. A real
        # click has cleared the selection by then.
        if not (isinstance(event, events.Click) and self.selections):
            super()._forward_event(event)

    def notify_line(self, sentence: str) -> None:
        """Show a sentence for a while, on the line for notices if the screen has one."""
        self.notify(sentence, markup=False)

    def on_unmount(self) -> None:
        """Release what was painted, which Textual would keep for as long as the program runs."""
        cast("GameApp", self.app).schedule_collection()
        # Its `lru_cache` on this method holds the last 1,024 `self`s, each with the lines of a removed widget
        # (textual 8.2.8, _styles_cache.py:257).
        StylesCache.get_inner_outer.cache_clear()

    def _screen_resized(self, size: Size) -> None:
        # In Textual each screen resizes all screens below it, and each of those posts the size again: after two quick
        # changes they would send each other the old and the new size forever.
        if size == self.app.size:
            super()._screen_resized(size)


class TooSmallNotice(Static):
    """The only line in a window that is too small."""

    def on_resize(self) -> None:
        """Say how large the window is and should be."""
        width, height = self.app.size
        self.update(
            Content(
                menu_words.WINDOW_SMALL.format(
                    width=width, height=height, least_width=MIN_SIZE[0], least_height=MIN_SIZE[1]
                )
            )
        )


class GameScreen(DismissOnceScreen[Result]):
    """A screen of the game.

    Attributes:
        SCREEN_KIND: the kind of screen, which decides its commands.
        STYLE_FILE: the style sheet that it needs in addition to `game.tcss`.
    """

    SCREEN_KIND: ClassVar[str] = "room"
    STYLE_FILE: ClassVar[str] = "rooms.tcss"

    def compose(self) -> ComposeResult:
        """Yield the screen's own widgets, then those of every screen."""
        with Vertical(id="frame"):
            yield from self.compose_body()
            yield KeyBar(list_commands(self.SCREEN_KIND))

    def compose_body(self) -> Iterable[Widget]:
        """Yield the screen's own widgets."""
        return ()

    @property
    def game(self) -> GameApp:
        """The program."""
        return cast("GameApp", self.app)

    @property
    def text_pane(self) -> TextPane:
        """The pane that the keys scroll."""
        return self.query_one(TextPane)

    @property
    def too_small(self) -> bool:
        """Whether the window is too small to show the screen."""
        return self.app.size.width < MIN_SIZE[0] or self.app.size.height < MIN_SIZE[1]

    @property
    def is_ready(self) -> bool:
        """Whether the screen has been composed and not yet left; callbacks after a refresh may come too late."""
        return self.is_mounted and self.display

    def notify_line(self, sentence: str) -> None:
        """Show a quiet sentence at the foot of the screen; an empty one removes the last."""
        notices = self.query("#notice").results(Static)
        notice = next(iter(notices), None)
        if notice is None and sentence:
            notice = Static(id="notice", markup=False)
            self.query_one("#frame").mount(notice, before=self.query_one(KeyBar))
        if notice is not None:
            notice.update(make_content(sentence))
            notice.display = bool(sentence)

    def on_visibility_changed(self) -> None:
        """Redraw after a change of a setting or of what is hidden; screens that depend on it override this."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow no action in a window that is too small to show its effect."""
        return not self.too_small

    def on_resize(self, event: events.Resize) -> None:
        """Show or remove the notice that the window is too small, and restore the focus."""
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
        """Go back to the screen before."""
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
        """Return the heading and the pane."""
        yield Static(Content(self.HEADING), classes="heading", markup=False)
        yield TextPane(id="sheet")

    def on_mount(self) -> None:
        """Show the text."""
        self.text_pane.show(self.lines)

    def lines(self, width: int) -> list[Content]:
        """Return the text at a width."""
        return []

    def action_line(self, step: int) -> None:
        """Scroll a line."""
        self.text_pane.scroll_lines(step)
