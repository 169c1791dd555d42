"""A count of some goods: one stray scan of others takes nothing of them out without a word."""

from pathlib import Path

import pytest

from app.domain.count_plan import Plan, Scope
from app.domain.rights import Person, Role
from app.domain.staff import PersonAsked
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import SHIFT, Key


@pytest.fixture
def milk_alone(counting: Counting) -> Counting:
    """A count of milk alone; a sheet is in hand."""
    plan = Plan("", "Milk only", Scope.SPOT, "shop", subjects=("milk",))
    counting.opened.till.parts.stocktaking.keep_plan(plan, user=None)
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    counting.begin("Milk only")
    counting.scan("ZONE:Z1")
    return counting


def test_goods_that_are_not_part_of_the_count_are_told_and_not_counted(milk_alone: Counting) -> None:
    counting = milk_alone
    counting.scan(MILK, TEA, MILK)
    assert counting.rows("countLines") == [["Milk", "2"]]
    assert counting.text("countMessage").startswith("Green tea is not part of this count, and was not counted.")
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.press(Key.Key_F8, Key.Key_F9)
    assert [row[0] for row in counting.rows("countReviewLines")] == ["Milk"]


def test_enter_counts_them_all_the_same_with_every_scan(milk_alone: Counting) -> None:
    counting = milk_alone
    counting.scan(TEA, MILK, TEA)
    counting.press(Key.Key_Return)
    assert sorted(counting.rows("countLines")) == [["Green tea", "2"], ["Milk", "1"]]
    # From then on it is part of this sheet.
    counting.scan(TEA)
    assert sorted(counting.rows("countLines")) == [["Green tea", "3"], ["Milk", "1"]]


def test_a_file_leaves_them_to_the_hand(milk_alone: Counting, tmp_path: Path) -> None:
    counting = milk_alone
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n{MILK},2\n4000000000006,1\n")
    counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    counting.opened.rest()
    assert counting.text("countMessage") == (
        f"Lines read: 3. Codes left out: 2 ({TEA}, 4000000000006). Count those by hand (Shift+F9 lists them)."
    )
    # What stands for no goods is on its list at once.
    assert counting.opened.find("count_unknown").isVisible()
    assert counting.rows("countLines") == [["Milk", "2"]]
    assert no_count(counting) == [
        [TEA, "not part of this count", "4"],
        ["4000000000006", "of a file; no one product has it", "1"],
    ]


def no_count(counting: Counting) -> list[list[str]]:
    """What is listed under Shift+F9."""
    counting.press(Key.Key_F9, modifiers=SHIFT)
    rows = counting.rows("unknown_table")
    counting.press(Key.Key_Escape)
    return rows


LEFT_OUT = [[TEA, "not part of this count", "4"]]
ELSEWHERE = (
    "Green tea is not part of this count, and was not counted. It stands among the scans in no count (Shift+F9). Esc "
    "if you have seen it."
)


def four_teas(counting: Counting) -> None:
    counting.types("4*")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("Green tea is not part of this count, and was not counted. Enter")


def test_left_by_the_review_they_are_on_the_list_and_enter_takes_nothing_there(milk_alone: Counting) -> None:
    counting = milk_alone
    four_teas(counting)
    counting.press(Key.Key_F9)
    counting.opened.rest()
    assert counting.text("countMessage") == ELSEWHERE
    counting.press(Key.Key_Return)
    assert counting.opened.find("countReview_unknown").isVisible()
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    assert no_count(counting) == LEFT_OUT
    # Back on its sheet Enter does not count them unasked.
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_F4)
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == []
    assert no_count(counting) == LEFT_OUT


def test_left_for_another_zone_they_are_on_the_list_with_theirs(milk_alone: Counting) -> None:
    counting = milk_alone
    four_teas(counting)
    counting.scan("ZONE:Z2")
    assert counting.text("countMessage") == ELSEWHERE
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == []
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert details(counting, "unknown_table")[0].startswith("Green tea \N{MIDDLE DOT} Z1 \N{MIDDLE DOT}")
    counting.press(Key.Key_Escape)
    # The same goods counted in another zone say nothing of those that lie here.
    counting.scan(TEA)
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "1"]]
    assert no_count(counting) == LEFT_OUT


def test_answered_they_are_off_the_list(milk_alone: Counting) -> None:
    counting = milk_alone
    four_teas(counting)
    assert counting.opened.find("count_unknown").isVisible()
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "4"]]
    assert not counting.opened.find("count_unknown").isVisible()
    counting.press(Key.Key_F7)
    counting.scan("ZONE:Z2")
    four_teas(counting)
    counting.press(Key.Key_Escape)
    assert not counting.opened.find("count_unknown").isVisible()


def test_enter_counts_them_only_while_the_message_says_so(milk_alone: Counting) -> None:
    counting = milk_alone
    four_teas(counting)
    counting.scan("4000000000006")
    assert counting.text("countMessage").startswith("No product has 4000000000006.")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == []
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage").startswith("Green tea is not part of this count, and was not counted. Enter")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "4"]]


def test_the_next_person_at_the_till_answers_nothing_for_the_one_before(milk_alone: Counting) -> None:
    counting = milk_alone
    four_teas(counting)
    counting.shop.staffing.set_person(PersonAsked("ben", "Ben"))
    session = counting.opened.till.parts.session
    session.user, session.name = "ben", "Ben"
    counting.opened.window._on_signed_in(Person("ben", "Ben", Role.OWNER))
    assert counting.text("countMessage") == ELSEWHERE
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == []
    assert no_count(counting) == LEFT_OUT


def test_what_was_scanned_while_very_many_were_asked_about_is_on_the_list_until_it_is_counted(
    counting: Counting,
) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("5000*")
    counting.scan(TEA)
    assert "5,000 is very many" in counting.text("countMessage")
    counting.press(Key.Key_F9)
    counting.opened.rest()
    assert counting.text("countMessage") == "Green tea was not counted. Scan it again; Esc if it is settled."
    counting.press(Key.Key_Escape)
    assert no_count(counting) == [[TEA, "scanned while something was asked", "1"]]
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_F4)
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "1"]]
    assert not counting.opened.find("count_unknown").isVisible()


def test_a_message_names_no_key_that_does_nothing_where_one_is(counting: Counting) -> None:
    counting.begin()
    counting.scan(TEA)
    assert "Enter alone counts without zones" in counting.text("countMessage")
    counting.press(Key.Key_F9)
    counting.opened.rest()
    assert counting.text("countMessage") == "Green tea was not counted. Scan it again; Esc if it is settled."
