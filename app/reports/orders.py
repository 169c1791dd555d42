"""Orders for whoever receives goods: which are open, and what is expected of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ordered import OrderedLine, OrderStatus
from app.store.database import Book
from app.store.queries import orders, parties

__all__ = ["ExpectedOrder", "OpenOrder", "OrderedLine", "Orders"]


@dataclass(frozen=True, slots=True)
class ExpectedOrder:
    """An order with what has come of it.

    Attributes:
        supplier: The supplier's code.
        sent_date: The day on which it went to the supplier, as a day number; None for a draft.
        expected: The day on which its goods should come, as a day number, or None.
        lines: Each with `product_id sku name unit quantity_milli received_milli cancelled_milli open_milli
            unit_cost_micro pack_milli item_code reason`.
    """

    uid: str
    number: str
    supplier: str
    supplier_name: str
    status: OrderStatus
    book_date: int
    sent_date: int | None
    expected: int | None
    note: str
    lines: tuple[OrderedLine, ...]

    @property
    def is_receivable(self) -> bool:
        """Whether goods can come on it: it was sent, and something is still awaited."""
        return self.status in (OrderStatus.SENT, OrderStatus.PART_RECEIVED)


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order of which something is still awaited, without its lines.

    Attributes:
        lines, open_lines: How many there are, and of how many of them something is still awaited.
    """

    uid: str
    number: str
    supplier: str
    supplier_name: str
    status: OrderStatus
    sent_date: int | None
    expected: int | None
    lines: int
    open_lines: int


class Orders:
    """Answers about orders. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def expected(self, name: str) -> ExpectedOrder:
        """The order with that uid, or with that number on paper, and what has come of it.

        Raises:
            Refusal: `unknown_order`.
        """
        with self._book.reading() as connection:
            order = orders.named(connection, name)
        return ExpectedOrder(
            order.uid,
            order.number,
            order.supplier,
            order.supplier_name,
            order.status,
            order.book_date,
            order.sent_date,
            order.expected,
            order.note,
            order.lines,
        )

    def open(self, supplier: str | None = None, *, with_drafts: bool = False) -> tuple[OpenOrder, ...]:
        """The orders of which something is still awaited, the one that is expected first in front.

        Args:
            supplier: A supplier's code; None is all.
            with_drafts: Those that were not sent yet, too.

        Raises:
            Refusal: `unknown_supplier`.
        """
        with self._book.reading() as connection:
            supplier_id = None if supplier is None else parties.supplier_id_of(connection, supplier)
            found = orders.opened(connection, supplier_id)
        listed = [one for one in found if with_drafts or one.sent_date is not None]
        # What nobody has dated comes last.
        listed.sort(key=lambda one: (one.expected is None, one.expected or 0, one.document_id))
        return tuple(
            OpenOrder(
                one.uid,
                one.number,
                one.supplier,
                one.supplier_name,
                one.status,
                one.sent_date,
                one.expected,
                len(one.lines),
                sum(line.open_milli > 0 for line in one.lines),
            )
            for one in listed
        )
