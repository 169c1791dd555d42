"""What goods are measured in."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection

PIECES = "each"


class Measured(NamedTuple):
    """A product that is not sold by the piece."""

    product_id: int
    sku: str
    unit: str


def measured(connection: Connection) -> list[Measured]:
    """The products that are weighed or measured; all others are counted in pieces."""
    return [Measured(*row) for row in connection.execute(_MEASURED)]


_MEASURED = f"SELECT id, sku, unit FROM product WHERE unit <> '{PIECES}'"  # noqa: S608 -- written here
