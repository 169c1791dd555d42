"""The end of a period by real keys: three of them close it; it is printed, kept, and looked at again as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from app.domain.changes import Changes
from app.domain.requests import Asking
from app.domain.stock_requests import AdjustmentAsked, AdjustmentLineAsked, PeriodCloseAsked
from app.services.adjusting import Adjusting
from app.services.closing import Closing
from app.ui.screens.reports.paper_view import PaperView
from app.ui.theme import TARGET
from app.ui.widgets.labels import PlainLabel
from tests.ui.screens.reports.test_screen import ISOLATES, Reports
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop = opened.till.shop
    shop.at("2026-03-30 09:00")
    shop.deliver(("tea", "10", "1.50"))
    shop.sell(("tea", "4"))
    shop.at("2026-04-02 09:00")
    return Reports(opened)


def test_three_keys_close_a_month(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    assert reports.text("periodState") == "Open: figures can still change until it is closed."
    figures = {row[0]: row[1] for row in reports.rows("periodFigures")}
    # 10 at 1.00 and 1 milk at 0.80, 10 at 1.50 more; four leave at 1.00.
    assert figures == {
        "Opening": "0.00",
        "+ Opening stock": "10.80",
        "+ Purchases": "15.00",
        "\u2212 Closing": "21.80",
        "= Periodic cost of goods": "4.00",
        "Perpetual cost of goods": "4.00",
        "Gap": "0.00",
        "\u2713 Tie-out": "0.00",
    }
    assert reports.text("periodPaper_where").startswith("Page 1 of ")
    reports.press(Key.Key_F10)
    assert "Nothing in it can be changed any more" in reports.text("close_period_text")
    reports.press(Key.Key_Return)
    assert reports.opened.dialog() is None
    assert reports.text("periodToast_sentence") == "The period is closed: T0-P000001"
    assert reports.text("periodState").startswith("Closed on Apr 2, 2026")
    assert not reports.find("periodClose").isEnabled()
    # Closed is closed: the key does nothing more.
    reports.press(Key.Key_F10)
    assert reports.opened.dialog() is None


def sells_into_march(reports: Reports) -> None:
    """Another till brings in a sale of March: a tea at 1.00."""
    reports.shop.at("2026-03-31 12:00")
    reports.shop.sell(("tea", "1"))
    reports.shop.at("2026-04-02 09:00")


def figures_of(reports: Reports) -> dict[str, str]:
    return {row[0]: row[1] for row in reports.rows("periodFigures")}


def test_the_figures_add_up_to_the_periodic_cost_of_goods(reports: Reports) -> None:
    shop = reports.shop
    shop.at("2026-03-31 09:00")
    broken = AdjustmentLineAsked("tea", -2_000, "damaged")
    Adjusting(shop.book, shop.clock).adjust(AdjustmentAsked(Asking(shop.uid()), (broken,)))
    shop.at("2026-04-02 09:00")
    reports.press(Key.Key_F7)
    rows = reports.rows("periodFigures")
    end = next(at for at, row in enumerate(rows) if row[0] == "= Periodic cost of goods")
    # Two of ten teas at 1.00 broke.
    assert ["+ Adjustments", "-2.00"] in rows
    signs = {"\u2212": -1, "+": 1, "O": 1}  # the opening has none
    assert sum(signs[title[0]] * round(float(says) * 100) for title, says in rows[:end]) == 400
    assert rows[end][1] == "4.00"
    # What was nothing is left out.
    assert not any("Transfers" in title for title, _ in rows)
    table = reports.find("periodFigures")
    table.setFocus()
    table.choose_row(rows.index(["+ Adjustments", "-2.00"]))  # type: ignore[attr-defined]
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == "Adjustments"
    assert ["Damaged" in row for row in reports.rows()] == [True]


def test_a_period_that_moved_since_it_was_looked_at_is_not_closed_but_read_again(reports: Reports) -> None:
    reports.press(Key.Key_F7, Key.Key_F10)
    assert reports.text("close_period_figures") == "Closing value 21.80 \u00b7 Cost of goods 4.00"
    sells_into_march(reports)
    reports.press(Key.Key_Return)
    assert reports.opened.dialog() is None
    assert "have changed since" in reports.text("periodMessage")
    assert reports.text("periodState") == "Open: figures can still change until it is closed."
    assert (figures_of(reports)["\u2212 Closing"], figures_of(reports)["Perpetual cost of goods"]) == ("20.80", "5.00")
    reports.press(Key.Key_F10)
    assert reports.text("close_period_figures") == "Closing value 20.80 \u00b7 Cost of goods 5.00"
    reports.press(Key.Key_Return)
    assert reports.text("periodState").startswith("Closed on Apr 2, 2026")
    assert figures_of(reports)["\u2212 Closing"] == "20.80"
    assert not reports.find("periodMessage").isVisible()


def test_the_page_follows_what_other_tills_post_into_its_days(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    sells_into_march(reports)
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    reports.opened.rest()
    assert figures_of(reports)["\u2212 Closing"] == "20.80"
    assert "have changed since" in reports.text("periodMessage")


def test_who_reads_a_page_stays_on_it_when_the_figures_are_read_again(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    paper = reports.find("periodPaper")
    assert isinstance(paper, PaperView)
    paper.setFocus()
    reports.press(Key.Key_PageDown)
    scroll = paper._area.verticalScrollBar()
    scroll.setValue(37)
    assert scroll.value() == 37
    assert reports.text("periodPaper_where").startswith("Page 2 of ")
    sells_into_march(reports)
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    reports.opened.rest()
    assert figures_of(reports)["\u2212 Closing"] == "20.80"
    assert reports.text("periodPaper_where").startswith("Page 2 of ")
    assert scroll.value() == 37
    # Whoever comes anew begins at the top.
    reports.press(Key.Key_Escape, Key.Key_F7)
    assert reports.text("periodPaper_where").startswith("Page 1 of ")
    assert scroll.value() == 0


def test_the_keys_that_turn_pages_turn_the_paper_wherever_the_cursor_is(reports: Reports) -> None:
    """They chose another period without a word, which F10 then closed."""
    reports.shop.at("2026-04-03 09:00")
    reports.press(Key.Key_F7)
    choice = reports.find("periodChoice")
    assert isinstance(choice, QComboBox)
    assert choice.count() > 1
    assert choice.hasFocus()
    chosen = choice.currentText()
    for name in ("periodChoice", "periodChecks", "periodFigures", "periodPaper"):
        reports.find(name).setFocus()
        reports.press(Key.Key_PageDown)
        assert reports.text("periodPaper_where").startswith("Page 2 of "), name
        reports.press(Key.Key_PageUp)
        assert reports.text("periodPaper_where").startswith("Page 1 of "), name
    # At the first page there is none before; and the last period is not chosen by a key that goes to the end.
    choice.setFocus()
    reports.press(Key.Key_PageUp, Key.Key_End, Key.Key_Home)
    assert reports.text("periodPaper_where").startswith("Page 1 of ")
    turns_wheel(choice)
    assert choice.currentText() == chosen
    assert reports.text("periodState") == "Open: figures can still change until it is closed."
    reports.press(Key.Key_Down)
    assert choice.currentText() != chosen


def turns_wheel(choice: QComboBox) -> None:
    place, still = QPointF(choice.rect().center()), QPoint()
    at, button, keys = choice.mapToGlobal(place), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for _ in range(2):
        wheel = QWheelEvent(place, at, still, QPoint(0, -120), button, keys, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(choice, wheel)


def test_the_page_waits_with_that_while_a_dialog_is_open(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    reports.press(Key.Key_F8)
    sells_into_march(reports)
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    reports.opened.rest()
    assert figures_of(reports)["\u2212 Closing"] == "21.80"
    reports.press(Key.Key_Escape)
    assert figures_of(reports)["\u2212 Closing"] == "20.80"


def test_a_page_that_was_out_of_sight_reads_again_when_it_is_looked_at(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    reports.opened.goes_to("sale")
    sells_into_march(reports)
    reports.opened.goes_to("reports")
    assert figures_of(reports)["\u2212 Closing"] == "20.80"


def test_a_period_that_another_till_has_closed_is_shown_as_closed(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    Closing(reports.shop.book, reports.shop.clock).close_period(PeriodCloseAsked(Asking("other"), 20260331))
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    reports.opened.rest()
    assert reports.text("periodState").startswith("Closed on Apr 2, 2026")
    assert not reports.find("periodClose").isEnabled()


def test_what_is_sold_today_leaves_the_page_as_it_is(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    reports.shop.sell(("tea", "1"))
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    reports.opened.rest()
    assert not reports.find("periodMessage").isVisible()


def test_the_checklist_says_what_is_open(reports: Reports) -> None:
    reports.shop.sell(("beer", "2"))
    reports.press(Key.Key_F7)
    points = [row for row in reports.rows("periodChecks") if row[1]]
    # The beer, never received, was sold after the period's last day.
    assert points == [
        ["Not counted in the period", "2"],
        ["Deliveries, costs not invoiced", "1"],
    ]
    reports.press(Key.Key_F10)
    assert reports.text("close_period_open").startswith("Points of the checklist that are open: 2.")
    reports.press(Key.Key_Escape)
    assert reports.opened.dialog() is None
    reports.press(Key.Key_Escape)
    assert reports.find("reportsSearch").isVisible()


def test_a_point_leads_to_what_it_is_about(reports: Reports) -> None:
    reports.shop.sell(("beer", "2"))
    reports.press(Key.Key_F7)
    names = [row[0] for row in reports.rows("periodChecks")]
    leads = {"Deliveries, costs not invoiced": "Received, not invoiced", "Not counted in the period": "Not counted"}
    for title, report in leads.items():
        table = reports.find("periodChecks")
        table.setFocus()
        table.choose_row(names.index(title))  # type: ignore[attr-defined]
        reports.press(Key.Key_Return)
        assert reports.text("reportsTitle") == report
        assert reports.rows()
        reports.press(Key.Key_F7)
    # The report is of the period's days, of which the two beers are none.
    table = reports.find("periodFigures")
    table.setFocus()
    table.choose_row(0)  # type: ignore[attr-defined]
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == "Period end, product by product"
    assert [row[0] for row in reports.rows()] == ["milk", "tea"]
    reports.press(Key.Key_F7)
    table = reports.find("periodChecks")
    table.setFocus()
    table.choose_row(names.index("\u2713 Deliveries being received"))  # type: ignore[attr-defined]
    reports.press(Key.Key_Return)
    assert reports.opened.find("receivingScreen").isVisible()


def test_esc_in_the_list_of_a_point_goes_back_to_it(reports: Reports) -> None:
    reports.shop.at("2026-04-03 09:00")
    reports.press(Key.Key_F7)
    # The second of the periods that could be closed.
    reports.press(Key.Key_Down)
    state = reports.find("periodChoice").currentText()  # type: ignore[attr-defined]
    assert state == "Mar 2, 2026 \u2013 Apr 2, 2026, open"
    names = [row[0] for row in reports.rows("periodChecks")]
    table = reports.find("periodChecks")
    table.setFocus()
    table.choose_row(names.index("Deliveries, costs not invoiced"))  # type: ignore[attr-defined]
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == "Received, not invoiced"
    reports.press(Key.Key_Escape)
    assert reports.find("periodSide").isVisible()
    assert reports.find("periodChoice").currentText() == state  # type: ignore[attr-defined]
    # The next key goes on where it was.
    assert table.hasFocus()
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == "Received, not invoiced"
    # Whoever has looked for something else meanwhile stays with the reports.
    reports.asks("low")
    reports.press(Key.Key_Escape)
    assert not reports.find("periodSide").isVisible()


def test_a_closed_period_is_told_as_it_was_though_goods_are_renamed(reports: Reports) -> None:
    # F10 does not wait for the figures; it is taken when they are there.
    reports.press(Key.Key_F7, Key.Key_F10)
    reports.press(Key.Key_Return)
    reports.press(Key.Key_F8)
    path = reports.text("period_save_path")
    assert path.endswith("period-2026-03-02_2026-03-31.pdf")
    reports.press(Key.Key_2, modifiers=CTRL)
    reports.press(Key.Key_Return)
    kept = Path(path).with_suffix(".json").read_bytes()
    reports.shop.product("tea", "2.49", name="Black tea")
    reports.press(Key.Key_Escape)
    reports.press(Key.Key_F7)
    choice = reports.find("periodChoice")
    assert isinstance(choice, QComboBox)
    labels = [choice.itemText(place) for place in range(choice.count())]
    assert labels == [
        "Apr 1, 2026, open",
        "Mar 2, 2026 \u2013 Mar 31, 2026, closed as T0-P000001",
    ]
    reports.press(Key.Key_Down)
    assert reports.text("periodState").startswith("Closed on")
    reports.press(Key.Key_F8)
    reports.press(Key.Key_2, modifiers=CTRL)
    reports.press(Key.Key_Return)
    assert Path(path).with_suffix(".json").read_bytes() == kept
    assert any(row[1] == "Green tea" for row in json.loads(kept)["rows"])


def test_nothing_can_be_closed_before_a_day_is_over(opened: OpenWindow) -> None:
    reports = Reports(opened)
    reports.press(Key.Key_F7)
    assert reports.text("periodMessage") == "No day is over yet: there is no period to close."
    for key in (Key.Key_F8, Key.Key_F9, Key.Key_F10):
        reports.press(key)
        assert reports.opened.dialog() is None


def test_printing_without_a_printing_system_says_so(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.press(Key.Key_F7)
    monkeypatch.setenv("PATH", "")
    reports.press(Key.Key_F9)
    assert "print" in reports.text("periodMessage").translate(ISOLATES)


def test_every_control_has_a_name_and_is_large_enough(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    for button in reports.opened.find("periodSide").findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName(), button.objectName()
            assert button.height() >= TARGET, button.objectName()


def closes_march(reports: Reports) -> None:
    reports.press(Key.Key_F7, Key.Key_F10)
    assert reports.opened.find("close_period").findChild(PlainLabel, "close_period_rest") is None
    reports.press(Key.Key_Return, Key.Key_Escape)


def test_who_closes_before_the_month_is_over_is_told_so(reports: Reports) -> None:
    closes_march(reports)
    reports.press(Key.Key_F7, Key.Key_F10)
    assert reports.text("close_period_text").startswith("Apr 1, 2026 will be closed.")
    said = reports.text("close_period_rest")
    assert said.startswith("The month is not over with that. What comes on Apr 2, 2026 \u2013 Apr 30, 2026 will be")
    reports.press(Key.Key_Escape)
    assert reports.text("periodState").startswith("Open")


def types_last(reports: Reports, text: str) -> None:
    field = reports.find("periodLast")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    reports.types(text)


def test_a_period_ends_on_any_day_that_is_typed(reports: Reports) -> None:
    reports.press(Key.Key_F7)
    assert reports.text("periodLast") == "3/31/2026"
    types_last(reports, "3/29/26")
    reports.press(Key.Key_Return)
    choice = reports.find("periodChoice")
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == "Mar 2, 2026 \u2013 Mar 29, 2026, open"
    # On the 30th ten teas came and four went.
    assert (figures_of(reports)["+ Purchases"], figures_of(reports)["\u2212 Closing"]) == ("0.00", "10.80")
    # What is typed and not entered is what the key is about, too.
    types_last(reports, "3/30/26")
    reports.press(Key.Key_F10)
    assert reports.text("close_period_text").startswith("Mar 2, 2026 \u2013 Mar 30, 2026 will be closed.")
    assert "Mar 31, 2026 will be a period of its own" in reports.text("close_period_rest")
    reports.press(Key.Key_Return)
    assert reports.text("periodToast_sentence") == "The period is closed: T0-P000001"
    assert not reports.find("periodLast").isVisible()


def test_a_day_that_no_period_can_end_on_is_said_and_nothing_is_closed(reports: Reports) -> None:
    closes_march(reports)
    reports.press(Key.Key_F7)
    for typed, said in (
        ("4/2/26", "Apr 2, 2026 is not over yet. Close a period that ends on Apr 1, 2026 or earlier."),
        ("3/30/26", "Mar 30, 2026 is closed already. The first open day is Apr 1, 2026"),
        ("13/40/26", "13/40/26"),
    ):
        types_last(reports, typed)
        reports.press(Key.Key_F10)
        assert said in reports.text("periodMessage").translate(ISOLATES)
        assert reports.opened.dialog() is None
    types_last(reports, "4/1/26")
    reports.press(Key.Key_Return)
    assert not reports.find("periodMessage").isVisible()
