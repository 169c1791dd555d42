"""Receiving: goods that come in, and what was there before the book began."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Posted, Warned
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.moment import Moment, check_moment
from app.domain.movement import MovementKind, Wanted
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.requests import Asking, DeliveryAsked, OpeningStockAsked, StockLineAsked
from app.domain.valuing import Arriving, stock_lines
from app.store.database import Book, Connection
from app.store.queries import items, parties, stock
from app.store.settings import OFFICE_TILL
from app.store.writing import documents, ledger

_MOVEMENT = {
    DocumentKind.OPENING_STOCK: MovementKind.OPENING_STOCK,
    DocumentKind.DELIVERY: MovementKind.DELIVERY,
}


class Receiving:
    """Takes goods into the book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def enter_opening_stock(self, asked: OpeningStockAsked) -> Posted:
        """Enter what was there before the book began, with its cost, against the opening balance.

        Raises:
            Refusal: `unknown_product`, `already_counted_in` when a product has come in at that location before, and
                those of `stock_lines`.
        """
        with self._book.writing() as connection:
            wish = chain.digest(asked)
            known = documents.already_posted(connection, asked.asking.uid, wish)
            if known is not None:
                return known
            desk = self._desk(connection, asked.asking, rights.Right.OPEN_STOCK)
            arriving = self._arriving(connection, asked.lines, desk)
            for line in arriving:
                if line.item.counted:
                    raise Refusal("already_counted_in", sku=line.item.sku, name=line.item.name)
            lines = stock_lines(arriving, self._book.shop.currency)
            filing = self._number(connection, DocumentKind.OPENING_STOCK, asked.asking, desk)
            document = StockDocument(filing.heading, lines)
            beside = documents.Beside(wish, note=asked.asking.note)
            return self._post(connection, filing, document, beside, [line.item for line in arriving])

    def accept_delivery(self, asked: DeliveryAsked) -> Posted:
        """Take in a delivery: its lines come in at cost, less its discount, with their share of landed costs.

        Raises:
            Refusal: `unknown_product`, `unknown_supplier`, `unknown_order`, and those of `stock_lines`.
        """
        with self._book.writing() as connection:
            wish = chain.digest(asked)
            known = documents.already_posted(connection, asked.asking.uid, wish)
            if known is not None:
                return known
            desk = self._desk(connection, asked.asking, rights.Right.RECEIVE)
            if asked.order is not None:
                raise Refusal("unknown_order", order=asked.order)
            supplier_id = parties.supplier_id_of(connection, asked.supplier) if asked.supplier else None
            arriving = self._arriving(connection, asked.lines, desk)
            money = self._book.shop.currency
            lines = stock_lines(arriving, money, discount=asked.discount, landed=asked.landed_costs)
            filing = self._number(connection, DocumentKind.DELIVERY, asked.asking, desk)
            undiscounted = stock_lines(arriving, money)
            document = StockDocument(
                filing.heading,
                lines,
                supplier=asked.supplier or "",
                reference=asked.reference,
                discount_minor=_total(undiscounted) - _total(lines),
                provisional=asked.provisional,
            )
            beside = documents.Beside(wish, note=asked.asking.note, supplier_id=supplier_id)
            return self._post(connection, filing, document, beside, [line.item for line in arriving])

    def _desk(self, connection: Connection, asking: Asking, right: rights.Right) -> parties.Desk:
        desk = parties.desk(connection, till=asking.till or OFFICE_TILL, user=asking.user, location=asking.location)
        rights.require(desk.person, right)
        return desk

    def _number(
        self, connection: Connection, kind: DocumentKind, asking: Asking, desk: parties.Desk
    ) -> documents.Filing:
        now_us = self._clock.now_us()
        now = Moment(now_us, self._clock.offset_minutes(now_us))
        happened = check_moment(asking.at, now)
        return documents.give_number(connection, kind, asking.uid, desk, shop=self._book.shop, when=(happened, now))

    @staticmethod
    def _arriving(connection: Connection, asked: Sequence[StockLineAsked], desk: parties.Desk) -> list[Arriving]:
        if not asked:
            raise Refusal("no_lines")
        found = items.by_skus(connection, (line.sku for line in asked), location_id=desk.location_id)
        for line in asked:
            if line.sku not in found:
                raise Refusal("unknown_product", sku=line.sku)
        ids = {item.product_id for item in found.values()}
        kits = stock.kit_parts(connection, ids)
        for item in found.values():
            if item.product_id in kits:
                raise Refusal("kit_comes_in_parts", sku=item.sku, name=item.name)
        costs = stock.known_costs(connection, ids, location_id=desk.location_id)
        return [
            Arriving(
                found[line.sku],
                line,
                (costs[found[line.sku].product_id] or 0) if line.unit_cost_micro is None else line.unit_cost_micro,
            )
            for line in asked
        ]

    def _post(
        self,
        connection: Connection,
        filing: documents.Filing,
        document: StockDocument,
        beside: documents.Beside,
        goods: Sequence[Item],
    ) -> Posted:
        ids = tuple(item.product_id for item in goods)
        names = tuple(item.name for item in goods)
        document_id = documents.file_stock_document(
            connection, filing, document, documents.with_products(beside, ids, names)
        )
        heading = document.heading
        wanted = [_wanted(heading.kind, line, item) for line, item in zip(document.lines, goods, strict=True)]
        ledger.apply(
            connection,
            ledger.Cause(document_id, filing.desk.location_id, heading.happened_us, filing.book_date),
            wanted,
            default=self._book.shop.costing,
            digits=self._book.shop.currency.digits,
        )
        free = [item for line, item in zip(document.lines, goods, strict=True) if line.value_minor == 0]
        return Posted(
            heading.uid,
            heading.number,
            warnings=tuple(Warned("without_cost", {"sku": item.sku, "name": item.name}) for item in free),
            changes=Changes(frozenset({"stock"}), frozenset(ids)),
        )


def _total(lines: Sequence[StockLine]) -> int:
    return sum(line.value_minor for line in lines)


def _wanted(kind: DocumentKind, line: StockLine, item: Item) -> Wanted:
    return Wanted(
        line_no=line.line_no,
        kind=_MOVEMENT[kind],
        product_id=item.product_id,
        quantity_milli=line.quantity_milli,
        value_minor=line.value_minor + line.landed_minor,
        lot=line.lot,
        expiry=line.expiry,
    )
