"""A number that was typed without its star is no quantity: a word says so, and one key makes it one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.product import Unit
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import SHIFT, Key

SAID = (
    "24 was not used as a quantity, as it has no star (24* would be). If it was meant, Enter makes this scan 24 of "
    "Green tea; Esc leaves it."
)


@pytest.fixture
def at_the_shelf(counting: Counting) -> Counting:
    counting.begin()
    counting.scan("ZONE:Z1")
    return counting


def box(counting: Counting) -> str:
    field = counting.opened.find("countBox")
    assert isinstance(field, QLineEdit)
    return field.text()


def no_count(counting: Counting) -> list[list[str]]:
    counting.press(Key.Key_F9, modifiers=SHIFT)
    rows = counting.rows("unknown_table")
    counting.press(Key.Key_Escape)
    return rows


def test_a_number_without_its_star_is_told_at_the_scan_and_enter_makes_it_the_quantity(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.scan(TEA)
    counting.types("24")
    counting.scan(TEA)
    assert box(counting) == ""
    assert counting.rows("countLines") == [["Green tea", "2"]]
    assert counting.text("countMessage") == SAID
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "25"]]
    assert counting.text("countMessage") == ""
    assert not counting.opened.find("count_unknown").isVisible()
    # Enter once more is nothing.
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "25"]]


def test_esc_leaves_the_scan_at_one(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("24")
    counting.scan(TEA)
    counting.press(Key.Key_Escape, Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "1"]]
    assert not counting.opened.find("count_unknown").isVisible()


def test_whoever_scans_on_is_still_told_and_enter_takes_the_same_goods(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("24")
    counting.scan(TEA, MILK)
    assert counting.text("countMessage") == SAID
    counting.press(Key.Key_Return)
    assert sorted(counting.rows("countLines")) == [["Green tea", "24"], ["Milk", "1"]]


def test_left_without_an_answer_it_stands_on_the_list(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("24")
    counting.scan(TEA)
    counting.scan("ZONE:Z2", TEA)
    assert counting.text("countMessage") == ""
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "1"]]
    assert no_count(counting) == [[TEA, "a number before it had no star", "23"]]


def test_of_a_pack_it_is_so_many_packs_and_of_weighed_goods_the_weight(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("3")
    counting.scan("40063813339310")
    assert "Enter makes this scan 18 of Milk" in counting.text("countMessage")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Milk", "18"]]
    counting.shop.product("cheese", "20.00", name="Cheese", unit=Unit.KG, codes=["2000001"])
    counting.types("1.25")
    counting.scan("2000001")
    assert "Enter makes this scan 1.25\N{NO-BREAK SPACE}kg of Cheese" in counting.text("countMessage")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines")[1] == ["Cheese", "1.25\N{NO-BREAK SPACE}kg"]


def test_words_and_half_a_code_stay_where_they_are(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    for text in ("gree", "400638"):
        counting.types(text)
        counting.scan(TEA)
        assert (box(counting), counting.text("countMessage")) == (text, "")
        counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == [["Green tea", "2"]]
