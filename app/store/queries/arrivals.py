"""What the receiving screen asks the book beside goods: deliveries as posted, their notes, suppliers."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.document import StockLine
from app.domain.moment import Moment
from app.store.database import Connection, Row


class PostedDelivery(NamedTuple):
    """A delivery that stands in the book, without its lines.

    Attributes:
        supplier, supplier_name: Code and name, "" for none.
        user: The name of who posted it.
        order: The uid of the order on which it came, "" for none.
        reversed_by: The number of the document that took it back, "" for none.
    """

    document_id: int
    uid: str
    number: str
    at: Moment
    book_date: int
    supplier: str
    supplier_name: str
    reference: str
    user: str
    order: str
    order_number: str
    discount_minor: int
    landed_minor: int
    provisional: bool
    reversed_by: str


_POSTED = """
SELECT document.id, document.uid, document.number, document.happened_us, document.offset_minutes, document.book_date,
    coalesce(supplier.code, ''), coalesce(supplier.name, ''), reference, person.name,
    coalesce(ordered.uid, ''), coalesce(ordered.number, ''), discount_minor,
    (SELECT coalesce(sum(landed_minor), 0) FROM stock_line WHERE stock_line.document_id = document.id), provisional,
    coalesce((SELECT number FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal'), '')
FROM stock_document $JOIN document ON document.id = stock_document.document_id
JOIN person ON person.id = document.person_id LEFT JOIN supplier ON supplier.id = supplier_id
LEFT JOIN document AS ordered ON ordered.id = document.of_id
"""
# Of all documents only few are of stock: the newest of these are sought among them alone.
_NEWEST = _POSTED.replace("$JOIN", "CROSS JOIN") + "WHERE document.kind = 'delivery' ORDER BY document_id DESC LIMIT ?"
_OF_UID = _POSTED.replace("$JOIN", "JOIN") + "WHERE document.kind = 'delivery' AND document.uid = ?"


def newest(connection: Connection, *, limit: int) -> list[PostedDelivery]:
    """The deliveries that were posted last, the newest first."""
    return [_posted(row) for row in connection.execute(_NEWEST, (limit,))]


def posted(connection: Connection, uid: str) -> PostedDelivery | None:
    """The delivery with that uid, or None."""
    row = connection.execute(_OF_UID, (uid,)).fetchone()
    return None if row is None else _posted(row)


def _posted(row: Row) -> PostedDelivery:
    document_id, uid, number, us, offset, *rest, provisional, reversed_by = row
    values: Row = (document_id, uid, number, Moment(us, offset), *rest, bool(provisional), reversed_by)
    return PostedDelivery(*values)


def lines(connection: Connection, document_id: int) -> list[StockLine]:
    """The lines of a delivery."""
    found = []
    for *before, serials, free_milli, damaged_milli in connection.execute(_LINES, (document_id,)):
        values: Row = (*before, tuple(serials.split("\n")) if serials else ())
        found.append(StockLine(*values)._replace(free_milli=free_milli, damaged_milli=damaged_milli))
    return found


_LINES = """
SELECT line_no, sku, quantity_milli, unit_cost_micro, value_minor, landed_minor, lot, expiry, serials, free_milli,
    damaged_milli
FROM stock_line WHERE document_id = ? ORDER BY line_no
"""


def of_note(connection: Connection, supplier: str, reference: str) -> tuple[str, int] | None:
    """Number and day of the delivery that came with this note of a supplier, or None."""
    row = connection.execute(_OF_NOTE, (supplier, reference)).fetchone()
    return None if row is None else (row[0], row[1])


_OF_NOTE = """
SELECT number, book_date FROM supplier JOIN stock_document ON supplier_id = supplier.id
JOIN document ON document.id = document_id
WHERE supplier.code = ? AND reference = ? AND reference <> '' AND document.kind = 'delivery'
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
ORDER BY document.id DESC
"""


def suppliers(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of all suppliers, by name."""
    return [(code, name) for code, name in connection.execute("SELECT code, name FROM supplier ORDER BY name, code")]
