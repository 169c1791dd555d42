"""Pieces with a serial number that are not in stock: whether they were sold, or how else they went out."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import write_date
from app.domain.movement import MovementKind
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.store.database import Connection


class Gone(NamedTuple):
    """The document by which a piece last went out other than by a sale.

    Attributes:
        day: Its business day, as it is written.
    """

    number: str
    day: str
    is_count: bool


def is_sold(connection: Connection, product_id: int, serial: str) -> bool:
    """Whether a piece is nowhere in stock because it was sold, and has not come back since.

    What a sale or refund took out as damaged counts as sold, and so does the usage of a shop that lives by counts
    alone: there a count says what was sold.
    """
    if not connection.execute(_IS_OUT, (product_id, serial)).get:
        return False
    quantity_milli, kind, document = connection.execute(_LAST, (product_id, serial)).fetchone() or (0, "", "")
    return quantity_milli < 0 and (document in ("sale", "refund") or kind == MovementKind.USAGE)


def check_not_sold(connection: Connection, item: Item, serials: tuple[str, ...]) -> None:
    """Refuse pieces that were sold already. One that is gone for another reason, and is here, may be sold.

    Raises:
        Refusal: `serial_sold`.
    """
    for serial in serials:
        if is_sold(connection, item.product_id, serial):
            raise Refusal("serial_sold", serial=serial, sku=item.sku, name=item.name)


def gone_by(connection: Connection, product_id: int, serial: str) -> Gone | None:
    """By what a piece that is nowhere in stock last went out other than by a sale; None where it never did."""
    found = connection.execute(_LAST_OUT, (product_id, serial)).fetchone()
    if found is None:
        return None
    number, book_date, kind = found
    return Gone(number, write_date(book_date), is_count=kind == "count")


_IS_OUT = """
SELECT sum(quantity_milli) <= 0 FROM level WHERE product_id = ?1
    AND lot_id = (SELECT id FROM lot WHERE product_id = ?1 AND number = ?2)
"""
# What came in otherwise since (a delivery that was entered late, a count) does not bring back what a customer has.
_LAST = """
SELECT movement.quantity_milli, movement.kind, document.kind
FROM movement JOIN document ON document.id = document_id
WHERE product_id = ?1 AND lot_id = (SELECT id FROM lot WHERE product_id = ?1 AND number = ?2)
    AND (movement.quantity_milli < 0 OR (movement.kind = 'customer_return' AND movement.quantity_milli > 0))
ORDER BY seq DESC LIMIT 1
"""
_LAST_OUT = """
SELECT document.number, movement.book_date, document.kind FROM movement JOIN document ON document.id = document_id
WHERE product_id = ?1 AND lot_id = (SELECT id FROM lot WHERE product_id = ?1 AND number = ?2)
    AND movement.quantity_milli < 0 AND document.kind NOT IN ('sale', 'refund')
ORDER BY seq DESC LIMIT 1
"""
