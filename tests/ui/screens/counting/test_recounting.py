"""A sheet that counts one product again is for that product alone, whatever is scanned and however often one begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ui.sound import Tone
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key


@pytest.fixture
def again(counting: Counting) -> Counting:
    """Tea and milk are counted, three and two; tea is being counted again."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index("Green tea"), Key.Key_F4)
    assert counting.text("countZone") == "Whole shop, only Green tea"
    return counting


def found(counting: Counting) -> dict[str, str]:
    """What the review says was found."""
    return {row[0]: row[2] for row in counting.rows("countReviewLines")}


def test_a_stray_scan_counts_nothing_stays_in_sight_and_takes_the_place_of_nothing(again: Counting) -> None:
    again.scan(TEA, MILK)
    sentence = "Not counted: Milk. Only Green tea is counted again here."
    assert again.text("countMessage").startswith(sentence)
    assert again.tones[-1] is Tone.REFUSED
    assert again.rows("countLines") == [["Green tea", "1"]]
    # The journal has it, and it is told until it is settled.
    assert again.kept("SELECT raw FROM draft_entry WHERE meaning LIKE '%other_goods%'") == [(MILK,)]
    again.scan(TEA)
    assert again.text("countMessage").startswith(sentence)
    again.scan("ZONE:Z1")
    again.press(Key.Key_F5)
    assert again.text("countMessage").startswith(sentence)
    again.scan(MILK)
    assert again.text("countMessage") == ""
    again.press(Key.Key_F8, Key.Key_F9)
    assert found(again) == {"Green tea": "2", "Milk": "3"}


def test_what_was_not_counted_can_be_settled(again: Counting) -> None:
    again.scan(MILK)
    again.types("left shoe")
    again.press(Key.Key_Return)
    assert again.text("countMessage").startswith("Not counted: 2 other products, the last one Left shoe.")
    again.press(Key.Key_Escape)
    assert again.text("countMessage") == ""
    again.scan(TEA)
    assert again.text("countMessage") == ""


def test_it_is_known_after_a_restart_what_alone_is_counted(again: Counting) -> None:
    # Whoever opens the window anew finds the sheet in the book.
    again.scan(TEA)
    again.press(Key.Key_Z, modifiers=CTRL)
    again.press(Key.Key_Escape)
    again.begin()
    assert details(again, "countSheets")[1].startswith("only Green tea \N{MIDDLE DOT} Owner \N{MIDDLE DOT} ")
    again.press(Key.Key_F4)
    assert again.text("countZone") == "Whole shop, only Green tea"
    again.scan(MILK)
    assert again.text("countMessage").startswith("Not counted: Milk.")
    assert again.rows("countLines") == []
    again.press(Key.Key_Escape, Key.Key_F8)
    assert again.text("countMessage") == "Green tea was not scanned. If none is there, press F8 again; else scan it."
    again.press(Key.Key_F8, Key.Key_F9)
    assert found(again) == {"Green tea": "0", "Milk": "2"}


def test_a_file_and_a_printed_sheet_are_taken_for_that_product_alone(again: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n{MILK},7\n")
    again.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    again.opened.rest()
    assert again.rows("countLines") == [["Green tea", "4"]]
    assert again.text("countMessage") == (
        f"Lines read: 2. Only Green tea is counted again here. Codes left out: 1 ({MILK}); Shift+F9 lists them."
    )
    again.press(Key.Key_F12)
    assert again.rows("paper_table") == [["1", "Green tea", "4"]]
    again.press(Key.Key_Escape, Key.Key_F8, Key.Key_F9)
    assert found(again) == {"Green tea": "4", "Milk": "2"}


def test_two_products_are_counted_again_one_sheet_each(again: Counting) -> None:
    again.types("9*")
    again.scan(TEA)
    again.press(Key.Key_F9)
    names = [row[0] for row in again.rows("countReviewLines")]
    again.press(Key.Key_Home, *[Key.Key_Down] * names.index("Milk"), Key.Key_F4)
    assert again.text("countZone") == "Whole shop, only Milk"
    assert again.rows("countLines") == []
    again.scan(MILK)
    again.press(Key.Key_F8, Key.Key_F9)
    assert found(again) == {"Green tea": "9", "Milk": "1"}
    assert "sheets still open: 1" in again.text("countSummary")


def test_the_list_says_what_is_for_somebody_else(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA)
    counting.press(Key.Key_F8)
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0, second_person = 1")
    counting.press(Key.Key_F6)
    assert counting.rows("again_table") == [["Green tea", "to be counted by somebody else"]]


def test_whoever_has_counted_is_told_first_that_somebody_else_counts_again(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA)
    counting.press(Key.Key_F8)
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0, second_person = 1")
    counting.press(Key.Key_F9)
    assert counting.states()["Green tea"] == "count again"
    assert details(counting, "countReviewLines", column=-1)[0] == "by somebody else"
    counting.press(Key.Key_Home, Key.Key_F4)
    told = counting.text("countMessage")
    assert told.startswith("You have counted Green tea, and somebody else has to count it again.")
    # The list of what is to be counted again says so, too.
    counting.press(Key.Key_Escape, Key.Key_F7, Key.Key_F6)
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") == told


def test_a_recount_that_was_opened_by_a_wrong_pick_is_left_behind_as_none(again: Counting) -> None:
    # Tea was not meant: the review is looked at, and milk is picked.
    again.press(Key.Key_F9)
    assert "sheets still open: 0" in again.text("countSummary")
    names = [row[0] for row in again.rows("countReviewLines")]
    again.press(Key.Key_Home, *[Key.Key_Down] * names.index("Milk"), Key.Key_F4)
    assert again.text("countZone") == "Whole shop, only Milk"
    again.scan(MILK)
    again.press(Key.Key_F8)
    assert [row[0] for row in again.rows("countSheets")] == ["Z1", "Whole shop"]
    assert details(again, "countSheets")[1].startswith("only Milk")
    again.press(Key.Key_F9)
    assert found(again) == {"Green tea": "3", "Milk": "1"}


def test_after_one_product_the_next_one_is_at_hand(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK, MILK)
    counting.press(Key.Key_F8)
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0")
    counting.press(Key.Key_F6)
    assert [row[0] for row in counting.rows("again_table")] == ["Green tea", "Milk"]
    counting.press(Key.Key_Return)
    counting.types("8*")
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    # Tea is settled, and the list has what is left.
    assert counting.text("countMessage").startswith("Green tea is counted.")
    assert [row[0] for row in counting.rows("again_table")] == ["Milk"]
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop, only Milk"
    counting.scan(MILK)
    counting.press(Key.Key_F8)
    assert counting.opened.dialog() is None
    assert counting.text("countMessage").startswith("Milk is counted.")


def test_from_what_is_left_one_goes_to_the_review_also_by_a_quick_hand(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK, MILK)
    counting.press(Key.Key_F8)
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0")
    for is_quick in (False, True):
        counting.press(Key.Key_F6)
        counting.press(Key.Key_Return)
        counting.scan(TEA)
        counting.press(Key.Key_F8, *[Key.Key_F9] * is_quick)
        if not is_quick:
            assert [row[0] for row in counting.rows("again_table")] == ["Milk"]
            counting.press(Key.Key_F9)
        assert counting.opened.dialog() is None
        assert counting.states()["Milk"] == "count again"
        counting.press(Key.Key_Escape)


def test_what_is_for_somebody_else_alone_is_not_asked_again(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK, MILK)
    counting.press(Key.Key_F8)
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0, second_person = 1")
    counting.press(Key.Key_F6)
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    assert counting.opened.dialog() is None


def test_what_was_counted_again_and_came_out_differently_stands_with_who_had_counted_it(again: Counting) -> None:
    again.scan(TEA, TEA)
    again.press(Key.Key_F8, Key.Key_F9)
    again.press(Key.Key_F8)
    again.post()
    assert "is posted" in again.text("countMessage")
    again.can_press("count_start_results")
    again.press(Key.Key_F9)
    assert details(again, "countResultsLines", 1) == [""]
    again.press(Key.Key_F5)
    assert [row[1:3] for row in again.rows("countResultsLines")] == [["Owner", "2"]]
    assert details(again, "countResultsLines", 1) == ["Counted again: 1, came out differently: 1"]
