"""Counts on one sheet in a child process and kills it at a random instant, again and again.

Run as a program: `count_kill_loop.py BOOK SHEET ROUNDS SEED`. Each child goes on where the book says that the sheet
stands, and writes a byte for each scan whose verb has returned. Prints how many scans were answered in all.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain.count_sheet import Find, goods_of
from app.reports.lookups import Lookups
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking
from app.store import database

LONGEST_S = 0.12


def child(path: str, sheet: str, write_to: int) -> None:
    book = database.open_book(Path(path))
    clock = Clock(ZoneInfo(book.shop.timezone))
    stocktaking, many = Stocktaking(book, clock), len(Stocktakes(book, clock).entries(sheet))
    items = (Lookups(book).item(f"P{number}", location="shop") for number in range(5))
    goods = [goods_of(item) for item in items if item is not None]
    while True:
        entry = Find(goods[many % len(goods)], 1000, clock.now_us())
        many = stocktaking.record(sheet, [(entry, f"scan {many + 1}")], many=many, till="T1", user=None)
        os.write(write_to, b".")


def play_round(path: str, sheet: str, chooser: random.Random) -> int:
    from_child, to_parent = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(from_child)
        child(path, sheet, to_parent)
    os.close(to_parent)
    answered = 0
    deadline = time.monotonic() + 0.02 + chooser.random() * LONGEST_S
    while (left := deadline - time.monotonic()) > 0:
        if select.select([from_child], [], [], left)[0]:
            answered += len(os.read(from_child, 65536))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(from_child, 65536):
        answered += len(part)
    os.close(from_child)
    return answered


def main() -> None:
    path, sheet, rounds, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    chooser = random.Random(seed)
    sys.stdout.write(str(sum(play_round(path, sheet, chooser) for _ in range(rounds))))


if __name__ == "__main__":
    main()
