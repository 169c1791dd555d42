"""The reports screen by real keys: found, asked, narrowed, looked at as paper, kept, printed; and where rows lead."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.requests import PartyAsked
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.services.safekeeping import back_up
from app.ui.screens.reports.dialogs.save import SaveDialog
from app.ui.screens.reports.screen import ReportsScreen
from app.ui.screens.reports.work_row import WorkRow
from app.ui.theme import TARGET
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.windows import CTRL, Key, OpenWindow

COPIED = datetime(2026, 2, 28, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Reports:
    """The reports screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.shop = opened.till.shop
        self.press, self.types = opened.press, opened.types
        opened.goes_to("reports")

    def find(self, name: str) -> QWidget:
        """A control of the window or of the dialog over it."""
        dialog = self.opened.dialog()
        found = dialog.findChild(QWidget, name) if dialog is not None else None
        return found or self.opened.find(name)

    def text(self, name: str) -> str:
        control = self.find(name)
        assert isinstance(control, QLabel | InlineBar | QLineEdit)
        return (control.sentence() if isinstance(control, InlineBar) else control.text()).translate(ISOLATES)

    def rows(self, name: str = "reportsRows") -> list[list[str]]:
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        cells = range(model.columnCount())
        return [[model.index(row, at, QModelIndex()).data() for at in cells] for row in range(model.rowCount())]

    def asks(self, words: str) -> None:
        """Find a report by its name, and ask it."""
        self.press(Key.Key_F2)
        self.types(words)
        self.press(Key.Key_Return)

    def chooses(self, name: str, text: str) -> None:
        """Choose from a box by its keys, as a person would who tabs to it."""
        box = self.find(name)
        assert isinstance(box, QComboBox)
        assert box.isVisible(), name
        box.setFocus()
        self.press(Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() == text:
                return
            self.press(Key.Key_Down)
        raise AssertionError(text)


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop = opened.till.shop
    shop.sell(("tea", "2"))
    shop.sell(("milk", "1"), ("beer", "3"))
    return Reports(opened)


def test_a_report_is_found_asked_and_shown_with_its_totals(reports: Reports) -> None:
    assert reports.rows("reportsList")[0] == ["Sales"]
    reports.asks("stock hand")
    assert reports.text("reportsTitle") == "Stock on hand"
    assert [row[:6] for row in reports.rows()] == [
        ["milk", "Milk", "shop", "0", "", "0.00"],
        ["", "Dairy", "", "0", "", "0.00"],
        ["beer", "Beer", "shop", "-3", "0.00", "0.00"],
        ["tea", "Green tea", "shop", "8", "1.00", "8.00"],
        ["", "Drinks", "", "5", "", "8.00"],
    ]
    assert [row[:6] for row in reports.rows("reportsTotals")] == [["Total", "", "", "5", "", "8.00"]]
    assert reports.text("reportsState").startswith("Mar 2, 2026 \u00b7 rows: 3 \u00b7 made at ")


def test_days_are_chosen_by_name_or_typed(reports: Reports) -> None:
    reports.asks("tax what")
    assert reports.rows() == [["S", "20%", "7.90", "1.58", "9.48"]]
    reports.chooses("reportsStretch", "Yesterday")
    assert reports.rows() == []
    reports.chooses("reportsStretch", "Own days")
    reports.find("reportsFirst").setFocus()
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("3/9/26")
    reports.press(Key.Key_Return)
    assert reports.text("reportsMessage") == "The first day is after the last one. Type them the other way round."
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("3/1/26")
    reports.find("reportsLast").setFocus()
    reports.find("reportsLast").selectAll()  # type: ignore[attr-defined]
    reports.types("3/2/26")
    reports.press(Key.Key_Return)
    assert reports.rows() == [["S", "20%", "7.90", "1.58", "9.48"]]
    assert reports.text("reportsState").startswith("Mar 1, 2026 \u2013 Mar 2, 2026 \u00b7 rows: 1")


def test_days_that_were_typed_and_not_entered_are_those_of_the_file_and_the_paper(reports: Reports) -> None:
    reports.asks("tax what")
    reports.chooses("reportsStretch", "Own days")
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("2/1/26")
    reports.press(Key.Key_F8)
    assert reports.text("reports_save_path").endswith("tax-2026-02-01_2026-03-02.pdf")
    reports.press(Key.Key_Escape)
    # Whoever leaves the fields asks, too.
    reports.find("reportsLast").setFocus()
    reports.find("reportsLast").selectAll()  # type: ignore[attr-defined]
    reports.types("2/9/26")
    reports.press(Key.Key_Tab)
    assert reports.text("reportsState").startswith("Feb 1, 2026 \u2013 Feb 9, 2026")


def test_nothing_is_kept_or_printed_while_a_typed_day_is_wrong(reports: Reports) -> None:
    reports.asks("tax what")
    reports.chooses("reportsStretch", "Own days")
    reports.find("reportsFirst").selectAll()  # type: ignore[attr-defined]
    reports.types("31.2.")
    for key in (Key.Key_F8, Key.Key_F9, Key.Key_F6):
        reports.press(key)
        assert reports.opened.dialog() is None
        assert "31.2." in reports.text("reportsMessage")


def test_a_figure_of_the_day_leads_to_the_list_of_the_whole_shop(reports: Reports) -> None:
    reports.shop.cataloguing.set_party(PartyAsked("location", "back", "Back room"))
    reports.opened.goes_to("sale")
    reports.opened.goes_to("reports")
    reports.asks("margins by category")
    reports.chooses("reportsLocation", "Back room")
    assert reports.text("reportsState").split(" \u00b7 ")[1] == "Back room"
    assert reports.rows() == []
    reports.press(Key.Key_F3)
    reports.press(Key.Key_2, modifiers=CTRL)
    assert len(reports.rows()) == 5
    assert "Back room" not in reports.text("reportsState")


def test_a_report_is_narrowed_to_a_location(reports: Reports) -> None:
    reports.shop.cataloguing.set_party(PartyAsked("location", "back", "Back room"))
    reports.opened.goes_to("sale")
    reports.opened.goes_to("reports")
    reports.asks("stock hand")
    reports.chooses("reportsLocation", "Back room")
    assert reports.rows() == []


def test_a_report_is_narrowed_to_a_cashier(reports: Reports) -> None:
    reports.shop.party("user", "anna", "Anna")
    reports.shop.sell(("tea", "1"), cashier="anna")
    reports.opened.goes_to("sale")
    reports.opened.goes_to("reports")
    reports.asks("sales by day")
    assert reports.rows()[0][2] == "3"
    reports.chooses("reportsCashier", "Anna")
    assert reports.rows()[0][2] == "1"
    # The next question keeps it where it has a meaning, and only there.
    reports.asks("stock hand")
    assert not reports.find("reportsCashier").isVisible()
    # Three products, and the sums of two categories.
    assert len(reports.rows()) == 5


def test_a_row_of_a_customer_leads_to_what_that_one_bought(reports: Reports) -> None:
    for code, name in (("c1", "Carla"), ("c2", "Cem")):
        reports.shop.cataloguing.set_party(PartyAsked("customer", code, name))
        reports.shop.sell(("tea", "2"), customer=code)
    reports.opened.goes_to("sale")
    reports.opened.goes_to("reports")
    reports.asks("what customers bought")
    assert [row[1] for row in reports.rows()] == ["Carla", "Cem"]
    assert not reports.find("reportsCustomer").isVisible()
    reports.find("reportsRows").setFocus()
    reports.press(Qt.Key.Key_Return)
    assert {row[0] for row in reports.rows()} == {"c1"}
    assert reports.find("reportsCustomer").currentText() == "Carla"
    reports.chooses("reportsCustomer", "All customers")
    assert {row[0] for row in reports.rows()} == {"c1", "c2"}


def test_the_paper_is_the_real_pdf_and_its_pages_turn(reports: Reports) -> None:
    for number in range(130):
        reports.shop.product(f"p{number:03}", "1.00", name=f"Goods number {number}")
        reports.shop.open_stock((f"p{number:03}", "1", "0.50"))
    reports.asks("stock hand")
    reports.press(Key.Key_F6)
    assert reports.text("reportsPaper_where") == "Page 1 of 3"
    reports.press(Key.Key_PageDown)
    assert reports.text("reportsPaper_where") == "Page 2 of 3"
    # Read again while it is looked at, it stays open where it was; another report begins at its first page.
    reports.press(Key.Key_F5)
    assert reports.text("reportsPaper_where") == "Page 2 of 3"
    reports.press(Key.Key_F6)
    # The sums of dairy, drinks and what has no category among them.
    assert len(reports.rows()) == 133 + 3
    reports.asks("products")
    reports.press(Key.Key_F6)
    assert reports.text("reportsPaper_where").startswith("Page 1 of ")


def test_a_report_is_kept_in_every_format_by_one_key_each(reports: Reports) -> None:
    reports.asks("stock hand")
    for place, ending in enumerate(("pdf", "xlsx", "csv", "json"), start=1):
        reports.press(Key.Key_F8)
        reports.press(getattr(Key, f"Key_{place}"), modifiers=CTRL)
        path = reports.text("reports_save_path")
        assert path.endswith(f"stock-on-hand-2026-03-02.{ending}")
        reports.press(Key.Key_Return)
        assert reports.opened.dialog() is None
        assert reports.text("reportsToast_sentence") == f"Saved: {path}"
        content = Path(path).read_bytes()
        assert content
        if ending == "json":
            assert json.loads(content)["totals"] == {"quantity": "5", "value": "8.00"}


def test_a_file_that_ends_in_something_else_is_refused(reports: Reports) -> None:
    reports.asks("stock hand")
    reports.press(Key.Key_F8)
    reports.types(".doc")
    reports.press(Key.Key_Return)
    assert reports.text("reports_save_bar") == "The name of the file must end in .pdf, .xlsx, .csv, .json."
    reports.press(Key.Key_Escape)
    assert reports.opened.dialog() is None


def test_printing_without_a_printing_system_says_so(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reports.press(Key.Key_F9)
    assert reports.text("reportsMessage") == "Choose a report first."
    reports.asks("stock hand")
    reports.press(Key.Key_F9)
    assert "print" in reports.text("reportsMessage")


def test_favourites_stand_first_and_the_last_answers_stay_at_hand(reports: Reports) -> None:
    reports.asks("low")
    reports.press(Key.Key_D, modifiers=CTRL)
    reports.press(Key.Key_F2)
    rows = [row[0] for row in reports.rows("reportsList")]
    assert rows[:4] == ["Favourites", "\u2605 Low stock", "Made last", "Low stock"]
    reports.asks("stock hand")
    reports.press(Key.Key_F2)
    reports.shop.sell(("tea", "1"))
    # Down to what was made last: it is shown as it was answered then.
    reports.press(Key.Key_Home)
    table = reports.find("reportsList")
    assert isinstance(table, QTableView)
    table.setFocus()
    reports.press(Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert reports.text("reportsTitle") == "Low stock"
    table.setFocus()
    reports.press(Key.Key_D, modifiers=CTRL)
    reports.press(Key.Key_F2)
    assert "Favourites" not in [row[0] for row in reports.rows("reportsList")]


def test_a_search_opens_the_report_that_is_named_so_whatever_the_favourites_are(reports: Reports) -> None:
    reports.asks("every sale")
    reports.press(Key.Key_D, modifiers=CTRL)
    reports.asks("tax")
    assert reports.text("reportsTitle") == "Tax"


def test_a_report_is_opened_by_its_own_name_with_a_comma_and_an_empty_list_says_so(reports: Reports) -> None:
    none = reports.find("reportsListNone")
    reports.asks("Received, not invoiced")
    assert reports.text("reportsTitle") == "Received, not invoiced"
    assert not none.isVisible()
    reports.press(Key.Key_F2)
    reports.types("zebra")
    assert reports.rows("reportsList") == []
    assert none.isVisible()
    assert reports.text("reportsListNone") == "No report has these words in its name. F2 shows all of them."
    reports.press(Key.Key_F2)
    assert reports.rows("reportsList")[0] != []
    assert not none.isVisible()


def test_what_was_asked_last_is_at_hand_when_the_till_opens_again(reports: Reports, qtbot: QtBot) -> None:
    reports.asks("low")
    reports.asks("tax what")
    reports.chooses("reportsStretch", "Yesterday")
    window = reports.opened.window
    later = ReportsScreen(reports.opened.till.parts, window.workers, window.bus)
    qtbot.addWidget(later)
    rows = [(row.heading or row.listed.label, row.detail) for row in later.presenter.rows if row.heading or row.listed]
    assert rows[:2] == [("Made last", ""), ("Tax", "Yesterday")]
    assert ("Low stock", "As of today") in rows[2:7]
    low = next(row.run for row in later.presenter.rows if row.listed and row.listed.label == "Low stock")
    later.presenter.recall(low)
    reports.opened.rest()
    qtbot.waitUntil(lambda: later.presenter.answer is not None)
    assert later.presenter.answer is not None
    assert later.presenter.answer.report.name == "low-stock"


def test_a_row_leads_to_its_product_and_its_document(reports: Reports) -> None:
    reports.asks("stock hand")
    reports.find("reportsRows").setFocus()
    # Below it stands the sum of the drinks, which leads nowhere.
    reports.press(Key.Key_End, Key.Key_Up, Key.Key_Return)
    assert reports.text("stockName") == "Green tea"
    reports.opened.goes_to("reports")
    reports.asks("movements")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_End, Key.Key_Return)
    dialog = reports.opened.dialog()
    assert dialog is not None
    assert "T1-000002" in dialog.windowTitle().translate(ISOLATES)
    dialog.close()


def test_a_sale_in_a_list_leads_to_its_receipt_and_from_there_to_what_it_moved(reports: Reports) -> None:
    reports.asks("every sale")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Home, Key.Key_Return)
    assert reports.text("report_receipt_title").endswith("T1-000001")
    assert reports.find("reportReceipt").isVisible()
    reports.press(Key.Key_Escape)
    # Back in the report, on the row.
    assert reports.opened.dialog() is None
    assert reports.find("reportsRows").isVisible()
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Return)
    reports.press(Key.Key_F9)
    assert reports.text("reportsToast_sentence") == "The copy is made."
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Return)
    reports.press(Key.Key_Return)
    dialog = reports.opened.dialog()
    assert dialog is not None
    assert "T1-000001" in dialog.windowTitle().translate(ISOLATES)
    # Over the report: whoever has read it is there again.
    assert reports.opened.find("reportsScreen").isVisible()
    dialog.close()


def test_esc_stops_what_takes_long(reports: Reports) -> None:
    screen = reports.opened.window._screens["reports"]
    presenter = screen.presenter  # type: ignore[attr-defined]
    presenter.ask("movements")
    assert screen.side.is_busy()  # type: ignore[attr-defined]
    screen.escape()  # type: ignore[attr-defined]
    reports.opened.rest()
    assert presenter.answer is None
    assert reports.text("reportsMessage") == ""


def test_a_scan_has_no_use_here(reports: Reports) -> None:
    reports.opened.window._screens["reports"].on_scan("4006381333931")  # type: ignore[attr-defined]
    assert reports.text("reportsMessage").startswith("Scans have no use here.")


def test_every_control_has_a_name_and_is_large_enough(reports: Reports) -> None:
    reports.asks("stock hand")
    for button in reports.opened.find("reportsScreen").findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName(), button.objectName()
            assert button.height() >= TARGET, button.objectName()


def test_the_day_at_a_glance_leads_to_its_lists(reports: Reports) -> None:
    def tile(name: str) -> str:
        return reports.find(f"tile_{name}").accessibleName().translate(ISOLATES)

    assert reports.text("reportsTitle") == "Today"
    # 4.15 and 1.00 and 2.75 without tax; tea cost 1.00 each, milk 0.80, beer nobody knows.
    assert tile("net") == "Net sales today: \u20ac7.90. a week ago: \u20ac0.00"
    assert tile("margin") == "Gross margin today: \u20ac2.35. 45.6%, cost of \u20ac2.75 unknown"
    assert tile("best") == "Best seller this week: Green tea. \u20ac4.15"
    assert tile("negative") == "Below zero: 1. to be counted"
    assert tile("slow") == "Slowest this month: Green tea. \u20ac8.00 lie there"
    assert tile("backup") == "Last backup: never. make one now"
    reports.press(Key.Key_6, modifiers=CTRL)
    assert reports.text("reportsTitle") == "Stock below zero"
    listed = reports.find("reportsList")
    assert isinstance(listed, QTableView)
    assert listed.currentIndex().data() == "Stock below zero"
    assert [row[0] for row in reports.rows()] == ["beer"]
    reports.press(Key.Key_F3)
    assert reports.text("reportsTitle") == "Today"
    reports.press(Key.Key_1, modifiers=CTRL)
    assert reports.rows()[0][3] == "7.90"
    # Away from the tiles their keys do nothing.
    reports.press(Key.Key_2, modifiers=CTRL)
    assert reports.text("reportsTitle") == "Sales by day"
    back_up(reports.shop.book.path, reports.opened.till.parts.settings._path.parent / "copy.book", COPIED)
    reports.press(Key.Key_F3)
    assert tile("backup") == "Last backup: Feb 28, 2026. 2 days ago"
    reports.asks("backups")
    assert [row[0] for row in reports.rows()] == ["Feb 28, 2026, 6:00\u202fPM"]
    reports.press(Key.Key_F3)
    reports.press(Key.Key_F7)
    assert reports.find("periodSide").isVisible()


def test_a_report_with_a_chart_shows_it_and_one_without_does_not(reports: Reports) -> None:
    reports.asks("sales by day")
    # One day beside nothing says nothing.
    assert not reports.find("reportsChart").isVisible()
    reports.shop.at("2026-03-03 09:00")
    reports.shop.sell(("tea", "1"))
    reports.press(Key.Key_F5)
    assert reports.find("reportsChart").isVisible()
    # Of last year there is nothing.
    assert reports.find("reportsChart").accessibleName().startswith("Chart of Net;")
    reports.asks("stock hand")
    assert not reports.find("reportsChart").isVisible()


def test_sums_of_groups_stand_in_the_table_and_lead_nowhere(reports: Reports) -> None:
    reports.asks("margins cat")
    assert [(row[0], row[2]) for row in reports.rows()] == [
        ("milk", "Dairy"), ("", "Dairy"), ("tea", "Drinks"), ("beer", "Drinks"), ("", "Drinks"),
    ]  # fmt: skip
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_End, Key.Key_Return)
    assert reports.text("reportsMessage") == "This row leads to no document and no product."


def test_a_report_with_nothing_in_it_says_so(reports: Reports) -> None:
    reports.asks("expiring")
    assert reports.find("reportsNone").isVisible()
    assert reports.text("reportsNone") == "Nothing to report."


def test_a_report_is_made_by_itself_and_no_longer(reports: Reports, tmp_path: Path) -> None:
    reports.press(Key.Key_R, modifiers=CTRL)
    assert reports.text("reportsMessage") == "Choose a report first."
    reports.asks("tax what")
    reports.press(Key.Key_R, modifiers=CTRL)
    reports.press(Key.Key_4, modifiers=CTRL)
    folder = reports.find("reports_schedule_folder")
    assert isinstance(folder, QLineEdit)
    folder.setFocus()
    folder.selectAll()
    reports.types("month")
    reports.press(Key.Key_Return)
    assert reports.text("reports_schedule_bar").startswith("Name the whole path of the folder")
    (tmp_path / "stick").write_text("a file in its place")
    folder.selectAll()
    reports.types(str(tmp_path / "stick" / "made"))
    reports.press(Key.Key_Return)
    assert "cannot be written" in reports.text("reports_schedule_bar")
    assert reports.opened.till.parts.report_papers.schedule() == ()
    folder.selectAll()
    reports.types(str(tmp_path / "made"))
    reports.press(Key.Key_Return)
    assert reports.opened.dialog() is None
    assert reports.text("reportsToast_sentence") == "Each month by itself, as PDF"
    assert reports.find("reportsRegular").accessibleName() == "Each month"
    assert reports.opened.till.parts.settings.machine.scheduled_folder == str(tmp_path / "made")
    # It is told where another one is scheduled, and beside its name in the list.
    reports.asks("sales by day")
    reports.press(Key.Key_R, modifiers=CTRL)
    assert reports.text("reports_schedule_others") == "Tax: Each month by itself, as PDF"
    assert reports.text("reports_schedule_folder") == str(tmp_path / "made")
    reports.press(Key.Key_Escape)
    reports.asks("tax what")
    reports.press(Key.Key_R, modifiers=CTRL)
    reports.press(Key.Key_1, modifiers=CTRL)
    reports.press(Key.Key_Return)
    assert reports.text("reportsToast_sentence") == "No longer made by itself."
    assert reports.find("reportsRegular").accessibleName() == "Schedule"


def test_who_may_not_set_up_the_shop_schedules_nothing(reports: Reports) -> None:
    reports.shop.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER))
    reports.opened.till.parts.session.user = "anna"
    reports.asks("tax what")
    reports.press(Key.Key_R, modifiers=CTRL)
    reports.press(Key.Key_2, modifiers=CTRL)
    reports.press(Key.Key_Return)
    assert "may not" in reports.text("reports_schedule_bar")
    assert reports.opened.till.parts.report_papers.schedule() == ()


def test_columns_have_room_for_their_heads_and_their_totals(reports: Reports) -> None:
    reports.asks("sales by day")
    table, totals = reports.find("reportsRows"), reports.find("reportsTotals")
    assert isinstance(table, QTableView)
    assert isinstance(totals, QTableView)
    bold = QFont(totals.font())
    bold.setWeight(QFont.Weight.DemiBold)
    head = QFont(bold)
    head.setPixelSize(13)
    for place, total in enumerate(reports.rows("reportsTotals")[0]):
        title = str(table.model().headerData(place, Qt.Orientation.Horizontal))
        needed = max(QFontMetrics(head).horizontalAdvance(title), QFontMetrics(bold).horizontalAdvance(total))
        assert table.columnWidth(place) >= needed + 16, title
        assert totals.columnWidth(place) == table.columnWidth(place)
    assert not table.horizontalScrollBar().isVisible()


def test_what_only_programs_read_is_not_on_the_screen_and_codes_are_words(reports: Reports) -> None:
    reports.asks("movements")
    table = reports.find("reportsRows")
    assert isinstance(table, QTableView)
    heads = [table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(table.model().columnCount())]
    assert table.isColumnHidden(heads.index("Document"))
    assert reports.rows()[0][heads.index("Kind")] == "Opening stock"


def test_what_is_saved_has_what_came_in_since_the_report_was_shown_and_says_so(
    reports: Reports, tmp_path: Path
) -> None:
    reports.asks("every sale")
    assert len(reports.rows()) == 2
    path = tmp_path / "sales.csv"

    def saves() -> list[str]:
        reports.press(Key.Key_F8)
        field = reports.find("reports_save_path")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        reports.press(Key.Key_Return)
        return path.read_text(encoding="utf-8-sig").splitlines()

    assert len(saves()) == 3
    assert reports.text("reportsMessage") == ""
    reports.shop.sell(("tea", "1"))
    assert any("T1-000003" in line for line in saves())
    said = "Something came in since this was shown: it was made again, and is shown so now."
    assert reports.text("reportsMessage") == said
    assert len(reports.rows()) == 3


def test_esc_stops_a_file_that_takes_too_long_and_leaves_none(reports: Reports, tmp_path: Path) -> None:
    reports.asks("movements")
    reports.press(Key.Key_F8)
    path = tmp_path / "long.csv"
    field = reports.find("reports_save_path")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    # Somebody's receipt is on its way before it.
    go_on = threading.Event()
    reports.opened.window.workers.paper.submit(go_on.wait, lambda _done: None, lambda _error: None)
    dialog = reports.opened.dialog()
    assert isinstance(dialog, SaveDialog)
    field.entered.emit()
    assert dialog.working.is_busy()
    dialog.reject()
    go_on.set()
    reports.opened.rest()
    assert reports.text("reports_save_bar") == "That was stopped. Nothing is lost; ask again when you like."
    assert not dialog.working.is_busy()
    assert not path.exists()
    reports.press(Key.Key_Return)
    assert path.exists()


def test_a_row_says_how_far_it_is_once_it_takes_a_while(qtbot: QtBot) -> None:
    told: list[int | None] = [None]
    row = WorkRow(lambda: told[0], name="row")
    qtbot.addWidget(row)
    row.show_busy(is_busy=True)
    assert row.isHidden()
    qtbot.waitUntil(lambda: not row.isHidden())
    assert (row._words.text(), row._moving.maximum()) == ("This takes a while\u2026", 0)
    told[0] = 42
    row.look()
    assert (row._words.text(), row._moving.value()) == ("42 % is done", 42)
    row.show_busy(is_busy=False)
    assert row.isHidden()


def test_figures_are_never_cut_where_names_can_give_way(reports: Reports) -> None:
    reports.opened.window.resize(1366, 768)
    reports.asks("movements")
    table = reports.find("reportsRows")
    assert isinstance(table, QTableView)
    head = table.horizontalHeader()
    names = [str(table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(head.count())]
    assert head.length() <= table.viewport().width()
    assert head.sectionSize(names.index("Number")) >= QFontMetrics(table.font()).horizontalAdvance("T0-O000001")


def test_what_has_no_room_beside_the_rest_is_one_key_away_and_says_what_it_is(reports: Reports) -> None:
    reports.opened.window.resize(1366, 768)
    reports.asks("end of the day")
    table, totals = reports.find("reportsRows"), reports.find("reportsTotals")
    assert isinstance(table, QTableView)
    assert isinstance(totals, QTableView)

    def heads() -> list[str]:
        shown = [at for at in range(table.model().columnCount()) if not table.isColumnHidden(at)]
        assert shown == [at for at in range(table.model().columnCount()) if not totals.isColumnHidden(at)]
        assert not table.horizontalScrollBar().isVisible()
        return [str(table.model().headerData(at, Qt.Orientation.Horizontal)).replace("\n", " ") for at in shown]

    # Whoever has counted sees first what came of it.
    assert reports.text("reportsPanel").startswith("At a glance \u00b7 1 of ")
    assert heads() == ["Till", "Day", "Sales", "Refunds", "Cash expected", "Cash counted", "Over or short"]
    table.setFocus()
    reports.press(Key.Key_Right)
    assert reports.text("reportsPanel").startswith("Takings \u00b7 2 of ")
    assert heads()[:4] == ["Till", "Day", "Sales", "Refunds"]
    reports.press(Key.Key_Right)
    assert reports.text("reportsPanel").startswith("Cash in the drawer \u00b7 3 of ")
    # What the rows are of stays where it is.
    assert heads()[:4] == ["Till", "Day", "Paid in cash", "Cash before"]
    reports.press(Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert heads()[:3] == ["Till", "Day", "Sales"]
    reports.asks("tax")
    assert not reports.find("reportsPanels").isVisible()


def test_the_line_that_explains_the_sums_of_a_day_is_read_to_its_end(reports: Reports) -> None:
    reports.opened.window.resize(1366, 768)
    reports.asks("end of the day")
    about = reports.find("reportsAbout")
    assert isinstance(about, QLabel)
    assert about.text().endswith("= left.")
    assert about.heightForWidth(about.width()) <= about.height()


def test_a_movement_says_of_what_it_is_and_what_kind_it_is_of(reports: Reports) -> None:
    reports.opened.window.resize(1366, 768)
    reports.asks("movements")
    table = reports.find("reportsRows")
    assert isinstance(table, QTableView)
    row = [
        (table.model().index(0, at).data(), table.model().index(0, at).data(DETAIL_ROLE))
        for at in range(table.model().columnCount())
        if not table.isColumnHidden(at)
    ]
    told = [text for cell in row for text in cell if text]
    assert "Green tea" in told
    assert any("Opening stock" in text for text in told)


@pytest.mark.parametrize("name", ["shrinkage", "received, not", "count variance", "products", "orders"])
def test_money_is_in_sight_without_another_key(reports: Reports, name: str) -> None:
    reports.opened.window.resize(1366, 768)
    reports.asks(name)
    assert not reports.find("reportsPanels").isVisible()


def test_own_days_make_the_window_no_wider(reports: Reports) -> None:
    window = reports.opened.window
    window.resize(1366, 768)
    reports.asks("margins by category")
    reports.chooses("reportsStretch", "Own days")
    assert window.width() <= 1366


def test_best_sellers_are_ranked_by_money_pieces_or_margin(reports: Reports) -> None:
    reports.asks("best")
    # By net: two teas 4.15, three beers 2.75, a milk 1.00.
    assert [row[:2] for row in reports.rows()] == [["1", "tea"], ["2", "beer"], ["3", "milk"]]
    reports.press(Key.Key_F12)
    assert [row[:2] for row in reports.rows()] == [["1", "beer"], ["2", "tea"], ["3", "milk"]]
    table = reports.find("reportsRows")
    assert isinstance(table, QTableView)
    heads = [str(table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(5)]
    assert heads[4] == "Sold \u25bc"
    reports.opened.window._screens["reports"].side.table._on_head(7)  # type: ignore[attr-defined]
    reports.opened.rest()
    # What the beer cost nobody knows: it stands last.
    *margins, unknown = [row[7] for row in reports.rows()]
    assert (margins, unknown) == (["2.15", "0.20"], "")
    # Another report begins in its own order.
    reports.asks("abc")
    reports.press(Key.Key_F12)
    assert reports.text("reportsMessage").startswith("The report abc adds up from row to row")


@pytest.mark.parametrize("is_paper", [False, True])
def test_what_is_said_of_a_file_covers_no_button_and_no_page_number(reports: Reports, is_paper: bool) -> None:
    reports.asks("stock hand")
    if is_paper:
        reports.press(Key.Key_F6)
    reports.press(Key.Key_F8, Key.Key_Return)
    toast = reports.find("reportsToast")
    assert toast.isVisible()
    over = QRect(toast.mapToGlobal(toast.rect().topLeft()), toast.size())
    names = ["reportsLook", "reportsSave", "reportsPrint", *(["reportsPaper_where"] if is_paper else [])]
    for control in map(reports.find, names):
        assert not over.intersects(QRect(control.mapToGlobal(control.rect().topLeft()), control.size()))
