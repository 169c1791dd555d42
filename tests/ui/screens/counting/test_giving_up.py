"""What people have counted is given up by whoever means it, and a sheet comes back with all that is on it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.domain.staff import PersonAsked
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key


def states(counting: Counting) -> list[list[str]]:
    return [[row[0], row[2]] for row in counting.rows("countSheets")]


def asked(counting: Counting) -> list[str]:
    return [counting.in_dialog(name, QLabel).text().translate(ISOLATES) for name in ("give_up_about", "give_up_what")]


def test_a_sheet_is_given_up_by_whoever_means_it_and_comes_back_with_its_scans(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf B", TEA, TEA, MILK)
    counting.press(Key.Key_F7)
    counting.press(Key.Key_Delete, modifiers=CTRL)
    assert asked(counting) == [
        "Shelf B",
        "Counted by Owner (being counted): 3. None of it counts any more then; F4 brings it back.",
    ]
    # One key, and whatever a scanner sends, gives nothing up.
    counting.press(Key.Key_Return)
    assert counting.opened.dialog() is None
    assert states(counting) == [["Shelf B", "being counted"]]
    counting.press(Key.Key_Delete, modifiers=CTRL)
    counting.press(Key.Key_Escape)
    assert states(counting) == [["Shelf B", "being counted"]]
    counting.give_up()
    assert counting.text("countMessage") == "Shelf B counts no more. F4 on its line brings it back."
    assert states(counting) == [["Shelf B", "counts no more"]]
    counting.press(Key.Key_Delete, modifiers=CTRL)
    assert counting.text("countMessage") == "This sheet counts no more. F4 brings it back."
    counting.press(Key.Key_F4)
    assert counting.text("countMessage") == "Shelf B is back. Counted on it: 3."
    assert counting.rows("countLines") == [["Green tea", "2"], ["Milk", "1"]]
    counting.scan(MILK)
    counting.press(Key.Key_F8)
    assert states(counting) == [["Shelf B", "done"]]


def test_a_sheet_does_not_come_back_beside_the_one_that_counted_its_zone_anew(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf B", TEA, TEA)
    counting.press(Key.Key_F7)
    counting.give_up()
    counting.scan("ZONE:Shelf B", TEA, TEA)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_Up, Key.Key_Up, Key.Key_F4)
    assert counting.text("countMessage").startswith("Zone Shelf B was counted anew on ")
    assert states(counting) == [["Shelf B", "counts no more"], ["Shelf B", "done"]]


def test_a_whole_stocktake_is_given_up_by_whoever_means_it(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf B", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_Delete, modifiers=CTRL)
    assert asked(counting) == [
        "The whole stocktake Count everything",
        "Counted by Owner; sheets: 1, counted: 1. None of it is posted, and none comes back.",
    ]
    counting.press(Key.Key_Return)
    assert counting.states()["Green tea"]
    counting.give_up()
    assert counting.text("countMessage") == "The stocktake was given up. Nothing of it was posted."


def test_the_sheet_that_somebody_else_counts_on_is_asked_about_first(counting: Counting) -> None:
    counting.begin()
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("ben", "Ben"))
    stocktaking = Stocktaking(other.book, other.clock)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    sheet = stocktaking.open_sheet(str(uid), "Z2", till="T1", user="ben")
    counting.press(Key.Key_Escape)
    counting.begin()
    counting.press(Key.Key_F4)
    assert counting.text("countMessage").startswith("Ben is counting on this sheet (0 entries).")
    assert counting.text("countZone") == "Which zone?"
    counting.press(Key.Key_F4)
    assert counting.text("countZone") == "Z2"
    assert [one.uid for one in Stocktakes(other.book, other.clock).sheets(str(uid))] == [sheet]
    other.book.close_thread()


def test_a_key_that_is_pressed_twice_at_once_gives_nothing_up(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf B", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    for _ in range(3):
        counting.press(Key.Key_Delete, modifiers=CTRL)
    assert asked(counting)[0] == "The whole stocktake Count everything"
    assert counting.kept("SELECT state FROM stocktake") == [("open",)]
    counting.press(Key.Key_Escape)
    assert counting.states()["Green tea"]
