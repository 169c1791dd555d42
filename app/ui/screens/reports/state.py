"""What is asked on the reports screen, what came of it, and what the screen has to say, as frozen values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.stretch import Stretch

if TYPE_CHECKING:
    from app.domain.moment import Moment
    from app.domain.schedule import Each
    from app.printing.chart import ChartPlan
    from app.reports.contents import Listed
    from app.reports.report import Cell, Report, Row


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a report, of some days, narrowed to something; "" is all.

    The days that somebody chooses go along to every report that is asked from the list afterwards; they are in sight
    above it. What a report is narrowed to, the order of its rows, and the days with which a tile, the drawer, a point
    of a period or the row of another report led to it, are of that report alone.

    Attributes:
        first, last: The days as they are now, whatever the stretch is called.
        by: The column by which the rows are wanted, with `-` in front the other way round.
    """

    name: str = ""
    stretch: Stretch = Stretch.THIS_MONTH
    first: int | None = None
    last: int | None = None
    location: str = ""
    category: str = ""
    supplier: str = ""
    cashier: str = ""
    customer: str = ""
    by: str = ""

    @property
    def alone(self) -> tuple[str, ...]:
        """What it is narrowed to, "" where it is not."""
        return (self.location, self.category, self.supplier, self.cashier, self.customer)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a report is to be made by itself, as what, and where to.

    Attributes:
        each: How often; None for no longer.
        folder: The folder of this machine for all of them; "" is the one beside the book.
    """

    each: Each | None
    written_as: str
    folder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A report as it was answered, ready to be shown.

    Attributes:
        rows: Its rows with the sums of each group below it.
        sums: Where those stand.
        writers: From a cell of each column to its text.
        longest: The longest text of each column, as far as the first rows tell.
        chart: What is drawn above the table, or None.
        at: When it was made.
        newest: The document that was the newest then.
    """

    question: Question
    report: Report
    rows: Sequence[Row]
    sums: frozenset[int]
    writers: tuple[Callable[[Cell], str], ...]
    longest: tuple[str, ...]
    chart: ChartPlan | None
    at: Moment
    newest: int


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list on the left: a heading, a report, or one that was made before.

    Attributes:
        heading: The word for the rows below it; "" for a row that can be chosen.
        run: Which of the last answers it leads to; -1 for none.
    """

    heading: str = ""
    listed: Listed | None = None
    is_favourite: bool = False
    run: int = -1
    detail: str = ""
