"""Pictures of products, as the book keeps them."""

from __future__ import annotations

from app.store.database import Connection


def picture(connection: Connection, product_id: int) -> bytes:
    """The picture of a product; no bytes for none."""
    found = connection.execute("SELECT picture FROM product_picture WHERE product_id = ?", (product_id,)).get
    return found or b""
