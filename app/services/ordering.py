"""Ordering: what the shop wants of its suppliers. An order moves neither stock nor money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Posted, Updated, Warned
from app.domain.delivery_doubts import is_wild, ordered_wild
from app.domain.document import DocumentKind, OrderDocument, OrderLine
from app.domain.figures import PIECE_MILLI, Currency, amount_minor, half_up, write_quantity
from app.domain.moment import day_number, day_of
from app.domain.order_requests import (
    OrderAsked,
    OrderCancelAsked,
    OrderExpectAsked,
    OrderLineAsked,
    OrderSendAsked,
    SupplierItemAsked,
)
from app.domain.ordered import OrderedLine, OrderStatus
from app.domain.product import Item, Unit, check_quantity
from app.domain.refusal import Refusal
from app.reports.coded import by_sku
from app.store.database import Book, Connection
from app.store.queries import items, orders, parties, reordering, stock, suppliers
from app.store.queries.orders import Order
from app.store.queries.suppliers import Supplier
from app.store.writing import orders as writing
from app.store.writing.posting import Posting


class Ordering:
    """Orders goods from suppliers."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def place(self, asked: OrderAsked) -> Posted:
        """Order goods: as a draft, or as an order that goes out at once.

        Lines without a cost have what the supplier took last, or else last known cost; without a pack or the
        supplier's own code, what is known of its item. Without a day the goods are expected when the supplier's lead
        time is over: the promised one, or else the learned one. An order `instead` of a draft takes its place: the
        draft is given up in the same transaction.

        Raises:
            Refusal: `supplier_needed`, `unknown_supplier`, `unknown_order` (to copy, or whose place it takes),
                `order_not_draft`, `nothing_low`, `no_lines`, `unknown_product`, `not_stocked`, `kit_comes_in_parts`,
                `named_twice`, `quantity_zero`, `quantity_below_zero`, `whole_pieces`, `expected_before`, those of
                `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            replaced = None if asked.instead is None else _draft(connection, asked.instead)
            posting.open(DocumentKind.ORDER, rights.Right.ORDER)
            copied = None if asked.copy is None else orders.named(connection, asked.copy)
            code = asked.supplier or (copied.supplier if copied else None)
            if code is None:
                raise Refusal("supplier_needed")
            supplier = suppliers.supplier(connection, code)
            lines, goods, slipped = _lines(posting, supplier, _wanted(connection, asked, copied, supplier))
            expected = asked.expected
            if not asked.is_draft:
                expected = _expected(connection, supplier, posting.filing.book_date, asked.expected)
            document = OrderDocument(
                posting.heading, lines, supplier.code, expected, step="draft" if asked.is_draft else "send"
            )
            warnings = [*slipped, *_warnings(document.lines, supplier, self._book.shop.currency)]
            posted = posting.post_order(document, goods, supplier_id=supplier.supplier_id, warnings=warnings)
            if replaced is not None:
                self._cancel(connection, _replaced(asked, replaced, posted.number))
            return posted

    def send(self, asked: OrderSendAsked) -> Posted:
        """A draft goes to its supplier.

        Raises:
            Refusal: `unknown_order`, `order_not_draft`, `expected_before`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            order = _draft(connection, asked.of)
            posting.open(DocumentKind.ORDER_SEND, rights.Right.ORDER, location=order.location)
            posting.refer(order.uid, order.document_id)
            supplier = suppliers.supplier(connection, order.supplier)
            wanted = order.expected if asked.expected is None else asked.expected
            expected = _expected(connection, supplier, posting.filing.book_date, wanted)
            warnings = list(_warnings(order.lines, supplier, self._book.shop.currency))
            return posting.post_order(OrderDocument(posting.heading, (), expected=expected), warnings=warnings)

    def cancel(self, asked: OrderCancelAsked) -> Posted:
        """Give up what is still open of an order: all of it, or some lines; so back-orders are closed, too.

        Raises:
            Refusal: `unknown_order`, `order_closed`, `not_ordered_line`, `more_than_open`, `quantity_zero`,
                `quantity_below_zero`, `whole_pieces`, `named_twice`.
        """
        with self._book.writing() as connection:
            return self._cancel(connection, asked)

    def expect(self, asked: OrderExpectAsked) -> Posted:
        """What is still to come of an order should come on another day than was said before.

        Raises:
            Refusal: `unknown_order`, `order_not_awaited`, `expected_before`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            order = orders.named(connection, asked.of)
            if order.sent_date is None or order.status not in (OrderStatus.SENT, OrderStatus.PART_RECEIVED):
                raise Refusal("order_not_awaited", number=order.number, status=_word(order.status))
            if asked.expected < order.sent_date:
                raise Refusal("expected_before")
            posting.open(DocumentKind.ORDER_EXPECT, rights.Right.ORDER, location=order.location)
            posting.refer(order.uid, order.document_id)
            document = OrderDocument(posting.heading, (), expected=asked.expected, reason=asked.reason)
            return posting.post_order(document)

    def set_supplier_item(self, asked: SupplierItemAsked, *, user: str | None = None) -> Updated:
        """Say what a supplier calls a product and how it packs it.

        Raises:
            Refusal: `unknown_supplier`, `unknown_product`, `not_allowed`.
        """
        with self._book.writing() as connection:
            rights.require(parties.person(connection, user)[1], rights.Right.EDIT_CATALOGUE)
            supplier_id = parties.supplier_id_of(connection, asked.supplier)
            product_id = writing.set_item(connection, supplier_id, asked.item)
        return Updated(asked.item.sku, changes=Changes(frozenset({"products", "parties"}), frozenset({product_id})))

    def _cancel(self, connection: Connection, asked: OrderCancelAsked) -> Posted:
        posting = Posting(connection, self._book, self._clock, asked)
        known = posting.already()
        if known is not None:
            return known
        order = orders.named(connection, asked.of)
        if order.status in (OrderStatus.RECEIVED, OrderStatus.CANCELLED):
            raise Refusal("order_closed", number=order.number, status=_word(order.status))
        posting.open(DocumentKind.ORDER_CANCEL, rights.Right.ORDER, location=order.location)
        posting.refer(order.uid, order.document_id)
        lines = tuple(
            OrderLine(place, sku, quantity_milli)
            for place, (sku, quantity_milli) in enumerate(_given_up(order, asked).items(), start=1)
        )
        found = items.by_skus(connection, [line.sku for line in lines], location_id=posting.location_id)
        document = OrderDocument(posting.heading, lines, reason=asked.reason)
        return posting.post_order(document, [found[line.sku] for line in lines])


def _draft(connection: Connection, name: str) -> Order:
    """The draft with that uid or number.

    Raises:
        Refusal: `unknown_order`, `order_not_draft`.
    """
    order = orders.named(connection, name)
    if order.status is not OrderStatus.DRAFT:
        raise Refusal("order_not_draft", number=order.number, status=_word(order.status))
    return order


def _replaced(asked: OrderAsked, draft: Order, number: str) -> OrderCancelAsked:
    """The wish that gives up a draft whose place another order has taken."""
    # Asked again, the same order gives the same draft up: its uid follows from the order's.
    uid = f"instead-{chain.digest(asked.asking.uid)[:40]}"
    return OrderCancelAsked(replace(asked.asking, uid=uid, note=""), draft.uid, f"replaced by {number}")


def _wanted(
    connection: Connection, asked: OrderAsked, copied: Order | None, supplier: Supplier
) -> Sequence[OrderLineAsked]:
    """The lines that are asked for, wherever they come from."""
    if copied is not None:
        return [OrderLineAsked(line.sku, line.quantity_milli, reason=line.reason) for line in copied.lines]
    if not asked.is_proposed:
        return asked.lines
    proposed = [
        OrderLineAsked(low.sku, quantity_milli, reason=need.reason())
        for low, need in reordering.needs(connection)
        if low.supplier_id == supplier.supplier_id and (quantity_milli := need.order_milli())
    ]
    if not proposed:
        raise Refusal("nothing_low", supplier=supplier.name)
    return proposed


def _lines(
    posting: Posting, supplier: Supplier, asked: Sequence[OrderLineAsked]
) -> tuple[tuple[OrderLine, ...], list[Item], list[Warned]]:
    """The lines with their goods, and what to say of costs in which a comma must have slipped."""
    asked = by_sku(posting.connection, asked, shop=posting.book.shop, location_id=posting.location_id)
    found = posting.find_goods(line.sku for line in asked)
    ids = sorted(item.product_id for item in found.values())
    known = suppliers.items(posting.connection, supplier.supplier_id, ids)
    costs: dict[int, int | None] = {
        **stock.known_costs(
            posting.connection, ids, location_id=posting.location_id, default=posting.book.shop.costing
        ),
        **suppliers.usual_costs(posting.connection, ids, supplier.supplier_id),
    }
    lines: dict[str, OrderLine] = {}
    slipped: list[Warned] = []
    for place, line in enumerate(asked, start=1):
        if line.sku in lines:
            raise Refusal("named_twice", text=line.sku)
        item = found[line.sku]
        own = known.get(item.product_id, suppliers.PLAIN_ITEM)
        usual_micro = costs[item.product_id] or 0
        if is_wild(line.unit_cost_micro or 0, usual_micro):
            slipped.append(ordered_wild(item, line.unit_cost_micro or 0, usual_micro))
        pack_milli = line.pack_milli or own.pack_milli
        lines[line.sku] = OrderLine(
            place,
            line.sku,
            _quantity(line, item.unit, pack_milli),
            usual_micro if line.unit_cost_micro is None else line.unit_cost_micro,
            pack_milli,
            own.item_code if line.item_code is None else line.item_code,
            line.reason,
        )
    return tuple(lines.values()), [found[sku] for sku in lines], slipped


def _quantity(line: OrderLineAsked, unit: Unit, pack_milli: int) -> int:
    quantity_milli = line.quantity_milli
    if quantity_milli is None:
        quantity_milli = half_up((line.packs_milli or 0) * pack_milli, PIECE_MILLI)
    _check(quantity_milli, unit, line.sku)
    return quantity_milli


def _check(quantity_milli: int, unit: Unit, sku: str) -> None:
    if quantity_milli < 0:
        raise Refusal("quantity_below_zero", sku=sku)
    check_quantity(quantity_milli, unit, sku=sku)


def _expected(connection: Connection, supplier: Supplier, sent: int, asked: int | None) -> int | None:
    """The day on which the goods should come: the one that is asked for, or when the lead time is over."""
    if asked is not None:
        if asked < sent:
            raise Refusal("expected_before")
        return asked
    days = suppliers.lead_days_of(connection, supplier)
    return None if days is None else day_number(day_of(sent) + timedelta(days=days))


def _given_up(order: Order, asked: OrderCancelAsked) -> dict[str, int]:
    """How much of each line is not awaited any more."""
    if not asked.lines:
        return {line.sku: line.open_milli for line in order.lines if line.open_milli}
    by_sku = {line.sku: line for line in order.lines}
    given_up: dict[str, int] = {}
    for one in asked.lines:
        line = by_sku.get(one.sku)
        if line is None:
            raise Refusal("not_ordered_line", sku=one.sku, number=order.number)
        if one.sku in given_up:
            raise Refusal("named_twice", text=one.sku)
        quantity_milli = line.open_milli if one.quantity_milli is None else one.quantity_milli
        _check(quantity_milli, Unit(line.unit), one.sku)
        if quantity_milli > line.open_milli:
            raise Refusal("more_than_open", sku=one.sku, open=write_quantity(line.open_milli), number=order.number)
        given_up[one.sku] = quantity_milli
    return given_up


def _warnings(
    lines: Sequence[OrderLine] | Sequence[OrderedLine], supplier: Supplier, money: Currency
) -> Iterator[Warned]:
    for line in lines:
        if line.quantity_milli % line.pack_milli:
            yield Warned("not_whole_packs", {"sku": line.sku, "pack": write_quantity(line.pack_milli)})
    total_minor = sum(amount_minor(line.unit_cost_micro, line.quantity_milli, money.digits) for line in lines)
    if total_minor < (supplier.minimum_minor or 0):
        facts = {"supplier": supplier.name, "least": money.write(supplier.minimum_minor or 0)}
        yield Warned("below_minimum_order", {**facts, "total": money.write(total_minor)})


def _word(status: OrderStatus) -> str:
    return status.value.replace("_", " ")
