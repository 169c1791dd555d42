"""A table of many rows reads those that somebody looks at, and only those."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.ui.widgets import lazy_rows
from app.ui.widgets.lazy_rows import PAGE, LazyRowsModel
from app.ui.widgets.tables import Column

Row = tuple[int, str]


def _key(row: Row) -> int:
    return row[0]


def _name(row: Row) -> str:
    return row[1]


@pytest.fixture
def model(qtbot: QtBot) -> LazyRowsModel[Row]:
    made: LazyRowsModel[Row] = LazyRowsModel([Column("name", "Name", _name)], _key)
    made.wanted_pages = []  # type: ignore[attr-defined]
    made.wanted.connect(made.wanted_pages.append)  # type: ignore[attr-defined]
    return made


def _cell(model: LazyRowsModel[Row], place: int) -> object:
    return model.index(place, 0, QModelIndex()).data()


def test_a_page_is_asked_for_once_when_one_of_its_rows_is_looked_at(model: LazyRowsModel[Row]) -> None:
    model.show_keys(array("q", range(1000, 1000 + 3 * PAGE)))
    assert model.rowCount() == 3 * PAGE
    assert (_cell(model, PAGE + 3), _cell(model, PAGE + 9)) == (None, None)
    assert model.wanted_pages == [tuple(range(1000 + PAGE, 1000 + 2 * PAGE))]  # type: ignore[attr-defined]
    model.take_rows([(number, f"row {number}") for number in range(1000 + PAGE, 1000 + 2 * PAGE)])
    assert _cell(model, PAGE + 3) == f"row {1003 + PAGE}"


def test_what_was_read_stays_in_sight_until_it_is_read_again(model: LazyRowsModel[Row]) -> None:
    keys = array("q", [5, 6])
    model.show_keys(keys)
    _cell(model, 0)
    model.take_rows([(5, "old"), (6, "six")])
    model.show_keys(array("q", [6, 5]))
    assert (_cell(model, 0), _cell(model, 1)) == ("six", "old")
    model.take_rows([(5, "new"), (6, "six")])
    assert _cell(model, 1) == "new"
    model.show_keys(array("q", [6, 5]))
    _cell(model, 0)
    assert len(model.wanted_pages) == 3  # type: ignore[attr-defined]


def test_rows_know_their_places(model: LazyRowsModel[Row]) -> None:
    model.show_keys(array("q", [5, 6]))
    assert (model.place_of(6), model.place_of(7)) == (1, -1)
    assert model.row_at(model.index(9, 0)) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_not_everything_that_was_ever_seen_is_kept(model: LazyRowsModel[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy_rows, "_MOST_KEPT", PAGE)
    model.show_keys(array("q", range(4 * PAGE)))
    for page in range(3):
        _cell(model, page * PAGE)
        model.take_rows([(number, str(number)) for number in range(page * PAGE, (page + 1) * PAGE)])
    assert len(model._read) <= 2 * PAGE
    assert _cell(model, 2 * PAGE) == str(2 * PAGE)


def test_qt_finds_nothing_wrong_with_it(model: LazyRowsModel[Row]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_keys(array("q", range(PAGE + 1)))
    _cell(model, 0)
    model.take_rows([(0, "zero")])
    model.show_keys(array("q"))
    assert tester.model() is model
