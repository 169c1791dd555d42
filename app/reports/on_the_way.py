"""Goods on the way: transfers that were sent and have not arrived whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from app.domain.moment import Moment
from app.domain.product import Unit
from app.store.database import Book
from app.store.queries import transfers
from app.store.queries.transfers import TravellingRow


@dataclass(frozen=True, slots=True)
class Travelling:
    """What of a lot of a product is on the way.

    Attributes:
        lot: A lot's or serial number, or "".
        left_milli: What was sent, less what has arrived since, as far as it is there.
    """

    sku: str
    name: str
    unit: Unit
    lot: str
    expiry: int | None
    left_milli: int
    is_serial: bool = False


@dataclass(frozen=True, slots=True)
class Shipment:
    """A transfer whose goods have not all arrived.

    Attributes:
        uid, number: Of the transfer.
        source, target: The names of the locations.
        lines: What is still on the way, in the order in which it left.
    """

    uid: str
    number: str
    sent_at: Moment
    source: str
    target: str
    lines: tuple[Travelling, ...]


class OnTheWay:
    """Knows which goods travel. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def shipments(self) -> tuple[Shipment, ...]:
        """Every transfer that has goods on the way, the oldest first."""
        with self._book.reading() as connection:
            rows = transfers.travelling(connection)
        return tuple(_shipment(list(group)) for _, group in groupby(rows, attrgetter("uid")))


def _shipment(rows: list[TravellingRow]) -> Shipment:
    head = rows[0]
    lines = tuple(
        Travelling(row.sku, row.name, Unit(row.unit), row.lot, row.expiry, row.left_milli, row.is_serial == 1)
        for row in rows
    )
    sent_at = Moment(head.happened_us, head.offset_minutes)
    return Shipment(head.uid, head.number, sent_at, head.source, head.target, lines)
