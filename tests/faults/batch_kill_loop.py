"""Takes a batch scanner's file onto a count sheet in a child process and kills it at a random instant, again and again.

Run as a program: `batch_kill_loop.py BOOK FILE SEED SHEET ...`. For each sheet: a child that finds the file counted
already says so and ends; else it takes it in, and is killed sooner or later. Prints how many were killed.
"""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain.moment import Moment
from app.jobs.batch_count import BatchCount, Desk
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking
from app.store import database
from tests.faults.killing import found_done, kills_until_done

_PIECE = 100


def take(path: str, file: str, sheet: str) -> None:
    book = database.open_book(Path(path))
    clock = Clock(ZoneInfo(book.shop.timezone))
    stocktakes = Stocktakes(book, clock)
    batches = BatchCount(Stocktaking(book, clock), stocktakes)
    work = batches.begin(Path(file), sheet, Desk("shop", "T1", "owner"), Moment(clock.now_us(), 60))
    if work.before is not None:
        found_done()
    while not work.is_over:
        work.go_on(_PIECE)
    batches.finish(work, sheet, many=len(stocktakes.entries(sheet)))


def main() -> None:
    path, file, seed, *sheets = sys.argv[1:]
    chooser = random.Random(int(seed))
    sys.stdout.write(str(sum(kills_until_done(partial(take, path, file, sheet), chooser) for sheet in sheets)))


if __name__ == "__main__":
    main()
