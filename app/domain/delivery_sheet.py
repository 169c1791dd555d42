"""The sheet of a delivery in progress: entries in, lines out.

A sheet is never edited: each thing the clerk does is an entry, and the sheet is what the entries so far make. The
entries are its journal too: they are stored one by one, and undo is one of them. Nothing is pre-filled: what is
expected stands beside what was scanned. Lines are only ever added, so a line's key is its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Edit,
    Entry,
    Expected,
    Head,
    LeaveOut,
    Note,
    Resolve,
    SetCost,
    SetHead,
    SetLot,
    SetParts,
    SetReceived,
    SetSerials,
    Undo,
)
from app.domain.delivery_line import Line, Waiting
from app.domain.figures import MAX_MICRO, PIECE_MILLI, write_quantity
from app.domain.product import Tracking, check_quantity, check_serials
from app.domain.refusal import Refusal

_NOTHING_SAID = Head()


class _Before(NamedTuple):
    """What the last entry changed, to be put back."""

    lines: tuple[Line, ...]
    many: int
    waiting: tuple[Waiting, ...]
    left_out: tuple[Waiting, ...]
    head: Head
    last: int | None
    before: _Before | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the entries so far make.

    Attributes:
        expected: The order, without its lines: uid and number, or None.
        left_out: Codes whose goods were not taken.
        places: The keys of each product's lines.
        last: The key of the line that the last entry made or changed, or None.
        entries: How many entries there were.
        before: What undo puts back; None at the start.
    """

    lines: tuple[Line, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    head: Head = _NOTHING_SAID
    expected: Expected | None = None
    places: Mapping[int, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    left_out: tuple[Waiting, ...] = ()
    last: int | None = None
    entries: int = 0
    before: _Before | None = None

    def line(self, key: int) -> Line:
        """The line with that key.

        Raises:
            Refusal: `no_such_line` when its entry was taken back meanwhile.
        """
        if 0 <= key < len(self.lines):
            return self.lines[key]
        raise Refusal("no_such_line")

    def unknown(self, key: int) -> Waiting:
        """The waiting code with that key.

        Raises:
            Refusal: `no_such_line` when it does not wait any more.
        """
        for one in self.waiting:
            if one.key == key:
                return one
        raise Refusal("no_such_line")

    @property
    def is_empty(self) -> bool:
        """Whether nothing has come yet."""
        return not self.waiting and not any(line.received_milli or line.refused_milli for line in self.lines)


def after(sheet: Sheet, entry: Entry) -> Sheet:
    """The sheet after one more entry.

    Raises:
        Refusal: `quantity_zero`, `whole_pieces`, `out_of_bounds`, `quantity_below_zero`, `no_such_line`,
            `nothing_to_undo`, `not_stocked`, `kit_comes_in_parts`, `serial_on_sheet`, `bad_serial`, `part_of_quantity`,
            `price_below_zero`; the sheet is then as it was and the entry does not exist.
    """
    number = sheet.entries + 1
    if isinstance(entry, Undo):
        return replace(_undone(sheet), entries=number)
    if isinstance(entry, Note):
        return replace(sheet, entries=number)
    if isinstance(entry, Begin):
        return replace(_begun(entry), entries=number)
    return replace(_changed(sheet, entry, number), entries=number)


def replay(entries: Iterable[Entry]) -> Sheet:
    """The sheet that a journal makes."""
    sheet = Sheet()
    for entry in entries:
        sheet = after(sheet, entry)
    return sheet


def _begun(begin: Begin) -> Sheet:
    expected = begin.expected
    if expected is None:
        return Sheet(head=begin.head)
    places: dict[int, tuple[int, ...]] = {}
    lines: list[Line] = []
    for one in expected.lines:
        key = len(lines)
        first = places.get(one.item.product_id)
        if first is not None:
            # The same goods twice on an order are one line here: nobody can tell which of them came.
            known = lines[first[0]]
            total_milli = (known.expected_milli or 0) + one.expected_milli
            before_milli = known.before_milli + one.before_milli
            lines[first[0]] = replace(known, expected_milli=total_milli, before_milli=before_milli)
            continue
        places[one.item.product_id] = (key,)
        lines.append(
            Line(
                key,
                one.item,
                one.expected_milli,
                unit_cost_micro=one.unit_cost_micro,
                usual_micro=one.last_micro or one.unit_cost_micro,
                ordered_micro=one.unit_cost_micro,
                pack_milli=one.pack_milli,
                before_milli=one.before_milli,
            )
        )
    return Sheet(tuple(lines), head=begin.head, expected=replace(expected, lines=()), places=MappingProxyType(places))


def _undone(sheet: Sheet) -> Sheet:
    before = sheet.before
    if before is None:
        raise Refusal("nothing_to_undo")
    lines = list(sheet.lines[: before.many])
    for line in before.lines:
        lines[line.key] = line
    places = sheet.places
    for line in sheet.lines[before.many :]:
        product_id = line.item.product_id
        places = {**places, product_id: tuple(key for key in places[product_id] if key < before.many)}
    return replace(
        sheet,
        lines=tuple(lines),
        waiting=before.waiting,
        left_out=before.left_out,
        head=before.head,
        places=MappingProxyType(dict(places)) if places is not sheet.places else places,
        last=before.last,
        before=before.before,
    )


def _changed(sheet: Sheet, entry: Entry, number: int) -> Sheet:
    match entry:
        case Arrive():
            return _arrived(sheet, entry)
        case SetReceived() | SetCost() | SetLot() | SetSerials() | SetParts():
            line = sheet.line(entry.line)
            return _with_line(sheet, _edited(sheet, line, entry))
        case SetHead(head):
            return replace(sheet, head=head, before=_before(sheet))
        case AddUnknown(code, quantity_milli, lot, expiry, serial):
            waiting = (*sheet.waiting, Waiting(number, code, quantity_milli, lot, expiry, serial))
            return replace(sheet, waiting=waiting, before=_before(sheet))
        case Resolve():
            return _resolved(sheet, entry)
        case LeaveOut(key):
            left_out = (*sheet.left_out, sheet.unknown(key))
            return replace(sheet, waiting=_without(sheet, key), left_out=left_out, before=_before(sheet))
    raise AssertionError(entry)


def _resolved(sheet: Sheet, entry: Resolve) -> Sheet:
    """All that waits under the same code is of that product."""
    code = sheet.unknown(entry.key).code
    made = sheet
    for one in sheet.waiting:
        if one.code == code:
            quantity_milli = one.quantity_milli * entry.quantity_milli // PIECE_MILLI
            goods = Arrive(entry.item, quantity_milli, code, one.lot, one.expiry, one.serial, entry.cost_micro)
            made = _arrived(made, goods)
    if made.last is not None:
        made = _with_line(made, replace(made.lines[made.last], is_meant=True))
    touched = tuple(sheet.lines[key] for key in sheet.places.get(entry.item.product_id, ()))
    waiting = tuple(one for one in sheet.waiting if one.code != code)
    return replace(made, waiting=waiting, before=_before(sheet, touched))


def _without(sheet: Sheet, key: int) -> tuple[Waiting, ...]:
    return tuple(one for one in sheet.waiting if one.key != key)


def _arrived(sheet: Sheet, entry: Arrive) -> Sheet:
    item = entry.item
    if not item.has_stock:
        raise Refusal("kit_comes_in_parts" if item.is_kit else "not_stocked", sku=item.sku, name=item.name)
    check_quantity(entry.quantity_milli, item.unit, sku=item.sku)
    keys = sheet.places.get(item.product_id, ())
    serials = (entry.serial,) if entry.serial and item.tracking is Tracking.SERIAL else ()
    _check_new(sheet, keys, serials)
    lot = entry.lot if item.tracking is Tracking.LOT else ""
    for key in keys:
        line = sheet.lines[key]
        if _takes(line, lot, entry):
            expiry = min(filter(None, (line.expiry, entry.expiry)), default=None)
            named = replace(line, lot=line.lot or lot, expiry=expiry, serials=(*line.serials, *serials))
            return _with_line(sheet, _received(named, line.received_milli + entry.quantity_milli, entry))
    first = sheet.lines[keys[0]] if keys else None
    line = Line(
        len(sheet.lines),
        item,
        is_first=first is None,
        unit_cost_micro=first.unit_cost_micro if first else entry.cost_micro,
        usual_micro=first.usual_micro if first else entry.cost_micro,
        ordered_micro=first.ordered_micro if first else None,
        lot=lot,
        expiry=entry.expiry,
        serials=serials,
        pack_milli=first.pack_milli if first else PIECE_MILLI,
        code=entry.code,
    )
    return _with_line(sheet, _received(line, entry.quantity_milli, entry))


def _takes(line: Line, lot: str, entry: Arrive) -> bool:
    """Whether goods of a lot join a line: its own lot, or the one that the line takes its name from.

    Of goods that are tracked a line has one last day: those of another day are a line of their own.
    """
    is_tracked = line.item.tracking is not Tracking.NONE
    if is_tracked and None not in (line.expiry, entry.expiry) and line.expiry != entry.expiry:
        return False
    if not lot:
        return not line.lot
    return line.lot == lot or (not line.lot and not line.received_milli and line.expiry in (None, entry.expiry))


def _received(line: Line, quantity_milli: int, entry: Arrive | None = None) -> Line:
    """The line with another quantity; a cost that is known only now is taken along."""
    if quantity_milli < 0:
        raise Refusal("quantity_below_zero", sku=line.item.sku)
    if quantity_milli:
        check_quantity(quantity_milli, line.item.unit, sku=line.item.sku)
    for part_milli in (line.free_milli, line.damaged_milli):
        _check_part(line, part_milli, quantity_milli)
    cost_micro = entry.cost_micro if entry is not None else None
    return replace(
        line,
        received_milli=quantity_milli,
        item=entry.item if entry is not None else line.item,
        unit_cost_micro=cost_micro if line.unit_cost_micro is None else line.unit_cost_micro,
        usual_micro=cost_micro if line.usual_micro is None else line.usual_micro,
    )


def _check_part(line: Line, part_milli: int, quantity_milli: int) -> None:
    if not 0 <= part_milli <= quantity_milli:
        part, whole = write_quantity(part_milli), write_quantity(quantity_milli)
        raise Refusal("part_of_quantity", sku=line.item.sku, part=part, quantity=whole)
    if part_milli:
        check_quantity(part_milli, line.item.unit, sku=line.item.sku)


def _check_new(sheet: Sheet, keys: tuple[int, ...], serials: tuple[str, ...], but: int | None = None) -> None:
    known = {serial for key in keys if key != but for serial in sheet.lines[key].serials}
    for place, serial in enumerate(serials):
        if serial in known or serial in serials[:place]:
            raise Refusal("serial_on_sheet", serial=serial, sku=sheet.lines[keys[0]].item.sku)


def _edited(sheet: Sheet, line: Line, entry: Edit) -> Line:
    match entry:
        case SetReceived(_, quantity_milli):
            serials = line.serials[: max(quantity_milli, 0) // PIECE_MILLI]
            # What was said of pieces without a number is said anew where there are more of them, or fewer.
            is_same = quantity_milli == line.received_milli
            unreadable_milli = line.unreadable_milli if is_same else 0
            return replace(_received(line, quantity_milli), serials=serials, unreadable_milli=unreadable_milli)
        case SetCost(_, unit_cost_micro):
            if unit_cost_micro < 0:
                raise Refusal("price_below_zero")
            if unit_cost_micro > MAX_MICRO:
                raise Refusal("out_of_bounds", what="cost", text=str(unit_cost_micro // 1_000_000))
            return replace(line, unit_cost_micro=unit_cost_micro)
        case SetLot(_, lot, expiry):
            return replace(line, lot=lot, expiry=expiry)
        case SetSerials(_, serials, others_milli, is_unreadable):
            check_serials(serials, sku=line.item.sku)
            keys = sheet.places[line.item.product_id]
            _check_new(sheet, keys, serials, but=line.key)
            received = _received(line, len(serials) * PIECE_MILLI + others_milli)
            return replace(received, serials=serials, unreadable_milli=others_milli if is_unreadable else 0)
        case SetParts(_, free_milli, damaged_milli, refused_milli):
            _check_part(line, free_milli, line.received_milli)
            _check_part(line, damaged_milli, line.received_milli)
            _check_part(line, refused_milli, max(refused_milli, 0))
            return replace(line, free_milli=free_milli, damaged_milli=damaged_milli, refused_milli=refused_milli)


def _with_line(sheet: Sheet, changed: Line) -> Sheet:
    """The sheet with a line added or changed, and the total of its product on the product's first line."""
    is_new = changed.key == len(sheet.lines)
    product_id = changed.item.product_id
    keys = sheet.places.get(product_id, ())
    was_milli = 0 if is_new else sheet.lines[changed.key].charged_milli
    first = sheet.lines[keys[0]] if keys else changed
    total_milli = first.total_milli + changed.charged_milli - was_milli
    lines = list(sheet.lines)
    if is_new:
        lines.append(changed)
    else:
        lines[changed.key] = changed
    lines[first.key] = replace(lines[first.key], total_milli=total_milli)
    touched = {changed.key, first.key} - {len(sheet.lines)}
    places = MappingProxyType({**sheet.places, product_id: (*keys, changed.key)}) if is_new else sheet.places
    before = _before(sheet, tuple(sheet.lines[key] for key in touched))
    return replace(sheet, lines=tuple(lines), places=places, last=changed.key, before=before)


def _before(sheet: Sheet, lines: tuple[Line, ...] = ()) -> _Before:
    return _Before(lines, len(sheet.lines), sheet.waiting, sheet.left_out, sheet.head, sheet.last, sheet.before)
