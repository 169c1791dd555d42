"""A chart on paper: shapes of reportlab, the colours of the screen, texts of every script that stay inside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor

from app.printing.chart import CHART_HEIGHT, COLOURS, plan_chart
from app.printing.chart_pdf import chart_drawing
from app.printing.page import MM
from app.printing.report_pdf import report_pdf
from app.reports.report import Chart, Row
from app.ui.screens.reports import report_chart
from app.ui.theme import LIGHT
from tests.printing.reading import pages_of, picture_of
from tests.printing.test_chart import sales

ROWS: tuple[Row, ...] = tuple((f"2026-03-{day:02}", day * 1000 - 9000, 500) for day in range(1, 32))


def test_the_colours_are_those_of_the_light_screen() -> None:
    assert [LIGHT.hexes[token] for token in report_chart._COLOURS] == list(COLOURS)


def test_bars_are_rectangles_of_a_drawing_on_the_scale_of_the_plan() -> None:
    plan = plan_chart(sales(("2026-03-02", 4000, 1000), ("2026-03-03", 6000, None)), "en")
    assert plan is not None
    drawing = chart_drawing(plan, 500)
    assert isinstance(drawing, Drawing)
    assert (drawing.width, drawing.height) == (500, CHART_HEIGHT)
    bars = [shape for shape in drawing.contents if isinstance(shape, Rect)][:3]
    highest = max(bar.height for bar in bars)
    assert [round(bar.height / highest * 6000) for bar in bars] == [4000, 1000, 6000]
    assert [bar.fillColor for bar in bars] == [HexColor(COLOURS[0]), HexColor(COLOURS[1]), HexColor(COLOURS[0])]


@pytest.mark.parametrize("language", ["en", "ar", "ja", "de"])
def test_nothing_of_it_hangs_over_the_margin(language: str) -> None:
    name = "عصير تفاح طازج 苹果汁 Apfelsaft naturtrüb aus der Region"
    report = replace(sales(*ROWS), shop=name)
    printed = report_pdf(report, language)
    assert printed.missing == ()
    picture = picture_of(printed.pdf, dpi=72)
    left, top, right, bottom = picture.ink_box()
    assert min(left, top, picture.width - right, picture.height - bottom) >= 12 * MM - 1


def test_labels_and_legend_are_text_in_the_shops_language() -> None:
    columns = list(sales().columns)
    columns[1] = replace(columns[1], title="صافي")
    report = replace(sales(*ROWS), columns=tuple(columns), chart=Chart("day", ("net",)))
    assert pages_of(report_pdf(report, "ar").pdf)[0].count("صافي") == 2
