"""The window: places, scans from anywhere, what it says of itself, and its end."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.devices.scanner import RawScan
from app.ui.sound import Loudness, Sounds
from app.ui.tasks import Workers
from app.ui.theme import TARGET, TEXT_PX, ThemeChoice, apply_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.window import TillWindow, open_window, running_till
from tests.ui.till import BANANAS, BEER, MILK, TEA, StepWorker, open_till
from tests.ui.windows import CTRL, Key, OpenWindow

ALT = Qt.KeyboardModifier.AltModifier
CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox, QTabBar)


def raw(text: str) -> RawScan:
    return RawScan(text, started_ms=0, ended_ms=20, keys=len(text), longest_gap_ms=2, ended=True)


def show_everything(opened: OpenWindow) -> None:
    """A sale with all that a screen can show at once."""
    opened.scan(TEA, MILK, MILK, BEER, "4012345000009")
    opened.press(Key.Key_F5)
    opened.scan(BANANAS)


@pytest.mark.parametrize("place", ["sale", "stock", "settings"])
def test_every_control_has_a_name_and_is_large_enough(opened: OpenWindow, place: str) -> None:
    if place == "sale":
        show_everything(opened)
    else:
        opened.goes_to(place)
    seen = [one for one in opened.window.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible()]
    assert len(seen) > 5
    ours = [one for one in seen if not _is_qts_own(one)]
    assert [type(one).__name__ for one in ours if not one.objectName()] == []
    assert [one.objectName() for one in ours if not _spoken(one)] == []
    targets = [one for one in ours if isinstance(one, QAbstractButton | QLineEdit | QComboBox)]
    small = [(one.objectName(), one.size()) for one in targets if one.width() < TARGET or one.height() < TARGET]
    assert small == []


def _is_qts_own(widget: QWidget) -> bool:
    """Parts that Qt puts inside its widgets: arrows of a tab bar, heads of a table."""
    return isinstance(widget, QToolButton | QHeaderView) or widget.objectName().startswith("qt_")


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_text_with_data_is_plain(opened: OpenWindow) -> None:
    opened.till.shop.product("odd", "1.00", name="<b>Odd</b> & Sons", codes=["4012345000016"])
    show_everything(opened)
    opened.scan("4012345000016")
    labels = [one for one in opened.window.findChildren(QLabel) if one.text()]
    assert labels
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


def test_the_window_fits_the_smallest_screen_whatever_it_shows(opened: OpenWindow) -> None:
    show_everything(opened)
    least = opened.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 740
    assert (opened.window.width(), opened.window.height()) == (1366, 768)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_nothing_lies_over_anything_else(opened: OpenWindow, direction: Qt.LayoutDirection) -> None:
    QApplication.setLayoutDirection(direction)
    try:
        show_everything(opened)
        opened.rest()
        boxes = [one for one in opened.sale.findChildren(QAbstractButton) if one.isVisible()]
        places = [
            (one.objectName(), one.rect().translated(one.mapTo(opened.sale, one.rect().topLeft()))) for one in boxes
        ]
        for at, (name, place) in enumerate(places):
            assert opened.sale.rect().contains(place), name
            for other, where in places[at + 1 :]:
                assert not place.intersects(where), (name, other)
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_total_can_be_read_from_two_metres(opened: OpenWindow) -> None:
    opened.till.shop.product("gold", "9999999.99", codes=["4012345000016"])
    opened.scan(TEA)
    total = opened.sale.totals.total
    assert total.figure_px() >= 40
    opened.scan("4012345000016")
    assert "10,000,002.48" in total.text()
    assert total.figure_px() >= 24


def test_what_later_keys_need_is_loaded_behind_the_quick_keys_and_the_first_receipt_behind_that(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    till = open_till(tmp_path)
    store, pool, paper = StepWorker(), StepWorker(), StepWorker()
    window = TillWindow(till.parts, Workers(store, pool, paper), Sounds(qapp, Loudness.OFF))
    qtbot.addWidget(window)
    window.start()
    with qtbot.waitSignal(window.sale.ready):
        store.step()
    assert (len(store), len(paper)) == (4, 0), "how the sale stood, which prices begin, what the book is at, the rest"
    with qtbot.waitSignal(window.warm_up.finished):
        store.work()
    assert len(paper) == 1
    with qtbot.waitSignal(window.settled):
        paper.work()
    window.close()


def test_the_rail_leads_to_the_settings_and_a_scan_leads_back_to_the_sale(opened: OpenWindow) -> None:
    opened.goes_to("settings")
    assert opened.find("settingsScreen").isVisible()
    opened.window.on_scanned(raw(TEA))
    opened.rest()
    assert opened.sale.isVisible()
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.find("rail_sale").property("checked")


def test_a_scan_while_the_stock_is_in_sight_opens_the_card_and_sells_nothing(opened: OpenWindow) -> None:
    opened.goes_to("stock")
    opened.window.on_scanned(raw(TEA))
    opened.window.on_folded(raw(TEA))
    opened.rest()
    assert opened.find("stockName").property("text") == "Green tea"
    assert opened.lines() == []


def test_the_rail_by_keys_leaves_the_keys_in_the_scan_box(opened: OpenWindow) -> None:
    opened.goes_to("settings")
    opened.press(Key.Key_1, modifiers=ALT)
    assert opened.sale.box.hasFocus()


def test_the_status_line_says_where_one_is(opened: OpenWindow) -> None:
    words = opened.find("statusWhere").property("text")
    for word in ("Corner shop", "T1", "Owner", "Ctrl+L", "shop.book"):
        assert word in words


def test_what_another_program_does_shows_up(opened: OpenWindow) -> None:
    opened.rest()
    other = opened.till.shop.opened_again()
    other.product("soap", "2.00", category="Household")
    opened.window.watch.look()
    opened.rest()
    assert "Household" in opened.sale.presenter.categories


def test_what_this_program_does_is_no_news(opened: OpenWindow, qtbot: object) -> None:
    opened.window.watch.look()
    opened.scan(TEA)
    heard: list[object] = []
    opened.window.bus.changed.connect(heard.append)
    opened.window.watch.look()
    opened.rest()
    assert heard == []


def test_closing_with_something_unsaved_asks_first(opened: OpenWindow) -> None:
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.scan(TEA)
    opened.window.close()
    assert opened.window.isVisible()
    question = opened.window.findChild(QMessageBox, "closeQuestion")
    assert question is not None
    question.defaultButton().click()
    assert opened.window.isVisible()
    opened.selling.trouble = None
    opened.press(Key.Key_Escape)
    opened.sale.presenter.retry()
    opened.rest()
    assert opened.window.close()


def test_closing_and_losing_it_is_possible(opened: OpenWindow) -> None:
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.scan(TEA)
    opened.window.close()
    question = opened.window.findChild(QMessageBox, "closeQuestion")
    assert question is not None
    next(one for one in question.buttons() if one is not question.defaultButton()).click()
    assert not opened.window.isVisible()


def test_dark_and_light_change_while_it_runs(opened: OpenWindow, qapp: QApplication) -> None:
    show_everything(opened)
    light = opened.window.grab().toImage().pixelColor(600, 30)
    apply_theme(qapp, ThemeChoice.DARK)
    QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    dark = opened.window.grab().toImage().pixelColor(600, 30)
    assert dark.lightness() < 80 < light.lightness()


def test_the_program_runs_until_its_window_is_closed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    till = open_till(tmp_path)
    QTimer.singleShot(200, qapp.closeAllWindows)
    assert open_window(till.parts, ["tillbook"]) == 0
    apply_theme(qapp, ThemeChoice.LIGHT)


def test_everything_in_the_window_has_the_programs_size_whatever_the_desktops_is(
    qapp: QApplication, tmp_path: Path
) -> None:
    till = open_till(tmp_path)
    qapp.setFont(QFont(qapp.font().family(), 9))
    with running_till(till.parts, qapp) as window:
        for name in ("saleRemove", "saleLines", "saleLast", "rail_sale"):
            control = window.findChild(QWidget, name)
            assert control is not None
            assert control.font().pixelSize() in {TEXT_PX, 12}, name
        window.deleteLater()


@pytest.mark.parametrize("size", [(1024, 768), (800, 600)])
def test_on_a_small_screen_the_total_and_its_keys_stay_whole(opened: OpenWindow, size: tuple[int, int]) -> None:
    show_everything(opened)
    opened.press(Key.Key_F4)
    opened.window.resize(*size)
    opened.rest()
    assert (opened.window.width(), opened.window.height()) == size
    for name in ("saleTotal", "salePay", "saleExactCash", "saleCard"):
        control = opened.find(name)
        place = control.rect().translated(control.mapTo(opened.window, control.rect().topLeft()))
        assert opened.window.rect().contains(place), name
        assert control.width() >= control.minimumSizeHint().width(), name
    box = opened.find("saleScanBox")
    assert opened.window.rect().contains(box.mapTo(opened.window, box.rect().center()))


def test_keys_without_room_for_their_words_keep_icon_and_name(opened: OpenWindow) -> None:
    button = opened.find("salePark")
    assert isinstance(button, ActionButton)
    assert button.label() == "Park"
    opened.window.resize(1024, 768)
    opened.rest()
    assert (button.label(), button.accessibleName(), button.toolTip()) == ("", "Park the sale", "Park the sale (F7)")
    assert button.height() >= TARGET
    opened.window.resize(1500, 768)
    opened.rest()
    assert (button.label(), button.accessibleName()) == ("Park", "Park the sale")


def test_a_price_that_was_planned_begins_on_its_day(opened: OpenWindow) -> None:
    opened.till.parts.pricing.plan_price("tea", 2_990_000, 20260303)
    opened.till.shop.at("2026-03-03 09:00")
    opened.window._price_start.look()
    opened.rest()
    opened.scan(TEA)
    assert opened.lines() == [(TEA, 1000, 299)]


def test_a_place_that_was_made_in_idle_moments_is_the_one_that_is_gone_to(opened: OpenWindow) -> None:
    window = opened.window
    window.prepare("products")
    made = window._screens["products"]
    assert not made.isVisible()
    window.prepare("products")
    opened.goes_to("products")
    assert window._screens["products"] is made
    assert made.isVisible()


def test_the_rest_of_a_place_is_made_in_an_idle_moment_or_when_one_goes_there(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.prepare("orders")
    orders = window._screens["orders"]
    assert orders.findChild(QWidget, "suppliersRoom") is None
    window.warm_up.start()
    qtbot.waitUntil(lambda: not window.warm_up._steps, timeout=20_000)
    room = orders.findChild(QWidget, "suppliersRoom")
    assert room is not None
    opened.goes_to("orders")
    opened.press(Key.Key_3, modifiers=CTRL)
    assert room.isVisible()


def test_the_pages_of_a_count_are_made_in_an_idle_moment(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.prepare("counting")
    window.warm_up.start()
    qtbot.waitUntil(lambda: not window.warm_up._steps, timeout=20_000)
    for page in ("countSheet", "countReview"):
        assert window._screens["counting"].findChild(QWidget, page) is not None


def test_the_end_of_a_period_is_made_in_an_idle_moment(opened: OpenWindow, qtbot: QtBot) -> None:
    window = opened.window
    window.prepare("reports")
    window.warm_up.start()
    qtbot.waitUntil(lambda: not window.warm_up._steps, timeout=20_000)
    side = window._screens["reports"].findChild(QWidget, "periodSide")
    assert side is not None
    opened.goes_to("reports")
    opened.press(Key.Key_F7)
    assert side.isVisible()


def test_no_place_is_wider_than_the_smallest_screen(opened: OpenWindow) -> None:
    for place in opened.window._screens:
        opened.goes_to(place)
        assert (place, opened.window.minimumSizeHint().width() <= 1366) == (place, True)
        assert (opened.window.width(), opened.window.height()) == (1366, 768)
    opened.goes_to("orders")
    opened.press(Key.Key_3, modifiers=CTRL)
    assert opened.window.minimumSizeHint().width() <= 1366
