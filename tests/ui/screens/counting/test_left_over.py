"""What was typed and not used becomes nothing that nobody meant: no zone, no count of the whole place."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key

NO_ZONE = "12* is a quantity, not a zone."


def box(counting: Counting) -> QLineEdit:
    found = counting.opened.find("countBox")
    assert isinstance(found, QLineEdit)
    return found


def test_a_quantity_where_a_zone_is_asked_for_stays_and_opens_nothing(counting: Counting) -> None:
    counting.begin()
    counting.types("12*")
    assert counting.text("countMessage").startswith(NO_ZONE)
    assert (box(counting).text(), box(counting).selectedText()) == ("12*", "12*")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith(NO_ZONE)
    assert counting.text("countZone") == "Which zone?"
    # Whoever types the zone now writes over it.
    counting.types("Z1")
    assert box(counting).text() == "Z1"
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Z1"
    counting.press(Key.Key_F8)
    # Esc takes the sentence and the text; Enter alone counts without zones then.
    counting.types("12*")
    counting.press(Key.Key_Escape)
    assert (box(counting).text(), counting.text("countMessage")) == ("", "")
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"


def test_enter_right_behind_a_zone_that_was_refused_does_not_count_without_zones(counting: Counting) -> None:
    counting.begin()
    counting.types("Z" * 65)
    counting.press(Key.Key_Return)
    said = counting.text("countMessage")
    assert said
    counting.press(Key.Key_Return)
    assert (counting.text("countMessage"), counting.text("countZone")) == (said, "Which zone?")
    assert box(counting).text() == "Z" * 65


def test_a_zone_of_the_list_that_was_chosen_is_what_enter_opens(counting: Counting) -> None:
    counting.begin()
    for zone in ("Z1", "Z2"):
        counting.scan(f"ZONE:{zone}", TEA)
        counting.press(Key.Key_F8)
    counting.press(Key.Key_Down, Key.Key_Up)
    hint = box(counting).placeholderText().translate(ISOLATES)
    assert hint == "Enter goes on with Z1; Esc, then Enter counts without zones   (F2)"
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Z1"
    counting.press(Key.Key_F8)
    # Nothing is chosen any more: Enter alone counts without zones.
    assert box(counting).placeholderText().startswith("Scan a zone label, or type the zone; Enter alone counts")
    counting.press(Key.Key_Down, Key.Key_Escape)
    assert counting.text("countZone") == "Which zone?"
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"


def test_a_zone_that_is_typed_counts_more_than_the_row_that_was_chosen(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8, Key.Key_Up)
    counting.types("Z9")
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Z9"


def test_what_is_typed_and_not_used_holds_the_end_of_the_zone_up(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", MILK)
    for key in (Key.Key_F8, Key.Key_F7):
        counting.types("12")
        counting.press(key)
        assert counting.text("countMessage") == (
            "12 is typed here and was not counted. Finish it (Enter) or clear it (Esc), then press the key again."
        )
        assert (counting.text("countZone"), box(counting).text()) == ("Z1", "12")
        # Esc clears it, as it says, and the sentence with it.
        counting.press(Key.Key_Escape)
        assert (box(counting).text(), counting.text("countMessage")) == ("", "")
    counting.press(Key.Key_F8)
    assert (counting.text("countZone"), box(counting).text()) == ("Which zone?", "")
    assert details(counting, "countSheets")


def test_a_line_whose_quantity_is_asked_for_holds_it_up_too(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", MILK)
    counting.press(Key.Key_F4)
    counting.types("7")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("7 is typed here and was not counted. Finish it (Enter)")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Milk", "7"]]
    counting.press(Key.Key_F8)
    assert counting.text("countZone") == "Which zone?"


def test_text_in_the_box_is_no_zone_where_somebody_else_ends_the_sheet(counting: Counting) -> None:

    counting.begin()
    counting.scan("ZONE:Z1", MILK)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    other = counting.shop.opened_again()
    Stocktaking(other.book, other.clock).abandon(str(uid), user="owner")
    counting.types("12")
    counting.opened.window.watch.look()
    counting.opened.rest()
    counting.opened.rest()
    assert (counting.text("countZone"), box(counting).text()) == ("Which zone?", "")
    other.book.close_thread()


def test_what_was_left_before_is_named_when_it_is_told_again(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("99999*")
    counting.scan(MILK)
    counting.press(Key.Key_Escape)
    again = "Milk was not counted. Scan it again; Esc if it is settled."
    assert counting.text("countMessage") == again
    counting.types("0*")
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "0"]]
    assert counting.text("countMessage") == again
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
