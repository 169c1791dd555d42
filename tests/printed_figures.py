"""The figures of a report as its JSON has them, and the words on its paper, to be held against each other."""

from __future__ import annotations

import io
import json
from collections import Counter as Tally
from collections.abc import Iterator
from decimal import Decimal

import pypdfium2
from babel.numbers import format_decimal

from app.exchange.report_files import to_json
from app.reports.report import Report

_FIGURES = {"money", "quantity", "unit_cost", "percent", "ratio", "integer"}


def said_of(report: Report) -> dict:
    """A report as its JSON says it."""
    stream = io.BytesIO()
    to_json(report, stream)
    return json.loads(stream.getvalue())


def missing_on_paper(report: Report, pdf: bytes, locale: str) -> Tally:
    """The figures of the JSON, each as often as it is there, that the paper does not have as often."""
    said, digits = said_of(report), report.currency.digits
    rows = [*said["rows"], *said.get("subtotals", {}).values(), said["totals"]]
    wanted: Tally = Tally()
    for column in said["columns"]:
        if column["unit"] in _FIGURES:
            figures = [row[column["name"]] for row in rows if row.get(column["name"]) is not None]
            wanted.update(_written(figures, digits if column["unit"] in {"money", "unit_cost"} else 0, locale))
    return wanted - Tally(printed(pdf))


def printed(pdf: bytes) -> Iterator[str]:
    """The words on all pages; a percent sign is a word of its own."""
    for page in pypdfium2.PdfDocument(pdf):
        yield from page.get_textpage().get_text_range().replace("\ufffe", "-").replace("%", " %").split()


def _written(figures: list[str], least: int, locale: str) -> list[str]:
    """Each figure as Babel writes it, with the decimals that the longest of its column needs."""
    places = max([len(figure.partition(".")[2].rstrip("0")) for figure in figures] + [least])
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return [format_decimal(Decimal(figure), pattern, locale=locale) for figure in figures]
