"""What the proof of the book reads: the ledger row by row, the pools one by one, and what should not be there.

Every SELECT streams: the larger tables are read in the order in which they or an index keep them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.store import dialect_sqlite as dialect
from app.store import migrating
from app.store.database import Connection, Row


def file_problems(connection: Connection) -> list[str]:
    """What the database itself finds wrong with the file."""
    return dialect.integrity_problems(connection)


def foreign_structure(connection: Connection) -> list[str]:
    """The tables, indexes and guards that are not as this program makes them."""
    return migrating.structure_differences(connection)


def counts(connection: Connection) -> tuple[int, int]:
    """How many documents and movements there are."""
    return (
        connection.execute("SELECT count(*) FROM document").get,
        connection.execute("SELECT count(*) FROM movement").get,
    )


def last_numbers(connection: Connection, till_id: int) -> dict[tuple[str, int], int]:
    """The last number that a till gave, by kind and series."""
    rows = connection.execute("SELECT kind, series, last FROM number_series WHERE till_id = ?", (till_id,))
    return {(kind, series): last for kind, series, last in rows}


_RECORDED_BACK = """
SELECT number, before_number FROM (
    SELECT number, recorded_us, lag(recorded_us) OVER (ORDER BY id) AS before_us,
        lag(number) OVER (ORDER BY id) AS before_number FROM document
) WHERE recorded_us < before_us
"""
_STRAY = """
SELECT number, 'sale' FROM sale JOIN document ON document.id = document_id WHERE kind NOT IN ('sale', 'refund')
UNION ALL
SELECT number, 'tender_change' FROM tender_change JOIN document ON document.id = document_id
WHERE kind <> 'tender_change'
UNION ALL
SELECT number, 'stock_document' FROM stock_document JOIN document ON document.id = document_id
WHERE kind IN ('sale', 'refund', 'tender_change', 'cash_movement', 'cash_count', 'period_close', 'order', 'order_send',
    'order_cancel', 'order_expect')
UNION ALL
SELECT number, 'cash_document' FROM cash_document JOIN document ON document.id = document_id
WHERE kind NOT IN ('cash_movement', 'cash_count')
UNION ALL
SELECT number, 'period' FROM period JOIN document ON document.id = document_id WHERE kind <> 'period_close'
UNION ALL
SELECT number, 'tender' FROM tender JOIN document ON document.id = document_id
WHERE document.kind NOT IN ('sale', 'refund', 'tender_change')
UNION ALL
SELECT number, 'order_document' FROM order_document JOIN document ON document.id = document_id
WHERE kind NOT IN ('order', 'order_send', 'order_cancel', 'order_expect')
"""
_OTHER_PRODUCT = """
SELECT number, line_no, sale_line.sku, product.sku FROM sale_line JOIN document ON document.id = document_id
JOIN product ON product.id = product_id WHERE product.sku <> sale_line.sku
UNION ALL
SELECT number, line_no, stock_line.sku, product.sku FROM stock_line JOIN document ON document.id = document_id
JOIN product ON product.id = product_id WHERE product.sku <> stock_line.sku
UNION ALL
SELECT number, line_no, order_line.sku, product.sku FROM order_line JOIN document ON document.id = document_id
JOIN product ON product.id = product_id WHERE product.sku <> order_line.sku
"""
_LOST_DRAFTS = """
SELECT uid FROM draft WHERE state = 'posted' AND NOT EXISTS (SELECT 1 FROM document WHERE document.uid = draft.uid)
    AND NOT EXISTS (
        SELECT 1 FROM count_sheet JOIN stocktake ON stocktake.id = stocktake_id
        WHERE count_sheet.draft_id = draft.id AND stocktake.state = 'posted' AND document_id IS NOT NULL
    )
"""


def recorded_back(connection: Connection) -> Iterator[Row]:
    """Numbers of documents that claim to be recorded before the document before them, and that one's number."""
    return iter(connection.execute(_RECORDED_BACK))


def stray_rows(connection: Connection) -> Iterator[Row]:
    """Numbers of documents that have rows of another kind of document, and the table."""
    return iter(connection.execute(_STRAY))


def lines_of_other_products(connection: Connection) -> Iterator[Row]:
    """Number, line, SKU in the line, SKU of the product that it points to, where these differ."""
    return iter(connection.execute(_OTHER_PRODUCT))


def lost_drafts(connection: Connection) -> Iterator[str]:
    """The uids of drafts that were posted, but whose document is not there: a count sheet's is its stocktake's."""
    return (row[0] for row in connection.execute(_LOST_DRAFTS))


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement as its document should explain it.

    Attributes:
        cause_us, cause_date: When the movement happened that a correction corrects; 0 for others.
    """

    seq: int
    line_no: int
    kind: str
    product_id: int
    location_id: int
    lot: str
    quantity_milli: int
    value_minor: int
    happened_us: int
    book_date: int
    cause_us: int = 0
    cause_date: int = 0
    variance_minor: int = 0


_MOVED = dialect.in_words("""
SELECT movement.document_id, movement.seq, movement.line_no, movement.kind, movement.product_id, movement.location_id,
    coalesce(lot.number, ''), movement.quantity_milli, movement.value_minor, movement.happened_us, movement.book_date,
    coalesce(cause.happened_us, 0), coalesce(cause.book_date, 0), movement.variance_minor
FROM $EACH AS one CROSS JOIN movement ON movement.document_id = one.value LEFT JOIN lot ON lot.id = movement.lot_id
LEFT JOIN movement AS cause ON cause.seq = movement.cause_seq
ORDER BY movement.document_id, movement.seq
""")
# Only while there is none of it can a product be made one without stock. (A kit with stock of its own moves its parts.)
_HAD_STOCK = """
SELECT NOT EXISTS (SELECT 1 FROM kit_part WHERE product_id = ?1) AND EXISTS (
    SELECT 1 FROM movement WHERE product_id = ?1 AND document_id < ?2
    GROUP BY location_id HAVING sum(quantity_milli) <> 0
)
"""
_LINE_MOVED = """
SELECT EXISTS (
    SELECT 1 FROM document JOIN movement ON movement.document_id = document.id
    WHERE uid = ? AND line_no = ? AND product_id = ? AND movement.kind = 'sale'
)
"""


def moved_by(connection: Connection, document_ids: Iterable[int]) -> defaultdict[int, list[Moved]]:
    """The movements of documents, by document, in the ledger's order."""
    found: defaultdict[int, list[Moved]] = defaultdict(list)
    for row in connection.execute(_MOVED, (dialect.each(document_ids),)):
        found[row[0]].append(Moved(*row[1:]))
    return found


# Only while there is none of it can a product be followed by lot that was not: what left before may have left any lot.
_LEFT_BY_LOT = """
SELECT EXISTS (SELECT 1 FROM product WHERE id = ?1 AND (tracking <> 'none' OR costing = 'specific'))
    AND NOT EXISTS (
        SELECT 1 FROM (
            SELECT document_id, sum(sum(quantity_milli)) OVER (ORDER BY document_id) AS held FROM movement
            WHERE product_id = ?1 GROUP BY document_id
        ) WHERE document_id >= ?2 AND held = 0
    )
"""


def left_by_lot(connection: Connection, product_id: int, *, document_id: int) -> bool:
    """Whether a product was followed by lot for certain when a document moved it."""
    return bool(connection.execute(_LEFT_BY_LOT, (product_id, document_id)).get)


def had_stock(connection: Connection, product_id: int, *, before: int) -> bool:
    """Whether there was any stock of a product (or less than none) before a document: then its goods move stock."""
    return bool(connection.execute(_HAD_STOCK, (product_id, before)).get)


def line_moved(connection: Connection, uid: str, line_no: int | None, product_id: int) -> bool:
    """Whether a line of an earlier sale took this product out of stock: then it comes back into stock."""
    return bool(connection.execute(_LINE_MOVED, (uid, line_no, product_id)).get)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cost layer (how much of it is taken) or a shortage (how much of it is covered)."""

    product_id: int
    location_id: int
    quantity_milli: int
    value_minor: int
    gone_milli: int
    gone_minor: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A movement with what hangs on it.

    Attributes:
        number: Of its document, or "" where that is not there.
        lot_product_id: The product that the lot is of; None for "no lot".
        cause_product_id, cause_location_id: Of the movement that this one belongs to, or None.
        is_passing: Whether the goods went through without becoming a layer: they came broken, or a later count took
            them over.
    """

    seq: int
    number: str
    kind: str
    product_id: int
    location_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None
    lot_product_id: int | None
    cause_product_id: int | None
    cause_location_id: int | None
    variance_minor: int
    is_passing: bool
    layer: Drawn | None
    shortage: Drawn | None


_DRAWN = "{0}.product_id, {0}.location_id, {0}.quantity_milli, {0}.value_minor, {0}.{1}_milli, {0}.{1}_minor"
_LEDGER = f"""
SELECT movement.seq, coalesce(document.number, ''), movement.kind, movement.product_id, movement.location_id,
    movement.lot_id, movement.quantity_milli, movement.value_minor, movement.cause_seq, lot.product_id,
    cause.product_id, cause.location_id, movement.variance_minor,
    (movement.kind = 'adjustment' AND cause.document_id = movement.document_id) OR (
        movement.kind IN ('delivery', 'supplier_return') AND EXISTS (
            SELECT 1 FROM movement AS out
            WHERE out.cause_seq = movement.seq AND out.kind = 'adjustment' AND out.document_id = movement.document_id
        )
    ) OR (
        movement.kind IN ('opening_stock', 'count_gain', 'count_loss', 'usage') AND (
            cause.document_id = movement.document_id OR EXISTS (
                SELECT 1 FROM movement AS over
                WHERE over.cause_seq = movement.seq AND over.document_id = movement.document_id
                    AND over.quantity_milli = -movement.quantity_milli
            )
        )
    ),
    {_DRAWN.format("layer", "taken")}, {_DRAWN.format("shortage", "covered")}
FROM movement LEFT JOIN document ON document.id = movement.document_id LEFT JOIN lot ON lot.id = movement.lot_id
LEFT JOIN layer ON layer.movement_seq = movement.seq LEFT JOIN shortage ON shortage.movement_seq = movement.seq
LEFT JOIN movement AS cause ON cause.seq = movement.cause_seq
ORDER BY movement.seq
"""  # noqa: S608 -- names of columns, written here


def ledger(connection: Connection) -> Iterator[LedgerRow]:
    """The whole ledger in order."""
    for row in connection.execute(_LEDGER):
        values: Row = (*row[:13], bool(row[13]), *(_drawn(row[start : start + 6]) for start in (14, 20)))
        yield LedgerRow(*values)


def _drawn(part: Row) -> Drawn | None:
    return None if part[0] is None else Drawn(*part)


@dataclass(frozen=True, slots=True)
class Shelved:
    """All that the book keeps of a product at a location.

    Attributes:
        place: Product and location.
        levels: Quantity by lot.
        pool: None where there is none.
        open_layers, open_shortages: Their quantity and value left.
        moved: Of each movement: sequence, document, cause, lot, kind, quantity, value, variance; and whether it is a
            receipt that did not go out again at once, as what came broken, or what a later count had, does.
    """

    place: tuple[int, int]
    sku: str
    location: str
    levels: dict[int, int]
    pool: PoolRow | None
    open_layers: tuple[int, int]
    open_shortages: tuple[int, int]
    moved: Iterator[Row]


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A cost pool as it is stored."""

    method: str
    quantity_milli: int
    value_minor: int
    base_milli: int
    base_minor: int
    last_cost_micro: int | None
    standard_micro: int
    is_counted: bool


def taken_back(connection: Connection) -> frozenset[int]:
    """The documents that were taken back, and those that took them back: as if nothing of it had come in."""
    return frozenset(document_id for row in connection.execute(_TAKEN_BACK) for document_id in row)


_TAKEN_BACK = "SELECT id, of_id FROM document WHERE kind = 'reversal' AND of_id IS NOT NULL"
_PLACES = """
SELECT product_id, location_id, coalesce(product.sku, ''), coalesce(location.code, '') FROM (
    SELECT product_id, location_id FROM pool
    UNION SELECT DISTINCT product_id, location_id FROM movement
    UNION SELECT product_id, location_id FROM level
    UNION SELECT product_id, location_id FROM layer WHERE taken_milli < quantity_milli
    UNION SELECT product_id, location_id FROM shortage WHERE covered_milli < quantity_milli
) LEFT JOIN product ON product.id = product_id LEFT JOIN location ON location.id = location_id
ORDER BY product_id, location_id
"""
_POOL = """
SELECT method, quantity_milli, value_minor, base_milli, base_minor, last_cost_micro,
    coalesce(standard_cost_micro, cost_micro, 0), counted
FROM pool JOIN product ON product.id = product_id WHERE product_id = ? AND location_id = ?
"""
_LEVELS = "SELECT lot_id, quantity_milli FROM level WHERE product_id = ? AND location_id = ?"
_OPEN_LAYERS = """
SELECT coalesce(sum(quantity_milli - taken_milli), 0), coalesce(sum(value_minor - taken_minor), 0)
FROM layer WHERE product_id = ? AND location_id = ? AND taken_milli < quantity_milli
"""
_OPEN_SHORTAGES = """
SELECT coalesce(sum(quantity_milli - covered_milli), 0), coalesce(sum(value_minor - covered_minor), 0)
FROM shortage WHERE product_id = ? AND location_id = ? AND covered_milli < quantity_milli
"""
# In the order of the index, not of the ledger: sorting would take memory, and sums have no order.
# Goods that went on to another place take their later costs there; they are the last cost of where they came in.
_MOVEMENTS_OF = """
SELECT seq, document_id, cause_seq, lot_id, kind, quantity_milli, value_minor, variance_minor,
    quantity_milli > 0 AND kind IN ('opening_stock', 'delivery', 'transfer_in') AND cause_seq IS NULL AND NOT EXISTS (
        SELECT 1 FROM movement AS back
        WHERE back.cause_seq = movement.seq AND back.document_id = movement.document_id AND back.quantity_milli < 0
            AND (back.kind = 'adjustment'
                OR (movement.kind = 'opening_stock' AND back.happened_us <> movement.happened_us))
    )
FROM movement WHERE product_id = ?1 AND location_id = ?2
UNION ALL
SELECT later.seq, later.document_id, later.cause_seq, 0, later.kind, 0, 0, 0, 0
FROM movement AS later JOIN movement AS cause ON cause.seq = later.cause_seq
WHERE later.product_id = ?1 AND later.location_id <> ?2 AND later.kind IN ('landed', 'invoice')
    AND cause.location_id = ?2
"""


def shelves(connection: Connection) -> Iterator[Shelved]:
    """All that is kept of each product at each location; the movements have to be read before the next one."""
    for product_id, location_id, sku, location in connection.execute(_PLACES):
        place = (product_id, location_id)
        yield Shelved(
            place,
            sku,
            location,
            dict(connection.execute(_LEVELS, place)),
            _pool(connection.execute(_POOL, place).fetchone()),
            connection.execute(_OPEN_LAYERS, place).get,
            connection.execute(_OPEN_SHORTAGES, place).get,
            iter(connection.execute(_MOVEMENTS_OF, place)),
        )


def _pool(row: Row | None) -> PoolRow | None:
    if row is None:
        return None
    values: Row = (*row[:-1], bool(row[-1]))
    return PoolRow(*values)
