"""While it is asked which piece lies there, the code of goods is not taken for its serial number."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.product import Tracking
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.ui.sound import Tone
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import TEA
from tests.ui.windows import Key

PHONE, OTHER = "4000000000044", "4999999999999"
DOUBTED = (
    "{code} may be the code of goods, and Phone has no such number in the book. Nothing was counted: press Enter if it "
    "is the number of this piece, else scan the number."
)


@pytest.fixture
def phones(counting: Counting) -> Counting:
    """Phones X1 and X2, and one whose number is made like a retail code; one is asked for."""
    counting.shop.product("phone", "99.00", name="Phone", tracking=Tracking.SERIAL, codes=[PHONE])
    counting.shop.product("bag", "1.00", name="Bag", codes=["BAG-7"])
    line = StockLineAsked("phone", 3000, 60_000_000, serials=("X1", "X2", "4012345678901"))
    counting.shop.receiving.accept_delivery(DeliveryAsked(Asking("phones"), (line,)))
    counting.begin()
    counting.scan("ZONE:Z1", PHONE)
    counting.tones.clear()
    return counting


def about(counting: Counting) -> str:
    return counting.in_dialog("piece_form_about", QLabel).text().translate(ISOLATES)


def unknown(counting: Counting) -> list[list[str]]:
    """What Shift+F9 lists: code and why."""
    button = counting.opened.find("count_unknown")
    if not button.isVisible():
        return []
    counting.screen.presenter.around.ask_unknown()  # type: ignore[attr-defined]
    counting.opened.rest()
    rows = [row[:2] for row in counting.rows("unknown_table")]
    counting.press(Key.Key_Escape)
    return rows


@pytest.mark.parametrize("code", [OTHER, "4999999999990", "036000291452", "12345670", "BAG-7"])
def test_it_is_refused_aloud_and_the_number_is_still_asked_for(phones: Counting, code: str) -> None:
    phones.scan(code)
    assert phones.tones == [Tone.REFUSED]
    assert phones.dialog_says("piece_form_bar") == DOUBTED.format(code=code)
    assert about(phones) == "Phone"
    phones.scan("X1")
    assert phones.opened.dialog() is None
    assert phones.rows("countLines") == [["Phone", "1"]]
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X1"]
    # It is not forgotten: nobody has said yet what it was.
    assert unknown(phones) == [[code, "a product's code, or a serial number?"]]


def test_enter_says_that_it_is_the_number(phones: Counting) -> None:
    phones.scan(OTHER)
    phones.press(Key.Key_Return)
    assert phones.opened.dialog() is None
    assert details(phones, "countLines") == [f"phone \N{MIDDLE DOT} {OTHER}"]
    assert unknown(phones) == []


def test_a_scanner_that_sends_it_twice_does_not_say_that_it_is(phones: Counting) -> None:
    phones.scan(OTHER)
    phones.scan(OTHER, is_repeat=True)
    assert about(phones) == "Phone"
    assert phones.rows("countLines") == []
    assert phones.tones == [Tone.REFUSED, Tone.REPEAT]
    # Nor does a number count twice.
    phones.scan("X1")
    phones.scan("X1", is_repeat=True)
    assert phones.rows("countLines") == [["Phone", "1"]]
    assert phones.text("countMessage") == ""


def test_a_second_box_of_the_same_goods_does_not_say_that_it_is(phones: Counting) -> None:
    phones.scan(OTHER, OTHER, "12345670")
    assert about(phones) == "Phone"
    assert phones.rows("countLines") == []
    # Enter is about the last one; the others are still looked after.
    phones.press(Key.Key_Return)
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} 12345670"]
    why = "a product's code, or a serial number?"
    assert unknown(phones) == [[OTHER, why]]
    # What was doubted in one question is nothing in the next.
    phones.scan(PHONE, OTHER)
    phones.press(Key.Key_Escape)
    phones.scan(PHONE)
    phones.press(Key.Key_Return)
    assert phones.dialog_says("piece_form_bar").startswith("Scan or type the serial number")


def test_typed_by_hand_it_is_the_number(phones: Counting) -> None:
    phones.scan(OTHER)
    phones.types(OTHER)
    phones.press(Key.Key_Return)
    assert phones.opened.dialog() is None
    assert details(phones, "countLines") == [f"phone \N{MIDDLE DOT} {OTHER}"]
    assert unknown(phones) == []


def test_a_number_that_the_book_has_is_taken_at_once_whatever_its_form(phones: Counting) -> None:
    phones.scan("4012345678901")
    assert phones.opened.dialog() is None
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} 4012345678901"]
    assert phones.tones == [Tone.TAKEN]


def test_goods_of_the_shop_are_counted_and_the_number_is_still_asked_for(phones: Counting) -> None:
    phones.scan(TEA)
    assert phones.rows("countLines") == [["Green tea", "1"]]
    assert about(phones) == "Phone"


def test_numbers_that_come_before_the_question_is_open_are_numbers(phones: Counting) -> None:
    phones.press(Key.Key_Escape)
    phones.types("3*")
    with phones.opened.unanswered():
        for code in (PHONE, "X1", "X2", OTHER, "X3", TEA):
            phones.screen.on_scan(code)  # type: ignore[attr-defined]
    assert phones.opened.dialog() is None
    assert details(phones, "countLines")[0] == "phone \N{MIDDLE DOT} X1, X2, X3"
    assert unknown(phones) == [[OTHER, "a product's code, or a serial number?"]]
    assert phones.rows("countLines") == [["Phone", "3"], ["Green tea", "1"]]


def test_a_number_that_was_counted_already_says_so_in_the_question(phones: Counting) -> None:
    phones.scan("X1", PHONE, "X1")
    assert phones.dialog_says("piece_form_bar").startswith("The serial number X1 of phone was counted already.")
    phones.scan("X2")
    assert phones.rows("countLines") == [["Phone", "2"]]
