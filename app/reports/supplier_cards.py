"""Suppliers for whoever orders of them: whom to call, what they bring, how they have kept their word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.figures import WHOLE_MILLI_PERCENT, half_up
from app.domain.moment import day_of
from app.domain.ordered import OrderStatus
from app.store.database import Book
from app.store.queries import orders, supplier_card, suppliers
from app.store.queries.supplier_card import Brought, Ordered
from app.store.queries.suppliers import Supplier

MOST_GOODS, MOST_ORDERS, MOST_PRICES = 5000, 100, 200

__all__ = ["Brought", "PastOrder", "Priced", "Supplier", "SupplierCard", "SupplierCards", "SupplierRow"]


class SupplierRow(NamedTuple):
    """A supplier in the list.

    Attributes:
        open_orders: How many orders are open, drafts among them.
    """

    code: str
    name: str
    contact: str
    phone: str
    email: str
    open_orders: int


class PastOrder(NamedTuple):
    """An order with the days that its supplier promised and took.

    Attributes:
        sent, expected, first_came, last_came: Days, as day numbers, or None.
        open_lines: Of how many lines something is still awaited.
    """

    uid: str
    number: str
    status: OrderStatus
    sent: int | None
    expected: int | None
    first_came: int | None
    last_came: int | None
    lines: int
    open_lines: int

    @property
    def real_days(self) -> int | None:
        """How many days it took from its sending until the first of it came; None while nothing has."""
        if self.sent is None or self.first_came is None:
            return None
        return (day_of(self.first_came) - day_of(self.sent)).days

    @property
    def promised_days(self) -> int | None:
        """How many days it should have taken; None where nobody named a day."""
        if self.sent is None or self.expected is None:
            return None
        return (day_of(self.expected) - day_of(self.sent)).days


class Priced(NamedTuple):
    """What a supplier took for a product at one delivery.

    Attributes:
        unit_cost_micro: In millionths.
        change_milli: Beside the delivery before, in thousandths of a percent; None for the first.
    """

    book_date: int
    number: str
    quantity_milli: int
    unit_cost_micro: int
    change_milli: int | None


@dataclass(frozen=True, slots=True)
class SupplierCard:
    """All that is known of a supplier.

    Attributes:
        supplier: Its contacts and terms.
        learned_days: How many days it takes, learned from its last deliveries; None where none came on an order.
        goods: What it brings: first what it has brought or has a name for, each by name.
        orders: The newest orders, the newest first.
    """

    supplier: Supplier
    learned_days: int | None
    goods: tuple[Brought, ...]
    orders: tuple[PastOrder, ...]


class SupplierCards:
    """Answers about suppliers. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def all(self) -> tuple[SupplierRow, ...]:
        """All suppliers, by name."""
        with self._book.reading() as connection:
            opened = supplier_card.open_orders(connection)
            return tuple(
                SupplierRow(one.code, one.name, one.contact, one.phone, one.email, opened.get(one.supplier_id, 0))
                for one in suppliers.suppliers(connection)
            )

    def card(self, code: str) -> SupplierCard:
        """The supplier with that code.

        Raises:
            Refusal: `unknown_supplier`.
        """
        with self._book.reading() as connection:
            supplier = suppliers.supplier(connection, code)
            known = supplier.supplier_id
            came = {one.order_id: one for one in supplier_card.ordered(connection, known, limit=MOST_ORDERS)}
            found = orders.by_ids(connection, sorted(came))
            return SupplierCard(
                supplier,
                suppliers.learned_days(connection, known),
                tuple(supplier_card.brought(connection, known, limit=MOST_GOODS)),
                tuple(_past(one, came[one.document_id]) for one in reversed(found)),
            )

    def prices(self, code: str, sku: str) -> tuple[Priced, ...]:
        """What a supplier took for a product, the newest delivery first.

        Raises:
            Refusal: `unknown_supplier`.
        """
        with self._book.reading() as connection:
            known = suppliers.supplier(connection, code).supplier_id
            found = supplier_card.prices(connection, known, sku, limit=MOST_PRICES + 1)
        before = (*(one.unit_cost_micro for one in found[1:]), None)
        told = (Priced(*one, _change_milli(one, was)) for one, was in zip(found, before, strict=False))
        return tuple(told)[:MOST_PRICES]


def _change_milli(one: supplier_card.Priced, was_micro: int | None) -> int | None:
    if was_micro is None:
        return None
    return half_up((one.unit_cost_micro - was_micro) * WHOLE_MILLI_PERCENT, was_micro)


def _past(order: orders.Order, came: Ordered) -> PastOrder:
    return PastOrder(
        order.uid,
        order.number,
        order.status,
        order.sent_date,
        order.expected,
        came.first_came,
        came.last_came,
        len(order.lines),
        sum(line.open_milli > 0 for line in order.lines),
    )
