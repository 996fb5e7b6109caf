"""The targets of hostile inputs inside this program. Each asserts what must hold for any input."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec

from game.branches.run_keys import InvalidKeyError, decode_key, encode_key
from game.cli import main
from game.export.transcript import TRANSCRIPT_FORMATS, export_transcript
from game.plain.player import _Player
from game.play.journal import replay
from game.play.run import Run
from game.play.session import Session, get_machine
from game.play.store.saved_runs import BrokenFile, RunStore, SavedRun
from game.play.store.settings_file import SettingsFile
from game.proof.report import run_check
from game.proof.report_formats import format_text
from game.render.text import run_text
from game.story.guards import GuardError, compile_guard, find_thresholds, find_variables
from game.story.parse import parse_pack
from game.story.read_pack import read_pack, read_pack_files
from game.story.types import Pack
from game.text.clean import clean
from game.text.diagnostics import UserError
from game.text.prose import find_labels, parse_prose
from game.tui.page_lines import page_lines
from tests.conftest import MILL
from tests.fuzz.inputs import Edit, mutated, unfit

VARIABLES = ("courage", "trust", "has_notice")

_files = read_pack_files(MILL)
_mill = read_pack(MILL)


def pack(name: str, edits: Sequence[Edit]) -> None:
    """A pack with one file bent: every fault is a sentence, and what has none can be played, proved and shown."""
    files = {**_files, name: mutated(_files[name], edits)}
    found, faults, _ = parse_pack(files)
    assert not unfit("".join(map(str, faults)))
    assert not unfit(format_text(run_check(files)))
    if found is not None and not faults:
        for role in found.roles:
            _walked(found, role.id)


def _walked(found: Pack, role: str) -> None:
    """Play a role at random to an end, and write every page in every form."""
    random, machine = Random(role), get_machine(found, role)
    journal = replay(machine, [])
    for _ in range(50):
        open_now = [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]
        if not open_now:
            break
        assert journal.choose(random.choice(open_now).spec.id)
    assert not unfit(run_text(found, journal, 72, "K"))
    for form in TRANSCRIPT_FORMATS:
        assert not unfit(export_transcript(found, journal, "", form))
    with tempfile.TemporaryDirectory() as folder:
        session = Session(found, RunStore(Path(folder)), SavedRun(_run(found, role, journal.choice_refs)))
        assert not unfit("".join(line.plain for line in page_lines(session.page, 60, documented=True)))
    decode_key(found, encode_key(found, journal))


def _run(found: Pack, role: str, pairs: list[str]) -> Run:
    fresh = RunStore(Path("nowhere")).new_run(found, role).run
    return msgspec.structs.replace(fresh, choices=pairs, cursor=len(pairs))


def save(edits: Sequence[Edit]) -> None:
    """A bent save: it opens, or a sentence says why not; its file stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        session = Session(_mill, store, store.new_run(_mill, "weaver"))
        for choice in ("tear-it-down", "speak"):
            assert session.choose(choice)
        path = session.saved_run.path
        assert path is not None
        data = mutated(path.read_bytes(), edits)
        path.write_bytes(data)
        for broken in store.iterate(_mill):
            assert not isinstance(broken, BrokenFile) or not unfit(broken.message)
        for saved in store.list_runs(_mill):
            try:
                opened = Session(_mill, store, saved)
            except UserError as error:
                assert not unfit(str(error))
                continue
            assert not unfit(opened.notice + saved.run.name)
            assert opened.page
            opened.back()
        # Stepping back writes the run again, if it could be read at all.
        kept = path.read_bytes()
        assert kept == data or any(found.path == path for found in store.list_runs(_mill))


def settings(edits: Sequence[Edit]) -> None:
    """Bent settings: the usual ones are used, and a sentence says so."""
    good = b"theme: light\nhigh_contrast: true\nreduced_motion: false\ncalm: true\n"
    with tempfile.TemporaryDirectory() as folder:
        file = SettingsFile(Path(folder) / "settings.yaml")
        file.path.write_bytes(mutated(good, edits))
        before = file.path.read_bytes()
        found = file.read()
        assert not unfit(file.notice)
        unusable = bool(file.notice)
        file.write(found)
        assert SettingsFile(file.path).read() == found
        assert not unusable or file.path.with_suffix(".old").read_bytes() == before


def key(text: str) -> None:
    """Any text as a key: a run that fits, or a sentence."""
    try:
        found = decode_key(_mill, text)
    except InvalidKeyError as fault:
        assert not unfit(clean(str(fault))) and str(fault)
        return
    assert not replay(get_machine(_mill, found.role), found.choice_refs).mismatch


def guard(expression: str) -> None:
    """Any text as a guard: a function of every state, or a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            holds = compile_guard(expression, VARIABLES)
            find_variables(expression, VARIABLES)
            find_thresholds(expression, VARIABLES)
        except GuardError as error:
            assert str(error)
            return
    for courage in range(4):
        assert holds((courage, 0, 1)) in {True, False}


def footnotes(text: str) -> None:
    """Any text as prose: no word is lost, and every label is one that stands in it."""
    known = find_labels(text)
    for paragraph in parse_prose(text):
        for sentence in paragraph:
            assert all(label in known for label in sentence.labels)


def plain(data: bytes) -> None:
    """Any bytes as the input of plain mode: it ends well, and nothing unfit is printed."""
    out = io.StringIO()
    typed = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        assert _Player(_mill, RunStore(Path(folder)), typed, out, calm=False).run(None) == 0
    assert not unfit(out.getvalue())


def command_line(words: Sequence[str]) -> None:
    """Any words as arguments: one of the three exit codes, and a sentence."""
    told = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        ends = ["--scenes", str(MILL), "--saves", folder]
        try:
            code = main([*words[:1], *ends, *words[1:]])
        except SystemExit as end:
            code = int(end.code or 0)
    assert code in {0, 1, 2}
    assert not unfit(told.getvalue()), told.getvalue()
    assert "Traceback" not in told.getvalue()
    assert "fault of its own" not in told.getvalue(), told.getvalue()
