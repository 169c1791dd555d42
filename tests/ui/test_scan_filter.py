"""The scan filter in front of real windows, with real key events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QInputEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.devices.scanner import RawScan, ScannerProfile
from app.ui.scan_filter import ScanFilter

EAN = "4006381333931"


@dataclass
class Clock:
    """The time of key events, as the test sets it."""

    now_ms: int = 1000

    def read(self, event: QInputEvent) -> int:
        return self.now_ms


@dataclass
class Heard:
    """What the filter told."""

    scans: list[RawScan] = field(default_factory=list)
    folded: list[RawScan] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]


class Form(QWidget):
    """A window with everything that a scan must not touch."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.notes = QTextEdit()
        self.choice = QComboBox()
        self.choice.addItems(["400", "500"])
        self.button = QPushButton("Pay")
        self.clicks = 0
        self.fired: list[str] = []
        column = QVBoxLayout(self)
        for widget in (self.field, self.notes, self.choice, self.button):
            column.addWidget(widget)
        self.button.clicked.connect(self._on_clicked)
        self.shortcuts = []
        for keys in ("4", "Return", "F8", "Ctrl+P", "Ctrl+]"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._on_shortcut)
            self.shortcuts.append(shortcut)

    def _on_clicked(self) -> None:
        self.clicks += 1

    def _on_shortcut(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QShortcut)
        self.fired.append(sender.key().toString())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scans(qapp: QApplication, clock: Clock) -> Iterator[ScanFilter]:
    scan_filter = ScanFilter(qapp, event_time=clock.read)
    yield scan_filter
    scan_filter.setParent(None)  # type: ignore[call-overload]
    scan_filter.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def heard(scans: ScanFilter) -> Heard:
    heard = Heard()
    scans.scanned.connect(heard.scans.append)
    scans.folded.connect(heard.folded.append)
    return heard


@pytest.fixture
def form(qtbot: QtBot, scans: ScanFilter) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    form.field.setFocus()
    return form


def handle_of(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def scan(widget: QWidget, clock: Clock, text: str = EAN, gap_ms: int = 2, *, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """A scan as the windowing system reports it: to the window."""
    for character in text:
        QTest.keyClick(handle_of(widget), character)
        clock.now_ms += gap_ms
    QTest.keyClick(handle_of(widget), end)
    clock.now_ms += 500


def strike(widget: QWidget, clock: Clock, text: str, after_ms: int = 120) -> None:
    """A hand, as the windowing system reports it."""
    for character in text:
        QTest.keyClick(handle_of(widget), character)
        clock.now_ms += after_ms


def test_a_scan_is_heard_once_and_leaves_nothing_in_the_field(form: Form, clock: Clock, heard: Heard) -> None:
    scan(form, clock)
    assert heard.texts == [EAN]
    assert form.field.text() == ""
    assert (form.clicks, form.fired) == (0, [])


@pytest.mark.parametrize("name", ["field", "notes", "choice", "button"])
def test_a_scan_touches_no_widget_that_has_the_focus(name: str, form: Form, clock: Clock, heard: Heard) -> None:
    widget: QWidget = getattr(form, name)
    widget.setFocus()
    for _ in range(3):
        scan(form, clock)
        scan(form, clock, "96385074", end=Qt.Key.Key_Tab)
    assert heard.texts == [EAN, "96385074"] * 3
    assert (form.field.text(), form.notes.toPlainText(), form.choice.currentText()) == ("", "", "400")
    assert (form.clicks, form.fired) == (0, [])
    assert QApplication.focusWidget() is widget


def test_a_scan_presses_no_default_button_of_a_dialog(form: Form, qtbot: QtBot, clock: Clock, heard: Heard) -> None:
    dialog = QDialog(form)
    qtbot.addWidget(dialog)
    field, accept = QLineEdit(dialog), QPushButton("Accept", dialog)
    accept.setDefault(True)
    accept.clicked.connect(dialog.accept)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is handle_of(dialog))
    field.setFocus()
    scan(dialog, clock)
    assert (heard.texts, field.text(), dialog.isVisible()) == ([EAN], "", True)
    strike(dialog, clock, "7")
    QTest.keyClick(handle_of(dialog), Qt.Key.Key_Return)
    assert (field.text(), dialog.isVisible()) == ("7", False)
    scan(form, clock)
    assert heard.texts == [EAN, EAN]


def test_a_dialog_is_watched_before_it_has_the_focus(form: Form, qtbot: QtBot, clock: Clock, heard: Heard) -> None:
    dialog = QDialog(form)
    qtbot.addWidget(dialog)
    field = QLineEdit(dialog)
    dialog.open()
    field.setFocus()
    scan(dialog, clock)
    assert (heard.texts, field.text()) == ([EAN], "")


def test_a_window_of_its_own_is_watched(form: Form, qtbot: QtBot, clock: Clock, heard: Heard) -> None:
    other = Form()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is handle_of(other))
    scan(other, clock)
    scan(form, clock, "96385074")
    assert heard.texts == [EAN, "96385074"]


def test_a_scan_with_a_menu_open_chooses_nothing(form: Form, qtbot: QtBot, clock: Clock, heard: Heard) -> None:
    menu = QMenu(form)
    qtbot.addWidget(menu)
    chosen: list[object] = []
    menu.addAction("4").triggered.connect(chosen.append)
    menu.popup(form.mapToGlobal(QPoint(5, 5)))
    scan(form, clock)
    menu.close()
    assert (heard.texts, chosen) == ([EAN], [])


def test_typed_text_arrives_in_order(form: Form, qtbot: QtBot, clock: Clock, heard: Heard) -> None:
    strike(form, clock, "apple 12")
    qtbot.waitUntil(lambda: form.field.text() == "apple 12")
    assert heard.texts == []


def test_a_list_that_comes_up_while_one_types_doubles_no_letter(form: Form, qtbot: QtBot, clock: Clock) -> None:
    form.field.setCompleter(QCompleter(["62x40", "62x29"], form.field))
    strike(form, clock, "62x40")
    qtbot.waitUntil(lambda: form.field.text().endswith("40"))
    assert form.field.text() == "62x40"


def test_a_single_typed_key_arrives_by_itself(form: Form, qtbot: QtBot, clock: Clock) -> None:
    QTest.keyClick(handle_of(form), "7")
    assert form.field.text() == ""
    qtbot.waitUntil(lambda: form.field.text() == "7", timeout=1000)


def test_typed_enter_and_shortcuts_are_not_held(form: Form, clock: Clock, heard: Heard) -> None:
    QTest.keyClick(handle_of(form), Qt.Key.Key_Return)
    clock.now_ms += 500
    QTest.keyClick(handle_of(form), Qt.Key.Key_F8)
    clock.now_ms += 500
    QTest.keyClick(handle_of(form), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert form.fired == ["Return", "F8", "Ctrl+P"]
    assert heard.texts == []


def test_what_is_held_comes_before_the_shortcut_behind_it(form: Form, clock: Clock) -> None:
    order: list[str] = []
    form.field.textChanged.connect(order.append)
    form.shortcuts[2].activated.connect(lambda: order.append("F8"))
    QTest.keyClick(handle_of(form), "7")
    clock.now_ms += 20
    QTest.keyClick(handle_of(form), Qt.Key.Key_F8)
    assert order == ["7", "F8"]


def test_a_separator_amid_a_scan_fires_no_shortcut(form: Form, clock: Clock, heard: Heard) -> None:
    for character in "10AB12":
        QTest.keyClick(handle_of(form), character)
        clock.now_ms += 1
    QTest.keyClick(handle_of(form), Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(handle_of(form), Qt.Key.Key_F8)
    scan(form, clock, "21X")
    assert heard.texts == ["10AB12\x1d21X"]
    assert form.fired == []


def test_two_codes_back_to_back_are_two_and_repeats_are_told_apart(form: Form, clock: Clock, heard: Heard) -> None:
    scan(form, clock, gap_ms=0)
    clock.now_ms -= 499
    scan(form, clock, "96385074", gap_ms=0)
    clock.now_ms -= 499
    scan(form, clock, "96385074", gap_ms=0)
    scan(form, clock, "96385074", gap_ms=0)
    assert heard.texts == [EAN, "96385074", "96385074"]
    assert [folded.text for folded in heard.folded] == ["96385074"]


def test_a_doubled_end_is_taken_whole(form: Form, clock: Clock, heard: Heard) -> None:
    scan(form, clock)
    clock.now_ms -= 495
    QTest.keyClick(handle_of(form), Qt.Key.Key_Enter)
    assert (heard.texts, form.fired) == ([EAN], [])


def test_the_pointer_comes_after_what_was_typed(form: Form, clock: Clock) -> None:
    QTest.keyClick(handle_of(form), "7")
    where = form.notes.mapTo(form, form.notes.rect().center())
    QTest.mouseClick(handle_of(form), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert form.field.text() == "7"


def test_a_slot_may_open_a_dialog(form: Form, qtbot: QtBot, clock: Clock, scans: ScanFilter, heard: Heard) -> None:
    dialog = QDialog(form)
    qtbot.addWidget(dialog)
    scans.scanned.connect(dialog.open)
    scan(form, clock)
    assert dialog.isVisible()
    scan(dialog, clock, "96385074")
    assert heard.texts == [EAN, "96385074"]


def test_a_key_behind_one_that_opened_a_dialog_goes_to_the_dialog(
    form: Form, qtbot: QtBot, clock: Clock, heard: Heard
) -> None:
    dialog = QDialog(form)
    qtbot.addWidget(dialog)
    inner = QLineEdit(dialog)
    form.field.textChanged.connect(dialog.open)
    form.field.textChanged.connect(inner.setFocus)
    QTest.keyPress(handle_of(form), "1")
    clock.now_ms += 15
    QTest.keyPress(handle_of(form), "2")
    qtbot.waitUntil(lambda: inner.text() == "2")
    assert (form.field.text(), heard.texts) == ("1", [])


def post(window: QWindow, key: int, text: str, at_ms: int, code: int = 0) -> None:
    """A key that waits in the queue, as it does for a busy program."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, 0, 0, text)
        event.setTimestamp(at_ms)
        QCoreApplication.postEvent(window, event)


def block(milliseconds: int) -> None:
    """A busy program."""
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < milliseconds:
        pass


@pytest.fixture
def timed(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[Form, Heard, ScanFilter]]:
    """A form behind a filter that goes by the times of the events themselves."""
    scan_filter = ScanFilter(qapp)
    heard = Heard()
    scan_filter.scanned.connect(heard.scans.append)
    form = Form()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    form.field.setFocus()
    yield form, heard, scan_filter
    scan_filter.setParent(None)  # type: ignore[call-overload]
    scan_filter.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_blocked_program_takes_scans_for_scans_and_typing_for_typing(
    timed: tuple[Form, Heard, ScanFilter], qtbot: QtBot
) -> None:
    form, heard, _ = timed
    window = handle_of(form)
    at_ms = 5000
    for character in EAN[:5]:
        post(window, ord(character), character, at_ms)
        at_ms += 2
    QCoreApplication.sendPostedEvents()
    block(120)
    for character in EAN[5:]:
        post(window, ord(character), character, at_ms)
        at_ms += 2
    post(window, Qt.Key.Key_Return, "\r", at_ms)
    for place, character in enumerate("123456"):
        post(window, ord(character), character, 6000 + 115 * place)
    post(window, Qt.Key.Key_Return, "\r", 6800)
    qtbot.waitUntil(lambda: form.field.text() == "123456")
    assert heard.texts == [EAN]


def test_native_codes_are_read_as_the_us_layout(timed: tuple[Form, Heard, ScanFilter]) -> None:
    form, heard, scan_filter = timed
    scan_filter._code_offset = 8
    french = "&é\"'(-è_çà"
    for place, character in enumerate(french):
        post(handle_of(form), ord(character), character, 5000 + 2 * place, code=8 + 2 + place)
    post(handle_of(form), Qt.Key.Key_Return, "\r", 5030, code=8 + 28)
    QCoreApplication.sendPostedEvents()
    assert heard.texts == ["1234567890"]


def test_events_without_a_time_get_one(timed: tuple[Form, Heard, ScanFilter], qtbot: QtBot) -> None:
    form, heard, _ = timed
    for character in EAN:
        post(handle_of(form), ord(character), character, 0)
    post(handle_of(form), Qt.Key.Key_Return, "\r", 0)
    QCoreApplication.sendPostedEvents()
    assert heard.texts == [EAN]
    post(handle_of(form), ord("a"), "a", 0)
    qtbot.waitUntil(lambda: form.field.text() == "a")


def test_keys_of_a_test_have_times_that_hold(timed: tuple[Form, Heard, ScanFilter], qtbot: QtBot) -> None:
    """The times of QTest's events are the program's own, so that a test of the whole till needs no clock."""
    form, heard, _ = timed
    for character in EAN:
        QTest.keyClick(handle_of(form), character)
    QTest.keyClick(handle_of(form), Qt.Key.Key_Return)
    assert (heard.texts, form.field.text()) == ([EAN], "")
    QTest.keyClick(handle_of(form), "a")
    qtbot.waitUntil(lambda: form.field.text() == "a")


def test_another_scanner_can_be_set_up(form: Form, clock: Clock, scans: ScanFilter, heard: Heard) -> None:
    scan(form, clock, gap_ms=100)
    assert heard.texts == []
    form.field.clear()
    scans.set_profile(ScannerProfile(gap_ms=150))
    scan(form, clock, gap_ms=100)
    assert (heard.texts, form.field.text()) == ([EAN], "")


def test_a_window_that_closes_with_a_key_held_does_no_harm(
    form: Form, qtbot: QtBot, clock: Clock, heard: Heard
) -> None:
    other = QWidget()
    other.show()
    qtbot.waitUntil(lambda: other.windowHandle() is not None)
    QTest.keyPress(handle_of(other), "7")
    other.close()
    other.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    fired: list[bool] = []
    QTimer.singleShot(120, lambda: fired.append(True))
    qtbot.waitUntil(lambda: bool(fired))
    scan(form, clock)
    assert heard.texts == [EAN]


def test_many_scans_are_all_heard(form: Form, clock: Clock, heard: Heard) -> None:
    codes = [f"{number:08}" for number in range(300)]
    for code in codes:
        scan(form, clock, code, gap_ms=1)
    assert heard.texts == codes
    assert form.field.text() == ""
