"""What a sale moves: goods and the parts of kits that go out, and what of an earlier sale comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.figures import MAX_QUANTITY_MILLI, PIECE_MILLI, half_up, share_so_far, write_quantity
from app.domain.movement import MovementKind, Passing, Step, Wanted
from app.domain.product import Item, Tracking
from app.domain.refusal import Refusal
from app.domain.ringing import Charge
from app.domain.stock_lines import moving_steps


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """What a line of an earlier sale took out of stock of one lot of a product. All figures are positive.

    Attributes:
        cost_minor: What it left at, with the corrections booked to that line since.
        back_milli, back_minor: What of it has come back by now.
        lot: The lot's or serial number, or "".
        is_by_lot: Whether each lot has its own cost (`specific`); else all that the line took of a product is alike.
    """

    product_id: int
    quantity_milli: int
    cost_minor: int
    back_milli: int = 0
    back_minor: int = 0
    lot: str = ""
    is_serial: bool = False
    is_by_lot: bool = False


def taken_of_kit(charge: Charge, of_one_milli: int) -> int:
    """How much of a part the kits on a line take, in thousandths; below zero where they come back.

    Raises:
        Refusal: `out_of_bounds` where that is more than the book can keep.
    """
    quantity_milli = half_up(charge.quantity_milli * of_one_milli, PIECE_MILLI)
    if abs(quantity_milli) > MAX_QUANTITY_MILLI:
        raise Refusal("out_of_bounds", what="quantity", text=write_quantity(quantity_milli))
    return quantity_milli


def going_out(
    line_no: int, charge: Charge, parts: Sequence[tuple[int, int]] | None, named_id: int | None = None
) -> list[Wanted | Passing]:
    """The movements of goods that are sold, or that come back without a receipt (they come in at current cost).

    Args:
        line_no: The line of the sale.
        charge: The goods.
        parts: Of a kit: each part with stock, its product and how much of it one kit takes, in thousandths; None for
            other goods.
        named_id: The part of which the line names the lot or the serial numbers; None for no part.

    Returns:
        One for the goods, or one for each part of the kit or each serial number; none for what has no stock.

    Raises:
        Refusal: `out_of_bounds` where a kit takes more of a part than the book can keep.
    """
    if parts is None:
        named = charge.lot, charge.serials
        return (
            _moved(line_no, charge, charge.item.product_id, charge.quantity_milli, named) if charge.item.stocked else []
        )
    wanted: list[Wanted | Passing] = []
    for part_id, of_one_milli in parts:
        named = (charge.lot, charge.serials) if part_id == named_id else _NOTHING_NAMED
        wanted += _moved(line_no, charge, part_id, taken_of_kit(charge, of_one_milli), named)
    return wanted


_NOTHING_NAMED: tuple[str, tuple[str, ...]] = ("", ())


def _moved(
    line_no: int, charge: Charge, product_id: int, quantity_milli: int, named: tuple[str, tuple[str, ...]]
) -> list[Wanted | Passing]:
    """The movements of so much of a product: of a lot, piece by piece where serial numbers are named, or of any."""
    lot, serials = named
    if not quantity_milli:
        return []
    if charge.state == "damaged":
        broken = Passing(line_no, product_id, -quantity_milli, None, lot)
        return [broken._replace(quantity_milli=PIECE_MILLI, lot=one, is_serial=True) for one in serials] or [broken]
    kind = MovementKind.SALE if charge.quantity_milli > 0 else MovementKind.CUSTOMER_RETURN
    whole = Wanted(line_no, kind, product_id, -quantity_milli, None, lot)
    return [*moving_steps(whole, serials)] if serials else [whole]


def coming_back(
    line_no: int, charge: Charge, goods: Sequence[SoldGoods], *, before_milli: int, of_milli: int
) -> tuple[list[Wanted | Passing], list[SoldGoods]]:
    """The movements of goods of an earlier sale: what was sold comes back, at the cost at which it left.

    Parts of a line go by cumulative rounding of what the line cost (of what each lot of it cost, where lots have costs
    of their own): all of them together are what the line took, to the last unit. Where a
    correction has made the line cheaper than what has come back of it already, the rest comes back at nothing. Goods
    go back to the lot they were sold from; damaged ones go through without touching what there is.

    Args:
        line_no: The line of the new sale.
        charge: What comes back; its quantity is negative.
        goods: What the earlier line took out of stock: its goods, or the parts of a kit, by lot.
        before_milli, of_milli: How much of the earlier line had come back before, and how much it sold.

    Returns:
        The movements, and the goods as they are after them.
    """
    after_milli = before_milli - charge.quantity_milli
    wanted: list[Wanted | Passing] = []
    left: list[SoldGoods] = []
    for _, same in groupby(goods, key=lambda one: one.product_id):
        of_product = list(same)
        sold_milli = sum(one.quantity_milli for one in of_product)
        cost_minor = sum(one.cost_minor for one in of_product)
        back_minor = sum(one.back_minor for one in of_product)
        gone_milli = sum(one.back_milli for one in of_product)
        back_milli = share_so_far(sold_milli, after_milli, of_milli) - gone_milli
        for one in _named_first(of_product, charge):
            part_milli = min(one.quantity_milli - one.back_milli, back_milli)
            if part_milli <= 0:
                left.append(one)
                continue
            back_milli -= part_milli
            gone_milli += part_milli
            after = one.back_milli + part_milli
            value_minor = share_so_far(cost_minor, gone_milli, sold_milli) - back_minor
            if one.is_by_lot:
                value_minor = share_so_far(one.cost_minor, after, one.quantity_milli) - one.back_minor
            value_minor = max(value_minor, 0)
            back_minor += value_minor
            wanted.append(_back(line_no, charge, one, part_milli, value_minor))
            left.append(replace(one, back_milli=after, back_minor=one.back_minor + value_minor))
    return wanted, left


def _named_first(goods: Sequence[SoldGoods], charge: Charge) -> Iterator[SoldGoods]:
    """The lots of which something comes back: those that are named first, then in the order in which they left."""
    named = (*charge.serials, charge.lot)
    yield from (one for one in goods if one.lot and one.lot in named)
    yield from (one for one in goods if not one.lot or one.lot not in named)


def _back(line_no: int, charge: Charge, one: SoldGoods, quantity_milli: int, value_minor: int) -> Wanted | Passing:
    if charge.returned is not None and charge.returned.state == "damaged":
        return Passing(line_no, one.product_id, quantity_milli, value_minor, one.lot)
    return Wanted(
        line_no,
        MovementKind.CUSTOMER_RETURN,
        one.product_id,
        quantity_milli,
        value_minor,
        lot=one.lot,
        is_serial=one.is_serial,
    )


def named_lots(lines: Sequence[Charge]) -> list[tuple[Item, str]]:
    """The lots and serial numbers that somebody named for goods that go out."""
    named = [line for line in lines if (line.lot or line.serials) and line.quantity_milli > 0]
    return [(line.item, lot) for line in named for lot in (line.lot, *line.serials) if lot]


def pieces_back(lines: Sequence[Charge], wanted: Iterable[Step]) -> list[tuple[Item, tuple[str, ...]]]:
    """The pieces that come back to stock, each with its serial number; damaged ones go out at once and are none.

    Args:
        lines: Of the sale.
        wanted: What they move.
    """
    pieces: list[tuple[Item, tuple[str, ...]]] = []
    for step in wanted:
        if isinstance(step, Wanted) and step.kind is MovementKind.CUSTOMER_RETURN and step.lot:
            item = lines[step.line_no - 1].item
            if step.is_serial or item.tracking is Tracking.SERIAL:
                pieces.append((item, (step.lot,)))
    return pieces
