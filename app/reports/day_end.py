"""The end of the day: what each till took, what is in its drawer, and where its chain ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from app.domain.accounting import Word
from app.domain.document import DocumentKind
from app.domain.moment import write_date
from app.domain.tender import CASH
from app.reports.asked import EVERYTHING, Asked, iso_day, read_known
from app.reports.report import Column, Part, Report, Row, Unit
from app.store.database import Book
from app.store.queries import accounting, drawer, tenders, tills

_CARD = "card"
_TAKEN = (
    Column("till", "Till"),
    Column("book_date", "Day", Unit.DATE),
    Column("sales", "Sales", Unit.MONEY),
    Column("refunds", "Refunds", Unit.MONEY),
    Column("net", "Net", Unit.MONEY),
    Column("tax", "Tax", Unit.MONEY),
    Column("rounding", "Rounding", Unit.MONEY),
)
_DRAWER = (
    Column("cash_before", "Cash before", Unit.MONEY),
    Column("cash_float", "Float", Unit.MONEY),
    Column("cash_paid_in", "Paid in", Unit.MONEY),
    Column("cash_paid_out", "Paid out", Unit.MONEY),
    Column("cash_banked", "Banked", Unit.MONEY),
    Column("cash_expected", "Cash expected", Unit.MONEY),
    Column("cash_counted", "Cash counted", Unit.MONEY),
    Column("over_short", "Over or short", Unit.MONEY),
    Column("cash_after", "After the count", Unit.MONEY),
    Column("cash_left", "Cash left", Unit.MONEY),
    Column("opened", "Opened without a sale", Unit.INTEGER),
)
_ENDS = (
    Column("first_number", "First sale"),
    Column("last_number", "Last sale"),
    Column("first_refund", "First refund"),
    Column("last_refund", "Last refund"),
    Column("digest", "Digest"),
)
_GLANCE = ("till", "book_date", "sales", "refunds", "cash_expected", "cash_counted", "over_short")
_SUMMED = ("sales", "refunds", "net", "tax", "rounding", "cash", "card", "over_short", "opened")
_MOVED = ("float", "paid_in", "paid_out", "banked")
"""What a cash document does to the drawer, each with a column of its own: `cash_float` and so on."""
_FOOTING = (
    "Cash before + paid in cash + float + paid in \u2212 paid out \u2212 banked \u2212 after the count = expected; "
    "expected + over or short = counted; counted + after the count = left."
)


@dataclass(slots=True)
class _Takings:
    """What a till took on a day, in minor units; refunds are positive."""

    sales_minor: int = 0
    refunds_minor: int = 0
    net_minor: int = 0
    tax_minor: int = 0
    rounding_minor: int = 0
    cash_minor: int = 0
    card_minor: int = 0
    own_minor: dict[str, int] = field(default_factory=dict)

    def add(self, entry: accounting.Entry) -> None:
        """Add what a document posted."""
        gross_minor = 0
        for (word, code), amount_minor in entry.postings:
            match word:
                case Word.SALES | Word.SALES_RETURNS:
                    self.net_minor -= amount_minor
                    gross_minor -= amount_minor
                case Word.TAX_OUTPUT:
                    self.tax_minor -= amount_minor
                    gross_minor -= amount_minor
                case Word.CASH_ROUNDING:
                    self.rounding_minor -= amount_minor
                case Word.TENDER if entry.kind in _PAYMENTS:
                    self._pay(code, amount_minor)
        if entry.kind == DocumentKind.REFUND:
            self.refunds_minor -= gross_minor
        else:
            self.sales_minor += gross_minor

    def _pay(self, kind: str, amount_minor: int) -> None:
        if kind == CASH:
            self.cash_minor += amount_minor
        elif kind == _CARD:
            self.card_minor += amount_minor
        else:
            self.own_minor[kind] = self.own_minor.get(kind, 0) + amount_minor


_PAYMENTS = (DocumentKind.SALE, DocumentKind.REFUND, DocumentKind.TENDER_CHANGE)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """A drawer on a day, in minor units.

    What was expected is what was counted last, less what the counts of the day were over (or plus short).

    Attributes:
        before_minor: What the book had in it before the day.
        moved_minor: What each kind of cash document moved, as it says it: above zero out of the drawer, too.
        counted_minor, over_minor: None on a day without a count.
        left_minor: What the book has in it after the day.
    """

    before_minor: int
    moved_minor: dict[str, int]
    expected_minor: int
    counted_minor: int | None
    over_minor: int | None
    left_minor: int

    @property
    def after_minor(self) -> int | None:
        """What the book has moved in it since it was counted, or has learned of late."""
        return None if self.counted_minor is None else self.left_minor - self.counted_minor


class DayEnd:
    """Answers about days at the tills. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def day_end(self, asked: Asked = EVERYTHING) -> Report:
        """Each day of each till: sales and refunds, how they were paid, the drawer, numbers and the chain's digest.

        Each of the shop's own tenders that was taken has a column of its own.

        Net and tax are those of sales less refunds. A payment that was mended counts on the day when it was mended.
        Cash expected is what was in the drawer before, with all that moved until it was counted last; a day without a
        count has no difference. How often the drawer was opened without a sale stands beside it.

        Args:
            asked: `first`, `last`, `known`.

        Raises:
            Refusal: `days_backwards`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        days = asked.days
        with self._book.reading() as connection:
            last_document = known.last_document(connection)
            takings: dict[tuple[str, int], _Takings] = {}
            for entry in accounting.takings(connection, days=days, last_document=last_document):
                takings.setdefault((entry.till, entry.book_date), _Takings()).add(entry)
            before = drawer.balances_minor(connection, last_day=days[0] - 1, last_document=last_document)
            drawers = _drawers(drawer.flows(connection, days=days, last_document=last_document), before)
            opened = drawer.openings(connection, days=days, last_document=last_document)
            ends = tills.ends(connection, days=days, last_document=last_document)
            called = tenders.names(connection)
        kinds = sorted({kind for took in takings.values() for kind in took.own_minor})
        tendered = (_tender(CASH, called), _tender(_CARD, called), *(_tender(kind, called) for kind in kinds))
        columns = (*_TAKEN, *tendered, *_DRAWER, *_ENDS)
        rows = [_row(key, takings[key], kinds, drawers[key], opened.get(key, 0), ends[key]) for key in sorted(takings)]
        names = [column.name for column in columns]
        summed = (*_SUMMED, *(column.name for column in tendered[2:]), *(f"cash_{what}" for what in _MOVED))
        totals = {name: sum(int(row[names.index(name)] or 0) for row in rows) for name in summed}
        return Report(
            "day-end",
            "End of the day",
            self._book.shop.name,
            self._book.shop.currency,
            columns,
            rows,
            totals,
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
            note=_FOOTING,
            parts=_parts(tendered),
            glance=_GLANCE,
        )


def _parts(tendered: tuple[Column, ...]) -> tuple[Part, ...]:
    """What stands beside each other on paper: each part foots by itself."""
    taken, drawer_of, ends_of = ([column.name for column in columns] for columns in (_TAKEN, _DRAWER, _ENDS))
    of = (_TAKEN[0].name, _TAKEN[1].name)
    return (
        Part("Takings", (*taken, *(column.name for column in tendered))),
        Part("Cash in the drawer", (*of, drawer_of[0], CASH, *drawer_of[1:-1])),
        Part("Numbers", (*of, drawer_of[-1], *ends_of)),
    )


def _tender(kind: str, called: Mapping[str, str]) -> Column:
    """The column of a kind of tender, by the name that the shop gave it."""
    name = called.get(kind, kind)
    if kind in {CASH, _CARD}:
        title = f"Paid by {name}" if name.casefold() != kind else f"Paid {'in' if kind == CASH else 'by'} {kind}"
        return Column(kind, title, Unit.MONEY)
    return Column(f"paid_{kind}", f"Paid by {name}", Unit.MONEY)


def _drawers(flows: Iterable[drawer.Flow], before: dict[str, int]) -> dict[tuple[str, int], _Drawer]:
    drawers: dict[tuple[str, int], _Drawer] = {}
    balances = dict(before)
    for (till, day), flowed in groupby(flows, key=attrgetter("till", "book_date")):
        before_minor = left_minor = balances.get(till, 0)
        moved_minor = dict.fromkeys(_MOVED, 0)
        counted_minor = over_minor = None
        for flow in flowed:
            left_minor += flow.amount_minor
            if flow.what in moved_minor:
                moved_minor[flow.what] += abs(flow.amount_minor)
            if flow.counted_minor is not None:
                counted_minor = flow.counted_minor
                over_minor = (over_minor or 0) + flow.amount_minor
        balances[till] = left_minor
        expected_minor = left_minor if counted_minor is None else counted_minor - (over_minor or 0)
        drawers[till, day] = _Drawer(before_minor, moved_minor, expected_minor, counted_minor, over_minor, left_minor)
    return drawers


def _row(
    key: tuple[str, int], took: _Takings, kinds: Sequence[str], there: _Drawer, opened: int, end: tills.End
) -> Row:
    till, day = key
    return (
        till,
        write_date(day),
        took.sales_minor,
        took.refunds_minor,
        took.net_minor,
        took.tax_minor,
        took.rounding_minor,
        took.cash_minor,
        took.card_minor,
        *(took.own_minor.get(kind, 0) for kind in kinds),
        there.before_minor,
        *(there.moved_minor[what] for what in _MOVED),
        there.expected_minor,
        there.counted_minor,
        there.over_minor,
        there.after_minor,
        there.left_minor,
        opened,
        end.first_number,
        end.last_number,
        end.first_refund,
        end.last_refund,
        end.digest,
    )
