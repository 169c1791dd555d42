"""From lines of goods to the steps of the ledger: a lot is one step, each serial number is a piece of its own."""

from __future__ import annotations

from app.domain.changes import Warned
from app.domain.document import StockLine
from app.domain.figures import PIECE_MILLI, share_between, write_quantity
from app.domain.movement import MovementKind, Wanted
from app.domain.product import Item, NegativeStock, Tracking, check_serials
from app.domain.refusal import Refusal


def check_named(item: Item, quantity_milli: int, serials: tuple[str, ...]) -> None:
    """Refuse serial numbers that are not one for each piece, or name a piece twice.

    Raises:
        Refusal: `bad_serial`, `serial_twice`, `serials_count`.
    """
    if not serials:
        return
    check_serials(serials, sku=item.sku)
    for serial in serials:
        if serials.count(serial) > 1:
            raise Refusal("serial_twice", serial=serial, sku=item.sku)
    if abs(quantity_milli) != len(serials) * PIECE_MILLI:
        raise Refusal("serials_count", sku=item.sku, serials=len(serials), quantity=write_quantity(abs(quantity_milli)))


def unnamed(item: Item, lot: str, serials: tuple[str, ...]) -> Warned | None:
    """What to say of tracked goods that came without their lot or serial number, or None."""
    facts: dict[str, object] = {"sku": item.sku, "name": item.name}
    if item.tracking is Tracking.LOT and not lot:
        return Warned("lot_missing", facts)
    if item.tracking is Tracking.SERIAL and not serials:
        return Warned("serial_missing", facts)
    return None


def noted(item: Item, code: str, lot: str) -> Warned | None:
    """What to say of a note of the ledger, or None: of a lot that the book does not have, by the product's policy.

    Raises:
        Refusal: `unknown_lot`, `unknown_serial` where the policy is `block`.
    """
    facts: dict[str, object] = {"sku": item.sku, "name": item.name}
    facts["serial" if code == "unknown_serial" else "lot"] = lot
    if code in ("unknown_lot", "unknown_serial"):
        if item.negative_stock is NegativeStock.BLOCK:
            raise Refusal(code, **facts)
        if item.negative_stock is NegativeStock.ALLOW:
            return None
    return Warned(code, facts)


def arriving_steps(line: StockLine, item: Item, kind: MovementKind) -> list[Wanted]:
    """The steps of goods that come in with a known value: one, or one for each serial number.

    Pieces with serial numbers share the line's value and landed cost by cumulative rounding.
    """
    whole = Wanted(
        line_no=line.line_no,
        kind=kind,
        product_id=item.product_id,
        quantity_milli=line.quantity_milli,
        value_minor=line.value_minor,
        lot=line.lot,
        expiry=line.expiry,
        landed_minor=line.landed_minor,
    )
    if not line.serials:
        return [whole]
    many = len(line.serials)
    return [
        whole._replace(
            quantity_milli=PIECE_MILLI,
            value_minor=share_between(line.value_minor, place, place + 1, many),
            lot=serial,
            is_serial=True,
            landed_minor=share_between(line.landed_minor, place, place + 1, many),
        )
        for place, serial in enumerate(line.serials)
    ]


def moving_steps(whole: Wanted, serials: tuple[str, ...]) -> list[Wanted]:
    """The steps of goods whose value the ledger says: one, or one for each serial number."""
    if not serials:
        return [whole]
    sign = 1 if whole.quantity_milli > 0 else -1
    return [whole._replace(quantity_milli=sign * PIECE_MILLI, lot=serial, is_serial=True) for serial in serials]
