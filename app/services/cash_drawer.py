"""The cash drawer: cash that goes in or out without a sale, and what is found when it is counted."""

from __future__ import annotations

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted, Warned
from app.domain.document import CashDocument, DocumentKind
from app.domain.figures import MAX_MINOR, Currency
from app.domain.refusal import Refusal
from app.domain.stock_requests import OPENED, CashCountAsked, CashMovementAsked
from app.store.database import Book
from app.store.queries import drawer
from app.store.settings import FIRST_TILL
from app.store.writing.posting import Posting

_MAX_REASON = 200


class CashDrawer:
    """Keeps the drawers."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def move_cash(self, asked: CashMovementAsked) -> Posted:
        """Cash goes into or out of a drawer: a float, paid in, paid out, or taken to the bank; or it is only opened.

        Raises:
            Refusal: `cash_above_zero`, `opened_moves_nothing`, `amount_too_large`, `text_too_long`, `unknown_till`,
                `not_allowed`, `period_closed`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            if asked.kind == OPENED and asked.amount_minor:
                raise Refusal("opened_moves_nothing")
            if asked.kind != OPENED and asked.amount_minor <= 0:
                raise Refusal("cash_above_zero")
            if asked.amount_minor > MAX_MINOR:
                raise Refusal("amount_too_large")
            if len(asked.reason) > _MAX_REASON:
                raise Refusal("text_too_long", what="reason", most=_MAX_REASON)
            posting.open(DocumentKind.CASH_MOVEMENT, rights.Right.HANDLE_CASH, till=FIRST_TILL)
            document = CashDocument(posting.heading, asked.kind, asked.amount_minor, reason=asked.reason)
            return posting.post_cash(document)

    def count_cash(self, asked: CashCountAsked) -> Posted:
        """Count a drawer: the difference to what should be there is over or short, and the cash session ends.

        The newest count of a day stands: what is said of a difference is what the takings of the day make of it, as in
        the report of the day's end, whatever was counted before. The document keeps what it found beyond the count
        before it, so that all of a day come to the same.

        Returns:
            The count, with a word on the difference of the day where there is one.

        Raises:
            Refusal: `below_zero`, `amount_too_large`, `unknown_till`, `not_allowed`, `period_closed`.
        """
        money = self._book.shop.currency
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            if asked.counted_minor < 0:
                raise Refusal("below_zero", what="counted cash", text=money.write(asked.counted_minor))
            posting.open(DocumentKind.CASH_COUNT, rights.Right.HANDLE_CASH, till=FIRST_TILL)
            expected_minor = drawer.expected_minor(connection, posting.filing.desk.till_id)
            if max(asked.counted_minor, abs(expected_minor)) > MAX_MINOR:
                raise Refusal("amount_too_large")
            earlier_minor = drawer.over_minor(connection, posting.filing.desk.till_id, posting.filing.book_date)
            warnings = _differing(money, asked.counted_minor, expected_minor - earlier_minor)
            document = CashDocument(posting.heading, "counted", asked.counted_minor, expected_minor)
            return posting.post_cash(document, warnings)


def _differing(money: Currency, counted_minor: int, expected_minor: int) -> tuple[Warned, ...]:
    """What is said of a drawer that does not hold what it should."""
    over_minor = counted_minor - expected_minor
    if not over_minor:
        return ()
    facts: dict[str, object] = {
        "counted": money.write(counted_minor),
        "expected": money.write(expected_minor),
        "difference": money.write(abs(over_minor)),
    }
    return (Warned("cash_over" if over_minor > 0 else "cash_short", facts),)
