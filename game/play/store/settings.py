"""The player's settings: one small readable YAML file, shared by every face of the game."""

from __future__ import annotations

from pathlib import Path

import msgspec

from game.play.settings import Settings
from game.play.store.files import SaveError, explain, locked, write_whole
from game.text.faults import Fault, FaultError

#: The most bytes that are read; more can be no settings.
MOST = 1 << 20


class SettingsFile(msgspec.Struct):
    """The file that holds the settings.

    Attributes:
        path: its place; it is made when a setting is first changed.
        notice: a sentence about a file that could not be used, or empty.
    """

    path: Path
    notice: str = ""

    def read(self) -> Settings:
        """The settings; the usual ones if there is no file, or it cannot be used, which `notice` then says."""
        try:
            with self.path.open("rb") as file:
                data = file.read(MOST + 1)
        except OSError:
            return Settings()
        # Read only where there is a file: without one the first frame need not wait for YAML.
        from game.text.safe_yaml import load
        from game.text.shape import File

        faults: list[Fault] = []
        try:
            settings = File(self.path.name, data, faults).item(load(data, self.path.name), Settings)
        except FaultError as error:
            faults, settings = list(error.faults), None
        if settings is None:
            self.notice = f"{faults[0]} The usual settings are used, and the file was left as it is."
        return settings or Settings()

    def write(self, settings: Settings) -> None:
        """Keep the settings. A file that could not be read is set aside as `.old`, not overwritten.

        Raises:
            SaveError: with a sentence, if they could not be written.
        """
        from game.text.safe_yaml import dump

        fields = msgspec.structs.asdict(settings)
        with locked(self.path.parent):
            try:
                if self.notice and self.path.exists():
                    self.path.replace(self.path.with_suffix(".old"))
                    self.notice = ""
            except OSError as error:
                raise SaveError(explain(error, self.path)) from None
            write_whole(self.path, dump(fields))
