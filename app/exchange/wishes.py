"""Documents as JSON objects, read into the wishes that the services carry out. The grammar is `tillbook help post`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from app.domain.codes.digits import is_gtin, without_zeros
from app.domain.discount import Discount, read_discount
from app.domain.figures import PIECE_MILLI, Currency, read_percent, read_price, read_quantity
from app.domain.moment import read_date, read_moment
from app.domain.product import Code, NegativeStock, Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.requests import (
    Asking,
    DeliveryAsked,
    LandedCostAsked,
    OpeningStockAsked,
    PartyAsked,
    ProductAsked,
    SaleAsked,
    SaleLineAsked,
    StockLineAsked,
    TenderAsked,
    TenderChangeAsked,
)
from app.domain.shop import Costing
from app.exchange.json_lines import Fields

Wish = ProductAsked | PartyAsked | SaleAsked | TenderChangeAsked | OpeningStockAsked | DeliveryAsked

_MAX_UID = 64
_MAX_NOTE = 2000


def read_wish(fields: Fields, money: Currency) -> Wish:
    """Read one object.

    Raises:
        Refusal: `unknown_type`, `missing_key`, `unknown_key`, `not_text`, `bad_number` and the like: nothing in
            the object is guessed or passed over.
    """
    kind = fields.text("type")
    if kind not in _READERS:
        raise Refusal("unknown_type", type=kind[:40], known=", ".join(_READERS))
    wish = _READERS[kind](fields, money)
    fields.done()
    return wish


def _asking(fields: Fields) -> Asking:
    uid = fields.text("uid")
    if not 1 <= len(uid) <= _MAX_UID:
        raise Refusal("bad_uid", text=uid[:_MAX_UID])
    note = fields.text("note", "")
    if len(note) > _MAX_NOTE:
        raise Refusal("text_too_long", what="note", most=_MAX_NOTE)
    return Asking(
        uid,
        at=read_moment(fields.text("at")) if fields.has("at") else None,
        till=_optional(fields, "till"),
        user=_optional(fields, "user"),
        location=_optional(fields, "location"),
        note=note,
    )


def _optional(fields: Fields, key: str) -> str | None:
    return fields.text(key) if fields.has(key) else None


def _discount(fields: Fields, money: Currency) -> Discount | None:
    text = _optional(fields, "discount")
    discount = None if text is None else read_discount(text, money)
    return discount if discount != Discount() else None


def _price(fields: Fields, key: str) -> int | None:
    text = _optional(fields, key)
    if text is None:
        return None
    micro = read_price(text, what=fields.name(key))
    if micro < 0:
        raise Refusal("price_below_zero")
    return micro


def _quantity(fields: Fields, key: str = "quantity") -> int:
    return read_quantity(fields.text(key), what=fields.name(key))


def _sale(fields: Fields, money: Currency) -> SaleAsked:
    return SaleAsked(
        _asking(fields),
        tuple(_sale_line(line, money) for line in fields.parts("lines", "line", needed=True)),
        tenders=_tenders(fields, money) if fields.has("tenders") else None,
        discount=_discount(fields, money),
        cashier=_optional(fields, "cashier"),
        customer=_optional(fields, "customer"),
    )


def _sale_line(line: Fields, money: Currency) -> SaleLineAsked:
    asked = SaleLineAsked(
        quantity_milli=_quantity(line),
        sku=_optional(line, "sku"),
        code=_optional(line, "code"),
        price_micro=_price(line, "price"),
        discount=_discount(line, money),
        lot=_optional(line, "lot"),
        serials=line.texts("serials"),
        of=_optional(line, "of"),
        of_line=line.whole("of_line"),
        state=_optional(line, "state"),
    )
    line.done()
    # What an earlier sale says of its goods is not said again, and goods that are sold have no state.
    said_elsewhere: tuple[str, ...] = ("code", "price", "discount") if asked.of is not None else ("of_line",)
    if asked.of is None and asked.quantity_milli >= 0:
        said_elsewhere += ("state",)
    for key in said_elsewhere:
        if line.has(key):
            raise Refusal("unknown_key", key=line.name(key))
    if asked.of is not None:
        if asked.of_line is None:
            raise Refusal("missing_key", key=line.name("of_line"))
    elif asked.sku is None and asked.code is None:
        raise Refusal("missing_key", key=line.name("sku"))
    elif asked.sku is not None and asked.code is not None:
        raise Refusal("sku_and_code", sku=asked.sku[:40], text=asked.code[:40])
    if asked.state not in (None, "sellable", "damaged"):
        raise Refusal("unknown_word", what=line.name("state"), text=asked.state[:40], known="sellable, damaged")
    return asked


def _tenders(fields: Fields, money: Currency) -> tuple[TenderAsked, ...]:
    tenders = []
    for part in fields.parts("tenders", "tender", needed=True):
        reference = part.text("reference", "")
        tenders.append(TenderAsked(part.text("kind"), money.read(part.text("amount")), reference))
        part.done()
        if _is_card_number(reference):
            raise Refusal("card_number")
    return tuple(tenders)


def _is_card_number(text: str) -> bool:
    """Whether a text holds a whole card number (13 to 19 digits, Luhn): such a thing is never kept."""
    digits = "".join(character for character in text if character.isdecimal())
    if not 13 <= len(digits) <= 19:
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(figure - 9 if figure > 9 else figure for figure in doubled) % 10 == 0


def _tender_change(fields: Fields, money: Currency) -> TenderChangeAsked:
    return TenderChangeAsked(_asking(fields), fields.text("of"), _tenders(fields, money))


def _stock_lines(fields: Fields) -> tuple[StockLineAsked, ...]:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        expiry = _optional(line, "expiry")
        lines.append(
            StockLineAsked(
                sku=line.text("sku"),
                quantity_milli=_quantity(line),
                unit_cost_micro=_price(line, "unit_cost"),
                lot=_optional(line, "lot"),
                expiry=None if expiry is None else read_date(expiry),
                serials=line.texts("serials"),
            )
        )
        line.done()
    return tuple(lines)


def _opening_stock(fields: Fields, _: Currency) -> OpeningStockAsked:
    return OpeningStockAsked(_asking(fields), _stock_lines(fields))


def _delivery(fields: Fields, money: Currency) -> DeliveryAsked:
    cost = fields.text("cost", "final")
    if cost not in ("final", "provisional"):
        raise Refusal("unknown_word", what="cost", text=cost[:40], known="final, provisional")
    landed = []
    for part in fields.parts("landed_costs", "landed cost"):
        by = part.text("by", "value")
        if by not in ("value", "quantity", "weight"):
            raise Refusal("unknown_word", what=part.name("by"), text=by[:40], known="value, quantity, weight")
        landed.append(LandedCostAsked(money.read(part.text("amount")), by))
        part.done()
    return DeliveryAsked(
        _asking(fields),
        _stock_lines(fields),
        supplier=_optional(fields, "supplier"),
        order=_optional(fields, "order"),
        reference=fields.text("reference", ""),
        discount=_discount(fields, money),
        provisional=cost == "provisional",
        landed_costs=tuple(landed),
    )


def _product(fields: Fields, _: Currency) -> ProductAsked:
    sku = fields.text("sku")
    if not 1 <= len(sku) <= 64 or sku != sku.strip():
        raise Refusal("bad_sku", text=sku[:64])
    age = _optional(fields, "minimum_age")
    return ProductAsked(
        sku,
        name=_optional(fields, "name"),
        price_micro=_price(fields, "price"),
        rate_milli=read_percent(fields.text("tax"), what="tax") if fields.has("tax") else None,
        tax_code=_optional(fields, "tax_code"),
        unit=_word(fields, "unit", tuple(Unit)),
        category=_optional(fields, "category"),
        cost_micro=_price(fields, "cost"),
        codes=_codes(fields) if fields.has("codes") else None,
        costing=_word(fields, "costing", tuple(Costing)),
        standard_cost_micro=_price(fields, "standard_cost"),
        tracking=_word(fields, "tracking", tuple(Tracking)),
        stocked=fields.flag("stocked") if fields.has("stocked") else None,
        reorder_point_milli=_optional_quantity(fields, "reorder_point"),
        reorder_quantity_milli=_optional_quantity(fields, "reorder_quantity"),
        negative_stock=_word(fields, "negative_stock", tuple(NegativeStock)),
        supplier=_optional(fields, "supplier"),
        kit=_kit(fields) if fields.has("kit") else None,
        deposit=_optional(fields, "deposit"),
        minimum_age=None if age is None else _age(age),
        open_price=fields.flag("open_price") if fields.has("open_price") else None,
        active=fields.flag("active") if fields.has("active") else None,
    )


def _word(fields: Fields, key: str, known: tuple[str, ...]) -> str | None:
    text = _optional(fields, key)
    if text is not None and text not in known:
        raise Refusal("unknown_word", what=key, text=text[:40], known=", ".join(known))
    return text


def _optional_quantity(fields: Fields, key: str) -> int | None:
    text = _optional(fields, key)
    if text is None:
        return None
    quantity_milli = read_quantity(text, what=key)
    if quantity_milli < 0:
        raise Refusal("out_of_bounds", what=key.replace("_", " "), text=text[:40])
    return quantity_milli


def _age(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= 120:
        raise Refusal("out_of_bounds", what="minimum age", text=text[:40])
    return int(text)


def _codes(fields: Fields) -> tuple[Code, ...]:
    codes = []
    for one in fields.texts_or_parts("codes", "code"):
        if isinstance(one, str):
            codes.append(_checked(Code(one)))
            continue
        code = Code(one.text("code"))
        if one.has("quantity"):
            code = replace(code, quantity_milli=_quantity(one))
        code = replace(code, price_micro=_price(one, "price"))
        one.done()
        codes.append(_checked(code))
    return tuple(codes)


def _checked(code: Code) -> Code:
    if not 1 <= len(code.text) <= 128 or code.text != code.text.strip() or not code.text.isprintable():
        raise Refusal("bad_code", text=code.text[:40])
    if code.quantity_milli <= 0:
        raise Refusal("quantity_below_zero", sku=code.text[:40])
    # As the catalogue keeps it, so that a list that writes the number another way finds the same product.
    return replace(code, text=without_zeros(code.text)) if is_gtin(code.text) else code


def _kit(fields: Fields) -> tuple[tuple[str, int], ...]:
    parts = []
    for part in fields.parts("kit", "part", needed=True):
        quantity_milli = _quantity(part) if part.has("quantity") else PIECE_MILLI
        parts.append((part.text("sku"), quantity_milli))
        part.done()
        if quantity_milli <= 0:
            raise Refusal("quantity_below_zero", sku=parts[-1][0][:40])
    return tuple(parts)


def _party(kind: str) -> Callable[[Fields, Currency], PartyAsked]:
    key = "kind" if kind == "tender" else "code"
    longest = 8 if kind == "till" else 32

    def read(fields: Fields, _: Currency) -> PartyAsked:
        code = fields.text(key)
        if not 1 <= len(code) <= longest or not code.isprintable() or (kind == "till" and not code.isalnum()):
            raise Refusal("bad_party_code", kind=kind, text=code[:40], most=longest)
        return PartyAsked(
            kind,
            code,
            name=_optional(fields, "name") if kind != "till" else None,
            location=_optional(fields, "location") if kind == "till" else None,
            account=_optional(fields, "account") if kind == "tender" else None,
        )

    return read


_READERS: MappingProxyType[str, Callable[[Fields, Currency], Wish]] = MappingProxyType(
    {
        "product": _product,
        **{kind: _party(kind) for kind in ("supplier", "customer", "location", "till", "user", "tender")},
        "opening_stock": _opening_stock,
        "delivery": _delivery,
        "sale": _sale,
        "tender_change": _tender_change,
    }
)
