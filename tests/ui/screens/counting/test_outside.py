"""A count of some goods: one stray scan of others takes nothing of them out without a word."""

from pathlib import Path

import pytest

from app.domain.count_plan import Plan, Scope
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


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
        f"Lines read: 3. Codes left out: 2 ({TEA}, 4000000000006). Count those by hand."
    )
    # What stands for no goods is on its list at once.
    assert counting.opened.find("count_unknown").isVisible()
    assert counting.rows("countLines") == [["Milk", "2"]]
