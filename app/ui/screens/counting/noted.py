"""What a scan, or what was typed, is called where it is told of: on the screen and in the journal of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.count_sheet import Note, SetFound, SetLot, Undo

if TYPE_CHECKING:
    from app.domain.count_sheet import Entry, Goods, Sheet
    from app.domain.product import Item

_LONGEST_CODE = 80
_CODE = range(8, 15)  # digits: GTIN-8 to GTIN-14, and what lies between


def is_code(text: str) -> bool:
    """Whether somebody has typed a code, and not a search: as many digits as a code has."""
    return text.isascii() and text.isdigit() and len(text) in _CODE


def goods_in(entry: Entry, sheet: Sheet) -> Goods | None:
    """The goods that an entry is about."""
    if isinstance(entry, SetFound | SetLot):
        return sheet.lines[entry.line].goods if 0 <= entry.line < len(sheet.lines) else None
    return None if isinstance(entry, Undo) else entry.goods


def note(why: str, quantity_milli: int | None) -> Note:
    """Why a scan is not counted, and how much was said in front of it."""
    return Note(why) if quantity_milli is None else Note(why, quantity_milli=quantity_milli)


def name_of(text: str, goods: tuple[Item, ...]) -> str:
    """The name of what was scanned; the code where that does not say which goods."""
    return goods[0].name if len(goods) == 1 else text[:_LONGEST_CODE]
