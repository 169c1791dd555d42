"""What a close keeps: what there was of each product at each place, so that later questions start there."""

from __future__ import annotations

from collections.abc import Iterable

from app.store.database import Connection
from app.store.queries.periods import ToKeep


def keep_closing(connection: Connection, document_id: int, rows: Iterable[ToKeep]) -> None:
    """Keep what there was at the end of the last day of a close.

    Args:
        document_id: Of the period close.
        rows: As `periods.to_keep` has figured them.
    """
    connection.executemany(_KEEP, ((document_id, *row) for row in rows))


_KEEP = "INSERT INTO closing VALUES (?, ?, ?, ?, ?, ?, ?)"
