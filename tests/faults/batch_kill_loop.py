"""Takes a batch scanner's file onto a count sheet in a child process and kills it at a random instant, again and again.

Run as a program: `batch_kill_loop.py BOOK FILE SEED SHEET ...`. For each sheet: a child that finds the file counted
already says so and ends; else it takes it in, and is killed sooner or later. Prints how many were killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain.moment import Moment
from app.jobs.batch_count import BatchCount, Desk
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking
from app.store import database

LONGEST_S = 0.25
ASKED = 7
_PIECE = 100


def child(path: str, file: str, sheet: str) -> None:
    book = database.open_book(Path(path))
    clock = Clock(ZoneInfo(book.shop.timezone))
    stocktakes = Stocktakes(book, clock)
    batches = BatchCount(Stocktaking(book, clock), stocktakes)
    work = batches.begin(Path(file), sheet, Desk("shop", "T1", "owner"), Moment(clock.now_us(), 60))
    if work.before is not None:
        os._exit(ASKED)
    while not work.is_over:
        work.go_on(_PIECE)
    batches.finish(work, sheet, many=len(stocktakes.entries(sheet)))
    time.sleep(LONGEST_S)  # killed behind the last line, too


def play_round(path: str, file: str, sheet: str, longest_s: float) -> bool:
    """Returns whether the child was asked, and not killed."""
    pid = os.fork()
    if pid == 0:
        child(path, file, sheet)
        os._exit(0)
    deadline = time.monotonic() + longest_s
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.WIFEXITED(status) and os.WEXITSTATUS(status) == ASKED
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def main() -> None:
    path, file, seed, *sheets = sys.argv[1:]
    chooser, killed = random.Random(int(seed)), 0
    for sheet in sheets:
        tries = 0
        # On a machine that is busy with other things a child comes to its end once it is let live a little longer.
        while not play_round(path, file, sheet, chooser.random() * LONGEST_S * (1 + tries / 8)):
            tries += 1
        killed += tries
    sys.stdout.write(str(killed))


if __name__ == "__main__":
    main()
