"""Pricing: prices that begin on a later day, and many prices changed at once, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.trouble import Trouble
from app.domain import rights
from app.domain.changes import Changes
from app.domain.figures import write_percent
from app.domain.moment import business_day, write_date
from app.domain.pricing import Ending, changed_price
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.store.database import Book, Connection
from app.store.queries import parties, product_changes, products
from app.store.writing import product_changes as changing
from app.store.writing.product_changes import Author, author_now

_CHANGED = frozenset({"products"})
_NOTHING = Changes()
# Prices of one transaction: some ten milliseconds, for which a sale may have to wait.
_AT_ONCE = 200

Item = TypeVar("Item")

OnRow = Callable[[int, int], None]
"""Told how many are done, and how many there are; what it raises ends the work."""


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


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


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
        self,
        product_ids: Sequence[int],
        change_milli: int,
        ending: Ending,
        *,
        user: str | None = None,
        on_row: OnRow = _untold,
    ) -> PricesChanged:
        """Change many prices by a percentage, some at a time. `undo_change` takes all of it back at once.

        Goods whose price is asked at each sale, and those without a price, stay as they are.

        Args:
            product_ids, change_milli, ending: Whose prices, by how much, and how they end.
            user: Who changes them; None is the owner.
            on_row: Told how many are done; what it raises ends the work.

        Raises:
            Refusal: `no_goods_chosen`, `bad_price_change`, `out_of_bounds`, `not_allowed`; then no price is changed.
            Trouble: of the machine, and what `on_row` raises: no price is changed. `prices_half_changed`: some are, and
                `undo_change` takes them back.
        """
        digits = self._book.shop.currency.digits
        with self._book.reading() as connection:
            self._author(connection, user)
            before = product_changes.prices(connection, product_ids)
        if not before:
            raise Refusal("no_goods_chosen")
        for price_micro in set(before.values()):
            changed_price(price_micro, change_milli, ending, digits)
        what = f"{'+' if change_milli >= 0 else ''}{write_percent(change_milli)} % {ending.value}"
        batch: int | None = None

        def change(connection: Connection, some: Sequence[int]) -> int:
            nonlocal batch
            author = self._author(connection, user)
            if batch is None:
                batch = changing.open_batch(connection, what, person_id=author.person_id, at_us=author.at_us)
            author = replace(author, batch_id=batch)
            now = product_changes.prices(connection, some)
            return sum(
                changing.set_price(connection, one, changed_price(price, change_milli, ending, digits), author)
                for one, price in now.items()
            )

        count = self._in_parts(tuple(before), change, on_row)
        if not count and batch is not None:
            with self._book.writing() as connection:
                changing.end_batch(connection, batch)
        return PricesChanged(count, len(before) - count, Changes(_CHANGED))

    def undo_change(self, *, user: str | None = None, on_row: OnRow = _untold) -> PricesChanged:
        """Take the newest change of many prices back. A price that somebody has changed since stays.

        Raises:
            Refusal: `no_prices_to_undo`, `not_allowed`.
            Trouble: as `change_prices`; asked again, it takes back the rest.
        """
        with self._book.reading() as connection:
            self._author(connection, user)
            batch = product_changes.newest_batch(connection)
            if batch is None:
                raise Refusal("no_prices_to_undo")
            made = product_changes.in_batch(connection, batch.batch_id)

        def change_back(connection: Connection, some: Sequence[tuple[int, int, int]]) -> int:
            author = self._author(connection, user)
            now = product_changes.prices(connection, [product_id for product_id, _, _ in some])
            return sum(
                changing.set_price(connection, product_id, before, author)
                for product_id, before, after in some
                if now.get(product_id) == after
            )

        count = self._in_parts(made, change_back, on_row)
        with self._book.writing() as connection:
            changing.end_batch(connection, batch.batch_id)
        return PricesChanged(count, len(made) - count, Changes(_CHANGED))

    def _in_parts(
        self, items: Sequence[Item], change: Callable[[Connection, Sequence[Item]], int], on_row: OnRow
    ) -> int:
        """Change some at a time, so that no sale waits for all of them. Returns how many prices are others now."""
        count = 0
        for start in range(0, len(items), _AT_ONCE):
            try:
                on_row(start, len(items))
                with self._book.writing() as connection:
                    count += change(connection, items[start : start + _AT_ONCE])
            except (Refusal, Trouble) as error:
                if not count:
                    raise
                reason = sentence(error.code, error.facts)
                raise Trouble("prices_half_changed", done=count, total=len(items), reason=reason) from error
            if start + _AT_ONCE < len(items):
                self._book.make_way()
        return count

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
