"""What is not there any more is set to nothing by whoever has just been asked, and knows how much that is."""

from __future__ import annotations

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import BEER, MILK, TEA
from tests.ui.windows import CTRL, Key

ASKED = "Green tea was not scanned. If none is there, press F8 again; else scan it."


def recount(counting: Counting) -> None:
    """Tea was counted, three of it; it is being counted again."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA)
    counting.press(Key.Key_F8, Key.Key_F9, Key.Key_Home)
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(*[Key.Key_Down] * names.index("Green tea"), Key.Key_F4)
    assert counting.text("countZone") == "Whole shop, only Green tea"


def found(counting: Counting) -> str:
    (row,) = [row for row in counting.rows("countReviewLines") if row[0] == "Green tea"]
    return row[2]


def test_a_sheet_that_was_given_up_and_is_back_asks_again(counting: Counting) -> None:
    recount(counting)
    # Something was done on it, and nothing is left: a sheet that is blank is none.
    counting.scan(TEA)
    counting.press(Key.Key_Z, modifiers=CTRL)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == ASKED
    for key in (Key.Key_F9, Key.Key_Escape, Key.Key_Down, Key.Key_Down):
        counting.press(key)
    counting.give_up()
    counting.press(Key.Key_F4)
    assert counting.text("countMessage") == "Whole shop, only Green tea is back. Counted on it: 0."
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == ASKED
    assert counting.text("countZone") == "Whole shop, only Green tea"
    counting.press(Key.Key_F8, Key.Key_F9)
    assert found(counting) == "0"


def test_a_question_that_is_out_of_sight_is_asked_again(counting: Counting) -> None:
    recount(counting)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == ASKED
    # Something else was said since.
    counting.press(Key.Key_F11)
    assert counting.text("countMessage") != ASKED
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == ASKED
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Green tea is counted.")


def test_it_is_told_how_many_products_would_be_gone_and_what_they_are_worth(counting: Counting) -> None:
    shop = counting.shop
    for name, price in (("Apples", "1.00"), ("Bread", "3.00"), ("Cheese", "12.50")):
        shop.product(name.lower(), price, name=name, codes=[])
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, MILK)
    for name, quantity in (("apples", "4"), ("bread", "2"), ("cheese", "1")):
        counting.types(f"{quantity}*{name}")
        counting.press(Key.Key_Return)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6)
    counting.scan(MILK, BEER)
    counting.press(Key.Key_F8)
    # Two at 2.49, four at 1.00, two at 3.00 and one at 12.50.
    sentence = (
        "Counted here before and not scanned now: 4 products, worth €27.48 at their selling prices (Apples, Bread, "
        "Cheese, Green tea). If none of them is there, F8 sets all 4 to zero; else scan them."
    )
    assert counting.text("countMessage") == sentence
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Z1 is counted.")


def test_a_zone_of_which_nothing_was_scanned_again_tells_it_too(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, MILK)
    counting.press(Key.Key_F8)
    # A second sheet of the same zone adds up.
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F5)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6, Key.Key_F8)
    # Three at 2.49 and one at 1.20.
    assert counting.text("countMessage") == (
        "Nothing was scanned here, and 2 products were. They are worth €8.67 at their selling prices (Green tea, "
        "Milk). If none of them is there, F8 sets all 2 to zero; else scan them."
    )
