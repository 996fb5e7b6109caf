"""The player's settings: one small readable YAML file, shared by every face of the game."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

import msgspec

from game.play.settings import Settings
from game.play.store.files import SaveError, explain_os_error, lock_folder, write_atomic
from game.text.diagnostics import Diagnostic, DiagnosticsError
from game.text.disk import exists, read_file
from game.text.validation import SourceFile

#: The end of the sentence about a settings file that cannot be used.
LEFT_UNTOUCHED = "The usual settings are used, and the file was left as it is."


class SettingsFile(msgspec.Struct):
    """The file that holds the settings.

    Attributes:
        path: its path; the file is made when a setting is first changed.
        notice: a sentence about a file that could not be used, or empty.
    """

    path: Path
    notice: str = ""

    def read(self) -> Settings:
        """Return the settings, or the defaults if there is no usable file; `notice` then says why not."""
        try:
            data = read_file(self.path)
        except (FileNotFoundError, NotADirectoryError):
            return Settings()
        except OSError as error:
            self.notice = f"{self.path.name} cannot be read ({error.strerror}). {LEFT_UNTOUCHED}"
            return Settings()
        # Imported only if there is a file, so that the first frame does not wait for YAML without one.
        from game.text.safe_yaml import load_yaml

        faults: list[Diagnostic] = []
        try:
            settings = SourceFile(self.path.name, data, faults).validate(load_yaml(data, self.path.name), Settings)
        except DiagnosticsError as error:
            faults, settings = list(error.diagnostics), None
        if settings is None:
            self.notice = f"{faults[0]} {LEFT_UNTOUCHED}"
        return settings or Settings()

    def write(self, settings: Settings) -> None:
        """Write the settings. A file that could not be used is renamed to `.old` (`.old2` …), not overwritten.

        Raises:
            SaveError: if they could not be written.
        """
        from game.text.safe_yaml import dump_yaml

        fields = msgspec.structs.asdict(settings)
        with lock_folder(self.path.parent):
            try:
                if self.notice and exists(self.path):
                    aside = (self.path.with_suffix(f".old{number}") for number in chain([""], count(2)))
                    self.path.replace(next(free for free in aside if not exists(free)))
                    self.notice = ""
            except OSError as error:
                raise SaveError(explain_os_error(error, self.path)) from None
            write_atomic(self.path, dump_yaml(fields))
