"""The week as a calendar: how much is sold in each open hour, and which hours are proposed for counting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from app.ui.screens.counting.dialogs.week import DARKEST, mixed
from app.ui.theme import DARK, LIGHT, Theme
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.test_theme import contrast
from tests.ui.windows import Key

SPOKEN, TIP = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
# The shop's clock stands on Monday, 2 March. Monday 23 February: 13 sales from ten, one from eleven, three from nine.
# Tuesday 24 February: two from ten.
SOLD = (("02-23", 9, 3), ("02-23", 10, 13), ("02-23", 11, 1), ("02-24", 10, 2))


@pytest.fixture
def sold(counting: Counting) -> Counting:
    clock = counting.shop.clock
    now_us = clock.at_us
    for day, hour, many in SOLD:
        clock.put(f"2026-{day}T{hour:02}:30:00+01:00")
        for _ in range(many):
            counting.shop.sell(("tea", "1"))
    clock.at_us = now_us
    return counting


@pytest.fixture
def turned(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def says(counting: Counting) -> str:
    return plain(counting.in_dialog("week_says", QLabel).text())


def plain(text: object) -> str:
    return str(text).translate(ISOLATES).replace("\N{NARROW NO-BREAK SPACE}", " ")


def grid(counting: Counting) -> QTableView:
    return counting.in_dialog("week_table", QTableView)


def test_one_key_shows_the_week_and_arrows_tell_it_hour_by_hour(sold: Counting) -> None:
    sold.press(Key.Key_F10)
    sold.opened.rest()
    # Two Mondays, one Tuesday: half a sale, 1.5, 6.5 and two an hour.
    assert [row for row in sold.rows("week_table") if any(row)] == [["1.5", "6.5", "0.5"], ["", "2", ""]]
    assert says(sold) == "Monday 11:00 AM\u201312:00 PM: 0.5 sales an hour on average. One of the quietest hours."
    sold.press(Key.Key_Left)
    assert says(sold) == "Monday 10:00 AM\u201311:00 AM: 6.5 sales an hour on average"
    sold.press(Key.Key_Down)
    assert says(sold) == "Tuesday 10:00 AM\u201311:00 AM: 2 sales an hour on average. One of the quietest hours."
    sold.press(Key.Key_Right)
    assert says(sold) == "Tuesday 11:00 AM\u201312:00 PM: nothing is sold then"
    table = grid(sold)
    assert table.accessibleDescription() == table.model().index(1, 2).data(SPOKEN)
    assert plain(table.model().index(0, 0).data(TIP)).startswith("Monday 9:00 AM\u201310:00 AM: 1.5 sales")
    days = [table.model().headerData(row, Qt.Orientation.Vertical) for row in (0, 6)]
    hours = [plain(table.model().headerData(hour, Qt.Orientation.Horizontal)) for hour in (0, 2)]
    assert (days, hours) == (["Monday", "Sunday"], ["9 AM", "11 AM"])
    sold.press(Key.Key_Escape)
    assert sold.opened.dialog() is None
    assert sold.opened.find("countStartTable").hasFocus()


def sells(counting: Counting, *hours: int) -> None:
    """One sale in each of these hours, Monday 23 to Saturday 28 February."""
    clock = counting.shop.clock
    now_us = clock.at_us
    for day in range(23, 29):
        for hour in hours:
            clock.put(f"2026-02-{day}T{hour:02}:30:00+01:00")
            counting.shop.sell(("tea", "1"))
    clock.at_us = now_us
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")


def marked(counting: Counting) -> list[tuple[int, int]]:
    """Day and column of the hours that have a frame."""
    model = grid(counting).model()
    every = [(day, hour) for day in range(7) for hour in range(model.columnCount())]
    return [(day, hour) for day, hour in every if model.index(day, hour).data(Qt.ItemDataRole.UserRole + 2)]


def test_all_hours_that_are_as_quiet_are_marked_and_the_list_says_how_many(counting: Counting) -> None:
    # On six days something is sold from nine and from eleven, and nothing from ten.
    sells(counting, 9, 11)
    sells(counting, 9)
    assert plain(counting.text("countNotes")) == (
        "Quietest: Monday 10:00 AM, Tuesday 10:00 AM, Wednesday 10:00 AM, and 3 more just as quiet"
    )
    counting.press(Key.Key_F10)
    assert marked(counting) == [(day, 1) for day in range(6)]


def test_where_all_hours_are_alike_none_is_marked(counting: Counting) -> None:
    sells(counting, 9, 10)
    assert "Quietest" not in counting.text("countNotes")
    counting.press(Key.Key_F10)
    assert marked(counting) == []
    about = counting.in_dialog("week_about", QLabel).text()
    assert about == "Sales an hour, on average. None of these hours is quieter than the others."


def test_it_is_put_on_paper_with_its_chart(sold: Counting) -> None:
    sold.press(Key.Key_F10)
    sold.press(Key.Key_F8)
    assert sold.opened.dialog() is None
    words = " ".join(text_of(Path(sold.text("countMessage").removeprefix("On paper: ")).read_bytes()).split())
    assert "Quiet hours" in words
    assert "Sales an hour" in words


def test_it_runs_from_right_to_left_where_the_shop_does(sold: Counting, turned: None) -> None:
    sold.press(Key.Key_F10)
    table = grid(sold)
    first, last = (table.visualRect(table.model().index(0, hour)) for hour in (0, 2))
    assert first.left() > last.left()
    sold.press(Key.Key_Right)
    assert says(sold).startswith("Monday 10:00 AM")


def test_where_nothing_was_sold_it_says_so(counting: Counting) -> None:
    counting.press(Key.Key_F10)
    assert counting.opened.dialog() is None
    assert counting.text("countMessage").startswith("Nothing was sold here in the last three months")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_figures_are_read_in_the_busiest_hour(theme: Theme) -> None:
    ground = mixed(theme.colour("hover"), theme.colour("accent"), DARKEST)
    assert contrast(theme.colour("text"), ground) >= 4.5
    assert contrast(theme.colour("ok"), theme.colour("hover")) >= 3
