"""What somebody with the right to post says of the differences of a stocktake; a part of `Stocktaking`."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import rights
from app.domain.changes import Changes
from app.domain.count_review import Decision, Seen
from app.store.database import Book, Connection
from app.store.queries import parties, stock, stocktakes
from app.store.writing import count_decisions as decisions

_CHANGED = Changes(frozenset({"drafts"}))


class CountDeciding:
    """Keeps it."""

    def __init__(self, book: Book) -> None:
        self._book = book

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
            decisions.decide(connection, known, sku, Decision(accept, reason, of=of), person_id)
        return _CHANGED

    def decide_all(self, stocktake: str, said: Mapping[int, Decision], *, user: str | None) -> frozenset[int]:
        """The same of many differences at once (by product); each names the one that it is said of.

        Returns:
            The products that whoever accepts has counted, where somebody else has to: nothing is kept of these.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `unknown_reason`.
        """
        with self._book.writing() as connection:
            known, person_id = stocktakes.open_stocktake(connection, stocktake), poster(connection, user)
            stock.check_reasons(connection, {one.reason for one in said.values()})
            return decisions.decide_all(connection, known, said, person_id)

    def want_again(self, stocktake: str, wanted: Mapping[int, Seen], *, is_wanted: bool, user: str | None) -> Changes:
        """Say that goods (their differences, by product) are counted again, whatever is tolerated; or take that back.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known, person_id = stocktakes.open_stocktake(connection, stocktake), poster(connection, user)
            decisions.want_again(connection, known.stocktake_id, wanted, is_wanted=is_wanted, person_id=person_id)
        return _CHANGED


def poster(connection: Connection, user: str | None) -> int:
    """Who may say so.

    Raises:
        Refusal: `not_allowed`, `unknown_user`.
    """
    person_id, person = parties.person(connection, user)
    rights.require(person, rights.Right.POST_COUNT)
    return person_id
