"""A run made with an older pack replays as far as it can, says from where it no longer fits, and is never led astray.

Seven edits of a frozen pack, each with its expected outcome. An engine that knows choices by their positions sends a
save into a wrong branch on four of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from game.branches.run_keys import decode_key, encode_key
from game.play.journal import replay
from game.play.page_builder import build_page
from game.play.session import Session, get_machine
from game.play.store.run_format import parse_run
from game.play.store.saved_runs import RunStore, SavedRun
from game.render.text import page_text
from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from game.story.types import Pack

PACKS = Path(__file__).parent.parent / "packs"
RUN = PACKS / "old-mill.yaml"
SCENES = "weaver/scenes.yaml"
ROLE = "weaver/role.yaml"

Edit = tuple[str, str, str]

WHOLE = ["the-notice.tear-it-down", "the-yard.speak", "the-square.leave"]

#: Each edit as texts to replace, how many of the run's three choices fit afterwards, and what is said.
EDITS: dict[str, tuple[list[Edit], int, str]] = {
    "a typo mended": ([(SCENES, "The paper comes away in one piece.", "The paper comes off in one piece.")], 3, ""),
    "a variable added": (
        [
            (ROLE, "variables:\n", "variables:\n  - {id: cold, label: Cold, start: 0, lowest: 0, highest: 2}\n"),
            (SCENES, "      sets: {has_notice: true}\n", "      sets: {has_notice: true, cold: 1}\n"),
            (SCENES, "  calm_text: The weavers", "    - {if: cold >= 1, text: You are cold.}\n  calm_text: The weavers"),
        ],
        3,
        "",
    ),
    "a choice inserted above the one taken": (
        [(SCENES, "    - id: tear-it-down\n", "    - {id: spit-on-it, text: Spit on it, to: the-yard}\n    - id: tear-it-down\n")],
        3,
        "",
    ),
    "a choice inserted in a following scene": (
        [(SCENES, "    - {id: leave,", "    - {id: wait, text: Wait, to: winter-at-home}\n    - {id: leave,")],
        3,
        "",
    ),
    "a choice removed": (
        [(SCENES, "    - {id: leave, text: Take the night train, to: the-train}\n",
          "    - {id: wait, text: Wait for the night train, to: the-train}\n")],
        2,
        'Choice 3 of 3 no longer fits: the scene "the-square" has no choice "leave" any more.',
    ),
    "a scene renamed": (
        [(SCENES, "- id: the-yard\n", "- id: the-court\n"), (SCENES, "to: the-yard", "to: the-court")],
        1,
        'Choice 2 of 3 no longer fits: it names the scene "the-yard", but the run stands in "the-court".',
    ),
    "a variable removed": (
        [
            (ROLE, "  - {id: has_notice, start: false}\n", ""),
            (SCENES, "      sets: {has_notice: true}\n", ""),
            (SCENES, "    - if: has_notice\n      text: The notice in your apron has dried stiff.\n", ""),
        ],
        3,
        "",
    ),
}  # fmt: skip


def old_pack() -> Pack:
    pack, faults, _ = parse_pack(read_pack_files(PACKS / "old-mill"))
    assert pack is not None and not faults
    return pack


def edited(edits: list[Edit]) -> Pack:
    files = read_pack_files(PACKS / "old-mill")
    for name, old, new in edits:
        text = files[name].decode()
        assert old in text
        files[name] = text.replace(old, new).encode()
    pack, faults, _ = parse_pack(files)
    assert pack is not None and not faults
    return pack


def test_the_old_run_still_fits_the_old_pack() -> None:
    run = parse_run(RUN.read_bytes(), RUN.name)
    journal = replay(get_machine(old_pack(), run.role), run.choices)
    assert (journal.choice_refs, journal.mismatch, journal.scene_id) == (WHOLE, "", "the-train")


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_has_its_expected_outcome(name: str, tmp_path: Path) -> None:
    edits, fits, says = EDITS[name]
    pack = edited(edits)
    data = RUN.read_bytes()
    (tmp_path / "old.yaml").write_bytes(data)
    store = RunStore(tmp_path)
    session = Session(pack, store, store.read(tmp_path / "old.yaml"))
    assert session.journal.choice_refs == WHOLE[:fits]
    assert session.notice.startswith(says)
    assert bool(session.notice) is bool(says)
    if says:
        # What no longer fits goes on as a run of its own, and the old file stays as it was.
        assert session.choose(session.page.choices[-1].id)
        assert session.saved_run.path != tmp_path / "old.yaml"
        assert len(store.list_runs(pack)) == 2
    assert (tmp_path / "old.yaml").read_bytes() == data


@pytest.mark.parametrize("name", EDITS)
def test_the_pages_that_an_edit_did_not_touch_read_as_before(name: str) -> None:
    edits, fits, _ = EDITS[name]
    pack, before = edited(edits), old_pack()
    run = parse_run(RUN.read_bytes(), RUN.name)
    journal = replay(get_machine(pack, run.role), run.choices)
    old = replay(get_machine(before, run.role), run.choices)
    same = [
        page_text(build_page(pack, replay(journal.machine, journal.choice_refs[:here])), 72)
        == page_text(build_page(before, replay(old.machine, old.choice_refs[:here])), 72)
        for here in range(fits + 1)
    ]
    # Only the yard's page shows what was mended, added or removed.
    changed = {"a typo mended": {1}, "a variable added": {1}, "a variable removed": {1}}.get(name, set())
    assert {here for here, alike in enumerate(same) if not alike} == changed


@pytest.mark.parametrize("name", EDITS)
def test_a_key_made_before_an_edit_leads_no_further_than_the_run_does(name: str) -> None:
    edits, fits, _ = EDITS[name]
    run = parse_run(RUN.read_bytes(), RUN.name)
    key = encode_key(old_pack(), replay(get_machine(old_pack(), run.role), run.choices))
    read = decode_key(edited(edits), key)
    assert list(read.choice_refs) == WHOLE[:fits]
    assert bool(read.message) is (fits < 3)


def test_a_run_of_a_role_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    from game.text.diagnostics import UserError

    run = parse_run(RUN.read_bytes().replace(b"role: weaver", b"role: spinner"), RUN.name)
    with pytest.raises(UserError, match=r'The pack has no role "spinner"\..* was left as it is'):
        Session(old_pack(), RunStore(tmp_path), SavedRun(run))
