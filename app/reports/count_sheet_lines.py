"""The lines of a printed count sheet, for whoever types in what was written on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.domain.count_sheet import Goods
from app.domain.count_zone import zone_key
from app.reports.count_results import covered_goods
from app.store.database import Connection
from app.store.queries import count_results, stocktakes
from app.store.queries.count_results import Listed
from app.store.queries.stocktakes import Stocktake


class Printed(NamedTuple):
    """A line of the printed count sheet, with its zone and its number there.

    Attributes:
        lot: Of goods with a serial number each, the number of a piece that the book has.
    """

    goods: Goods
    lot: str
    code: str
    zone: str = ""
    number: int = 1


def printed(connection: Connection, known: Stocktake, zone: str, *, with_pieces: bool = False) -> tuple[Printed, ...]:
    """The lines of a stocktake's printed sheet: of one zone, or of all of them for the location as a whole.

    Args:
        zone: Its name, "" for all of them.
        with_pieces: With a line for each serial number that the book has, for who may see what it expects; they have
            the number of their goods, which have one line on paper.
    """
    covered = covered_goods(connection, known)
    lines = count_results.listed(connection, known.location_id, covered, with_pieces=with_pieces)
    by_sku = stocktakes.goods_by_sku(connection, {line.sku for line in lines})
    return tuple(
        Printed(by_sku[line.sku], line.lot, line.code, line.zone, number)
        for name, of_zone in groupby(lines, key=attrgetter("zone"))
        for number, line in _numbered(of_zone)
        if zone_key(zone) in {"", zone_key(name)} and line.sku in by_sku
    )


def _numbered(lines: Iterable[Listed]) -> Iterator[tuple[int, Listed]]:
    """Lines with their numbers on paper, where the pieces of goods with serial numbers are one line."""
    number, before = 0, ""
    for line in lines:
        number += not (line.is_by_piece and line.sku == before)
        before = line.sku
        yield number, line
