"""What a person or a program asks the book to do, before the book has said anything to it.

The screens and the headless door make these values, the services carry them out. A request has its own `uid`, made
where the wish arises, so that asking twice does it once; its digest tells the same wish from another one.
Figures are whole numbers as in `figures`; None means that the asker left it to the shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.discount import Discount
from app.domain.moment import Moment
from app.domain.product import Code


@dataclass(frozen=True, slots=True)
class Asking:
    """What every document carries.

    Attributes:
        at: When it happened; None is now.
        till, user, location: Codes; None is the default of the kind of document.
        note: Free text, outside the chain of digests.
    """

    uid: str
    at: Moment | None = None
    till: str | None = None
    user: str | None = None
    location: str | None = None
    note: str = ""


class SaleLineAsked(NamedTuple):
    """A line of a sale: goods by `sku` or by `code`, or goods taken back `of` an earlier sale.

    Attributes:
        quantity_milli: Of the product; where a code alone names the goods, in its terms (how many packs).
        price_micro: For `base_milli` of the product (or one code's worth of it); None is the shop's price.
        base_milli: What `price_micro` is for; None is one unit, or one pack where `code` is a pack.
        discount: Of this line, by amount or percent.
        state: `sellable` or `damaged`, of goods that come back.
    """

    quantity_milli: int
    sku: str | None = None
    code: str | None = None
    price_micro: int | None = None
    base_milli: int | None = None
    discount: Discount | None = None
    lot: str | None = None
    serials: tuple[str, ...] = ()
    of: str | None = None
    of_line: int | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class TenderAsked:
    """A part of the payment: what the customer hands over (negative: what is handed back)."""

    kind: str
    amount_minor: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SaleAsked:
    """A sale. `tenders` None is cash, exactly; `discount` is spread over the lines."""

    asking: Asking
    lines: tuple[SaleLineAsked, ...]
    tenders: tuple[TenderAsked, ...] | None = None
    discount: Discount | None = None
    cashier: str | None = None
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class TenderChangeAsked:
    """How the last sale was really paid."""

    asking: Asking
    of: str
    tenders: tuple[TenderAsked, ...]


@dataclass(frozen=True, slots=True)
class ShopAsked:
    """What a shop may change on any day; the fields are those of `Shop`, its patterns as a person writes them.

    Attributes:
        cost_percent, over_delivery_milli, tax_rates: None leaves them as they are.
    """

    head: tuple[str, ...]
    foot: tuple[str, ...]
    tiles: tuple[str, ...]
    large_minor: int
    patterns: tuple[str, ...] = ()
    cost_percent: int | None = None
    over_delivery_milli: int | None = None
    tax_rates: tuple[int, ...] | None = None


class StockLineAsked(NamedTuple):
    """A line of opening stock or of a delivery.

    Attributes:
        unit_cost_micro: For one unit, without recoverable tax; None is last known cost.
        expiry: A day number such as 20270301.
        free_milli: Of a delivery: how much of the quantity the supplier gave for nothing; it shares the line's cost.
        damaged_milli: Of a delivery: how much of the quantity came broken; it comes in and goes out at one value.
        code: What names the goods in place of the SKU, "" then; quantities are in its terms (how many packs).
    """

    sku: str
    quantity_milli: int
    unit_cost_micro: int | None = None
    lot: str | None = None
    expiry: int | None = None
    serials: tuple[str, ...] = ()
    free_milli: int | None = None
    damaged_milli: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningStockAsked:
    """What was there before the book began."""

    asking: Asking
    lines: tuple[StockLineAsked, ...]


@dataclass(frozen=True, slots=True)
class LandedCostAsked:
    """A cost of getting the goods here, spread over them by `value`, `quantity` or `weight`."""

    amount_minor: int
    by: str = "value"


@dataclass(frozen=True, slots=True)
class DeliveryAsked:
    """Goods that came. `provisional` costs wait for the supplier's invoice.

    Attributes:
        order: The uid or number of the order on which they came.
        counted: Of one dated before a count: whether the goods were on the shelf when they were counted.
        again: True where the order has come already, and this comes beside it.
    """

    asking: Asking
    lines: tuple[StockLineAsked, ...]
    supplier: str | None = None
    order: str | None = None
    reference: str = ""
    discount: Discount | None = None
    provisional: bool = False
    landed_costs: tuple[LandedCostAsked, ...] = ()
    counted: bool | None = None
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class ProductAsked:
    """A product to add or to change, known by its SKU. None leaves a figure as it was.

    Attributes:
        cleared: Names of figures that a product may lack and that are taken away, such as `reorder_point_milli`.
    """

    sku: str
    name: str | None = None
    price_micro: int | None = None
    rate_milli: int | None = None
    tax_code: str | None = None
    unit: str | None = None
    category: str | None = None
    cost_micro: int | None = None
    codes: tuple[Code, ...] | None = None
    costing: str | None = None
    standard_cost_micro: int | None = None
    tracking: str | None = None
    stocked: bool | None = None
    reorder_point_milli: int | None = None
    reorder_quantity_milli: int | None = None
    negative_stock: str | None = None
    supplier: str | None = None
    kit: tuple[tuple[str, int], ...] | None = None
    deposit: str | None = None
    minimum_age: int | None = None
    open_price: bool | None = None
    active: bool | None = None
    weight_milli: int | None = None
    cleared: tuple[str, ...] | None = None


class ItemAsked(NamedTuple):
    """What a supplier calls a product, and how much of it a pack holds. None leaves a figure as it was.

    Attributes:
        cost_micro: What it says that one unit costs from now on; it holds until it has delivered the product.
    """

    sku: str
    item_code: str | None = None
    pack_milli: int | None = None
    note: str | None = None
    cost_micro: int | None = None


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """A supplier, customer, location, till, kind of tender, reason or account to add or to change, by its code.

    Attributes:
        kind: `supplier customer location till tender reason account`.
        location: Of a till.
        account: Of a kind of tender or a reason, in the accounting export.
        contact, email, phone, address, terms, lead_time_days, minimum_minor: Of a supplier: whom to speak to, and
            under which terms it delivers: in how many days, and not less than for how much.
        items: Of a supplier: what it calls the goods, in place of what was known.
    """

    kind: str
    code: str
    name: str | None = None
    location: str | None = None
    account: str | None = None
    contact: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    terms: str | None = None
    lead_time_days: int | None = None
    minimum_minor: int | None = None
    items: tuple[ItemAsked, ...] | None = None
