"""What comes in while a report is read is said quietly, by real keys; what is read stays."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.ui.screens.reports.newer import PAUSE_MS
from tests.ui.screens.reports.test_screen import Reports
from tests.ui.windows import Key, OpenWindow

SAYS = "Newer figures have come in: F5"
ANYTHING = Changes(frozenset({"products", "stock", "sales", "drafts"}))


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    opened.till.shop.sell(("tea", "2"))
    return Reports(opened)


def comes_in(reports: Reports, qtbot: QtBot) -> None:
    """The book is another: what the watch of the book tells of another till."""
    qtbot.wait(PAUSE_MS + 100)
    reports.opened.window.bus.publish(ANYTHING)
    reports.opened.rest()


def test_a_sale_of_another_till_is_noticed_and_f5_shows_it(reports: Reports, qtbot: QtBot) -> None:
    reports.asks("every sale")
    # Something has moved that is no document, as a sale that is being rung up.
    comes_in(reports, qtbot)
    assert reports.text("reportsNewer") == ""
    reports.shop.sell(("milk", "1"))
    comes_in(reports, qtbot)
    assert reports.text("reportsNewer") == SAYS
    assert len(reports.rows()) == 1
    reports.press(Key.Key_F5)
    assert reports.text("reportsNewer") == ""
    assert len(reports.rows()) == 2


def test_the_paper_that_is_read_stays(reports: Reports, qtbot: QtBot) -> None:
    reports.asks("every sale")
    reports.press(Key.Key_F6)
    reports.shop.sell(("milk", "1"))
    comes_in(reports, qtbot)
    assert reports.text("reportsNewer") == SAYS
    assert reports.find("reportsPaper").isVisible()
    assert reports.text("reportsPaper_where") == "Page 1 of 1"


def test_days_that_are_over_have_nothing_newer(reports: Reports, qtbot: QtBot) -> None:
    reports.asks("every sale")
    reports.chooses("reportsStretch", "Last month")
    reports.shop.sell(("milk", "1"))
    comes_in(reports, qtbot)
    assert reports.text("reportsNewer") == ""
    # On the way back to the screen, too.
    reports.chooses("reportsStretch", "This month")
    reports.opened.goes_to("sale")
    reports.shop.sell(("milk", "1"))
    reports.opened.goes_to("reports")
    qtbot.waitUntil(lambda: reports.text("reportsNewer") == SAYS)
