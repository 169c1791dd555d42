"""Returning: goods that go back to their supplier."""

from __future__ import annotations

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import PIECE_MILLI, amount_minor, share_between, unit_micro, write_quantity
from app.domain.movement import MovementKind, Step, Wanted, Withdrawn
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_named, moving_steps
from app.domain.stock_requests import ReturnLineAsked, SupplierReturnAsked
from app.store.database import Book
from app.store.queries import counts, deliveries
from app.store.writing.posting import Beside, Posting


class Returning:
    """Sends goods back."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def return_goods(self, asked: SupplierReturnAsked) -> Posted:
        """Goods go back to their supplier, at the cost of their delivery while they are there, else by the method.

        What the supplier gives for them is the price of the delivery unless it is named; the difference to what they
        were worth is a purchase variance.

        Raises:
            Refusal: `unknown_delivery`, `unknown_delivery_line`, `more_than_delivered`, `unknown_product`,
                `quantity_below_zero`, `whole_pieces`, `serial_sold`, `already_counted`.
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
            lines: list[StockLine] = []
            steps: list[Step] = []
            before: dict[int, int] = {}
            for number, (line, item) in enumerate(zip(asked.lines, goods, strict=True), start=1):
                _check(posting, line, item)
                of_line = None if delivery is None else _line_of(delivery, line, before)
                stored, own_steps = self._line(number, line, item, of_line)
                lines.append(stored)
                steps += own_steps
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
            return posting.post(document, goods, steps, points_to=Beside(supplier_id))

    def _line(
        self, number: int, asked: ReturnLineAsked, item: Item, of_line: deliveries.Line | None
    ) -> tuple[StockLine, list[Step]]:
        digits = self._book.shop.currency.digits
        credit_minor = None
        if asked.unit_credit_micro is not None:
            credit_minor = amount_minor(asked.unit_credit_micro, asked.quantity_milli, digits)
        elif of_line is not None:
            after_milli = of_line.returned_milli + asked.quantity_milli
            credit_minor = share_between(
                of_line.value_minor, of_line.returned_milli, after_milli, of_line.quantity_milli
            )
        stored = StockLine(
            number,
            asked.sku,
            asked.quantity_milli,
            0 if credit_minor is None else unit_micro(credit_minor, asked.quantity_milli, digits),
            credit_minor or 0,
            lot=asked.lot or "",
            serials=asked.serials,
            of_line=None if of_line is None else of_line.line_no,
        )
        if credit_minor is None:
            whole = Wanted(
                number, MovementKind.SUPPLIER_RETURN, item.product_id, -asked.quantity_milli, lot=asked.lot or ""
            )
            return stored, list(moving_steps(whole, asked.serials))
        return stored, _withdrawn(stored, item, of_line, credit_minor)


def _withdrawn(line: StockLine, item: Item, of_line: deliveries.Line | None, credit_minor: int) -> list[Step]:
    """Of goods with serial numbers each piece goes at its own cost, with its share of the credit."""
    arrivals = () if of_line is None else of_line.arrivals
    pieces = [(serial, PIECE_MILLI) for serial in line.serials] or [
        (line.lot or (arrivals[0].lot if arrivals and not of_line_has_serials(of_line) else ""), line.quantity_milli)
    ]
    steps: list[Step] = []
    gone_milli = 0
    for lot, quantity_milli in pieces:
        arrival = next((one for one in arrivals if one.lot == lot), arrivals[0] if arrivals else None)
        returned_milli = 0 if of_line is None or line.serials else of_line.returned_milli
        steps.append(
            Withdrawn(
                line.line_no,
                MovementKind.SUPPLIER_RETURN,
                item.product_id,
                quantity_milli,
                0
                if arrival is None
                else share_between(
                    arrival.worth_minor, returned_milli, returned_milli + quantity_milli, arrival.quantity_milli
                ),
                0 if arrival is None else arrival.seq,
                lot,
                share_between(credit_minor, gone_milli, gone_milli + quantity_milli, line.quantity_milli),
            )
        )
        gone_milli += quantity_milli
    return steps


def of_line_has_serials(line: deliveries.Line | None) -> bool:
    """Whether a delivery line came piece by piece."""
    return line is not None and len(line.arrivals) > 1


def _check(posting: Posting, line: ReturnLineAsked, item: Item) -> None:
    check_quantity(line.quantity_milli, item.unit, sku=item.sku)
    check_named(item, line.quantity_milli, line.serials)
    if line.quantity_milli < 0:
        raise Refusal("quantity_below_zero", sku=item.sku)
    counts.check_sold_serials(posting.connection, item, line.serials)


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
