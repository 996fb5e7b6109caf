"""Everything that can be asked of the command line, as lists of words, worked out from its own parsers.

New commands and formats are included automatically, and a new option fails here until it has values to try.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from msgspec.structs import replace

from game.branches.run_keys import encode_key
from game.cli import COMMANDS
from game.cli.parser import command_parser, play_parser
from game.export.kit.lesson_session import LessonSession, dump_session
from game.play.journal import Journal
from game.play.journal import replay as played
from game.play.session import get_machine
from game.play.store.saved_runs import RunStore
from game.story.types import Pack

#: A place to which a command may write: in the folder in which it is asked for.
NEW = "new"
#: What waits until somebody ends it, and what a command is given so that it does not.
_WAITING = {"serve": None, "class": ("--kit", "--report")}
_WAITING_OPTIONS = ("--watch",)
#: Options of holding a lesson, which waits.
_LESSON = (
    "--name",
    "--new",
    "--minutes",
    "--own-pace",
    "--gate",
    "--host",
    "--port",
    "--seats",
    "--data",
    "--no-browser",
)


@dataclass(frozen=True)
class World:
    """What the words of the command line can name.

    Attributes:
        role: a person of the pack.
        council: a council of the pack, or something else.
        runs: the files of two runs of that role, the first with an end.
        key: the first run's key.
        event: an event of the record.
        session: the file of a lesson.
        places: the words that say where the pack and the runs are, by their option.
    """

    role: str
    council: str
    runs: tuple[Path, Path]
    key: str
    event: str
    session: Path
    places: dict[str, list[str]]

    @classmethod
    def of(cls, pack: Pack, folder: Path, scenes: Path | None) -> World:
        """Play two runs of a pack's first role, and keep them and a lesson in a folder.

        Args:
            scenes: the pack's folder; None if it is the one that ships.
        """
        role, store = pack.person_roles[0].id, RunStore(folder / "runs")
        journals = [_played(pack, role, first) for first in (0, -1)]
        paths = []
        for journal in journals:
            fresh = store.new_run(pack, role)
            run = replace(fresh.run, choices=journal.choice_refs, cursor=len(journal.choice_refs))
            saved = store.save(replace(fresh, run=run))
            assert saved.path is not None
            paths.append(saved.path)
        places = {"--saves": ["--saves", str(store.folder)]}
        if scenes is not None:
            places["--scenes"] = ["--scenes", str(scenes)]
        council = pack.council_roles[0].id if pack.council_roles else role
        session = folder / "session.json"
        session.write_bytes(
            dump_session(LessonSession(format=1, pack=pack.story.id, version=pack.story.version, role=council))
        )
        return cls(
            role,
            council,
            (paths[0], paths[1]),
            encode_key(pack, journals[0]),
            pack.record.events[0].id,
            session,
            places,
        )

    def values(self, command: str, name: str) -> list[list[str]]:
        """The values to try for an option or a positional argument, by its name.

        Raises:
            KeyError: if nobody has said it yet; say it here.
        """
        run, other = map(str, self.runs)
        return {
            "--role": [[self.council if command == "class" else self.role]],
            "--law": [["L1"]],
            "--pairs": [["10"]],
            "--kit": [[NEW]],
            "--report": [[str(self.session)]],
            "--out": [[f"{NEW}.html"]],
            "--single": [[f"{NEW}.html"]],
            "role": [[self.role]],
            "run": [[run, other]] if command == "compare" else [[run]],
            "words": [[self.event], self.event.split("-")],
            "key": [[self.key], [self.key, "no key"]],
            "folder": [[NEW]],
        }[name]


def asked(world: World, commands: Sequence[str] = ("", *COMMANDS), together: int = 2) -> Iterator[list[str]]:
    """Every command with every choice of its formats, every option, and several options together.

    What does not fit together is asked for too, and is answered with a sentence. What waits until somebody ends it, a
    lesson, a server and `--watch`, is left out, and so are help and version.

    Args:
        world: what the words can name.
        commands: the commands; the empty one plays.
        together: the most options at once.
    """
    for command in commands:
        needed = _WAITING.get(command, ())
        if needed is None:
            continue
        parser = command_parser(command) if command else play_parser()
        options = [_worded(world, command, action) for action in parser._actions if _ends(command, action)]
        spots = [_worded(world, command, action) for action in parser._actions if not action.option_strings]
        where = [
            word for name, words in world.places.items() if name in parser._option_string_actions for word in words
        ]
        chosen = [several for count in range(together + 1) for several in combinations(options, count)]
        for placed in product(*spots):
            for several in chosen:
                for found in product(*several):
                    words = [word for part in (*placed, *found) for word in part]
                    if not needed or any(word in words for word in needed):
                        yield [*([command] if command else []), *words, *where]


def _ends(command: str, action: argparse.Action) -> bool:
    name = (action.option_strings or [""])[0]
    passed = ("--scenes", "--saves", *_WAITING_OPTIONS, *(_LESSON if command == "class" else ()))
    return bool(name) and name not in passed and action.dest not in {"help", "version"}


def _worded(world: World, command: str, action: argparse.Action) -> list[list[str]]:
    """The words that an option or a positional argument can be given with."""
    name = [*action.option_strings][:1]
    if action.choices is not None:
        return [[*name, str(choice)] for choice in action.choices]
    if name and action.nargs == 0:
        return [name]
    values = [[*name, *value] for value in world.values(command, name[0] if name else action.dest)]
    # An option alone, or a place left empty, where that may be.
    return [name, *values] if action.nargs == "?" or (not name and action.nargs == "*") else values


def _played(pack: Pack, role: str, which: int) -> Journal:
    """A run to its end in which always the first, or always the last, open choice is taken."""
    machine = get_machine(pack, role)
    journal = played(machine, [])
    while choices := [choice for choice in machine.get_choices(journal.scene_id) if choice.is_open(journal.values)]:
        assert journal.choose(choices[which].spec.id)
    return journal
