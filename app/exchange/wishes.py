"""Documents as JSON objects, read into the wishes that the services carry out. The grammar is `tillbook help post`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from app.domain.accounting import Word
from app.domain.codes.kept_code import checked_code
from app.domain.figures import PIECE_MILLI, Currency, read_percent
from app.domain.logo import LogoAsked
from app.domain.moment import read_date
from app.domain.own_template import OwnTemplateAsked
from app.domain.product import Code, NegativeStock, Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.requests import (
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
from app.domain.staff import PersonAsked
from app.exchange.count_wishes import COUNT_READERS, COUNT_SPELLINGS, CountWish
from app.exchange.json_lines import Fields
from app.exchange.label_wishes import label_template, shop_logo
from app.exchange.order_wishes import ORDER_READERS, OrderWish, party_code, supplier
from app.exchange.staff_wishes import person
from app.exchange.stock_wishes import STOCK_READERS, StockWish
from app.exchange.wish_keys import asking, discount, goods, optional, optional_quantity, price, quantity, word

Wish = (
    ProductAsked
    | PartyAsked
    | SaleAsked
    | TenderChangeAsked
    | OpeningStockAsked
    | DeliveryAsked
    | StockWish
    | OrderWish
    | CountWish
    | PersonAsked
    | OwnTemplateAsked
    | LogoAsked
)


def read_wish(fields: Fields, money: Currency) -> Wish:
    """Read one object.

    Raises:
        Refusal: `unknown_type`, `missing_key`, `unknown_key`, `not_text`, `bad_number` and the like: nothing in
            the object is guessed or passed over.
    """
    kind = fields.text("type")
    kind = COUNT_SPELLINGS.get(kind, kind)
    if kind not in _READERS:
        raise Refusal("unknown_type", type=kind[:40], known=", ".join(_READERS))
    wish = _READERS[kind](fields, money)
    fields.done()
    return wish


def _sale(fields: Fields, money: Currency) -> SaleAsked:
    return SaleAsked(
        asking(fields),
        tuple(_sale_line(line, money) for line in fields.parts("lines", "line", needed=True)),
        tenders=_tenders(fields, money) if fields.has("tenders") else None,
        discount=discount(fields, money),
        cashier=optional(fields, "cashier"),
        customer=optional(fields, "customer"),
    )


def _sale_line(line: Fields, money: Currency) -> SaleLineAsked:
    asked = SaleLineAsked(
        quantity_milli=quantity(line),
        sku=optional(line, "sku"),
        code=optional(line, "code"),
        price_micro=price(line, "price"),
        discount=discount(line, money),
        lot=optional(line, "lot"),
        serials=line.texts("serials"),
        of=optional(line, "of"),
        of_line=line.whole("of_line"),
        state=optional(line, "state"),
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


def _refund(fields: Fields, money: Currency) -> SaleAsked:
    """A sale of nothing but goods that come back: of the sale `of`, or without a receipt."""
    of = optional(fields, "of")
    return SaleAsked(
        asking(fields),
        tuple(_refund_line(line, of) for line in fields.parts("lines", "line", needed=True)),
        tenders=_paid_back(fields, money) if fields.has("tenders") else None,
        cashier=optional(fields, "cashier"),
        customer=optional(fields, "customer"),
    )


def _refund_line(line: Fields, of: str | None) -> SaleLineAsked:
    quantity_milli = quantity(line)
    if quantity_milli < 0:
        raise Refusal("quantity_below_zero", sku=line.where)
    of_line = line.whole("line")
    asked = SaleLineAsked(
        quantity_milli=-quantity_milli,
        sku=optional(line, "sku"),
        price_micro=None if of is not None else price(line, "price"),
        lot=optional(line, "lot"),
        serials=line.texts("serials"),
        of=of,
        of_line=of_line,
        state=word(line, "state", ("sellable", "damaged")),
    )
    line.done()
    if of is not None and of_line is None:
        raise Refusal("missing_key", key=line.name("line"))
    if of is None and asked.sku is None:
        raise Refusal("missing_key", key=line.name("sku"))
    if of is None and asked.price_micro is None:
        raise Refusal("missing_key", key=line.name("price"))
    if of is None and of_line is not None:
        raise Refusal("unknown_key", key=line.name("line"))
    return asked


def _paid_back(fields: Fields, money: Currency) -> tuple[TenderAsked, ...]:
    """What is handed back: a refund says it without a sign."""
    return tuple(replace(one, amount_minor=-abs(one.amount_minor)) for one in _tenders(fields, money))


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
    return TenderChangeAsked(asking(fields), fields.text("of"), _tenders(fields, money))


def _stock_lines(fields: Fields, *, is_delivery: bool = False) -> tuple[StockLineAsked, ...]:
    lines = []
    for line in fields.parts("lines", "line", needed=True):
        expiry = optional(line, "expiry")
        sku, code = goods(line)
        lines.append(
            StockLineAsked(
                sku=sku,
                quantity_milli=quantity(line),
                unit_cost_micro=price(line, "unit_cost"),
                lot=optional(line, "lot"),
                expiry=None if expiry is None else read_date(expiry),
                serials=line.texts("serials"),
                free_milli=quantity(line, "free") if is_delivery and line.has("free") else None,
                damaged_milli=quantity(line, "damaged") if is_delivery and line.has("damaged") else None,
                code=code,
            )
        )
        line.done()
    return tuple(lines)


def _opening_stock(fields: Fields, _: Currency) -> OpeningStockAsked:
    return OpeningStockAsked(asking(fields), _stock_lines(fields))


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
        asking(fields),
        _stock_lines(fields, is_delivery=True),
        supplier=optional(fields, "supplier"),
        order=optional(fields, "order"),
        reference=fields.text("reference", ""),
        discount=discount(fields, money),
        provisional=cost == "provisional",
        landed_costs=tuple(landed),
        counted=fields.flag("counted") if fields.has("counted") else None,
        again=fields.flag("again") if fields.has("again") else None,
    )


def _product(fields: Fields, _: Currency) -> ProductAsked:
    sku = fields.text("sku")
    if not 1 <= len(sku) <= 64 or sku != sku.strip():
        raise Refusal("bad_sku", text=sku[:64])
    age = optional(fields, "minimum_age")
    return ProductAsked(
        sku,
        name=optional(fields, "name"),
        price_micro=price(fields, "price"),
        rate_milli=read_percent(fields.text("tax"), what="tax") if fields.has("tax") else None,
        tax_code=optional(fields, "tax_code"),
        unit=word(fields, "unit", tuple(Unit)),
        category=optional(fields, "category"),
        cost_micro=price(fields, "cost"),
        codes=_codes(fields) if fields.has("codes") else None,
        costing=word(fields, "costing", tuple(Costing)),
        standard_cost_micro=price(fields, "standard_cost"),
        tracking=word(fields, "tracking", tuple(Tracking)),
        stocked=fields.flag("stocked") if fields.has("stocked") else None,
        reorder_point_milli=optional_quantity(fields, "reorder_point"),
        reorder_quantity_milli=optional_quantity(fields, "reorder_quantity"),
        negative_stock=word(fields, "negative_stock", tuple(NegativeStock)),
        supplier=optional(fields, "supplier"),
        kit=_kit(fields) if fields.has("kit") else None,
        deposit=optional(fields, "deposit"),
        minimum_age=None if age is None else _age(age),
        open_price=fields.flag("open_price") if fields.has("open_price") else None,
        active=fields.flag("active") if fields.has("active") else None,
        weight_milli=_weight(fields),
    )


def _weight(fields: Fields) -> int | None:
    weight_milli = optional_quantity(fields, "weight")
    if weight_milli == 0:
        raise Refusal("out_of_bounds", what="weight", text="0")
    return weight_milli


def _age(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= 120:
        raise Refusal("out_of_bounds", what="minimum age", text=text[:40])
    return int(text)


def _codes(fields: Fields) -> tuple[Code, ...]:
    codes = []
    for one in fields.texts_or_parts("codes", "code"):
        if isinstance(one, str):
            codes.append(checked_code(Code(one)))
            continue
        code = Code(one.text("code"))
        if one.has("quantity"):
            code = replace(code, quantity_milli=quantity(one))
        code = replace(code, price_micro=price(one, "price"))
        one.done()
        codes.append(checked_code(code))
    return tuple(codes)


def _kit(fields: Fields) -> tuple[tuple[str, int], ...]:
    parts = []
    for part in fields.parts("kit", "part", needed=True):
        quantity_milli = quantity(part) if part.has("quantity") else PIECE_MILLI
        parts.append((part.text("sku"), quantity_milli))
        part.done()
        if quantity_milli <= 0:
            raise Refusal("quantity_below_zero", sku=parts[-1][0][:40])
    return tuple(parts)


def _party(kind: str) -> Callable[[Fields, Currency], PartyAsked]:
    def read(fields: Fields, _: Currency) -> PartyAsked:
        return PartyAsked(
            kind,
            party_code(fields, kind),
            name=optional(fields, "name") if kind != "till" else None,
            location=optional(fields, "location") if kind == "till" else None,
            account=optional(fields, "account") if kind in ("tender", "reason") else None,
        )

    return read


def _account(fields: Fields, _: Currency) -> PartyAsked:
    word_ = word(fields, "code", tuple(Word))
    if word_ is None:
        raise Refusal("missing_key", key="code")
    return PartyAsked("account", word_, name=fields.text("name"))


_READERS: MappingProxyType[str, Callable[[Fields, Currency], Wish]] = MappingProxyType(
    {
        "product": _product,
        **{kind: _party(kind) for kind in ("customer", "location", "till", "tender", "reason")},
        "supplier": supplier,
        "user": person,
        "account": _account,
        "label_template": label_template,
        "shop_logo": shop_logo,
        "opening_stock": _opening_stock,
        "delivery": _delivery,
        "sale": _sale,
        "tender_change": _tender_change,
        "refund": _refund,
        **ORDER_READERS,
        **COUNT_READERS,
        **STOCK_READERS,
    }
)
