"""Stock below zero, goods to order again; late documents stand with the tests of closing."""

from app.reports.asked import Asked
from app.reports.attention import Attention
from tests.books import refused
from tests.reports.told import columns_of, rows_of


def test_stock_below_zero_says_since_when(counter):
    counter.product("A", cost="0.50")
    counter.product("B")
    counter.post("location", code="back", name="Back room")
    counter.deliver("d1", "A", "1", "0.80")
    counter.deliver("d2", "B", "1", "0.80")
    counter.sell("s1", "A", "1")
    counter.clock.put("2026-03-03T10:30:00+01:00")
    counter.sell("s2", "A", "2")
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.sell("s3", "A", "1")
    report = Attention(counter.book).negative_stock()
    assert columns_of(report) == "sku name location quantity unit_cost value since lot"
    found = [("A", "shop", -3000, 800_000, -240, "2026-03-03T10:30:00+01:00")]
    assert rows_of(report, "sku", "location", "quantity", "unit_cost", "value", "since") == found
    assert list(Attention(counter.book).negative_stock(Asked(location="back")).rows) == []
    counter.deliver("d3", "A", "3", "0.80")
    assert list(Attention(counter.book).negative_stock().rows) == []


def test_lots_below_zero_are_listed_where_there_is_enough_of_the_product(counter):
    counter.product("L", tracking="lot", cost="1.00")
    counter.product("P", tracking="serial")
    for lot in ("A", "B"):
        counter.post("delivery", f"d{lot}", lines=[{"sku": "L", "quantity": "4", "unit_cost": "1.00", "lot": lot}])
    counter.post("delivery", "dP", lines=[{"sku": "P", "quantity": "2", "serials": ["X1", "X2"]}])
    for day, lines in (
        ("03", [{"sku": "L", "quantity": "5", "lot": "A"}]),
        ("04", [{"sku": "L", "quantity": "1", "lot": "A"}, {"sku": "P", "quantity": "1", "serials": ["X9"]}]),
    ):
        counter.clock.put(f"2026-03-{day}T09:00:00+01:00")
        counter.post("sale", f"s{day}", lines=lines)
    report = Attention(counter.book).negative_stock()
    assert rows_of(report, "sku", "lot", "quantity", "unit_cost", "value", "since") == [
        ("L", "A", -2000, None, None, "2026-03-03T09:00:00+01:00"),
        ("P", "X9", -1000, None, None, "2026-03-04T09:00:00+01:00"),
    ]
    # Where the product is below zero itself, it says all of it.
    counter.post("sale", "s5", lines=[{"sku": "L", "quantity": "3", "lot": "B"}])
    report = Attention(counter.book).negative_stock(Asked(location="shop"))
    assert rows_of(report, "sku", "lot", "quantity")[0] == ("L", "", -1000)


def test_low_stock_lists_what_is_at_its_reorder_point_or_below(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.post("location", code="back", name="Back room")
    counter.product("AT", reorder_point="6", reorder_quantity="24", supplier="S1")
    counter.product("OVER", reorder_point="6")
    counter.product("NEVER", reorder_point="2")
    counter.product("NONE")
    counter.product("GONE", reorder_point="5", active=False)
    counter.deliver("d1", "AT", "4", "1.00")
    counter.deliver("d2", "AT", "2", "1.00", location="back")
    counter.deliver("d3", "OVER", "7", "1.00")
    report = Attention(counter.book).low_stock()
    assert (
        columns_of(report)
        == "sku name quantity on_order reorder_point reorder_quantity proposal pack supplier item_code reason value"
    )
    names = ("sku", "quantity", "reorder_point", "reorder_quantity", "supplier")
    assert rows_of(report, *names) == [("AT", 6000, 6000, 24_000, "S1"), ("NEVER", 0, 2000, None, "")]
    alone = Attention(counter.book).low_stock(Asked(location="back"))
    assert rows_of(alone, "sku", "quantity") == [("AT", 2000), ("NEVER", 0), ("OVER", 0)]


def test_goods_on_the_way_need_not_be_ordered(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A", reorder_point="3")
    counter.deliver("d1", "A", "5", "1.00")
    counter.post(
        "transfer", "t1", step="send", **{"from": "shop", "to": "back", "lines": [{"sku": "A", "quantity": "4"}]}
    )
    assert list(Attention(counter.book).low_stock().rows) == []


def test_late_documents_are_cut_by_day_and_knowledge(counter):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.post("period_close", "p1", through="2026-03-03")
    counter.sell("s1", "A", "2", at="2026-03-02T11:00:00+01:00")
    ask = Attention(counter.book).late
    assert columns_of(ask()) == "at recorded book_date document number kind location gross counted_by"
    assert rows_of(ask(), "document", "gross") == [("s1", 200)]
    assert list(ask(Asked(last=20260303)).rows) == []
    assert list(ask(Asked(known="2026-03-04T08:00:00+01:00")).rows) == []


def test_a_report_that_cannot_be_made_says_why(counter):
    told = Attention(counter.book)
    for ask in (told.negative_stock, told.low_stock, told.late):
        assert refused(ask, Asked(location="moon")).code == "unknown_location"
    assert refused(told.late, Asked(first=20260302, last=20260301)).code == "days_backwards"


def test_a_sale_that_comes_after_a_count_of_its_goods_is_late(counter):
    counter.post("location", code="back", name="Back room")
    for sku in "AB":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "5", "1.00", at="2026-03-02T08:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "4"}])
    counter.clock.put("2026-03-02T10:00:00+01:00")
    # Sold before it was counted, booked after; of B nothing was counted, and what is sold now comes after the count.
    sold = counter.sell("s1", "A", at="2026-03-02T08:30:00+01:00")
    assert [(one.code, one.facts["count"]) for one in sold.warnings] == [("sold_before_count", "T0-C000001")]
    assert counter.sell("s2", "B", at="2026-03-02T08:30:00+01:00").warnings == ()
    assert counter.sell("s3", "A").warnings == ()
    assert counter.sell("s4", "A", at="2026-03-02T08:30:00+01:00", location="back").warnings == ()
    late = Attention(counter.book).late
    assert rows_of(late(), "document", "counted_by") == [("s1", "T0-C000001")]
    counter.post("reversal", "z1", of="c1")
    assert list(late().rows) == []


def test_stock_below_zero_can_be_asked_of_a_past_day(counter):
    counter.product("A", cost="0.50")
    counter.product("L", tracking="lot", cost="1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.deliver("d1", "A", "2", "0.80")
    for lot in ("M", "N"):
        counter.post("delivery", f"d{lot}", lines=[{"sku": "L", "quantity": "4", "unit_cost": "1.00", "lot": lot}])
    # A is at -1 from the 4th, and was covered on the 6th; lot M is at -1 on the 4th alone.
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.sell("s1", "A", "3")
    counter.post("sale", "s2", lines=[{"sku": "L", "quantity": "5", "lot": "M"}])
    counter.clock.put("2026-03-06T09:00:00+01:00")
    counter.deliver("d2", "A", "5", "0.80")
    counter.post("delivery", "d3", lines=[{"sku": "L", "quantity": "1", "unit_cost": "1.00", "lot": "M"}])
    assert list(Attention(counter.book).negative_stock().rows) == []
    assert list(Attention(counter.book).negative_stock(Asked(at=20260303)).rows) == []
    report = Attention(counter.book).negative_stock(Asked(at=20260305))
    assert rows_of(report, "sku", "lot", "quantity", "value", "since") == [
        ("A", "", -1000, -80, "2026-03-04T09:00:00+01:00"),
        ("L", "M", -1000, None, "2026-03-04T09:00:00+01:00"),
    ]
    assert report.at == "2026-03-05"
