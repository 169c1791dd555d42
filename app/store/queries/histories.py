"""The history of one product: all that moved it, and what was counted of it. For the ledger alone."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.history import Counted, Happened
from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

# The history of three thousand movements is told in some 40 ms, so that a delivery of a hundred lines may be taken back
# while the shop is open. What was counted over is told again all the same: a hundred thousand take 1.3 seconds.
_MOST_ROWS, _MOST_COUNTED_ROWS = 3_000, 100_000


def can_be_told(connection: Connection, product_ids: Iterable[int], *, is_counted: bool) -> frozenset[int]:
    """Those whose history can be told again: it went by one method, that knows what goods cost, and is not too long.

    At standard cost a mistake leaves no other cost behind.

    Args:
        is_counted: Whether anything of them was counted since the mistake.
    """
    most = _MOST_COUNTED_ROWS if is_counted else _MOST_ROWS
    rows = connection.execute(_CAN_BE_TOLD, (dialect.each(sorted(product_ids)), Costing.STANDARD.value, most))
    return frozenset(product_id for (product_id,) in rows)


_CAN_BE_TOLD = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE NOT EXISTS (SELECT 1 FROM pool WHERE product_id = one.value AND method = ?)
    AND NOT EXISTS (SELECT 1 FROM stock_line JOIN document ON document.id = document_id
        WHERE product_id = one.value AND document.kind = 'method_change')
    AND (SELECT count(*) FROM movement WHERE product_id = one.value) <= ?
""")


def moved_since(connection: Connection, product_ids: Iterable[int], document_id: int) -> frozenset[int]:
    """Those of the products that have moved, or were valued anew, since a document was posted."""
    rows = connection.execute(_MOVED_SINCE, (dialect.each(sorted(product_ids)), document_id))
    return frozenset(product_id for (product_id,) in rows)


_MOVED_SINCE = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE EXISTS (SELECT 1 FROM movement WHERE product_id = one.value AND document_id > ?)
""")


def mixed_since(connection: Connection, product_ids: Iterable[int], document_id: int) -> frozenset[int]:
    """Those of the products of which more than deliveries and sales was posted since a document.

    Of goods that are all alike a sale is enough: it took a part of every cost.
    """
    rows = connection.execute(_MIXED_SINCE, (dialect.each(sorted(product_ids)), document_id))
    return frozenset(product_id for (product_id,) in rows)


_MIXED_SINCE = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE EXISTS (SELECT 1 FROM movement WHERE product_id = one.value AND document_id > ?
    AND (kind NOT IN ('delivery', 'sale', 'landed', 'landed_sold', 'invoice', 'correction')
        OR EXISTS (SELECT 1 FROM pool WHERE pool.product_id = one.value AND method IN ('average', 'specific'))))
""")


def happened(connection: Connection, product_id: int) -> list[Happened]:
    """Every movement of a product, in the order of the ledger."""
    return list(map(Happened._make, connection.execute(_HAPPENED, (product_id,))))


_HAPPENED = """
SELECT movement.seq, movement.document_id, document.kind, coalesce(sold.of_id, document.of_id), sold.of_line,
    movement.line_no, movement.kind,
    movement.location_id, movement.lot_id, movement.quantity_milli, movement.value_minor, movement.cause_seq,
    movement.happened_us, line.unit_cost_micro
FROM movement JOIN document ON document.id = movement.document_id
LEFT JOIN stock_line AS line ON line.document_id = movement.document_id AND line.line_no = movement.line_no
LEFT JOIN sale_line AS sold ON sold.document_id = movement.document_id AND sold.line_no = movement.line_no
WHERE movement.product_id = ? ORDER BY movement.seq
"""


def counted(connection: Connection, product_id: int) -> list[Counted]:
    """The counts of a product that stand, each at its last moment."""
    rows = connection.execute(_COUNTED, (product_id,))
    return [Counted(document_id, place, at_us, most_milli > 0) for document_id, place, at_us, most_milli in rows]


_COUNTED = """
SELECT document.id, document.location_id, max(line.at_us), max(line.quantity_milli)
FROM stock_line AS line JOIN document ON document.id = line.document_id
WHERE line.product_id = ? AND document.kind = 'count' AND line.state = '' AND line.at_us IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
GROUP BY document.id ORDER BY document.id
"""
