"""What came of earlier counts: how right the book was, by zone, counter and category, and what shrank and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from app.domain.moment import business_day
from app.domain.rights import Right
from app.reports.asked import Asked
from app.reports.count_results import NO_ZONE
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.state import ResultRow, Results, Shown, StartRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.reports.report import Report, Row

_A_YEAR = 10_000  # in day numbers such as 20260301


class After:
    """Reads it.

    Attributes:
        results: As read last; None before.
        shown: What is looked at.
        location, place: The place that it is of: its code, and where the shop has several, its name.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.results: Results | None = None
        self.shown = Shown.ZONE
        self.place = ""
        self.location = bench.parts.location

    def read(self, row: StartRow | None, then: Callable[[], None]) -> None:
        """Read the last twelve months of the place of a row, and do something then."""
        self.place = "" if row is None else row.place
        self.location = (row and row.location) or self._bench.parts.location
        self._bench.ask(partial(self._read, self.location), partial(self._on_read, then))

    def show(self, shown: Shown) -> None:
        """Look at something else."""
        self.shown = shown
        self._bench.view.changed()

    def report(self) -> Report | None:
        """What is looked at, as it is printed."""
        if self.results is None:
            return None
        return self.results.shrinkage if self.shown is Shown.SHRINKAGE else self.results.accuracy

    def rows(self) -> tuple[ResultRow, ...]:
        """What is looked at, the newest month first."""
        if self.results is None:
            return ()
        if self.shown is Shown.SHRINKAGE:
            return by_reason(self.results.shrinkage, self.results.differing)
        return of_kind(self.results.accuracy, self.shown)

    def has_back(self) -> bool:
        """Whether anything is listed that was taken back."""
        if self.results is None or self.shown is not Shown.SHRINKAGE:
            return False
        report = self.results.shrinkage
        kind = _places(report)["kind"]
        return any(row[kind] == "reversal" for row in report.rows)

    def _read(self, location: str) -> Results:
        parts = self._bench.parts
        parts.stocktakes.require(parts.user, Right.SEE_EXPECTED)
        shop = parts.shop
        today = business_day(parts.clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        asked = Asked(first=today - _A_YEAR, location=location)
        results = parts.count_results
        return Results(results.count_accuracy(asked), results.shrinkage(asked), results.differing(asked))

    def _on_read(self, then: Callable[[], None], results: object) -> None:
        self.results = cast("Results", results)
        then()


def of_kind(report: Report, shown: Shown) -> tuple[ResultRow, ...]:
    """How right the book was: month by month, by zone, by counter or by category."""
    at = _places(report)
    return tuple(
        ResultRow(
            str(row[at["month"]]),
            "" if row[at["name"]] == NO_ZONE else str(row[at["name"]]),
            _figure(row, at["products"]),
            _known(row, at["right"]),
            _known(row, at["accuracy"]),
            _figure(row, at["losses_value"]),
            _figure(row, at["gains_value"]),
            _known(row, at["counted_again"]),
            _known(row, at["changed"]),
        )
        for row in sorted(report.rows, key=lambda one: str(one[at["month"]]), reverse=True)
        if row[at["by"]] == shown.value
    )


def by_reason(report: Report, differing: Mapping[tuple[str, str], int]) -> tuple[ResultRow, ...]:
    """What shrank, month by month and reason by reason, and of how many goods; not what came to nothing."""
    at = _places(report)
    sums: dict[tuple[str, str], list[int]] = {}
    for row in report.rows:
        figures = sums.setdefault((str(row[at["month"]]), str(row[at["reason"]])), [0, 0])
        for place, name in enumerate(("losses_value", "gains_value")):
            figures[place] += _figure(row, at[name])
    return tuple(
        ResultRow(*group, differing.get(group, 0), None, None, losses, gains)
        for group, (losses, gains) in sorted(sums.items(), reverse=True)
        if losses or gains or differing.get(group, 0)
    )


def _places(report: Report) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(report.columns)}


def _known(row: Row, place: int) -> int | None:
    """A figure, None where it is not known."""
    cell = row[place]
    return None if cell is None else int(cell)


def _figure(row: Row, place: int) -> int:
    return int(row[place] or 0)
