"""The first start: answers by keys, a sentence for what is missing, and a book when all of it can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.base import paths
from app.bootstrap.till import make_first_book, open_till
from app.jobs.founding import Begun, found
from app.store import database
from app.ui.shell.welcome import ListTaken, Welcome, ask_first
from app.ui.tasks import StoreThread
from app.ui.theme import TARGET, ThemeChoice, apply_theme
from tests.ui.windows import Key

LIST = "SKU;Name;Price;Barcode\nTEA;Green tea;3,49;4006381333931\nBAD;Bread;much;\n"


@pytest.fixture
def thread() -> StoreThread:
    made = StoreThread()
    yield made
    made.close()


@pytest.fixture
def welcome(qtbot: QtBot, qapp: QApplication, tmp_path: Path, thread: StoreThread) -> Welcome:
    apply_theme(qapp, ThemeChoice.LIGHT)
    made = Welcome(partial(found, tmp_path / "shop.book", create=make_first_book), thread)
    qtbot.addWidget(made)
    made.show()
    return made


def strike(widget: QWidget, key: Key | str) -> None:
    """A key or a text, to what has the focus in the window."""
    handle = widget.window().windowHandle()
    assert handle is not None
    if isinstance(key, str):
        for sign in key:
            QTest.keyClick(handle, sign)
    else:
        QTest.keyClick(handle, key)


def choose_country(welcome: Welcome, code: str) -> None:
    welcome.country.setCurrentIndex(welcome.country.findData(code))


def answer(qtbot: QtBot, welcome: Welcome) -> None:
    with qtbot.waitSignal(welcome.settled):
        strike(welcome, Key.Key_Return)


def test_a_name_and_enter_make_the_shop_of_the_country(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    choose_country(welcome, "GB")
    strike(welcome, "Corner Shop")
    answer(qtbot, welcome)
    assert welcome.result() == QDialog.DialogCode.Accepted
    assert welcome.begun == Begun("Corner Shop")
    book = database.open_book(tmp_path / "shop.book")
    assert (book.shop.name, book.shop.country, book.shop.currency.code) == ("Corner Shop", "GB", "GBP")
    assert book.shop.prices_include_tax
    assert book.shop.tax_rates == (20_000, 5000, 0)
    book.finish()


def test_a_tax_rate_that_is_none_is_told_and_makes_no_book(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    choose_country(welcome, "DE")
    strike(welcome, "Laden")
    welcome.taxes.setText("19; viel")
    answer(qtbot, welcome)
    assert "viel" in welcome.bar.sentence()
    assert welcome.taxes.hasFocus()
    assert not (tmp_path / "shop.book").exists()
    welcome.taxes.setText("19")
    answer(qtbot, welcome)
    assert welcome.begun == Begun("Laden")


def test_a_country_fills_in_what_is_usual_and_another_currency_can_be_chosen(welcome: Welcome) -> None:
    choose_country(welcome, "US")
    assert (welcome.currency.currentText(), welcome.prices.currentData()) == ("USD", False)
    assert welcome.taxes.text() == ""
    choose_country(welcome, "CH")
    assert welcome.taxes.text() == "8.1; 2.6; 3.8"
    assert (welcome.currency.currentText(), welcome.prices.currentData()) == ("CHF", True)
    choose_country(welcome, "KE")  # no preset of ours: Qt knows its currency
    assert welcome.currency.currentText() == "KES"


def test_what_is_missing_is_said_and_nothing_is_made(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    choose_country(welcome, "DE")
    answer(qtbot, welcome)
    assert welcome.bar.sentence() == "The shop needs a name: it stands on every receipt."
    assert welcome.isVisible()
    assert not welcome.is_locked()
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_a_country_is_asked_for_one(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, thread: StoreThread
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    welcome = Welcome(partial(found, tmp_path / "shop.book", create=make_first_book), thread)
    qtbot.addWidget(welcome)
    welcome.show()
    if welcome.country.currentData():
        welcome.country.setCurrentIndex(welcome.country.findData(""))
    strike(welcome, "Corner Shop")
    answer(qtbot, welcome)
    QLocale.setDefault(before)
    assert welcome.bar.sentence() == "Say in which country the shop is: its currency and its prices follow from that."
    assert welcome.focusWidget() is welcome.country


def test_a_list_comes_along_and_what_was_refused_is_said(qtbot: QtBot, welcome: Welcome, tmp_path: Path) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_text(LIST, encoding="utf-8")
    choose_country(welcome, "DE")
    strike(welcome, "Corner Shop")
    welcome.take_list(prices)
    welcome.tax.setFocus()
    strike(welcome, "much")
    answer(qtbot, welcome)
    assert "much" in welcome.bar.sentence()
    assert welcome.focusWidget() is welcome.tax
    welcome.tax.selectAll()
    strike(welcome, "19")
    answer(qtbot, welcome)
    assert welcome.begun is not None
    assert (welcome.begun.goods, welcome.begun.refused) == (1, 1)
    told = ListTaken(welcome.begun)
    qtbot.addWidget(told)
    told.show()
    assert "Rows that could not be taken: 1" in told.findChild(QWidget, "listTaken_1").text()
    strike(told, Key.Key_Return)
    assert told.result() == QDialog.DialogCode.Accepted


def test_everything_that_is_pressed_has_its_name_and_is_large_enough(welcome: Welcome) -> None:
    pressed = [welcome.shop_name, welcome.country, welcome.currency, welcome.prices, welcome.list_button, welcome.tax]
    pressed += [welcome.back_button, welcome.sample_button, welcome.answer_button]
    assert all(one.accessibleName() and one.height() >= TARGET for one in pressed)


class Visitor:
    """Does something with the window of the first start when it comes."""

    def __init__(self, act: Callable[[QWidget], None]) -> None:
        self._act = act
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, Welcome):
            self._timer.stop()
            self._act(window)


def test_f2_asks_for_the_sample_shop_and_escape_for_nothing(qapp: QApplication, tmp_path: Path) -> None:
    make = partial(found, tmp_path / "shop.book", create=make_first_book)
    visitor = Visitor(lambda window: strike(window, Key.Key_F2))
    assert ask_first(make, "light") == "sample"
    visitor = Visitor(lambda window: strike(window, Key.Key_Escape))
    assert ask_first(make, "light") == ""
    assert not visitor._timer.isActive()
    assert list(tmp_path.iterdir()) == []


def test_a_start_without_a_book_ends_calmly_when_nobody_answers(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    visitor = Visitor(lambda window: strike(window, Key.Key_Escape))
    assert open_till(paths.default_book()) == 0
    assert not visitor._timer.isActive()
    assert not paths.default_book().exists()
