"""`sixteen-points publish DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli.locations import add_pack_option, load_pack, show_path
from game.text.diagnostics import UserError


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="the folder of the site")
    parser.add_argument("--role", metavar="ROLE", help="with --single: the role")
    parser.add_argument("--single", metavar="FILE.html", type=Path, help="write the page of one role alone")
    parser.add_argument("--over", action="store_true", help="replace files of these names")
    add_pack_option(parser)


def run(args: argparse.Namespace) -> int:
    """Write the site of a pack, or the page of one role.

    Raises:
        UserError: if neither a folder nor a file is named, there is no such role, or something cannot be written.
    """
    from game.export.site.publish import ENTRANCE, build_site
    from game.export.site.role_page import render_role
    from game.play.store.files import write_new_files

    if (args.folder is None) == (args.single is None) or (args.role is None) != (args.single is None):
        raise UserError("Name a folder for the whole site, or --role ROLE and --single FILE.html for one role.")
    pack = load_pack(args)
    if args.single is not None:
        if args.role not in pack.roles_by_id:
            raise UserError(pack.explain_missing_role(args.role))
        write_new_files({args.single: render_role(pack, args.role).encode()}, over=args.over)
        print(f"{show_path(args.single)} plays in any browser, by double click too. It loads nothing else.")
        return 0
    files = build_site(pack)
    write_new_files({args.folder / name: content for name, content in files.items()}, over=args.over)
    print(
        f"The site is in {show_path(args.folder)}: open {ENTRANCE} by double click, or copy the folder to a stick or a "
        "web server."
    )
    return 0
