"""Zones by the name that people type: in other capitals it is the same shelf."""

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key


def test_a_zone_typed_in_other_capitals_is_asked_about_like_the_one_that_is_there(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf A")
    counting.types("6*")
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.types("shelf a")
    counting.press(Key.Key_Return)
    assert "Shelf A" in counting.text("countMessage")
    assert counting.kept("SELECT zone FROM count_sheet") == [("Shelf A",)]
    # Counted again, it takes the place of what was there.
    counting.press(Key.Key_F6)
    assert counting.text("countZone") == "Shelf A"
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert [row[2] for row in counting.rows("countReviewLines") if row[0] == "Green tea"] == ["1"]


@pytest.fixture
def counted_before(counting: Counting) -> Counting:
    """Six of tea were counted on shelf C; its label was scanned once more, and nobody has answered."""
    counting.begin()
    counting.scan("ZONE:Shelf C")
    counting.types("6*")
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:shelf c")
    return counting


def test_who_does_not_look_is_told_of_the_question_and_enter_opens_no_other_zone(counted_before: Counting) -> None:
    counting = counted_before
    asked = counting.text("countMessage")
    assert asked.startswith("Shelf C was counted on")
    counting.scan(MILK)
    assert counting.text("countMessage") == (
        "1 scan was not counted, as Shelf C was counted before: F5 goes on and adds to that, F6 counts it again "
        "instead. Then scan it again."
    )
    counting.scan(MILK)
    assert counting.text("countMessage").startswith("2 scans were not counted, as Shelf C was counted before: F5")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") == asked
    # What is typed is no answer, either; neither is the Enter behind it.
    counting.types("1.25*")
    assert counting.text("countMessage").startswith("1.25* is a quantity, not a zone.")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") == asked
    assert counting.kept("SELECT zone FROM count_sheet") == [("Shelf C",)]
    counting.press(Key.Key_F5)
    assert (counting.text("countZone"), counting.text("countMessage")) == ("Shelf C", "")
    counting.scan(MILK)
    assert counting.rows("countLines") == [["Milk", "1"]]


def test_esc_takes_the_question_away_and_another_zone_answers_it(counted_before: Counting) -> None:
    counting = counted_before
    counting.scan(MILK)
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage").startswith("1 scan was not counted: scan a zone label")
    counting.scan("ZONE:Shelf C", "ZONE:Shelf D", MILK)
    assert (counting.text("countZone"), counting.text("countMessage")) == ("Shelf D", "")
    assert counting.rows("countLines") == [["Milk", "1"]]


def test_what_is_scanned_at_a_shelf_that_is_asked_about_is_not_counted_at_the_one_before(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf A", TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Shelf B", "ZONE:Shelf A", MILK)
    assert counting.text("countMessage").startswith("1 scan was not counted, as Shelf A was counted before")
    counting.press(Key.Key_Escape, Key.Key_Escape)
    assert counting.text("countZone") == "Shelf B"
    assert counting.rows("countLines") == []


def test_the_shop_as_a_whole_is_asked_about_by_its_name(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.opened.rest()
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("Whole shop was counted on")
    counting.press(Key.Key_Return)
    assert counting.kept("SELECT zone FROM count_sheet") == [("",)]


def test_a_scan_where_nothing_is_counted_is_told_what_to_do_instead(counting: Counting) -> None:
    counting.scan("ZONE:Shelf C")
    assert counting.text("countMessage") == "Nothing is being counted yet. Choose what to count, then scan."
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.begin()
    counting.scan("ZONE:Shelf C", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    for code in ("ZONE:Shelf D", MILK):
        counting.scan(code)
        assert counting.text("countMessage") == "This is the review, and nothing was counted. Esc goes on counting."
    counting.press(Key.Key_Escape)
    assert (counting.text("countZone"), counting.text("countMessage")) == ("Which zone?", "")


def test_the_list_of_zones_says_what_is_on_their_sheets_and_not_how_often_a_key_was_pressed(counting: Counting) -> None:
    counting.shop.product("nuts", "10.00", name="Nuts", codes=["4000000000068"], unit="kg")
    counting.begin()
    counting.scan("ZONE:Shelf \u202eA", TEA, TEA, MILK)
    counting.scan(MILK, is_repeat=True)
    counting.press(Key.Key_Z, modifiers=CTRL)
    counting.types("1.25*")
    counting.scan("4000000000068")
    assert counting.rows("countLines") == [["Green tea", "2"], ["Nuts", "1.25\N{NO-BREAK SPACE}kg"]]
    counting.press(Key.Key_F7)
    # Two scans are undone or were one: two teas, and the nuts by the kilogram.
    assert counting.rows("countSheets") == [["Shelf A", "2 \N{MIDDLE DOT} 1.25\N{NO-BREAK SPACE}kg", "being counted"]]
    counting.scan("ZONE:Shelf A", MILK)
    counting.press(Key.Key_F8)
    assert counting.rows("countSheets") == [["Shelf A", "3 \N{MIDDLE DOT} 1.25\N{NO-BREAK SPACE}kg", "done"]]


def test_the_whole_shop_that_was_opened_by_accident_holds_nobody_up(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8)
    # Enter in the empty box: a sheet of the whole shop, on which nothing is done.
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"
    assert [row[0] for row in counting.rows("countSheets")] == ["Z1", "Whole shop"]
    counting.press(Key.Key_F7)
    assert [row[0] for row in counting.rows("countSheets")] == ["Z1"]
    # Nor does one of somebody else, who has just opened it.
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    counting.opened.till.parts.stocktaking.open_sheet(str(uid), "", till="T1", user=None)
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F9)
    assert "sheets still open: 0" in counting.text("countSummary")
    counting.press(Key.Key_F8)
    counting.post()
    assert "is posted" in counting.text("countMessage")


def test_a_zone_after_another_leaves_none_that_is_blank(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", "ZONE:Z2", TEA, "ZONE:Z3")
    counting.press(Key.Key_F7)
    assert [row[0] for row in counting.rows("countSheets")] == ["Z2"]
    # One that is finished was counted, and is empty.
    counting.scan("ZONE:Z4")
    counting.press(Key.Key_F8)
    assert [row[0] for row in counting.rows("countSheets")] == ["Z2", "Z4"]


def test_a_label_that_not_every_scanner_reads_is_told(counting: Counting) -> None:
    counting.press(Key.Key_F6)
    counting.types("Shelf 1, Cooler")
    field = counting.in_dialog("labels_zones", QLineEdit)
    field.setText(f"{field.text()}, Kühlregal")  # no keyboard here has the letter
    counting.press(Key.Key_Return)
    counting.opened.rest()
    assert counting.text("countMessage").endswith(
        "zones.pdf. With a square code, which a laser scanner cannot read: 1 (Kühlregal). Bars need a wider label or a "
        "shorter name, and letters without accents."
    )


def test_what_is_counted_still_is_named_and_esc_goes_there(counting: Counting) -> None:
    counting.begin()
    for place in range(1, 6):
        counting.scan(f"ZONE:Z{place}", TEA, MILK)
        if place == 3:
            counting.press(Key.Key_F8)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F9)
    counting.post()
    said = counting.text("countMessage")
    assert said.startswith("Still being counted: Z1, Z2, Z4. Esc goes to the sheets")
    counting.press(Key.Key_Escape)
    # F4 goes on with one that is not done, though others were counted since.
    counting.press(Key.Key_F4)
    assert counting.text("countZone") == "Z4"
    counting.press(Key.Key_F7)
    counting.scan("ZONE:Z6", TEA, "ZONE:Z7", TEA)
    counting.press(Key.Key_F9)
    counting.post()
    assert counting.text("countMessage").startswith("Still being counted: Z1, Z2, Z4 and 2 more. Esc")
