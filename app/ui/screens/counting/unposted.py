"""Goods that are about to be set to zero though they were scanned: what was scanned of them is in no count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.count_review import State
from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine
    from app.reports.stocktakes import UnknownCode
    from app.ui.parts import Parts


def scanned_of(
    parts: Parts, location: str, codes: Iterable[UnknownCode], lines: Iterable[ReviewLine]
) -> tuple[str, ...]:
    """The names of goods that nobody counted and that a scan in no count means; runs on the store thread.

    A code that several goods have means each of them.

    Args:
        location: Where is counted.
        codes: What was scanned and is in no count.
        lines: Of the review.
    """
    zeroed = {line.goods.product_id: line.goods.name for line in lines if line.state is State.UNCOUNTED}
    found: dict[int, str] = {}
    for one in codes if zeroed else ():
        for product_id in [one.product_id] if one.product_id else _meant(parts, location, one.code):
            if product_id in zeroed:
                found[product_id] = zeroed[product_id]
    return tuple(found.values())


def _meant(parts: Parts, location: str, code: str) -> list[int]:
    try:
        known, _ = parts.stocktakes.find(code, location=location)
    except Refusal:
        return []
    return [item.product_id for item in known.items]
