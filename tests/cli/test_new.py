"""The pack that `new` writes, and what an author who follows scenes/README.md adds to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.cli import main
from game.cli.locations import find_shipped_folder
from game.proof.report import run_check
from game.story.read_pack import read_pack_files


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a pack that an author has just begun."""
    assert main(["new", str(tmp_path / "own")]) == 0
    return tmp_path / "own"


def test_every_file_of_a_new_pack_names_a_schema_that_is_there(own: Path) -> None:
    files = list(own.rglob("*.yaml"))
    assert len(files) > 5
    for file in files:
        first = file.read_text(encoding="utf-8").split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (file.parent / first.partition("=")[2]).is_file()


def test_the_role_in_the_guide_is_a_whole_role(own: Path) -> None:
    guide = (find_shipped_folder("scenes") / "README.md").read_text(encoding="utf-8")
    role, scenes = re.findall(r"```yaml\n(.*?)```", guide.partition("### A role of your own")[2], re.DOTALL)[:2]
    story = own / "story.yaml"
    (own / "neighbour").mkdir()
    (own / "neighbour" / "role.yaml").write_text(role, encoding="utf-8")
    (own / "neighbour" / "scenes.yaml").write_text(scenes, encoding="utf-8")
    (forgotten,) = run_check(read_pack_files(own)).violations
    assert 'add "neighbour" to the roles in story.yaml' in forgotten.message
    story.write_text(story.read_text(encoding="utf-8").replace("[technician]", "[technician, neighbour]"))
    report = run_check(read_pack_files(own))
    assert (report.exit_code, [role.id for role in report.roles]) == (0, ["technician", "neighbour"])


def test_who_speaks_too_early_is_told_how_it_could_be_known(own: Path) -> None:
    files = read_pack_files(own)
    scenes = files["technician/1968-08-21.yaml"].decode()
    early = scenes.replace("Down the corridor", "Karlín is on the air.[^elsewhere.districts]\n    Down the corridor", 1)
    (fault,) = run_check({**files, "technician/1968-08-21.yaml": early.encode()}, laws=["L9"]).violations
    assert "let this scene depict it, one before it tell it, or news of it come by radio or telephone." in fault.message
