"""Pricing: prices that begin on a later day, and many prices changed at once, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Changes
from app.domain.figures import write_percent
from app.domain.moment import business_day, write_date
from app.domain.pricing import Ending, changed_price
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import parties, product_changes, products
from app.store.writing import product_changes as changing
from app.store.writing.product_changes import Author, author_now

_CHANGED = frozenset({"products"})
_NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class PricesChanged:
    """Many prices that were changed, or changed back.

    Attributes:
        count: How many are others now.
        left: How many were left as they are: that is their price already, or somebody changed it since.
    """

    count: int
    left: int
    changes: Changes = _NOTHING


class Pricing:
    """Changes selling prices."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def plan_price(self, sku: str, price_micro: int, starts: int, *, user: str | None = None) -> Changes:
        """Let a price begin on a day; on the shop's own today it begins at once.

        Args:
            sku: Whose.
            price_micro: Of one unit, in millionths.
            starts: A day number such as 20270301.
            user: Who plans it; None is the owner.

        Raises:
            Refusal: `unknown_product`, `price_in_past`, `not_allowed`.
        """
        with self._book.writing() as connection:
            author = self._author(connection, user)
            product_id = _product_id(connection, sku)
            if starts < author.book_date:
                raise Refusal("price_in_past", day=write_date(starts))
            if starts == author.book_date:
                changing.set_price(connection, product_id, price_micro, author)
            else:
                changing.plan_price(connection, product_id, starts, price_micro, author)
        return Changes(_CHANGED, frozenset({product_id}))

    def drop_planned(self, sku: str, starts: int, *, user: str | None = None) -> Changes:
        """Forget a price that was planned.

        Raises:
            Refusal: `unknown_product`, `no_planned_price`, `not_allowed`.
        """
        with self._book.writing() as connection:
            self._author(connection, user)
            product_id = _product_id(connection, sku)
            if not changing.drop_planned(connection, product_id, starts):
                raise Refusal("no_planned_price", sku=sku, day=write_date(starts))
        return Changes(_CHANGED, frozenset({product_id}))

    def start_due(self) -> Changes:
        """Let the planned prices begin whose day has come: each is a change by whom it was planned.

        Asked often and seldom needed: it writes only where there is something to begin.
        """
        shop = self._book.shop
        today = business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        with self._book.reading() as connection:
            if not product_changes.is_due(connection, today):
                return _NOTHING
        with self._book.writing() as connection:
            due = product_changes.planned(connection, last=today)
            for plan in due:
                author = author_now(plan.person_id, self._clock.now_us(), shop)
                changing.set_price(connection, plan.product_id, plan.price_micro, author)
            changing.drop_due(connection, today)
        return Changes(_CHANGED, frozenset(plan.product_id for plan in due))

    def change_prices(
        self, product_ids: Sequence[int], change_milli: int, ending: Ending, *, user: str | None = None
    ) -> PricesChanged:
        """Change many prices by a percentage. `undo_change` takes all of it back at once.

        Goods whose price is asked at each sale, and those without a price, stay as they are.

        Raises:
            Refusal: `no_goods_chosen`, `bad_price_change`, `out_of_bounds`, `not_allowed`; then no price is changed.
        """
        digits = self._book.shop.currency.digits
        with self._book.writing() as connection:
            author = self._author(connection, user)
            before = product_changes.prices(connection, product_ids)
            if not before:
                raise Refusal("no_goods_chosen")
            what = f"{'+' if change_milli >= 0 else ''}{write_percent(change_milli)} % {ending.value}"
            batch = changing.open_batch(connection, what, person_id=author.person_id, at_us=author.at_us)
            author = replace(author, batch_id=batch)
            changed = [
                product_id
                for product_id, price_micro in before.items()
                if changing.set_price(
                    connection, product_id, changed_price(price_micro, change_milli, ending, digits), author
                )
            ]
            if not changed:
                changing.end_batch(connection, batch)
        return PricesChanged(len(changed), len(before) - len(changed), Changes(_CHANGED))

    def undo_change(self, *, user: str | None = None) -> PricesChanged:
        """Take the newest change of many prices back. A price that somebody has changed since stays.

        Raises:
            Refusal: `no_prices_to_undo`, `not_allowed`.
        """
        with self._book.writing() as connection:
            author = self._author(connection, user)
            batch = product_changes.newest_batch(connection)
            if batch is None:
                raise Refusal("no_prices_to_undo")
            made = product_changes.in_batch(connection, batch.batch_id)
            now = product_changes.prices(connection, [product_id for product_id, _, _ in made])
            count = 0
            for product_id, before, after in made:
                if now.get(product_id) == after:
                    count += changing.set_price(connection, product_id, before, author)
            changing.end_batch(connection, batch.batch_id)
        return PricesChanged(count, len(made) - count, Changes(_CHANGED))

    def _author(self, connection: Connection, user: str | None) -> Author:
        person_id, person = parties.person(connection, user)
        rights.require(person, rights.Right.EDIT_CATALOGUE)
        return author_now(person_id, self._clock.now_us(), self._book.shop)


def _product_id(connection: Connection, sku: str) -> int:
    """The number of a product.

    Raises:
        Refusal: `unknown_product`.
    """
    found = products.product_id(connection, sku)
    if found is None:
        raise Refusal("unknown_product", sku=sku)
    return found
