"""What is decided of a stocktake before it is posted: of differences, of what nobody counted, of what is tolerated."""

from __future__ import annotations

from collections.abc import Mapping

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Changes
from app.domain.count_review import Decision, Seen, Tolerance
from app.domain.count_rule import Rule
from app.domain.moment import Moment
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import count_sheets, parties, stock, stocktakes
from app.store.writing import stocktakes as writing

_CHANGED = Changes(frozenset({"drafts"}))


class Deciding:
    """Keeps it. `Stocktaking` is one that keeps the sheets, too."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def decide(
        self, stocktake: str, sku: str, *, accept: bool, reason: str = "", user: str | None, of: Seen | None = None
    ) -> Changes:
        """Say that a difference is right as it is, and why it came about as far as anybody knows.

        Where somebody else counts again, nobody accepts what they counted themselves.

        Args:
            stocktake: Its uid.
            sku: Of the goods.
            accept: Whether it is right as it is.
            reason: Why, "" where nobody knows.
            user: Who says so.
            of: The difference that it is said of: of another one, nothing is said then. None is whatever it is.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `unknown_product`, `unknown_reason`,
                `accepts_own_count`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id = poster(connection, user)
            stock.check_reasons(connection, {reason})
            product_ids = stocktakes.in_groups(connection, "spot", [sku]).get(sku)
            if not product_ids:
                raise Refusal("unknown_product", sku=sku)
            (product_id,) = product_ids
            before = stocktakes.decisions(connection, known.stocktake_id).get(product_id)
            if accept and before is not None and before.is_accepted and (of is None or before.of in {None, of}):
                # Whoever says why has not accepted it again.
                person_id, _ = parties.person(connection, before.by)
            elif accept and known.second_person:
                place = known.stocktake_id, person_id, product_id
                if stocktakes.has_counted(connection, *place):
                    name = stocktakes.goods(connection, [product_id])[product_id].name
                    raise Refusal("accepts_own_count", sku=sku, name=name)
            is_again = not accept and before is not None and before.is_again and before.of == of
            decision = Decision(accept, reason, of=of, is_again=is_again)
            writing.decide(connection, known.stocktake_id, {product_id: decision}, person_id=person_id)
        return _CHANGED

    def want_again(self, stocktake: str, wanted: Mapping[int, Seen], *, is_wanted: bool, user: str | None) -> Changes:
        """Say that goods are counted again, whatever is tolerated; or take that back.

        Args:
            stocktake: Its uid.
            wanted: The differences, by product.
            is_wanted: Whether they are.
            user: Who says so.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id = poster(connection, user)
            before = stocktakes.decisions(connection, known.stocktake_id)
            made = {
                product_id: Decision(
                    reason=before.get(product_id, Decision()).on(seen).reason, of=seen, is_again=is_wanted
                )
                for product_id, seen in wanted.items()
            }
            writing.decide(connection, known.stocktake_id, made, person_id=person_id)
        return _CHANGED

    def decide_uncounted(self, stocktake: str, uncounted: str, *, user: str | None) -> Changes:
        """Say what becomes of goods that nobody counted: `leave` them as the book has them, or set them to `zero`.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            poster(connection, user)
            writing.set_uncounted(connection, known.stocktake_id, uncounted)
        return _CHANGED

    def set_tolerance(self, stocktake: str, tolerance: Tolerance, *, second_person: bool, user: str | None) -> Changes:
        """Say from which difference on goods are counted again, and whether by somebody else.

        Where somebody else counts again, nobody who has counted makes that rule looser. The paper of the count
        says who has made it looser.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `loosens_own_count`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id = poster(connection, user)
            rule, before = Rule(tolerance, second_person), Rule(known.tolerance, known.second_person)
            place = known.stocktake_id, person_id
            is_own = before.second_person and rule.is_looser_than(before)
            if is_own and count_sheets.has_counted(connection, *place):
                raise Refusal("loosens_own_count")
            if rule != before:
                writing.set_rule(connection, known.stocktake_id, rule, person_id=person_id, now=self._now())
        return _CHANGED

    def _now(self) -> Moment:
        now_us = self._clock.now_us()
        return Moment(now_us, self._clock.offset_minutes(now_us))


def poster(connection: Connection, user: str | None) -> int:
    """Whoever may post counts.

    Raises:
        Refusal: `not_allowed`, `unknown_user`.
    """
    person_id, person = parties.person(connection, user)
    rights.require(person, rights.Right.POST_COUNT)
    return person_id
