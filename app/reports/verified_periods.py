"""Whether closed periods are as they were closed: pack, closing stock, and nothing booked into them afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from app.domain.figures import Currency, write_quantity
from app.domain.moment import next_day, write_date
from app.reports.findings import Finding
from app.store.database import Connection
from app.store.queries import periods
from app.store.queries.periods import Closed, Stock


def period_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """What is wrong with the closed periods, in their order, and with what was booked into them later."""
    before: Closed | None = None
    expected: dict[tuple[int, int], Stock] = {}
    for period in periods.closed(connection):
        day = write_date(period.through)
        if hashlib.sha256(period.pack.encode()).hexdigest() != period.pack_digest:
            yield Finding("verify_pack", number=period.number, day=day)
        if period.last_document_id != period.document_id - 1 or (
            before and period.first_day != next_day(before.through)
        ):
            yield Finding("verify_period", number=period.number, day=day)
        moved = periods.moved(connection, after=before.through if before else 0, period=period)
        for place, (quantity_milli, value_minor) in moved:
            held = expected.get(place, Stock(0, 0))
            expected[place] = Stock(held.quantity_milli + quantity_milli, held.value_minor + value_minor)
        yield from _closing_findings(connection, period, expected, money)
        before = period
    for number, book_date in periods.booked_after_close(connection):
        yield Finding("verify_after_close", number=number, day=write_date(book_date))


def _closing_findings(
    connection: Connection, period: Closed, expected: dict[tuple[int, int], Stock], money: Currency
) -> Iterator[Finding]:
    kept = dict(periods.closing(connection, period.document_id))
    nothing = Stock(0, 0)
    for place in sorted({*kept, *expected}):
        if kept.get(place, nothing) != expected.get(place, nothing):
            sku, location = periods.names(connection, place)
            yield Finding(
                "verify_closing",
                sku=sku,
                location=location,
                day=write_date(period.through),
                kept=_told(kept.get(place, nothing), money),
                expected=_told(expected.get(place, nothing), money),
            )


def _told(stock: Stock, money: Currency) -> str:
    return f"{write_quantity(stock.quantity_milli)} worth {money.write(stock.value_minor)}"
