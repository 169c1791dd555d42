"""Orders and supplier items as JSON objects, read into wishes. The grammar is `tillbook help post`."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from app.domain.figures import Currency
from app.domain.moment import read_date
from app.domain.order_requests import (
    CancelLineAsked,
    OrderAsked,
    OrderCancelAsked,
    OrderExpectAsked,
    OrderLineAsked,
    OrderSendAsked,
    SupplierItemAsked,
)
from app.domain.party_codes import check_party_code
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, PartyAsked
from app.exchange.json_lines import Fields
from app.exchange.wish_keys import asking, goods, optional, optional_quantity, price, quantity, word

OrderWish = OrderAsked | OrderSendAsked | OrderCancelAsked | OrderExpectAsked | SupplierItemAsked

_MAX_ITEM_CODE = 64
_MAX_FACT = 500
_MOST_DAYS = 3650


def _order(fields: Fields, _: Currency) -> OrderAsked:
    copy = optional(fields, "copy")
    is_proposed = fields.has("propose") and fields.flag("propose")
    lines = tuple(_line(line) for line in fields.parts("lines", "line", needed=copy is None and not is_proposed))
    # Lines come from one place: from the sender, from another order, or from what is low.
    sources = {"copy": copy is not None, "propose": is_proposed, "lines": bool(lines)}
    said = [key for key, is_said in sources.items() if is_said]
    if len(said) > 1:
        raise Refusal("unknown_key", key=said[-1])
    return OrderAsked(
        asking(fields),
        optional(fields, "supplier"),
        lines,
        copy,
        is_proposed,
        _day(fields, "expected"),
        is_draft=word(fields, "step", ("draft", "send")) == "draft",
        instead=optional(fields, "instead"),
    )


def _line(line: Fields) -> OrderLineAsked:
    packs_milli = quantity(line, "packs") if line.has("packs") else None
    if packs_milli is not None and line.has("quantity"):
        raise Refusal("unknown_key", key=line.name("quantity"))
    sku, code = goods(line)
    asked = OrderLineAsked(
        sku,
        quantity(line) if packs_milli is None else None,
        packs_milli,
        price(line, "unit_cost"),
        _pack(line, "pack"),
        _short(line, "item_code", _MAX_ITEM_CODE),
        _short(line, "reason", _MAX_FACT) or "",
        code,
    )
    line.done()
    return asked


def _order_send(fields: Fields, _: Currency) -> OrderSendAsked:
    return OrderSendAsked(asking(fields), fields.text("of"), _day(fields, "expected"))


def _order_cancel(fields: Fields, _: Currency) -> OrderCancelAsked:
    lines = []
    for line in fields.parts("lines", "line"):
        lines.append(CancelLineAsked(line.text("sku"), quantity(line) if line.has("quantity") else None))
        line.done()
    return OrderCancelAsked(asking(fields), fields.text("of"), fields.text("reason", ""), tuple(lines))


def _order_expect(fields: Fields, _: Currency) -> OrderExpectAsked:
    return OrderExpectAsked(
        asking(fields), fields.text("of"), read_date(fields.text("expected")), fields.text("reason", "")
    )


def _supplier_item(fields: Fields, _: Currency) -> SupplierItemAsked:
    return SupplierItemAsked(fields.text("supplier"), _item(fields))


def _item(fields: Fields) -> ItemAsked:
    return ItemAsked(
        fields.text("sku"),
        _short(fields, "item_code", _MAX_ITEM_CODE),
        _pack(fields, "pack"),
        _short(fields, "note", _MAX_FACT),
        price(fields, "unit_cost"),
    )


def supplier(fields: Fields, money: Currency) -> PartyAsked:
    """A supplier with what is known of it.

    Raises:
        Refusal: `bad_party_code`, `text_too_long`, `out_of_bounds`, `below_zero`, and those of its figures.
    """
    code = party_code(fields, "supplier")
    items = []
    for part in fields.parts("items", "item"):
        items.append(_item(part))
        part.done()
    return PartyAsked(
        "supplier",
        code,
        name=optional(fields, "name"),
        contact=_short(fields, "contact", _MAX_FACT),
        email=_short(fields, "email", _MAX_FACT),
        phone=_short(fields, "phone", _MAX_FACT),
        address=_short(fields, "address", _MAX_FACT),
        terms=_short(fields, "terms", _MAX_FACT),
        lead_time_days=_days(fields),
        minimum_minor=_minimum(fields, money),
        items=tuple(items) if fields.has("items") else None,
    )


def party_code(fields: Fields, kind: str) -> str:
    """The code of somebody or something that the shop knows.

    Raises:
        Refusal: `bad_party_code`.
    """
    code = fields.text("kind" if kind == "tender" else "code")
    check_party_code(kind, code)
    return code


def _days(fields: Fields) -> int | None:
    text = optional(fields, "lead_time_days")
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) > _MOST_DAYS:
        raise Refusal("out_of_bounds", what="lead time", text=text[:40])
    return int(text)


def _minimum(fields: Fields, money: Currency) -> int | None:
    text = optional(fields, "minimum_order")
    if text is None:
        return None
    minor = money.read(text, what="minimum order")
    if minor < 0:
        raise Refusal("below_zero", what="minimum order", text=text[:40])
    return minor


def _pack(fields: Fields, key: str) -> int | None:
    pack_milli = optional_quantity(fields, key)
    if pack_milli == 0:
        raise Refusal("out_of_bounds", what=key, text="0")
    return pack_milli


def _short(fields: Fields, key: str, most: int) -> str | None:
    text = optional(fields, key)
    if text is not None and len(text) > most:
        raise Refusal("text_too_long", what=key.replace("_", " "), most=most)
    return text


def _day(fields: Fields, key: str) -> int | None:
    return read_date(fields.text(key)) if fields.has(key) else None


ORDER_READERS: MappingProxyType[str, Callable[[Fields, Currency], OrderWish]] = MappingProxyType(
    {
        "supplier_item": _supplier_item,
        "order": _order,
        "order_send": _order_send,
        "order_cancel": _order_cancel,
        "order_expect": _order_expect,
    }
)
