"""Closing: a period ends, and nothing in it changes any more."""

from __future__ import annotations

from itertools import islice
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Posted
from app.domain.document import DocumentKind, PeriodClose
from app.domain.moment import business_day, day_before, next_day, write_date
from app.domain.refusal import Refusal
from app.domain.stock_requests import PeriodCloseAsked
from app.reports.asked import Asked
from app.reports.packs import pack_digest, write_pack
from app.reports.period_end import period_end
from app.reports.tie_out import tie_out_findings
from app.store.database import Book, Connection
from app.store.queries import periods
from app.store.writing import documents
from app.store.writing.periods import keep_closing
from app.store.writing.posting import Posting

# So many things that do not tie out are named in the refusal; `tillbook verify` names them all.
_MOST_NAMED = 3


class Closing:
    """Closes periods."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def close_period(self, asked: PeriodCloseAsked) -> Posted:
        """Close everything from the day after the last close through a day that is over.

        What there was of each product at each place is kept with the document, and the period-end report as its pack.
        The period may be of any length, and have nothing in it.

        Raises:
            Refusal: `period_not_over`, `already_closed`, `does_not_tie_out`, and those of `Posting.open`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.PERIOD_CLOSE, rights.Right.CLOSE_PERIOD)
            first_day = self._first_day(connection, posting, asked.through)
            pack = self._pack(connection, Asked(first=first_day, last=asked.through))
            filing = posting.filing
            close = PeriodClose(filing.heading, first_day, asked.through, pack_digest(pack))
            beside = documents.Beside(chain.digest(asked), note=asked.asking.note)
            document_id = documents.file_period_close(connection, filing, close, pack, beside)
            keep_closing(connection, document_id, asked.through)
        return Posted(asked.asking.uid, filing.heading.number, changes=Changes(frozenset({"periods"})))

    def _first_day(self, connection: Connection, posting: Posting, through: int) -> int:
        """The day on which the period begins.

        Raises:
            Refusal: `period_not_over`, `already_closed`.
        """
        shop = self._book.shop
        today = business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        # The close itself belongs to an open day, also one that is entered with an earlier date.
        latest = day_before(min(today, posting.filing.book_date))
        if through > latest:
            raise Refusal("period_not_over", day=write_date(through), latest=write_date(latest))
        closed = periods.last_closed(connection)
        if closed is None:
            return min(periods.first_day(connection) or through, through)
        if through <= closed:
            raise Refusal("already_closed", day=write_date(through), open=write_date(next_day(closed)))
        return next_day(closed)

    def _pack(self, connection: Connection, asked: Asked) -> str:
        """The pack of a period in a book that ties out.

        Raises:
            Refusal: `does_not_tie_out`.
        """
        report = period_end(connection, self._book.shop, asked)
        found = list(islice(tie_out_findings(connection, self._book.shop, asked, report), _MOST_NAMED))
        if found:
            raise Refusal("does_not_tie_out", what=" ".join(str(one) for one in found))
        return write_pack(report)
