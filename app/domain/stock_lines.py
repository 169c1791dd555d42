"""From lines of goods to the steps of the ledger: a lot is one step, each serial number is a piece of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.changes import Warned
from app.domain.document import StockLine
from app.domain.figures import PIECE_MILLI, share_between, write_quantity
from app.domain.moment import write_date
from app.domain.movement import MovementKind, Passing, Wanted
from app.domain.product import Item, NegativeStock, Tracking, check_serials
from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from app.domain.count_sheet import Goods

_UNTRACKED = Tracking.NONE


def check_named(item: Item | Goods, quantity_milli: int, serials: tuple[str, ...]) -> None:
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


def dated_lot(expiry: int | None, serials: tuple[str, ...]) -> str:
    """Goods that have a date and no lot are a lot that is called after its date: so the date is kept."""
    return "" if expiry is None or serials else write_date(expiry)


def check_one_day(item: Item | Goods, lot: str, expiry: int, known: int) -> None:
    """Refuse a last day of sale that is not the one which is known of a lot.

    Args:
        item: Its product.
        lot: The lot's or serial number.
        expiry: The day that is said now, as a day number.
        known: The day that was said before.

    Raises:
        Refusal: `lot_other_expiry`.
    """
    if expiry != known:
        raise lot_of_two_days(item.sku, item.name, lot, expiry, known)


def lot_of_two_days(sku: str, name: str, lot: str, expiry: int, known: int) -> Refusal:
    """Why goods cannot be of a lot: it has another last day of sale; `known` is the book's."""
    days = {"day": write_date(known), "other": write_date(expiry)}
    return Refusal("lot_other_expiry", lot=lot, sku=sku, name=name, **days)


def unnamed(item: Item, lot: str, serials: tuple[str, ...]) -> Warned | None:
    """What to say of tracked goods that came without their lot or serial number, or None."""
    if item.tracking is _UNTRACKED:
        return None
    facts: dict[str, object] = {"sku": item.sku, "name": item.name}
    if item.tracking is Tracking.LOT and not lot:
        return Warned("lot_missing", facts)
    if item.tracking is Tracking.SERIAL and not serials:
        return Warned("serial_missing", facts)
    return None


_NOT_HERE = frozenset({"serial_elsewhere", "serial_gone", "serial_not_counted", "unknown_serial"})


def noted(item: Item, code: str, lot: str, more: Iterable[tuple[str, str]] = ()) -> Warned | None:
    """What to say of a note of the ledger, or None: of a lot that the book does not have, by the product's policy.

    Args:
        more: Further facts of a piece that is not here: where it is instead, or by what it was gone.

    Raises:
        Refusal: `unknown_lot`, `unknown_serial`, `serial_elsewhere`, `serial_gone`, `serial_not_counted` where the
            policy is `block`.
    """
    facts: dict[str, object] = {"sku": item.sku, "name": item.name}
    facts["serial" if code in _NOT_HERE else "lot"] = lot
    facts.update(more)
    if code == "unknown_lot" or code in _NOT_HERE:
        if item.negative_stock is NegativeStock.BLOCK:
            raise Refusal(code, **facts)
        if item.negative_stock is NegativeStock.ALLOW:
            return None
    return Warned(code, facts)


def below_zero(item: Item, left_milli: int) -> Warned | None:
    """What to say of goods of which less than nothing is left, or None: by the product's policy.

    Raises:
        Refusal: `stock_blocked` where the policy is `block`.
    """
    facts: dict[str, object] = {"sku": item.sku, "name": item.name, "on_hand": write_quantity(left_milli)}
    if item.negative_stock is NegativeStock.BLOCK:
        raise Refusal("stock_blocked", **facts)
    return Warned("stock_below_zero", facts) if item.negative_stock is NegativeStock.WARN else None


def going_below_zero(moved: Iterable[tuple[Item, int]]) -> list[Warned]:
    """What to say of goods of which the lines of a document together take more than there is at its location.

    Goods that were never received or counted are "not yet counted" and go without a word.

    Args:
        moved: The product of each line, and how much it moves, positive comes in.

    Raises:
        Refusal: `stock_blocked`.
    """
    left: dict[Item, int] = {}
    less: set[Item] = set()
    for item, quantity_milli in moved:
        left[item] = left.get(item, item.on_hand_milli or 0) + quantity_milli
        if quantity_milli < 0:
            less.add(item)
    said = [below_zero(item, milli) for item, milli in left.items() if milli < 0 and item in less and item.counted]
    return [one for one in said if one is not None]


def arriving_steps(line: StockLine, item: Item, kind: MovementKind) -> list[Wanted]:
    """The steps of goods that come in with a known value: one, or one for each serial number.

    Pieces with serial numbers share the line's value and landed cost by cumulative rounding.
    """
    return [step for step in _arriving(line, item, kind) if isinstance(step, Wanted)]


def delivered_steps(line: StockLine, item: Item) -> list[Wanted | Passing]:
    """The steps of a delivery line: what came whole comes in, what came broken passes through.

    Broken pieces are the last of the line, and share its value and landed cost by cumulative rounding.
    """
    return _arriving(line, item, _DELIVERY)


_DELIVERY = MovementKind.DELIVERY


def _arriving(line: StockLine, item: Item, kind: MovementKind) -> list[Wanted | Passing]:
    line_no, _, quantity_milli, _, value_minor, landed_minor, lot, expiry, *_ = line
    whole = Wanted(line_no, kind, item.product_id, quantity_milli, value_minor, lot, expiry, landed_minor=landed_minor)
    whole_milli = line.quantity_milli - (line.damaged_milli or 0)
    if not line.serials:
        if whole_milli == line.quantity_milli:
            return [whole]
        parts = [(0, whole_milli), (whole_milli, line.quantity_milli)]
        steps = [_part(whole, line, start_milli, end_milli) for start_milli, end_milli in parts]
        good = [steps[0]] if whole_milli else []
        return [_broken(steps[1]), *good]
    pieces = [
        _part(whole, line, place * PIECE_MILLI, (place + 1) * PIECE_MILLI)._replace(lot=serial, is_serial=True)
        for place, serial in enumerate(line.serials)
    ]
    return [_broken(piece) if place * PIECE_MILLI >= whole_milli else piece for place, piece in enumerate(pieces)]


def _part(whole: Wanted, line: StockLine, start_milli: int, end_milli: int) -> Wanted:
    """What lies between two quantities of a line, with its share of the line's value and landed cost."""
    return whole._replace(
        quantity_milli=end_milli - start_milli,
        value_minor=share_between(line.value_minor, start_milli, end_milli, line.quantity_milli),
        landed_minor=share_between(line.landed_minor, start_milli, end_milli, line.quantity_milli),
    )


def _broken(part: Wanted) -> Passing:
    """A part of a delivery line that came broken."""
    return Passing(
        part.line_no,
        part.product_id,
        part.quantity_milli,
        part.value_minor,
        part.lot,
        part.kind,
        landed_minor=part.landed_minor,
        expiry=part.expiry,
        is_serial=part.is_serial,
    )


def moving_steps(whole: Wanted, serials: tuple[str, ...]) -> list[Wanted]:
    """The steps of goods whose value the ledger says: one, or one for each serial number."""
    if not serials:
        return [whole]
    sign = 1 if whole.quantity_milli > 0 else -1
    return [whole._replace(quantity_milli=sign * PIECE_MILLI, lot=serial, is_serial=True) for serial in serials]
