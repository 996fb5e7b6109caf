"""Jobs side by side, each in a process of its own, where the system can fork."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

Result = TypeVar("Result")


def run_side_by_side(jobs: Sequence[Callable[[], Result]]) -> list[Result]:
    """Run jobs at the same time on several cores; where the system cannot, one after another.

    The first job runs in this process, each other one in a fork of it, which sends its result back by a pipe. A job
    whose process ends without a result, as one that raises does, is run again in this one.

    Args:
        jobs: the jobs; their results can be pickled.
    """
    if len(jobs) < 2 or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return [job() for job in jobs]
    children = [_start(job) for job in jobs[1:]]
    found = [jobs[0]()]
    for job, (child, pipe) in zip(jobs[1:], children, strict=True):
        with os.fdopen(pipe, "rb") as source:
            data = source.read()
        _, status = os.waitpid(child, 0)
        # These bytes come from a fork of this program and from nobody else.
        found.append(pickle.loads(data) if not status and data else job())  # noqa: S301
    return found


def _start(job: Callable[[], object]) -> tuple[int, int]:
    """Start a job in a fork; returns the process and the pipe from which to read its result."""
    source, sink = os.pipe()
    child = os.fork()
    if child:
        os.close(sink)
        return child, source
    status = 1
    try:
        with os.fdopen(sink, "wb") as pipe:
            pickle.dump(job(), pipe)
        status = 0
    finally:
        # Whatever has happened, nothing of this process may go on in the fork.
        os._exit(status)
