"""Closing: a period ends, and nothing in it changes any more."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Posted
from app.domain.document import DocumentKind, PeriodClose
from app.domain.moment import business_day, day_before, next_day, write_date
from app.domain.refusal import Refusal
from app.domain.stock_requests import PeriodCloseAsked
from app.reports.asked import Asked
from app.reports.packs import Pack, pack_digest, write_pack
from app.reports.period_pack import first_open_day, period_pack_of, require_begun, same_figures
from app.reports.tie_out import tie_out_findings
from app.store.database import Book, Connection
from app.store.queries import periods
from app.store.writing import documents
from app.store.writing.periods import keep_closing
from app.store.writing.posting import Posting

# So many things that do not tie out are named in the refusal; `tillbook verify` names them all.
_MOST_NAMED = 3


# So often a period is figured again because something of it came in between; then it is figured while tills wait.
_MOST_TURNS = 3


class _Figured(NamedTuple):
    """A period as it was at one moment of the book: its pack, what its close keeps, and what does not tie out."""

    mark: periods.Mark
    first_day: int
    told: Pack
    pack: str
    rows: list[periods.ToKeep]
    found: list[str]


class Closing:
    """Closes periods."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def close_period(self, asked: PeriodCloseAsked, looked_at: Pack | None = None) -> Posted:
        """Close everything from the day after the last close through a day that is over.

        What there was of each product at each place is kept with the document, and the period-end reports as its pack.
        The period may be of any length, and have nothing in it. Its sums are figured while tills sell on: they stand
        unless something that belongs to the period comes in between.

        Args:
            asked: Through which day.
            looked_at: What somebody has seen of the period, and means to close; None closes it as it is.

        Raises:
            Refusal: `period_not_over`, `already_closed`, `before_the_book`, `period_moved` where it is no longer what
                was looked at, `does_not_tie_out`, and those of `Posting.open`.
        """
        figured = self._figured_apart(asked.through)
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.PERIOD_CLOSE, rights.Right.CLOSE_PERIOD)
            self._check(connection, posting, asked.through)
            if figured is None or periods.is_touched(connection, asked.through, figured.mark):
                figured = self._figure(connection, asked.through)
            if looked_at is not None and not same_figures(figured.told, looked_at):
                raise Refusal("period_moved", day=write_date(asked.through))
            if figured.found:
                raise Refusal("does_not_tie_out", what=" ".join(figured.found))
            filing = posting.filing
            close = PeriodClose(filing.heading, figured.first_day, asked.through, pack_digest(figured.pack))
            beside = documents.Beside(chain.digest(asked), note=asked.asking.note)
            document_id = documents.file_period_close(connection, filing, close, figured.pack, beside)
            keep_closing(connection, document_id, figured.rows)
        return Posted(asked.asking.uid, filing.heading.number, changes=Changes(frozenset({"periods"})))

    def _check(self, connection: Connection, posting: Posting, through: int) -> None:
        """Whether a period may end on a day.

        Raises:
            Refusal: `period_not_over`, `already_closed`, `before_the_book`.
        """
        shop = self._book.shop
        today = business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        # The close itself belongs to an open day, also one that is entered with an earlier date.
        latest = day_before(min(today, posting.filing.book_date))
        if through > latest:
            raise Refusal("period_not_over", day=write_date(through), latest=write_date(latest))
        closed = periods.last_closed(connection)
        if closed is not None and through <= closed:
            raise Refusal("already_closed", day=write_date(through), open=write_date(next_day(closed)))
        require_begun(connection, through)

    def _figured_apart(self, through: int) -> _Figured | None:
        """The period while others write; None where it is closed already (that is refused) or does not come to rest."""
        for _ in range(_MOST_TURNS):
            with self._book.reading() as connection:
                closed = periods.last_closed(connection)
                if closed is not None and through <= closed:
                    return None
                figured = self._figure(connection, through)
            with self._book.reading() as connection:
                if not periods.is_touched(connection, through, figured.mark):
                    return figured
        return None

    def _figure(self, connection: Connection, through: int) -> _Figured:
        shop = self._book.shop
        first_day = min(first_open_day(connection) or through, through)
        asked = Asked(first=first_day, last=through)
        pack = period_pack_of(connection, shop, asked)
        found = [str(one) for one in islice(tie_out_findings(connection, shop, asked, pack.period_end), _MOST_NAMED)]
        rows = periods.to_keep(connection, through)
        return _Figured(periods.mark(connection), first_day, pack, write_pack(pack), rows, found)
