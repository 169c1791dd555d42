"""The reports that can be asked for by name: what answers `report NAME` and the reports' screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import rights
from app.domain.moment import Moment, business_day
from app.domain.rights import Right
from app.reports.accounting import AccountBook, Accounting
from app.reports.asked import Asked, narrowed, with_days
from app.reports.grouping import with_groups
from app.reports.report import Report, Stamp
from app.reports.report_names import JOURNAL, OFFERED, Offered, offered
from app.reports.sorting import sorted_report
from app.reports.units import with_units
from app.store.database import Book
from app.store.queries import parties, past, shelf

__all__ = ["JOURNAL", "OFFERED", "Offered", "Reports", "offered"]

SO_FAR = "The last day that was asked for has not come yet: these are the figures so far."
_OF_DAYS_TO_COME = frozenset({"count-plan", "expiring", "price-changes", "quiet-hours"})


class Reports:
    """Answers every report by its name. Safe on any thread."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def ask(self, name: str, asked: Asked, is_stopped: Callable[[], bool] | None = None) -> Report:
        """The report of that name.

        Args:
            name: Which one.
            asked: What is asked of it.
            is_stopped: Says that nobody wants to know any more; it is asked now and then, on this thread.

        Raises:
            Refusal: `unknown_report`, and those of the report itself: `days_backwards`, `unknown_location`,
                `bad_known`, `then_when`.
            Trouble: `stopped`.
        """
        one, asked = offered(name), replace(asked, today=self.today())
        with self._book.stoppable(is_stopped or _never):
            report = one.make(self._book, asked)
            with self._book.reading() as connection:
                report = with_units(connection, with_groups(connection, report))
                report = with_days(connection, asked, report, one.takes, self._book.shop)
                told = tuple(part for part in narrowed(connection, asked) if part.what in one.takes)
            if asked.by:
                report = sorted_report(report, asked.by)
            if _looks_too_far(name, asked):
                report = replace(report, note=" ".join(filter(None, (report.note, SO_FAR))))
            return replace(report, narrowed=told) if told else report

    def require(self, user: str | None, name: str | None = None) -> None:
        """Refuse a person who may not see a report, or without a name: the reports as a whole, and a period's pack.

        What is asked for nobody, as a scheduled report is, needs no right: whoever scheduled it had it.

        Raises:
            Refusal: `not_allowed`, `unknown_report`, `unknown_user`.
        """
        right = Right.SEE_REPORTS if name is None else offered(name).right
        with self._book.reading() as connection:
            rights.require(parties.person(connection, user)[1], right)

    def today(self) -> int:
        """The shop's business day."""
        shop = self._book.shop
        return business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)

    def stamp(self, user: str | None) -> Stamp:
        """This moment, and who prints now; None is nobody, as with a scheduled report.

        Raises:
            Refusal: `unknown_user`.
        """
        now_us = self._clock.now_us()
        at = Moment(now_us, self._clock.offset_minutes(now_us)).iso()
        if user is None:
            return Stamp(at, "")
        with self._book.reading() as connection:
            return Stamp(at, parties.person(connection, user)[1].name)

    def newest(self) -> int:
        """A number of the document that was recorded last, for `has_newer`."""
        with self._book.reading() as connection:
            return shelf.newest_document(connection)

    def has_newer(self, newest: int, last: int | None = None) -> bool:
        """Whether something was recorded since, of any day or of one through `last`."""
        with self._book.reading() as connection:
            return shelf.has_newer(connection, newest, past.LAST_DAY if last is None else last)

    def account_book(self, asked: Asked) -> AccountBook:
        """The journal as a bookkeeping program wants it.

        Raises:
            Refusal: those of the report `journal`.
        """
        return Accounting(self._book).account_book(asked)


def _looks_too_far(name: str, asked: Asked) -> bool:
    last = asked.last if asked.at is None else asked.at
    return name not in _OF_DAYS_TO_COME and last is not None and asked.today is not None and last > asked.today


def _never() -> bool:
    return False
