"""Entries of a delivery's sheet as text and back: kept in the book, they are read by any later version."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from app.domain import delivery_entries
from app.domain.delivery_entries import Entry, Expected, ExpectedLine, Head
from app.domain.discount import Discount
from app.domain.product import Item, NegativeStock, Tracking, Unit
from app.domain.requests import LandedCostAsked

_KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            delivery_entries.Begin,
            delivery_entries.Arrive,
            delivery_entries.SetReceived,
            delivery_entries.SetCost,
            delivery_entries.SetLot,
            delivery_entries.SetSerials,
            delivery_entries.SetParts,
            delivery_entries.SetHead,
            delivery_entries.AddUnknown,
            delivery_entries.Resolve,
            delivery_entries.LeaveOut,
            delivery_entries.Note,
            delivery_entries.Undo,
        )
    }
)


def write_entry(entry: Entry) -> str:
    """An entry as one line of JSON; figures that have their usual value are left out."""
    return json.dumps({"entry": type(entry).__name__, **_written(entry)}, ensure_ascii=False, separators=(",", ":"))


def read_entry(text: str) -> Entry:
    """The entry that was written."""
    values = json.loads(text)
    return _KINDS[values.pop("entry")](**_read(values))


def _written(value: Any) -> dict[str, object]:
    written: dict[str, object] = {}
    kind: Any = type(value)
    for name, usual in _usual(kind).items():
        part = getattr(value, name)
        if usual is MISSING or part != usual:
            written[name] = _plain(part)
    return written


def _plain(part: Any) -> object:
    if is_dataclass(part) or hasattr(part, "_fields"):
        return _written(part)
    return [_plain(one) for one in part] if isinstance(part, tuple) else part


@cache
def _usual(kind: Any) -> Mapping[str, object]:
    """The fields of a kind of value, each with the figure it usually has."""
    if hasattr(kind, "_fields"):
        return {name: kind._field_defaults.get(name, MISSING) for name in kind._fields}
    return {field.name: field.default for field in fields(kind)}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _READERS[name](part) if name in _READERS and part is not None else part
            for name, part in values.items()}  # fmt: skip


def _item(values: dict[str, Any]) -> Item:
    return Item(**_read(values))


def _expected(values: dict[str, Any]) -> Expected:
    return Expected(**_read(values))


def _head(values: dict[str, Any]) -> Head:
    return Head(**_read(values))


def _expected_lines(values: list[dict[str, Any]]) -> tuple[ExpectedLine, ...]:
    return tuple(ExpectedLine(**_read(one)) for one in values)


def _landed(values: list[dict[str, Any]]) -> tuple[LandedCostAsked, ...]:
    return tuple(LandedCostAsked(**one) for one in values)


def _discount(values: dict[str, Any]) -> Discount:
    return Discount(**values)


# By the name of the field, which means the same in every entry.
_READERS: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "item": _item,
        "deposit": _item,
        "expected": _expected,
        "head": _head,
        "lines": _expected_lines,
        "landed": _landed,
        "discount": _discount,
        "serials": tuple,
        "unit": Unit,
        "negative_stock": NegativeStock,
        "tracking": Tracking,
    }
)
