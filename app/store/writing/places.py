"""Places that the book makes by itself."""

from __future__ import annotations

from itertools import count

from app.store.database import Connection


def transit(connection: Connection) -> int:
    """The number of the location where goods on the way are; made with the first that are.

    Its code is `transit`, or `transit-2` and so on where the shop has a place of its own with that name.
    """
    found = connection.execute(_FIND).get
    if found is None:
        codes = {code for (code,) in connection.execute("SELECT code FROM location")}
        free = next(code for number in count(1) if (code := _code(number)) not in codes)
        connection.execute("INSERT INTO location (code, name, kind) VALUES (?, 'On the way', 'transit')", (free,))
        found = connection.execute(_FIND).get
    return int(found)


def _code(number: int) -> str:
    return "transit" if number == 1 else f"transit-{number}"


_FIND = "SELECT id FROM location WHERE kind = 'transit' ORDER BY id LIMIT 1"
