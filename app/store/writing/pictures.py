"""Pictures of products."""

from __future__ import annotations

from hashlib import sha256

from app.store.database import Connection
from app.store.queries.pictures import picture
from app.store.writing.product_changes import Author, note_changes

_PUT = """
INSERT INTO product_picture (product_id, picture) VALUES (?, ?)
ON CONFLICT (product_id) DO UPDATE SET picture = excluded.picture
"""


def set_picture(connection: Connection, product_id: int, data: bytes, author: Author) -> bool:
    """Give a product another picture, or none for no bytes. Returns whether it is another."""
    before = picture(connection, product_id)
    if before == data:
        return False
    if data:
        connection.execute(_PUT, (product_id, data))
    else:
        connection.execute("DELETE FROM product_picture WHERE product_id = ?", (product_id,))
    note_changes(connection, product_id, {"picture": _told(before)}, {"picture": _told(data)}, author)
    return True


def _told(data: bytes) -> str | None:
    """What the history says of a picture: the beginning of its digest, which tells it from others."""
    return sha256(data).hexdigest()[:12] if data else None
