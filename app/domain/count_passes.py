"""What the passes of a stocktake were worth: who had counted what was counted again, and what came out then.

Pure arithmetic over what stands of all sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.count_standing import Found, Part, Replaced
from app.domain.count_zone import zone_key
from app.domain.figures import PIECE_MILLI


class CountedAgain(NamedTuple):
    """A product that was counted again, wherever it lies or in one zone.

    Attributes:
        people: The codes of who had counted it there.
        before_milli, before_us: What they had found there, and when they had scanned the last of it.
        after_milli, after_us: What the later pass found there, and when.
    """

    people: tuple[str, ...]
    before_milli: int
    before_us: int
    after_milli: int
    after_us: int


def counted_again(found: Found) -> Iterator[CountedAgain]:
    """The passes of a product that a later one took the place of, in order."""
    for place, gone in enumerate(found.replaced):
        later = found.replaced[place + 1 :]
        # Whatever was found by the pass that took its place stands, or was left out in turn.
        parts = [part for one in later for part in one.parts] + list(found.parts)
        until = min((one.round for one in later if one.zone in {None, gone.zone}), default=None)
        own = [part for part in parts if _is_of(part, gone, until)]
        yield CountedAgain(
            tuple(dict.fromkeys(name for part in gone.parts for name in part.people)),
            sum(part.found_milli for part in gone.parts),
            max(part.last_us for part in gone.parts),
            sum(part.found_milli for part in own),
            max([gone.at_us, *(part.last_us for part in own)]),
        )


def _is_of(part: Part, gone: Replaced, until: int | None) -> bool:
    """Whether a part was found by the pass that took the place of what is gone."""
    is_there = part.is_all if gone.zone is None else not part.is_all and zone_key(part.zone) == gone.zone
    return is_there and part.round >= gone.round and (until is None or part.round < until)


def before(found: Found, lot: str) -> tuple[int, tuple[str, ...]]:
    """What had been found of goods before they were counted again last, and the codes of who had counted that.

    Args:
        found: Goods that were counted again.
        lot: "" is all of them.
    """
    gone = found.replaced[-1]
    kept = [part for part in found.parts if part.round < gone.round and not _is_of(part, gone, None)]
    parts = [*kept, *gone.parts]
    milli = sum(_of_lot(part, lot) for part in parts)
    return milli, tuple(dict.fromkeys(name for part in gone.parts for name in part.people))


def _of_lot(part: Part, lot: str) -> int:
    if part.serials and lot:
        return PIECE_MILLI if lot in part.serials else 0
    return part.found_milli if lot in {"", part.lot} else 0
