"""What came of counts over time: how right the book was, what shrank and why, and the lists to count with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from app.domain.business_days import BusinessDays
from app.domain.count_zone import zone_key
from app.domain.moment import next_day
from app.domain.shop import Shop
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import count_shared, count_zones, past
from app.store.queries.count_shared import ASIDE, UNSEEN


class CountedLine(NamedTuple):
    """A product as one count found it.

    Attributes:
        day: The book date of its difference, or where there is none, that of the moment at which it was counted.
        zones, counters: Where it was found, and the names of who found it: how much, by name.
        is_right: The book had just that, lots and pieces that were named included.
        value_minor: What the difference came to.
    """

    day: int
    category: str
    zones: Mapping[str, int]
    counters: Mapping[str, int]
    is_right: bool
    value_minor: int


# A difference is the product's, and of lots that were named a lot's; what the book had without one may be any of them.
# What a later count gives back because of this one stands at that count's moment; what nobody counted is no line of it.
# Goods that lie in baskets alone are counted by whoever says so. Of goods of which nothing had ever come in the book
# could not be wrong: that none is there says as little of it as the opening stock that is.
# What is posted later has lines of earlier days.
_COUNTED = f"""
WITH found AS (
    SELECT stock_line.document_id, stock_line.product_id, max(at_us) AS at_us, max(state) AS state,
        max(stock_line.lot <> '' OR stock_line.serials <> '') AS is_named,
        group_concat(zone || char(9) || stock_line.quantity_milli, char(10)) FILTER (WHERE NOT {UNSEEN}) AS zones,
        coalesce(
            group_concat(coalesce(counter.name, person.name) || char(9) || stock_line.quantity_milli, char(10))
                FILTER (WHERE NOT {UNSEEN} AND NOT {ASIDE}),
            group_concat(person.name || char(9) || stock_line.quantity_milli, char(10)) FILTER (WHERE NOT {UNSEEN})
        ) AS counters
    FROM document CROSS JOIN stock_line ON stock_line.document_id = document.id
    JOIN person ON person.id = document.person_id
    LEFT JOIN counted_by ON counted_by.document_id = stock_line.document_id AND counted_by.line_no = stock_line.line_no
    LEFT JOIN person AS counter ON counter.id = counted_by.person_id
    WHERE kind = 'count' AND book_date >= ?1 AND document.id <= ?2 AND (?3 IS NULL OR location_id = ?3)
        AND NOT EXISTS (
            SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal' AND back.id <= ?2
        )
    GROUP BY stock_line.document_id, stock_line.product_id
), gone AS MATERIALIZED (
    SELECT stock_line.document_id, stock_line.product_id, lot
    FROM document CROSS JOIN stock_line ON stock_line.document_id = document.id
    LEFT JOIN counted_by ON counted_by.document_id = stock_line.document_id AND counted_by.line_no = stock_line.line_no
    WHERE kind = 'count' AND book_date >= ?1 AND document.id <= ?2 AND lot <> ''
        AND stock_line.quantity_milli = 0 AND {UNSEEN}
), moved AS MATERIALIZED (
    SELECT document_id, product_id, movement.happened_us, sum(quantity_milli) AS quantity_milli,
        sum(value_minor) AS value_minor, min(lot_id) AS lot_id, max(movement.kind = 'opening_stock') AS is_opening
    FROM document CROSS JOIN movement ON document_id = document.id
    WHERE document.kind = 'count' AND document.book_date >= ?1 AND document.id <= ?2
        AND (?3 IS NULL OR document.location_id = ?3) AND quantity_milli <> 0
        AND (lot_id = 0 OR (document_id, product_id, (SELECT number FROM lot WHERE lot.id = lot_id)) NOT IN gone)
    GROUP BY document_id, product_id, movement.happened_us
)
SELECT document.id, product.id, found.at_us,
    coalesce((SELECT max(through) FROM period WHERE document_id < document.id), 0),
    coalesce(category.name, ''), zones, counters,
    coalesce(quantity_milli, 0) = 0 AND NOT (is_named AND coalesce(lot_id, 0) <> 0), coalesce(value_minor, 0)
FROM found JOIN document ON document.id = found.document_id JOIN product ON product.id = found.product_id
LEFT JOIN category ON category.id = product.category_id
LEFT JOIN moved ON moved.document_id = found.document_id AND moved.product_id = found.product_id
    AND moved.happened_us = found.at_us
WHERE state = '' AND zones IS NOT NULL AND NOT coalesce(is_opening, 0) AND (moved.document_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM movement AS before
    WHERE before.product_id = found.product_id AND before.location_id = document.location_id
        AND before.document_id < document.id
)) ORDER BY document.id
"""  # noqa: S608 -- put together from what is written here


def counted_lines(
    connection: Connection, shop: Shop, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[CountedLine]:
    """What counts found in a stretch of book dates, product by product; opening stock is no difference."""
    first, last = days
    since = first, past.LAST_DAY
    together = count_shared.shared(connection, days=since, last_document=last_document, location_id=location_id)
    of_shop, lines = BusinessDays(shop), []
    for document_id, product_id, at_us, through, category, zones, counters, is_right, value_minor in connection.execute(
        _COUNTED, (first, last_document, location_id)
    ):
        day = of_shop.counted(at_us, next_day(through) if through else 0)
        if first <= day <= last:
            people = dict.fromkeys(together.get(document_id, {}).get((product_id, ""), ()), 0) | _found(counters)
            lines.append(CountedLine(day, category, _found(zones), people, is_right == 1, value_minor))
    return lines


def _found(text: str) -> dict[str, int]:
    """How much was found of each name, the names of no two lines twice."""
    found: dict[str, int] = {}
    for line in text.split("\n"):
        name, _, milli = line.rpartition("\t")
        found[name] = found.get(name, 0) + int(milli)
    return found


class Shrunk(NamedTuple):
    """What one document lost and gained in one category for one reason.

    Attributes:
        products: Of how many goods it has a difference in that month; lots that changed places have one.
    """

    day: int
    number: str
    kind: str
    location: str
    reason: str
    category: str
    products: int
    losses_minor: int
    gains_minor: int


# A difference has the reason of its lot, or that of the goods' last line. What a reversal takes back of a count has the
# reason of that count. What a count gives back, because a mistake is taken back or a late document says so, has the
# reason of the count that stood at that moment when this was posted: what is posted there later changes nothing of it.
# Where another count stands at the moment of one that is taken back, it takes over what that had found: as that moved.
_OF_REASON = """
WITH said AS (
    SELECT document_id, product_id, lot, max(line_no), reason
    FROM document CROSS JOIN stock_line ON document_id = document.id
    WHERE kind = 'count' AND (lot <> '' OR reason <> '') GROUP BY document_id, product_id, lot
), moved AS MATERIALIZED (
    SELECT movement.*, document.kind AS document_kind, CASE WHEN wrong.kind = 'count' THEN wrong.id END AS wrong_id
    FROM movement JOIN document ON document.id = movement.document_id
    LEFT JOIN document AS wrong ON wrong.id = document.of_id AND document.kind = 'reversal'
    WHERE movement.book_date BETWEEN ? AND ? AND movement.kind IN ('count_loss', 'count_gain')
        AND movement.document_id <= ? AND (? IS NULL OR movement.location_id = ?)
), wrongly AS MATERIALIZED (
    SELECT document_id AS wrong_id, product_id, location_id, lot_id, happened_us, sum(quantity_milli) AS wrong_milli
    FROM (SELECT DISTINCT wrong_id FROM moved WHERE wrong_id IS NOT NULL)
    CROSS JOIN movement ON movement.document_id = wrong_id
    WHERE kind IN ('count_loss', 'count_gain') GROUP BY 1, 2, 3, 4, 5
), explained AS MATERIALIZED (
    SELECT moved.*, CASE WHEN document_kind = 'count' THEN document_id
        WHEN wrong_milli * quantity_milli < 0 OR wrong_milli IS NULL AND wrong_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM stock_line AS own WHERE own.product_id = moved.product_id AND own.at_us = moved.happened_us
            AND own.document_id = wrong_id
        ) THEN wrong_id
        ELSE coalesce((
            SELECT count.id FROM stock_line AS held JOIN document AS count ON count.id = held.document_id
            WHERE held.product_id = moved.product_id AND held.at_us = moved.happened_us AND held.state = ''
                AND held.document_id < moved.document_id AND held.document_id IS NOT wrong_id
                AND count.kind = 'count' AND count.location_id = moved.location_id AND NOT EXISTS (
                    SELECT 1 FROM document AS back WHERE back.of_id = count.id AND back.kind = 'reversal'
                        AND back.id < moved.document_id
                )
            ORDER BY count.id DESC LIMIT 1
        ), wrong_id) END AS count_id
    FROM moved LEFT JOIN wrongly USING (wrong_id, product_id, location_id, lot_id, happened_us)
), differed AS (
    SELECT explained.*, coalesce(said.reason, (
            SELECT reason FROM stock_line AS last
            WHERE last.document_id = count_id AND last.product_id = explained.product_id
            ORDER BY last.line_no DESC LIMIT 1
        ), '') AS reason,
        sum(quantity_milli) OVER (
            PARTITION BY explained.document_id, explained.product_id, lot_id, explained.book_date / 100
        ) AS net_milli
    FROM explained JOIN lot ON lot.id = explained.lot_id
    LEFT JOIN said ON said.document_id = count_id AND said.product_id = explained.product_id AND said.lot = lot.number
)
"""
# What a later count takes over has gone out and come in again: in that month the count has no difference of it.
_SHRUNK = f"""{_OF_REASON}
SELECT differed.book_date, document.number, document.kind, location.code, differed.reason, coalesce(category.name, ''),
    count(DISTINCT CASE WHEN net_milli <> 0 THEN product.id END),
    -sum(CASE WHEN differed.kind = 'count_loss' THEN value_minor ELSE 0 END),
    sum(CASE WHEN differed.kind = 'count_gain' THEN value_minor ELSE 0 END)
FROM differed JOIN document ON document.id = differed.document_id JOIN location ON location.id = differed.location_id
JOIN product ON product.id = differed.product_id LEFT JOIN category ON category.id = product.category_id
GROUP BY differed.book_date, document.id, differed.reason, category.name ORDER BY 1, document.id, 5, 6
"""  # noqa: S608 -- put together from what is written here
_DIFFERING = f"""{_OF_REASON}
SELECT month, reason, count(DISTINCT product_id) FROM (
    SELECT book_date / 100 AS month, reason, product_id, lot_id FROM differed
    GROUP BY 1, 2, 3, 4 HAVING sum(quantity_milli) <> 0
) AS differing GROUP BY month, reason
"""  # noqa: S608 -- put together from what is written here


def shrunk(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[Shrunk]:
    """What shrank in a stretch of book dates, by document, reason and category."""
    return [Shrunk(*row) for row in connection.execute(_SHRUNK, (*days, last_document, location_id, location_id))]


def differing(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> dict[tuple[int, str], int]:
    """Of how many goods something shrank or was found on the whole, by month (202603) and reason."""
    rows = connection.execute(_DIFFERING, (*days, last_document, location_id, location_id))
    return {(month, reason): many for month, reason, many in rows}


class Listed(NamedTuple):
    """A line to count with on paper. What the book expects is not on it: counting is blind.

    Attributes:
        lot: One of those that the book has; of goods with a serial number each the number, where that is asked for.
        is_by_piece: Each piece has a serial number.
    """

    location: str
    zone: str
    sku: str
    name: str
    code: str
    unit: str
    lot: str
    is_by_piece: bool = False


# Goods stand where they were found last, lot by lot where the book has lots of them; a count that names no zone leaves
# them there. Lots are on labels; pieces by their numbers would tell how many the book expects. What is named is listed
# even where nothing of it has ever come in: that is how a new shop is counted.
_LISTED = dialect.in_words("""
WITH last AS (
    SELECT product_id, location_id, max(document_id) AS document_id
    FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND zone NOT IN ('', 'counter') GROUP BY product_id, location_id
)
SELECT DISTINCT location.code, coalesce(stock_line.zone, ''), product.sku, product.name, coalesce(
        (SELECT code FROM product_code WHERE product_code.product_id = product.id AND quantity_milli = 1000
         ORDER BY id LIMIT 1), ''
    ), unit, coalesce(lot.number, ''), tracking = 'serial'
FROM location CROSS JOIN product
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = location.id
LEFT JOIN last ON last.product_id = product.id AND last.location_id = location.id
LEFT JOIN stock_line ON stock_line.document_id = last.document_id AND stock_line.product_id = product.id
    AND stock_line.zone NOT IN ('', 'counter')
LEFT JOIN level ON level.product_id = product.id AND level.location_id = location.id AND lot_id <> 0
    AND level.quantity_milli <> 0 AND (? OR tracking <> 'serial')
LEFT JOIN lot ON lot.id = level.lot_id
WHERE location.kind = 'shop' AND (? IS NULL OR location.id = ?) AND stocked = 1
    AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
    AND CASE WHEN ? THEN product.id IN (SELECT value FROM $EACH)
        ELSE pool.product_id IS NOT NULL AND (active = 1 OR pool.quantity_milli <> 0) END
ORDER BY location.code, 2, product.name, product.sku, lot.number
""")


def listed(
    connection: Connection,
    location_id: int | None,
    product_ids: Collection[int] | None = None,
    *,
    with_pieces: bool = False,
) -> list[Listed]:
    """What is to be counted at a location, by zone and name; None is all locations.

    Args:
        product_ids: Which goods; None is all that have come in.
        with_pieces: A line for each serial number that the book has, for who may see what it expects.
    """
    only = (0, "[]") if product_ids is None else (1, dialect.each(product_ids))
    asked = (with_pieces, location_id, location_id, *only)
    rows = [Listed(*row) for row in connection.execute(_LISTED, asked)]
    spelled = count_zones.spelled(connection, location_id)
    if all(spelled.get(zone_key(zone), zone) == zone for zone in {one.zone for one in rows}):
        return rows
    # Zones that were written in several ways are one: what stood under either stands together.
    rows = [one._replace(zone=spelled.get(zone_key(one.zone), one.zone)) for one in rows]
    return sorted(dict.fromkeys(rows), key=lambda one: (one.location, one.zone, one.name, one.sku, one.lot))


def countable(connection: Connection) -> frozenset[int]:
    """All goods that have stock: what a shop counts that opens."""
    return frozenset(row[0] for row in connection.execute("SELECT id FROM product WHERE stocked = 1 AND active = 1"))
