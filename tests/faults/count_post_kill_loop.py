"""Posts stocktakes in a child process and kills it at a random instant, again and again.

Run as a program: `count_post_kill_loop.py BOOK SEED STOCKTAKE ...`. For each stocktake: a child that finds it posted
ends; else it posts it from its review, and is killed sooner or later. Prints how many were killed.
"""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain.requests import Asking
from app.reports.stocktakes import Stocktakes
from app.services.counting import Counting
from app.store import database
from tests.faults.killing import found_done, kills_until_done


def post(path: str, stocktake: str) -> None:
    book = database.open_book(Path(path))
    clock = Clock(ZoneInfo(book.shop.timezone))
    stocktakes = Stocktakes(book, clock)
    if stocktakes.head(stocktake).state == "posted":
        found_done()
    review = stocktakes.review(stocktake)
    asked = stocktakes.count_asked(review, Asking(stocktake))
    Counting(book, clock).count(asked, stocktake=stocktake, many=review.many)


def main() -> None:
    path, seed, *stocktakes = sys.argv[1:]
    chooser = random.Random(int(seed))
    sys.stdout.write(str(sum(kills_until_done(partial(post, path, one), chooser) for one in stocktakes)))


if __name__ == "__main__":
    main()
