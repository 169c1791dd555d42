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


class Part(NamedTuple):
    """What was found of a product in one zone, or of one lot of it.

    Attributes:
        counter: The code of who found it, or most of it.
        round: Orders the passes of a stocktake: what recounts takes the place of what came before it.
        is_all: It was counted again everywhere, all zones together.
        days: Lots or serial numbers with the last day of sale that stands on them.
        is_again: It was counted a second time; the first pass of a zone is none, whatever was counted again before.
        home: Of what was counted again everywhere, the zone in which most of it was found before.
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


class Found(NamedTuple):
    """All that was found of one product.

    Attributes:
        before: Who counted it in the rounds before the last.
        counters: All who counted it, whether theirs stands or not.
        passes: What stood each time before it was counted again.
    """

    goods: Goods
    parts: tuple[Part, ...]
    before: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()
    passes: tuple[Pass, ...] = ()

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


def standing(sheets: Iterable[CountedSheet]) -> dict[int, Found]:
    """What stands of all sheets, by product, in the order in which it was found first.

    Args:
        sheets: In the order in which they were begun.
    """
    parts: dict[int, list[Part]] = {}
    goods: dict[int, Goods] = {}
    counters: dict[int, dict[str, int]] = {}
    passes: dict[int, list[Pass]] = {}
    zones: set[str] = set()
    for one in sorted(sheets, key=lambda sheet: sheet.round):
        if one.replaces == "zone":
            zones.add(zone_key(one.zone))
            for product_id in parts:
                _drop(parts, passes, product_id, one)
        mine: dict[int, list[Part]] = {}
        for line in one.sheet.lines:
            if one.goods not in {"", line.goods.sku}:
                continue
            product_id = line.goods.product_id
            goods.setdefault(product_id, line.goods)
            counter, *others = one.found_by(line)
            counters[product_id] = dict.fromkeys((counter, *others), one.round) | counters.get(product_id, {})
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
                one.replaces == "goods" or zone_key(one.zone) in zones,
                others=tuple(others),
            )
            mine.setdefault(product_id, []).append(part)
        for product_id, found in mine.items():
            known = parts.get(product_id, [])
            if one.replaces == "goods":
                _drop(parts, passes, product_id, one, max(part.last_us for part in found))
            own = _at_home(found, known) if one.replaces == "goods" else found
            parts[product_id] = _added(parts.get(product_id, []), own)
    made = {}
    for product_id, stands in parts.items():
        if stands:
            last = max(part.round for part in stands)
            before = frozenset(name for name, number in counters[product_id].items() if number < last)
            every = frozenset(counters[product_id])
            made[product_id] = Found(goods[product_id], tuple(stands), before, every, tuple(passes.get(product_id, ())))
    return made


def _drop(
    parts: dict[int, list[Part]],
    passes: dict[int, list[Pass]],
    product_id: int,
    by: CountedSheet,
    until_us: int | None = None,
) -> None:
    """Leave out what a sheet counts again: in its zone, or everywhere where it has none.

    Args:
        passes: What stood is kept there.
        until_us: What was begun later than that adds to what was counted again.
    """
    is_everywhere, zone = by.replaces == "goods" and not by.zone, zone_key(by.zone)
    stood = parts.get(product_id, [])
    parts[product_id] = [
        part
        for part in stood
        if part.round >= by.round
        or not (is_everywhere or zone_key(part.zone) == zone)
        or (until_us is not None and part.first_us > until_us)
    ]
    if len(parts[product_id]) < len(stood):
        first_us, last_us = min(part.first_us for part in stood), max(part.last_us for part in stood)
        passes.setdefault(product_id, []).append(Pass(sum(part.found_milli for part in stood), first_us, last_us))


def _at_home(found: Sequence[Part], before: Iterable[Part]) -> list[Part]:
    """What was counted again everywhere stands where most of it was found before, the first of zones with as much."""
    many: dict[str, int] = {}
    for part in before:
        many[part.place] = many.get(part.place, 0) + part.found_milli
    home = max(many, key=many.__getitem__, default="")
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
