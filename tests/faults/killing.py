"""A work in a child process that is killed at a random instant, again and again, until a child finds it done."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from typing import NoReturn

LONGEST_S = 0.25
_DONE = 7


def found_done() -> NoReturn:
    """What a child ends with that has nothing to do any more."""
    os._exit(_DONE)


def kills_until_done(work: Callable[[], None], chooser: random.Random) -> int:
    """Returns how many children were killed, or had just come to their end, before one found the work done."""
    tries = 0
    # On a machine that is busy with other things a child comes to its end once it is let live a little longer.
    while not _is_done(work, chooser.random() * LONGEST_S * (1 + tries / 8)):
        tries += 1
    return tries


def _is_done(work: Callable[[], None], longest_s: float) -> bool:
    pid = os.fork()
    if pid == 0:
        work()
        time.sleep(LONGEST_S)  # killed behind the last line, too
        os._exit(0)
    deadline = time.monotonic() + longest_s
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.WIFEXITED(status) and os.WEXITSTATUS(status) == _DONE
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False
