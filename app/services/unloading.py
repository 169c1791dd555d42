"""Unloading: the sheet of a delivery while the van is at the door. `Receiving` posts it.

Every entry is durable when its verb returns. A sheet belongs to no till: whoever comes next goes on with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.base.clock import Clock
from app.base.identity import uuid7
from app.domain import rights
from app.domain.changes import Changes
from app.domain.delivery_entries import Begin, Entry
from app.domain.delivery_journal import write_entry
from app.domain.moment import Moment
from app.domain.product import Code
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.store.database import Book, Connection
from app.store.queries import items, parties
from app.store.queries.drafts import standing
from app.store.writing import catalogue, drafts
from app.store.writing.product_changes import author_now

_CHANGED = Changes(frozenset({"drafts"}))


class Unloading:
    """Keeps the sheets of deliveries in progress."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def begin(self, begun: Begin, *, label: str, till: str, user: str | None) -> str:
        """Open a sheet with its first entry; its uid becomes the delivery's.

        An order has one sheet: where somebody else has just begun it, that one is gone on with.

        Args:
            begun: What is expected; its order stands beside the entry, so that a second sheet of it is found.
            label: What people know it by.

        Raises:
            Refusal: `unknown_till`, `unknown_user`, `not_allowed`.
        """
        now = self._now()
        uid = uuid7(now.utc_us)
        order = "" if begun.expected is None else begun.expected.order
        with self._book.writing() as connection:
            desk = _desk(connection, till, user)
            known = [one.uid for one in standing(connection, drafts.DELIVERY_SHEET) if order and one.raw == order]
            if known:
                return known[0]
            drafts.begin(connection, uid, drafts.DELIVERY_SHEET, desk, now, label=label)
            first = drafts.DraftEntry(order, write_entry(begun))
            drafts.append_behind(connection, uid, [first], now, many=0, desk=desk)
        return uid

    def record(
        self, sheet: str, entries: Sequence[tuple[Entry, str]], *, many: int, till: str, user: str | None
    ) -> int:
        """Append entries to a sheet, each with the raw scan or typed text behind it.

        Args:
            sheet: Its uid.
            entries: What was done.
            many: How many entries the sheet has, as far as the asker knows.

        Returns:
            How many it has now.

        Raises:
            Refusal: `draft_closed`, `draft_moved` when somebody else has entered something meanwhile.
        """
        written = [drafts.DraftEntry(raw, write_entry(entry)) for entry, raw in entries]
        with self._book.writing() as connection:
            desk = _desk(connection, till, user)
            drafts.append_behind(connection, sheet, written, self._now(), many=many, desk=desk)
        return many + len(written)

    def rename(self, sheet: str, label: str) -> Changes:
        """Say what people know a sheet by.

        Raises:
            Refusal: `draft_closed`.
        """
        with self._book.writing() as connection:
            drafts.rename(connection, sheet, label, self._now())
        return _CHANGED

    def abandon(self, sheet: str) -> Changes:
        """Give a sheet up; its entries stay in the journal.

        Raises:
            Refusal: `draft_closed`.
        """
        with self._book.writing() as connection:
            drafts.move(connection, sheet, to="abandoned", now=self._now())
        return _CHANGED

    def link(self, code: Code, sku: str, *, user: str | None) -> Changes:
        """Let a code that came with the goods stand for a product, beside the codes that it has.

        Raises:
            Refusal: `not_allowed`, `unknown_product`, and those of the catalogue.
        """
        with self._book.writing() as connection:
            person_id = _require(connection, user)
            known = catalogue.codes(connection, sku)
            if known is None:
                raise Refusal("unknown_product", sku=sku)
            others = tuple(one for one in known if one.text != code.text)
            author = author_now(person_id, self._clock.now_us(), self._book.shop)
            stored = catalogue.set_product(connection, ProductAsked(sku, codes=(*others, code)), author)
        return Changes(frozenset({"products"}), frozenset({stored.product_id}))

    def create(self, asked: ProductAsked, *, user: str | None) -> Changes:
        """Add goods that came and nobody knows. Their tax is what most goods of their category have.

        Raises:
            Refusal: `not_allowed`, `product_exists`, and those of the catalogue.
        """
        with self._book.writing() as connection:
            _require(connection, user)
            known = items.by_skus(connection, [asked.sku], location_id=1).get(asked.sku)
            if known is not None:
                raise Refusal("product_exists", sku=asked.sku, name=known.name)
            if asked.rate_milli is None:
                used = items.taxes(connection, asked.category) or items.taxes(connection, None)
                rate_milli, tax_code = self._book.shop.taxes_beside(used)[0]
                asked = replace(asked, rate_milli=rate_milli, tax_code=tax_code)
            stored = catalogue.set_product(connection, asked)
        return Changes(frozenset({"products"}), frozenset({stored.product_id}))

    def _now(self) -> Moment:
        now_us = self._clock.now_us()
        return Moment(now_us, self._clock.offset_minutes(now_us))


def _desk(connection: Connection, till: str, user: str | None) -> parties.Desk:
    desk = parties.desk(connection, till=till, user=user, location=None)
    rights.require(desk.person, rights.Right.RECEIVE)
    return desk


def _require(connection: Connection, user: str | None) -> int:
    person_id, person = parties.person(connection, user)
    rights.require(person, rights.Right.RECEIVE)
    return person_id
