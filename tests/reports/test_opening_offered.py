"""How long a new shop is asked to count its opening stock."""

import pytest

from app.domain.count_plan import CountPlanAsked, Plan, Scope
from app.domain.count_sheet import Find, goods_of
from app.domain.requests import Asking
from app.reports.count_planning import CountPlanning
from tests.books import Counter


@pytest.fixture
def shop(counter: Counter) -> Counter:
    for sku in ("A", "B"):
        counter.product(sku, cost="0.50")
    counter.product("BAG", stocked=False)
    counter.product("KIT", kit=[{"sku": "A", "quantity": "1"}])
    return counter


def offered(shop: Counter, location: str = "shop") -> tuple[bool, bool]:
    """Whether nothing has come in, and whether the opening stock is still to be counted."""
    planning = CountPlanning(shop.book)
    return planning.is_new(location), planning.wants_opening(location)


def test_sales_bring_nothing_in(shop: Counter) -> None:
    assert offered(shop) == (True, True)
    shop.sell("s1", "A")
    assert offered(shop) == (True, True)
    # What a customer brings back was there before.
    shop.take_back("s2", "s1")
    assert offered(shop) == (True, True)


def test_it_stays_until_all_has_come_in(shop: Counter) -> None:
    shop.deliver("d1", "A", "10", "1.00")
    assert offered(shop) == (False, True)
    shop.deliver("d2", "B", "10", "1.00")
    assert offered(shop) == (False, False)


def test_a_count_of_all_of_it_ends_it_and_one_of_some_goods_does_not(shop: Counter) -> None:
    shop.sell("s1", "A")
    for scope, subjects, wanted in ((Scope.SPOT, ("A",), True), (Scope.FULL, (), False)):
        shop.clock.at_us += 60_000_000
        uid = shop.stocktaking.begin(Plan("", "x", scope, subjects=subjects), till="T1", user="owner")
        sheet = shop.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner")
        found = Find(goods_of(shop.lookups.item("A", location="shop")), 5000, shop.clock.now_us())
        shop.stocktaking.record(sheet, [(found, "A")], many=0, till="T1", user="owner")
        shop.stocktaking.finish_sheet(sheet)
        review = shop.stocktakes.review(uid)
        shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
        review = shop.stocktakes.review(uid)
        shop.counting.count(
            shop.stocktakes.count_asked(review, Asking(uid, user="owner")), stocktake=uid, many=review.many
        )
        assert offered(shop) == (False, wanted)
    shop.post("reversal", "z1", of=uid, reason="typed wrong")
    assert offered(shop) == (False, True)


def test_a_count_that_carries_out_a_plan_of_all_ends_it(shop: Counter) -> None:
    shop.stocktaking.set_plan(CountPlanAsked("FULL", "All", Scope.FULL))
    shop.post("count", "c1", lines=[{"sku": "A", "counted": "0"}])
    assert offered(shop) == (True, True)
    shop.clock.at_us += 60_000_000
    # There is nothing, and that was counted.
    shop.post("count", "c2", lines=[{"sku": "A", "counted": "0"}], plan="FULL")
    assert offered(shop) == (True, False)


def test_opening_stock_that_was_entered_need_not_be_counted(shop: Counter) -> None:
    shop.post("opening_stock", "o1", lines=[{"sku": "A", "quantity": "5", "unit_cost": "1"}])
    assert offered(shop) == (False, False)


def test_each_place_is_by_itself(shop: Counter) -> None:
    shop.post("location", code="back", name="Back room")
    shop.deliver("d1", "A", "10", "1.00")
    shop.deliver("d2", "B", "10", "1.00")
    assert (offered(shop), offered(shop, "back")) == ((False, False), (True, True))
