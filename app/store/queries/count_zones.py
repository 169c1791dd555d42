"""The zones that a shop has counted: as they were written first, and what was found there last."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.count_zone import spellings, zone_key
from app.store import dialect_sqlite as dialect
from app.store.database import Connection


def spelled(connection: Connection, location_id: int | None = None) -> dict[str, str]:
    """How the zones of counts, posted or going on, are written, by their key: as each was written first.

    Args:
        location_id: None is all locations.
    """
    return spellings(_written(connection, location_id))


def as_written(connection: Connection, zone: str, location_id: int, sheets: Iterable[str]) -> str:
    """A zone as it was written first: on a sheet of a stocktake, or wherever the location was counted before.

    Args:
        sheets: The zones of the stocktake's sheets.
    """
    if not zone:
        return zone
    known = spellings(sheets)
    return known.get(zone_key(zone)) or spelled(connection, location_id).get(zone_key(zone), zone)


def zones(connection: Connection, location_id: int) -> list[str]:
    """The zones of counts of a location, posted or going on, by name."""
    return sorted(spelled(connection, location_id).values())


def _written(connection: Connection, location_id: int | None) -> list[str]:
    """All the ways in which zones were written, the first first."""
    return [row[0] for row in connection.execute(_ZONES, (location_id,) * 4)]


_ZONES = """
SELECT zone FROM (
    SELECT zone, 0 AS is_sheet, min(document_id) AS first FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND (? IS NULL OR location_id = ?) AND zone NOT IN ('', 'counter') GROUP BY zone
    UNION ALL
    SELECT zone, 1, min(draft_id) FROM count_sheet JOIN stocktake ON stocktake.id = stocktake_id
    WHERE (? IS NULL OR location_id = ?) AND zone <> '' GROUP BY zone
) ORDER BY is_sheet, first, zone
"""


def counted_in(connection: Connection, location_id: int, zones: Iterable[str]) -> frozenset[int]:
    """The products that were last counted in one of these zones of a location, counts that name no zone aside."""
    keys = {zone_key(zone) for zone in zones}
    wanted = [zone for zone in _written(connection, location_id) if zone_key(zone) in keys]
    return frozenset(row[0] for row in connection.execute(_LAST_IN, (location_id, dialect.each_text(wanted))))


_LAST_IN = dialect.in_words("""
WITH last AS (
    SELECT product_id, max(document_id) AS document_id FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND zone NOT IN ('', 'counter') AND location_id = ? GROUP BY product_id
)
SELECT DISTINCT stock_line.product_id FROM last
JOIN stock_line ON stock_line.document_id = last.document_id AND stock_line.product_id = last.product_id
WHERE zone IN (SELECT value FROM $EACH)
""")
