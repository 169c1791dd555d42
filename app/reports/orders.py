"""Orders for whoever receives goods: which are open, and what is expected of one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.figures import amount_minor
from app.domain.moment import write_date
from app.domain.order_sheet import Filled, read_steps
from app.domain.ordered import OrderedLine, OrderStatus
from app.reports.report import Column, Report, Unit
from app.store.database import Book
from app.store.queries import drafts, orders, parties, suppliers
from app.store.queries.orders import Order
from app.store.queries.suppliers import Supplier

__all__ = ["ExpectedOrder", "OpenOrder", "OrderedLine", "Orders"]


_LIST = (
    Column("line", "Line", Unit.INTEGER),
    Column("item_code", "Supplier's code"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("unit", "Unit"),
    Column("pack", "Pack", Unit.QUANTITY),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
    Column("received", "Received", Unit.QUANTITY),
    Column("cancelled", "Cancelled", Unit.QUANTITY),
    Column("open", "Open", Unit.QUANTITY),
    Column("reason", "Reason"),
)


@dataclass(frozen=True, slots=True)
class ExpectedOrder:
    """An order with what has come of it.

    Attributes:
        supplier: The supplier's code.
        sent_date: The day on which it went to the supplier, as a day number; None for a draft.
        expected: The day on which its goods should come, as a day number, or None.
        lines: Each with `product_id sku name unit quantity_milli received_milli cancelled_milli open_milli
            unit_cost_micro pack_milli item_code reason`.
        location, location_name: The code and the name of the place where the goods should come.
        contact: All that is known of the supplier.
        reasons: Why what was given up of it was.
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
    location: str
    location_name: str
    contact: Supplier
    reasons: tuple[str, ...] = ()

    @property
    def is_receivable(self) -> bool:
        """Whether goods can come on it: it was sent, and something is still awaited."""
        return self.status in (OrderStatus.SENT, OrderStatus.PART_RECEIVED)


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order without its lines.

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

    def forms(self, till: str) -> tuple[Filled, ...]:
        """The orders that were being written at a till and were left unfinished, the newest first."""
        with self._book.reading() as connection:
            found = drafts.live(connection, "order", "open", till=till)
        return tuple(replace(read_steps(one.meanings), kept=one.uid) for one in reversed(found))

    def expected(self, name: str) -> ExpectedOrder:
        """The order with that uid, or with that number on paper, and what has come of it.

        Raises:
            Refusal: `unknown_order`.
        """
        with self._book.reading() as connection:
            order = orders.named(connection, name)
            supplier = suppliers.supplier(connection, order.supplier)
            reasons = orders.reasons(connection, order.document_id)
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
            order.location,
            order.location_name,
            supplier,
            tuple(reasons),
        )

    def as_list(self, name: str) -> Report:
        """The lines of an order as a list for other programs, with what has come of them.

        Raises:
            Refusal: `unknown_order`.
        """
        shop = self._book.shop
        order = self.expected(name)
        rows = [
            (
                line.line_no,
                line.item_code,
                line.sku,
                line.name,
                line.quantity_milli,
                line.unit,
                line.pack_milli,
                line.unit_cost_micro,
                amount_minor(line.unit_cost_micro, line.quantity_milli, shop.currency.digits),
                line.received_milli,
                line.cancelled_milli,
                line.open_milli,
                line.reason,
            )
            for line in order.lines
        ]
        title = f"Order {order.number} to {order.supplier_name}, {order.status.value.replace('_', ' ')}"
        totals = {"value": sum(row[8] for row in rows)}
        at = write_date(order.sent_date or order.book_date)
        return Report("order", title, shop.name, shop.currency, _LIST, rows, totals, at=at)

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
        return tuple(map(_told, listed))

    def newest(self, *, limit: int) -> tuple[OpenOrder, ...]:
        """The newest orders, whatever became of them, the newest first."""
        with self._book.reading() as connection:
            return tuple(map(_told, orders.newest(connection, limit=limit)))


def _told(order: Order) -> OpenOrder:
    return OpenOrder(
        order.uid,
        order.number,
        order.supplier,
        order.supplier_name,
        order.status,
        order.sent_date,
        order.expected,
        len(order.lines),
        sum(line.open_milli > 0 for line in order.lines),
    )
