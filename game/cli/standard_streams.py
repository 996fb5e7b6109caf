"""The standard streams, which may be closed, full or broken."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TextIO

from game.text.clean import clean

#: Errors of writing to a stream; they have no file name.
_OF_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EAGAIN)


def open_streams() -> None:
    """Replace each standard stream that the caller has closed.

    Standard input then ends at once, messages on standard error are lost, and standard output fails when it is written
    to. No file that is opened later gets the number of a standard stream.
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
    """Read and write UTF-8 whatever the locale, and replace bytes that are not UTF-8."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def flush_streams() -> None:
    """Flush the output while a failure can still be reported; at exit, Python would print a traceback.

    Raises:
        OSError: if standard output cannot be written.
    """
    try:
        sys.stderr.flush()
    except OSError:
        lose(sys.stderr)
    sys.stdout.flush()


def note(message: str) -> None:
    """Print a message on standard error; if that is closed or full, the command goes on."""
    try:
        print(clean(message), file=sys.stderr, flush=True)
    except OSError:
        lose(sys.stderr)


def tell(message: str) -> int:
    """Print on standard error why a command failed; return the exit code."""
    note(message)
    return 1


def lose(stream: TextIO) -> int:
    """Discard what could not be written to a stream, so that Python does not try again at exit; return the exit code.

    A stream that is captured inside this process has no file number, and is left alone.
    """
    try:
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, stream.fileno())
        os.close(handle)
    except (OSError, ValueError):
        pass
    return 1


def sentence_of(error: OSError) -> str:
    """Return a sentence for an error of the system that no other part of the program has explained."""
    if error.filename is not None:
        return f"{clean(str(error.filename))} cannot be used: {error.strerror}."
    if error.errno in _OF_OUTPUT:
        return f"The output could not be written ({error.strerror}); send it elsewhere, and try again."
    try:
        Path.cwd()
    except OSError:
        return "The folder that you are in is not there any more; go to another one, and try again."
    return f"The system refused what was asked of it: {error.strerror or error}."
