"""What a plan names: categories, single goods, and what the shop buys of a supplier."""

import pytest

from app.domain.count_plan import CountPlanAsked, Plan, Scope
from app.domain.wording import sentence
from tests.books import Counter, refused


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.clock.put("2026-03-01T08:00:00+01:00")
    for code in ("SU", "OTHER", "IDLE"):
        counter.post("supplier", code=code, name=f"Supplier {code}")
    for sku in ("RECORD", "LISTED", "LAST", "ONCE", "BACK", "NEVER"):
        counter.product(sku, cost="0.50")
    counter.product("RECORD", supplier="SU")
    counter.product("GONE", supplier="SU", active=False)
    counter.product("BAG", name="Bag", stocked=False, supplier="SU", category="Wraps")
    counter.product("KIT", name="Gift box", kit=[{"sku": "RECORD", "quantity": "1"}], supplier="SU", category="Sets")
    counter.post("supplier_item", supplier="SU", sku="LISTED", item_code="4711")
    deliver(counter, "d1", "OTHER", "LAST")
    deliver(counter, "d2", "SU", "LAST", "ONCE", "BACK")
    deliver(counter, "d3", "OTHER", "ONCE", "BACK")
    deliver(counter, "d4", None, "LAST")
    return counter


def deliver(shop: Counter, uid: str, supplier: str | None, *skus: str) -> None:
    shop.clock.at_us += 60_000_000
    lines = [{"sku": sku, "quantity": "1", "unit_cost": "1"} for sku in skus]
    shop.post("delivery", uid, supplier=supplier, lines=lines)


def covered(shop: Counter, scope: Scope, *subjects: str) -> list[str]:
    uid = shop.stocktaking.begin(Plan("", "x", scope, subjects=subjects), till="T1", user="owner")
    found = shop.rows(
        "SELECT sku FROM stocktake_goods JOIN product ON product.id = product_id JOIN stocktake"
        f" ON stocktake.id = stocktake_id WHERE uid = '{uid}' ORDER BY sku"
    )
    return [sku for (sku,) in found]


def test_by_supplier_is_what_the_shop_buys_there(shop: Counter) -> None:
    assert covered(shop, Scope.SUPPLIER, "SU") == ["LAST", "LISTED", "RECORD"]
    assert covered(shop, Scope.SUPPLIER, "OTHER") == ["BACK", "ONCE"]
    # A delivery that was taken back has brought nothing.
    shop.post("reversal", "z3", of="d3", reason="typed wrong")
    assert covered(shop, Scope.SUPPLIER, "SU") == ["BACK", "LAST", "LISTED", "ONCE", "RECORD"]
    shop.stocktaking.set_plan(CountPlanAsked("SU", "From SU", Scope.SUPPLIER, subjects=("SU",)))


@pytest.mark.parametrize(
    ("scope", "subject", "code", "words"),
    [
        (Scope.SUPPLIER, "IDLE", "supplier_brings_nothing", "Supplier IDLE (IDLE) brings nothing that is counted"),
        (Scope.SUPPLIER, "SX", "unknown_subject", "The shop has no “SX”"),
        (Scope.CATEGORY, "Wraps", "category_not_counted", "There is nothing to count in “Wraps”"),
        (Scope.CATEGORY, "Sets", "category_not_counted", "There is nothing to count in “Sets”"),
        (Scope.CATEGORY, "Setz", "unknown_subject", "The shop has no “Setz”"),
        (Scope.SPOT, "KIT", "kit_counted_in_parts", "Gift box (KIT) is a kit"),
        (Scope.SPOT, "BAG", "not_stocked", "Bag (BAG) keeps no stock"),
        (Scope.SPOT, "K1T", "unknown_subject", "The shop has no “K1T”"),
    ],
)
def test_a_plan_of_what_is_not_counted_is_refused_with_the_reason(
    shop: Counter, scope: Scope, subject: str, code: str, words: str
) -> None:
    plan = Plan("", "x", scope, subjects=(subject,))
    keep, begin = shop.stocktaking.keep_plan, shop.stocktaking.begin
    for refusal in (
        refused(shop.stocktaking.set_plan, CountPlanAsked("P", "x", scope, subjects=(subject,))),
        refused(keep, plan, user="owner"),
        refused(begin, plan, till="T1", user="owner"),
    ):
        assert refusal.code == code
        assert sentence(refusal.code, refusal.facts).startswith(words)


def test_what_there_is_is_named_behind_the_last_one_too(shop: Counter) -> None:
    refusal = refused(shop.stocktaking.set_plan, CountPlanAsked("P", "x", Scope.SPOT, subjects=("ZZZ",)))
    assert str(refusal.facts["known"]).startswith("BACK")


def test_an_empty_shop_says_that_there_is_nothing_yet(counter: Counter) -> None:
    refusal = refused(counter.stocktaking.set_plan, CountPlanAsked("P", "x", Scope.SPOT, subjects=("ZZZ",)))
    assert sentence(refusal.code, refusal.facts).endswith("nothing yet.")


def test_a_plan_of_the_shop_counts_what_is_left_of_what_it_names(shop: Counter) -> None:
    shop.stocktaking.set_plan(CountPlanAsked("P", "x", Scope.SPOT, subjects=("NEVER", "ONCE")))
    (plan,) = shop.stocktakes.plans()
    shop.product("NEVER", kit=[{"sku": "LAST", "quantity": "2"}])
    uid = shop.stocktaking.begin(plan, till="T1", user="owner")
    assert shop.rows("SELECT sku FROM stocktake_goods JOIN product ON product.id = product_id") == [("ONCE",)]
    shop.stocktaking.abandon(uid, user="owner")
    # Whoever names it now is told.
    assert refused(shop.stocktaking.keep_plan, plan, user="owner").code == "kit_counted_in_parts"
