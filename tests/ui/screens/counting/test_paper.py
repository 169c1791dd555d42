"""What stands on a printed sheet was counted at its own time, and nobody means yesterday by a slip."""

import json
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.moment import from_us
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.windows import Key

FOUND = "SELECT meaning FROM draft_entry ORDER BY place DESC"


def test_a_time_that_is_still_to_come_is_yesterdays_once_somebody_has_seen_the_day(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    day = counting.in_dialog("paper_day", QLabel)
    assert day.text().translate(ISOLATES) == "Mar 2, 2026"
    clock = counting.in_dialog("paper_clock", QLineEdit)
    counting.types("8")
    clock.setFocus()
    clock.selectAll()
    counting.types("23:00")
    assert day.text().translate(ISOLATES) == "yesterday, Mar 1, 2026"
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar") == (
        "23:00 is still to come today. If Mar 1, 2026 is meant, Enter takes it; else type another time."
    )
    assert clock.hasFocus()
    assert counting.kept(FOUND) == []
    counting.press(Key.Key_Return)
    counting.press(Key.Key_Return)
    (meaning,) = counting.kept(FOUND)[0]
    at = from_us(json.loads(str(meaning))["at_us"]).astimezone(ZoneInfo(counting.shop.book.shop.timezone))
    assert (at.day, at.hour) == (1, 23)


def test_a_figure_with_such_a_time_asks_too_and_another_time_answers(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    counting.in_dialog("paper_clock", QLineEdit).setText("23:00")
    counting.types("8")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar").startswith("23:00 is still to come today.")
    counting.types("08:30")
    counting.press(Key.Key_Return, Key.Key_Return)
    (meaning,) = counting.kept(FOUND)[0]
    at = from_us(json.loads(str(meaning))["at_us"]).astimezone(ZoneInfo(counting.shop.book.shop.timezone))
    assert (at.day, at.hour, at.minute) == (2, 8, 30)


def test_a_day_before_the_time_says_when_it_was_counted(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    day = counting.in_dialog("paper_day", QLabel)
    clock = counting.in_dialog("paper_clock", QLineEdit)
    for text, words in (
        ("yesterday 08:00", "yesterday, Mar 1, 2026"),
        ("1 08:00", "yesterday, Mar 1, 2026"),
        ("2/27 20:00", "Friday, Feb 27, 2026"),
        ("2 08:00", "Mar 2, 2026"),
        ("33 08:00", ""),
    ):
        clock.setFocus()
        clock.selectAll()
        counting.types(text)
        assert day.text().translate(ISOLATES) == words
    counting.press(Key.Key_Return)
    assert clock.hasFocus()
    clock.selectAll()
    counting.types("2 23:00")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar").endswith("is still to come. Type another day or time.")
    clock.selectAll()
    counting.types("27 20:00")
    # The day was named: nothing is asked.
    counting.press(Key.Key_Return)
    counting.types("8")
    counting.press(Key.Key_Return)
    (meaning,) = counting.kept(FOUND)[0]
    at = from_us(json.loads(str(meaning))["at_us"]).astimezone(ZoneInfo(counting.shop.book.shop.timezone))
    assert (at.month, at.day, at.hour, at.minute) == (2, 27, 20, 0)
