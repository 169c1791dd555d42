"""Bars and toasts say what they have to say and take neither the focus nor, unasked, an action."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import TARGET, ThemeChoice, apply_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.messages import TOAST_MS, BarAction, InlineBar, Toast


class Desk(QWidget):
    """A window with a field that somebody types in, a bar above it and a toast over it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.bar = InlineBar(name="bar")
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.field)
        column.addStretch(1)
        self.resize(600, 400)
        self.toast = Toast(self)
        self.undone = 0

    def undo(self) -> None:
        self.undone += 1


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    yield made
    made.toast.close_now()


def undo_button(desk: Desk) -> ActionButton:
    button = desk.toast.findChild(ActionButton, "toast_undo")
    assert isinstance(button, ActionButton)
    return button


def test_a_toast_stays_five_seconds() -> None:
    assert TOAST_MS == 5000


def test_a_toast_takes_no_focus(desk: Desk) -> None:
    desk.toast.say("Oat drink taken off the sale", desk.undo)
    assert desk.toast.isVisible()
    assert desk.field.hasFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        QTest.keyClick(desk.windowHandle(), key)
    assert desk.field.text() == "123"


def test_undo_is_called_once_and_the_toast_goes(desk: Desk, qtbot: QtBot) -> None:
    desk.toast.say("Oat drink taken off the sale", desk.undo)
    place = undo_button(desk).mapTo(desk, undo_button(desk).rect().center())
    with qtbot.waitSignal(desk.toast.closed):
        QTest.mouseClick(desk.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.undone == 1
    assert not desk.toast.isVisible()
    assert desk.field.hasFocus()  # the click took nothing out of the field
    undo_button(desk).click()
    assert desk.undone == 1


def test_a_toast_goes_when_its_time_is_over(desk: Desk, qtbot: QtBot) -> None:
    desk.toast._timer.setInterval(10)
    with qtbot.waitSignal(desk.toast.closed):
        desk.toast.say("Saved")
    assert desk.undone == 0


def test_a_toast_waits_for_a_hand_that_is_on_its_way(desk: Desk, qtbot: QtBot) -> None:
    desk.toast._timer.setInterval(10)
    desk.toast.say("Oat drink taken off the sale", desk.undo)
    undo_button(desk).setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(desk.toast.closed, wait=100):
        pass
    with qtbot.waitSignal(desk.toast.closed):
        desk.field.setFocus()


def test_a_new_toast_takes_the_place_of_the_old_and_its_undo(desk: Desk) -> None:
    desk.toast.say("Oat drink taken off the sale", desk.undo)
    desk.toast.say("Saved")
    assert not undo_button(desk).isVisible()
    undo_button(desk).click()
    assert desk.undone == 0
    assert desk.toast.accessibleName() == "Saved"


def test_a_toast_stays_over_the_lower_edge(desk: Desk) -> None:
    desk.toast.say("Oat drink taken off the sale", desk.undo)
    for width, height in ((600, 400), (900, 500), (420, 300)):
        desk.resize(width, height)
        place = desk.toast.geometry()
        assert abs(place.center().x() - width // 2) <= 1
        assert height - place.bottom() in range(16, 32)
        assert desk.rect().contains(place)
    assert undo_button(desk).height() >= TARGET


def test_a_long_toast_takes_more_lines(desk: Desk) -> None:
    desk.toast.say("Short", desk.undo)
    low = desk.toast.height()
    desk.toast.say("A long message that goes on and on " * 6, desk.undo)
    assert desk.toast.height() > low
    assert desk.rect().contains(desk.toast.geometry())


@pytest.mark.parametrize(("kind", "word"), [("info", "Note"), ("ok", "Done"), ("warn", "Warning"), ("error", "Error")])
def test_a_bar_says_its_kind_in_a_word(desk: Desk, kind: str, word: str) -> None:
    assert not desk.bar.isVisible()
    desk.bar.say(kind, "The printer is out of paper.")
    assert desk.bar.isVisible()
    assert desk.bar.accessibleName() == f"{word}: The printer is out of paper."
    assert desk.bar.sentence() == "The printer is out of paper."
    assert desk.field.hasFocus()


def test_a_bar_has_up_to_two_actions(desk: Desk) -> None:
    actions = [BarAction(label, label.lower(), desk.undo, "F5") for label in ("Sell", "Leave", "More")]
    desk.bar.say("warn", "Three codes are not known.", actions)
    buttons = desk.bar.findChildren(ActionButton)
    assert [button.objectName() for button in buttons] == ["bar_sell", "bar_leave"]
    assert all(button.height() >= TARGET for button in buttons)
    buttons[0].click()
    assert desk.undone == 1


def test_a_new_sentence_brings_its_own_actions(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.say("warn", "Three codes are not known.", [BarAction("Sell", "sell", desk.undo)])
    desk.bar.say("info", "All known now.")
    qtbot.waitUntil(lambda: not desk.bar.findChildren(ActionButton))
    desk.bar.clear()
    assert not desk.bar.isVisible()
    assert desk.bar.sentence() == ""


def test_an_action_may_speak_again(desk: Desk) -> None:
    """The pressed button is one of those that the new sentence takes away."""

    def retry() -> None:
        desk.bar.say("ok", "Printed.")

    desk.bar.say("error", "The printer is away.", [BarAction("Print again", "again", retry)])
    button = desk.bar.findChild(ActionButton, "bar_again")
    assert isinstance(button, ActionButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert desk.bar.sentence() == "Printed."


def test_the_bar_takes_the_ground_of_its_kind(desk: Desk) -> None:
    grounds = set()
    for kind in ("info", "ok", "warn", "error"):
        desk.bar.say(kind, "x")
        grounds.add(desk.bar.grab().toImage().pixelColor(8, 20).name())
    assert len(grounds) == 4


def test_a_screen_reader_is_told_wherever_the_focus_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(lambda event: spoken.append(event.message())))
    desk.toast.say("Saved")
    desk.bar.say("error", "The printer is away.")
    assert spoken == ["Saved", "Error: The printer is away."]
