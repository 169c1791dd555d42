"""What is scanned where counting begins: the label of a zone opens its count, anything else says what to do first."""

from __future__ import annotations

import pytest

from app.domain.count_plan import Plan, Scope
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key


@pytest.fixture
def one_goes_on(counting: Counting) -> Counting:
    """A count of everything goes on, with a sheet of Shelf 1; the list is in sight."""
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA)
    leave(counting)
    return counting


def leave(counting: Counting) -> None:
    counting.press(Key.Key_Escape)
    counting.opened.rest()
    assert counting.opened.find("countStartTable").isVisible()


def test_goods_scanned_there_are_told_to_wait_for_the_count(one_goes_on: Counting) -> None:
    counting = one_goes_on
    counting.scan(TEA)
    assert counting.text("countMessage") == (
        "Nothing was counted: open the count first (arrow keys, Enter), then scan the label of a zone and what lies "
        "there."
    )


def test_where_nothing_is_counted_yet_that_is_said(counting: Counting) -> None:
    for text in (TEA, "ZONE:Shelf 1"):
        counting.scan(text)
        assert counting.text("countMessage") == "Nothing is being counted yet. Choose what to count, then scan."
        counting.press(Key.Key_Escape)


def test_the_label_of_a_zone_opens_the_only_count(one_goes_on: Counting) -> None:
    counting = one_goes_on
    counting.scan("ZONE:Shelf 2", TEA)
    assert counting.text("countZone") == "Shelf 2"
    assert counting.rows("countLines") == [["Green tea", "1"]]


def test_of_several_counts_the_label_opens_the_one_that_has_its_zone(one_goes_on: Counting) -> None:
    counting = one_goes_on
    plan = Plan("", "Milk only", Scope.SPOT, "shop", subjects=("milk",))
    counting.opened.till.parts.stocktaking.begin(plan, till="T1", user=None)
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    counting.scan("ZONE:Shelf 9")
    assert counting.text("countMessage") == (
        "Several counts go on, and Shelf 9 may be of any: open the count first (arrow keys, Enter), then scan the "
        "label again."
    )
    counting.scan("zone:shelf 1")
    assert counting.text("countTitle") == "Count everything"
    assert (counting.text("countZone"), counting.text("countMessage")) == ("Shelf 1", "")
    assert counting.rows("countLines") == [["Green tea", "1"]]
