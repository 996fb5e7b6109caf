"""The command line in a process of its own, with standard streams that are closed, full, broken or without end.

The process is a copy of this one, so that a thousand of them take no longer than thirty new ones would.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from game.cli import main

#: What may be at the other end of each standard stream.
INPUTS = ("nothing", "closed", "zeros", "words")
OUTPUTS = ("a file", "closed", "full", "broken", "read-only")
#: After this many seconds a program that still runs counts as hanging.
PATIENCE = 60
#: What a program ends with that raised something, and with which Python ends where a stream cannot be flushed.
RAISED, UNFLUSHED = 99, 120


class Ended(NamedTuple):
    """How a program ended: its exit code, minus the signal if one ended it, and what it printed where it could."""

    code: int
    out: str
    err: str

    @property
    def fault(self) -> str:
        """Return what a program did that it may never do, whatever its streams are; empty if nothing."""
        if self.code not in {0, 1, 2}:
            return f"it ended with {self.code}"
        for never in ("Traceback", "Exception ignored", "fault of its own"):
            if never in self.out + self.err:
                return f"it shows: {never}"
        return ""


def run(
    words: Sequence[str], streams: Sequence[str] = ("nothing", "a file", "a file"), cwd: Path | None = None
) -> Ended:
    """Run the command line with three standard streams: one of `INPUTS` and two of `OUTPUTS`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            code = RAISED
            try:
                signal.alarm(PATIENCE)
                if cwd is not None:
                    os.chdir(cwd)
                for number, (kind, file) in enumerate(zip(streams, (None, out, err), strict=True)):
                    _put(number, kind, file.fileno() if file is not None else -1)
                code = _as_python_does(words)
            except BaseException:
                os.write(err.fileno(), traceback.format_exc().encode())
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        texts = (file.read().decode("utf-8", "replace") for file in (out, err))
        return Ended(os.waitstatus_to_exitcode(status), *texts)


def _put(number: int, kind: str, file: int) -> None:
    """Put something in the place of a standard stream, as a shell would."""
    match kind:
        case "closed":
            os.close(number)
            setattr(sys, ("stdin", "stdout", "stderr")[number], None)
            return
        case "broken":
            end, handle = os.pipe()
            os.close(end)
        case "words":
            end, handle = os.pipe()
            os.write(handle, b"1\n2\nhelp\nwhere\n\xff\n9999999999999\n")
            os.close(handle)
            handle = end
        case "a file":
            handle = file
        case _:
            name = {
                "nothing": os.devnull,
                "read-only": os.devnull,
                "zeros": "/dev/zero",
                "full": "/dev/full",
            }
            handle = os.open(name[kind], os.O_WRONLY if kind == "full" else os.O_RDONLY)
    os.dup2(handle, number)
    buffering = 1 if number == 2 else -1
    stream = open(number, "r" if number == 0 else "w", buffering, encoding="ascii", closefd=False)  # noqa: SIM115
    setattr(sys, ("stdin", "stdout", "stderr")[number], stream)
    setattr(sys, ("__stdin__", "__stdout__", "__stderr__")[number], stream)


def _as_python_does(words: Sequence[str]) -> int:
    """Run the command line, and flush what it printed as Python does at its end."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            return UNFLUSHED
    return code
