"""Keys that many kinds of documents have, read from JSON objects."""

from __future__ import annotations

from app.domain.discount import Discount, read_discount
from app.domain.figures import Currency, read_price, read_quantity
from app.domain.moment import read_moment
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.exchange.json_lines import Fields

_MAX_UID = 64
_MAX_NOTE = 2000


def asking(fields: Fields) -> Asking:
    """What every document carries.

    Raises:
        Refusal: `bad_uid`, `text_too_long`, `bad_moment`.
    """
    uid = fields.text("uid")
    if not 1 <= len(uid) <= _MAX_UID:
        raise Refusal("bad_uid", text=uid[:_MAX_UID])
    note = fields.text("note", "")
    if len(note) > _MAX_NOTE:
        raise Refusal("text_too_long", what="note", most=_MAX_NOTE)
    return Asking(
        uid,
        at=read_moment(fields.text("at")) if fields.has("at") else None,
        till=optional(fields, "till"),
        user=optional(fields, "user"),
        location=optional(fields, "location"),
        note=note,
    )


def optional(fields: Fields, key: str) -> str | None:
    """A text, or None where the key is not there."""
    return fields.text(key) if fields.has(key) else None


def goods(line: Fields) -> tuple[str, str | None]:
    """What names the goods of a line: a SKU and None, or "" and a code.

    Raises:
        Refusal: `missing_key`, `sku_and_code`.
    """
    if not line.has("code"):
        return line.text("sku"), None
    code = line.text("code")
    if line.has("sku"):
        raise Refusal("sku_and_code", sku=line.text("sku")[:40], text=code[:40])
    return "", code


def discount(fields: Fields, money: Currency) -> Discount | None:
    """An amount or a percentage, or None where there is nothing to take off."""
    text = optional(fields, "discount")
    taken = None if text is None else read_discount(text, money)
    return taken if taken != Discount() else None


def price(fields: Fields, key: str) -> int | None:
    """A unit price or cost in millionths, or None where the key is not there.

    Raises:
        Refusal: `price_below_zero`, and those of `read_price`.
    """
    text = optional(fields, key)
    if text is None:
        return None
    micro = read_price(text, what=fields.name(key))
    if micro < 0:
        raise Refusal("price_below_zero")
    return micro


def quantity(fields: Fields, key: str = "quantity") -> int:
    """A quantity in thousandths."""
    return read_quantity(fields.text(key), what=fields.name(key))


def word(fields: Fields, key: str, known: tuple[str, ...]) -> str | None:
    """One of some known words, or None where the key is not there.

    Raises:
        Refusal: `unknown_word`.
    """
    text = optional(fields, key)
    if text is not None and text not in known:
        raise Refusal("unknown_word", what=key, text=text[:40], known=", ".join(known))
    return text


def optional_quantity(fields: Fields, key: str) -> int | None:
    """A quantity that is not below zero, or None where the key is not there.

    Raises:
        Refusal: `out_of_bounds`.
    """
    text = optional(fields, key)
    if text is None:
        return None
    quantity_milli = read_quantity(text, what=key)
    if quantity_milli < 0:
        raise Refusal("out_of_bounds", what=key.replace("_", " "), text=text[:40])
    return quantity_milli
