"""The list under the scan box: when there is one, and what stays chosen while answers come late."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.screens.sale.results import Results
from app.ui.screens.sale.texts import SaleTexts
from tests.ui.till import StepWorker, TryTill, open_till

DOWN = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)


class TryList:
    """A list whose answers come when the test lets them."""

    def __init__(self, till: TryTill, parent: QWidget) -> None:
        self.parent = parent
        self.pool = StepWorker()
        parts = till.parts
        self.results = Results(parts.lookups, parts.location, self.pool, SaleTexts(parts.shop), parent)

    def names(self) -> list[str]:
        model = self.results.table.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())] if self.results.is_open() else []


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> TryList:
    till = open_till(tmp_path)
    till.shop.product("paste", "3.99", name="四川辣椒酱 Chilli paste")
    parent = QWidget()
    qtbot.addWidget(parent)
    return TryList(till, parent)


@pytest.mark.parametrize("words", ["shoe", "le", "酱", "辣椒"])
def test_two_letters_or_one_ideograph_are_worth_a_list(shown: TryList, words: str) -> None:
    shown.results.look_for(words)
    shown.pool.work()
    assert shown.names()
    assert shown.results.table.accessibleDescription() == words


@pytest.mark.parametrize("words", ["", "l", " l ", "20", "3*", "12,50"])
def test_a_letter_or_a_figure_is_not(shown: TryList, words: str) -> None:
    shown.results.look_for(words)
    shown.pool.work()
    assert not shown.names()


def test_an_arrow_that_is_quicker_than_the_answer_keeps_what_it_chose(shown: TryList) -> None:
    shown.results.look_for("sh")
    shown.pool.work()
    shown.results.look_for("shoe")
    shown.results.take_arrow(DOWN)
    shown.results.take_arrow(DOWN)
    shown.pool.work()
    chosen = shown.results.chosen()
    assert chosen is not None
    assert chosen.name == shown.names()[1]


def test_who_types_on_has_chosen_nothing_yet(shown: TryList) -> None:
    shown.results.look_for("sh")
    shown.pool.work()
    shown.results.take_arrow(DOWN)
    shown.results.look_for("shoe")
    assert shown.results.chosen() is None
    shown.pool.work()
    assert shown.results.chosen() is None
