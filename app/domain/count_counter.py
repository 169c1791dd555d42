"""What lies on the counter: goods that were in baskets, not paid yet, at the moment at which they were counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain import basket
from app.domain.basket import Basket
from app.domain.count_book import Aside
from app.domain.figures import PIECE_MILLI, half_up

KitParts = Mapping[int, Sequence[tuple[int, int]]]
"""Of each kit, its parts and how much of each (thousandths)."""


class _Seen(NamedTuple):
    moments: list[int]
    contents: list[dict[int, tuple[Aside, ...]]]
    until_us: int | None


class Counter:
    """The baskets of a location over the time of a count."""

    def __init__(self) -> None:
        self._seen: list[_Seen] = []

    def add(self, entries: Iterable[tuple[int, basket.Entry]], until_us: int | None, kits: KitParts) -> None:
        """Add a basket.

        Args:
            entries: Each with its moment, in order.
            until_us: When it was over; None while it is live.
        """
        now = Basket()
        moments, contents = [], []
        for at_us, entry in entries:
            now = basket.after(now, entry)
            moments.append(at_us)
            contents.append(_goods(now, kits))
        self._seen.append(_Seen(moments, contents, until_us))

    def at(self, product_id: int, at_us: int) -> tuple[Aside, ...]:
        """What of a product lay on the counter at a moment."""
        return tuple(aside for seen in self._seen for aside in _content(seen, product_id, at_us))

    def has_moved(self, product_id: int, first_us: int, last_us: int) -> bool:
        """Whether any of a product came to the counter, or left it, between two moments, if only for a while."""
        return any(_has_changed(seen, product_id, first_us, last_us) for seen in self._seen)


def _has_changed(seen: _Seen, product_id: int, first_us: int, last_us: int) -> bool:
    before = _content(seen, product_id, first_us)
    until = () if seen.until_us is None else (seen.until_us,)
    between = (at_us for at_us in (*seen.moments, *until) if first_us < at_us <= last_us)
    return any(_content(seen, product_id, at_us) != before for at_us in between)


def _content(seen: _Seen, product_id: int, at_us: int) -> tuple[Aside, ...]:
    place = bisect_right(seen.moments, at_us)
    if not place or (seen.until_us is not None and seen.until_us <= at_us):
        return ()
    return seen.contents[place - 1].get(product_id, ())


def _goods(now: Basket, kits: KitParts) -> dict[int, tuple[Aside, ...]]:
    """What has gone from the shelf into a basket: what comes back is in no shelf's count, nor in the book."""
    found: dict[int, list[Aside]] = {}
    for line in now.lines:
        if line.quantity_milli <= 0:
            continue
        parts = kits.get(line.item.product_id)
        if parts is None:
            aside = Aside(line.quantity_milli, line.lot or "", line.serial or "")
            found.setdefault(line.item.product_id, []).append(aside)
        else:
            for part_id, of_one_milli in parts:
                quantity_milli = half_up(line.quantity_milli * of_one_milli, PIECE_MILLI)
                found.setdefault(part_id, []).append(Aside(quantity_milli))
    return {product_id: tuple(asides) for product_id, asides in found.items()}
