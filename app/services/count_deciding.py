"""What somebody says of many differences of a stocktake at once; `Stocktaking` keeps what is said of one."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import rights
from app.domain.count_review import Decision
from app.store.database import Book
from app.store.queries import parties, stock, stocktakes
from app.store.writing import count_decisions


class CountDeciding:
    """Keeps it."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def decide(self, stocktake: str, said: Mapping[int, Decision], *, user: str | None) -> frozenset[int]:
        """Say of differences that they are right as they are, and why they came about; each is named, by product.

        Returns:
            The products that whoever accepts has counted, where somebody else has to: nothing is kept of these.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `unknown_reason`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id, person = parties.person(connection, user)
            rights.require(person, rights.Right.POST_COUNT)
            stock.check_reasons(connection, {one.reason for one in said.values()})
            return count_decisions.decide_all(connection, known, said, person_id)
