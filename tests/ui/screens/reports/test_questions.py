"""What of a question goes along to the next report, and how days are chosen, by real keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.screens.reports.test_screen import Reports
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop = opened.till.shop
    shop.sell(("tea", "2"))
    shop.sell(("milk", "1"), ("beer", "3"))
    return Reports(opened)


def days(reports: Reports) -> str:
    box = reports.find("reportsStretch")
    assert isinstance(box, QComboBox)
    assert box.isVisible()
    return box.currentText()


def test_the_days_of_a_tile_are_its_own(reports: Reports) -> None:
    reports.press(Key.Key_1, modifiers=CTRL)
    assert days(reports) == "Today"
    reports.asks("tax what")
    assert days(reports) == "This month"
    reports.press(Key.Key_F3)
    reports.press(Key.Key_3, modifiers=CTRL)
    assert days(reports) == "This week"
    reports.asks("margins by cashier")
    assert days(reports) == "This month"


def test_days_chosen_by_hand_go_along_whatever_tiles_asked_between(reports: Reports) -> None:
    reports.asks("tax what")
    reports.chooses("reportsStretch", "Last week")
    reports.asks("margins by cashier")
    assert days(reports) == "Last week"
    reports.press(Key.Key_F3)
    reports.press(Key.Key_1, modifiers=CTRL)
    assert days(reports) == "Today"
    reports.asks("sales by day")
    assert days(reports) == "Last week"
    # Days that are changed on a report a tile led to are chosen by hand, too.
    reports.press(Key.Key_F3)
    reports.press(Key.Key_1, modifiers=CTRL)
    reports.chooses("reportsStretch", "This year")
    reports.asks("tax what")
    assert days(reports) == "This year"


def test_what_one_report_is_narrowed_to_no_other_is(reports: Reports) -> None:
    reports.asks("margins by category")
    reports.chooses("reportsCategory", "Dairy")
    assert {row[2] for row in reports.rows()} == {"Dairy"}
    reports.asks("best sellers")
    box = reports.find("reportsCategory")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "All categories"
    assert len(reports.rows()) == 3


def marked(reports: Reports) -> str:
    table = reports.find("reportsList")
    assert isinstance(table, QTableView)
    return str(table.currentIndex().data()).removeprefix("\u2605 ")


def test_the_list_marks_what_another_way_has_led_to(reports: Reports) -> None:
    reports.asks("low")
    assert marked(reports) == "Low stock"
    reports.press(Key.Key_F11)
    reports.find("drawer_sum").setFocus()
    reports.types("4.98")
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == marked(reports) == "End of the day"
    table = reports.find("reportsList")
    assert isinstance(table, QTableView)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    assert reports.text("reportsSearch") == ""
    reports.press(Key.Key_F2)
    reports.types("zebra")
    reports.press(Key.Key_F3)
    assert reports.text("reportsSearch") == ""
    reports.press(Key.Key_1, modifiers=CTRL)
    assert reports.text("reportsTitle") == marked(reports) == "Sales by day"


def test_whoever_chooses_from_what_was_found_goes_on_there(reports: Reports) -> None:
    reports.press(Key.Key_F2)
    reports.types("sales")
    reports.press(Key.Key_Down, Key.Key_Return)
    assert reports.text("reportsTitle") == marked(reports) == "Sales by week"
    assert reports.text("reportsSearch") == "sales"
    reports.press(Key.Key_Down, Key.Key_Return)
    assert reports.text("reportsTitle") == marked(reports) == "Sales by hour"


def test_the_days_are_found_by_all_that_is_typed(reports: Reports, qtbot: QtBot) -> None:
    reports.asks("tax what")
    assert reports.text("reportsStretchKey") == "F4"
    for typed, meant in (
        ("last m", "Last month"),
        ("this y", "This year"),
        ("last q", "Last quarter"),
        ("y", "Yesterday"),
    ):
        reports.press(Key.Key_F4)
        reports.types(typed)
        reports.press(Key.Key_Return)
        assert days(reports) == meant
        presenter = reports.opened.window._screens["reports"].presenter  # type: ignore[attr-defined]
        assert reports.opened.window._screens["reports"].texts.stretch(presenter.answer.question.stretch) == meant  # type: ignore[attr-defined]
    # Without Enter a pause is enough, and nothing is asked letter by letter: own days have their fields at the end.
    reports.press(Key.Key_F4)
    reports.types("own days")
    first = reports.find("reportsFirst")
    qtbot.waitUntil(first.hasFocus)
    reports.opened.rest()
    assert reports.text("reportsMessage") == ""


def test_a_key_behind_typed_days_means_those(reports: Reports) -> None:
    reports.asks("tax what")
    reports.press(Key.Key_F4)
    reports.types("last y")
    reports.press(Key.Key_F8)
    assert reports.text("reports_save_path").endswith("tax-2025-01-01_2025-12-31.pdf")


def test_a_letter_again_goes_on_to_the_next_that_begins_with_it(reports: Reports) -> None:
    reports.asks("tax what")
    reports.press(Key.Key_F4)
    reports.types("lll")
    reports.press(Key.Key_Return)
    assert days(reports) == "Last quarter"


def test_a_day_without_a_year_is_of_this_one_and_what_is_none_is_told_with_an_example(reports: Reports) -> None:
    reports.asks("tax what")
    reports.chooses("reportsStretch", "Own days")
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("2/15")
    reports.press(Key.Key_Return)
    assert reports.text("reportsState").startswith("Feb 15, 2026 \u2013 ")
    reports.find("reportsFirst").setFocus()
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("13/45")
    reports.press(Key.Key_Return)
    assert reports.text("reportsMessage").startswith("\u201c13/45\u201d is no day. Type one like 12/31/27")


def test_what_is_typed_holds_though_the_question_is_shown_again_meanwhile(reports: Reports) -> None:
    reports.asks("tax what")
    reports.press(Key.Key_F4)
    reports.types("last m")
    reports.opened.window._screens["reports"].question_changed()  # type: ignore[attr-defined]
    reports.press(Key.Key_Return)
    assert days(reports) == "Last month"
    assert reports.text("reportsState").startswith("Feb 1, 2026 \u2013 Feb 28, 2026")
