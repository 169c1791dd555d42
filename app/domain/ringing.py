"""From goods to a bill: what each line of a sale is charged, on the screen and in the book alike.

The screen asks for a basket, the service for a wish; both come here as charges and leave as the lines of a sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain import tax
from app.domain.basket import Basket
from app.domain.discount import Discount, PricedLine, price_line, spread_discount
from app.domain.document import SaleLine
from app.domain.figures import MAX_MINOR
from app.domain.product import Item, NegativeStock, Unit
from app.domain.refusal import Refusal
from app.domain.requests import Asking, SaleAsked, SaleLineAsked, TenderAsked
from app.domain.shop import Shop


@dataclass(frozen=True, slots=True)
class Returned:
    """Goods of an earlier sale that come back, figured as they were sold.

    Attributes:
        figured: What is paid back, mirrored: negative.
        discount_minor, shared_minor: The discounts in it, negative.
    """

    of: str
    of_line: int
    state: str
    figured: tax.FiguredLine
    discount_minor: int
    shared_minor: int


class Charge(NamedTuple):
    """One line to be charged, with everything decided but the money.

    Attributes:
        price_micro: For `base_milli` of the product.
        deposit_of: Place of the charge whose goods this deposit belongs to, or None.
        returned: What the earlier sale says of goods that come back.
        state: Of goods that come back without a receipt: `damaged` or "".
    """

    item: Item
    quantity_milli: int
    price_micro: int
    base_milli: int
    code: str = ""
    discount: Discount | None = None
    lot: str = ""
    serials: tuple[str, ...] = ()
    deposit_of: int | None = None
    returned: Returned | None = None
    key: int = 0
    state: str = ""


class Bill(NamedTuple):
    """A sale's money.

    Attributes:
        discount_minor: What the discount on the whole sale came to.
        before_minor: Sum of the lines' amounts before that discount.
    """

    lines: tuple[SaleLine, ...]
    totals: tax.Totals
    discount_minor: int
    before_minor: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as the screen shows it; a deposit follows the line of its goods.

    Attributes:
        amount_minor: The line's own amount, its discount taken off, before the discount on the whole sale.
        stock: "" or the word for its stock: `last_piece none_left not_enough not_sold_short`.
    """

    key: int
    name: str
    code: str
    quantity_milli: int
    unit: Unit
    price_micro: int
    base_milli: int
    discount: Discount | None
    discount_minor: int
    amount_minor: int
    is_deposit: bool
    stock: str


def with_deposits(charges: Sequence[Charge]) -> list[Charge]:
    """The charges with the deposits of their goods, each right behind its goods."""
    every: list[Charge] = []
    for charge in charges:
        place = len(every)
        every.append(charge)
        deposit = charge.item.deposit
        if deposit is not None and charge.returned is None:
            every.append(
                Charge(
                    deposit,
                    charge.quantity_milli,
                    deposit.price_micro,
                    deposit.base_milli,
                    deposit_of=place,
                    key=charge.key,
                )
            )
    return every


def bill(charges: Sequence[Charge], discount: Discount | None, shop: Shop) -> Bill:
    """Figure a sale. Deposits and goods that come back take no part in the discount on the whole sale.

    Raises:
        Refusal: `discount_too_large`, `amount_too_large`.
    """
    priced = [None if charge.returned else _priced(charge, shop) for charge in charges]
    for one in priced:
        if one is not None and abs(one.before_minor) > MAX_MINOR:
            raise Refusal("amount_too_large")
    shares = _shares(charges, priced, discount, shop) if discount else [0] * len(priced)
    sold, back, before_minor = [], [], 0
    for charge, one, share in zip(charges, priced, shares, strict=True):
        if one is not None:
            sold.append(one.taxable(charge.item.rate_milli, charge.item.tax_code, share_minor=share))
            before_minor += one.amount_minor
        elif charge.returned is not None:
            back.append(charge.returned.figured)
            before_minor += charge.returned.figured.amount_minor
    totals = tax.figure(sold, policy=shop.tax_policy, inclusive=shop.prices_include_tax, returned=back)
    figured = iter(totals.lines)
    lines = [
        _returned_line(charge, charge.returned, number)
        if one is None and charge.returned
        else _sold_line(charge, one, share, next(figured), number)
        for number, (charge, one, share) in enumerate(zip(charges, priced, shares, strict=True), start=1)
    ]
    return Bill(tuple(lines), totals, sum(shares), before_minor)


def _shares(
    charges: Sequence[Charge], priced: Sequence[PricedLine | None], discount: Discount, shop: Shop
) -> list[int]:
    """What each line bears of the discount on the whole sale."""
    weights = [
        0 if one is None or charge.deposit_of is not None else one.amount_minor
        for charge, one in zip(charges, priced, strict=True)
    ]
    shares = spread_discount(weights, discount, shop.currency)
    if abs(sum(shares)) > MAX_MINOR:
        raise Refusal("amount_too_large")
    return shares


def _priced(charge: Charge, shop: Shop) -> PricedLine:
    _, quantity_milli, price_micro, base_milli, _, discount, *_ = charge
    return price_line(
        quantity_milli=quantity_milli,
        price_micro=price_micro,
        money=shop.currency,
        discount=discount,
        base_milli=base_milli,
    )


def _sold_line(
    charge: Charge, priced: PricedLine | None, share_minor: int, figured: tax.FiguredLine, number: int
) -> SaleLine:
    item, quantity_milli, price_micro, base_milli, code, _, lot, serials, deposit_of, _, _, state = charge
    rate_milli, tax_code, _, net_minor, tax_minor, gross_minor = figured
    # In the order of the fields: naming them would double what a line costs to make.
    return SaleLine(
        number,
        item.sku,
        quantity_milli,
        price_micro,
        base_milli,
        priced.discount_minor if priced else 0,
        share_minor,
        net_minor,
        tax_minor,
        gross_minor,
        rate_milli,
        tax_code,
        code,
        lot,
        serials,
        None if deposit_of is None else deposit_of + 1,
        None,
        None,
        (state or "sellable") if quantity_milli < 0 else "",
    )


def _returned_line(charge: Charge, returned: Returned, number: int) -> SaleLine:
    return SaleLine(
        line_no=number,
        sku=charge.item.sku,
        quantity_milli=charge.quantity_milli,
        price_micro=charge.price_micro,
        base_milli=charge.base_milli,
        discount_minor=returned.discount_minor,
        shared_minor=returned.shared_minor,
        net_minor=returned.figured.net_minor,
        tax_minor=returned.figured.tax_minor,
        gross_minor=returned.figured.gross_minor,
        rate_milli=returned.figured.rate_milli,
        tax_code=returned.figured.category,
        code=charge.code,
        lot=charge.lot,
        serials=charge.serials,
        of=returned.of,
        of_line=returned.of_line,
        state=returned.state,
    )


def charges_of(basket: Basket) -> list[Charge]:
    """The basket's goods and their deposits."""
    return with_deposits(
        [
            Charge(
                line.item,
                line.quantity_milli,
                line.price_micro,
                line.item.base_milli,
                code=line.code,
                discount=line.discount,
                lot=line.lot or "",
                serials=(line.serial,) if line.serial else (),
                key=line.key,
            )
            for line in basket.lines
        ]
    )


def basket_bill(basket: Basket, shop: Shop) -> Bill:
    """What the basket costs as it stands.

    Raises:
        Refusal: `discount_too_large`, `amount_too_large`.
    """
    return bill(charges_of(basket), basket.discount, shop)


def shown_lines(basket: Basket, shop: Shop) -> tuple[ShownLine, ...]:
    """The basket's lines and deposits as the screen shows them.

    Raises:
        Refusal: `discount_too_large` when a line's discount is more than the line.
    """
    wanted: dict[str, int] = {}
    for line in basket.lines:
        wanted[line.item.sku] = wanted.get(line.item.sku, 0) + line.quantity_milli
    shown = []
    for charge in charges_of(basket):
        priced = _priced(charge, shop)
        item = charge.item
        shown.append(
            ShownLine(
                key=charge.key,
                name=item.name,
                code=charge.code or item.sku,
                quantity_milli=charge.quantity_milli,
                unit=item.unit,
                price_micro=charge.price_micro,
                base_milli=charge.base_milli,
                discount=charge.discount,
                discount_minor=priced.discount_minor,
                amount_minor=priced.amount_minor,
                is_deposit=charge.deposit_of is not None,
                stock="" if charge.deposit_of is not None else stock_word(item, wanted.get(item.sku, 0)),
            )
        )
    return tuple(shown)


def stock_word(item: Item, wanted_milli: int) -> str:
    """The word for what selling this much would leave: "" where there is nothing to say.

    A product that was never received or counted is "not yet counted" and sells without a word.
    """
    if not item.stocked or not item.counted or item.on_hand_milli is None or wanted_milli <= 0:
        return ""
    left_milli = item.on_hand_milli - wanted_milli
    if left_milli == 0:
        return "last_piece"
    if left_milli > 0:
        return ""
    if item.negative_stock is NegativeStock.BLOCK:
        return "not_sold_short"
    return "none_left" if item.on_hand_milli <= 0 else "not_enough"


def sale_asked(
    basket: Basket, asking: Asking, *, tenders: tuple[TenderAsked, ...] | None, cashier: str | None
) -> SaleAsked:
    """The wish that sells the basket as the cashier saw it: prices are those that were shown."""
    lines = tuple(
        SaleLineAsked(
            quantity_milli=line.quantity_milli,
            sku=line.item.sku,
            code=line.code or None,
            price_micro=line.price_micro,
            base_milli=line.item.base_milli,
            discount=line.discount,
            lot=line.lot,
            serials=(line.serial,) if line.serial else (),
        )
        for line in basket.lines
    )
    return SaleAsked(asking, lines, tenders, basket.discount, cashier=cashier)
