"""What is low, with what is on order of it: what a proposal is made from."""

from __future__ import annotations

from app.domain.reorder import Need
from app.store.database import Connection
from app.store.queries import orders, suppliers
from app.store.queries.suppliers import Low


def needs(connection: Connection) -> list[tuple[Low, Need]]:
    """Every product at or below its reorder point, with what is there and on its way."""
    awaited = orders.on_order(connection)
    found = []
    for low in suppliers.low(connection):
        coming = awaited.get(low.product_id, orders.NOTHING)
        need = Need(
            low.on_hand_milli,
            coming.sent_milli,
            coming.drafted_milli,
            low.point_milli,
            low.reorder_milli or 0,
            low.pack_milli,
        )
        found.append((low, need))
    return found
