"""Sales as they were posted: their lines, how they were paid, what came back of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.sale_stock import SoldGoods
from app.store.database import Connection


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of an earlier sale, and what became of it since.

    Attributes:
        back_milli: How much of it has come back already, positive.
        customer: The code of who bought it, or "".
    """

    document_id: int
    sku: str
    quantity_milli: int
    price_micro: int
    base_milli: int
    discount_minor: int
    shared_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    rate_milli: int
    tax_code: str
    lot: str
    back_milli: int
    customer: str


_SOLD_LINE = """
SELECT document.id, sku, quantity_milli, price_micro, base_milli, discount_minor, shared_minor, net_minor, tax_minor,
    gross_minor, rate_milli, tax_code, lot,
    (SELECT coalesce(-sum(back.quantity_milli), 0) FROM sale_line AS back
        WHERE back.of_id = document.id AND back.of_line = sale_line.line_no),
    coalesce((SELECT code FROM customer WHERE id = (SELECT customer_id FROM sale WHERE document_id = document.id)), '')
FROM document JOIN sale_line ON sale_line.document_id = document.id WHERE document.uid = ? AND sale_line.line_no = ?
"""


def sold_line(connection: Connection, uid: str, line_no: int) -> SoldLine | None:
    """A line of the sale with that uid, or None."""
    row = connection.execute(_SOLD_LINE, (uid, line_no)).fetchone()
    return SoldLine(*row) if row is not None else None


def sold_goods(connection: Connection, document_id: int, line_no: int) -> list[SoldGoods]:
    """What a line of a sale took out of stock: its goods, or a kit's parts; nothing of what had no stock then."""
    rows = connection.execute(_SOLD_GOODS, {"sale": document_id, "line": line_no})
    return [SoldGoods(*row) for row in rows]


_SOLD_GOODS = """
SELECT sold.product_id, -sum(sold.quantity_milli),
    -sum(sold.value_minor + (SELECT coalesce(sum(value_minor), 0) FROM movement WHERE cause_seq = sold.seq)),
    coalesce(max(back.quantity_milli), 0), coalesce(max(back.value_minor), 0), lot.number, lot.serial = 1,
    method = 'specific'
FROM movement AS sold JOIN lot ON lot.id = sold.lot_id
JOIN pool ON pool.product_id = sold.product_id AND pool.location_id = sold.location_id LEFT JOIN (
    SELECT moved.product_id, moved.lot_id, sum(moved.quantity_milli) AS quantity_milli,
        sum(moved.value_minor) AS value_minor
    FROM sale_line JOIN movement AS moved USING (document_id, line_no)
    WHERE of_id = :sale AND of_line = :line AND moved.kind = 'customer_return' GROUP BY moved.product_id, moved.lot_id
) AS back ON back.product_id = sold.product_id AND back.lot_id = sold.lot_id
WHERE sold.document_id = :sale AND sold.line_no = :line AND sold.kind = 'sale'
GROUP BY sold.product_id, sold.lot_id
ORDER BY min(min(sold.seq)) OVER (PARTITION BY sold.product_id), min(sold.seq)
"""


def deposit_line(connection: Connection, uid: str, line_no: int) -> int | None:
    """The line of a sale that is the deposit of another of its lines, or None."""
    found = connection.execute(_DEPOSIT_LINE, (uid, line_no)).get
    return None if found is None else int(found)


_DEPOSIT_LINE = """
SELECT line_no FROM document JOIN sale_line ON sale_line.document_id = document.id WHERE uid = ? AND deposit_of = ?
"""


@dataclass(frozen=True, slots=True)
class LastSale:
    """The newest sale of a till.

    Attributes:
        tenders: Kind and amount of each part of the payment, as last mended.
    """

    document_id: int
    uid: str
    number: str
    happened_us: int
    offset_minutes: int
    gross_minor: int
    rounding_minor: int
    change_minor: int
    tenders: tuple[tuple[str, int], ...]


_LAST = """
SELECT document.id, uid, number, happened_us, offset_minutes, gross_minor, rounding_minor, change_minor
FROM document JOIN sale ON sale.document_id = document.id JOIN till ON till.id = document.till_id
WHERE till.code = ? ORDER BY document.id DESC LIMIT 1
"""
_BY_NUMBER = """
SELECT document.id, uid, number, happened_us, offset_minutes, gross_minor, rounding_minor, change_minor
FROM document JOIN sale ON sale.document_id = document.id WHERE number = ?
"""
_LAST_MENDED = """
SELECT document_id, rounding_minor, change_minor FROM tender_change JOIN document ON document.id = document_id
WHERE document.of_id = ? ORDER BY document_id DESC LIMIT 1
"""


def last_sale(connection: Connection, till: str) -> LastSale | None:
    """The newest sale of a till, paid as last mended; None before the first."""
    row = connection.execute(_LAST, (till,)).fetchone()
    return None if row is None else _as_mended(connection, row)


def sale_by_number(connection: Connection, number: str) -> LastSale | None:
    """The sale or refund with that number on its receipt, paid as last mended."""
    row = connection.execute(_BY_NUMBER, (number,)).fetchone()
    return None if row is None else _as_mended(connection, row)


def _as_mended(connection: Connection, row: Sequence[Any]) -> LastSale:
    document_id, uid, number, happened_us, offset_minutes, gross_minor, *settled = row
    mended = connection.execute(_LAST_MENDED, (document_id,)).fetchone()
    paid_by, rounding_minor, change_minor = mended if mended is not None else (document_id, *settled)
    return LastSale(
        document_id,
        uid,
        number,
        happened_us,
        offset_minutes,
        gross_minor,
        rounding_minor,
        change_minor,
        tuple(tenders(connection, paid_by)),
    )


def tenders(connection: Connection, document_id: int) -> list[tuple[str, int]]:
    """Kind and amount of each part of a payment."""
    rows = connection.execute(
        "SELECT kind, amount_minor FROM tender WHERE document_id = ? ORDER BY line_no", (document_id,)
    )
    return [(row[0], row[1]) for row in rows]
