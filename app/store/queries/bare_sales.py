"""Lines of sales whose goods left before anybody had named their cost: they left at nothing, and stayed at nothing.

What was written down to nothing left at nothing, too: that is its cost.
"""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries.trading import Days, Of


class BareLine(NamedTuple):
    """Goods of a line that left, or came back, at no value, and no correction came after.

    Attributes:
        product_id: What was sold: of a kit the kit, not the part that left.
        hour: The hour of the day, 0 to 23, by the wall clock of the sale.
        cashier: Who sold, by name.
        customer_id: To whom, None where nobody knows.
        net_minor: What the line brought.
        cost_minor: What else of the line had a cost, such as the other parts of a kit.
        quantity_milli: How much left at no value.
        known_micro: What such goods are known to cost by now, 0 where nobody knows.
    """

    document_id: int
    line_no: int
    product_id: int
    hour: int
    cashier: str
    customer_id: int | None
    net_minor: int
    cost_minor: int
    quantity_milli: int
    known_micro: int


def lines(connection: Connection, days: Days, of: Of) -> list[BareLine]:
    """Such goods in a stretch of book dates, by document and line."""
    # The plus says which way in is the shorter one: few days, or the few products that began without a cost.
    few = days[1] - days[0] < _MONTH
    statement = _LINES.replace("$PRODUCT", "+bare.product_id" if few else "bare.product_id")
    statement = statement.replace("$DAY", "bare.book_date" if few else "+bare.book_date")
    return [BareLine(*row) for row in connection.execute(statement, (*days, *of))]


_MONTH = 100  # between two day numbers
# Where goods first came in at a value their cost was known from then on.
_LINES = """
SELECT bare.document_id, bare.line_no, sale_line.product_id,
    (document.happened_us / 60000000 + document.offset_minutes) / 60 % 24,
    (SELECT person.name FROM person WHERE person.id = sale.cashier_id), sale.customer_id, sale_line.net_minor,
    -coalesce((
        SELECT sum(own.value_minor + coalesce((
            SELECT sum(later.value_minor) FROM movement AS later
            WHERE later.cause_seq = own.seq AND later.kind = 'correction'
        ), 0))
        FROM movement AS own
        WHERE own.document_id = bare.document_id AND own.line_no = bare.line_no
            AND own.kind IN ('sale', 'customer_return')
    ), 0),
    abs(bare.quantity_milli),
    max(
        coalesce((SELECT max(pool.last_cost_micro) FROM pool WHERE pool.product_id = bare.product_id), 0),
        coalesce(product.cost_micro, 0), coalesce(product.standard_cost_micro, 0)
    )
FROM movement AS bare CROSS JOIN sale_line
    ON sale_line.document_id = bare.document_id AND sale_line.line_no = bare.line_no
CROSS JOIN document ON document.id = bare.document_id CROSS JOIN sale ON sale.document_id = bare.document_id
CROSS JOIN product ON product.id = bare.product_id
WHERE $PRODUCT IN (
        SELECT pool.product_id FROM pool WHERE coalesce((
            SELECT first.value_minor FROM movement AS first
            WHERE first.product_id = pool.product_id AND first.location_id = pool.location_id
            ORDER BY first.book_date, first.seq LIMIT 1
        ), 0) <= 0
    )
    AND $DAY BETWEEN ?1 AND ?2 AND bare.value_minor = 0 AND bare.quantity_milli <> 0
    AND bare.kind IN ('sale', 'customer_return') AND (?3 IS NULL OR document.location_id = ?3)
    AND (?4 IS NULL OR sale.cashier_id = ?4)
    AND NOT EXISTS (SELECT 1 FROM movement AS later WHERE later.cause_seq = bare.seq AND later.value_minor <> 0)
    AND NOT EXISTS (
        SELECT 1 FROM movement AS word
        WHERE word.product_id = bare.product_id AND word.location_id = bare.location_id AND word.seq < bare.seq
            AND word.kind = 'revaluation'
    )
ORDER BY bare.document_id, bare.line_no
"""
