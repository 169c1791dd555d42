"""Returning: goods that go back to their supplier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import MAX_MINOR, PIECE_MILLI, amount_minor, share_between, unit_micro, write_quantity
from app.domain.movement import MovementKind, Passing, Step, Wanted, Withdrawn
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_named, going_below_zero, moving_steps
from app.domain.stock_requests import ReturnLineAsked, SupplierReturnAsked
from app.reports.coded import by_sku
from app.store.database import Book
from app.store.queries import counts, deliveries, stock
from app.store.writing.posting import Beside, Posting


class Returning:
    """Sends goods back."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def return_goods(self, asked: SupplierReturnAsked) -> Posted:
        """Goods go back to their supplier, at the cost of their delivery while they are there, else by the method.

        What the supplier gives for them is the invoice's price (the delivery's before it came) unless it is named; the
        difference to what they were worth is a purchase variance. What was written off comes out of the write-off at
        its delivery's cost and moves no stock. Of a line of which more goes back than came whole, the rest is what
        came broken.

        Raises:
            Refusal: `unknown_delivery`, `unknown_delivery_line`, `more_than_delivered`, `unknown_product`,
                `quantity_below_zero`, `whole_pieces`, `serial_sold`, `serial_twice`, `serials_count`,
                `already_counted`, `amount_too_large`, `stock_blocked`, `unknown_lot`, `unknown_serial`,
                `part_of_quantity`, `not_written_off`, `serial_not_written_off`, `damaged_of_no_delivery`,
                `before_its_document`, those of `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            delivery = None if asked.of is None else deliveries.delivery(connection, asked.of)
            posting.open(
                DocumentKind.SUPPLIER_RETURN,
                rights.Right.RECEIVE,
                location=None if delivery is None else delivery.location,
            )
            if delivery is not None:
                posting.refer(delivery.uid, delivery.document_id)
                posting.rest_on([delivery.document_id])
            wanted = by_sku(connection, asked.lines, shop=self._book.shop, location_id=posting.location_id)
            found = posting.find_goods(line.sku for line in wanted)
            goods = [found[line.sku] for line in wanted]
            _check(wanted, goods)
            going: list[_Going] = []
            before: dict[int, tuple[int, int]] = {}
            for number, (named, item) in enumerate(zip(wanted, goods, strict=True), start=1):
                line = _with_broken_last(posting, named, item)
                of_line = None if delivery is None else _line_of(delivery, line, before)
                going.append(_Going(self._line(number, line, of_line), item, of_line))
            counts.check_going_serials(connection, [(one.item, one.whole_serials) for one in going])
            steps: list[Step] = []
            taken: set[tuple[int, str]] = set()
            written_off: dict[int, int] = {}
            for one, named in zip(going, wanted, strict=True):
                if one.of_line is None and named.unit_credit_micro is None:
                    steps += _leaving(one.line, one.item)
                else:
                    steps += _withdrawn(one, _pieces(posting, one, taken))
                    steps += _out_of_write_off(posting, one, written_off)
            whole = [one for one in going if one.whole_milli]
            late = [
                piece
                for one in whole
                for piece in counts.late(one.line.line_no, one.item, -one.whole_milli, one.line.lot, one.whole_serials)
            ]
            steps += posting.taken_back(late, counted=asked.counted)
            document = StockDocument(
                posting.heading,
                tuple(one.line for one in going),
                supplier="" if delivery is None else delivery.supplier,
                counted=counts.answer(asked.counted),
            )
            supplier_id = None if delivery is None else delivery.supplier_id
            short = going_below_zero((one.item, -one.whole_milli) for one in whole)
            return posting.post(document, goods, steps, points_to=Beside(supplier_id), warnings=short)

    def _line(self, number: int, asked: ReturnLineAsked, of_line: deliveries.Line | None) -> StockLine:
        digits = self._book.shop.currency.digits
        credit_minor = 0
        if asked.unit_credit_micro is not None:
            credit_minor = amount_minor(asked.unit_credit_micro, asked.quantity_milli, digits)
        elif of_line is not None:
            after_milli = of_line.returned_milli + asked.quantity_milli
            credit_minor = share_between(
                of_line.price_minor, of_line.returned_milli, after_milli, of_line.quantity_milli
            )
        if credit_minor > MAX_MINOR:
            raise Refusal("amount_too_large")
        return StockLine(
            number,
            asked.sku,
            asked.quantity_milli,
            unit_micro(credit_minor, asked.quantity_milli, digits),
            credit_minor,
            lot=asked.lot or "",
            serials=asked.serials,
            of_line=None if of_line is None else of_line.line_no,
            damaged_milli=_damaged_milli(asked, of_line) or None,
        )


@dataclass(frozen=True, slots=True)
class _Going:
    """A line of the return.

    Attributes:
        of_line: The line of the delivery, with what this document has sent back of it already; None for none.
    """

    line: StockLine
    item: Item
    of_line: deliveries.Line | None

    @property
    def broken_milli(self) -> int:
        """How much of it was written off before."""
        return self.line.damaged_milli or 0

    @property
    def whole_milli(self) -> int:
        """How much of it is in stock."""
        return self.line.quantity_milli - self.broken_milli

    @property
    def whole_serials(self) -> tuple[str, ...]:
        """The serial numbers of the pieces that are in stock: broken pieces are the last of the line."""
        return self.line.serials[: self.whole_milli // PIECE_MILLI]

    @property
    def broken_serials(self) -> tuple[str, ...]:
        """The serial numbers of the pieces that were written off."""
        return self.line.serials[self.whole_milli // PIECE_MILLI :]


class _Piece(NamedTuple):
    """So much of a lot, or one piece with its serial number, and the arrival that it is of."""

    lot: str
    quantity_milli: int
    arrival: deliveries.Arrival | None


def _pieces(posting: Posting, going: _Going, taken: set[tuple[int, str]]) -> list[_Piece]:
    """What of the goods in stock goes back: the pieces that are named, else those of the delivery that are there.

    Args:
        taken: The pieces that lines before it send back; its own are added.
    """
    line, item = going.line, going.item
    arrivals = () if going.of_line is None else going.of_line.arrivals
    by_lot = {arrival.lot: arrival for arrival in arrivals}
    if line.serials or not going.whole_milli:
        return [_Piece(serial, PIECE_MILLI, by_lot.get(serial)) for serial in going.whole_serials]
    if line.lot and len(arrivals) > 1:
        # A serial number that is named as a lot.
        arrival = by_lot.get(line.lot) if going.whole_milli == PIECE_MILLI else None
        return [_Piece(line.lot, going.whole_milli, arrival)]
    if len(arrivals) <= 1:
        only = arrivals[0] if arrivals else None
        return [_Piece(line.lot or (only.lot if only else ""), going.whole_milli, only)]
    pieces: list[_Piece] = []
    left_milli = going.whole_milli
    for arrival in arrivals:
        key = (item.product_id, arrival.lot)
        is_there = stock.on_hand(posting.connection, item.product_id, posting.location_id, arrival.lot) > 0
        if left_milli and is_there and key not in taken:
            taken.add(key)
            pieces.append(_Piece(arrival.lot, PIECE_MILLI, arrival))
            left_milli -= PIECE_MILLI
    return [*pieces, _Piece("", left_milli, None)] if left_milli else pieces


def _leaving(line: StockLine, item: Item) -> list[Wanted]:
    """Goods for which nobody knows the credit leave by the method, without a variance."""
    kind = MovementKind.SUPPLIER_RETURN
    return moving_steps(Wanted(line.line_no, kind, item.product_id, -line.quantity_milli, lot=line.lot), line.serials)


def _withdrawn(going: _Going, pieces: Sequence[_Piece]) -> Iterator[Withdrawn]:
    """Each piece goes at its own cost, with its share of the credit."""
    line, of_line = going.line, going.of_line
    gone_milli = 0
    for piece in pieces:
        # Of goods that came in as one some may have gone back before.
        before_milli = of_line.whole_back_milli if of_line is not None and len(of_line.arrivals) == 1 else 0
        worth_minor = 0
        if piece.arrival is not None:
            after_milli = before_milli + piece.quantity_milli
            worth_minor = share_between(
                piece.arrival.worth_minor, before_milli, after_milli, piece.arrival.quantity_milli
            )
        yield Withdrawn(
            line.line_no,
            MovementKind.SUPPLIER_RETURN,
            going.item.product_id,
            piece.quantity_milli,
            worth_minor,
            None if piece.arrival is None else piece.arrival.seq,
            piece.lot,
            _credit_minor(line, gone_milli, gone_milli + piece.quantity_milli),
        )
        gone_milli += piece.quantity_milli


def _out_of_write_off(posting: Posting, going: _Going, used: dict[int, int]) -> Iterator[Passing]:
    """What was written off goes back at its delivery's cost: one step, or one for each serial number.

    Args:
        used: By product: what lines before it send back of what was written off; its own is added.
    """
    line, item, of_line = going.line, going.item, going.of_line
    if not going.broken_milli or of_line is None:
        return
    _check_written_off(posting, going, of_line, used)
    by_lot = {arrival.lot: arrival for arrival in (*of_line.arrivals, *of_line.broken)}
    lot = line.lot or (of_line.arrivals[0].lot if len(of_line.arrivals) == 1 else "")
    parts = [(serial, by_lot[serial].worth_minor) for serial in going.broken_serials if serial in by_lot]
    if not parts:
        parts = [(lot, _broken_worth_minor(going, of_line))]
    gone_milli = going.whole_milli
    for number, worth_minor in parts:
        quantity_milli = PIECE_MILLI if line.serials else going.broken_milli
        credit_minor = _credit_minor(line, gone_milli, gone_milli + quantity_milli)
        yield Passing(
            line.line_no,
            item.product_id,
            -quantity_milli,
            -worth_minor,
            number,
            MovementKind.SUPPLIER_RETURN,
            is_serial=bool(line.serials),
            variance_minor=worth_minor - credit_minor,
        )
        gone_milli += quantity_milli


def _check_written_off(posting: Posting, going: _Going, of_line: deliveries.Line, used: dict[int, int]) -> None:
    """Refuse to take more out of the write-off than is in it."""
    item = going.item
    came_broken = {arrival.lot for arrival in of_line.broken}
    known = came_broken | {arrival.lot for arrival in of_line.arrivals}
    there_milli = stock.written_off(posting.connection, item.product_id, posting.location_id)
    there_milli -= used.get(item.product_id, 0)
    used[item.product_id] = used.get(item.product_id, 0) + going.broken_milli
    facts = {"sku": item.sku, "name": item.name}
    for serial in going.broken_serials:
        own_milli = stock.written_off(posting.connection, item.product_id, posting.location_id, serial)
        if serial not in known or own_milli < PIECE_MILLI:
            raise Refusal("serial_not_written_off", serial=serial, **facts)
    if going.broken_milli > there_milli:
        raise Refusal("not_written_off", there=write_quantity(max(0, there_milli)), **facts)


def _broken_worth_minor(going: _Going, of_line: deliveries.Line) -> int:
    """What broken pieces cost by their delivery: first those that came broken, then those that broke later."""
    came_milli = min(going.broken_milli, of_line.broken_left_milli)
    later_milli = going.broken_milli - came_milli
    before_milli = of_line.damaged_milli - of_line.broken_left_milli
    worth_minor = 0
    if came_milli:
        whole_minor = sum(arrival.worth_minor for arrival in of_line.broken)
        worth_minor += share_between(whole_minor, before_milli, before_milli + came_milli, of_line.damaged_milli)
    if later_milli:
        whole_minor = sum(arrival.worth_minor for arrival in of_line.arrivals)
        whole_milli = sum(arrival.quantity_milli for arrival in of_line.arrivals)
        before_milli = of_line.whole_back_milli + going.whole_milli
        worth_minor += share_between(whole_minor, before_milli, before_milli + later_milli, whole_milli)
    return worth_minor


def _credit_minor(line: StockLine, start_milli: int, end_milli: int) -> int:
    return share_between(line.value_minor, start_milli, end_milli, line.quantity_milli)


def _with_broken_last(posting: Posting, asked: ReturnLineAsked, item: Item) -> ReturnLineAsked:
    """A line that names pieces and does not say which were written off, with these at its end and their number."""
    if asked.damaged_milli is not None or not asked.serials:
        return asked
    connection, place = posting.connection, (item.product_id, posting.location_id)
    broken = [
        serial
        for serial in asked.serials
        if stock.on_hand(connection, *place, serial) <= 0 and stock.written_off(connection, *place, serial) > 0
    ]
    whole = [serial for serial in asked.serials if serial not in broken]
    return asked._replace(serials=(*whole, *broken), damaged_milli=len(broken) * PIECE_MILLI or None)


def _damaged_milli(asked: ReturnLineAsked, of_line: deliveries.Line | None) -> int:
    """How much of a line was written off before: as much as is said, and what is more than came whole."""
    named_milli = asked.damaged_milli or 0
    if named_milli > asked.quantity_milli:
        part, quantity = write_quantity(named_milli), write_quantity(asked.quantity_milli)
        raise Refusal("part_of_quantity", sku=asked.sku, part=part, quantity=quantity)
    if of_line is None:
        if named_milli:
            raise Refusal("damaged_of_no_delivery", sku=asked.sku)
        return 0
    more_milli = asked.quantity_milli - (of_line.left_milli - of_line.broken_left_milli)
    return max(named_milli, 0 if asked.serials else more_milli, 0)


def _check(lines: Sequence[ReturnLineAsked], goods: Sequence[Item]) -> None:
    for line, item in zip(lines, goods, strict=True):
        check_quantity(line.quantity_milli, item.unit, sku=item.sku)
        check_named(item, line.quantity_milli, line.serials)
        if line.damaged_milli:
            check_quantity(line.damaged_milli, item.unit, sku=item.sku)
        if line.quantity_milli < 0 or (line.damaged_milli or 0) < 0:
            raise Refusal("quantity_below_zero", sku=item.sku)


def _line_of(
    delivery: deliveries.Delivery, asked: ReturnLineAsked, before: dict[int, tuple[int, int]]
) -> deliveries.Line:
    """The line of the delivery that goods go back to, with what this document has sent back of it already.

    Args:
        before: By line: what this document sends back of it already, and how much of that was written off.
    """
    for line in delivery.lines:
        if line.sku != asked.sku or asked.line not in (None, line.line_no):
            continue
        back_milli, broken_milli = before.get(line.line_no, (0, 0))
        now = line._replace(
            returned_milli=line.returned_milli + back_milli, broken_back_milli=line.broken_back_milli + broken_milli
        )
        if asked.quantity_milli > now.left_milli:
            if asked.line is None and any(
                other.sku == asked.sku and other.line_no > line.line_no for other in delivery.lines
            ):
                continue
            raise Refusal("more_than_delivered", sku=asked.sku, left=write_quantity(now.left_milli))
        before[line.line_no] = (back_milli + asked.quantity_milli, broken_milli + _damaged_milli(asked, now))
        return now
    raise Refusal("unknown_delivery_line", sku=asked.sku, line=asked.line or "-", number=delivery.number)
