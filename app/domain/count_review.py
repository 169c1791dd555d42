"""What a stocktake has found, held against the book before anything is posted: pure arithmetic.

Whatever has gone from the shelf into a basket that is not paid is found on the counter. Which differences need a second
look is said by tolerances.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from app.domain.count_book import BookSays, wants_serials
from app.domain.count_lots import LotOff, differences, lots_off
from app.domain.count_sheet import Goods
from app.domain.count_standing import Found
from app.domain.count_worth import worth, worth_by_layers
from app.domain.product import Tracking

FULL_RATE_MILLI = 100_000


class Tolerance(NamedTuple):
    """Up to which difference nobody has to count again; None is no limit of that kind.

    Attributes:
        quantity_milli: Of the difference.
        rate_milli: Of what was expected, in thousandths of a percent.
        value_minor: What the difference is worth.
    """

    quantity_milli: int | None = None
    rate_milli: int | None = None
    value_minor: int | None = None

    def is_exceeded(self, difference_milli: int, expected_milli: int, value_minor: int) -> bool:
        """Whether a difference lies beyond any of the limits. A rate of what was not expected is beyond every limit."""
        off_milli = abs(difference_milli)
        if self.quantity_milli is not None and off_milli > self.quantity_milli:
            return True
        if self.value_minor is not None and abs(value_minor) > self.value_minor:
            return True
        allowed = self.rate_milli
        return allowed is not None and off_milli * FULL_RATE_MILLI > allowed * abs(expected_milli)

    def is_looser_than(self, other: Tolerance) -> bool:
        """Whether it lets something pass that another one would have counted again."""
        return any(
            before is not None and (now is None or now > before) for now, before in zip(self, other, strict=True)
        )


class State(StrEnum):
    """How a line of the review stands.

    `unnamed` are pieces that the book has by serial number and that were counted as a quantity: which of them are
    there, nobody has said. `kit` and `no_stock` are goods that have no stock of their own by now.
    """

    RIGHT = "right"
    WITHIN = "within"
    OPENING = "opening"
    USED = "used"
    RECOUNT = "recount"
    MOVED = "moved"
    UNCLEAR = "unclear"
    UNNAMED = "unnamed"
    RECOUNTED = "recounted"
    ACCEPTED = "accepted"
    UNCOUNTED = "uncounted"
    KIT = "kit"
    NO_STOCK = "no_stock"


NOT_POSTED = frozenset({State.MOVED, State.UNCLEAR, State.UNNAMED})
"""What is not posted from this pass in any case."""
WANTS_RECOUNT = NOT_POSTED | {State.RECOUNT}
"""What has to be counted again."""


APART = frozenset({State.KIT, State.NO_STOCK})
"""What is in no count: nothing of it is posted, and it is in nobody's way."""


class Seen(NamedTuple):
    """A difference as somebody saw it when they said something of it.

    Attributes:
        lots: Where lots or serial numbers were named, how much each is off.
        found_milli, counted_us, round: Of which count it was.
    """

    difference_milli: int
    lots: tuple[tuple[str, int], ...]
    found_milli: int
    counted_us: int
    round: int

    def is_of_count(self, other: Seen) -> bool:
        """Whether both are of the same count: nothing was counted since."""
        return self[2:] == other[2:]


class Decision(NamedTuple):
    """What somebody with the right to post has said of a difference.

    Attributes:
        by: The code of who said it.
        of: The difference that it was said of; None where nobody has noted it.
        is_again: The goods are counted again, whatever is tolerated.
    """

    is_accepted: bool = False
    reason: str = ""
    by: str = ""
    of: Seen | None = None
    is_again: bool = False

    def on(self, seen: Seen) -> Decision:
        """What of it holds of a difference as it is by now.

        Another difference is accepted by nobody. Its reason stays, unless the goods were counted since, or what was
        missing is too much by now. What was to be counted again is, until it was.
        """
        if self.of is None or self.of == seen:
            return self
        is_counted = not self.of.is_of_count(seen)
        is_alike = not is_counted and _sign(self.of.difference_milli) == _sign(seen.difference_milli)
        reason, is_again = self.reason if is_alike else "", self.is_again and not is_counted
        return self._replace(is_accepted=False, reason=reason, is_again=is_again)


def _sign(milli: int) -> int:
    return (milli > 0) - (milli < 0)


_UNDECIDED = Decision()


class ReviewLine(NamedTuple):
    """One product of the review.

    Attributes:
        found: None where nobody counted it.
        counter_milli: What of it lies on the counter.
        expected_milli: What the book expects on shelves and counter together.
        value_minor: What the difference is worth, about.
        same_person: Who counted it again had counted it just before, and somebody else is asked for.
        lots: Where lots or serial numbers were named, those that are not there as the book has them.
        is_wanted: Whoever reviews wants it counted again, whatever is tolerated.
    """

    goods: Goods
    found: Found | None
    counter_milli: int
    expected_milli: int
    difference_milli: int
    value_minor: int
    state: State
    says: BookSays
    reason: str = ""
    same_person: bool = False
    lots: tuple[LotOff, ...] = ()
    is_wanted: bool = False

    @property
    def differs(self) -> bool:
        """Whether the book has something else: more or less, or not the same pieces."""
        return bool(self.difference_milli or self.lots)

    @property
    def losses_minor(self) -> int:
        """What is missing is worth, below zero."""
        return sum(min(one.value_minor, 0) for one in self.lots) if self.lots else min(self.value_minor, 0)

    @property
    def gains_minor(self) -> int:
        """What should not be there is worth."""
        return self.value_minor - self.losses_minor


def reviewed(
    found: Found,
    says: BookSays,
    tolerance: Tolerance,
    *,
    second_person: bool = False,
    decision: Decision = _UNDECIDED,
    is_usage: bool = False,
) -> ReviewLine:
    """A product that was counted, held against the book.

    Where a second person is asked for, whoever was beyond what is tolerated does not settle that by counting again what
    they counted themselves just before, unless it is then what the book expects.

    Args:
        is_usage: The shop lives by counts alone: what is gone was used, and no tolerance says anything of it.
    """
    counter_milli = sum(one.quantity_milli for one in says.on_counter)
    expected_milli = sum(says.expected.values())
    difference_milli = found.found_milli + counter_milli - expected_milli
    by_lot = differences(found, says)
    value_minor = _worth(by_lot, says, difference_milli)
    lots = lots_off(by_lot, says)
    decision = decision.on(seen_of(found, difference_milli, lots))
    same_person = second_person and found.is_recounted and bool(found.selves)
    held = _held(found, says, found.found_milli + counter_milli)
    if held is not None:
        state = held
    elif decision.is_again:
        state = State.RECOUNT
    elif not difference_milli and not lots:
        state = State.RIGHT
    elif says.is_new:
        state = State.OPENING
    elif is_usage and difference_milli < 0:
        state = State.USED
    elif decision.is_accepted and not (second_person and decision.by in found.counters):
        state = State.ACCEPTED
    elif found.is_recounted and not same_person:
        state = State.RECOUNTED
    elif _is_beyond(tolerance, difference_milli, expected_milli, value_minor, lots) or (
        same_person and _was_beyond(says, tolerance, is_usage=is_usage)
    ):
        state = State.RECOUNT
    else:
        state = State.WITHIN
    return ReviewLine(
        found.goods,
        found,
        counter_milli,
        expected_milli,
        difference_milli,
        value_minor,
        state,
        says,
        decision.reason,
        same_person and state is State.RECOUNT,
        lots,
        decision.is_again and state is State.RECOUNT,
    )


def seen_of(found: Found, difference_milli: int, lots: Iterable[LotOff]) -> Seen:
    """A difference as whoever decides sees it."""
    off = tuple((one.lot, one.difference_milli) for one in lots)
    return Seen(difference_milli, off, found.found_milli, found.last_us, found.round)


def _is_beyond(
    tolerance: Tolerance, difference_milli: int, expected_milli: int, value_minor: int, lots: Iterable[LotOff]
) -> bool:
    """Whether what differs is beyond what is tolerated; of lots what is missing, or what should not be there."""
    off = [(difference_milli, value_minor)]
    for sign in (1, -1):
        mine = [one for one in lots if one.difference_milli * sign > 0]
        off.append((sum(one.difference_milli for one in mine), sum(one.value_minor for one in mine)))
    return any(tolerance.is_exceeded(milli, expected_milli, minor) for milli, minor in off if milli or minor)


def _was_beyond(says: BookSays, tolerance: Tolerance, *, is_usage: bool) -> bool:
    """Whether goods that were counted again were beyond what is tolerated before."""
    return any(
        tolerance.is_exceeded(off_milli, expected_milli, worth(off_milli, says.cost))
        for off_milli, expected_milli in says.was_off
        if off_milli and not (is_usage and off_milli < 0)
    )


def left_out(goods: Goods, says: BookSays) -> ReviewLine:
    """A product that nobody counted; the difference is what setting it to zero would take out."""
    counter_milli = sum(one.quantity_milli for one in says.on_counter)
    expected_milli = sum(says.expected.values())
    difference_milli = counter_milli - expected_milli
    value_minor = worth(difference_milli, says.cost)
    return ReviewLine(goods, None, counter_milli, expected_milli, difference_milli, value_minor, State.UNCOUNTED, says)


def apart(found: Found, says: BookSays, *, is_kit: bool) -> ReviewLine:
    """Goods that were counted and have no stock of their own by now: a kit has that of its parts."""
    return ReviewLine(found.goods, found, 0, 0, 0, 0, State.KIT if is_kit else State.NO_STOCK, says)


def _worth(by_lot: dict[str, int], says: BookSays, difference_milli: int) -> int:
    """What the difference is worth, lot by lot where lots or serial numbers were named."""
    if not says.layers:
        return worth(difference_milli, says.cost)
    return worth_by_layers(by_lot or {"": difference_milli}, says.layers, says.cost)


def _held(found: Found, says: BookSays, found_milli: int) -> State | None:
    """Why nothing of it is posted from this pass, whatever somebody decides."""
    if says.has_moved:
        return State.MOVED
    if _is_unclear(found, says):
        return State.UNCLEAR
    return State.UNNAMED if _is_unnamed(found, says, found_milli) else None


def _is_unclear(found: Found, says: BookSays) -> bool:
    """Whether nobody can say what was found.

    Zones were counted after all of them together, only some pieces have a serial number, or two days stand on one lot.
    """
    if len({part.is_all for part in found.parts}) > 1:
        return True
    days = {day for part in found.parts for day in part.days}
    if len(dict(days)) < len(days):
        return True
    if found.goods.tracking is not Tracking.SERIAL:
        return False
    pieces = [bool(part.serials) for part in found.parts if part.found_milli]
    pieces += [bool(one.serial) for one in says.on_counter]
    return any(pieces) and not all(pieces)


def _is_unnamed(found: Found, says: BookSays, found_milli: int) -> bool:
    """Whether pieces with serial numbers were counted without them, and their numbers are needed."""
    if found.goods.tracking is not Tracking.SERIAL or any(part.serials or part.lot for part in found.parts):
        return False
    return not any(one.serial for one in says.on_counter) and wants_serials(says.expected, found_milli)
