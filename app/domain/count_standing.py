"""What stands of all sheets of a stocktake: pure arithmetic.

Sheets of one zone add up, and a recount takes the place of what it recounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain.count_sheet import Goods, Line, Sheet
from app.domain.count_zone import zone_key


class CountedSheet(NamedTuple):
    """A sheet of a stocktake.

    Attributes:
        zone: Where it was counted, "" for the location as a whole.
        round: 1 for the first count of the zone or the goods, 2 for their recount ...
        replaces: `zone` where it counts all of the zone again, `goods` where it counts again what is on it; "" adds.
        counter, is_open: The code of who counted, and whether it is being counted still.
        people: By product and lot: who found how much of it, where several people counted on the sheet.
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
    people: Mapping[tuple[int, str], Mapping[str, int]] | None = None

    def found_by(self, line: Line) -> tuple[str, ...]:
        """The codes of who found a line's goods, who found most of them first."""
        found = {} if self.people is None else self.people.get((line.goods.product_id, line.lot), {})
        return tuple(sorted(found, key=lambda name: -found[name])) or (self.counter,)

    @property
    def counted_by(self) -> frozenset[str]:
        """The codes of all who counted on it."""
        found = () if self.people is None else self.people.values()
        return frozenset(name for one in found for name in one) or frozenset((self.counter,))


class Part(NamedTuple):
    """What was found of a product in one zone, or of one lot of it.

    Attributes:
        counter: The code of who found it, or most of it.
        round: Orders the passes of a stocktake: what recounts takes the place of what came before it.
        is_all: It was counted again everywhere, all zones together.
        days: Lots or serial numbers with the last day of sale that stands on them.
        is_again: It was counted a second time; the first pass of a zone is none, whatever was counted again before.
        home: Of what was counted again everywhere, the zone in which all of it had been found before, "" for several.
        others: Who found some of it besides.
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
    others: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The codes of who found it, who found most first."""
        return (self.counter, *self.others)

    @property
    def place(self) -> str:
        """The zone in which it stands: its own, or the one of what it replaces."""
        return self.zone or self.home


class Pass(NamedTuple):
    """What was found of a product before it was counted again, and when."""

    found_milli: int
    first_us: int
    last_us: int


class Replaced(NamedTuple):
    """What was left out of a product because it was counted again.

    Attributes:
        parts: What that was.
        zone: The key of the zone that was counted again; None where all of it was, wherever it lies.
        round: Of the pass that took its place.
        at_us: When that was counted.
    """

    parts: tuple[Part, ...]
    zone: str | None
    round: int
    at_us: int


class Found(NamedTuple):
    """All that was found of one product.

    Attributes:
        selves: Who counted again what they had counted themselves just before.
        counters: All who counted it, whether theirs stands or not.
        passes: What stood each time before it was counted again.
        replaced: What of that was left out each time.
    """

    goods: Goods
    parts: tuple[Part, ...]
    selves: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()
    passes: tuple[Pass, ...] = ()
    replaced: tuple[Replaced, ...] = ()

    @property
    def found_milli(self) -> int:
        """What lies on the shelves."""
        return sum(part.found_milli for part in self.parts)

    @property
    def first_us(self) -> int:
        """When its first piece was scanned."""
        return min(part.first_us for part in self.parts)

    @property
    def begun_us(self) -> int:
        """When its first piece was scanned, whether that stands or not."""
        return min((self.first_us, *(one.first_us for one in self.passes)))

    @property
    def last_us(self) -> int:
        """When its last piece was scanned: the moment at which the count holds."""
        return max(part.last_us for part in self.parts)

    @property
    def round(self) -> int:
        """The last pass that anything of it is from."""
        return max(part.round for part in self.parts)

    @property
    def people(self) -> tuple[str, ...]:
        """The codes of who counted it, as far as that stands."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.people))

    @property
    def is_recounted(self) -> bool:
        """Whether all of it was counted a second time, wherever it lies."""
        return all(part.is_again for part in self.parts)


class _Selves:
    """Who counts again what they have counted themselves, of one product: a count is held against the one before it."""

    def __init__(self) -> None:
        self._replaced: dict[str, frozenset[str]] = {}
        self._none: dict[str, frozenset[str]] = {}

    def again_in(self, zone: str, dropped: Iterable[Part], none_by: frozenset[str]) -> None:
        """A zone is counted again.

        Args:
            zone: Its key.
            dropped: What stood there.
            none_by: Who counted it and found none, if they did.
        """
        before = self._none.pop(zone, frozenset()).union(*(part.people for part in dropped))
        if before:
            self._replaced[zone] = before
            if none_by:
                self._none[zone] = none_by

    def again_everywhere(self, dropped: Iterable[Part], kept: Iterable[Part]) -> None:
        """It is counted again wherever it lies; what is kept was found after that."""
        before = frozenset().union(*self._none.values(), *(part.people for part in dropped))
        later = {zone_key(part.zone) for part in kept}
        self._replaced = {zone: names for zone, names in self._replaced.items() if zone in later} | {"": before}
        self._none = {}

    def of(self, parts: Iterable[Part]) -> frozenset[str]:
        """Whoever that is, by what stands."""
        counted = {zone: set(names) for zone, names in self._none.items()}
        for part in parts:
            counted.setdefault(zone_key(part.zone), set()).update(part.people)
        return frozenset(
            name for zone, before in self._replaced.items() for name in before if name in counted.get(zone, ())
        )


def standing(sheets: Iterable[CountedSheet]) -> dict[int, Found]:
    """What stands of all sheets, by product, in the order in which it was found first.

    Args:
        sheets: In the order in which they were begun.
    """
    parts: dict[int, list[Part]] = {}
    goods: dict[int, Goods] = {}
    counters: dict[int, dict[str, None]] = {}
    passes: _Passes = {}
    selves: dict[int, _Selves] = {}
    zones: set[str] = set()
    for one in sorted(sheets, key=lambda sheet: sheet.round):
        zone = zone_key(one.zone)
        if one.replaces == "zone":
            zones.add(zone)
            _drop_zone(parts, passes, selves, one)
        mine: dict[int, list[Part]] = {}
        for line in one.sheet.lines:
            if one.goods not in {"", line.goods.sku}:
                continue
            product_id = line.goods.product_id
            goods.setdefault(product_id, line.goods)
            counter, *others = one.found_by(line)
            counters.setdefault(product_id, {}).update(dict.fromkeys((counter, *others)))
            part = Part(
                one.zone,
                line.lot,
                line.found_milli,
                line.first_us,
                line.last_us,
                line.serials,
                counter,
                one.round,
                one.replaces == "goods" and not one.zone,
                line.days,
                one.replaces == "goods" or zone in zones,
                others=tuple(others),
            )
            mine.setdefault(product_id, []).append(part)
        for product_id, found in mine.items():
            known = parts.get(product_id, [])
            if one.replaces == "goods":
                dropped = _drop(parts, passes, product_id, one, max(part.last_us for part in found))
                own_again = selves.setdefault(product_id, _Selves())
                if zone:
                    own_again.again_in(zone, dropped, frozenset())
                else:
                    own_again.again_everywhere(dropped, parts[product_id])
            own = _at_home(found, known) if one.replaces == "goods" else found
            parts[product_id] = _added(parts.get(product_id, []), own)
    made = {}
    nobody = _Selves()
    for product_id, stands in parts.items():
        if stands:
            own_again, every = selves.get(product_id, nobody), frozenset(counters[product_id])
            its, gone = zip(*passes[product_id], strict=True) if product_id in passes else ((), ())
            made[product_id] = Found(goods[product_id], tuple(stands), own_again.of(stands), every, its, gone)
    return made


_Passes = dict[int, list[tuple[Pass, Replaced]]]


def _drop_zone(parts: dict[int, list[Part]], passes: _Passes, selves: dict[int, _Selves], by: CountedSheet) -> None:
    """Leave out what a sheet counts again that counts all of its zone."""
    zone, every = zone_key(by.zone), by.counted_by
    found = {line.goods.product_id for line in by.sheet.lines}
    for product_id in parts:
        dropped = _drop(parts, passes, product_id, by)
        if dropped or product_id in selves:
            own_again = selves.setdefault(product_id, _Selves())
            own_again.again_in(zone, dropped, frozenset() if product_id in found else every)


def _drop(
    parts: dict[int, list[Part]],
    passes: _Passes,
    product_id: int,
    by: CountedSheet,
    until_us: int | None = None,
) -> list[Part]:
    """Leave out what a sheet counts again: in its zone, or everywhere where it has none; returns that.

    Args:
        passes: What stood is kept there.
        until_us: What was begun later than that adds to what was counted again.
    """
    is_everywhere, zone = by.replaces == "goods" and not by.zone, zone_key(by.zone)
    stood = parts.get(product_id, [])
    kept: list[Part] = []
    dropped: list[Part] = []
    for part in stood:
        is_there = is_everywhere or zone_key(part.zone) == zone
        adds = part.round >= by.round or (until_us is not None and part.first_us > until_us)
        (dropped if is_there and not adds else kept).append(part)
    parts[product_id] = kept
    if dropped:
        first_us, last_us = min(part.first_us for part in stood), max(part.last_us for part in stood)
        stood_milli = sum(part.found_milli for part in stood)
        at_us = max((line.last_us for line in by.sheet.lines), default=last_us) if until_us is None else until_us
        gone = Replaced(tuple(dropped), None if is_everywhere else zone, by.round, at_us)
        passes.setdefault(product_id, []).append((Pass(stood_milli, first_us, last_us), gone))
    return dropped


def _at_home(found: Sequence[Part], before: Iterable[Part]) -> list[Part]:
    """What was counted again everywhere stands where all of it was found before, in no zone if those are several."""
    before = list(before)
    holding = [part for part in before if part.found_milli] or before
    home = holding[0].place if len({zone_key(part.place) for part in holding}) == 1 else ""
    return [part._replace(home=home) if part.is_all else part for part in found]


def _added(known: Sequence[Part], more: Iterable[Part]) -> list[Part]:
    """Parts of the same zone and lot add up."""
    by_place = {(zone_key(part.zone), part.lot): part for part in known}
    for part in more:
        place = (zone_key(part.zone), part.lot)
        there = by_place.get(place)
        by_place[place] = part if there is None else together(there, part)
    return list(by_place.values())


def together(one: Part, other: Part) -> Part:
    """Two parts of the same zone and lot as one: of who found more of it, or the later one of equals."""
    most, least = (one, other) if one.found_milli > other.found_milli else (other, one)
    counter, *others = dict.fromkeys((*most.people, *least.people))
    return Part(
        one.zone,
        one.lot,
        one.found_milli + other.found_milli,
        min(one.first_us, other.first_us),
        max(one.last_us, other.last_us),
        (*one.serials, *other.serials),
        counter,
        max(one.round, other.round),
        one.is_all and other.is_all,
        tuple(dict.fromkeys((*one.days, *other.days))),
        one.is_again and other.is_again,
        one.home or other.home,
        tuple(others),
    )
