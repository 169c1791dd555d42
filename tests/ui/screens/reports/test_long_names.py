"""Names that are longer than their column: whole on two lines where there is room, and in the tool tip in any case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.domain.count_plan import Plan, Scope
from tests.ui.screens.reports.test_screen import Reports
from tests.ui.windows import OpenWindow

PLAN = "Everything that is kept cold in the back of the shop, and what stands beside the door"
NAME = "Sheep's cheese with <b>wild</b> garlic from the mountains, matured for nine months in the cellar of the dairy"
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop, parts = opened.till.shop, opened.till.parts
    shop.product("cheese", "20.00", name=NAME, codes=["4000000000099"])
    shop.sell(("cheese", "1"))
    parts.stocktaking.keep_plan(Plan("cold", PLAN, Scope.CYCLE, "shop", class_days=(1, 1, 1)), user="owner")
    opened.window.resize(1366, 768)
    return Reports(opened)


def test_what_is_cut_is_read_whole_in_the_tool_tip_as_it_is_written(reports: Reports) -> None:
    reports.asks("count plan")
    table = reports.find("reportsRows")
    assert isinstance(table, QTableView)
    model = table.model()
    titles = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    row = next(
        row
        for row in range(model.rowCount())
        if NAME in [model.index(row, at).data() for at in range(model.columnCount())]
    )
    tips = {title: model.index(row, at).data(TIP) for at, title in enumerate(titles) if table.columnWidth(at)}
    assert PLAN in tips["Title"]
    assert "with &lt;b&gt;wild&lt;/b&gt; garlic" in tips["Name"]
    assert tips["Class"] is None
    assert table.rowHeight(row) >= 48
