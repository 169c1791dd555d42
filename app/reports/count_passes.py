"""What the passes of posted counts were worth: whose goods were counted again, and which came out differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.business_days import BusinessDays
from app.domain.count_passes import counted_again
from app.domain.shop import Shop
from app.reports.count_book_now import counter_of
from app.store.database import Connection
from app.store.queries import count_passes, count_sheets, past


class PassOf(NamedTuple):
    """Goods that somebody had counted and that were counted again in a count.

    Attributes:
        day: The book date of what was counted.
        name: Of who had counted them.
        is_changed: They came out differently: what was sold, came in or went into a basket meanwhile aside.
    """

    day: int
    name: str
    document_id: int
    product_id: int
    is_changed: bool


def passes(
    connection: Connection, shop: Shop, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> Iterator[PassOf]:
    """Whose goods were counted again in a stretch of book dates, in the counts that stand: each of them once."""
    names, of_shop = count_sheets.names(connection), BusinessDays(shop)
    since = days[0], past.LAST_DAY
    for one in count_passes.recounted(connection, days=since, last_document=last_document, location_id=location_id):
        if one.is_reversed or not one.found:
            continue
        first_us = min(found.begun_us for found in one.found.values())
        last_us = max(found.last_us for found in one.found.values())
        counter = counter_of(connection, one.stocktake, first_us, last_us)
        for product_id, found in one.found.items():
            day = of_shop.counted(found.last_us, one.open_day)
            if not days[0] <= day <= days[1]:
                continue
            people: dict[str, bool] = {}
            for again in counted_again(found):
                moments = again.before_us, again.after_us
                aside_milli = [sum(each.quantity_milli for each in counter.at(product_id, us)) for us in moments]
                came_milli = count_passes.moved_between(connection, one, product_id, moments)
                off_milli = again.after_milli + aside_milli[1] - again.before_milli - aside_milli[0] - came_milli
                for code in again.people:
                    people[code] = people.get(code, False) or off_milli != 0
            for code, is_changed in people.items():
                yield PassOf(day, names.get(code, code), one.document_id, product_id, is_changed)
