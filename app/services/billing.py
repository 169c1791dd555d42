"""Billing: what goods cost after they came in: landed costs, and the supplier's invoice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted, Warned
from app.domain.delivery_doubts import is_wild
from app.domain.discount import Discount, spread_discount
from app.domain.document import DocumentKind, Settled, StockDocument, StockLine
from app.domain.figures import MAX_MINOR, amount_minor, share_between, spread, write_quantity
from app.domain.movement import Added, MovementKind, Step, Varied
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.stock_requests import CreditNoteAsked, InvoiceAsked, InvoiceLineAsked, LaterCostAsked
from app.reports.coded import by_sku
from app.store.database import Book
from app.store.queries import deliveries, items, parties, reversals, stock
from app.store.writing.posting import Beside, Matched, Posting


class _Match(NamedTuple):
    """A part of an invoice line, for a part of a delivery line."""

    line_no: int
    delivery: deliveries.Delivery
    line: deliveries.Line
    before_milli: int
    quantity_milli: int
    billed_minor: int

    @property
    def received_minor(self) -> int:
        """What the delivery said that this part costs."""
        after_milli = self.before_milli + self.quantity_milli
        return share_between(self.line.value_minor, self.before_milli, after_milli, self.line.charged_milli)

    def kept(self) -> Matched:
        """As the book keeps it."""
        return Matched(
            self.line_no,
            self.delivery.document_id,
            self.line.line_no,
            self.quantity_milli,
            self.received_minor,
            self.billed_minor,
        )


class Billing:
    """Books costs to goods that came in before."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def add_landed_cost(self, asked: LaterCostAsked) -> Posted:
        """Spread a cost over a delivery: what is left of the goods takes its share, the rest is cost of sales.

        Raises:
            Refusal: `unknown_delivery`, `unknown_supplier`, `no_weight`, `cost_below_zero`,
                `before_its_document`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            if asked.amount_minor <= 0:
                raise Refusal("cost_below_zero", sku="landed cost")
            delivery = deliveries.delivery(connection, asked.of)
            posting.open(DocumentKind.LANDED_COST, rights.Right.BILL, location=delivery.location)
            posting.refer(delivery.uid, delivery.document_id)
            posting.rest_on([delivery.document_id])
            supplier_id = parties.supplier_id_of(connection, asked.supplier) if asked.supplier else None
            shares = spread(asked.amount_minor, _weights(posting, delivery, asked.by))
            steps: list[Step] = []
            for line, share_minor in zip(delivery.lines, shares, strict=True):
                steps += _added(line, line.line_no, MovementKind.LANDED, share_minor)
            document = StockDocument(
                posting.heading,
                (),
                supplier=asked.supplier or "",
                amount_minor=asked.amount_minor,
                spread=asked.by,
            )
            return posting.post(document, (), steps, points_to=Beside(supplier_id))

    def take_invoice(self, asked: InvoiceAsked) -> Posted:
        """Match a supplier's invoice to deliveries; where it says another price, the difference is spread.

        Landed costs are billed as a whole; what the carrier bills more (or less) goes to the goods, too.

        Raises:
            Refusal: `unknown_supplier`, `unknown_delivery`, `other_supplier`, `no_lines`, `over_invoiced`,
                `not_delivered`, `quantity_below_zero`, `amount_too_large`, `no_landed_cost`, `already_invoiced`,
                `named_twice`, `before_its_document`, `discount_too_large`, those of `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            if not asked.lines and not asked.landed_costs:
                raise Refusal("no_lines")
            posting.open(DocumentKind.SUPPLIER_INVOICE, rights.Right.BILL)
            supplier_id = parties.supplier_id_of(connection, asked.supplier)
            billed = [deliveries.delivery(connection, uid) for uid in dict.fromkeys(asked.deliveries)]
            for delivery in billed:
                if delivery.supplier_id not in (None, supplier_id):
                    raise Refusal("other_supplier", number=delivery.number, supplier=delivery.supplier)
            wanted = by_sku(connection, asked.lines, shop=self._book.shop, location_id=posting.location_id)
            lines, discount_minor = self._lines(wanted, asked.discount)
            matches = list(_matched(lines, billed))
            ids = {line.sku: line.product_id for delivery in billed for line in delivery.lines}
            by_id = {
                item.product_id: item
                for item in items.by_ids(connection, sorted(ids.values()), location_id=posting.location_id)
            }
            goods = [by_id[ids[line.sku]] for line in lines]
            steps: list[Step] = []
            for match in matches:
                difference_minor = match.billed_minor - match.received_minor
                steps += _added(match.line, match.line_no, MovementKind.INVOICE, difference_minor)
            costs = _billed_costs(posting, asked)
            posting.rest_on([one.document_id for one in billed] + [cost.document_id for _, cost, _ in costs])
            for _, cost, billed_minor in costs:
                steps += _cost_difference(cost, billed_minor)
            document = StockDocument(
                posting.heading,
                lines,
                supplier=asked.supplier,
                reference=asked.number,
                discount_minor=discount_minor,
                tax_minor=asked.tax_minor,
                deliveries=tuple(delivery.uid for delivery in billed),
                settles=tuple(Settled(uid, cost.booked_minor, billed_minor) for uid, cost, billed_minor in costs),
            )
            points_to = Beside(
                supplier_id,
                delivery_ids=tuple(delivery.document_id for delivery in billed),
                settled_ids=tuple(cost.document_id for _, cost, _ in costs),
            )
            twice = reversals.of_reference(connection, supplier_id, asked.number)
            notes = [Warned("invoice_twice", {"note": asked.number, "number": twice})] if twice else []
            notes += self._wild(lines, goods, matches)
            posted = posting.post(document, goods, steps, points_to=points_to, warnings=notes)
            posting.match(one.kept() for one in matches)
            return posted

    def take_credit_note(self, asked: CreditNoteAsked) -> Posted:
        """Settle a supplier return with what the supplier gives for it; a difference is a purchase variance.

        Raises:
            Refusal: `unknown_return`, `already_invoiced`, `amount_too_large`, `before_its_document`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            back = deliveries.owed(
                connection, asked.of, kinds=(DocumentKind.SUPPLIER_RETURN,), moved=MovementKind.SUPPLIER_RETURN
            )
            if back is None:
                raise Refusal("unknown_return", uid=asked.of[:64])
            posting.open(DocumentKind.CREDIT_NOTE, rights.Right.BILL)
            posting.refer(asked.of, back.document_id)
            posting.rest_on([back.document_id])
            credit_minor = _checked_amount(back, asked.amount_minor)
            shares = spread(back.booked_minor - credit_minor, [amount for *_, amount in back.parts])
            steps: list[Step] = [
                Varied(line_no, MovementKind.SUPPLIER_RETURN, product_id, seq, share_minor)
                for (line_no, product_id, seq, _), share_minor in zip(back.parts, shares, strict=True)
                if share_minor
            ]
            document = StockDocument(
                posting.heading,
                (),
                supplier=back.supplier,
                reference=asked.number,
                tax_minor=asked.tax_minor,
                settles=(Settled(asked.of, back.booked_minor, credit_minor),),
            )
            supplier_id = parties.supplier_id_of(connection, back.supplier) if back.supplier else None
            points_to = Beside(supplier_id, settled_ids=(back.document_id,))
            return posting.post(document, (), steps, points_to=points_to)

    def _wild(self, lines: Sequence[StockLine], goods: Sequence[Item], matches: Iterable[_Match]) -> Iterator[Warned]:
        """What to say of lines that are billed so far from what was delivered that a comma must have slipped."""
        received: dict[int, int] = {}
        for match in matches:
            received[match.line_no] = received.get(match.line_no, 0) + match.received_minor
        money = self._book.shop.currency
        for line, item in zip(lines, goods, strict=True):
            received_minor = received[line.line_no]
            if is_wild(line.value_minor, received_minor):
                amounts = {"billed": money.write(line.value_minor), "delivered": money.write(received_minor)}
                yield Warned("bill_wild", {"sku": item.sku, "name": item.name, **amounts})

    def _lines(self, asked: Sequence[InvoiceLineAsked], discount: Discount | None) -> tuple[tuple[StockLine, ...], int]:
        """The lines, their values less the discount; and what that takes off."""
        money = self._book.shop.currency
        lines = []
        for number, line in enumerate(asked, start=1):
            if line.quantity_milli <= 0:
                raise Refusal("quantity_below_zero", sku=line.sku)
            value_minor = amount_minor(line.unit_cost_micro, line.quantity_milli, money.digits)
            if value_minor > MAX_MINOR:
                raise Refusal("amount_too_large")
            lines.append(StockLine(number, line.sku, line.quantity_milli, line.unit_cost_micro, value_minor))
        if discount is None:
            return tuple(lines), 0
        off = spread_discount([line.value_minor for line in lines], discount, money)
        discounted = (
            line._replace(value_minor=line.value_minor - share) for line, share in zip(lines, off, strict=True)
        )
        return tuple(discounted), sum(off)


def _billed_costs(posting: Posting, asked: InvoiceAsked) -> list[tuple[str, deliveries.Owed, int]]:
    """The landed costs that an invoice names, with what it bills for each."""
    found: list[tuple[str, deliveries.Owed, int]] = []
    for uid, named_minor in asked.landed_costs:
        cost = deliveries.owed(
            posting.connection,
            uid,
            kinds=(DocumentKind.LANDED_COST, DocumentKind.DELIVERY),
            moved=MovementKind.LANDED,
        )
        if cost is None or not cost.parts:
            raise Refusal("no_landed_cost", uid=uid[:64])
        if any(other == uid for other, *_ in found):
            raise Refusal("named_twice", text=uid[:64])
        # The supplier of a delivery is not its carrier.
        if cost.kind == DocumentKind.LANDED_COST and cost.supplier not in ("", asked.supplier):
            raise Refusal("other_supplier", number=cost.number, supplier=cost.supplier)
        found.append((uid, cost, _checked_amount(cost, named_minor)))
    return found


def _checked_amount(owed: deliveries.Owed, named_minor: int | None) -> int:
    """What is billed for something that is settled as a whole, where nobody has settled it yet."""
    if owed.settled_by is not None:
        raise Refusal("already_invoiced", number=owed.number, by=owed.settled_by)
    billed_minor = max(owed.booked_minor, 0) if named_minor is None else named_minor
    if billed_minor > MAX_MINOR:
        raise Refusal("amount_too_large")
    return billed_minor


def _cost_difference(cost: deliveries.Owed, billed_minor: int) -> Iterator[Added]:
    """What an invoice says more (or less) than was booked, in the proportion in which that was booked."""
    shares = spread(billed_minor - cost.booked_minor, [amount for *_, amount in cost.parts])
    for (line_no, product_id, seq, _), share_minor in zip(cost.parts, shares, strict=True):
        if share_minor:
            yield Added(line_no, MovementKind.LANDED, product_id, seq, share_minor)


def _weights(posting: Posting, delivery: deliveries.Delivery, by: str) -> list[int]:
    """By what a landed cost is spread; by quantity too where there is no value to spread by."""
    lines = delivery.lines
    if by == "weight":
        known = stock.weights(posting.connection, {line.product_id for line in lines})
        for line in lines:
            if line.product_id not in known:
                raise Refusal("no_weight", sku=line.sku, name=line.sku)
        return [line.quantity_milli * known[line.product_id] for line in lines]
    if by == "value" and any(line.value_minor for line in lines):
        return [line.value_minor for line in lines]
    return [line.quantity_milli for line in lines]


def _added(line: deliveries.Line, line_no: int, kind: MovementKind, amount_minor_: int) -> Iterator[Added]:
    """Book a cost to the movements of a delivery line, by quantity; the share of what came broken is gone."""
    shares = spread(amount_minor_, [arrival.quantity_milli for arrival in line.bearing])
    for arrival, share_minor in zip(line.bearing, shares, strict=True):
        if share_minor:
            yield Added(line_no, kind, line.product_id, arrival.seq, share_minor)


def _matched(lines: Sequence[StockLine], billed: Sequence[deliveries.Delivery]) -> Iterator[_Match]:
    """Match the lines of an invoice to what was delivered and not yet invoiced, in the order of the deliveries."""
    done: dict[tuple[int, int], int] = {}
    for line in lines:
        left_milli = line.quantity_milli
        known = [(delivery, one) for delivery in billed for one in delivery.lines if one.sku == line.sku]
        if not known:
            raise Refusal("not_delivered", sku=line.sku)
        for delivery, one in known:
            key = (delivery.document_id, one.line_no)
            before_milli = one.invoiced_milli + done.get(key, 0)
            part_milli = min(left_milli, one.charged_milli - before_milli)
            if part_milli <= 0:
                continue
            gone_milli = line.quantity_milli - left_milli
            billed_minor = share_between(line.value_minor, gone_milli, gone_milli + part_milli, line.quantity_milli)
            yield _Match(line.line_no, delivery, one, before_milli, part_milli, billed_minor)
            done[key] = done.get(key, 0) + part_milli
            left_milli -= part_milli
        if left_milli:
            raise Refusal("over_invoiced", sku=line.sku, more=write_quantity(left_milli))
