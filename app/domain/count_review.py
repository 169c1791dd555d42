"""What a stocktake has found, held against the book before anything is posted: pure arithmetic.

Sheets of one zone add up, a recount takes the place of what it recounts, and whatever has gone from the shelf into a
basket that is not paid is found on the counter. Which differences need a second look is said by tolerances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from app.domain.count_book import BookSays
from app.domain.count_sheet import Goods, Sheet
from app.domain.product import Tracking

FULL_RATE_MILLI = 100_000


class CountedSheet(NamedTuple):
    """A sheet of a stocktake.

    Attributes:
        zone: Where it was counted, "" for the location as a whole.
        round: 1 for the first count of the zone or the goods, 2 for their recount ...
        replaces: `zone` where it counts all of the zone again, `goods` where it counts again what is on it; "" adds.
        counter, is_open: The code of who counted, and whether it is being counted still.
        goods: Of a recount, the SKU that it is for, "" for all: what else was scanned on it counts nothing.
    """

    uid: str
    zone: str
    round: int
    replaces: str
    counter: str
    is_open: bool
    sheet: Sheet
    goods: str = ""


class Part(NamedTuple):
    """What was found of a product in one zone, or of one lot of it.

    Attributes:
        round: Orders the passes of a stocktake: what recounts takes the place of what came before it.
        is_all: It was counted again everywhere, all zones together.
        days: Lots or serial numbers with the last day of sale that stands on them.
        is_again: It was counted a second time; the first pass of a zone is none, whatever was counted again before.
        home: Of what was counted again everywhere, the zone in which most of it was found before.
    """

    zone: str
    lot: str
    found_milli: int
    first_us: int
    last_us: int
    serials: tuple[str, ...]
    counter: str
    round: int
    is_all: bool = False
    days: tuple[tuple[str, int], ...] = ()
    is_again: bool = False
    home: str = ""

    @property
    def place(self) -> str:
        """The zone in which it stands: its own, or the one of what it replaces."""
        return self.zone or self.home


class Found(NamedTuple):
    """All that was found of one product.

    Attributes:
        before: Who counted it in the rounds before the last.
        counters: All who counted it, whether theirs stands or not.
    """

    goods: Goods
    parts: tuple[Part, ...]
    before: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()

    @property
    def found_milli(self) -> int:
        """What lies on the shelves."""
        return sum(part.found_milli for part in self.parts)

    @property
    def first_us(self) -> int:
        """When its first piece was scanned."""
        return min(part.first_us for part in self.parts)

    @property
    def last_us(self) -> int:
        """When its last piece was scanned: the moment at which the count holds."""
        return max(part.last_us for part in self.parts)

    @property
    def people(self) -> tuple[str, ...]:
        """The codes of who counted it, as far as that stands."""
        return tuple(dict.fromkeys(part.counter for part in self.parts))

    @property
    def is_recounted(self) -> bool:
        """Whether all of it was counted a second time, wherever it lies."""
        return all(part.is_again for part in self.parts)


def standing(sheets: Iterable[CountedSheet]) -> dict[int, Found]:
    """What stands of all sheets, by product, in the order in which it was found first.

    Args:
        sheets: In the order in which they were begun.
    """
    parts: dict[int, list[Part]] = {}
    goods: dict[int, Goods] = {}
    counters: dict[int, dict[str, int]] = {}
    zones: set[str] = set()
    for one in sorted(sheets, key=lambda sheet: sheet.round):
        if one.replaces == "zone":
            zones.add(one.zone)
            for product_id in parts:
                _drop(parts, product_id, one)
        mine: dict[int, list[Part]] = {}
        for line in one.sheet.lines:
            if one.goods not in {"", line.goods.sku}:
                continue
            product_id = line.goods.product_id
            goods.setdefault(product_id, line.goods)
            counters.setdefault(product_id, {}).setdefault(one.counter, one.round)
            part = Part(
                one.zone,
                line.lot,
                line.found_milli,
                line.first_us,
                line.last_us,
                line.serials,
                one.counter,
                one.round,
                one.replaces == "goods" and not one.zone,
                line.days,
                one.replaces == "goods" or one.zone in zones,
            )
            mine.setdefault(product_id, []).append(part)
        for product_id, found in mine.items():
            known = parts.get(product_id, [])
            if one.replaces == "goods":
                _drop(parts, product_id, one, max(part.last_us for part in found))
            own = _at_home(found, known) if one.replaces == "goods" else found
            parts[product_id] = _added(parts.get(product_id, []), own)
    made = {}
    for product_id, stands in parts.items():
        if stands:
            last = max(part.round for part in stands)
            before = frozenset(name for name, number in counters[product_id].items() if number < last)
            made[product_id] = Found(goods[product_id], tuple(stands), before, frozenset(counters[product_id]))
    return made


def _drop(parts: dict[int, list[Part]], product_id: int, by: CountedSheet, until_us: int | None = None) -> None:
    """Leave out what a sheet counts again: in its zone, or everywhere where it has none.

    Args:
        until_us: What was begun later than that adds to what was counted again.
    """
    is_everywhere = by.replaces == "goods" and not by.zone
    parts[product_id] = [
        part
        for part in parts.get(product_id, [])
        if part.round >= by.round
        or not (is_everywhere or part.zone == by.zone)
        or (until_us is not None and part.first_us > until_us)
    ]


def _at_home(found: Sequence[Part], before: Iterable[Part]) -> list[Part]:
    """What was counted again everywhere stands where most of it was found before, the first of zones with as much."""
    many: dict[str, int] = {}
    for part in before:
        many[part.place] = many.get(part.place, 0) + part.found_milli
    home = max(many, key=many.__getitem__, default="")
    return [part._replace(home=home) if part.is_all else part for part in found]


def _added(known: Sequence[Part], more: Iterable[Part]) -> list[Part]:
    """Parts of the same zone and lot add up."""
    by_place = {(part.zone, part.lot): part for part in known}
    for part in more:
        place = (part.zone, part.lot)
        there = by_place.get(place)
        by_place[place] = part if there is None else together(there, part)
    return list(by_place.values())


def together(one: Part, other: Part) -> Part:
    """Two parts of the same zone and lot as one."""
    return Part(
        one.zone,
        one.lot,
        one.found_milli + other.found_milli,
        min(one.first_us, other.first_us),
        max(one.last_us, other.last_us),
        (*one.serials, *other.serials),
        other.counter,
        max(one.round, other.round),
        one.is_all and other.is_all,
        tuple(dict.fromkeys((*one.days, *other.days))),
        one.is_again and other.is_again,
        one.home or other.home,
    )


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


class State(StrEnum):
    """How a line of the review stands."""

    RIGHT = "right"
    WITHIN = "within"
    OPENING = "opening"
    USED = "used"
    RECOUNT = "recount"
    MOVED = "moved"
    UNCLEAR = "unclear"
    RECOUNTED = "recounted"
    ACCEPTED = "accepted"
    UNCOUNTED = "uncounted"


WANTS_RECOUNT = frozenset({State.RECOUNT, State.MOVED, State.UNCLEAR})
"""What has to be counted again; what moved or is unclear is not posted from this pass in any case."""


class Decision(NamedTuple):
    """What somebody with the right to post has said of a difference.

    Attributes:
        by: The code of who said it.
    """

    is_accepted: bool = False
    reason: str = ""
    by: str = ""


_UNDECIDED = Decision()


class ReviewLine(NamedTuple):
    """One product of the review.

    Attributes:
        found: None where nobody counted it.
        counter_milli: What of it lies on the counter.
        expected_milli: What the book expects on shelves and counter together.
        value_minor: What the difference is worth, about.
        same_person: It was counted again, but by nobody else, and somebody else is asked for.
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

    Args:
        is_usage: The shop lives by counts alone: what is gone was used, and no tolerance says anything of it.
    """
    counter_milli = sum(one.quantity_milli for one in says.on_counter)
    expected_milli = sum(says.expected.values())
    difference_milli = found.found_milli + counter_milli - expected_milli
    value_minor = worth(difference_milli, says.cost)
    last = max(part.round for part in found.parts)
    lately = {part.counter for part in found.parts if part.round == last}
    same_person = second_person and found.is_recounted and bool(lately & found.before)
    if says.has_moved:
        state = State.MOVED
    elif _is_unclear(found, says):
        state = State.UNCLEAR
    elif not difference_milli:
        state = State.RIGHT
    elif says.is_new:
        state = State.OPENING
    elif is_usage and difference_milli < 0:
        state = State.USED
    elif decision.is_accepted and not (second_person and decision.by in found.counters):
        state = State.ACCEPTED
    elif found.is_recounted and not same_person:
        state = State.RECOUNTED
    elif tolerance.is_exceeded(difference_milli, expected_milli, value_minor):
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
    )


def left_out(goods: Goods, says: BookSays) -> ReviewLine:
    """A product that nobody counted; the difference is what setting it to zero would take out."""
    counter_milli = sum(one.quantity_milli for one in says.on_counter)
    expected_milli = sum(says.expected.values())
    difference_milli = counter_milli - expected_milli
    value_minor = worth(difference_milli, says.cost)
    return ReviewLine(goods, None, counter_milli, expected_milli, difference_milli, value_minor, State.UNCOUNTED, says)


def worth(difference_milli: int, cost: tuple[int, int]) -> int:
    """What a difference is worth at the cost of what is there, rounded half away from zero."""
    of_milli, of_minor = cost
    if of_milli == 0:
        return 0
    product = difference_milli * of_minor
    rounded = (2 * abs(product) + abs(of_milli)) // (2 * abs(of_milli))
    return rounded if (product < 0) == (of_milli < 0) else -rounded


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
