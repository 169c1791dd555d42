"""Charging: what the lines of a wished sale mean in this shop, at its prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import tax
from app.domain.codes.scan import Scan
from app.domain.figures import PIECE_MILLI, share_between, write_quantity
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.requests import SaleLineAsked
from app.domain.ringing import Charge, Returned, with_deposits
from app.domain.shop import Shop
from app.reports.lookups import find_one
from app.store.database import Connection
from app.store.queries import items, sales


def charges(
    connection: Connection, asked: Sequence[SaleLineAsked], *, shop: Shop, location_id: int
) -> tuple[list[Charge], dict[int, sales.SoldLine]]:
    """The charges of a sale, deposits included, and the sold lines behind those that come back, by place.

    Raises:
        Refusal: `no_lines`, `unknown_product`, `unknown_code`, `several_products`, `product_inactive`, `price_needed`,
            `price_below_zero`, `quantity_zero`, `whole_pieces`, and for goods that come back `unknown_sale_line`,
            `quantity_above_zero`, `too_much_back`.
    """
    if not asked:
        raise Refusal("no_lines")
    by_sku = items.by_skus(connection, [line.sku for line in asked if line.sku], location_id=location_id)
    goods = []
    behind: dict[int, sales.SoldLine] = {}
    coming_back: dict[tuple[str, int], int] = {}
    for line in asked:
        if line.of is None:
            goods.append(_charge(connection, line, by_sku, shop=shop, location_id=location_id))
            continue
        for part in (line, *_deposit_back(connection, line)):
            charge, sold = _return(connection, part, coming_back, shop=shop, location_id=location_id)
            behind[id(charge)] = sold
            goods.append(charge)
    every = with_deposits(goods)
    if not behind:
        return every, {}
    return every, {place: behind[id(charge)] for place, charge in enumerate(every) if id(charge) in behind}


def _charge(
    connection: Connection, line: SaleLineAsked, by_sku: Mapping[str, Item], *, shop: Shop, location_id: int
) -> Charge:
    if line.sku is not None:
        if line.sku not in by_sku:
            raise Refusal("unknown_product", sku=line.sku)
        item, of_one_milli = by_sku[line.sku], PIECE_MILLI
    else:
        found = find_one(connection, line.code or "", shop=shop, location_id=location_id)
        item, of_one_milli = found.items[0], found.quantity_milli
        line = _as_said(line, found.scan)
    if not item.active:
        raise Refusal("product_inactive", sku=item.sku, name=item.name)
    price_micro, base_milli = item.price_micro, item.base_milli
    if line.price_micro is not None:
        price_micro, base_milli = line.price_micro, line.base_milli or of_one_milli
    elif item.open_price:
        raise Refusal("price_needed", sku=item.sku, name=item.name)
    if price_micro < 0:
        raise Refusal("price_below_zero")
    quantity_milli, rest = divmod(line.quantity_milli * of_one_milli, PIECE_MILLI)
    if rest:
        raise Refusal("whole_pieces", sku=item.sku)
    check_quantity(quantity_milli, item.unit, sku=item.sku)
    return Charge(
        item,
        quantity_milli,
        price_micro,
        base_milli,
        line.code or "",
        line.discount,
        line.lot or "",
        line.serials,
        state=line.state or "",
    )


def _as_said(line: SaleLineAsked, said: Scan) -> SaleLineAsked:
    """The line with the lot and the serial number that its code names, where the line names none itself."""
    if line.lot is None and said.lot is not None:
        line = line._replace(lot=said.lot)
    if not line.serials and said.serial is not None and abs(line.quantity_milli) == PIECE_MILLI:
        line = line._replace(serials=(said.serial,))
    return line


def _deposit_back(connection: Connection, line: SaleLineAsked) -> tuple[SaleLineAsked, ...]:
    """The deposit that was charged with the goods comes back with them."""
    deposit_line = sales.deposit_line(connection, line.of or "", line.of_line or 0)
    if deposit_line is None:
        return ()
    return (SaleLineAsked(line.quantity_milli, of=line.of, of_line=deposit_line),)


def _return(
    connection: Connection,
    line: SaleLineAsked,
    coming_back: dict[tuple[str, int], int],
    *,
    shop: Shop,
    location_id: int,
) -> tuple[Charge, sales.SoldLine]:
    of, of_line = line.of or "", line.of_line or 0
    sold = sales.sold_line(connection, of, of_line)
    if sold is None or sold.quantity_milli < 0 or line.sku not in (None, sold.sku):
        raise Refusal("unknown_sale_line", uid=of, line=of_line)
    if line.quantity_milli >= 0:
        raise Refusal("quantity_above_zero", sku=sold.sku)
    item = items.by_skus(connection, [sold.sku], location_id=location_id)[sold.sku]
    check_quantity(line.quantity_milli, item.unit, sku=item.sku)
    before_milli = sold.back_milli + coming_back.get((of, of_line), 0)
    after_milli = before_milli - line.quantity_milli
    if after_milli > sold.quantity_milli:
        raise Refusal("too_much_back", sku=sold.sku, left=write_quantity(sold.quantity_milli - before_milli))
    coming_back[of, of_line] = after_milli - sold.back_milli
    charge = Charge(
        item,
        line.quantity_milli,
        sold.price_micro,
        sold.base_milli,
        lot=line.lot or sold.lot,
        serials=line.serials,
        returned=_figured(line, sold, before_milli, after_milli, inclusive=shop.prices_include_tax),
    )
    return charge, replace(sold, back_milli=before_milli)


def _figured(
    line: SaleLineAsked, sold: sales.SoldLine, before_milli: int, after_milli: int, *, inclusive: bool
) -> Returned:
    """What is paid back, by cumulative rounding: all the parts together are the line as it was sold.

    The line's own amount is in the terms of the shop's prices, before its share of the discount on the whole sale.
    """
    amount_minor = (sold.gross_minor if inclusive else sold.net_minor) + sold.shared_minor
    stored = tax.FiguredLine(
        sold.rate_milli, sold.tax_code, amount_minor, sold.net_minor, sold.tax_minor, sold.gross_minor
    )
    part = tax.part_of_line(stored, before_milli=before_milli, after_milli=after_milli, of_milli=sold.quantity_milli)
    discount_minor, shared_minor = (
        -share_between(whole, before_milli, after_milli, sold.quantity_milli)
        for whole in (sold.discount_minor, sold.shared_minor)
    )
    return Returned(
        of=line.of or "",
        of_line=line.of_line or 0,
        state=line.state or "sellable",
        figured=tax.mirrored(part),
        discount_minor=discount_minor,
        shared_minor=shared_minor,
    )
