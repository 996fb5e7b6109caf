"""Settings are a file of the player's: what cannot be used is said, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

from game.play.settings import Settings
from game.play.store.settings_file import SettingsFile


def test_a_file_that_cannot_be_read_is_said_and_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    # A folder in its place cannot be read as a file, not even by root.
    path.mkdir()
    file = SettingsFile(path)
    assert file.read() == Settings()
    assert file.notice.startswith("settings.yaml cannot be read (")
    assert file.notice.endswith("the file was left as it is.")
    file.write(Settings(calm=True))
    assert SettingsFile(path).read() == Settings(calm=True)
    assert path.with_suffix(".old").is_dir()


def test_what_was_set_aside_once_is_not_overwritten_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    for text in (b"calm: perhaps\n", b"theme: pink\n"):
        path.write_bytes(text)
        file = SettingsFile(path)
        assert file.read() == Settings()
        file.write(Settings())
    assert path.with_suffix(".old").read_bytes() == b"calm: perhaps\n"
    assert path.with_suffix(".old2").read_bytes() == b"theme: pink\n"


def test_no_file_is_nothing_to_speak_of(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "none" / "settings.yaml")
    assert (file.read(), file.notice) == (Settings(), "")
