"""Receiving: goods that come in, and what was there before the book began."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted, Warned
from app.domain.delivery_doubts import DeliveryRules, posted_doubts
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import write_quantity
from app.domain.moment import write_date
from app.domain.movement import MovementKind, Step
from app.domain.ordered import OrderStatus
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.requests import DeliveryAsked, OpeningStockAsked, StockLineAsked
from app.domain.stock_lines import arriving_steps, delivered_steps, unnamed
from app.domain.valuing import Arriving, stock_lines
from app.reports.coded import by_sku
from app.store.database import Book, Connection
from app.store.queries import arrivals, counts, orders, parties, stock, suppliers
from app.store.queries.orders import Order
from app.store.writing import drafts
from app.store.writing.posting import Beside, Posting


class Receiving:
    """Takes goods into the book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def enter_opening_stock(self, asked: OpeningStockAsked) -> Posted:
        """Enter what was there before the book began, with its cost, against the opening balance.

        Raises:
            Refusal: `unknown_product`, `already_counted_in` when a product has come in at that location before, and
                `lot_other_expiry` and those of `by_sku` and `stock_lines`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.OPENING_STOCK, rights.Right.OPEN_STOCK)
            arriving = _arriving(posting, _by_sku(posting, asked.lines))
            for line in arriving:
                if line.item.counted:
                    raise Refusal("already_counted_in", sku=line.item.sku, name=line.item.name)
            lines = stock_lines(arriving, self._book.shop.currency)
            document = StockDocument(posting.heading, lines)
            return _post(posting, document, arriving, _steps(lines, arriving, MovementKind.OPENING_STOCK))

    def accept_delivery(self, asked: DeliveryAsked, *, draft: str | None = None, entries: int | None = None) -> Posted:
        """Take in a delivery: its lines come in at cost, less its discount, with their share of landed costs.

        Args:
            asked: The delivery.
            draft: The sheet that it ends, if it comes from one.
            entries: How many entries of the sheet are in it; None does not say.

        Raises:
            Refusal: `draft_closed` where the sheet was posted or given up meanwhile, `draft_moved` where somebody else
                has entered more, `unknown_product`, `unknown_supplier`, `already_counted`, `serial_in_stock`, those of
                `by_sku` and `stock_lines`, and where an order is named `unknown_order`, `order_not_sent`,
                `order_cancelled`, `order_already_received` and `order_of_another`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            order = None if asked.order is None else _receivable(connection, asked.order, asked)
            posting.open(DocumentKind.DELIVERY, rights.Right.RECEIVE, location=order.location if order else None)
            supplier = asked.supplier or (order.supplier if order else "")
            supplier_id = parties.supplier_id_of(connection, supplier) if supplier else None
            wanted = _by_sku(posting, asked.lines)
            if order is not None:
                posting.refer(order.uid, order.document_id)
                wanted = _at_ordered_cost(order, wanted)
            by_weight = any(cost.by == "weight" for cost in asked.landed_costs)
            arriving = _arriving(posting, wanted, supplier_id=supplier_id, by_weight=by_weight)
            money = self._book.shop.currency
            lines = stock_lines(arriving, money, discount=asked.discount, landed=asked.landed_costs)
            document = StockDocument(
                posting.heading,
                lines,
                supplier=supplier,
                reference=asked.reference,
                discount_minor=_total(stock_lines(arriving, money)) - _total(lines) if asked.discount else 0,
                provisional=asked.provisional,
                counted=counts.answer(asked.counted),
            )
            steps = _delivered(lines, arriving)
            steps += posting.taken_back(_late(lines, arriving), counted=asked.counted)
            if draft is not None:
                drafts.post(connection, draft, many=entries, now=posting.now)
            return _post(posting, document, arriving, steps, supplier_id=supplier_id, order=order)


def _late(lines: Sequence[StockLine], arriving: Sequence[Arriving]) -> list[counts.Late]:
    """What came whole, as far as somebody may have counted it since."""
    return [
        late
        for line, one in zip(lines, arriving, strict=True)
        if (whole_milli := line.quantity_milli - (line.damaged_milli or 0))
        for late in counts.late(line.line_no, one.item, whole_milli, line.lot, line.serials)
    ]


def _by_sku(posting: Posting, lines: Sequence[StockLineAsked]) -> Sequence[StockLineAsked]:
    return by_sku(posting.connection, lines, shop=posting.book.shop, location_id=posting.location_id)


def _arriving(
    posting: Posting, asked: Sequence[StockLineAsked], *, supplier_id: int | None = None, by_weight: bool = False
) -> list[Arriving]:
    """The lines with their goods and costs.

    Args:
        supplier_id: Who brings them.
        by_weight: Whether anything is shared out by weight.
    """
    found = posting.find_goods(line.sku for line in asked)
    connection, location_id = posting.connection, posting.location_id
    ids = {item.product_id for item in found.values()}
    costs = suppliers.usual_costs(
        connection, ids, supplier_id=supplier_id, location_id=location_id, default=posting.book.shop.costing
    )
    weights = stock.weights(connection, ids if by_weight else ())
    arriving = []
    for line in asked:
        item, unit_cost_micro = found[line.sku], line.unit_cost_micro
        known_micro = costs[item.product_id] or 0
        if unit_cost_micro is None:
            unit_cost_micro = known_micro
        arriving.append(Arriving(item, line, unit_cost_micro, weights.get(item.product_id), known_micro))
    counts.check_new_serials(posting.connection, [(line.item, line.asked.serials) for line in arriving])
    return arriving


def _steps(lines: Sequence[StockLine], arriving: Sequence[Arriving], kind: MovementKind) -> list[Step]:
    return [step for line, one in zip(lines, arriving, strict=True) for step in arriving_steps(line, one.item, kind)]


def _delivered(lines: Sequence[StockLine], arriving: Sequence[Arriving]) -> list[Step]:
    return [step for line, one in zip(lines, arriving, strict=True) for step in delivered_steps(line, one.item)]


def _post(
    posting: Posting,
    document: StockDocument,
    arriving: Sequence[Arriving],
    steps: Sequence[Step],
    *,
    supplier_id: int | None = None,
    order: Order | None = None,
) -> Posted:
    goods = [one.item for one in arriving]
    free = [item for line, item in zip(document.lines, goods, strict=True) if line.value_minor == 0]
    warnings = [Warned("without_cost", {"sku": item.sku, "name": item.name}) for item in free]
    missing = (unnamed(item, line.lot, line.serials) for line, item in zip(document.lines, goods, strict=True))
    warnings += [one for one in missing if one is not None]
    if document.heading.kind is DocumentKind.DELIVERY:
        warnings += _noted(posting, document, arriving, order)
    if order is not None:
        warnings += _beside_order(order, document, goods, posting.book.shop.over_delivery_milli)
    points_to = Beside(supplier_id, order_id=order.document_id if order else None)
    return posting.post(document, goods, steps, points_to=points_to, warnings=warnings)


def _noted(
    posting: Posting, document: StockDocument, arriving: Sequence[Arriving], order: Order | None
) -> list[Warned]:
    """What looks wrong about a delivery and may be right: on the screen it was asked about."""
    ordered = {} if order is None else {line.product_id: line for line in order.lines}
    rules = DeliveryRules(cost_percent=posting.book.shop.cost_percent)
    notes: list[Warned] = []
    for line, one in zip(document.lines, arriving, strict=True):
        of = ordered.get(one.item.product_id)
        day = posting.filing.book_date
        notes += posted_doubts(line, one.item, rules, usual_micro=one.known_micro, of=of, today=day)
    before = arrivals.of_note(posting.connection, document.supplier, document.reference)
    if before is not None:
        number, day = before
        notes.append(Warned("note_twice", {"note": document.reference, "number": number, "day": write_date(day)}))
    return notes


def _receivable(connection: Connection, name: str, asked: DeliveryAsked) -> Order:
    """The order on which goods come; one that has come is asked about, so that two people do not take it in twice."""
    order = orders.named(connection, name)
    match order.status:
        case OrderStatus.DRAFT:
            raise Refusal("order_not_sent", number=order.number)
        case OrderStatus.CANCELLED:
            raise Refusal("order_cancelled", number=order.number)
        case OrderStatus.RECEIVED if not asked.again:
            last = orders.last_delivery(connection, order.document_id)
            raise Refusal("order_already_received", number=order.number, delivery=last)
    if asked.supplier and asked.supplier != order.supplier:
        raise Refusal("order_of_another", number=order.number, supplier=order.supplier)
    return order


def _at_ordered_cost(order: Order, lines: Sequence[StockLineAsked]) -> list[StockLineAsked]:
    """The lines, each without a cost at the one that was ordered."""
    costs = {line.sku: line.unit_cost_micro for line in order.lines if line.unit_cost_micro}
    return [
        line._replace(unit_cost_micro=costs.get(line.sku)) if line.unit_cost_micro is None else line for line in lines
    ]


def _beside_order(order: Order, document: StockDocument, goods: Sequence[Item], tolerance_milli: int) -> list[Warned]:
    """What came and was not ordered, or not so much of it; what is free is over and above."""
    came: dict[int, int] = {}
    for line, item in zip(document.lines, goods, strict=True):
        came[item.product_id] = came.get(item.product_id, 0) + line.quantity_milli - (line.free_milli or 0)
    by_id = {item.product_id: item for item in goods}
    ordered = {line.product_id: line for line in order.lines}
    warnings = []
    for product_id, quantity_milli in came.items():
        of = ordered.get(product_id)
        if of is not None and not of.is_over(quantity_milli, tolerance_milli):
            continue
        item = by_id[product_id]
        facts: dict[str, object] = {"sku": item.sku, "name": item.name, "number": order.number}
        if of is None:
            warnings.append(Warned("not_on_order", facts))
        else:
            awaited_milli = of.quantity_milli - of.cancelled_milli
            came_milli = of.received_milli + quantity_milli
            facts |= {"came": write_quantity(came_milli), "ordered": write_quantity(awaited_milli)}
            warnings.append(Warned("over_delivered", facts))
    return warnings


def _total(lines: Sequence[StockLine]) -> int:
    return sum(line.value_minor for line in lines)
