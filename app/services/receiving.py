"""Receiving: goods that come in, and what was there before the book began."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted, Warned
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.movement import MovementKind, Step
from app.domain.refusal import Refusal
from app.domain.requests import DeliveryAsked, OpeningStockAsked, StockLineAsked
from app.domain.stock_lines import arriving_steps, delivered_steps, unnamed
from app.domain.valuing import Arriving, stock_lines
from app.store.database import Book
from app.store.queries import counts, parties, stock
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
                those of `stock_lines`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.OPENING_STOCK, rights.Right.OPEN_STOCK)
            arriving = _arriving(posting, asked.lines)
            for line in arriving:
                if line.item.counted:
                    raise Refusal("already_counted_in", sku=line.item.sku, name=line.item.name)
            lines = stock_lines(arriving, self._book.shop.currency)
            document = StockDocument(posting.heading, lines)
            return _post(posting, document, arriving, _steps(lines, arriving, MovementKind.OPENING_STOCK))

    def accept_delivery(self, asked: DeliveryAsked, *, draft: str | None = None) -> Posted:
        """Take in a delivery: its lines come in at cost, less its discount, with their share of landed costs.

        Args:
            asked: The delivery.
            draft: The sheet that it ends, if it comes from one.

        Raises:
            Refusal: `draft_closed` where the sheet was posted or given up meanwhile, `unknown_product`, `unknown_supplier`, `unknown_order`, `already_counted`, `serial_in_stock`, and
                those of `stock_lines`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            if asked.order is not None:
                raise Refusal("unknown_order", order=asked.order)
            posting.open(DocumentKind.DELIVERY, rights.Right.RECEIVE)
            supplier_id = parties.supplier_id_of(connection, asked.supplier) if asked.supplier else None
            arriving = _arriving(posting, asked.lines)
            money = self._book.shop.currency
            lines = stock_lines(arriving, money, discount=asked.discount, landed=asked.landed_costs)
            document = StockDocument(
                posting.heading,
                lines,
                supplier=asked.supplier or "",
                reference=asked.reference,
                discount_minor=_total(stock_lines(arriving, money)) - _total(lines),
                provisional=asked.provisional,
                counted=counts.answer(asked.counted),
            )
            steps = _delivered(lines, arriving)
            late = [
                counts.Late(line.line_no, one.item, line.quantity_milli - (line.damaged_milli or 0), line.lot)
                for line, one in zip(lines, arriving, strict=True)
                if line.quantity_milli != line.damaged_milli
            ]
            steps += posting.taken_back(late, counted=asked.counted)
            if draft is not None:
                drafts.move(connection, draft, to="posted", now=posting.now)
            return _post(posting, document, arriving, steps, supplier_id=supplier_id)


def _arriving(posting: Posting, asked: Sequence[StockLineAsked]) -> list[Arriving]:
    found = posting.find_goods(line.sku for line in asked)
    ids = {item.product_id for item in found.values()}
    costs = stock.known_costs(
        posting.connection, ids, location_id=posting.location_id, default=posting.book.shop.costing
    )
    weights = stock.weights(posting.connection, ids)
    arriving = []
    for line in asked:
        item = found[line.sku]
        known_micro = costs[item.product_id] or 0
        unit_cost_micro = known_micro if line.unit_cost_micro is None else line.unit_cost_micro
        arriving.append(Arriving(item, line, unit_cost_micro, weights.get(item.product_id)))
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
) -> Posted:
    goods = [one.item for one in arriving]
    free = [item for line, item in zip(document.lines, goods, strict=True) if line.value_minor == 0]
    warnings = [Warned("without_cost", {"sku": item.sku, "name": item.name}) for item in free]
    missing = (unnamed(item, line.lot, line.serials) for line, item in zip(document.lines, goods, strict=True))
    warnings += [one for one in missing if one is not None]
    return posting.post(document, goods, steps, points_to=Beside(supplier_id), warnings=warnings)


def _total(lines: Sequence[StockLine]) -> int:
    return sum(line.value_minor for line in lines)
