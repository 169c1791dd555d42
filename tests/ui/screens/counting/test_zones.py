"""Zones by the name that people type: in other capitals it is the same shelf."""

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key


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
