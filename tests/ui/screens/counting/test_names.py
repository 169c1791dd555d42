"""A name that turns the direction of writing turns none of the screen's own words round."""

from PySide6.QtWidgets import QLineEdit

from tests.ui.screens.counting.hands import Counting
from tests.ui.windows import Key


def test_the_question_for_a_quantity_reads_from_its_beginning(counting: Counting) -> None:
    counting.shop.product("jam", "2.00", name="Jam \u202ered", codes=["4000000000051"])
    counting.begin()
    counting.scan("ZONE:Z1", "4000000000051")
    counting.press(Key.Key_F4)
    box = counting.opened.find("countBox")
    assert isinstance(box, QLineEdit)
    assert box.placeholderText() == "How much of \u2068Jam red\u2069 is there? Type it, then Enter"
