"""The only place that builds things: which clock, which book, which services on it, which window."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.base import paths
from app.base.clock import Clock
from app.base.lock import FileLock
from app.base.log import start_log
from app.base.settings import Settings
from app.base.trouble import Trouble
from app.cli.doors import Doors, OpenBook
from app.domain.shop import Shop
from app.jobs import sample_shop
from app.jobs.receipts import Receipts
from app.reports.lookups import Lookups
from app.reports.offered import Reports
from app.reports.price_list import PriceList
from app.reports.receipts import Records
from app.reports.tills import Tills
from app.reports.verification import Verification
from app.services.cataloguing import Cataloguing
from app.services.importing import Importing
from app.services.receiving import Receiving
from app.services.selling import Selling
from app.store import database
from app.store.settings import FIRST_LOCATION, FIRST_PERSON, FIRST_TILL

if TYPE_CHECKING:
    from app.ui.demo.folder import DemoFolder
    from app.ui.demo.office import SampleBook
    from app.ui.parts import Parts


def doors() -> Doors:
    """The doors of the program, for real use."""
    return Doors(
        open_book=open_book,
        create_book=create_book,
        open_till=open_till,
        open_sample=open_sample,
        play_demo=play_demo,
    )


def open_book(path: Path) -> OpenBook:
    """Open a book with everything that can be done and asked.

    Raises:
        Refusal: `book_url`.
        Trouble: `no_book`, `not_a_book`, `newer_book` ...
    """
    return _furnish(database.open_book(path))


def create_book(path: Path, shop: Shop) -> OpenBook:
    """Make a new book.

    Raises:
        Refusal: `book_exists`, `book_url`.
        Trouble: `no_permission`, `disk_full` ...
    """
    return _furnish(database.create(path, shop))


def open_till(path: Path) -> int:
    """Open the till's window on a book, until it is closed.

    Raises:
        Trouble: `till_open_elsewhere`, and those of `open_book`.
    """
    # Qt is only loaded by whoever opens a window.
    from app.ui.window import open_window  # noqa: PLC0415

    start_log(paths.log_file())
    book = database.open_book(path)
    lock = hold_till(path, FIRST_TILL)
    try:
        return open_window(parts(book), ["tillbook"])
    finally:
        lock.release()


def open_sample() -> int:
    """Open the till's window on the sample shop, which is made on first use."""
    path = paths.sample_book()
    if not path.exists():
        make_sample(path)
    return open_till(path)


def make_sample(path: Path) -> None:
    """Make a book of the sample shop."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sample_shop.whole_or_none(path, _fill_sample)


def play_demo(folder: Path) -> int:
    """Play a day in the sample shop through the real window; its papers and pictures stay in the folder."""
    from app.ui.demo.day import play  # noqa: PLC0415

    return play(folder, make_sample, _open_played)


def hold_till(path: Path, till: str) -> FileLock:
    """Hold a till for this window: a second one on the same till would give out the same numbers' baskets.

    Raises:
        Trouble: `till_open_elsewhere`.
    """
    try:
        return FileLock(path.with_name(f"{path.name}.{till}.lock"))
    except Trouble as trouble:
        raise Trouble("till_open_elsewhere", till=till, book=str(path)) from trouble


def parts(book: database.Book, settings: Settings | None = None, receipts: Path | None = None) -> Parts:
    """What the window is built from; without others, with this machine's settings and the folder beside the book."""
    from app.ui.parts import Parts  # noqa: PLC0415

    machine = settings or Settings(paths.settings_file())
    clock = Clock(ZoneInfo(book.shop.timezone))
    records = Records(book)
    return Parts(
        shop=book.shop,
        till=FIRST_TILL,
        location=FIRST_LOCATION,
        user=FIRST_PERSON,
        book_name=book.path.name,
        clock=clock,
        selling=Selling(book, clock),
        cataloguing=Cataloguing(book),
        lookups=Lookups(book),
        tills=Tills(book),
        receipts=Receipts(records, book.shop, machine, receipts or paths.receipts_folder(book.path)),
        settings=machine,
    )


def _open_played(folder: DemoFolder, settings: Settings) -> SampleBook:
    from app.ui.demo.office import SampleBook  # noqa: PLC0415

    book = database.open_book(folder.book)
    return SampleBook(
        parts=parts(book, settings, folder.receipts),
        reports=Reports(book),
        verification=Verification(book),
        finish=book.finish,
    )


def calm_collector() -> None:
    """Let the garbage collector run seldom: what the program was built from is never garbage, and a sale makes little.

    It would otherwise walk over everything every few hundred objects, also in the middle of a scan.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _fill_sample(path: Path) -> None:
    book = database.create(path, sample_shop.sample_rules())
    clock = Clock(ZoneInfo(book.shop.timezone))
    sample_shop.stock_shelves(Cataloguing(book), Receiving(book, clock), book.shop.currency)
    # All of it into the one file: it is about to get another name, its log would keep the old one.
    book.finish()


def _furnish(book: database.Book) -> OpenBook:
    clock = Clock(ZoneInfo(book.shop.timezone))
    return OpenBook(
        path=book.path,
        shop=lambda: book.shop,
        selling=Selling(book, clock),
        receiving=Receiving(book, clock),
        cataloguing=Cataloguing(book),
        importing=Importing(book),
        lookups=Lookups(book),
        reports=Reports(book),
        price_list=PriceList(book),
        verification=Verification(book),
    )
