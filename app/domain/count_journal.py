"""Entries of a count sheet as text and back: kept in the book, they are read by any later version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from app.domain import count_sheet
from app.domain.count_sheet import Entry, Goods
from app.domain.product import Tracking, Unit

_KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (count_sheet.Find, count_sheet.SetFound, count_sheet.SetLot, count_sheet.Note, count_sheet.Undo)
    }
)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_entry(entry: Entry) -> str:
    """An entry as one line of JSON; what has its usual value is left out."""
    return _WRITER.encode({"entry": type(entry).__name__, **_written(entry)})


def read_entry(text: str) -> Entry:
    """The entry that was written."""
    values = json.loads(text)
    kind = _KINDS[values.pop("entry")]
    goods = values.get("goods")
    if goods is not None:
        goods["unit"] = Unit(goods.get("unit", Unit.EACH))
        goods["tracking"] = Tracking(goods.get("tracking", Tracking.NONE))
        values["goods"] = Goods(**goods)
    return kind(**values)


def _written(value: Any) -> dict[str, object]:
    usual = value._field_defaults
    return {
        name: _written(part) if isinstance(part, Goods) else part
        for name, part in zip(value._fields, value, strict=True)
        if name not in usual or part != usual[name]
    }
