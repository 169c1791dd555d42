"""Selling: the basket while it is made, the sale, and how it was paid.

One public method for each thing a cashier does; each is one durable transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.base.clock import Clock
from app.base.identity import uuid7
from app.domain import chain, rights, tender
from app.domain.basket import Entry
from app.domain.changes import Changes, Posted, Warned
from app.domain.document import DocumentKind, Sale, TaxRow, Tender, TenderChange
from app.domain.figures import MAX_MINOR
from app.domain.journal import write_entry
from app.domain.moment import Moment, check_moment, write_date
from app.domain.refusal import Refusal
from app.domain.requests import SaleAsked, TenderAsked, TenderChangeAsked
from app.domain.ringing import Bill, Charge, bill
from app.domain.shop import StockSystem
from app.reports.charging import charges
from app.store.database import Book, Connection
from app.store.queries import drawer, parties, sales
from app.store.settings import FIRST_TILL
from app.store.writing import documents, drafts, ledger, sold_stock

DRAFT_KIND = "sale"
_CHANGED = frozenset({"sales", "stock", "drafts"})


class Selling:
    """Sells."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def begin(self, *, till: str, user: str | None) -> str:
        """Open a basket; its uid becomes the sale's.

        Raises:
            Refusal: `unknown_till`, `unknown_user`, `not_allowed`.
        """
        now = self._now()
        uid = uuid7(now.utc_us)
        with self._book.writing() as connection:
            drafts.begin(connection, uid, DRAFT_KIND, self._desk(connection, till, user), now)
        return uid

    def record(self, draft: str, entry: Entry, *, raw: str = "") -> None:
        """Append one entry to the basket, with the raw scan or typed text behind it.

        Raises:
            Refusal: `draft_closed`.
        """
        with self._book.writing() as connection:
            drafts.append(connection, draft, drafts.DraftEntry(raw, write_entry(entry)), self._now())

    def park(self, draft: str, *, label: str, till: str | None = None, user: str | None = None) -> Changes:
        """Put a basket aside under a label, as whoever is at the till then; without `till`, as who began it.

        Raises:
            Refusal: `draft_closed`, `unknown_till`, `unknown_user`, `not_allowed`.
        """
        with self._book.writing() as connection:
            desk = None if till is None else self._desk(connection, till, user)
            drafts.move(connection, draft, to="parked", now=self._now(), label=label, desk=desk)
        return Changes(frozenset({"drafts"}))

    def abandon(self, draft: str) -> Changes:
        """Give a basket up; its entries stay in the journal.

        Raises:
            Refusal: `draft_closed`.
        """
        return self._move(draft, to="abandoned")

    def recall(self, draft: str, *, till: str, user: str | None = None) -> Changes:
        """Take a parked basket up again, at this till.

        Raises:
            Refusal: `draft_closed` when somebody else was quicker.
        """
        with self._book.writing() as connection:
            drafts.recall(connection, draft, self._desk(connection, till, user), self._now())
        return Changes(frozenset({"drafts"}))

    def sell(self, asked: SaleAsked, *, draft: str | None = None) -> Posted:
        """Sell: charge the lines, take the payment, move the stock, end the basket; all of it or nothing.

        The same wish twice is one sale: the second answer says `already posted`. What comes back is of the customer who
        bought it, where nobody says another one.

        Args:
            asked: The sale.
            draft: The basket that it ends, if it comes from one.

        Raises:
            Refusal: those of `charges`, `bill`, `settle`, and `uid_conflict`, `unknown_tender`, `unknown_customer`,
                `not_a_shelf`, `stock_blocked`, `moment_ahead`, `serial_sold`, `serial_twice`, `serials_count`,
                `lot_expired`, `unknown_lot`, `unknown_serial`, `serial_gone`, `serial_not_counted`, `serial_in_stock`,
                `before_its_document`.
        """
        wish = chain.digest(asked)
        now = self._now()
        happened = check_moment(asked.asking.at, now)
        with self._book.writing() as connection:
            known = documents.already_posted(connection, asked.asking.uid, wish)
            if known is not None:
                return known
            asking = asked.asking
            desk = self._desk(connection, asking.till or FIRST_TILL, asking.user or asked.cashier, asking.location)
            parties.check_shelf(desk)
            lines, behind = charges(connection, asked.lines, shop=self._book.shop, location_id=desk.location_id)
            if behind and not asked.customer:
                asked = replace(asked, customer=_who_bought(behind.values()))
            goods = sold_stock.Goods(connection, lines, behind, location_id=desk.location_id)
            goods.check_serials()
            bill_ = bill(lines, asked.discount, self._book.shop)
            filing = documents.give_number(
                connection, _kind(lines), asking.uid, desk, shop=self._book.shop, when=(happened, now)
            )
            if asking.at is not None:
                rests_on = sorted({sold.document_id for sold in behind.values()})
                documents.check_follows(connection, filing, rests_on, self._book.shop)
            goods.check_expiry(filing.book_date)
            settlement, tenders = self._settle(connection, bill_.totals.gross_minor, asked.tenders)
            sale = self._sale(filing, asked, bill_, settlement, tenders)
            beside = self._beside(connection, asked, desk, lines, wish=wish, behind=behind)
            document_id = documents.file_sale(connection, filing, sale, beside)
            applied = self._move_stock(connection, filing, document_id, goods)
            warnings = goods.warnings(applied) + _booked_late(filing)
            warnings += sold_stock.counted_since(connection, filing, applied, self._book.shop)
            if draft is not None:
                drafts.move(connection, draft, to="posted", now=now)
        return Posted(
            asking.uid,
            sale.heading.number,
            warnings=warnings,
            changes=Changes(_CHANGED, _touched(lines, applied)),
            gross_minor=settlement.payable_minor - settlement.rounding_minor,
            payable_minor=settlement.payable_minor,
            change_minor=settlement.change_minor,
        )

    def change_tender(self, asked: TenderChangeAsked) -> Posted:
        """Mend how the last sale of a till was paid.

        Raises:
            Refusal: `unknown_document`, `not_last_sale`, `session_closed`, and those of `settle`.
        """
        wish = chain.digest(asked)
        now = self._now()
        with self._book.writing() as connection:
            known = documents.already_posted(connection, asked.asking.uid, wish)
            if known is not None:
                return known
            asking = asked.asking
            till, _ = documents.till_and_kind(connection, asked.of)
            desk = self._desk(connection, asking.till or till, asking.user, asking.location)
            rights.require(desk.person, rights.Right.CHANGE_TENDER)
            last = sales.last_sale(connection, till)
            if last is None or last.uid != asked.of or desk.till != till:
                raise Refusal("not_last_sale", number=last.number if last else "", till=till)
            drawer.check_open(connection, desk.till_id, last.document_id, last.number)
            settlement, tenders = self._settle(connection, last.gross_minor, asked.tenders)
            filing = documents.give_number(
                connection,
                DocumentKind.TENDER_CHANGE,
                asking.uid,
                desk,
                shop=self._book.shop,
                when=(check_moment(asking.at, now), now),
            )
            filing = documents.referring(filing, asked.of, last.document_id)
            change = TenderChange(filing.heading, settlement.rounding_minor, abs(settlement.change_minor), tenders)
            references = tuple(one.reference for one in asked.tenders)
            beside = documents.Beside(wish, note=asking.note, references=references)
            documents.file_tender_change(connection, filing, change, beside)
        return Posted(
            asking.uid,
            filing.heading.number,
            changes=Changes(frozenset({"sales"})),
            gross_minor=settlement.payable_minor - settlement.rounding_minor,
            payable_minor=settlement.payable_minor,
            change_minor=settlement.change_minor,
        )

    def _now(self) -> Moment:
        now_us = self._clock.now_us()
        return Moment(now_us, self._clock.offset_minutes(now_us))

    def _move(self, draft: str, *, to: str) -> Changes:
        with self._book.writing() as connection:
            drafts.move(connection, draft, to=to, now=self._now())
        return Changes(frozenset({"drafts"}))

    @staticmethod
    def _desk(connection: Connection, till: str, user: str | None, location: str | None = None) -> parties.Desk:
        desk = parties.desk(connection, till=till, user=user, location=location)
        rights.require(desk.person, rights.Right.SELL)
        return desk

    def _settle(
        self, connection: Connection, gross_minor: int, asked: Sequence[TenderAsked] | None
    ) -> tuple[tender.Settlement, tuple[Tender, ...]]:
        shop = self._book.shop
        given = [(one.kind, one.amount_minor) for one in asked or ()]
        # Every shop takes cash: only for other kinds is there something to look up.
        if {kind for kind, _ in given} - {tender.CASH}:
            self._check_kinds(connection, given)
        settlement = tender.settle(gross_minor, given, rounding=shop.cash_rounding, money=shop.currency)
        if abs(settlement.change_minor) > MAX_MINOR:
            raise Refusal("amount_too_large")
        if not given:
            given = [(tender.CASH, settlement.payable_minor)]
        return settlement, tuple([Tender(kind, amount) for kind, amount in given])

    @staticmethod
    def _check_kinds(connection: Connection, given: Sequence[tuple[str, int]]) -> None:
        known = parties.tender_kinds(connection)
        for kind, _ in given:
            if kind not in known:
                raise Refusal("unknown_tender", kind=kind[:40], known=", ".join(known))

    def _sale(
        self,
        filing: documents.Filing,
        asked: SaleAsked,
        bill_: Bill,
        settlement: tender.Settlement,
        tenders: tuple[Tender, ...],
    ) -> Sale:
        shop, totals = self._book.shop, bill_.totals
        return Sale(
            filing.heading,
            cashier=asked.cashier or filing.desk.person.code,
            customer=asked.customer or "",
            currency=shop.currency.code,
            policy=shop.tax_policy.value,
            inclusive=shop.prices_include_tax,
            discount_minor=bill_.discount_minor,
            net_minor=totals.net_minor,
            tax_minor=totals.tax_minor,
            gross_minor=totals.gross_minor,
            rounding_minor=settlement.rounding_minor,
            change_minor=abs(settlement.change_minor),
            lines=bill_.lines,
            taxes=tuple([TaxRow(row.rate_milli, row.category, row.net_minor, row.tax_minor) for row in totals.rows]),
            tenders=tenders,
        )

    @staticmethod
    def _beside(
        connection: Connection,
        asked: SaleAsked,
        desk: parties.Desk,
        lines: Sequence[Charge],
        *,
        wish: str,
        behind: Mapping[int, sales.SoldLine],
    ) -> documents.Beside:
        cashier_id, _ = parties.person(connection, asked.cashier) if asked.cashier else (desk.person_id, None)
        return documents.Beside(
            wish,
            note=asked.asking.note,
            names=tuple([line.item.name for line in lines]),
            product_ids=tuple([line.item.product_id for line in lines]),
            references=tuple([one.reference for one in asked.tenders or ()]),
            of_ids=tuple(behind[place].document_id if place in behind else None for place in range(len(lines)))
            if behind
            else (),
            cashier_id=cashier_id,
            customer_id=parties.customer_id_of(connection, asked.customer) if asked.customer else None,
        )

    def _move_stock(
        self, connection: Connection, filing: documents.Filing, document_id: int, goods: sold_stock.Goods
    ) -> ledger.Applied:
        if self._book.shop.stock is StockSystem.PERIODIC:
            return ledger.NOTHING
        return ledger.apply(
            connection,
            ledger.Cause(document_id, filing.desk.location_id, filing.heading.happened_us, filing.book_date),
            goods.steps(),
            default=self._book.shop.costing,
            digits=self._book.shop.currency.digits,
        )


def _who_bought(lines: Iterable[sales.SoldLine]) -> str | None:
    """The customer of the sales of which something comes back, if it is one."""
    customers = {line.customer for line in lines}
    return customers.pop() or None if len(customers) == 1 else None


def _kind(lines: Sequence[Charge]) -> DocumentKind:
    """A sale of nothing but goods that come back is a refund."""
    for line in lines:
        if line.quantity_milli > 0:
            return DocumentKind.SALE
    return DocumentKind.REFUND


def _touched(lines: Sequence[Charge], applied: ledger.Applied) -> frozenset[int]:
    """The products on the lines, and those that moved: of a kit its parts."""
    return frozenset([line.item.product_id for line in lines]).union(applied.on_hand_milli)


def _booked_late(filing: documents.Filing) -> tuple[Warned, ...]:
    """That the sale is booked on a later day than its own, which is closed."""
    if not filing.is_late:
        return ()
    day, book_date = write_date(filing.own_day), write_date(filing.book_date)
    return (Warned("booked_late", {"day": day, "number": filing.heading.number, "book_date": book_date}),)
