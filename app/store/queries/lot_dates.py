"""The last day of sale that the book has of a lot, against one that somebody says of it now."""

from __future__ import annotations

from app.domain.stock_lines import lot_of_two_days
from app.store.database import Connection


def check(connection: Connection, product_id: int, number: str, expiry: int, *, before: int | None = None) -> None:
    """Refuse a day that is not the one which the book has of a lot.

    A lot without a day may be given one, and what a document said that was taken back is not said any more.

    Args:
        number: The lot's or serial number.
        expiry: The day that is said of it now, as a day number.
        before: The day that an earlier line of the same document has said, if one has.

    Raises:
        Refusal: `lot_other_expiry`.
    """
    known = connection.execute(_KNOWN, (product_id, number)).fetchone()
    if known is None or known[1] in (None, expiry):
        return
    lot_id, day = known
    if day == before or connection.execute(_IS_SAID, (product_id, lot_id, day, product_id, number, day)).get:
        sku, name = connection.execute("SELECT sku, name FROM product WHERE id = ?", (product_id,)).get
        raise lot_of_two_days(sku, name, number, expiry, day)


_KNOWN = "SELECT id, expiry FROM lot WHERE product_id = ? AND number = ?"
# By what moved, or by a count that found no difference. Hardly ever is it asked: where two days are said of one lot.
_IS_SAID = """
WITH said AS (
    SELECT movement.document_id FROM movement JOIN stock_line USING (document_id, line_no)
    WHERE movement.product_id = ? AND lot_id = ? AND expiry = ? AND stock_line.product_id = movement.product_id
    UNION ALL
    SELECT document_id FROM stock_line WHERE product_id = ? AND lot = ? AND expiry = ? AND at_us IS NOT NULL
)
SELECT EXISTS (
    SELECT 1 FROM said WHERE NOT EXISTS (
        SELECT 1 FROM document AS back WHERE back.of_id = said.document_id AND back.kind = 'reversal'
    )
)
"""
