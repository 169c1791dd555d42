"""The columns of the review take what their figures need; the names of goods have the rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from app.ui.widgets.tables import RowsModel
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.windows import Key

_SIDES = 16  # px: what a cell leaves free at both ends
_FIGURES = ("counted", "since", "expected", "difference", "value")


def figures(counting: Counting) -> dict[str, tuple[int, bool]]:
    """How wide the figure columns are, and whether all of their texts are whole, as they are painted."""
    table = counting.opened.find("countReviewLines")
    assert isinstance(table, QTableView)
    model = table.model()
    assert isinstance(model, RowsModel)
    cut, mode = QFontMetrics(table.font()).elidedText, Qt.TextElideMode.ElideRight
    return {
        column.name: (
            table.columnWidth(place),
            all(
                cut(text, mode, table.columnWidth(place) - _SIDES) == text
                for text in (str(model.index(row, place).data()) for row in range(model.rowCount()))
            ),
        )
        for place, column in enumerate(model.columns())
        if column.name in _FIGURES
    }


def goods_room(counting: Counting) -> int:
    table = counting.opened.find("countReviewLines")
    assert isinstance(table, QTableView)
    assert not table.horizontalScrollBar().isVisible()
    return table.columnWidth(0)


@pytest.mark.parametrize("cost", ["12345600.00", "1.00"])
def test_no_figure_of_the_review_is_cut(counting: Counting, cost: str) -> None:
    counting.shop.product("gold", "20000000.00", name="Gold", codes=["4000000000099"])
    counting.shop.product("sand", "1.00", name="Sand", codes=["4000000000082"])
    counting.shop.open_stock(("gold", "10", cost), ("sand", "123456", "0.10"))
    counting.begin()
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8, Key.Key_F8)
    told = figures(counting)
    assert {name: is_whole for name, (_, is_whole) in told.items()} == dict.fromkeys(_FIGURES, True)
    values = [row[6].translate(ISOLATES) for row in counting.rows("countReviewLines")]
    assert any("123,456,000.00" in value for value in values) is (cost != "1.00")
    assert goods_room(counting) >= 200


def test_small_figures_leave_the_columns_as_they_are(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_F9)
    before = {name: room for name, (room, _) in figures(counting).items()}
    assert before == {"counted": 86, "since": 92, "expected": 110, "difference": 92, "value": 126}


def test_room_that_was_made_is_given_back(counting: Counting) -> None:
    counting.shop.product("gold", "20000000.00", name="Gold", codes=["4000000000099"])
    counting.shop.open_stock(("gold", "10", "12345600.00"))
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F8, Key.Key_F9)
    assert figures(counting)["value"][0] > 126
    counting.press(Key.Key_Escape)
    counting.scan("ZONE:Z2")
    counting.types("10*gold")
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states()["Gold"] == "right"
    assert figures(counting)["value"][0] == 126
