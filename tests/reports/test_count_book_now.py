"""What the book says of counted goods at the moment of the last scan, and of the others now."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, goods_of
from app.domain.count_standing import standing
from app.domain.requests import Asking
from app.reports.count_book_now import BookNow
from app.store.queries import stocktakes


def test_what_was_sold_since_is_apart_from_what_was_expected_then(counter):
    for sku in ("A", "B"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "9", "1.50")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    goods = goods_of(counter.lookups.item("A", location="shop"))
    counter.stocktaking.record(sheet, [(Find(goods, 8000, counter.clock.now_us()), "A")], many=0, till="T1", user=None)
    counter.clock.put("2026-03-06T12:00:00+01:00")
    counter.sell("s1", "A", "2")
    ids = {counter.lookups.item(sku, location="shop").product_id for sku in ("A", "B")}
    with counter.book.reading() as connection:
        known = stocktakes.stocktake(connection, uid)
        found = standing(stocktakes.sheets(connection, known.stocktake_id))
        says = BookNow(counter.book, connection, known, found, ids, counter.clock.now_us())
        (counted,) = found
        told = says.of_found(counted, found[counted])
        (other,) = ids - {counted}
        assert (sum(told.expected.values()), told.since_milli) == (9000, 2000)
        assert sum(says.now(other).expected.values()) == 9000
        assert says.now(other).cost == (9000, 1350)
        assert says.has_stock(other)


def test_what_never_came_in_at_a_place_costs_what_it_did_elsewhere(counter):
    counter.product("A")
    counter.product("B", cost="0.70")
    counter.post("location", code="back", name="Back room")
    for sku in ("A", "B"):
        counter.deliver(f"d{sku}", sku, "9", "1.50")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.OPENING, "back"), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    for many, sku in enumerate(("A", "B")):
        goods = goods_of(counter.lookups.item(sku, location="shop"))
        entry = Find(goods, 2000, counter.clock.now_us())
        counter.stocktaking.record(sheet, [(entry, sku)], many=many, till="T1", user=None)
    counter.stocktaking.finish_sheet(sheet)
    review = counter.stocktakes.review(uid)
    assert [(line.goods.sku, line.value_minor) for line in review.lines] == [("A", 300), ("B", 300)]
    asked = counter.stocktakes.count_asked(review, Asking(uid, location="back"))
    counter.counting.count(asked, stocktake=uid, many=review.many)
    assert [counter.stock(sku, "back") for sku in ("A", "B")] == [(2000, 300), (2000, 300)]
