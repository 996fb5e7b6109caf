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
from game.text.diagnostics import Diagnostic, DiagnosticsError
from game.tui.doors import Doors
from game.tui.ends import Ends
from game.tui.rooms import RecordRooms
from game.tui.runs import Runs
from game.tui.screens.base import Base
from game.tui.screens.title import Title
from game.tui.signals import die_of_ctrl_c, hear_no_more
from game.tui.themes import theme_name, themes

# What only a story or a run needs is imported when there is one: the first frame waits for none of it.
if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from game.play.session import Session
    from game.play.store.saved_runs import RunStore, SavedRun
    from game.play.store.settings_file import SettingsFile
    from game.story.types import Pack

#: The folder of the screens' looks.
LOOKS = Path(__file__).with_name("looks")

#: After this many seconds the garbage is collected again; whoever goes on with a run at once need not wait for it.
SOON = 1.0

#: After this many seconds the title screen says that the story is still being read.
PATIENCE = 0.15


#: The largest window, in cells across and down; what is beyond stays empty. No screen has room for more, but whatever
#: pretends to be a terminal may tell of billions.
LARGEST = (640, 250)


def bounded(size: Size) -> Size:
    """A size, not beyond `LARGEST`."""
    return Size(min(size.width, LARGEST[0]), min(size.height, LARGEST[1]))


def _palette() -> type[Provider]:
    from game.tui.palette import Palette

    return Palette


class GameApp(Runs, RecordRooms, Doors, Ends, App[None]):
    """The terminal game, from the title screen to the end of a run.

    Attributes:
        pack: the story, once it has been read.
        session: the run that is being played, if there is one.
        settings: what the player prefers.
    """

    CSS_PATH = LOOKS / "game.tcss"
    COMMANDS = {_palette}  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012
    # Textual would show a hint on Ctrl+C; here every choice is saved, so leaving is always right.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_game", show=False, priority=True),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True),
    ]

    class Read(Message):
        """The story has been read."""

        def __init__(self, pack: Pack) -> None:
            super().__init__()
            self.pack = pack

    class Unreadable(Message):
        """The story cannot be played."""

        def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
            super().__init__()
            self.faults = faults

    def __init__(
        self,
        load: Callable[[], Pack],
        store: Callable[[], RunStore],
        settings: SettingsFile,
        role: str | None = None,
        replay: SavedRun | None = None,
        says: str = "",
        proved: Callable[[], list[str]] = list,
        kept: Callable[[], Pack | None] = lambda: None,
    ) -> None:
        """Make the game.

        Args:
            load: reads the story; it may raise FaultError.
            store: opens the saved runs; called once, when they are first needed.
            settings: the settings' file.
            role: a role to begin with at once, instead of at the title screen.
            replay: a run to replay at once.
            says: a sentence on that run, to be shown with it.
            proved: reads what was proved of the story, for *About*.
            kept: the story, where it can be had in the time of a frame; else it is read once the title is painted.
        """
        super().__init__()
        self.load = load
        self._open_store = store
        self.file = settings
        self.role = role
        self.replay = replay
        self.says = says
        self.proved = proved
        self.kept = kept
        self.pack: Pack | None = None
        self.session: Session | None = None
        self.settings: Settings = settings.read()
        self._motion = self.animation_level
        for theme in themes():
            self.register_theme(theme)
        self._apply()

    def run_in_terminal(self) -> int:
        """Run the game in the terminal until the player leaves; returns the program's exit code."""
        die_of_ctrl_c()
        with asyncio.Runner() as runner:
            runner.run(self.run_async())
            hear_no_more()
        return self.return_code or 0

    @cached_property
    def store(self) -> RunStore:
        """The saved runs."""
        return self._open_store()

    @property
    def story(self) -> Pack:
        """The story, where it is known to have been read."""
        assert self.pack is not None
        return self.pack

    @property
    def size(self) -> Size:
        """The size of the window, as far as it is drawn on."""
        return bounded(super().size)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before any field gets it, and cut it to what fits; bound the sizes that windows tell.

        Textual would show its control characters to the terminal, and take nothing of what is too long.
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
        """The terminal's driver, with what it lacks."""
        from game.tui.driver import mended

        return mended(super().get_driver_class(), self.listen)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Read the looks of a kind of screen when the first such screen opens; Textual would parse all others again."""
        looks = LOOKS / (screen.LOOKS if isinstance(screen, Base) else Base.LOOKS)
        if not self.stylesheet.has_source(str(looks)):
            self.stylesheet.read(looks)
            self.stylesheet.parse()

    def get_default_screen(self) -> Screen[None]:
        """The title screen stands below all others."""
        return Title()

    def on_mount(self) -> None:
        """Paint the title screen with the story if it is at hand; else read it once the screen has been painted."""
        self.listen()
        self.pack = self.kept()
        if self.pack is not None:
            self.screen.call_later(self.post_message, self.Read(self.pack))
        else:
            self.screen.call_later(self._read)
            self.set_timer(PATIENCE, self._wait)

    @work(thread=True)
    def _read(self) -> None:
        try:
            pack = self.load()
        except DiagnosticsError as error:
            self.post_message(self.Unreadable(error.diagnostics))
        else:
            self.post_message(self.Read(pack))

    def _wait(self) -> None:
        # The timer may fire while the program is leaving, when no screen is left.
        if self.screen_stack and isinstance(self.screen, Title) and self.screen.stands:
            self.screen.wait()

    def on_game_app_read(self, event: Read) -> None:
        """Show what can be begun."""
        if not self.screen_stack:
            # The program is leaving.
            return
        self.set_timer(SOON, self._collect)
        title = self.screen_stack[0]
        assert isinstance(title, Title)
        if self.pack is None:
            self.pack = event.pack
            title.fill()
        title.say(" ".join(part for part in (self.file.notice, event.pack.notice) if part))
        if self.replay is not None:
            title.say(self.look_at(self.replay, self.says))
        if self.role is not None:
            roles = event.pack.roles_by_id
            if self.role in roles:
                self.begin(self.role)
            else:
                none = f'There is no role "{self.role}"; there are: {", ".join(roles)}.'
                title.say(event.pack.missing(self.role) if self.role in event.pack.unplayable else none)

    def _collect(self) -> None:
        """Collect garbage from now on, but never look again at what has been imported and read: it stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def on_game_app_unreadable(self, event: Unreadable) -> None:
        """Show what is wrong with the story."""
        from game.tui.screens.faults import Faults

        self.push_screen(Faults(event.faults))

    # Settings

    def change(self, field: str, value: object) -> str:
        """Change a setting at once and keep it; returns a sentence if it could not be kept."""
        from game.play.store.files import SaveError

        self.settings = msgspec.structs.replace(self.settings, **{field: value})
        self._apply()
        if self.session is not None:
            self.session.calm = self.settings.calm
            self.session.known_now = self.settings.known_now
        for screen in self.screen_stack:
            if isinstance(screen, Base):
                screen.settled()
        try:
            self.file.write(self.settings)
        except SaveError as error:
            return f"The setting holds until you quit. {error}"
        return ""

    def _apply(self) -> None:
        self.theme = theme_name(self.settings)
        self.animation_level = "none" if self.settings.reduced_motion else self._motion

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the theme's colours; before the first screen nothing is styled, and nothing need be parsed twice."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
