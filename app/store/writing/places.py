"""Places that the book makes by itself."""

from __future__ import annotations

from app.store.database import Connection

_TRANSIT = "transit"


def transit(connection: Connection) -> int:
    """The number of the location where goods on the way are; made with the first that are."""
    connection.execute(_MAKE, (_TRANSIT,))
    return int(connection.execute("SELECT id FROM location WHERE kind = 'transit' ORDER BY id LIMIT 1").get)


_MAKE = """
INSERT INTO location (code, name, kind) SELECT ?, 'On the way', 'transit'
WHERE NOT EXISTS (SELECT 1 FROM location WHERE kind = 'transit')
ON CONFLICT (code) DO UPDATE SET kind = 'transit'
"""
