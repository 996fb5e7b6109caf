"""One game of `sixteen-points serve`, which ends when the server that started it is gone."""

from __future__ import annotations

import os
import sys
import threading
import time

from game.cli import main

#: How often the game checks that the server is still there, in seconds.
PARENT_CHECK_SECONDS = 2.0


def _end_with(parent: int) -> None:
    """End this process once its parent has changed: then the server was killed and could not say so."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    started_by = int(os.environ.get("SIXTEEN_POINTS_PARENT", "0"))
    if started_by:
        threading.Thread(target=_end_with, args=(started_by,), daemon=True).start()
    sys.exit(main(sys.argv[1:]))
