"""Reversing: a document that was typed wrong is taken back by one that mirrors it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import starmap
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.identity import uuid7
from app.domain import rights
from app.domain.changes import Changes, Posted
from app.domain.delivery_entries import Entry
from app.domain.delivery_journal import write_entry
from app.domain.document import DocumentKind, StockDocument
from app.domain.moment import Moment, business_day, write_date
from app.domain.movement import (
    Added,
    Due,
    Found,
    Mirrored,
    MovementKind,
    Passing,
    Retold,
    Shifted,
    Step,
    Varied,
    Wanted,
    When,
    Withdrawn,
)
from app.domain.refusal import Refusal
from app.domain.shop import StockSystem
from app.domain.stock_requests import ReversalAsked
from app.store.database import Book, Connection
from app.store.queries import count_truths, counted, histories, orders, parties, posted_counts, reversals
from app.store.settings import OFFICE_TILL
from app.store.writing import counted_again, drafts
from app.store.writing.posting import Beside, Posting

_REVERSIBLE = frozenset(
    {
        DocumentKind.OPENING_STOCK,
        DocumentKind.DELIVERY,
        DocumentKind.LANDED_COST,
        DocumentKind.SUPPLIER_INVOICE,
        DocumentKind.CREDIT_NOTE,
        DocumentKind.SUPPLIER_RETURN,
        DocumentKind.ADJUSTMENT,
        DocumentKind.COUNT,
        DocumentKind.TRANSFER,
        DocumentKind.TRANSFER_RECEIPT,
    }
)


# What books costs to goods that other documents moved.
_OF_COUNTS = (MovementKind.OPENING_STOCK, MovementKind.COUNT_GAIN, MovementKind.COUNT_LOSS, MovementKind.USAGE)
_OF_COSTS = (DocumentKind.LANDED_COST, DocumentKind.SUPPLIER_INVOICE, DocumentKind.CREDIT_NOTE)


class Reopened(NamedTuple):
    """The sheet that takes the place of a delivery that was wrong.

    Attributes:
        uid: Its own.
        label: What people know it by.
        entries: Its entries.
        order: The uid of its order, "" for none; it stands beside the first entry.
    """

    uid: str
    label: str
    entries: tuple[Entry, ...]
    order: str = ""


class Reversing:
    """Takes documents back."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def reverse(
        self,
        asked: ReversalAsked,
        *,
        sheet: Reopened | None = None,
        stocktake: str = "",
        along: Sequence[ReversalAsked] = (),
    ) -> Posted:
        """Mirror a document of the open period, movement by movement; what has since been sold goes to corrections.

        Goods of a transfer go back with all that was booked to them since. A landed cost, and the difference that an
        invoice had made, is taken off again as it was booked: from what is left of the goods now, and from cost of
        sales. What the invoice or credit note had settled is open again.

        Args:
            asked: What is taken back, and why.
            sheet: What to go on with: it is opened as a draft in the same transaction.
            stocktake: Of a count the uid of the stocktake that goes on with what was counted; "" is none.
            along: What rests on it and is taken back first, in the same transaction: its invoices.

        Raises:
            Refusal: `unknown_document`, `not_reversible`, `already_reversed`, `has_followers`, `period_closed`,
                `before_its_document`; `counted_already` where the same is being counted already.
        """
        with self._book.writing() as connection:
            for first in along:
                self._carry_out(connection, first)
            posted = self._carry_out(connection, asked, sheet)
            if stocktake:
                self._count_again(
                    connection, asked.of, stocktake, till=asked.asking.till or OFFICE_TILL, user=asked.asking.user
                )
            return posted

    def count_again(self, of: str, stocktake: str, *, till: str, user: str | None) -> Changes:
        """Open a count that was taken back before: a stocktake in progress, with all that was counted.

        Args:
            of: Its uid.
            stocktake: The uid of the stocktake.
            till: Where.
            user: Who opens it.

        Raises:
            Refusal: `not_allowed`, `unknown_document`, `count_stands` while it was not taken back, `counted_already`
                where the same is being counted already.
        """
        with self._book.writing() as connection:
            self._count_again(connection, of, stocktake, till=till, user=user)
        return Changes(frozenset({"drafts"}))

    def _count_again(self, connection: Connection, of: str, stocktake: str, *, till: str, user: str | None) -> None:
        if counted_again.is_there(connection, stocktake):
            return  # asked twice
        count = posted_counts.posted_count(connection, of)
        if not count.back:
            raise Refusal("count_stands", number=count.number)
        desk = parties.desk(connection, till=till, user=user, location=count.location)
        rights.require(desk.person, rights.Right.COUNT)
        now_us = self._clock.now_us()
        now = Moment(now_us, self._clock.offset_minutes(now_us))
        counted_again.open_again(connection, count, stocktake, desk=desk, now=now, new_uid=partial(uuid7, now_us))
        known = counted_again.counted_already(connection, stocktake)
        if known is not None:
            shop = self._book.shop
            day = business_day(known.begun.utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
            begun = {"title": known.name, "name": known.user, "day": write_date(day)}
            raise Refusal("counted_already", stocktake=known.uid, **begun)

    def _carry_out(self, connection: Connection, asked: ReversalAsked, sheet: Reopened | None = None) -> Posted:
        posting = Posting(connection, self._book, self._clock, asked)
        known = posting.already()
        if known is not None:
            return known
        wrong = reversals.document(connection, asked.of)
        if wrong.kind not in _REVERSIBLE:
            raise Refusal("not_reversible", number=wrong.number, kind=wrong.kind.replace("_", " "))
        if wrong.reversed_by is not None:
            raise Refusal("already_reversed", number=wrong.number, by=wrong.reversed_by)
        if wrong.follower is not None:
            raise Refusal("has_followers", number=wrong.number, follower=wrong.follower)
        posting.open(DocumentKind.REVERSAL, rights.Right.REVERSE, location=wrong.location)
        if wrong.book_date < posting.filing.open_day:
            raise Refusal("period_closed", day=write_date(wrong.book_date), open=write_date(posting.filing.open_day))
        posting.refer(asked.of, wrong.document_id)
        posting.rest_on([wrong.document_id])
        moved = reversals.movements(connection, wrong.document_id)
        if wrong.kind == DocumentKind.COUNT:
            moved += reversals.given_back(connection, wrong.document_id)
        day = posting.filing.book_date
        due = count_truths.given_back(connection, wrong.document_id, moved, book_date=day, shop=self._book.shop)
        steps = [*due.coming, *_mirrored([one for one in moved if one.product_id not in due.retold], day), *due.going]
        retelling = _Retelling(wrong.document_id, day, is_usage=self._book.shop.stock is StockSystem.PERIODIC)
        for product_id, dues in due.retold.items():
            steps += retelling.goods([one for one in moved if one.product_id == product_id], dues)
        if wrong.kind in _OF_COSTS:
            steps += retelling.costs(connection)
        steps += starmap(Found, counted.known_by_count_alone(connection, wrong.document_id, posting.location_id))
        if sheet is not None:
            _open_again(posting, sheet)
        document = StockDocument(posting.heading, (), reference=asked.reason)
        order_id = orders.order_of_delivery(connection, wrong.document_id)
        return posting.post(document, (), steps, points_to=Beside(order_id=order_id), warnings=due.warnings)


class _Retelling(NamedTuple):
    """What takes a document back of which goods have moved since: their history is told again."""

    wrong_id: int
    day: int
    is_usage: bool

    def goods(self, moved: Sequence[reversals.Moved], due: Sequence[Due]) -> Iterator[Step]:
        """Of one product: what never was in a pool goes back by itself, the rest is told again."""
        shifted = _shifted(moved)
        broken = {one.seq for one in moved} & {one.origin_seq for one in moved if one.kind == MovementKind.ADJUSTMENT}
        beside = {*broken, *shifted, *(back.seq for back in shifted.values())}
        beside |= {one.seq for one in moved if one.kind == MovementKind.ADJUSTMENT and one.origin_seq in broken}
        yield from _mirrored([one for one in moved if one.seq in beside], self.day)
        yield self._told([one for one in moved if one.seq not in beside], moved[0], due)

    def costs(self, connection: Connection) -> Iterator[Step]:
        """Of a document of costs: taken off again, or told again where goods went and came back with them."""
        costs = reversals.costs(connection, self.wrong_id)
        valued = {one.product_id for one in costs if one.kind != MovementKind.SUPPLIER_RETURN}
        mixed = histories.mixed_since(connection, valued, self.wrong_id)
        told = histories.can_be_told(connection, mixed, is_counted=True)
        yield from (_taken_off(one) for one in costs if one.product_id not in told)
        for product_id in sorted(told):
            moved = reversals.cost_movements(connection, self.wrong_id, product_id)
            yield self._told(moved, moved[0], ())

    def _told(self, moved: Iterable[reversals.Moved], first: reversals.Moved, due: Sequence[Due]) -> Retold:
        mirrored = tuple(_mirror(one, self.day) for one in moved)
        return Retold(first.line_no, first.product_id, self.wrong_id, mirrored, tuple(due), self.is_usage, self.day)


def _taken_off(cost: reversals.Cost) -> Step:
    kind = MovementKind(cost.kind)
    step = Varied if kind is MovementKind.SUPPLIER_RETURN else Added
    return step(cost.line_no, kind, cost.product_id, cost.cause_seq, -cost.amount_minor)


def _open_again(posting: Posting, sheet: Reopened) -> None:
    desk, now = posting.filing.desk, posting.now
    drafts.begin(posting.connection, sheet.uid, drafts.DELIVERY_SHEET, desk, now, label=sheet.label)
    entries = [
        drafts.DraftEntry(sheet.order if place == 0 else "", write_entry(entry))
        for place, entry in enumerate(sheet.entries)
    ]
    drafts.append_behind(posting.connection, sheet.uid, entries, now, many=0, desk=desk)


def _mirrored(moved: Sequence[reversals.Moved], day: int) -> Iterator[Step]:
    """What takes movements back, the last first, each at the value and at the moment at which it moved.

    What never happened was on no shelf at any moment; in the books it is taken back on this day.
    """
    carried: list[reversals.Moved] = []
    own = {one.seq for one in moved}
    shifted = _shifted(moved)
    broken = {one.origin_seq for one in moved if one.kind == MovementKind.ADJUSTMENT and one.origin_seq in own}
    for one in moved:
        if one.seq in broken:
            yield _passed_back(one)
        elif one.kind == MovementKind.ADJUSTMENT and one.origin_seq in broken:
            continue  # goes back together with what it was the way out of
        elif one.seq in shifted:
            yield _shifted_back(one, shifted[one.seq], day)
        elif shifted.get(one.origin_seq) is one:
            continue  # goes back together with what it had taken over
        elif one.quantity_milli > 0:
            if one.kind == MovementKind.TRANSFER_IN:
                carried.insert(0, one)
            yield _taken_out(one, day)
        elif one.kind == MovementKind.TRANSFER_OUT:
            # Each part of it goes back as a layer of the delivery that it came from.
            yield from (_put_back(one, part, day) for part in carried)
            carried = []
        else:
            yield _put_back(one, one, day)


def _mirror(one: reversals.Moved, day: int) -> Mirrored:
    return Mirrored(
        one.seq,
        one.line_no,
        MovementKind(one.kind),
        one.location_id,
        When(one.happened_us, day),
        one.lot,
        one.is_serial,
        -one.quantity_milli,
        -one.value_minor,
        -one.variance_minor,
        -one.landed_minor,
        -one.landed_variance_minor,
    )


def _taken_out(one: reversals.Moved, day: int) -> Withdrawn:
    return Withdrawn(
        one.line_no,
        MovementKind(one.kind),
        one.product_id,
        one.quantity_milli,
        one.value_minor + one.landed_minor,
        one.seq,
        one.lot,
        landed_minor=one.landed_minor,
        variance_minor=one.variance_minor,
        landed_variance_minor=one.landed_variance_minor,
        location_id=one.location_id,
        when=When(one.happened_us, day),
        first_seq=one.origin_seq if one.kind == MovementKind.TRANSFER_IN else None,
    )


def _shifted(moved: Sequence[reversals.Moved]) -> dict[int | None, reversals.Moved]:
    """What a later count had taken over, by the movement of the count that was posted last."""
    by_seq = {one.seq: one for one in moved}
    return {
        one.origin_seq: one
        for one in moved
        if one.kind in _OF_COUNTS
        and (first := by_seq.get(one.origin_seq or 0)) is not None
        and first.kind in _OF_COUNTS
        and first.happened_us != one.happened_us
        and (first.document_id, first.line_no, first.quantity_milli, first.value_minor)
        == (one.document_id, one.line_no, -one.quantity_milli, -one.value_minor)
    }


def _shifted_back(one: reversals.Moved, back: reversals.Moved, day: int) -> Shifted:
    """What a later count had taken over from this one is that count's again."""
    return Shifted(
        one.line_no,
        one.product_id,
        -one.quantity_milli,
        -one.value_minor,
        MovementKind(one.kind),
        When(one.happened_us, day),
        MovementKind(back.kind),
        When(back.happened_us, day),
        one.lot,
        one.is_serial,
        one.location_id,
    )


def _passed_back(one: reversals.Moved) -> Passing:
    """Goods that came broken go back and were never written off; those that went back are written off again."""
    return Passing(
        one.line_no,
        one.product_id,
        -one.quantity_milli,
        -one.value_minor,
        one.lot,
        MovementKind(one.kind),
        landed_minor=-one.landed_minor,
        is_serial=one.is_serial,
        location_id=one.location_id,
        origin_seq=one.seq,
        variance_minor=-one.variance_minor,
    )


def _put_back(one: reversals.Moved, part: reversals.Moved, day: int) -> Wanted:
    """What went out comes back: all of it, or the part of it that another movement had carried on."""
    is_whole = part is one
    return Wanted(
        one.line_no,
        MovementKind(one.kind),
        one.product_id,
        abs(part.quantity_milli),
        -one.value_minor if is_whole else None,
        one.lot,
        is_serial=one.is_serial,
        location_id=one.location_id,
        when=When(one.happened_us, day),
        variance_minor=-one.variance_minor if is_whole else 0,
        origin_seq=part.origin_seq,
        carried_seq=None if is_whole else part.seq,
        again_seq=one.seq if one.kind == MovementKind.OPENING_STOCK else None,
    )
