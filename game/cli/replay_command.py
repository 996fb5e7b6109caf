"""`sixteen-points replay RUN`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.cli.find_run import add_run_argument, explain_mismatch, find_run, replay_saved
from game.cli.locations import add_pack_option, add_saves_option, find_data_folder, load_pack, open_store
from game.cli.standard_streams import note
from game.text.clean import clean

if TYPE_CHECKING:
    from game.play.store.saved_runs import RunStore
    from game.story.types import Pack


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_run_argument(parser)
    parser.add_argument("--plain", action="store_true", help="print the whole run as text")
    parser.add_argument("--key", action="store_true", help="print the run's key, and nothing else")
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Replay a run in the terminal game, or with --plain as text; without a run, list the runs.

    Raises:
        UserError: if the run is not found or belongs to another pack.
    """
    pack, store = load_pack(args), open_store(args)
    if not args.run and args.role is None:
        return _list(pack, store)
    found = find_run(pack, store, args.run, args.role)
    journal = replay_saved(pack, found.saved_run)
    message = explain_mismatch(found, journal)
    in_lines = args.plain or not (sys.stdin.isatty() and sys.stdout.isatty())
    if message and (args.key or in_lines):
        note(message)
    if args.key or in_lines:
        from game.branches.run_keys import encode_key
        from game.render.text import run_text

        key = encode_key(pack, journal)
        print(key if args.key else run_text(pack, journal, 72, key))
        return 0
    from game.play.store.settings_file import SettingsFile
    from game.tui.app import GameApp

    settings = SettingsFile(find_data_folder() / "settings.yaml")
    app = GameApp(lambda: pack, lambda: store, settings, replay=found.saved_run, message=found.message)
    return app.run_in_terminal()


def _list(pack: Pack, store: RunStore) -> int:
    """List the runs, and say how to name one."""
    roles = {role.id: role.name for role in pack.roles}
    count = 0
    for saved in store.list_runs(pack):
        if saved.path is not None:
            called = saved.run.name or f"{roles.get(saved.run.role, saved.run.role)}, {saved.run.saved[:10]}"
            print(f"{clean(saved.path.stem):<40} {called}")
            count += 1
    hint = "There is no run yet." if not count else "To see one again, write its name behind `sixteen-points replay`."
    note(hint)
    return 0
