"""`sixteen-points branches [ROLE]`."""

from __future__ import annotations

import argparse

from game.cli.find_run import no_such_role
from game.cli.locations import add_pack_option, add_saves_option, load_pack, open_store

MAP_FORMATS = ("text", "html", "svg", "json", "mermaid", "dot")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("role", nargs="?", metavar="ROLE", help="the role; without it that of the run played last")
    parser.add_argument("--all", action="store_true", help="all scenes of the role, not only those you have visited")
    parser.add_argument("--format", choices=MAP_FORMATS, default="text", help="how to write it")
    add_pack_option(parser)
    add_saves_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print the map of a role.

    Raises:
        DiagnosticsError: with a sentence, if there is no such role, or none of its runs has been saved.
    """
    from game.branches.collect_runs import collect_tree
    from game.branches.role_map import build_role_map
    from game.branches.tree_text import format_outline
    from game.export.role_map_files import export_map
    from game.text.diagnostics import Diagnostic, DiagnosticsError

    pack, store = load_pack(args), open_store(args)
    latest = store.find_latest(pack)
    role = args.role or (latest.run.role if latest is not None else pack.roles[0].id)
    if role not in pack.roles_by_id:
        raise DiagnosticsError([Diagnostic(role, 0, "", no_such_role(pack, role), "file")])
    tree = collect_tree(pack, store, role)
    if not args.all and not tree.root.is_visited:
        message = "you have no saved run of this role yet; --all shows the map of all its scenes."
        raise DiagnosticsError([Diagnostic(role, 0, "", message, "file")])
    if args.format == "text" and not args.all:
        print("\n".join(format_outline(tree.machine.role, tree.rows())))
    else:
        print(export_map(build_role_map(tree, args.all), args.format, pack.story.language))
    return 0
