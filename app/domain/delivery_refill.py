"""The entries that make a sheet out of a delivery that was posted, so that what was wrong in it can be put right.

What is not in the document is taken from the sheet that was posted: unknown codes, what went back with the driver,
and of which pieces somebody has said that their serial number cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Entry,
    SetCost,
    SetParts,
    SetReceived,
    SetSerials,
)
from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet, after
from app.domain.document import StockLine
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.product import Item
from app.domain.stock_lines import dated_lot

_NO_SHEET = Sheet()


def refilled(begun: Begin, lines: Iterable[tuple[Item, StockLine]], was: Sheet = _NO_SHEET) -> tuple[Entry, ...]:
    """The entries of a sheet that has these lines, each at its own cost, and the codes that nobody knew.

    Args:
        begun: The first entry.
        lines: What was posted, with the products as they are now.
        was: The sheet that was posted; empty where there was none.
    """
    entries: list[Entry] = [begun]
    sheet = after(Sheet(), begun)
    named = {(line.item.sku, line.lot) for line in was.lines if line.lot}
    for item, posted in lines:
        line = posted if (posted.sku, posted.lot) in named else _as_said(posted)
        for entry in _of_line(sheet, item, line):
            sheet = after(sheet, entry)
            entries.append(entry)
    for one in was.lines:
        for entry in _beside(sheet, one):
            sheet = after(sheet, entry)
            entries.append(entry)
    unknown = (*was.left_out, *was.waiting)
    entries += (AddUnknown(code.code, code.quantity_milli, code.lot, code.expiry, code.serial) for code in unknown)
    return tuple(entries)


def _as_said(line: StockLine) -> StockLine:
    """A line as somebody said it: a lot that is only called after its date is none that was named."""
    is_dated = line.lot and line.lot == dated_lot(line.expiry, line.serials)
    return line._replace(lot="") if is_dated else line


def _beside(sheet: Sheet, was: Line) -> list[Entry]:
    """What was said of a line that is not in the document."""
    alike = [line for line in map(sheet.line, sheet.places.get(was.item.product_id, ())) if line.lot in ("", was.lot)]
    line = next((one for one in alike if one.lot == was.lot), alike[0] if alike else None)
    entries: list[Entry] = []
    if line is not None and was.unreadable_milli and line.nameless_milli == was.unreadable_milli:
        entries.append(SetSerials(line.key, line.serials, was.unreadable_milli, is_unreadable=True))
    if was.refused_milli:
        if line is None:
            line = Line(len(sheet.lines), was.item)
            entries += [Arrive(was.item, PIECE_MILLI, cost_micro=was.unit_cost_micro), SetReceived(line.key, 0)]
        entries.append(SetParts(line.key, line.free_milli, line.damaged_milli, line.refused_milli + was.refused_milli))
    return entries


def _of_line(sheet: Sheet, item: Item, line: StockLine) -> list[Entry]:
    arrived = Arrive(item, line.quantity_milli, lot=line.lot, expiry=line.expiry, cost_micro=line.unit_cost_micro)
    after_it = after(sheet, arrived)
    key = after_it.last or 0
    known = after_it.line(key)
    entries: list[Entry] = [arrived]
    if line.serials:
        others_milli = known.nameless_milli - len(line.serials) * PIECE_MILLI
        entries.append(SetSerials(key, (*known.serials, *line.serials), others_milli))
    cost_micro = _shared_cost(sheet, key, line)
    if known.unit_cost_micro != cost_micro:
        entries.append(SetCost(key, cost_micro))
    if line.free_milli or line.damaged_milli:
        free_milli, damaged_milli = line.free_milli or 0, line.damaged_milli or 0
        entries.append(SetParts(key, known.free_milli + free_milli, known.damaged_milli + damaged_milli, 0))
    return entries


def _shared_cost(sheet: Sheet, key: int, line: StockLine) -> int:
    """The unit cost of a line that goods of several costs have come to: what they cost together stays."""
    if key >= len(sheet.lines) or not sheet.lines[key].received_milli:
        return line.unit_cost_micro
    before = sheet.lines[key]
    before_milli = before.received_milli - before.free_milli
    charged_milli = line.quantity_milli - (line.free_milli or 0)
    together = (before.unit_cost_micro or 0) * before_milli + line.unit_cost_micro * charged_milli
    return half_up(together, before_milli + charged_milli) if before_milli + charged_milli else line.unit_cost_micro
