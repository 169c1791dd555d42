"""A thousand scans, as fast as a scanner types, whatever is in sight: none lost, none doubled, none leaked."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.codes.digits import expected_gtin
from app.ui.screens.sale.dialogs.entries import QuantityEntry
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog
from app.ui.screens.sale.dialogs.recall import RecallDialog
from tests.ui.windows import CTRL, Key, OpenWindow

SCANS = 1000
_BURST = 25
_BETWEEN_MS = 400


class Scanner:
    """A wedge scanner: it types into the window that has the keyboard, 0 to 2 ms a key."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._now_ms = 10_000

    def scan(self, code: str) -> None:
        """Type a code and Enter; the events wait in the queue, as they do for a busy program."""
        window = _keyboard()
        for sign in code:
            self._press(window, ord(sign.upper()), sign)
        self._press(window, Qt.Key.Key_Return, "\r")
        self._now_ms += _BETWEEN_MS

    def _press(self, window: QWindow, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._now_ms)
            QCoreApplication.postEvent(window, event)
        self._now_ms += self._chance.randint(0, 2)


def _keyboard() -> QWindow:
    holder = QApplication.activeWindow()
    assert holder is not None
    handle = holder.windowHandle()
    assert handle is not None
    return handle


def _stock_up(opened: OpenWindow) -> list[str]:
    codes = [expected_gtin(f"40123450{number:04d}0") for number in range(60)]
    for place, code in enumerate(codes):
        opened.till.shop.product(f"s{place}", "1.00", codes=[code])
    return codes


def _block(milliseconds: int) -> None:
    """Keep the GUI thread busy, as a slow machine would."""
    timer = QElapsedTimer()
    timer.start()
    while not timer.hasExpired(milliseconds):
        pass


def _in_sight(opened: OpenWindow, name: str) -> None:
    """Bring something in sight that would like to have the keys."""
    if name == "scan box":
        opened.types("ab")
    elif name == "quantity field":
        opened.press(Key.Key_F4)
        assert isinstance(opened.sale.strip.entry(), QuantityEntry)
        opened.types("7")
    elif name == "recall dialog":
        opened.press(Key.Key_F8)
        assert isinstance(opened.dialog(), RecallDialog)
    elif name == "pay button":
        opened.find("salePay").setFocus()
    elif name == "settings":
        opened.goes_to("settings")


@pytest.mark.parametrize("name", ["scan box", "quantity field", "recall dialog", "pay button", "settings"])
def test_a_thousand_scans_are_a_thousand_pieces(filtered: OpenWindow, name: str) -> None:
    codes = _stock_up(filtered)
    filtered.scan(codes[0])
    _in_sight(filtered, name)
    fields = {field: field.text() for field in QApplication.allWidgets() if isinstance(field, QLineEdit)}
    scanner, chance = Scanner(seed=len(name)), random.Random(7)
    scanned = Counter({codes[0]: 1})
    for number in range(SCANS // 5):
        code = chance.choice(codes)
        scanned[code] += 1
        scanner.scan(code)
        if number % _BURST == 0:
            _block(30)
        if number % 3 == 0:
            QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents()
    filtered.rest()
    assert Counter({code: quantity // 1000 for code, quantity, _ in filtered.lines()}) == scanned
    assert {field: field.text() for field in fields} == fields
    assert filtered.sale.presenter.unsaved == 0
    draft = filtered.tills.open_draft("T1")
    assert draft is not None
    assert len(draft.entries) == scanned.total()
    assert filtered.numbers() == ""


def test_scans_in_a_price_check_are_looked_up_and_never_typed(filtered: OpenWindow) -> None:
    codes = _stock_up(filtered)
    filtered.press(Key.Key_F3)
    dialog = filtered.dialog()
    assert isinstance(dialog, PriceCheckDialog)
    scanner = Scanner(seed=3)
    for code in codes:
        scanner.scan(code)
    QCoreApplication.sendPostedEvents()
    filtered.rest()
    assert filtered.lines() == []
    assert dialog.field.text() == ""


def test_scans_while_paying_are_refused_aloud_and_pay_nothing(filtered: OpenWindow) -> None:
    codes = _stock_up(filtered)
    filtered.scan(codes[0])
    filtered.press(Key.Key_F12)
    before = len(filtered.tones)
    scanner = Scanner(seed=4)
    for code in codes:
        scanner.scan(code)
    QCoreApplication.sendPostedEvents()
    filtered.rest()
    assert filtered.dialog() is not None
    assert len(filtered.lines()) == 1
    assert len(filtered.tones) - before == len(codes)
    assert filtered.numbers() == ""


def test_typing_and_scanning_at_once_keep_apart(filtered: OpenWindow) -> None:
    codes = _stock_up(filtered)
    scanner = Scanner(seed=5)
    filtered.types("3*")
    scanner.scan(codes[0])
    QCoreApplication.sendPostedEvents()
    filtered.rest()
    filtered.press(Key.Key_Z, modifiers=CTRL)
    scanner.scan(codes[1])
    QCoreApplication.sendPostedEvents()
    filtered.rest()
    assert [line[:2] for line in filtered.lines()] == [(codes[1], 1000)]
