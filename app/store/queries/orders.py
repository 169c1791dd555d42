"""Orders to suppliers as they stand: their lines, what has come of them, and what is on order of each product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.domain.ordered import OrderedLine, OrderStatus, status_of
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row


class Order(NamedTuple):
    """An order with what came of it.

    Attributes:
        book_date: The day on which it was made.
        sent_date: The day on which it went to the supplier; None for a draft.
        expected: The day on which its goods should come, or None.
    """

    document_id: int
    uid: str
    number: str
    supplier_id: int
    supplier: str
    supplier_name: str
    location: str
    location_name: str
    book_date: int
    sent_date: int | None
    expected: int | None
    note: str
    lines: tuple[OrderedLine, ...]

    @property
    def status(self) -> OrderStatus:
        """How it stands."""
        return status_of(self.lines, is_sent=self.sent_date is not None)


_ORDERS = dialect.in_words("""
SELECT document.id, document.uid, document.number, supplier.id, supplier.code, supplier.name, location.code,
    location.name, document.book_date, iif(order_document.step = 'send', document.book_date, sent.book_date),
    coalesce((
        SELECT moved.expected FROM document AS said CROSS JOIN order_document AS moved ON moved.document_id = said.id
        WHERE said.of_id = document.id AND said.kind = 'order_expect' ORDER BY said.id DESC LIMIT 1
    ), sending.expected, order_document.expected), document.note
FROM $EACH AS one CROSS JOIN order_document ON order_document.document_id = one.value
CROSS JOIN document ON document.id = order_document.document_id
JOIN supplier ON supplier.id = order_document.supplier_id JOIN location ON location.id = document.location_id
LEFT JOIN document AS sent ON sent.of_id = document.id AND sent.kind = 'order_send'
LEFT JOIN order_document AS sending ON sending.document_id = sent.id
ORDER BY document.id
""")
# What is received is what deliveries that name the order have brought of the product, unless they were taken back. What
# the supplier gave for nothing is over and above: it fills no order.
_RECEIVED = """
coalesce((
    SELECT sum(came.quantity_milli - coalesce(came.free_milli, 0)) FROM document AS delivery
    CROSS JOIN stock_line AS came ON came.document_id = delivery.id AND +came.product_id = line.product_id
    WHERE delivery.of_id = line.document_id AND delivery.kind = 'delivery' AND NOT EXISTS (
        SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
), 0)
"""
_CANCELLED = """
coalesce((
    SELECT sum(gone.quantity_milli) FROM document AS cancel
    CROSS JOIN order_line AS gone ON gone.document_id = cancel.id AND gone.product_id = line.product_id
    WHERE cancel.of_id = line.document_id AND cancel.kind = 'order_cancel'
), 0)
"""
_OF_LINES = """
SELECT line.document_id, line.line_no, line.product_id, line.sku, line.name, product.unit, line.quantity_milli,
    line.unit_cost_micro, line.pack_milli, line.item_code, line.reason
FROM $EACH AS one CROSS JOIN order_line AS line ON line.document_id = one.value
JOIN product ON product.id = line.product_id ORDER BY line.document_id, line.line_no
"""
_LINES = dialect.in_words(_OF_LINES)
# Summed once for whole orders: line by line, one of thousands would look through its deliveries thousands of times.
_CAME = dialect.in_words("""
SELECT delivery.of_id, came.product_id, sum(came.quantity_milli - coalesce(came.free_milli, 0))
FROM $EACH AS one CROSS JOIN document AS delivery ON delivery.of_id = one.value AND delivery.kind = 'delivery'
CROSS JOIN stock_line AS came ON came.document_id = delivery.id
WHERE NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
GROUP BY 1, 2
""")
_GIVEN_UP = dialect.in_words("""
SELECT cancel.of_id, gone.product_id, sum(gone.quantity_milli)
FROM $EACH AS one CROSS JOIN document AS cancel ON cancel.of_id = one.value AND cancel.kind = 'order_cancel'
CROSS JOIN order_line AS gone ON gone.document_id = cancel.id GROUP BY 1, 2
""")


def by_ids(connection: Connection, document_ids: Iterable[int]) -> list[Order]:
    """The orders with these numbers in the ledger, in order."""
    ids = dialect.each(document_ids)
    came, given_up = (
        {(order_id, product_id): milli for order_id, product_id, milli in connection.execute(sql, (ids,))}
        for sql in (_CAME, _GIVEN_UP)
    )
    lines: dict[int, list[OrderedLine]] = {}
    for row in connection.execute(_LINES, (ids,)):
        document_id, _, product_id, *_ = row
        key = (document_id, product_id)
        line = OrderedLine._make((*row[1:], came.get(key, 0), given_up.get(key, 0)))
        lines.setdefault(document_id, []).append(line)
    found = []
    for row in connection.execute(_ORDERS, (ids,)):
        values: Row = (*row, tuple(lines.get(row[0], ())))
        found.append(Order(*values))
    return found


def named(connection: Connection, text: str) -> Order:
    """The order with that uid, or with that number on paper.

    Raises:
        Refusal: `unknown_order`.
    """
    row = connection.execute(_NAMED, (dialect.storable(text),)).fetchone()
    if row is None:
        raise Refusal("unknown_order", order=text[:64])
    return by_ids(connection, row)[0]


_NAMED = """
SELECT id FROM document WHERE kind = 'order' AND (uid = ?1 OR number = ?1) ORDER BY uid = ?1 DESC LIMIT 1
"""


def opened(connection: Connection, supplier_id: int | None = None) -> list[Order]:
    """The orders of which something is still awaited, drafts among them; of one supplier, or of all."""
    ids = [row[0] for row in connection.execute("SELECT document_id FROM open_order ORDER BY document_id")]
    found = by_ids(connection, ids)
    return [one for one in found if supplier_id is None or one.supplier_id == supplier_id]


def recent(connection: Connection, *, days: tuple[int, int], supplier_id: int | None = None) -> list[Order]:
    """The orders that were made in a stretch of book dates; of one supplier, or of all."""
    ids = [row[0] for row in connection.execute(_RECENT, (*days, supplier_id, supplier_id))]
    return by_ids(connection, ids)


_RECENT = """
SELECT document.id FROM document JOIN order_document ON document_id = document.id
WHERE book_date BETWEEN ? AND ? AND kind = 'order' AND (? IS NULL OR supplier_id = ?) ORDER BY document.id
"""


def newest(connection: Connection, *, limit: int) -> list[Order]:
    """The newest orders, whatever became of them, the newest first."""
    rows = connection.execute("SELECT id FROM document WHERE kind = 'order' ORDER BY id DESC LIMIT ?", (limit,))
    return by_ids(connection, [row[0] for row in rows])[::-1]


def is_awaited(connection: Connection, order_id: int) -> bool:
    """Whether anything is still to come of an order. It names a product once; free pieces fill none of it."""
    return connection.execute(_IS_AWAITED, (order_id,)).get is not None


_IS_AWAITED = """
SELECT 1 FROM (
    SELECT product_id, quantity_milli FROM order_line WHERE document_id = ?1
    UNION ALL
    SELECT came.product_id, coalesce(came.free_milli, 0) - came.quantity_milli FROM document AS delivery
    CROSS JOIN stock_line AS came ON came.document_id = delivery.id
    WHERE delivery.of_id = ?1 AND delivery.kind = 'delivery'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
    UNION ALL
    SELECT gone.product_id, -gone.quantity_milli FROM document AS cancel
    CROSS JOIN order_line AS gone ON gone.document_id = cancel.id
    WHERE cancel.of_id = ?1 AND cancel.kind = 'order_cancel'
) GROUP BY product_id HAVING sum(quantity_milli) > 0 LIMIT 1
"""


class OnOrder(NamedTuple):
    """What is still awaited of a product, in thousandths: of orders that were sent, and of drafts."""

    sent_milli: int = 0
    drafted_milli: int = 0


NOTHING = OnOrder()


def on_order(connection: Connection) -> dict[int, OnOrder]:
    """What is on order of each product of which anything is."""
    return {row[0]: OnOrder(row[1], row[2]) for row in connection.execute(_ON_ORDER)}


_ON_ORDER = """
SELECT product_id, sum(iif(is_sent, open_milli, 0)), sum(iif(is_sent, 0, open_milli)) FROM (
    SELECT line.product_id, max(0, line.quantity_milli - $RECEIVED - $CANCELLED) AS open_milli,
        order_document.step = 'send' OR EXISTS (
            SELECT 1 FROM document AS sent WHERE sent.of_id = line.document_id AND sent.kind = 'order_send'
        ) AS is_sent
    FROM open_order JOIN order_document ON order_document.document_id = open_order.document_id
    CROSS JOIN order_line AS line ON line.document_id = open_order.document_id
) GROUP BY product_id
""".replace("$RECEIVED", _RECEIVED).replace("$CANCELLED", _CANCELLED)


def on_order_at(connection: Connection) -> dict[tuple[str, str], int]:
    """What is awaited of orders that were sent, in thousandths, by SKU and code of the place where it should come."""
    opened_ids = [row[0] for row in connection.execute("SELECT document_id FROM open_order")]
    found: dict[tuple[str, str], int] = {}
    for order in by_ids(connection, opened_ids):
        for line in order.lines if order.sent_date is not None else ():
            place = (line.sku, order.location)
            found[place] = found.get(place, 0) + line.open_milli
    return found


def last_delivery(connection: Connection, order_id: int) -> str:
    """The number of the newest delivery on an order that was not taken back, or "" where there is none."""
    return connection.execute(_LAST_DELIVERY, (order_id,)).get or ""


_LAST_DELIVERY = """
SELECT number FROM document AS delivery WHERE of_id = ? AND kind = 'delivery'
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
ORDER BY id DESC LIMIT 1
"""


def reasons(connection: Connection, order_id: int) -> list[str]:
    """Why what was given up of an order was, in the words of those who did, the first one in front."""
    return [row[0] for row in connection.execute(_REASONS, (order_id,))]


_REASONS = """
SELECT order_document.reason FROM document CROSS JOIN order_document ON order_document.document_id = document.id
WHERE document.of_id = ? AND document.kind = 'order_cancel' AND order_document.reason <> '' ORDER BY document.id
"""


def order_of_delivery(connection: Connection, delivery_id: int) -> int | None:
    """The order that a delivery names, by its number in the ledger; None where it names none."""
    found = connection.execute(_OF_DELIVERY, (delivery_id,)).get
    return None if found is None else int(found)


_OF_DELIVERY = """
SELECT asked.id FROM document JOIN document AS asked ON asked.id = document.of_id AND asked.kind = 'order'
WHERE document.id = ? AND document.kind = 'delivery'
"""


def wrongly_open(connection: Connection) -> Iterator[str]:
    """The numbers of orders that are kept as open and nothing is awaited of them, or the other way about."""
    return (row[0] for row in connection.execute(_WRONGLY_OPEN))


_WRONGLY_OPEN = """
SELECT document.number FROM order_document JOIN document ON document.id = order_document.document_id
WHERE document.kind = 'order' AND EXISTS (
    SELECT 1 FROM order_line AS line
    WHERE line.document_id = document.id AND line.quantity_milli - $RECEIVED - $CANCELLED > 0
) <> EXISTS (SELECT 1 FROM open_order WHERE open_order.document_id = document.id)
UNION ALL
SELECT document.number FROM open_order JOIN document ON document.id = document_id WHERE kind <> 'order'
""".replace("$RECEIVED", _RECEIVED).replace("$CANCELLED", _CANCELLED)


def lost_lines(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """What is given up and was never ordered, or more of it than was: number, number of the order, SKU."""
    return iter(connection.execute(_LOST_LINES))


_LOST_LINES = """
SELECT cancel.number, coalesce(asked.number, '-'), gone.sku
FROM document AS cancel JOIN order_line AS gone ON gone.document_id = cancel.id
LEFT JOIN document AS asked ON asked.id = cancel.of_id AND asked.kind = 'order'
LEFT JOIN order_line AS line ON line.document_id = asked.id AND line.product_id = gone.product_id
WHERE cancel.kind = 'order_cancel' AND (line.document_id IS NULL OR line.quantity_milli < $CANCELLED)
UNION ALL
SELECT sent.number, coalesce(asked.number, '-'), '-'
FROM document AS sent LEFT JOIN document AS asked ON asked.id = sent.of_id AND asked.kind = 'order'
WHERE sent.kind IN ('order_send', 'order_expect') AND asked.id IS NULL
""".replace("$CANCELLED", _CANCELLED)
