"""Entries of a basket as text and back, so that they can be kept in the book and read by any later version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from app.domain import basket
from app.domain.discount import Discount
from app.domain.product import Item, NegativeStock, Tracking, Unit

_KINDS: Mapping[str, type[basket.Entry]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            basket.AddItem,
            basket.SetQuantity,
            basket.SetPrice,
            basket.SetLineDiscount,
            basket.SetSaleDiscount,
            basket.VoidLine,
            basket.Clear,
            basket.AddUnknown,
            basket.SellUnknown,
            basket.LeaveOut,
            basket.AgeConfirmed,
            basket.Note,
            basket.Undo,
        )
    }
)
_ITEM_ENUMS = MappingProxyType({"unit": Unit, "negative_stock": NegativeStock, "tracking": Tracking})


def write_entry(entry: basket.Entry) -> str:
    """An entry as one line of JSON; figures that have their usual value are left out."""
    return json.dumps({"entry": type(entry).__name__, **_written(entry)}, ensure_ascii=False, separators=(",", ":"))


def read_entry(text: str) -> basket.Entry:
    """The entry that was written."""
    values = json.loads(text)
    kind = _KINDS[values.pop("entry")]
    if values.get("item") is not None:
        values["item"] = _read_item(values["item"])
    if values.get("discount") is not None:
        values["discount"] = Discount(**values["discount"])
    elif kind in {basket.SetLineDiscount, basket.SetSaleDiscount}:
        values["discount"] = None
    return kind(**values)


def _written(value: Any) -> dict[str, object]:
    kind: Any = type(value)
    written: dict[str, object] = {}
    for name, usual in _usual(kind).items():
        part = getattr(value, name)
        if part != usual:
            written[name] = _written(part) if isinstance(part, Item | Discount) else part
    return written


@cache
def _usual(kind: Any) -> Mapping[str, object]:
    """The fields of a kind of value, each with the figure it usually has."""
    if kind is Item:
        return {name: Item._field_defaults.get(name, MISSING) for name in Item._fields}
    return {field.name: field.default for field in fields(kind)}


def _read_item(values: dict[str, Any]) -> Item:
    for name, enum in _ITEM_ENUMS.items():
        if name in values:
            values[name] = enum(values[name])
    if values.get("deposit") is not None:
        values["deposit"] = _read_item(values["deposit"])
    return Item(**values)
