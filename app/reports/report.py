"""A report as a value: typed columns and rows. Screen, PDF, CSV, XLSX and JSON all print this one.

Cells are raw figures, so that nothing is rounded on the way to paper; each column says what its cells are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.domain.figures import Currency, write_decimal, write_percent, write_quantity

if TYPE_CHECKING:
    from collections.abc import Callable

Cell = int | str | None
Row = tuple[Cell, ...]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""What a cell says of a day of the week."""


class Unit(StrEnum):
    """What the cells of a column are.

    | unit | cell |
    |---|---|
    | `text` | str |
    | `money` | whole minor units of the report's currency |
    | `unit_cost` | millionths of the currency unit (unit prices too) |
    | `quantity` | thousandths |
    | `ratio` | thousandths of a bare number |
    | `percent` | thousandths of a percent |
    | `integer` | a whole number |
    | `date` | ISO 8601 day, `2026-01-31` |
    | `moment` | ISO 8601 date and time with offset, `2026-01-31T14:03:00+01:00` |

    None is a cell with nothing in it.
    """

    TEXT = "text"
    MONEY = "money"
    UNIT_COST = "unit_cost"
    QUANTITY = "quantity"
    RATIO = "ratio"
    PERCENT = "percent"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"

    @property
    def is_figure(self) -> bool:
        """Whether cells are whole numbers, not text."""
        return self not in {Unit.TEXT, Unit.DATE, Unit.MOMENT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its stable name for programs, its title for people, what its cells are.

    Attributes:
        is_key: It is for programs alone: neither on paper nor on the screen.
        is_code: Its texts are codes, such as `opening_stock`, which people read as words.
        is_weekday: Its texts are of `WEEKDAYS`, which people read in the shop's language.
        is_month: Its texts are months, `2026-01`, which people read in the shop's language.
        is_blank: Nothing is in it: on paper there is room to write in it by hand.
    """

    name: str
    title: str
    unit: Unit = Unit.TEXT
    is_key: bool = False
    is_code: bool = False
    is_weekday: bool = False
    is_month: bool = False
    is_blank: bool = False


def code_words(code: str) -> str:
    """A code as people read it: `opening_stock` is Opening stock."""
    return code.replace("_", " ").capitalize()


class Part(NamedTuple):
    """Columns of a wide table that stand beside each other on paper, by name; a column may be in several parts."""

    title: str
    columns: tuple[str, ...]


class Narrowed(NamedTuple):
    """What alone a report is of: a location, category, supplier, cashier or customer, by its code and its name."""

    what: str
    code: str
    name: str


ONLY = MappingProxyType(
    {
        "location": "Location {name} only",
        "category": "Category {name} only",
        "supplier": "Goods of {name} only",
        "cashier": "Sold by {name} only",
        "customer": "Bought by {name} only",
    }
)
"""How people are told what alone a report is of."""


class Stamp(NamedTuple):
    """When a report is printed, ISO 8601 with offset, and by whom, by name; "" is the office, where nobody asked."""

    at: str
    by: str


class ChartOf(StrEnum):
    """What the bars of a chart are: rows, the sums of groups, or the totals of columns."""

    ROWS = "rows"
    GROUPS = "groups"
    TOTALS = "totals"


@dataclass(frozen=True, slots=True)
class Chart:
    """What of a report a person would rather look at than read.

    Attributes:
        label: The column that names the bars; of totals the column that says what they are of.
        values: The columns that are their heights, side by side; all of one unit. Of totals each is a bar.
        most: How many bars there are at most, of each series.
        of: What they are.
        joined: What neighbours are called that share a bar where there are more rows: `days`; "" shows the first alone.
    """

    label: str
    values: tuple[str, ...]
    most: int = 31
    of: ChartOf = ChartOf.ROWS
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to one question about the book.

    Attributes:
        name: Its name at the door: `stock-on-hand`.
        title: Its name for people.
        shop: The shop's name.
        currency: What `money` and `unit_cost` are counted in.
        columns: The columns in order.
        rows: Cells in the order of the columns.
        totals: The sums under the columns that have one, by the column's name.
        from_date: First book date of the period, ISO 8601; None if it has no beginning, or the book no day.
        to_date: Last book date of the period.
        at: The book date that the state is of, for reports of a state.
        all_days: Whether nobody named days: those that are given are then the first and the last of the book.
        known_at: The moment whose knowledge it rests on, ISO 8601 with offset; None for all that is known now.
        group_by: The column whose equal neighbours make a group, or what else does, see `groups`; "" is no groups.
        groups: Of each row the name of its group, where the rows of a group do not stand together; people see them so.
        subtotals: The sums of each group, by its name, in the order in which people see them.
        chart: What of it is drawn above the table, or None.
        narrowed: What alone it is of; whoever reads it must see that it is not all.
        sorted_by: The column by which somebody has asked for the rows, with `-` in front the other way round; or "".
        signed: Who signs it on paper: a line for each at the foot of the last page.
        note: What has to be known to read it, in a sentence; "" is nothing.
        noted_minor: What its note names as `{amount}`, in minor units; None where that names none.
        glance: Where it is too wide for a screen: the columns that are seen first.
        parts: Where it is too wide for paper: what stands beside each other there, one part below the other.
    """

    name: str
    title: str
    shop: str
    currency: Currency
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    totals: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))
    from_date: str | None = None
    to_date: str | None = None
    at: str | None = None
    known_at: str | None = None
    all_days: bool = False
    narrowed: tuple[Narrowed, ...] = ()
    sorted_by: str = ""
    signed: tuple[str, ...] = ()
    note: str = ""
    noted_minor: int | None = None
    group_by: str = ""
    subtotals: Mapping[str, Mapping[str, Cell]] = field(default_factory=lambda: MappingProxyType({}))
    groups: Sequence[str] = ()
    chart: Chart | None = None
    parts: tuple[Part, ...] = ()
    glance: tuple[str, ...] = ()

    def by_group(self) -> list[tuple[str, Sequence[Row]]]:
        """The rows of each group, in order; all of them without a name where there are no groups."""
        if self.groups:
            found: dict[str, list[Row]] = {name: [] for name in self.subtotals}
            for row, name in zip(self.rows, self.groups, strict=True):
                found[name].append(row)
            return list(found.items())
        if not self.group_by:
            return [("", self.rows)]
        place = self._place(self.group_by)
        return [(name, list(rows)) for name, rows in groupby(self.rows, lambda row: str(row[place] or ""))]

    def with_subtotals(self) -> tuple[Sequence[Row], frozenset[int]]:
        """The rows with the sums of each group below it, and where those stand.

        In the row of sums the column of the group says which group it is, or else that of names; texts beside it are
        empty.
        """
        if not self.group_by:
            return self.rows, frozenset()
        told_by = self._told_by()
        rows: list[Row] = []
        sums: set[int] = set()
        for group, own in self.by_group():
            rows += own
            told = {**self.subtotals[group], told_by: group or "\u2013"}
            sums.add(len(rows))
            rows.append(tuple(told.get(column.name) for column in self.columns))
        return rows, frozenset(sums)

    def _place(self, name: str) -> int:
        return next(place for place, column in enumerate(self.columns) if column.name == name)

    def _told_by(self) -> str:
        """The column that says in a row of sums whose they are."""
        if any(column.name == self.group_by for column in self.columns):
            return self.group_by
        texts = [column.name for column in self.columns if column.unit is Unit.TEXT and not column.is_key]
        return "name" if "name" in texts else texts[0]

    def units_differ(self) -> bool:
        """Whether a column `unit` tells of its goods that some are counted and others weighed or measured."""
        place = next((place for place, column in enumerate(self.columns) if column.name == "unit"), None)
        return place is not None and len({row[place] for row in self.rows if row[place]}) > 1

    def told_note(self, write: Callable[[int], str]) -> str:
        """The note, with the amount that it names.

        Args:
            write: How amounts are written where it is read.
        """
        return self.note if self.noted_minor is None else self.note.format(amount=write(self.noted_minor))

    def total_row(self) -> Row:
        """The totals as cells in the order of the columns."""
        return tuple(self.totals.get(column.name) for column in self.columns)


def decimal_writer(unit: Unit, currency: Currency) -> Callable[[int], str]:
    """How the figures of a column are written for other programs: plain decimals with a point.

    Money has the currency's digits, unit costs six, quantities, ratios and percentages no more than they need.
    """
    writers: dict[Unit, Callable[[int], str]] = {
        Unit.MONEY: currency.write,
        Unit.UNIT_COST: partial(write_decimal, digits=6),
        Unit.QUANTITY: write_quantity,
        Unit.RATIO: write_quantity,
        Unit.PERCENT: write_percent,
    }
    return writers.get(unit, str)


def digits_of(unit: Unit, currency: Currency) -> int:
    """How many decimals a column's raw figures stand for: a cell is a whole number of 10**-digits."""
    return _DIGITS.get(unit, currency.digits if unit is Unit.MONEY else 0)


_DIGITS = {Unit.UNIT_COST: 6, Unit.QUANTITY: 3, Unit.RATIO: 3, Unit.PERCENT: 3}
