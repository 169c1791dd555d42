"""What of a period's goods somebody has to look at before it is closed: as they were at the end of its last day."""

from __future__ import annotations

from app.store.database import Connection
from app.store.queries import past
from app.store.queries.shelf import UncostedRow
from app.store.queries.stock import IS_WORD

CHECKED = ("on_the_way", "not_counted", "without_cost", "never_counted")


def at_the_end(connection: Connection, days: tuple[int, int]) -> dict[str, int]:
    """How many goods there are of each of `CHECKED` at the end of a stretch of book dates, as it is known now.

    `on_the_way` is goods between two locations, `not_counted` products in stock that no count of the days has looked
    at, `without_cost` products that had come in and whose cost nobody had named by then, `never_counted` products that
    moved and had never come in.
    """
    begin = past.start(connection, days[1], past.EVERY_DOCUMENT)
    return dict(zip(CHECKED, connection.execute(_AT_THE_END, (*begin, days[0])).get, strict=True))


def uncosted(connection: Connection, last_day: int, *, location_id: int | None) -> list[UncostedRow]:
    """The goods that `without_cost` and `never_counted` count at the end of a day, by place, as they are known now."""
    begin = past.start(connection, last_day, past.EVERY_DOCUMENT)
    rows = connection.execute(_UNCOSTED, (*begin, location_id))
    return [
        UncostedRow(sku, name, location, quantity_milli, sold_milli, cost_micro, bool(counted))
        for sku, name, location, quantity_milli, sold_milli, cost_micro, counted in rows
    ]


# What had come in by the day, customers' returns aside, and was not taken back by then.
_HAD_COME_IN = """EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = movement.document_id
    WHERE movement.product_id = there.product_id AND movement.location_id = there.location_id
        AND movement.book_date <= ?3 AND movement.quantity_milli > 0 AND movement.kind <> 'customer_return'
        AND document.kind <> 'reversal' AND NOT EXISTS (
            SELECT 1 FROM document AS back
            WHERE back.of_id = document.id AND back.kind = 'reversal' AND back.book_date <= ?3
        )
)"""
# What the last word on the cost of goods came to: nothing, where they were had for nothing.
_LAST_WORD = f"""(
    SELECT CASE word.kind WHEN 'revaluation' THEN (
        SELECT max(unit_cost_micro) FROM stock_line
        WHERE stock_line.document_id = word.document_id AND stock_line.product_id = word.product_id
    ) ELSE word.value_minor + word.variance_minor + coalesce((
        SELECT sum(more.value_minor) FROM movement AS more
        WHERE more.cause_seq = word.seq AND more.kind IN ('landed', 'invoice') AND more.book_date <= ?3
    ), 0) END
    FROM movement AS word
    WHERE word.product_id = there.product_id AND $PLACE AND word.book_date <= ?3 AND {IS_WORD}
    ORDER BY word.book_date DESC, word.seq DESC LIMIT 1
)"""  # noqa: S608 -- a statement made of statements, written here
_HERE = _LAST_WORD.replace("$PLACE", "word.location_id = there.location_id")
_ELSEWHERE = _LAST_WORD.replace("$PLACE", "word.location_id <> there.location_id")
# A close keeps no row of goods that were sold out; those that moved in the period have theirs.
_AT_THE_END = f"""
WITH there AS MATERIALIZED ({past.BALANCES})
SELECT
    (SELECT count(*) FROM there JOIN location ON location.id = there.location_id
        WHERE location.kind = 'transit' AND quantity_milli <> 0),
    (SELECT count(*) FROM (SELECT DISTINCT product_id FROM there WHERE quantity_milli > 0) AS held
        WHERE NOT EXISTS (
            SELECT 1 FROM stock_line JOIN document ON document.id = stock_line.document_id
            WHERE stock_line.product_id = held.product_id AND at_us IS NOT NULL AND document.kind = 'count'
            AND book_date BETWEEN ?5 AND ?3
        )),
    (SELECT count(DISTINCT there.product_id) FROM there JOIN product ON product.id = there.product_id
        WHERE product.stocked = 1 AND coalesce({_HERE}, {_ELSEWHERE}, product.cost_micro, 0) = 0 AND {_HAD_COME_IN}),
    (SELECT count(DISTINCT there.product_id) FROM there JOIN product ON product.id = there.product_id
        WHERE product.stocked = 1 AND there.quantity_milli <> 0 AND NOT {_HAD_COME_IN})
"""  # noqa: S608 -- a statement made of statements, written here
_UNCOSTED = f"""
WITH there AS MATERIALIZED ({past.BALANCES})
SELECT sku, product.name, location.code, there.quantity_milli,
    (SELECT -coalesce(sum(movement.quantity_milli), 0) FROM movement
        WHERE movement.product_id = product.id AND movement.location_id = there.location_id
        AND movement.kind IN ('sale', 'customer_return') AND movement.book_date <= ?3),
    CASE WHEN coalesce({_HERE}, {_ELSEWHERE}) IS NULL THEN nullif(product.cost_micro, 0) END,
    {_HAD_COME_IN} AS had_come_in
FROM there JOIN product ON product.id = there.product_id JOIN location ON location.id = there.location_id
WHERE product.stocked = 1 AND (?5 IS NULL OR there.location_id = ?5) AND (
    (coalesce({_HERE}, {_ELSEWHERE}, product.cost_micro, 0) = 0 AND {_HAD_COME_IN})
    OR (there.quantity_milli <> 0 AND NOT {_HAD_COME_IN})
)
ORDER BY sku, location.id
"""  # noqa: S608 -- a statement made of statements, written here
