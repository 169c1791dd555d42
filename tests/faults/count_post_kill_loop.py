"""Posts stocktakes in a child process and kills it at a random instant, again and again.

Run as a program: `count_post_kill_loop.py BOOK SEED STOCKTAKE ...`. For each stocktake: a child that finds it posted
ends; else it posts it from its review, and is killed sooner or later. Prints how many were killed.
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
from app.domain.requests import Asking
from app.reports.stocktakes import Stocktakes
from app.services.counting import Counting
from app.store import database

LONGEST_S = 0.25
POSTED = 7


def child(path: str, stocktake: str) -> None:
    book = database.open_book(Path(path))
    clock = Clock(ZoneInfo(book.shop.timezone))
    stocktakes = Stocktakes(book, clock)
    if stocktakes.head(stocktake).state == "posted":
        os._exit(POSTED)
    review = stocktakes.review(stocktake)
    asked = stocktakes.count_asked(review, Asking(stocktake))
    Counting(book, clock).count(asked, stocktake=stocktake, many=review.many)
    time.sleep(LONGEST_S)  # killed behind the last line, too


def play_round(path: str, stocktake: str, longest_s: float) -> bool:
    """Returns whether the child found it posted, and was not killed."""
    pid = os.fork()
    if pid == 0:
        child(path, stocktake)
        os._exit(0)
    deadline = time.monotonic() + longest_s
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.WIFEXITED(status) and os.WEXITSTATUS(status) == POSTED
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return False


def main() -> None:
    path, seed, *stocktakes = sys.argv[1:]
    chooser, killed = random.Random(int(seed)), 0
    for stocktake in stocktakes:
        tries = 0
        # On a machine that is busy with other things a child comes to its end once it is let live a little longer.
        while not play_round(path, stocktake, chooser.random() * LONGEST_S * (1 + tries / 8)):
            tries += 1
        killed += tries
    sys.stdout.write(str(killed))


if __name__ == "__main__":
    main()
