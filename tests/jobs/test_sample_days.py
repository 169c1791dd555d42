"""The weeks that the sample shop has behind it when somebody tries it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app import bootstrap
from app.base.clock import Clock
from app.domain.moment import business_day, day_number, day_of
from app.domain.requests import Asking
from app.domain.stock_requests import PeriodCloseAsked
from app.reports.verification import Verification
from app.services.closing import Closing
from app.store import database


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[database.Book]:
    path = tmp_path_factory.mktemp("lived") / "in" / "sample.book"
    bootstrap.make_lived_in(path)
    assert [one.name for one in path.parent.iterdir()] == ["sample.book"]
    made = database.open_book(path)
    yield made
    made.close_thread()


def clock_of(book: database.Book) -> Clock:
    return Clock(ZoneInfo(book.shop.timezone))


def asked(book: database.Book, sql: str) -> list[tuple[object, ...]]:
    with book.reading() as connection:
        return list(connection.execute(sql))


def yesterday(book: database.Book) -> date:
    clock = clock_of(book)
    return day_of(business_day(clock.now_us(), clock.zone, book.shop.day_cut_minutes)) - timedelta(days=1)


def test_it_has_sold_from_the_first_of_last_month_until_yesterday(book: database.Book) -> None:
    days = [day_of(int(str(day))) for (day,) in asked(book, "SELECT DISTINCT book_date FROM document ORDER BY 1")]
    last = yesterday(book)
    first = ((last + timedelta(days=1)).replace(day=1) - timedelta(days=1)).replace(day=1)
    open_days = [first + timedelta(days=more) for more in range((last - first).days + 1)]
    assert days == sorted({first, *(day for day in open_days if day.weekday() != 6)})


def test_everything_that_a_shop_does_is_in_it(book: database.Book) -> None:
    kinds = {
        str(kind): int(str(many)) for kind, many in asked(book, "SELECT kind, count(*) FROM document GROUP BY kind")
    }
    assert set(kinds) == {
        "adjustment", "cash_count", "cash_movement", "count", "delivery", "opening_stock", "sale", "supplier_invoice",
    }  # fmt: skip
    assert kinds["sale"] > 150
    tenders = {kind for (kind,) in asked(book, "SELECT DISTINCT kind FROM tender")}
    assert tenders == {"cash", "card"}


def test_nothing_was_sold_that_was_not_there(book: database.Book) -> None:
    assert asked(book, "SELECT * FROM level WHERE quantity_milli < 0") == []


def test_some_deliveries_still_wait_for_their_invoice(book: database.Book) -> None:
    [(waiting,)] = asked(book, "SELECT count(*) FROM document WHERE kind = 'delivery'")
    [(billed,)] = asked(book, "SELECT count(*) FROM document WHERE kind = 'supplier_invoice'")
    assert int(str(waiting)) > int(str(billed)) > 0


def test_it_proves_right_and_its_last_month_can_be_closed(book: database.Book, tmp_path: Path) -> None:
    assert Verification(book).run().found == ()
    path = tmp_path / "copy.book"
    with closing(sqlite3.connect(book.path)) as whole, closing(sqlite3.connect(path)) as copy:
        whole.backup(copy)
    own = database.open_book(path)
    through = day_number((yesterday(own) + timedelta(days=1)).replace(day=1) - timedelta(days=1))
    Closing(own, clock_of(own)).close_period(PeriodCloseAsked(Asking("close"), through))
    assert Verification(own).run().found == ()
    own.close_thread()
