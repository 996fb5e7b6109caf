"""Packs whose values are driven to their extremes: whatever the check calls sound is played by every face.

Of the formats of a face one is drawn for each pack; over many packs all have their turn.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from game.branches.collect_runs import collect_all_trees, collect_tree
from game.branches.compare import compare_runs
from game.branches.progress import measure_coverage
from game.branches.role_map import build_role_map
from game.branches.run_keys import decode_key, encode_key
from game.branches.tree_text import format_outline
from game.classroom.events import Opened
from game.classroom.phases import Phase
from game.classroom.plan import build_plan
from game.classroom.views import view_board, view_wall
from game.cli.branches_command import MAP_FORMATS as MAPS
from game.export.comparison import comparison_html, comparison_text
from game.export.kit.own_pace import build_own_pace_report
from game.export.kit.papers import build_kit
from game.export.record_files import export_record
from game.export.role_map_files import export_map
from game.export.transcript import TRANSCRIPT_FORMATS as RUNS
from game.export.transcript import export_transcript
from game.play import session as sessions
from game.play.journal import Journal, replay
from game.play.session import Session, get_machine
from game.play.store.saved_runs import RunStore
from game.proof.report import run_check
from game.proof.report_formats import format_github, format_json, format_text, format_verdicts
from game.record.search import list_entries, search
from game.render.text import choices_text, footnotes_text, ledger_text, page_text, run_text, status_text
from game.story.pack_cache import dump_pack, load_pack
from game.story.parse import parse_pack
from game.story.read_pack import read_pack_files
from game.story.types import Pack
from game.story.usage import RecordUsage, make_scene_entry
from game.text.safe_yaml import load_yaml
from game.tui.entries import entry_lines
from game.tui.page_lines import page_lines
from game.tui.record_index import EVERYTHING, RecordIndex
from game.tui.side_panel import side_lines
from game.web.council_html import answered_html, scene_html
from game.web.lesson_material import build_material
from tests.classroom.lessons import Table
from tests.conftest import MILL
from tests.fuzz.inputs import unfit

#: A leaf of a pack's values, what is done there, and which of its possibilities.
Change = tuple[int, str, int]

#: Where files are written without waiting for a disk, if there is such a place.
MEMORY = Path("/dev/shm")

#: The most states of a role that are explored: a check of a large range is left open.
MOST_STATES = 3_000

_NUMBERS = [
    0,
    1,
    -1,
    2,
    3,
    8,
    9,
    41,
    1000,
    9_999,
    10_000,
    10**6,
    10**9,
    -(10**9),
    10**9 + 1,
    2**31,
    2**63,
    -(2**63) - 1,
]
_NUMBERS += [2**64, 10**19, 10**40]
_DEGREES = [0.0, -0.0, 9.98, 10.02, 20.0, 20.06, 90.0, -90.0, 180.0, -180.0, 180.001, 89.999, 10.02001, 1.5e15]
_TEXTS = [
    *("", " ", "\n", "a\nb", "x", "-", "0", "*", "**b**", "*a* b", "[^", "[^a.b]", "It is.[^wage-cut.tenth]", "<b>", "{x}", "%s"),
    *("word " * 900, "x" * 3_000, "a. " * 400, "e" + "\u0301" * 60, "\u05e9\u05dc\u05d5\u05dd", "👩‍👩‍👧‍👦" * 40, "\u200b", "\u00ad", "\u202e"),
    *("1956", "0001", "0001-01-01 small hours", "9998-12-31 night", "9999-12-31", "1930-05-05", "1930-05-05T07:00", "²", "١٩٣٠"),
    *("a", "a" * 80, "a" * 81, "news-1", "record", "true", "and", "if", "con", "@councils", "a.b", "en", "German", "pt-BR"),
    *("\\", '"', "'", "$\\alpha$", "=1+1", "`x`", "http://x", "https://x/*a*", "javascript:alert(1)", "courage >= 2", "trust == 1 or trust"),
]  # fmt: skip


changes: st.SearchStrategy[list[Change]] = st.lists(
    st.tuples(
        st.integers(0, 1 << 12),
        st.sampled_from(["extreme", "extreme", "neighbour", "neighbour", "twice", "many", "none", "turned", "without"]),
        st.integers(0, 1 << 12),
    ),
    min_size=1,
    max_size=3,
)


def _base() -> dict[str, Any]:
    """The values of the small pack's files, with a role that is cut for a class."""
    found = {name: load_yaml(data, name) for name, data in read_pack_files(MILL).items()}
    cut = {"plays": ["the-notice", "the-square"], "passes": {"the-yard": "walk"}, "gate": "1930-05-05T23"}
    found["weaver/role.yaml"] = {**found["weaver/role.yaml"], "class_excerpt": cut}
    return found


_BASE = json.dumps(_base())


def values(edits: Sequence[Change]) -> None:
    """A pack with values changed: what reading calls sound is kept, played, written and shown by every face."""
    pack = _read(changed(json.loads(_BASE), edits))
    if pack is None:
        return
    files, found = pack
    report = run_check(files, max_states=MOST_STATES, hints=True)
    for told in (format_text(report), format_github(report), format_verdicts(report), format_json(report)):
        assert not unfit(told)
    whole = not report.open and all(fault.rule in {"class-cut", "sign"} for fault in report.violations)
    played(load_pack(dump_pack(found)), sound=whole)
    # Machines are kept as long as the program runs, which in a game reads one pack.
    sessions._machine_cache.clear()


def _read(files: dict[str, Any]) -> tuple[dict[str, bytes], Pack] | None:
    data = {name: json.dumps(value, ensure_ascii=False).encode() for name, value in files.items()}
    found, faults, _ = parse_pack(data)
    assert not unfit("".join(map(str, faults)))
    return (data, found) if found is not None and not faults else None


def changed(files: dict[str, Any], edits: Sequence[Change]) -> dict[str, Any]:
    """The values with some changes done, each at the leaf or list whose turn it is."""
    for place, kind, which in edits:
        spots = list(_spots(files))
        holder, key = spots[place % len(spots)]
        value = holder[key]
        match kind:
            case "extreme":
                holder[key] = _extreme(value, which)
            case "neighbour":
                # What stands under the same key elsewhere: an id that exists, another hour, another text.
                others = [there[name] for there, name in spots if name == key and type(there[name]) is type(value)]
                holder[key] = deepcopy(others[which % len(others)])
            case "twice" if isinstance(value, list) and value:
                value.append(deepcopy(value[which % len(value)]))
            case "many" if isinstance(value, list) and value:
                holder[key] = value * (1 + which % 40)
            case "none" if isinstance(value, list):
                holder[key] = []
            case "turned" if isinstance(value, list):
                value.reverse()
            case "without" if isinstance(holder, dict):
                del holder[key]
    return files


def _extreme(value: Any, which: int) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return _NUMBERS[which % len(_NUMBERS)]
    if isinstance(value, float):
        return _DEGREES[which % len(_DEGREES)]
    return _TEXTS[which % len(_TEXTS)] if isinstance(value, str) else value


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every value inside another one, as what holds it and its key or position there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, held in inner:
        yield value, key
        if isinstance(held, dict | list):
            yield from _spots(held)


def played(pack: Pack, sound: bool) -> None:
    """Play every role to an end by every face.

    Args:
        pack: a pack in which every id leads somewhere.
        sound: whether it keeps all laws; a lesson is held only of one that does.
    """
    told: list[str] = []
    random = Random(pack.digest)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        store = RunStore(Path(folder))
        runs: list[tuple[str, Journal]] = []
        for role in pack.roles:
            session = Session(pack, store, store.new_run(pack, role.id))
            told += _pages(pack, session, random)
            (saved,) = [run for run in store.list_runs(pack) if run.run.role == role.id] or [session.saved_run]
            journal = replay(get_machine(pack, role.id), saved.run.choices)
            assert not journal.mismatch and journal.choice_refs == session.journal.choice_refs
            if journal.choice_refs:
                read = decode_key(pack, encode_key(pack, journal))
                assert (read.role, list(read.choice_refs), read.message) == (role.id, journal.choice_refs, "")
            told.append(run_text(pack, journal, 72, "K"))
            told.append(export_transcript(pack, journal, "A run", random.choice(list(RUNS))))
            tree = collect_tree(pack, store, role.id, session)
            told += format_outline(role, tree.rows())
            whole = random.random() < 0.5
            told.append(export_map(build_role_map(tree, whole), random.choice(MAPS), pack.story.language))
            runs.append((role.id, journal))
        told += [comparison_text(compare_runs(pack, runs), 80), comparison_html(compare_runs(pack, runs), "en")]
        told += [str(tally.count("scenes")) for tally in measure_coverage(collect_all_trees(pack, store))]
    told.append(export_record(pack.story, pack.record, random.choice(["json", "csv", "bibtex", "csl"])))
    told += _library(pack, random)
    if sound:
        told += _lessons(pack, dict(runs))
    for text in told:
        assert not unfit(text)


def _pages(pack: Pack, session: Session, random: Random) -> Iterator[str]:
    for _ in range(40):
        page, width = session.page, random.choice([24, 40, 76])
        yield "\n".join(line.plain for line in page_lines(page, width, documented=True))
        yield "\n".join(line.plain for line in side_lines(pack, page, width, 12))
        yield page_text(page, width)
        yield from (choices_text(page, width), footnotes_text(page.footnotes, width), status_text(page, width))
        open_now = [option.id for option in page.choices if option.is_open]
        if not open_now:
            break
        assert session.choose(random.choice(open_now))
    yield ledger_text(session.ledger, 76)


def _library(pack: Pack, random: Random) -> Iterator[str]:
    """The record's rooms, and what the search finds."""
    library = RecordIndex(pack)
    record = pack.record
    targets = [("event", name) for name in record.events_by_id] + [("claim", name) for name in record.claims_by_label]
    targets += [("dispute", name) for name in record.disputes_by_label] + [
        ("source", name) for name in record.sources_by_id
    ]
    targets += [("person", name) for name in record.people_by_id] + [("place", name) for name in record.places_by_id]
    targets += [("term", term.id) for term in record.glossary] + [("document", found.id) for found in record.documents]
    for target in random.sample(targets, min(8, len(targets))):
        yield "\n".join(line.text.plain for line in entry_lines(library, EVERYTHING, target, 60, {}))
    scenes = [use for uses in RecordUsage(pack).scenes_by_place.values() for use in uses]
    for hit in search([*list_entries(record), *map(make_scene_entry, scenes)], "the"):
        yield hit.sentence


def _lessons(pack: Pack, runs: dict[str, Journal]) -> Iterator[str]:
    for role in pack.council_roles:
        if role.lesson is not None:
            yield from build_kit(pack, role.id).values()
            yield from _held(pack, Opened(pack=pack.story.id, kind="council", roles=(role.id,), name="9B", code="BCDF"))
    persons = {role.id: runs[role.id] for role in pack.person_roles}
    if persons:
        yield build_own_pace_report(pack, "9B", "", persons)


def _held(pack: Pack, how: Opened) -> Iterator[str]:
    """A council's lesson from the lobby to its end, and what its pages show of it."""
    table = Table(build_plan(pack, how), [how])
    table.join(3)
    for _ in range(60):
        if table.state.position.phase is Phase.ENDED:
            break
        assert view_wall(table.plan, table.state) and view_board(table.plan, table.state, ())
        table.go_on()
    assert table.state.position.phase is Phase.ENDED
    shown = build_material(pack, how)
    for decision in shown.decisions:
        for told in (decision.scene, decision.record):
            yield from (scene_html(told, "a"), scene_html(told, "a", easy=True))
        yield from (answered_html(decision, option.letter, "b") for option in decision.options)
