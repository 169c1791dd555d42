"""The sheet of one counter in one zone: entries in, lines out.

A sheet is never edited: each thing the counter does is an entry, and the sheet is what the entries so far make. The
entries are its journal too: they are stored one by one, and undo is one of them. It knows nothing of what the book
expects: counting is blind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI
from app.domain.in_pieces import Held
from app.domain.product import Item, Tracking, Unit, check_quantity, check_serials
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_one_day, dated_lot


class Goods(NamedTuple):
    """A product as far as counting it needs."""

    product_id: int
    sku: str
    name: str
    unit: Unit = Unit.EACH
    tracking: Tracking = Tracking.NONE


def goods_of(item: Item) -> Goods:
    """The product as far as counting it needs.

    Raises:
        Refusal: `not_stocked`, `kit_counted_in_parts`.
    """
    if not item.has_stock:
        raise Refusal("kit_counted_in_parts" if item.is_kit else "not_stocked", sku=item.sku, name=item.name)
    return Goods(item.product_id, item.sku, item.name, item.unit, item.tracking)


class Find(NamedTuple):
    """Goods were found on the shelf: scanned, picked or typed.

    Attributes:
        quantity_milli: Of the product, a pack's pieces included; below zero takes scans back, 0 is "none is there".
        at_us: The moment, microseconds since 1970 UTC.
        code: The code that was scanned, or "" when they were picked by name.
        lot, serial: What the code said of them.
        expiry: The last day of sale that it said, as a day number.
    """

    goods: Goods
    quantity_milli: int
    at_us: int
    code: str = ""
    lot: str = ""
    serial: str = ""
    expiry: int | None = None


class SetFound(NamedTuple):
    """How much is there of a line was typed, whatever was scanned before."""

    line: int
    quantity_milli: int
    at_us: int


class SetLot(NamedTuple):
    """Of which lot a line is was said, and its last day as far as somebody knows it; "" is of no lot."""

    line: int
    lot: str
    expiry: int | None = None


class Note(NamedTuple):
    """Something that changes no line but belongs to the journal: a refused, folded or unknown scan.

    Attributes:
        goods: What was scanned, as far as that is known.
        quantity_milli: How much of it; 0 where nothing says that.
        row: Of the file that brought it; 0 where none did.
    """

    text: str
    goods: Goods | None = None
    quantity_milli: int = PIECE_MILLI
    row: int = 0


SETTLED, UNSETTLED, ANSWERED = Note("settled"), Note("unsettled"), Note("answered")
"""Somebody has looked after a code that stood for no goods, or has not after all; has said what becomes of a scan."""


class Undo(NamedTuple):
    """Takes back the last entries that still count (notes are passed over)."""

    many: int = 1


Entry = Find | SetFound | SetLot | Note | Undo


@dataclass(frozen=True, slots=True)
class Line:
    """What was found of one product, or of one lot of it.

    Attributes:
        key: Its place.
        first_us, last_us: When its first and its last piece was scanned.
        days: Lots or serial numbers with the last day of sale that stands on them, as far as a code said it.
    """

    key: int
    goods: Goods
    lot: str
    found_milli: int
    first_us: int
    last_us: int
    serials: tuple[str, ...] = ()
    days: tuple[tuple[str, int], ...] = ()


class _Before(NamedTuple):
    """What the last entry changed, to be put back: a line as it was, or None where it was not there.

    Attributes:
        lines: All lines as they were, where two of them became one.
        depth: How much can be taken back.
    """

    key: int
    line: Line | None
    last: int | None
    before: _Before | None
    lines: tuple[Line, ...] | None = None
    depth: int = 1


class Places:
    """Where a sheet's lines are, so that a scan finds its own among a hundred thousand.

    All sheets that follow from each other share it: it has the keys of all lines that there ever were, and whoever asks
    looks whether they are there still.
    """

    __slots__ = ("__weakref__", "_keys", "has_lots")

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._keys: dict[int, tuple[int, ...]] = {}
        self.has_lots = False
        for line in lines:
            self.add(line)

    def add(self, line: Line) -> None:
        """There is one more line."""
        product_id, known = line.goods.product_id, self._keys.get(line.goods.product_id, ())
        if line.key not in known:
            self._keys[product_id] = (*known, line.key)
        self.has_lots = self.has_lots or line.goods.tracking is Tracking.LOT

    def of(self, product_id: int, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines of a product among those that there are."""
        there = (lines[key] for key in self._keys.get(product_id, ()) if key < len(lines))
        return tuple(line for line in there if line.goods.product_id == product_id)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the entries so far make.

    Attributes:
        last: The key of the line that the last entry made or changed, or None.
        entries: How many entries there were.
        before: What undo puts back; None at the start.
        places: Where its lines are.
    """

    lines: tuple[Line, ...] = ()
    last: int | None = None
    entries: int = 0
    before: _Before | None = None
    places: Places = field(default_factory=Places, compare=False, repr=False)

    @property
    def has_lots(self) -> bool:
        """Whether goods that are kept by lot are on it, or were."""
        return self.places.has_lots

    @property
    def depth(self) -> int:
        """How much can be taken back."""
        return 0 if self.before is None else self.before.depth

    def lines_of(self, product_id: int) -> tuple[Line, ...]:
        """The lines of a product, lot by lot."""
        return self.places.of(product_id, self.lines)

    def line(self, key: int) -> Line:
        """The line with that key.

        Raises:
            Refusal: `no_such_line` when its entry was taken back meanwhile.
        """
        if 0 <= key < len(self.lines):
            return self.lines[key]
        raise Refusal("no_such_line")


def after(sheet: Sheet, entry: Entry) -> Sheet:
    """The sheet after one more entry.

    Raises:
        Refusal: `whole_pieces`, `out_of_bounds`, `counted_below_zero`, `no_such_line`, `nothing_to_undo`,
            `bad_serial`, `serial_counted`, `serial_or_none`, `lot_other_expiry`, `not_by_lot`; the sheet is then as it
            was and the entry does not exist.
    """
    making = Making(sheet)
    making.take(entry)
    return making.sheet()


def replay(entries: Iterable[Entry]) -> Sheet:
    """The sheet that a journal makes. It takes time in proportion to the entries."""
    making = Making()
    for entry in entries:
        making.take(entry)
    return making.sheet()


def free(sheets: list[Sheet]) -> None:
    """Free sheets that nobody holds any more, a piece at a time: see `in_pieces`."""
    while sheets:
        sheet = sheets.pop()
        held, before = Held(), sheet.before
        held.keep(sheet.lines)
        del sheet
        held.let_go()
        while before is not None:
            before = before.before


class Making:
    """A sheet while entries come in, from what it was before on."""

    def __init__(self, sheet: Sheet | None = None) -> None:
        sheet = sheet or Sheet()
        self._lines = list(sheet.lines)
        self._places = sheet.places
        self._last, self._entries, self._before = sheet.last, sheet.entries, sheet.before

    @property
    def last(self) -> int | None:
        """The key of the line that the last entry made or changed, or None."""
        return self._last

    def sheet(self) -> Sheet:
        """As it is now."""
        return Sheet(tuple(self._lines), self._last, self._entries, self._before, self._places)

    def take(self, entry: Entry) -> None:
        """One more entry; refusals are those of `after`."""
        match entry:
            case Find():
                self._find(entry)
            case SetFound(key, quantity_milli, at_us):
                line = self.line(key)
                pieces = max(quantity_milli, 0) // PIECE_MILLI
                self._put(_line(line, quantity_milli, (at_us, at_us), line.serials[:pieces]))
            case SetLot():
                self._set_lot(entry)
            case Undo(many):
                for _ in range(many):
                    self._undo()
        self._entries += 1

    def line(self, key: int) -> Line:
        """The line with that key.

        Raises:
            Refusal: `no_such_line`.
        """
        if 0 <= key < len(self._lines):
            return self._lines[key]
        raise Refusal("no_such_line")

    def _set_lot(self, entry: SetLot) -> None:
        """A line is of a lot; where the sheet has that lot already, the two become one."""
        line = self.line(entry.line)
        goods, lot = line.goods, entry.lot or dated_lot(entry.expiry, ())
        if goods.tracking is not Tracking.LOT:
            raise Refusal("not_by_lot", sku=goods.sku, name=goods.name)
        key = self._key(goods.product_id, lot)
        if key is None or key == line.key:
            named = replace(line, lot=lot, days=())
            self._put(named if entry.expiry is None else _dated(named, lot, entry.expiry))
            return
        same, every = self._lines[key], tuple(self._lines)
        moment = min(line.first_us, same.first_us), max(line.last_us, same.last_us)
        both = _line(same, same.found_milli + line.found_milli, moment, ())
        self._lines[key] = both if entry.expiry is None else _dated(both, lot, entry.expiry)
        del self._lines[line.key]
        for place in range(line.key, len(self._lines)):
            self._lines[place] = replace(self._lines[place], key=place)
        self._places = Places(self._lines)
        self._remember(line.key, line, every)
        self._last = self._key(goods.product_id, lot)

    def _find(self, entry: Find) -> None:
        goods = entry.goods
        lot = (entry.lot or dated_lot(entry.expiry, ())) if goods.tracking is Tracking.LOT else ""
        key = self._key(goods.product_id, lot)
        moment = (entry.at_us, entry.at_us)
        if key is None:
            line = Line(len(self._lines), goods, lot, 0, *moment)
        else:
            line = self._lines[key]
            moment = (min(line.first_us, entry.at_us), max(line.last_us, entry.at_us))
        serials = line.serials
        if goods.tracking is Tracking.SERIAL:
            serials = _serials(line, entry)
        made = _line(line, line.found_milli + entry.quantity_milli, moment, serials)
        self._put(made if entry.expiry is None else _dated(made, lot or entry.serial, entry.expiry))

    def _key(self, product_id: int, lot: str) -> int | None:
        return next((one.key for one in self._places.of(product_id, self._lines) if one.lot == lot), None)

    def _put(self, line: Line) -> None:
        if line.key == len(self._lines):
            self._remember(line.key, None)
            self._lines.append(line)
            self._places.add(line)
        else:
            self._remember(line.key, self._lines[line.key])
            self._lines[line.key] = line
        self._last = line.key

    def _remember(self, key: int, line: Line | None, lines: tuple[Line, ...] | None = None) -> None:
        depth = 1 if self._before is None else self._before.depth + 1
        self._before = _Before(key, line, self._last, self._before, lines, depth)

    def _undo(self) -> None:
        before = self._before
        if before is None:
            raise Refusal("nothing_to_undo")
        if before.lines is not None:
            self._lines, self._places = list(before.lines), Places(before.lines)
        elif before.line is None:
            # Lines are taken back in the order in which they came, so it is the last one.
            self._lines.pop()
        else:
            self._lines[before.key] = before.line
        self._last, self._before = before.last, before.before


def _line(line: Line, found_milli: int, moment: tuple[int, int], serials: tuple[str, ...]) -> Line:
    goods = line.goods
    if found_milli < 0:
        raise Refusal("counted_below_zero", sku=goods.sku)
    if found_milli:
        check_quantity(found_milli, goods.unit, sku=goods.sku)
    days = line.days
    if days and line.serials != serials:
        days = tuple(day for day in days if day[0] in serials)
    return Line(line.key, goods, line.lot, found_milli, *moment, serials, days)


def _dated(line: Line, number: str, expiry: int) -> Line:
    """The line with the last day of one of its lots or serial numbers; of other goods nobody keeps it."""
    known = dict(line.days).get(number)
    if known is not None:
        check_one_day(line.goods, number, expiry, known)
        return line
    if not number or number not in {line.lot, *line.serials}:
        return line
    return replace(line, days=(*line.days, (number, expiry)))


def _serials(line: Line, entry: Find) -> tuple[str, ...]:
    """The serial numbers of a line after one more scan: either each piece has its own, or none is named."""
    goods = line.goods
    has_some = bool(line.serials)
    if entry.serial:
        check_serials((entry.serial,), sku=goods.sku)
        if entry.quantity_milli == -PIECE_MILLI and entry.serial in line.serials:
            return tuple(one for one in line.serials if one != entry.serial)
        if entry.serial in line.serials:
            raise Refusal("serial_counted", serial=entry.serial, sku=goods.sku)
        if entry.quantity_milli == PIECE_MILLI and (has_some or not line.found_milli):
            return (*line.serials, entry.serial)
    elif not has_some:
        return ()
    elif not entry.quantity_milli:
        return line.serials
    raise Refusal("serial_or_none", sku=goods.sku, name=goods.name)
