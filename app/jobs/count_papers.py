"""Counts on paper: zone labels, the sheet to count with, what a count has found; PDFs in a folder beside the book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.count_plan import Plan
from app.domain.moment import Moment, day_before, day_number
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.jobs.labels import Labels
from app.reports.asked import Asked
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from app.reports.report import Report

_ALWAYS_FREE = 1


class CountPapers:
    """Makes them. Takes a while: never call it on the window's thread."""

    def __init__(
        self,
        results: CountResults,
        variance: CountVariance,
        labels: Labels,
        rules: Callable[[], Shop],
        folder: Path,
    ) -> None:
        self._results, self._variance, self._labels = results, variance, labels
        self._rules, self._folder = rules, folder

    def keep_labels(self, zones: Sequence[str], *, stock: str, start: int = _ALWAYS_FREE) -> Path:
        """Keep labels for zones, which scan as the zone.

        Raises:
            Refusal: `bad_zone`, `unknown_label_stock`, `no_labels`, and those of `Labels.zones_pdf`.
            Trouble: `paper_not_kept`.
        """
        from app.printing.labels.sheets import Layout  # noqa: PLC0415 -- reportlab takes a while to load
        from app.printing.labels.stock import find_stock  # noqa: PLC0415

        return self._keep("zones.pdf", self._labels.zones_pdf(zones, Layout(find_stock(stock), start)).pdf)

    def keep_sheet(self, asked: Asked, *, plan: Plan | None = None, stocktake: str = "") -> Path:
        """Keep the list to count with on paper, zone by zone.

        Args:
            asked: `location`, `today`.
            plan: Whose goods are listed; None is all that have come in.
            stocktake: The uid of one that goes on, whose goods are listed.

        Raises:
            Refusal: `nothing_to_count`, and those of `CountResults.count_sheet`.
            Trouble: `paper_not_kept`.
        """
        report = self._results.count_sheet(asked, plan=plan, stocktake=stocktake)
        if plan is not None and not report.rows:
            raise Refusal("nothing_to_count", name=plan.name)
        return self._keep("count-sheet.pdf", self._on_paper(_without_empty(report)))

    def keep_variance(self, number: str, begun: Moment, location: str) -> Path:
        """Keep what a posted count has found, with lines to sign on.

        Args:
            number: Of the count.
            begun: When its stocktake was begun: nothing of it is older.
            location: Where.

        Raises:
            Refusal: `unknown_location`.
            Trouble: `paper_not_kept`.
        """
        # The business day of a moment is that day or the one before it.
        first = day_before(day_number(begun.local().date()))
        report = self._variance.count_variance(Asked(first=first, location=location))
        return self._keep(f"{number}-variance.pdf", self._on_paper(only_count(report, number)))

    def keep(self, report: Report) -> Path:
        """Keep any report on counts.

        Raises:
            Trouble: `paper_not_kept`.
        """
        return self._keep(f"{report.name}.pdf", self._on_paper(report))

    def _on_paper(self, report: Report) -> bytes:
        from app.printing.report_pdf import report_pdf  # noqa: PLC0415 -- reportlab takes a while to load

        return report_pdf(report, self._rules().language).pdf

    def _keep(self, name: str, pdf: bytes) -> Path:
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(pdf)
        except OSError as error:
            raise Trouble("paper_not_kept", path=str(path), reason=error.strerror or str(error)) from error
        return path


def _without_empty(sheet: Report) -> Report:
    """A count sheet without its place, which is the same on each line, and without lots where no goods have any."""
    shown = [
        place
        for place, column in enumerate(sheet.columns)
        if column.name != "location"
        and (column.name not in {"zone", "lot", "code"} or any(row[place] for row in sheet.rows))
    ]
    return replace(
        sheet,
        columns=tuple(sheet.columns[place] for place in shown),
        rows=[tuple(row[place] for place in shown) for row in sheet.rows],
    )


_ON_PAPER = (
    "sku", "name", "zone", "lot", "serial", "at", "counted", "sold_since", "expected", "difference", "value", "reason",
    "state", "counted_by",
)  # fmt: skip
"""What the paper of one count shows, in this order; number and place are those of all its lines."""
_IF_ANY = frozenset({"zone", "lot", "serial", "sold_since", "reason", "state"})


def only_count(report: Report, number: str) -> Report:
    """What a report says of one count, for paper: its rows, summed up, without columns in which nothing stands."""
    names = [column.name for column in report.columns]
    place = names.index("number")
    rows = [row for row in report.rows if row[place] == number]
    totals = {name: sum(int(row[names.index(name)] or 0) for row in rows) for name in report.totals}
    places = [names.index(name) for name in _ON_PAPER]
    shown = [one for one in places if names[one] not in _IF_ANY or any(row[one] for row in rows)]
    return replace(
        report,
        title=f"{report.title} {number}",
        columns=tuple(report.columns[one] for one in shown),
        rows=[tuple(row[one] for one in shown) for row in rows],
        totals=totals,
        from_date=None,
        to_date=None,
    )
