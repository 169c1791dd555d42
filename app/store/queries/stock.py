"""What is known of stock right now: costs, kits, levels by location."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.refusal import Refusal
from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

# Which movements have a word on what goods cost: a revaluation, or a receipt that was not taken back, later or at once.
# What passes from one count to another, and back, has none, nor has opening stock that was taken back by mistake.
IS_WORD = """(
    (word.kind = 'revaluation'
        AND EXISTS (SELECT 1 FROM document WHERE id = word.document_id AND document.kind = 'revaluation'))
    OR (
        word.kind IN ('opening_stock', 'delivery', 'transfer_in') AND word.quantity_milli > 0
        AND NOT EXISTS (
            SELECT 1 FROM movement AS back
            WHERE back.cause_seq = word.seq AND back.quantity_milli < 0
                AND (back.kind = word.kind OR (back.document_id = word.document_id AND (back.kind = 'adjustment'
                    OR (word.kind = 'opening_stock' AND back.happened_us <> word.happened_us))))
        )
        AND NOT EXISTS (
            SELECT 1 FROM movement AS front
            WHERE front.seq = word.cause_seq AND word.kind = 'opening_stock'
                AND (front.document_id <> word.document_id OR front.happened_us <> word.happened_us)
        )
    )
)"""
# The last known cost of a product where it never came in: that of the location which had the last word.
_ELSEWHERE = f"""(
    SELECT other.last_cost_micro FROM pool AS other
    WHERE other.product_id = $PRODUCT AND other.location_id IS NOT $LOCATION AND other.last_cost_micro IS NOT NULL
    ORDER BY (
        SELECT max(word.seq) FROM movement AS word
        WHERE word.product_id = other.product_id AND word.location_id = other.location_id AND {IS_WORD}
    ) DESC LIMIT 1
)"""  # noqa: S608 -- a statement made of statements, written here
COST_ELSEWHERE = _ELSEWHERE.replace("$PRODUCT", "product.id").replace("$LOCATION", "pool.location_id")
_KNOWN_COSTS = dialect.in_words("""
SELECT product.id, CASE WHEN coalesce(pool.method, product.costing, ?) = 'standard'
    THEN coalesce(product.standard_cost_micro, product.cost_micro, 0)
    ELSE coalesce(pool.last_cost_micro, $ELSEWHERE, product.cost_micro) END
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
""").replace("$ELSEWHERE", COST_ELSEWHERE)
_COSTS_ELSEWHERE = dialect.in_words("SELECT one.value, $ELSEWHERE FROM $EACH AS one").replace(
    "$ELSEWHERE", _ELSEWHERE.replace("$PRODUCT", "one.value").replace("$LOCATION", "?")
)
_ANY_KIT = "SELECT EXISTS (SELECT 1 FROM kit_part)"
_KIT_PARTS = dialect.in_words("""
SELECT kit_part.product_id, part_id, quantity_milli, part.stocked
FROM $EACH AS one CROSS JOIN kit_part ON kit_part.product_id = one.value JOIN product AS part ON part.id = part_id
ORDER BY kit_part.product_id, part_id
""")


def known_costs(
    connection: Connection, product_ids: Iterable[int], *, location_id: int, default: Costing
) -> dict[int, int | None]:
    """Last known unit cost (or standard) of each product at a location, in millionths; None where nobody named one."""
    rows = connection.execute(_KNOWN_COSTS, (default, dialect.each(sorted(product_ids)), location_id))
    return {row[0]: row[1] for row in rows}


def costs_elsewhere(connection: Connection, product_ids: Iterable[int], location_id: int) -> dict[int, int]:
    """What products that never came in at a location last cost at another one, in millionths; those that did."""
    rows = connection.execute(_COSTS_ELSEWHERE, (location_id, dialect.each(product_ids)))
    return {product_id: cost_micro for product_id, cost_micro in rows if cost_micro is not None}


def weights(connection: Connection, product_ids: Iterable[int]) -> dict[int, int]:
    """What one unit of each product weighs, in grams, of those whose weight is known."""
    rows = connection.execute(_WEIGHTS, (dialect.each(sorted(product_ids)),))
    return {product_id: own if own is not None else of_unit for product_id, own, of_unit in rows if own or of_unit}


_WEIGHTS = dialect.in_words("""
SELECT product.id, weight_milli, CASE unit WHEN 'kg' THEN 1000 WHEN 'g' THEN 1 END
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
""")


def kit_parts(connection: Connection, product_ids: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """The parts of the kits among these products that have stock: number of the part and how much of it, thousandths.

    A kit of nothing but bags and postage is there, and has none.
    """
    parts: dict[int, list[tuple[int, int]]] = {}
    # Most shops have no kits at all, and this is asked at every sale.
    if not connection.execute(_ANY_KIT).get:
        return parts
    rows = connection.execute(_KIT_PARTS, (dialect.each(sorted(product_ids)),))
    for product_id, part_id, quantity_milli, is_stocked in rows:
        of_kit = parts.setdefault(product_id, [])
        if is_stocked:
            of_kit.append((part_id, quantity_milli))
    return parts


def location_id(connection: Connection, code: str) -> int:
    """The number of a location.

    Raises:
        Refusal: `unknown_location`.
    """
    found = connection.execute("SELECT id FROM location WHERE code = ?", (code,)).get
    if found is None:
        raise Refusal("unknown_location", location=code[:40])
    return int(found)


def by_location(connection: Connection, sku: str) -> list[tuple[str, int, bool]]:
    """Location, on hand in thousandths, and whether it ever came in there; the way between two only if it has some."""
    rows = connection.execute(_BY_LOCATION, (sku,))
    return [(row[0], row[1], bool(row[2])) for row in rows]


_BY_LOCATION = """
SELECT location.name, pool.quantity_milli, pool.counted
FROM product JOIN pool ON pool.product_id = product.id JOIN location ON location.id = pool.location_id
WHERE product.sku = ? AND (location.kind <> 'transit' OR pool.quantity_milli <> 0) ORDER BY location.id
"""


def on_hand(connection: Connection, product_id: int, location_id: int, lot: str = "") -> int:
    """What there is of a product at a location, or of one of its lots there, in thousandths."""
    found = connection.execute(_OF_LOT if lot else _OF_ALL, (product_id, location_id, *((lot,) if lot else ())))
    return found.get or 0


_OF_ALL = "SELECT quantity_milli FROM pool WHERE product_id = ? AND location_id = ?"
_OF_LOT = """
SELECT quantity_milli FROM level JOIN lot ON lot.id = lot_id
WHERE level.product_id = ? AND location_id = ? AND lot.number = ?
"""


def written_off(connection: Connection, product_id: int, location_id: int, lot: str = "") -> int:
    """What of a product was written off at a location as damaged or expired and is still there, in thousandths.

    Args:
        lot: Of this lot, or with this serial number; "" is all of it.
    """
    return connection.execute(_WRITTEN_OFF, (product_id, location_id, lot, lot)).get or 0


# A reversal takes back what the document had that it reverses: the reason stands there. What has none came broken, was
# brought back broken, or has gone back to its supplier.
_WRITTEN_OFF = """
SELECT -sum(movement.quantity_milli) FROM movement JOIN document ON document.id = movement.document_id
LEFT JOIN lot ON lot.id = movement.lot_id
LEFT JOIN stock_line AS own ON own.document_id = document.id AND own.line_no = movement.line_no
LEFT JOIN stock_line AS reversed ON reversed.document_id = document.of_id AND reversed.line_no = movement.line_no
    AND document.kind = 'reversal'
WHERE movement.product_id = ? AND movement.location_id = ? AND movement.kind = 'adjustment'
    AND (? = '' OR lot.number = ?)
    AND coalesce(nullif(own.reason, ''), nullif(reversed.reason, ''), 'damaged') IN ('damaged', 'expired')
"""


def places_of(connection: Connection, product_id: int) -> list[int]:
    """The numbers of the locations where a product has ever been."""
    rows = connection.execute("SELECT location_id FROM pool WHERE product_id = ? ORDER BY location_id", (product_id,))
    return [row[0] for row in rows]


def methods(connection: Connection, product_ids: Iterable[int], default: Costing) -> dict[int, Costing]:
    """The cost method of each product; the shop's where it names none."""
    rows = connection.execute(_METHODS, (dialect.each(sorted(product_ids)),))
    return {product_id: Costing(own) if own else default for product_id, own in rows}


_METHODS = dialect.in_words(
    "SELECT product.id, product.costing FROM $EACH AS one CROSS JOIN product ON product.id = one.value"
)


def has_standard(connection: Connection, product_id: int) -> bool:
    """Whether a product has a standard cost, or a cost that stands for it."""
    return connection.execute(_STANDARD, (product_id,)).get is not None


_STANDARD = "SELECT coalesce(standard_cost_micro, cost_micro) FROM product WHERE id = ?"


def moved_since(connection: Connection, product_ids: Iterable[int], day: int) -> frozenset[int]:
    """Those of the products that have moved on a book date or later."""
    rows = connection.execute(_MOVED_SINCE, (dialect.each(product_ids), day))
    return frozenset(product_id for (product_id,) in rows)


_MOVED_SINCE = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE EXISTS (SELECT 1 FROM movement WHERE product_id = one.value AND book_date >= ?)
""")


def is_costed_by_lot(connection: Connection, product_id: int) -> bool:
    """Whether the open layers and shortages of a product are of the lots that are there, or short, at each place."""
    return not connection.execute(_MIXED, (product_id,)).get


_MIXED = """
SELECT EXISTS (
    SELECT 1 FROM (
        SELECT location_id, lot_id, quantity_milli FROM level WHERE product_id = ?1
        UNION ALL
        SELECT location_id, lot_id, taken_milli - quantity_milli FROM layer
        WHERE product_id = ?1 AND taken_milli < quantity_milli
        UNION ALL
        SELECT shortage.location_id, lot_id, shortage.quantity_milli - covered_milli
        FROM shortage JOIN movement ON movement.seq = movement_seq
        WHERE shortage.product_id = ?1 AND covered_milli < shortage.quantity_milli
    ) GROUP BY location_id, lot_id HAVING sum(quantity_milli) <> 0
)
"""
STANDING_REASONS = ("damaged", "expired", "stolen", "own_use", "found", "other")


def reasons(connection: Connection) -> list[str]:
    """The reasons for which stock may be adjusted: those of every shop, then its own."""
    own = [row[0] for row in connection.execute("SELECT code FROM reason ORDER BY id")]
    return [*STANDING_REASONS, *(code for code in own if code not in STANDING_REASONS)]


def check_reasons(connection: Connection, asked: Iterable[str | None]) -> None:
    """Refuse reasons that the shop does not have; none at all is fine.

    Raises:
        Refusal: `unknown_reason`.
    """
    named = sorted({reason for reason in asked if reason})
    if named:
        known = reasons(connection)
        for reason in named:
            if reason not in known:
                raise Refusal("unknown_reason", reason=reason[:40], known=", ".join(known))
