"""What a scanner sends twice at once is counted once, and stands in the book until somebody has looked after it."""

from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import SHIFT, Key


def unknown(counting: Counting) -> list[list[str]]:
    counting.press(Key.Key_F9, modifiers=SHIFT)
    rows = counting.rows("unknown_table")
    counting.press(Key.Key_Escape)
    return rows


def test_a_memory_that_is_emptied_at_once_counts_one_and_the_others_stay_on_the_list(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    for _ in range(3):
        # A burst: no hand has scanned the second one again.
        counting.scan(TEA)
        counting.scan(TEA, is_repeat=True)
        counting.scan(MILK)
    assert counting.text("countMessage").startswith("3 scans came twice and are counted once")
    # One that a hand scans again later is looked after.
    counting.shop.clock.put("2026-03-02T09:05:00+01:00")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("2 scans came twice and are counted once")
    counting.press(Key.Key_Escape)
    assert counting.kept("SELECT count(*) FROM draft_entry WHERE meaning LIKE '%\"folded\"%'") == [(3,)]
    said = "came twice, is counted once"
    assert unknown(counting) == [[TEA, said, "2"]]


def test_the_second_piece_that_is_taken_after_all_is_off_the_list(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.scan(TEA, is_repeat=True)
    assert counting.opened.find("count_unknown").isVisible()
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "2"]]
    assert not counting.opened.find("count_unknown").isVisible()
    assert details(counting, "countLines") != []


def test_enter_that_takes_no_second_piece_any_more_is_not_offered(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.scan(TEA, is_repeat=True)
    assert "Press Enter if it is a second piece" in counting.text("countMessage")
    counting.press(Key.Key_F9)
    counting.opened.rest()
    assert counting.text("countMessage").startswith(
        "Green tea came twice and is counted once. If it was a second piece,"
    )
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_Escape)
    assert (counting.text("countZone"), counting.text("countMessage")) == ("Which zone?", "")


def test_one_key_takes_all_that_came_twice_and_one_leaves_it(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    for code in (TEA, MILK):
        counting.scan(code)
        counting.scan(code, is_repeat=True)
    assert counting.text("countMessage") == (
        "Milk came twice, faster than a hand can. Press Enter if it is a second piece, F5 if all 2 that came twice "
        "are, Esc if not."
    )
    counting.scan(TEA)
    assert counting.text("countMessage") == (
        "2 scans came twice and are counted once, the last one Milk. F5 counts all of them, too; Esc leaves them at "
        "one."
    )
    counting.press(Key.Key_F5)
    assert counting.rows("countLines") == [["Green tea", "3"], ["Milk", "2"]]
    assert not counting.opened.find("countMessage").isVisible()
    assert not counting.opened.find("count_unknown").isVisible()
    # There is nothing left that the key could take.
    counting.press(Key.Key_F5)
    assert counting.rows("countLines") == [["Green tea", "3"], ["Milk", "2"]]
    counting.scan(MILK, is_repeat=True)
    assert counting.text("countMessage").endswith("Press Enter if it is a second piece, Esc if not.")
    counting.press(Key.Key_Escape, Key.Key_F5)
    assert counting.rows("countLines") == [["Green tea", "3"], ["Milk", "2"]]


def test_what_came_twice_in_one_zone_is_not_counted_in_another_by_a_key(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.scan(TEA, is_repeat=True)
    counting.scan("ZONE:Z2", MILK)
    assert counting.text("countMessage") == (
        "Green tea came twice and is counted once. If it was a second piece, scan it again. Esc if it is settled."
    )
    counting.press(Key.Key_F5)
    assert counting.rows("countLines") == [["Milk", "1"]]
