"""`sixteen-points record`: search the record, print the answers to the article, or write the record as files."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from game.cli.locations import add_pack_option, add_saves_option, load_pack, open_store
from game.cli.standard_streams import note
from game.text.diagnostics import UserError, did_you_mean

if TYPE_CHECKING:
    from game.story.types import Pack
    from game.story.usage import SceneRef

RECORD_FORMATS = ("json", "csv", "bibtex", "csl", "html")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    words = "words to look for, accents optional; with --format, the ids of the events to write, else all"
    parser.add_argument("words", nargs="*", metavar="WORDS", help=words)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--article", action="store_true", help="the account of the article that the story began from")
    what.add_argument("--format", choices=RECORD_FORMATS, help="write the record, or some events of it, as a file")
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was asked for; return 1 if a search found nothing.

    Raises:
        UserError: if a named event does not exist.
    """
    pack = load_pack(args)
    if args.format:
        return _write(pack, args.format, args.words)
    if args.article:
        return _article(pack)
    if args.words:
        return _search(args, pack)
    for event in pack.record.events:
        print(f"{event.at.text:<24} {event.id:<32} {event.title}")
    return 0


def _write(pack: Pack, form: str, events: list[str]) -> int:
    from game.export.record_files import export_record

    record = pack.record
    for name in events:
        if name not in record.events_by_id:
            hint = did_you_mean(name, record.events_by_id)
            raise UserError(f'There is no event "{name}".{hint} Without words, the command lists them all.')
    if form == "html" and sys.stderr.isatty():
        note("Setting the bibliography, which takes some seconds…")
    print(export_record(pack.story, record.subset(events) if events else record, form))
    return 0


def _article(pack: Pack) -> int:
    from game.record.article import count_article_verdicts, list_article_answers

    account = list_article_answers(pack.record)
    if not account:
        print("This story began from no article.")
        return 0
    for answered in account:
        statement = answered.statement
        print(_wrap(f"{statement.id}  {statement.says}", 2 + len(statement.id)))
        print(f"      {statement.answer}")
        for label, message in answered.answers:
            print(_wrap(f"      {message} [{label}]", 6))
        print()
    counts = ", ".join(f"{count} {name}" for name, count in count_article_verdicts(pack.record).items())
    print(f"{len(account)} statements: {counts}.")
    return 0


def _search(args: argparse.Namespace, pack: Pack) -> int:
    from game.record.search import list_entries, search
    from game.story.usage import make_scene_entry

    found = search(
        [*list_entries(pack.record), *map(make_scene_entry, _find_read_scenes(args, pack))],
        " ".join(args.words),
        sys.maxsize,
    )
    for hit in found:
        print(_wrap(f"{hit.entry.kind:<9} {hit.entry.title} [{hit.entry.id}]", 10))
        if hit.sentence:
            print(_wrap(f"{'':<10}{hit.sentence}", 10))
    print(
        f"{len(found)} result{'' if len(found) == 1 else 's'}." if found else "The record has nothing with these words."
    )
    return 0 if found else 1


def _find_read_scenes(args: argparse.Namespace, pack: Pack) -> list[SceneRef]:
    """Return the scenes that the player's own runs have read."""
    from game.play.journal import replay
    from game.play.session import get_machine
    from game.story.usage import SceneRef

    roles = {role.id: role for role in pack.roles}
    found: dict[tuple[str, str], SceneRef] = {}
    for saved in open_store(args).list_runs(pack):
        if not saved.is_shipped and saved.run.role in roles:
            role = roles[saved.run.role]
            for scene in replay(get_machine(pack, role.id), saved.run.choices).path:
                found[role.id, scene.id] = SceneRef(role, scene)
    return list(found.values())


def _wrap(text: str, hang: int) -> str:
    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    return textwrap.fill(text, width, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)
