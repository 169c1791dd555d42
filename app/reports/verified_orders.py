"""Whether the orders are as what points to them says: what is awaited, and what was given up."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.findings import Finding
from app.store.database import Connection
from app.store.queries import orders


def order_findings(connection: Connection) -> Iterator[Finding]:
    """What is wrong with the orders: nothing is sent or given up that was not ordered, and the open ones are known."""
    for number, of, sku in orders.lost_lines(connection):
        yield Finding("verify_order_line", number=number, of=of, sku=sku)
    for number in orders.wrongly_open(connection):
        yield Finding("verify_open_order", number=number)
