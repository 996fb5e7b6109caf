"""The standard streams, which may be closed, full or broken: what is then said, and where."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TextIO

from game.text.clean import clean

#: Errors of writing to a stream, which bear the name of no file.
_OF_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EAGAIN)


def open_streams() -> None:
    """Put something in the place of each standard stream that whoever called has closed.

    Input ends at once, what is said on standard error is lost, and standard output fails when it is written to, as it
    should. No file that is opened later gets the number of a standard stream.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            stream = open(number, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - open to the end
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def speak_utf8() -> None:
    """Text comes and goes as UTF-8 whatever the locale says, and what is no text never ends the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def flush_streams() -> None:
    """Write what waits to be written, where it can still be told; Python would do it as it ends, with a traceback.

    Raises:
        OSError: if standard output does not take it; standard error is let go of then.
    """
    try:
        sys.stderr.flush()
    except OSError:
        lose(sys.stderr)
    sys.stdout.flush()


def note(message: str) -> None:
    """Say something on standard error; where it is closed or full, that keeps no command from its work."""
    try:
        print(clean(message), file=sys.stderr, flush=True)
    except OSError:
        lose(sys.stderr)


def tell(message: str) -> int:
    """Say on standard error why nothing came of a command; returns the exit code."""
    note(message)
    return 1


def lose(stream: TextIO) -> int:
    """Let go of what could not be written to a stream, which Python would try again as it ends; returns the exit code.

    Whoever captures a stream inside this program has given it no number, and is left alone.
    """
    try:
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, stream.fileno())
        os.close(handle)
    except (OSError, ValueError):
        pass
    return 1


def sentence_of(error: OSError) -> str:
    """What the system refused, where nothing nearer to it has said so."""
    if error.filename is not None:
        return f"{clean(str(error.filename))} cannot be used: {error.strerror}."
    if error.errno in _OF_OUTPUT:
        return f"The output could not be written ({error.strerror}); send it elsewhere, and try again."
    try:
        Path.cwd()
    except OSError:
        return "The folder that you are in is not there any more; go to another one, and try again."
    return f"The system refused what was asked of it: {error.strerror or error}."
