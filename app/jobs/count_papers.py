"""Counts on paper: zone labels, the sheet to count with, what a count has found; PDFs in a folder beside the book."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.count_plan import Plan
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.jobs.labels import Labels
from app.reports.asked import Asked
from app.reports.count_paper import CountPaper
from app.reports.count_results import NO_ZONE, SERIAL_NUMBERS, CountResults
from app.reports.report import Cell, Column, Report, Row, Stamp

_ALWAYS_FREE = 1
_LONGEST = 80
_UID = 4  # signs at the end of a stocktake's uid, which tell it from others of its name
_WORDS = re.compile(r"\w+")
_ROOM = 2  # rows for serial numbers: as many whatever the book expects
_TIME = Column("time", "Time", is_blank=True)
"""When a line was counted: whoever types it in is asked."""


class CountPapers:
    """Makes them. Takes a while: never call it on the window's thread."""

    def __init__(
        self,
        results: CountResults,
        paper: CountPaper,
        labels: Labels,
        rules: Callable[[], Shop],
        folder: Path,
    ) -> None:
        self._results, self._paper, self._labels = results, paper, labels
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

    def in_squares(self, zones: Sequence[str], *, stock: str) -> tuple[str, ...]:
        """The zones whose labels have a square code instead of bars.

        Raises:
            Refusal: `bad_zone`, `unknown_label_stock`.
        """
        from app.jobs.labels import zones_in_squares  # noqa: PLC0415 -- as above
        from app.printing.labels.stock import find_stock  # noqa: PLC0415

        return zones_in_squares(zones, find_stock(stock))

    def keep_sheet(
        self, asked: Asked, *, plan: Plan | None = None, stocktake: str = "", stamp: Stamp | None = None
    ) -> Path:
        """Keep the list to count with on paper, zone by zone.

        Args:
            asked: `location`, `today`.
            plan: Whose goods are listed; None is all that have come in.
            stocktake: The uid of one that goes on, whose goods are listed.
            stamp: When it is made and by whom, for the foot of each page; here and below.

        Raises:
            Refusal: `nothing_to_count`, and those of `CountResults.count_sheet`.
            Trouble: `paper_not_kept`.
        """
        report = self._results.count_sheet(asked, plan=plan, stocktake=stocktake)
        if plan is not None and not report.rows:
            raise Refusal("nothing_to_count", name=plan.name)
        placed = self._paper.at_place(_by_hand(report), asked.location or "")
        words = [report.title.partition(": ")[2], *(one.name for one in placed.narrowed)]
        name = "-".join(["count-sheet", *_WORDS.findall(" ".join(words).lower())])[:_LONGEST]
        # Two stocktakes of one name have a file each.
        file_name = f"{name}-{stocktake[-_UID:]}.pdf" if stocktake else f"{name}.pdf"
        return self._keep(file_name, self._on_paper(placed, stamp))

    def keep_variance(self, number: str, location: str, stamp: Stamp | None = None) -> Path:
        """Keep what a posted count has found, with lines to sign on.

        Args:
            number: Of the count.
            location: Where.

        Raises:
            Refusal: `unknown_location`.
            Trouble: `paper_not_kept`.
        """
        report = in_words(self._paper.at_place(self._paper.of_count(number, location), location))
        return self._keep(f"{number}-variance.pdf", self._on_paper(report, stamp))

    def keep(self, report: Report, location: str, stamp: Stamp | None = None) -> Path:
        """Keep any report on counts of a location.

        Raises:
            Trouble: `paper_not_kept`.
        """
        placed = in_words(self._paper.at_place(report, location))
        return self._keep(f"{report.name}.pdf", self._on_paper(placed, stamp))

    def _on_paper(self, report: Report, stamp: Stamp | None) -> bytes:
        from app.printing.report_pdf import report_pdf  # noqa: PLC0415 -- reportlab takes a while to load

        return report_pdf(report, self._rules().language, stamp=stamp).pdf

    def _keep(self, name: str, pdf: bytes) -> Path:
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(pdf)
        except OSError as error:
            raise Trouble("paper_not_kept", path=str(path), reason=error.strerror or str(error)) from error
        return path


def in_words(report: Report) -> Report:
    """A report whose goods without a zone or a category say so, as the screen does; what nobody counted lies nowhere.

    Args:
        report: Of what was counted; it is narrowed to its place where the shop has several.
    """
    columns = {column.name: place for place, column in enumerate(report.columns)}
    whole = next((f"All of {one.name}" for one in report.narrowed if one.what == "location"), "Whole shop")
    if "by" in columns:
        by, name = columns["by"], columns["name"]
        words = {"zone": whole, "category": "without a category"}
        rows = [
            _put(row, name, words.get(str(row[by]), "")) if row[name] in {"", None, NO_ZONE} else row
            for row in report.rows
        ]
    elif "zone" in columns and "counted_by" in columns:
        zone, who = columns["zone"], columns["counted_by"]
        rows = [_put(row, zone, row[zone] or whole) if row[who] else row for row in report.rows]
    else:
        return report
    return replace(report, rows=rows)


def _put(row: Row, place: int, cell: Cell) -> Row:
    return (*row[:place], cell, *row[place + 1 :])


def _by_hand(sheet: Report) -> Report:
    """A count sheet with room for the time and for serial numbers.

    Its place, which all lines share, is left out, and so are lots where there are none.
    """
    shown = [
        place
        for place, column in enumerate(sheet.columns)
        if column.name not in {"location", "write_down"}
        and (column.name not in {"zone", "lot", "code"} or any(row[place] for row in sheet.rows))
    ]
    names = [sheet.columns[place].name for place in shown]
    room = [*_room("Serial numbers:", names), *_room(None, names) * (_ROOM - 1)]
    wanted = next(place for place, column in enumerate(sheet.columns) if column.name == "write_down")
    return replace(
        sheet,
        columns=(*(sheet.columns[place] for place in shown), _TIME),
        rows=[
            line
            for row in sheet.rows
            for line in ((*(row[place] for place in shown), None), *(room if row[wanted] == SERIAL_NUMBERS else ()))
        ],
    )


def _room(words: str | None, names: Sequence[str]) -> list[Row]:
    """A row of paper to write on, with words in front of it."""
    return [(*(words if name == "name" else None for name in names), None)]
