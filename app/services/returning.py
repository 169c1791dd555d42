"""Returning: goods that go back to their supplier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import MAX_MINOR, PIECE_MILLI, amount_minor, share_between, unit_micro, write_quantity
from app.domain.movement import MovementKind, Step, Wanted, Withdrawn
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_named, going_below_zero, moving_steps
from app.domain.stock_requests import ReturnLineAsked, SupplierReturnAsked
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
        difference to what they were worth is a purchase variance.

        Raises:
            Refusal: `unknown_delivery`, `unknown_delivery_line`, `more_than_delivered`, `unknown_product`,
                `quantity_below_zero`, `whole_pieces`, `serial_sold`, `serial_twice`, `serials_count`,
                `already_counted`, `amount_too_large`, `stock_blocked`, `unknown_lot`, `unknown_serial`.
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
            found = posting.find_goods(line.sku for line in asked.lines)
            goods = [found[line.sku] for line in asked.lines]
            _check(posting, asked.lines, goods)
            lines: list[StockLine] = []
            steps: list[Step] = []
            before: dict[int, int] = {}
            taken: set[tuple[int, str]] = set()
            for number, (line, item) in enumerate(zip(asked.lines, goods, strict=True), start=1):
                of_line = None if delivery is None else _line_of(delivery, line, before)
                stored = self._line(number, line, of_line)
                lines.append(stored)
                if of_line is None and line.unit_credit_micro is None:
                    steps += _leaving(stored, item)
                else:
                    steps += _withdrawn(stored, item, of_line, _pieces(posting, stored, item, of_line, taken))
            late = [
                counts.Late(line.line_no, item, -line.quantity_milli, line.lot)
                for line, item in zip(lines, goods, strict=True)
            ]
            steps += posting.taken_back(late, counted=asked.counted)
            document = StockDocument(
                posting.heading,
                tuple(lines),
                supplier="" if delivery is None else delivery.supplier,
                counted=counts.answer(asked.counted),
            )
            supplier_id = None if delivery is None else delivery.supplier_id
            short = going_below_zero((item, -line.quantity_milli) for line, item in zip(lines, goods, strict=True))
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
        )


class _Piece(NamedTuple):
    """So much of a lot, or one piece with its serial number, and the arrival that it is of."""

    lot: str
    quantity_milli: int
    arrival: deliveries.Arrival | None


def _pieces(
    posting: Posting,
    line: StockLine,
    item: Item,
    of_line: deliveries.Line | None,
    taken: set[tuple[int, str]],
) -> list[_Piece]:
    """What of the goods goes back: the pieces that are named, else those of the delivery that are there.

    Args:
        taken: The pieces that lines before it send back; its own are added.
    """
    arrivals = () if of_line is None else of_line.arrivals
    by_lot = {arrival.lot: arrival for arrival in arrivals}
    if line.serials:
        return [_Piece(serial, PIECE_MILLI, by_lot.get(serial)) for serial in line.serials]
    if line.lot and len(arrivals) > 1:
        # A serial number that is named as a lot.
        arrival = by_lot.get(line.lot) if line.quantity_milli == PIECE_MILLI else None
        return [_Piece(line.lot, line.quantity_milli, arrival)]
    if len(arrivals) <= 1:
        only = arrivals[0] if arrivals else None
        return [_Piece(line.lot or (only.lot if only else ""), line.quantity_milli, only)]
    pieces: list[_Piece] = []
    left_milli = line.quantity_milli
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


def _withdrawn(
    line: StockLine, item: Item, of_line: deliveries.Line | None, pieces: Sequence[_Piece]
) -> Iterator[Withdrawn]:
    """Each piece goes at its own cost, with its share of the credit."""
    gone_milli = 0
    for piece in pieces:
        # Of goods that came in as one some may have gone back before.
        before_milli = of_line.returned_milli if of_line is not None and len(of_line.arrivals) == 1 else 0
        worth_minor = 0
        if piece.arrival is not None:
            after_milli = before_milli + piece.quantity_milli
            worth_minor = share_between(
                piece.arrival.worth_minor, before_milli, after_milli, piece.arrival.quantity_milli
            )
        yield Withdrawn(
            line.line_no,
            MovementKind.SUPPLIER_RETURN,
            item.product_id,
            piece.quantity_milli,
            worth_minor,
            None if piece.arrival is None else piece.arrival.seq,
            piece.lot,
            share_between(line.value_minor, gone_milli, gone_milli + piece.quantity_milli, line.quantity_milli),
        )
        gone_milli += piece.quantity_milli


def _check(posting: Posting, lines: Sequence[ReturnLineAsked], goods: Sequence[Item]) -> None:
    for line, item in zip(lines, goods, strict=True):
        check_quantity(line.quantity_milli, item.unit, sku=item.sku)
        check_named(item, line.quantity_milli, line.serials)
        if line.quantity_milli < 0:
            raise Refusal("quantity_below_zero", sku=item.sku)
    going = [(item, line.serials) for line, item in zip(lines, goods, strict=True)]
    counts.check_going_serials(posting.connection, going)


def _line_of(delivery: deliveries.Delivery, asked: ReturnLineAsked, before: dict[int, int]) -> deliveries.Line:
    """The line of the delivery that goods go back to, with what this document has sent back of it already."""
    for line in delivery.lines:
        if line.sku != asked.sku or asked.line not in (None, line.line_no):
            continue
        returned_milli = line.returned_milli + before.get(line.line_no, 0)
        left_milli = line.quantity_milli - returned_milli
        if asked.quantity_milli > left_milli:
            if asked.line is None and any(
                other.sku == asked.sku and other.line_no > line.line_no for other in delivery.lines
            ):
                continue
            raise Refusal("more_than_delivered", sku=asked.sku, left=write_quantity(left_milli))
        before[line.line_no] = before.get(line.line_no, 0) + asked.quantity_milli
        return line._replace(returned_milli=returned_milli)
    raise Refusal("unknown_delivery_line", sku=asked.sku, line=asked.line or "-", number=delivery.number)
