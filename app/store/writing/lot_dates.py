"""The last day of sale of a lot: said once, and kept."""

from __future__ import annotations

from collections.abc import Mapping

from app.store.database import Connection
from app.store.queries import lot_dates


def say(connection: Connection, product_id: int, days: Mapping[str, int], *, before: int | None = None) -> None:
    """Keep the last day of lots that the book has, each by its number.

    Args:
        before: The day that an earlier line of the same document has said, if one has.

    Raises:
        Refusal: `lot_other_expiry` where the book has another day.
    """
    for number, expiry in days.items():
        lot_dates.check(connection, product_id, number, expiry, before=before)
        connection.execute(_DATE_LOT, (expiry, product_id, number, expiry))


_DATE_LOT = "UPDATE lot SET expiry = ? WHERE product_id = ? AND number = ? AND expiry IS NOT ?"
