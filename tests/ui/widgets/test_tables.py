"""The table of frozen rows keeps Qt's contract, the chosen line and the scroll position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import LIGHT, TARGET, ThemeChoice, apply_theme
from app.ui.widgets.tables import DETAIL_ROLE, SORT_ROLE, CellDelegate, Column, ModelTable, RowsModel


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sale, as a test needs it."""

    name: str
    code: str
    quantity: int
    low: bool = False


LINES = (Line("Oat drink 1 l", "2000000010175", 2), Line("Sourdough loaf", "2000000020013", 10, low=True))
COLUMNS: tuple[Column[Line], ...] = (
    Column("name", "Item", lambda line: line.name, detail=lambda line: line.code),
    Column(
        "quantity",
        "Qty",
        lambda line: str(line.quantity),
        figure=True,
        sort=lambda line: line.quantity,
        tone=lambda line: "warn" if line.low else "",
        width=90,
    ),
)


@pytest.fixture
def model(qapp: QApplication) -> Iterator[RowsModel[Line]]:
    made = RowsModel(COLUMNS)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    tester.deleteLater()


def mirror(model: RowsModel[Line]) -> list[Line]:
    """A list kept in step by the model's signals alone, as a view keeps its own."""
    kept = list(model.rows())

    def inserted(_parent: QModelIndex, first: int, last: int) -> None:
        kept[first:first] = model.rows()[first : last + 1]

    def removed(_parent: QModelIndex, first: int, last: int) -> None:
        del kept[first : last + 1]

    def changed(first: QModelIndex, last: QModelIndex) -> None:
        kept[first.row() : last.row() + 1] = model.rows()[first.row() : last.row() + 1]

    model.rowsInserted.connect(inserted)
    model.rowsRemoved.connect(removed)
    model.dataChanged.connect(changed)
    return kept


def test_a_cell_knows_its_text_detail_and_sort_value(model: RowsModel[Line]) -> None:
    model.show_rows(LINES)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    name, quantity = model.index(1, 0), model.index(1, 1)
    assert model.data(name) == "Sourdough loaf"
    assert model.data(name, DETAIL_ROLE) == "2000000020013"
    assert model.data(name, Qt.ItemDataRole.AccessibleTextRole) == "Sourdough loaf, 2000000020013"
    assert model.data(quantity, SORT_ROLE) == 10
    assert model.data(name, SORT_ROLE) == "Sourdough loaf"
    assert model.data(quantity, DETAIL_ROLE) is None
    assert model.row_at(name) is LINES[1]


def test_figures_stand_at_the_end_and_heads_above_them(model: RowsModel[Line]) -> None:
    model.show_rows(LINES)
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft.value
    assert model.data(model.index(0, 1), role) & Qt.AlignmentFlag.AlignRight.value
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == model.data(model.index(0, 1), role)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Qty"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.headerData(7, Qt.Orientation.Horizontal) is None


def test_a_tone_colours_the_text(qapp: QApplication, model: RowsModel[Line]) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    model.show_rows(LINES)
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is None
    assert model.data(model.index(1, 1), Qt.ItemDataRole.ForegroundRole) == LIGHT.colour("warn")


def test_what_is_not_there_has_no_data(model: RowsModel[Line]) -> None:
    model.show_rows(LINES)
    gone = model.index(1, 0)
    model.show_rows(LINES[:1])
    assert model.data(gone) is None
    assert model.row_at(gone) is None
    assert model.row_at(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_a_scan_only_adds_its_row(model: RowsModel[Line], qtbot: QtBot) -> None:
    model.show_rows(LINES)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.waitSignal(model.rowsInserted) as added:
        model.show_rows((*LINES, Line("Bananas", "1001", 1)))
    assert added.args is not None
    assert added.args[1:] == [2, 2]


rows = st.lists(st.builds(Line, st.sampled_from("abc"), st.just(""), st.integers(0, 2)), max_size=8)


@given(states=st.lists(rows, min_size=1, max_size=6))
def test_the_signals_alone_keep_a_view_in_step(qapp: QApplication, states: list[list[Line]]) -> None:
    model = RowsModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    kept = mirror(model)
    for state in states:
        model.show_rows(state)
        assert kept == state == list(model.rows())
    del tester


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot, model: RowsModel[Line]) -> Iterator[ModelTable]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    window = QWidget()
    made = ModelTable(name="lines", accessible_name="Lines of the sale")
    made.show_model(model)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    window.resize(500, 320)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def test_a_table_is_named_and_its_rows_are_large_enough(table: ModelTable, model: RowsModel[Line]) -> None:
    model.show_rows(LINES)
    assert table.objectName() == "lines"
    assert table.accessibleName() == "Lines of the sale"
    assert table.rowHeight(0) >= TARGET
    assert not table.showGrid()
    assert table.columnWidth(1) == 90
    plain = RowsModel(COLUMNS[1:])
    table.show_model(plain)
    plain.show_rows(LINES)
    assert table.rowHeight(0) == TARGET


def test_the_chosen_row_stays_chosen_when_rows_come_and_go(table: ModelTable, model: RowsModel[Line]) -> None:
    many = tuple(Line(f"Product {number}", "", number) for number in range(200))
    model.show_rows(many)
    table.choose_row(150)
    top = table.verticalScrollBar().value()
    model.show_rows((*many, Line("New", "", 1)))
    assert table.chosen_row() == 150
    assert table.verticalScrollBar().value() == top
    model.show_rows(many)
    model.show_rows(many[10:])
    assert model.row_at(table.currentIndex()) == many[150]
    model.show_rows(())
    assert table.chosen_row() == -1


def test_arrows_choose_enter_activates_and_tab_leaves(table: ModelTable, model: RowsModel[Line], qtbot: QtBot) -> None:
    model.show_rows(LINES)
    table.setFocus()
    table.choose_row(0)
    window = table.window().windowHandle()
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert table.chosen_row() == 1
    assert len(table.selectionModel().selectedRows()) == 1
    with qtbot.waitSignal(table.activated) as pressed:
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert pressed.args is not None
    assert pressed.args[0].row() == 1
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert not table.hasFocus()
    assert table.chosen_row() == 1


def test_the_chosen_row_is_marked_by_more_than_its_ground(table: ModelTable, model: RowsModel[Line]) -> None:
    model.show_rows(LINES)
    table.choose_row(1)
    picture = table.viewport().grab().toImage()
    row = table.visualRect(model.index(1, 0))
    other = table.visualRect(model.index(0, 0))
    assert picture.pixelColor(row.left() + 1, row.center().y()) == LIGHT.colour("accent")
    assert picture.pixelColor(other.left() + 1, other.center().y()) == LIGHT.colour("surface")


def test_words_that_have_no_room_on_one_line_go_on_on_the_next_where_a_table_wishes_so(
    table: ModelTable, model: RowsModel[Line]
) -> None:
    model.show_rows((Line("Tea", "1", 2), Line("12 on hand, 3 on order; reorder point 20", "", 3)))
    room = table.fontMetrics().horizontalAdvance("12 on hand, 3 on order; reorder") + 30
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    table.setColumnWidth(0, room)

    def is_inked_below() -> bool:
        picture = table.viewport().grab().toImage()
        cell = table.visualRect(model.index(1, 0))
        lines = range(cell.bottom() - 14, cell.bottom() - 6)
        columns = range(cell.left() + 6, cell.right() - 6)
        return any(picture.pixelColor(x, y) != LIGHT.colour("surface") for x in columns for y in lines)

    assert not is_inked_below()
    table.setItemDelegate(CellDelegate(table, wraps=True))
    assert is_inked_below()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_is_drawn_with_its_second_line(
    table: ModelTable, model: RowsModel[Line], direction: Qt.LayoutDirection
) -> None:
    table.setLayoutDirection(direction)
    model.show_rows(LINES)
    picture = table.viewport().grab().toImage()
    cell = table.visualRect(model.index(0, 0))

    def inked(top: int, bottom: int) -> list[int]:
        columns = range(cell.left() + 6, cell.right() - 6)
        ground = LIGHT.colour("surface")
        return [x for x in columns if any(picture.pixelColor(x, y) != ground for y in range(top, bottom))]

    upper, lower = inked(cell.top() + 4, cell.center().y()), inked(cell.center().y() + 2, cell.bottom() - 2)
    assert upper
    assert lower
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    assert (min(upper) > cell.center().x()) is mirrored
