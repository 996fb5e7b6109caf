"""The terminal game."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from game.play.settings import Settings
from game.text.clean import clean
from game.text.diagnostics import UserError
from game.tui.navigation import Navigation
from game.tui.record_navigation import RecordNavigation
from game.tui.run_controller import RunController
from game.tui.screens.base_screens import GameScreen
from game.tui.screens.title_screen import TitleScreen
from game.tui.shutdown import Shutdown
from game.tui.signals import die_of_ctrl_c, ignore_signals
from game.tui.themes import build_themes, find_theme_name
from game.wording import menu_words

# What only a story or a run needs is imported when there is one, so that the first frame does not wait for it.
if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver
    from textual.timer import Timer

    from game.play.session import Session
    from game.play.store.saved_runs import RunStore, SavedRun
    from game.play.store.settings_file import SettingsFile
    from game.story.types import Pack

#: The folder of the screens' style sheets.
STYLE_FOLDER = Path(__file__).with_name("looks")

#: Garbage is collected after this many seconds without another page or screen, so that a player who goes on at once
#: does not wait for it, but in any case after this many pages and screens.
GC_DELAY, GC_MAX_PAGES = 1.0, 8

#: How long the story may take to load, in seconds, before the title screen says that it is loading.
SLOW_LOAD = 0.15


#: The largest window that is drawn on, in cells across and down. No screen is larger, but a program that pretends to be
#: a terminal may claim billions.
LARGEST = (640, 250)


def bounded(size: Size) -> Size:
    """Return a size cut to `LARGEST`."""
    return Size(min(size.width, LARGEST[0]), min(size.height, LARGEST[1]))


def _palette() -> type[Provider]:
    from game.tui.command_palette import PaletteProvider

    return PaletteProvider


class GameApp(RunController, RecordNavigation, Navigation, Shutdown, App[None]):
    """The terminal game, from the title screen to the end of a run.

    Attributes:
        pack: the story, once it has been read.
        session: the run that is being played or watched, if there is one.
        settings: the player's settings.
    """

    CSS_PATH = STYLE_FOLDER / "game.tcss"
    COMMANDS = {_palette}  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012
    # Textual would show a hint on Ctrl+C; here every choice is saved, so leaving is always safe.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_game", show=False, priority=True),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True),
    ]

    class PackLoaded(Message):
        """Posted when the story has been read."""

        def __init__(self, pack: Pack) -> None:
            super().__init__()
            self.pack = pack

    class PackInvalid(Message):
        """Posted when the story cannot be played."""

        def __init__(self, error: UserError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        load: Callable[[], Pack],
        store: Callable[[], RunStore],
        settings: SettingsFile,
        role: str | None = None,
        replay: SavedRun | None = None,
        message: str = "",
        read_proof: Callable[[], list[str]] = list,
        cached: Callable[[], Pack | None] = lambda: None,
    ) -> None:
        """Make the game.

        Args:
            load: reads the story; it may raise UserError.
            store: opens the saved runs; called once, when they are first needed.
            settings: the settings' file.
            role: a role to begin at once, instead of showing the title screen.
            replay: a run to replay at once.
            message: a sentence about that run, shown with it.
            read_proof: reads the story's `proof.txt`, for *About*.
            cached: returns the story if it is in the cache; otherwise it is loaded once the title is painted.
        """
        super().__init__()
        self.load = load
        self._open_store = store
        self.settings_file = settings
        self.role = role
        self.replay = replay
        self.message = message
        self.read_proof = read_proof
        self.cached = cached
        self.pack: Pack | None = None
        self.session: Session | None = None
        self._is_unplayable = False
        self.settings: Settings = settings.read()
        self._motion = self.animation_level
        self._uncollected = 0
        self._gc_timer: Timer | None = None
        for theme in build_themes():
            self.register_theme(theme)
        self._apply()

    def run_in_terminal(self) -> int:
        """Run the game in the terminal until the player leaves; return the program's exit code."""
        die_of_ctrl_c()
        with asyncio.Runner() as runner:
            runner.run(self.run_async())
            ignore_signals()
        return self.exit_code

    @property
    def exit_code(self) -> int:
        """The exit code: 1 if the story could not be played, else Textual's."""
        return self.return_code or int(self._is_unplayable)

    @cached_property
    def store(self) -> RunStore:
        """The saved runs."""
        return self._open_store()

    @property
    def story(self) -> Pack:
        """The story, once it has been read."""
        assert self.pack is not None
        return self.pack

    @property
    def size(self) -> Size:
        """The part of the window that is drawn on."""
        return bounded(super().size)

    async def on_event(self, event: events.Event) -> None:
        """Clean pasted text and cut it to fit before a field receives it, and bound the sizes that a window reports.

        Textual would pass control characters to the terminal, and reject a text that is too long altogether.
        """
        if isinstance(event, events.Paste):
            from textual.widgets import Input

            event.text = clean(event.text)
            field = self.focused if self.screen_stack else None
            if isinstance(field, Input) and field.max_length is not None:
                rest = len(field.value) - len(field.selected_text)
                event.text = event.text.partition("\n")[0][: field.max_length - rest]
        elif isinstance(event, events.Resize):
            event.size, event.virtual_size = bounded(event.size), bounded(event.virtual_size)
            event.container_size = bounded(event.container_size)
        await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal's driver with our corrections."""
        from game.tui.driver import get_patched_driver

        return get_patched_driver(super().get_driver_class(), self.listen_for_signals)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read a style sheet when the first screen that needs it opens; Textual would parse all others again."""
        looks = STYLE_FOLDER / (screen.STYLE_FILE if isinstance(screen, GameScreen) else GameScreen.STYLE_FILE)
        if not self.stylesheet.has_source(str(looks)):
            self.stylesheet.read(looks)
            self.stylesheet.parse()

    def get_default_screen(self) -> Screen[None]:
        """Return the title screen, which is below all others."""
        return TitleScreen()

    def on_mount(self) -> None:
        """Paint the title screen with the story if it is cached; else load the story once the screen is painted."""
        self.listen_for_signals()
        self.pack = self.cached()
        if self.pack is not None:
            self.screen.call_later(self.post_message, self.PackLoaded(self.pack))
        else:
            self.screen.call_later(self._load_pack)
            self.set_timer(SLOW_LOAD, self._announce_loading)

    @work(thread=True)
    def _load_pack(self) -> None:
        try:
            pack = self.load()
        except UserError as error:
            self.post_message(self.PackInvalid(error))
        else:
            self.post_message(self.PackLoaded(pack))

    def _announce_loading(self) -> None:
        # The timer may fire while the program ends, when no screen is left.
        if self.screen_stack and isinstance(self.screen, TitleScreen) and self.screen.is_ready:
            self.screen.announce_loading()

    def on_game_app_pack_loaded(self, event: PackLoaded) -> None:
        """Show the menu; begin the requested role or replay."""
        if not self.screen_stack:
            # The program is leaving.
            return
        self.schedule_collection()
        title = self.screen_stack[0]
        assert isinstance(title, TitleScreen)
        if self.pack is None:
            self.pack = event.pack
            title.show_menu()
        title.notify_line(" ".join(part for part in (self.settings_file.notice, event.pack.notice) if part))
        if self.replay is not None:
            title.notify_line(self.open_replay(self.replay, self.message))
        if self.role is not None:
            if self.role in event.pack.roles_by_id:
                self.begin(self.role)
            else:
                title.notify_line(event.pack.explain_missing_role(self.role))

    def schedule_collection(self) -> None:
        """Collect the garbage of a closed page or screen once the player has paused for a moment.

        Python would wait until there is much more of it, and memory would grow for a whole evening.
        """
        if self._exit:
            return
        self._uncollected += 1
        if self._gc_timer is not None:
            self._gc_timer.stop()
        self._gc_timer = self.set_timer(GC_DELAY if self._uncollected < GC_MAX_PAGES else 0.1, self._collect)

    def _collect(self) -> None:
        """Collect the garbage; what existed before the first collection is frozen and never scanned again."""
        self._uncollected = 0
        if gc.isenabled():
            gc.collect()
        else:
            gc.freeze()
            gc.enable()

    def on_game_app_pack_invalid(self, event: PackInvalid) -> None:
        """Show what is wrong with the story."""
        from game.tui.screens.diagnostics_screen import DiagnosticsScreen

        self._is_unplayable = True
        self.push_screen(DiagnosticsScreen(str(event.error).splitlines()))

    # Settings

    def update_setting(self, field: str, value: object) -> str:
        """Change a setting at once and save it; return a sentence if it could not be saved."""
        from game.play.store.files import SaveError

        self.settings = msgspec.structs.replace(self.settings, **{field: value})
        self._apply()
        if self.session is not None:
            self.session.calm = self.settings.calm
            self.session.known_now = self.settings.known_now
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.on_visibility_changed()
        try:
            self.settings_file.write(self.settings)
        except SaveError as error:
            return menu_words.SETTING_NOT_KEPT.format(error=error)
        return ""

    def _apply(self) -> None:
        self.theme = find_theme_name(self.settings)
        self.animation_level = "none" if self.settings.reduced_motion else self._motion

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the theme's colours; before the first screen nothing is styled yet, so nothing is parsed twice."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
