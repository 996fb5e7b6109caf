"""`sixteen-points branches [ROLE]`."""

from __future__ import annotations

import argparse

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
        UserError: if there is no such role, or none of its runs has been saved.
    """
    from game.branches.collect_runs import collect_tree
    from game.branches.role_map import build_role_map
    from game.branches.tree_text import format_outline
    from game.export.role_map_files import export_map
    from game.text.diagnostics import UserError

    pack, store = load_pack(args), open_store(args)
    latest = store.find_latest(pack)
    role = args.role or (latest.run.role if latest is not None else pack.roles[0].id)
    if role not in pack.roles_by_id:
        raise UserError(pack.explain_missing_role(role))
    tree = collect_tree(pack, store, role)
    if not args.all and not tree.root.is_visited:
        raise UserError(f'You have no saved run of the role "{role}" yet; --all shows the map of all its scenes.')
    if args.format == "text" and not args.all:
        print("\n".join(format_outline(tree.machine.role, tree.rows())))
    else:
        print(export_map(build_role_map(tree, args.all), args.format, pack.story.language))
    return 0
