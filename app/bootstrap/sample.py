"""Builds the sample shop and the day that is played in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.settings import Settings
from app.domain.moment import business_day, day_of
from app.jobs import sample_shop
from app.services.cataloguing import Cataloguing
from app.services.receiving import Receiving
from app.store import database

if TYPE_CHECKING:
    from app.ui.demo.folder import DemoFolder
    from app.ui.demo.office import SampleBook


def make_sample(path: Path) -> None:
    """See `app.bootstrap.make_sample`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sample_shop.whole_or_none(path, _fill_sample)


def make_lived_in(path: Path) -> None:
    """See `app.bootstrap.make_lived_in`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sample_shop.whole_or_none(path, _live_in_sample)


def play_demo(folder: Path) -> int:
    """See `app.bootstrap.play_demo`."""
    from app.ui.demo.day import play  # noqa: PLC0415 -- the sample shop is made without Qt

    return play(folder, _make_played, _open_played)


def _make_played(path: Path) -> None:
    """The sample book, with an order that a van is about to bring."""
    from app.services.ordering import Ordering  # noqa: PLC0415 -- the sample shop has no order of its own

    make_sample(path)
    book = database.open_book(path)
    sample_shop.await_delivery(Cataloguing(book), Ordering(book, Clock(ZoneInfo(book.shop.timezone))))
    book.finish()


def _fill_sample(path: Path) -> None:
    book = database.create(path, sample_shop.sample_rules())
    sample_shop.set_up_goods(Cataloguing(book), book.shop.currency)
    receiving = Receiving(book, Clock(ZoneInfo(book.shop.timezone)))
    for asked in sample_shop.opening_stock(book.shop.currency):
        receiving.enter_opening_stock(asked)
    # All of it into the one file: it is about to get another name, its log would keep the old one.
    book.finish()


def _live_in_sample(path: Path) -> None:
    from app.jobs.sample_days import PlayedClock, SampleDays, Staff  # noqa: PLC0415 -- once in the life of a machine
    from app.services.adjusting import Adjusting  # noqa: PLC0415 -- the same
    from app.services.billing import Billing  # noqa: PLC0415 -- the same
    from app.services.cash_drawer import CashDrawer  # noqa: PLC0415 -- the same
    from app.services.counting import Counting  # noqa: PLC0415 -- the same
    from app.services.selling import Selling  # noqa: PLC0415 -- the same

    book = database.create(path, sample_shop.sample_rules())
    money = book.shop.currency
    clock = PlayedClock(ZoneInfo(book.shop.timezone))
    staff = Staff(
        Selling(book, clock),
        Receiving(book, clock),
        Billing(book, clock),
        Adjusting(book, clock),
        Counting(book, clock),
        CashDrawer(book, clock),
    )
    products = sample_shop.set_up_goods(Cataloguing(book), money)
    now_us = Clock(clock.zone).now_us()
    today = day_of(business_day(now_us, clock.zone, book.shop.day_cut_minutes))
    SampleDays(products, staff, clock, money, today=today).live(sample_shop.opening_stock(money))
    book.finish()


def _open_played(folder: DemoFolder, settings: Settings) -> SampleBook:
    from app.bootstrap.till import parts  # noqa: PLC0415 -- the sample shop is made without Qt
    from app.reports.offered import Reports  # noqa: PLC0415 -- the same
    from app.reports.verification import Verification  # noqa: PLC0415 -- the same
    from app.ui.demo.office import SampleBook  # noqa: PLC0415 -- the same

    book = database.open_book(folder.book)
    return SampleBook(
        parts=parts(book, settings, folder.receipts),
        reports=Reports(book, Clock(ZoneInfo(book.shop.timezone))),
        verification=Verification(book),
        finish=book.finish,
    )
