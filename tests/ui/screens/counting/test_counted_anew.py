"""A zone that is counted again: whoever still counts it is told, and what was found there before is asked about."""

from __future__ import annotations

import pytest

from app.domain.count_sheet import Find, goods_of
from app.domain.refusal import Refusal
from app.domain.staff import PersonAsked
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


def refused_zone(stocktaking: Stocktaking, uid: str) -> Refusal:
    with pytest.raises(Refusal) as no:
        stocktaking.open_sheet(uid, "Z1", till="T1", user="bob")
    assert no.value.code == "zone_counted"
    return no.value


def test_whoever_counts_a_zone_that_somebody_else_counts_again_is_told_at_the_next_scan(counting: Counting) -> None:
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("bob", "Bob"))
    stocktaking = Stocktaking(other.book, other.clock)
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    asked = refused_zone(stocktaking, str(uid))
    assert asked.facts["state"] == "open"
    his = stocktaking.open_sheet(str(uid), "Z1", how="replace", till="T1", user="bob")
    item = counting.opened.till.parts.lookups.item("tea", location="shop")
    assert item is not None
    stocktaking.record(his, [(Find(goods_of(item), 3000, other.clock.now_us()), TEA)], many=0, till="T1", user="bob")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("Somebody else counts this zone again, and this sheet counts no ")
    assert counting.text("countMessage").endswith("(Green tea). Scan the label of the zone to count beside them. Esc "
                                                  "if it is settled.")  # fmt: skip
    assert [(row[0], row[2]) for row in counting.rows("countSheets")] == [
        ("Z1", "counted anew"), ("Z1", "being counted, again"),
    ]  # fmt: skip
    # The old sheet does not come back by itself; the label asks.
    counting.press(Key.Key_Escape, Key.Key_Home, Key.Key_F4)
    assert counting.text("countMessage").startswith("Bob counts zone Z1 again, and this sheet counts no more.")
    counting.scan("ZONE:Z1")
    assert counting.text("countMessage").startswith("Z1 is being counted now, by Bob.")
    counting.press(Key.Key_F5)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    stocktaking.finish_sheet(his)
    counting.press(Key.Key_F9)
    assert {row[0]: row[2] for row in counting.rows("countReviewLines")}["Green tea"] == "4"
    other.book.close_thread()


def test_a_zone_counted_again_asks_for_what_was_found_there_before_and_is_not_now(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, MILK)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6)
    counting.scan(MILK)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Green tea was counted here before and was not scanned now.")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Z1 is counted.")
    counting.press(Key.Key_F9)
    assert {row[0]: row[2] for row in counting.rows("countReviewLines")} == {"Green tea": "0", "Milk": "1"}
