"""Adjusting: stock that changes for a reason, is worth something else, or is costed another way from now on."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted, Warned
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.moment import write_date
from app.domain.movement import Converted, MovementKind, Revalued, Step, Wanted
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.shop import Costing
from app.domain.stock_lines import check_named, dated_lot, going_below_zero, moving_steps
from app.domain.stock_requests import AdjustmentAsked, AdjustmentLineAsked, MethodChangeAsked, RevaluationAsked
from app.reports.coded import by_sku
from app.store.database import Book
from app.store.queries import counts, periods, stock
from app.store.writing import catalogue
from app.store.writing.posting import Posting


class Adjusting:
    """Changes stock without goods that come or go by trade."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def adjust(self, asked: AdjustmentAsked) -> Posted:
        """Book what is damaged, expired, stolen, used in the shop or found: out by the method, in at a cost.

        Raises:
            Refusal: `unknown_product`, `unknown_reason`, `quantity_zero`, `whole_pieces`, `stock_blocked`,
                `already_counted`, `kit_comes_in_parts`, `serial_in_stock`, `serial_sold`, `serial_twice`,
                `serials_count`, `bad_serial`, `lot_other_expiry`, those of `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.ADJUSTMENT, rights.Right.ADJUST)
            wanted = by_sku(connection, asked.lines, shop=self._book.shop, location_id=posting.location_id)
            found = posting.find_goods(line.sku for line in wanted)
            goods = [found[line.sku] for line in wanted]
            reasons = stock.reasons(connection)
            _check_serials(posting, wanted, goods)
            lines: list[StockLine] = []
            steps: list[Step] = []
            for number, (line, item) in enumerate(zip(wanted, goods, strict=True), start=1):
                if line.reason not in reasons:
                    raise Refusal("unknown_reason", reason=line.reason[:40], known=", ".join(reasons))
                check_quantity(line.quantity_milli, item.unit, sku=item.sku)
                lines.append(_line(number, line))
                steps += _steps(number, line, item)
            late = [
                one
                for line, item in zip(lines, goods, strict=True)
                for one in counts.late(line.line_no, item, line.quantity_milli, line.lot, line.serials)
            ]
            steps += posting.taken_back(late, counted=asked.counted)
            document = StockDocument(posting.heading, tuple(lines), counted=counts.answer(asked.counted))
            moved = [(item, line.quantity_milli) for line, item in zip(lines, goods, strict=True)]
            return posting.post(document, goods, steps, warnings=going_below_zero(moved))

    def revalue(self, asked: RevaluationAsked) -> Posted:
        """Stock is worth another unit cost from now on: a write-down, its reversal, or a new standard cost.

        A standard is the product's: its stock at every location is revalued.

        Raises:
            Refusal: `unknown_product`, `named_twice`, `kit_comes_in_parts`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.REVALUATION, rights.Right.REVALUE)
            skus = [line.sku for line in asked.lines]
            _check_once(skus)
            found = posting.find_goods(skus)
            methods = stock.methods(connection, (item.product_id for item in found.values()), self._book.shop.costing)
            lines: list[StockLine] = []
            steps: list[Step] = []
            for number, line in enumerate(asked.lines, start=1):
                product_id = found[line.sku].product_id
                lines.append(StockLine(number, line.sku, 0, line.unit_cost_micro))
                places = [posting.location_id]
                if methods[product_id] is Costing.STANDARD:
                    catalogue.set_standard(connection, product_id, line.unit_cost_micro)
                    places = sorted({*places, *stock.places_of(connection, product_id)})
                steps += [Revalued(number, product_id, place, line.unit_cost_micro) for place in places]
            document = StockDocument(posting.heading, tuple(lines))
            return posting.post(document, [found[sku] for sku in skus], steps)

    def change_method(self, asked: MethodChangeAsked) -> Posted:
        """Cost goes by another method from now on: the value of what there is stays, at standard cost it changes.

        It belongs at the start of a period: where goods have moved in it on a day before, the answer warns.

        Raises:
            Refusal: `unknown_product`, `named_twice`, `kit_comes_in_parts`, `standard_needed`, `cost_not_by_lot`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.METHOD_CHANGE, rights.Right.REVALUE)
            skus = [line.sku for line in asked.lines]
            _check_once(skus)
            found = posting.find_goods(skus)
            ids = [item.product_id for item in found.values()]
            before = stock.methods(connection, ids, self._book.shop.costing)
            lines: list[StockLine] = []
            steps: list[Step] = []
            warnings = _midway(posting, [found[sku] for sku in skus])
            for number, line in enumerate(asked.lines, start=1):
                product_id, method = found[line.sku].product_id, Costing(line.costing)
                if method is Costing.STANDARD and not stock.has_standard(connection, product_id):
                    raise Refusal("standard_needed", sku=line.sku, name=found[line.sku].name)
                if method is Costing.SPECIFIC and not stock.is_costed_by_lot(connection, product_id):
                    raise Refusal("cost_not_by_lot", sku=line.sku, name=found[line.sku].name)
                # Its reason names the method until then: so a past day's stock can be told by the method that it had.
                lines.append(StockLine(number, line.sku, 0, reason=before[product_id].value, costing=method.value))
                places = stock.places_of(connection, product_id)
                steps += [Converted(number, product_id, place, method) for place in places]
                catalogue.set_costing(connection, product_id, method)
            document = StockDocument(posting.heading, tuple(lines))
            return posting.post(document, [found[sku] for sku in skus], steps, warnings=warnings)


def _midway(posting: Posting, goods: Sequence[Item]) -> list[Warned]:
    """What to say of goods that have moved in the open period before their method changes."""
    connection, filing = posting.connection, posting.filing
    first_day = filing.open_day or periods.first_day(connection) or filing.book_date
    if filing.book_date <= first_day:
        return []
    moved = stock.moved_since(connection, [item.product_id for item in goods], first_day)
    return [
        Warned("method_changed_midway", {"sku": item.sku, "name": item.name, "first": write_date(first_day)})
        for item in goods
        if item.product_id in moved
    ]


def _check_once(skus: list[str]) -> None:
    for sku in skus:
        if skus.count(sku) > 1:
            raise Refusal("named_twice", text=sku)


def _check_serials(posting: Posting, lines: Sequence[AdjustmentLineAsked], goods: Sequence[Item]) -> None:
    """A piece comes in while it is not there and goes out while it is, once in a document."""
    coming: list[tuple[Item, tuple[str, ...]]] = []
    going: list[tuple[Item, tuple[str, ...]]] = []
    for line, item in zip(lines, goods, strict=True):
        check_named(item, line.quantity_milli, line.serials)
        (coming if line.quantity_milli > 0 else going).append((item, line.serials))
    counts.check_new_serials(posting.connection, coming)
    counts.check_going_serials(posting.connection, going)


def _line(number: int, line: AdjustmentLineAsked) -> StockLine:
    return StockLine(
        number,
        line.sku,
        line.quantity_milli,
        line.unit_cost_micro or 0,
        lot=line.lot or dated_lot(line.expiry, line.serials),
        expiry=line.expiry,
        serials=line.serials,
        reason=line.reason,
    )


def _steps(number: int, line: AdjustmentLineAsked, item: Item) -> list[Wanted]:
    whole = Wanted(
        number,
        MovementKind.ADJUSTMENT,
        item.product_id,
        line.quantity_milli,
        lot=line.lot or dated_lot(line.expiry, line.serials),
        expiry=line.expiry,
        unit_cost_micro=line.unit_cost_micro if line.quantity_milli > 0 else None,
    )
    return moving_steps(whole, line.serials)
