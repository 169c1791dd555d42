"""Scheduling: which reports are made by themselves, and of which days they were."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Changes
from app.domain.moment import business_day
from app.domain.refusal import Refusal
from app.domain.schedule import FORMATS, Each, Scheduled, begins
from app.reports.offered import offered
from app.store.database import Book
from app.store.queries import parties
from app.store.settings import read_schedule, write_schedule


class Scheduling:
    """Keeps which reports are made by themselves."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def schedule(self) -> tuple[Scheduled, ...]:
        """The reports that are made by themselves, in the order in which they were asked for."""
        with self._book.reading() as connection:
            return read_schedule(connection)

    def set_scheduled(
        self,
        report: str,
        each: Each | None,
        written_as: str = FORMATS[0],
        *,
        first_weekday: int = 0,
        user: str | None = None,
    ) -> Changes:
        """Let a report be made by itself from the stretch of days on that runs now, or no longer (`each` is None).

        One that is made as often already goes on where it is.

        Args:
            report: Its name.
            each: How often, or None.
            written_as: One of `FORMATS`.
            first_weekday: On which day the shop's week begins, Monday is 0.
            user: Who asks for it; None is the owner.

        Raises:
            Refusal: `not_allowed`, `unknown_report`, `unknown_format`.
        """
        offered(report)
        if written_as not in FORMATS:
            raise Refusal("unknown_format", text=written_as[:40], known=", ".join(FORMATS))
        with self._book.writing() as connection:
            _, person = parties.person(connection, user)
            rights.require(person, rights.Right.SET_UP)
            known = {one.report: one for one in read_schedule(connection)}
            before = known.get(report)
            if each is None:
                known.pop(report, None)
            elif before is not None and before.each is each:
                known[report] = replace(before, written_as=written_as)
            else:
                known[report] = Scheduled(report, each, written_as, begins(each, self._today(), first_weekday))
            write_schedule(connection, tuple(known.values()))
        return Changes(frozenset({"settings"}))

    def note_done(self, report: str, last: int) -> None:
        """A report was made of the days until `last`: it is not due for them any more."""
        with self._book.writing() as connection:
            schedule = [
                replace(one, done=max(one.done, last)) if one.report == report else one
                for one in read_schedule(connection)
            ]
            write_schedule(connection, schedule)

    def _today(self) -> int:
        shop = self._book.shop
        return business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
