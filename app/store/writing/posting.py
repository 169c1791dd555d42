"""Posting: what every verb that files a stock document does the same way.

The verb decides; this finds the desk, gives the number, files the document and hands its steps to the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Posted, Warned
from app.domain.count_sheet import Goods
from app.domain.document import CashDocument, DocumentKind, Heading, OrderDocument, StockDocument
from app.domain.moment import Moment, check_moment
from app.domain.movement import Step, Wanted, Withdrawn
from app.domain.product import Item
from app.domain.progress import Progress
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.stock_lines import noted
from app.store.database import Book, Connection
from app.store.queries import counts, items, parties, stock, stocktakes
from app.store.settings import OFFICE_TILL
from app.store.writing import documents, ledger, orders

# What is about goods that stand somewhere. What goes wrong on the way is adjusted and valued there.
_OF_SHELVES = frozenset(
    {
        DocumentKind.OPENING_STOCK,
        DocumentKind.DELIVERY,
        DocumentKind.COUNT,
        DocumentKind.TRANSFER,
        DocumentKind.ORDER,
    }
)


class Asked(Protocol):
    """A wish that becomes a document."""

    @property
    def asking(self) -> Asking:
        """What every document carries."""


class Beside(NamedTuple):
    """What a stock document points to, by the book's own numbers.

    Attributes:
        order_id: The order on which the goods came, or whose delivery is taken back.
    """

    supplier_id: int | None = None
    to_location_id: int | None = None
    delivery_ids: tuple[int, ...] = ()
    settled_ids: tuple[int, ...] = ()
    order_id: int | None = None


class Matched(NamedTuple):
    """A part of an invoice line and the delivery line that it is for.

    Attributes:
        received_minor: What the delivery said that this part costs: it leaves goods received, not invoiced.
        billed_minor: What the invoice says that it costs.
    """

    line_no: int
    delivery_id: int
    delivery_line: int
    quantity_milli: int
    received_minor: int
    billed_minor: int


class Posting:
    """One document on its way into the book, inside the transaction of its verb.

    Attributes:
        filing: Its number and day, once it is opened.
    """

    filing: documents.Filing

    def __init__(self, connection: Connection, book: Book, clock: Clock, asked: Asked) -> None:
        self.connection = connection
        self.book = book
        self._clock = clock
        self._asking = asked.asking
        self._wish = chain.digest(asked)

    @property
    def now(self) -> Moment:
        """This moment."""
        now_us = self._clock.now_us()
        return Moment(now_us, self._clock.offset_minutes(now_us))

    def already(self) -> Posted | None:
        """The answer for a wish that was carried out before, or None.

        Raises:
            Refusal: `uid_conflict`.
        """
        return documents.already_posted(self.connection, self._asking.uid, self._wish)

    def open(
        self,
        kind: DocumentKind,
        right: rights.Right,
        *,
        location: str | None = None,
        is_place_fixed: bool = False,
        till: str = OFFICE_TILL,
    ) -> None:
        """Find the desk, check the right, give the number.

        Args:
            location: The location where the asker named none; None is the till's.
            is_place_fixed: Whether the asker can name no other location.
            till: The till where the asker named none.

        Raises:
            Refusal: `unknown_till`, `unknown_user`, `unknown_location`, `not_a_shelf`, `not_allowed`,
                `moment_ahead`, `period_closed`, `other_location`.
        """
        asking = self._asking
        place = asking.location or location
        if is_place_fixed and place != location:
            raise Refusal("other_location", location=place or "", expected=location or "")
        desk = parties.desk(self.connection, till=asking.till or till, user=asking.user, location=place)
        rights.require(desk.person, right)
        if kind in _OF_SHELVES:
            parties.check_shelf(desk)
        now = self.now
        when = (check_moment(asking.at, now), now)
        self.filing = documents.give_number(self.connection, kind, asking.uid, desk, shop=self.book.shop, when=when)

    def refer(self, uid: str, document_id: int) -> None:
        """The document refers to an earlier one."""
        self.filing = documents.referring(self.filing, uid, document_id)

    def rest_on(self, document_ids: Iterable[int]) -> None:
        """The document cannot be dated before any of these.

        Raises:
            Refusal: `before_its_document`.
        """
        documents.check_follows(self.connection, self.filing, document_ids, self.book.shop)

    @property
    def heading(self) -> Heading:
        """What the document asserts in front."""
        return self.filing.heading

    @property
    def location_id(self) -> int:
        """Where the document arises."""
        return self.filing.desk.location_id

    def find_items(self, skus: Iterable[str]) -> dict[str, Item]:
        """The products with these SKUs, stocked ones, as they are at the document's location.

        Raises:
            Refusal: `no_lines`, `unknown_product`, `not_stocked`.
        """
        wanted = list(skus)
        if not wanted:
            raise Refusal("no_lines")
        found = items.by_skus(self.connection, wanted, location_id=self.location_id)
        for sku in wanted:
            item = found.get(sku)
            if item is None:
                raise Refusal("unknown_product", sku=sku)
            if not item.stocked:
                raise Refusal("not_stocked", sku=sku, name=item.name)
        return found

    def find_goods(self, skus: Iterable[str]) -> dict[str, Item]:
        """Those of `find_items` that have stock of their own: a kit has its parts'.

        Raises:
            Refusal: `kit_comes_in_parts`, and those of `find_items`.
        """
        found = self.find_items(skus)
        kits = stock.kit_parts(self.connection, (item.product_id for item in found.values()))
        for item in found.values():
            if item.product_id in kits:
                raise Refusal("kit_comes_in_parts", sku=item.sku, name=item.name)
        return found

    def find_counted(self, skus: Iterable[str]) -> dict[str, Goods]:
        """Those of `find_goods`, as far as counting needs them: a count names everything that a shop has.

        Raises:
            Refusal: Those of `find_goods`.
        """
        wanted = dict.fromkeys(skus)
        found = stocktakes.goods_by_sku(self.connection, wanted)
        if len(found) < len(wanted):
            # Something is not known, has no stock or is a kit; what it is is said as for any document.
            self.find_goods(wanted)
        return found

    def taken_back(
        self, goods: Iterable[counts.Late], *, counted: bool | None, location_id: int | None = None
    ) -> list[Wanted | Withdrawn]:
        """What a later count gives back because of a document that comes late; see `counts.taken_back`.

        Args:
            location_id: Where the goods move; None is the document's.

        Raises:
            Refusal: `already_counted`.
        """
        place = self.location_id if location_id is None else location_id
        moment = counts.Moment(place, self.heading.happened_us, self.filing.open_day)
        return counts.taken_back(self.connection, goods, moment, self.book.shop, counted=counted)

    def post(
        self,
        document: StockDocument,
        goods: Sequence[Item | Goods],
        steps: Sequence[Step],
        *,
        points_to: Beside | None = None,
        warnings: Sequence[Warned] = (),
        progress: Progress | None = None,
    ) -> Posted:
        """File the document and take its steps.

        Args:
            goods: The products of the lines, in order.
            steps: What the ledger does.
            progress: Is told how many lines are filed.
        """
        points_to = points_to or Beside()
        beside = documents.Beside(
            self._wish,
            note=self._asking.note,
            names=tuple([item.name for item in goods]),
            product_ids=tuple([item.product_id for item in goods]),
            supplier_id=points_to.supplier_id,
            to_location_id=points_to.to_location_id,
            delivery_ids=points_to.delivery_ids,
            settled_ids=points_to.settled_ids,
        )
        document_id = documents.file_stock_document(self.connection, self.filing, document, beside, progress)
        applied = self._take(document_id, steps)
        if points_to.order_id is not None:
            orders.settle(self.connection, points_to.order_id)
        notes = self._notes(applied, beside.product_ids)
        moved = frozenset(movement.product_id for movement in applied.movements)
        return Posted(
            document.heading.uid,
            document.heading.number,
            warnings=(*warnings, *notes),
            changes=Changes(frozenset({"stock"} if points_to.order_id is None else {"stock", "orders"}), moved),
        )

    def _notes(self, applied: ledger.Applied, product_ids: Iterable[int]) -> list[Warned]:
        """What to say of the document's own goods."""
        if not applied.notes:
            return []
        named = {one.product_id for one in applied.notes} & {*product_ids}
        found = items.by_ids(self.connection, sorted(named), location_id=self.location_id)
        by_id = {item.product_id: item for item in found}
        said = [
            noted(by_id[one.product_id], one.code, one.lot, one.facts)
            for one in applied.notes
            if one.product_id in named
        ]
        return [one for one in said if one is not None]

    def post_cash(self, document: CashDocument, warnings: Sequence[Warned] = ()) -> Posted:
        """File cash that was moved or counted."""
        beside = documents.Beside(self._wish, note=self._asking.note)
        documents.file_cash_document(self.connection, self.filing, document, beside)
        heading = document.heading
        return Posted(heading.uid, heading.number, warnings=tuple(warnings), changes=Changes(frozenset({"cash"})))

    def post_order(
        self,
        document: OrderDocument,
        goods: Sequence[Item] = (),
        *,
        supplier_id: int | None = None,
        warnings: Sequence[Warned] = (),
    ) -> Posted:
        """File an order, or what becomes of one.

        Args:
            goods: The products of the lines, in order.
            supplier_id: Of an order.
        """
        beside = documents.Beside(
            self._wish,
            note=self._asking.note,
            names=tuple(item.name for item in goods),
            product_ids=tuple(item.product_id for item in goods),
            supplier_id=supplier_id,
        )
        document_id = orders.file_order_document(self.connection, self.filing, document, beside)
        orders.settle(self.connection, document_id if self.filing.of_id is None else self.filing.of_id)
        heading = document.heading
        changes = Changes(frozenset({"orders"}), frozenset(beside.product_ids))
        return Posted(heading.uid, heading.number, warnings=tuple(warnings), changes=changes)

    def match(self, matches: Iterable[Matched]) -> None:
        """Keep what the invoice that was just posted is for."""
        document_id = self.connection.execute("SELECT id FROM document WHERE uid = ?", (self._asking.uid,)).get
        self.connection.executemany(
            "INSERT INTO invoice_match VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(document_id, place, *match) for place, match in enumerate(matches, start=1)],
        )

    def _take(self, document_id: int, steps: Sequence[Step]) -> ledger.Applied:
        filing, shop = self.filing, self.book.shop
        heading = filing.heading
        is_reversal = heading.kind is DocumentKind.REVERSAL
        cause = ledger.Cause(document_id, self.location_id, heading.happened_us, filing.book_date, is_reversal)
        return ledger.apply(self.connection, cause, steps, default=shop.costing, digits=shop.currency.digits)
