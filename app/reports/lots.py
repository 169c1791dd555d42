"""Lots: what there is of each, what it is worth, and which will be too old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from app.domain.figures import spread, unit_micro
from app.domain.moment import day_number, day_of
from app.domain.shop import Costing
from app.reports.asked import EVERYTHING, NOW, Asked, Known, iso_day, location_id, of_goods, read_known
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import lots as queries
from app.store.queries.lots import LotRow

_COLUMNS = (
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("location", "Location"),
    Column("lot", "Lot"),
    Column("expiry", "Expiry", Unit.DATE),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
)
_DAYS_AHEAD = 30


class Lots:
    """Answers about lots. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def lots(self, asked: Asked = EVERYTHING) -> Report:
        """What there is of each lot and what it is worth; goods without a lot are a row of their own.

        Under `specific` a lot is worth what it cost; under the other methods the value of the product at the location
        is shared by quantity, so that its lots always sum to what stock on hand says.

        Args:
            asked: `at`, `known`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`, `bad_known`, `then_when`.
        """
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            rows = list(self._rows(connection, asked, known, asked.at))
        return self._report("lots", "Lots", rows, asked, known)

    def expiring(self, asked: Asked = EVERYTHING) -> Report:
        """The lots with stock that expire by a day, those that have expired among them, the oldest first.

        Args:
            asked: `at` is the day, else 30 days from today; `location`, `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        until = asked.at
        if until is None and asked.today is not None:
            until = day_number(day_of(asked.today) + timedelta(days=_DAYS_AHEAD))
        with self._book.reading() as connection:
            rows = [
                (lot, cells)
                for lot, cells in self._rows(connection, asked, NOW, None)
                if lot.expiry is not None and lot.quantity_milli > 0 and (until is None or lot.expiry <= until)
            ]
        rows.sort(key=lambda row: (row[0].expiry, row[0].sku, row[0].location_id))
        return self._report("expiring", "Expiring", rows, Asked(at=until), NOW)

    def _rows(
        self, connection: Connection, asked: Asked, known: Known, last_day: int | None
    ) -> Iterator[tuple[LotRow, Row]]:
        last_document = known.last_document(connection)
        every = queries.lots(
            connection,
            last_day=last_day,
            last_document=last_document,
            location_id=location_id(connection, asked.location),
        )
        found = of_goods(connection, asked, every)
        worth = queries.place_values(connection, last_day=last_day, last_document=last_document)
        digits = self._book.shop.currency.digits
        for place, group in groupby(found, key=lambda lot: (lot.product_id, lot.location_id)):
            lots = list(group)
            for lot, value_minor in zip(lots, _values(lots, worth.get(place, 0)), strict=True):
                unit_cost = unit_micro(value_minor, lot.quantity_milli, digits)
                cells = (
                    lot.sku,
                    lot.name,
                    lot.location,
                    lot.lot,
                    iso_day(lot.expiry),
                    lot.quantity_milli,
                    unit_cost,
                    value_minor,
                )
                yield lot, cells

    def _report(self, name: str, title: str, rows: Iterable[tuple[LotRow, Row]], asked: Asked, known: Known) -> Report:
        listed = list(rows)
        totals = {
            "quantity": sum(lot.quantity_milli for lot, _ in listed),
            "value": sum(int(cells[-1] or 0) for _, cells in listed),
        }
        shop = self._book.shop
        return Report(
            name,
            title,
            shop.name,
            shop.currency,
            _COLUMNS,
            [cells for _, cells in listed],
            totals,
            at=iso_day(asked.at),
            known_at=known.text,
        )


def _values(lots: list[LotRow], whole_minor: int) -> list[int]:
    """What each lot of a product at a location is worth; they sum to what all of it is worth."""
    quantities = [lot.quantity_milli for lot in lots]
    if lots[0].method != Costing.SPECIFIC:
        return spread(whole_minor, quantities)
    own = [lot.own_minor for lot in lots]
    # What was revalued or sold short since is nobody's own.
    rest = spread(whole_minor - sum(own), quantities)
    return [one + share for one, share in zip(own, rest, strict=True)]
