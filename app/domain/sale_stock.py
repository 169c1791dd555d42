"""What a sale moves: goods and the parts of kits that go out, and what of an earlier sale comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.figures import MAX_QUANTITY_MILLI, PIECE_MILLI, half_up, share_so_far, write_quantity
from app.domain.movement import MovementKind, Wanted
from app.domain.refusal import Refusal
from app.domain.ringing import Charge


@dataclass(frozen=True, slots=True)
class SoldGoods:
    """What a line of an earlier sale took out of stock of one product. All figures are positive.

    Attributes:
        cost_minor: What it left at, with the corrections booked to that line since.
        back_milli, back_minor: What of it has come back by now.
    """

    product_id: int
    quantity_milli: int
    cost_minor: int
    back_milli: int = 0
    back_minor: int = 0


def going_out(line_no: int, charge: Charge, parts: Sequence[tuple[int, int]] | None) -> list[Wanted]:
    """The movements of goods that are sold, or that come back without a receipt (they come in at current cost).

    Args:
        line_no: The line of the sale.
        charge: The goods.
        parts: Of a kit: each part's product and how much of it one kit takes, in thousandths; None for other goods.

    Returns:
        One for the goods, or one for each part of the kit; none for what has no stock.

    Raises:
        Refusal: `out_of_bounds` where a kit takes more of a part than the book can keep.
    """
    item = charge.item
    kind = MovementKind.SALE if charge.quantity_milli > 0 else MovementKind.CUSTOMER_RETURN
    if parts is None:
        if not item.stocked:
            return []
        return [Wanted(line_no, kind, item.product_id, -charge.quantity_milli, None, charge.lot)]
    wanted = []
    for part_id, of_one_milli in parts:
        quantity_milli = half_up(charge.quantity_milli * of_one_milli, PIECE_MILLI)
        if abs(quantity_milli) > MAX_QUANTITY_MILLI:
            raise Refusal("out_of_bounds", what="quantity", text=write_quantity(quantity_milli))
        if quantity_milli:
            wanted.append(Wanted(line_no, kind, part_id, -quantity_milli))
    return wanted


def coming_back(
    line_no: int, charge: Charge, goods: Sequence[SoldGoods], *, before_milli: int, of_milli: int
) -> tuple[list[Wanted], list[SoldGoods]]:
    """The movements of goods of an earlier sale: what was sold comes back, at the cost at which it left.

    Parts of a line go by cumulative rounding: all of them together are what the line took, to the last unit. Where a
    correction has made the line cheaper than what has come back of it already, the rest comes back at nothing.

    Args:
        line_no: The line of the new sale.
        charge: What comes back; its quantity is negative.
        goods: What the earlier line took out of stock: its goods, or the parts of a kit.
        before_milli, of_milli: How much of the earlier line had come back before, and how much it sold.

    Returns:
        The movements, and the goods as they are after them.
    """
    after_milli = before_milli - charge.quantity_milli
    wanted, left = [], []
    for one in goods:
        quantity_milli = share_so_far(one.quantity_milli, after_milli, of_milli) - one.back_milli
        if quantity_milli == 0:
            left.append(one)
            continue
        value_minor = max(share_so_far(one.cost_minor, after_milli, of_milli) - one.back_minor, 0)
        kind = MovementKind.CUSTOMER_RETURN
        wanted.append(Wanted(line_no, kind, one.product_id, quantity_milli, value_minor, lot=charge.lot))
        back_milli, back_minor = one.back_milli + quantity_milli, one.back_minor + value_minor
        left.append(replace(one, back_milli=back_milli, back_minor=back_minor))
    return wanted, left
