"""What was paid with: the sums of each kind of tender, with what was mended later."""

from __future__ import annotations

from app.domain.tender import CASH
from app.store.database import Connection

# A payment that is mended says how the one before it was paid: that is taken back, on the day when it was mended.
_BEFORE = """coalesce((
    SELECT max(mend.id) FROM document AS mend
    WHERE mend.of_id = document.of_id AND mend.kind = 'tender_change' AND mend.id < document.id
), document.of_id)"""
_DAYS = "document.book_date BETWEEN ?1 AND ?2"
_SIGN = "iif(sale.gross_minor < 0, -1, 1)"
# Each payment of the days: its document, the sign with which it counts, and its sale.
_PAYMENTS = f"""
    SELECT id AS payment_id, 1 AS sign, id AS sale_id FROM document WHERE {_DAYS} AND kind IN ('sale', 'refund')
    UNION ALL
    SELECT id, 1, of_id FROM document WHERE {_DAYS} AND kind = 'tender_change'
    UNION ALL
    SELECT {_BEFORE}, -1, of_id FROM document WHERE {_DAYS} AND kind = 'tender_change'
"""  # noqa: S608 -- a statement made of statements, written here
_PAID = f"""
WITH payment AS MATERIALIZED ({_PAYMENTS})
SELECT kind, sum(amount_minor) FROM (
    SELECT tender.kind, sign * tender.amount_minor AS amount_minor
    FROM payment CROSS JOIN tender ON tender.document_id = payment_id
    UNION ALL
    SELECT '{CASH}', -sign * {_SIGN} * coalesce(tender_change.change_minor, sale.change_minor)
    FROM payment CROSS JOIN sale ON sale.document_id = sale_id
    LEFT JOIN tender_change ON tender_change.document_id = payment_id
) GROUP BY kind HAVING sum(amount_minor) <> 0 ORDER BY kind
"""  # noqa: S608 -- the same
_ROUNDED = f"""
WITH payment AS MATERIALIZED ({_PAYMENTS})
SELECT coalesce(sum(sign * coalesce(tender_change.rounding_minor, sale.rounding_minor)), 0)
FROM payment CROSS JOIN sale ON sale.document_id = sale_id
LEFT JOIN tender_change ON tender_change.document_id = payment_id
"""  # noqa: S608 -- the same


def paid(connection: Connection, days: tuple[int, int]) -> dict[str, int]:
    """What sales less refunds of a stretch of book dates were paid with, by kind of tender; cash less the change."""
    return dict(connection.execute(_PAID, days))


def rounded(connection: Connection, days: tuple[int, int]) -> int:
    """The cash rounding of the same payments."""
    found: int = connection.execute(_ROUNDED, days).get
    return found


def names(connection: Connection) -> dict[str, str]:
    """What the shop calls its kinds of tender."""
    return dict(connection.execute("SELECT kind, name FROM tender_kind"))
