"""What stands beside the paper of a period: the points of its checklist, and figures that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.reports.period_pack import Told
    from app.ui.screens.reports.texts import ReportTexts

_TICK = "\u2713"
_MINUS = "\u2212"
# What the periodic cost of goods is the sum of, as the paper has it; what is nothing is left out, but for these.
_TERMS = {
    "opening_value": "",
    "opening_stock_value": "+",
    "purchases_value": "+",
    "supplier_returns_value": _MINUS,
    "landed_value": "+",
    "transfers_in_value": "+",
    "transfers_out_value": _MINUS,
    "adjustments_value": "+",
    "closing_value": _MINUS,
    "periodic_cogs": "=",
}
_ALWAYS = ("opening_value", "purchases_value", "closing_value", "periodic_cogs")


class Point(NamedTuple):
    """A line of the checklist or of the figures."""

    mark: str
    title: str
    says: str
    tone: str = ""
    name: str = ""


def points_model(title: str, parent: QObject) -> RowsModel[Point]:
    """A table of them."""
    return RowsModel(
        [
            Column("title", title, _title, tone=_tone),
            Column("says", "", _says, figure=True, tone=_tone, width=104),
        ],
        parent,
    )


def checklist(told: Told, texts: ReportTexts) -> list[Point]:
    """What is open of a period, and what is not."""
    checks = told.pack.section("checks")
    points = []
    for name, title, count in checks.rows if checks is not None else ():
        many = int(count or 0)
        tone, says = ("warn", texts.count(many)) if many else ("ok", "")
        points.append(Point("" if many else _TICK, texts.check(str(name), str(title)), says, tone, str(name)))
    return points


def figures(told: Told, texts: ReportTexts) -> list[Point]:
    """What a period came to: every term of the periodic cost of goods, then what is held against it."""
    totals = {name: int(cell or 0) for name, cell in told.pack.period_end.totals.items() if isinstance(cell, int)}
    points = [
        Point(_TERMS.get(name, ""), words, texts.amount(totals.get(name, 0)), name=name)
        for name, words in texts.figures().items()
        if name not in _TERMS or name in _ALWAYS or totals.get(name)
    ]
    tie_out = totals.get("tie_out", 0)
    mark, tone = ("", "error") if tie_out else (_TICK, "ok")
    return [*points, Point(mark, texts.tie_out, texts.amount(tie_out), tone)]


def _title(point: Point) -> str:
    return f"{point.mark} {point.title}".strip()


def _says(point: Point) -> str:
    return point.says


def _tone(point: Point) -> str:
    return point.tone
