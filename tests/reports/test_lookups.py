import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.lookups import StockAt
from tests.books import counter_at, passing_counter


def found(counter, text):
    """SKU, quantity, price and base of each product that a scan can mean, and whether it joins another line."""
    answer = counter.lookups.scan(text, location="shop")
    goods = [
        (item.sku, quantity, item.price_micro, item.base_milli)
        for item, quantity in zip(answer.items, answer.quantities, strict=True)
    ]
    return goods, answer.merge


def test_a_code_finds_its_product_as_it_was_scanned(counter):
    counter.product("A", "1.50", codes=["4006381333931"])
    for text in ("4006381333931", "]E04006381333931", "04006381333931", "(01)04006381333931"):
        assert found(counter, text) == ([("A", 1000, 1_500_000, 1000)], True)


def test_a_pack_code_stands_for_its_pieces(counter):
    counter.product("A", "1.50", codes=[{"code": "14006381333938", "quantity": "6", "price": "8.40"}])
    assert found(counter, "14006381333938") == ([("A", 6000, 8_400_000, 6000)], True)


def test_a_code_scanned_twice_in_one_go_is_two(counter):
    counter.product("A", codes=["4006381333931"])
    assert found(counter, "40063813339314006381333931") == ([("A", 2000, 1_000_000, 1000)], True)


def test_a_code_of_the_shops_own_is_found_whatever_it_looks_like(counter):
    # The last digit is wrong for an EAN, and this is the code that the shop has printed all the same.
    counter.product("A", codes=["4006381333930", "SHELF/7 x", "果汁"])
    for text in ("4006381333930", "SHELF/7 x", "果汁"):
        answer = counter.lookups.scan(text, location="shop")
        assert [item.sku for item in answer.items] == ["A"]
        assert answer.scan.error is None


def test_a_sku_is_as_good_as_a_code_where_no_code_is(counter):
    counter.product("A1")
    counter.product("B1", codes=["A1"])
    assert found(counter, "B1") == ([("B1", 1000, 1_000_000, 1000)], True)
    assert found(counter, "A1")[0][0][0] == "B1"


def test_a_short_number_of_the_shops_own_says_nothing_of_lots_and_serials(counter):
    # "21" and "10" begin a serial and a lot in GS1; here they begin two SKUs and a code.
    counter.product("2101")
    counter.product("1008", codes=["2102"])
    for text in ("2101", "1008", "2102"):
        scan = counter.lookups.scan(text, location="shop").scan
        assert (scan.lot, scan.serial, scan.expiry) == (None, None, None)


def test_weight_and_price_come_from_the_label(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    counter.product("HAM", "9.99", unit="kg", codes=["2211110000004"])
    assert found(counter, "2811111068708") == ([("CHEESE", 6870, 19_990_000, 1000)], False)
    assert found(counter, "2211114002394") == ([("HAM", 239, 2_390_000, 239)], False)


def test_a_label_without_a_price_or_weight_says_nothing_of_either(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    counter.product("HAM", "9.99", unit="kg", codes=["2211110000004"])
    counter.product("PIE", "5.00", codes=["2222120000007"])
    assert found(counter, "2811110000006") == ([("CHEESE", 0, 19_990_000, 1000)], False)
    assert found(counter, "2211110000004") == ([("HAM", 0, 9_990_000, 1000)], False)
    assert found(counter, "2222120000007") == ([("PIE", 1000, 5_000_000, 1000)], False)


def test_a_label_on_goods_sold_by_the_piece_is_their_price(counter):
    counter.product("PIE", "5.00", codes=["2211110000004"])
    assert found(counter, "2211114002394") == ([("PIE", 1000, 2_390_000, 1000)], False)


def test_a_label_prices_goods_that_have_no_price(counter):
    counter.product("HAM", "0", unit="kg", codes=["2211110000004"])
    assert found(counter, "2211114002394") == ([("HAM", 1000, 2_390_000, 1000)], False)


def test_a_weight_on_goods_sold_by_the_piece_is_one_piece(counter):
    counter.product("PIE", "5.00", codes=["2811110000006"])
    assert found(counter, "2811111068708") == ([("PIE", 1000, 5_000_000, 1000)], False)


def test_goods_by_the_gram_take_a_weight_in_grams(counter):
    counter.product("SAFFRON", "9.00", unit="g", codes=["2811110000006"])
    assert found(counter, "2811111068708") == ([("SAFFRON", 6_870_000, 9_000_000, 1000)], False)


def test_a_label_that_is_listed_itself_is_not_taken_apart(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    counter.product("THIS ONE", "12.00", codes=["2811111068708"])
    assert found(counter, "2811111068708") == ([("THIS ONE", 1000, 12_000_000, 1000)], True)


def test_a_label_of_weighed_goods_that_is_listed_itself_is_one_labelled_piece(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811111068708"])
    assert found(counter, "2811111068708") == ([("CHEESE", 6870, 19_990_000, 1000)], False)


def test_a_label_that_is_listed_with_a_quantity_is_that_quantity(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=[{"code": "2811111068708", "quantity": "0.250"}])
    assert found(counter, "2811111068708") == ([("CHEESE", 250, 19_990_000, 1000)], True)


def test_without_a_region_a_label_is_only_a_number(tmp_path):
    counter = counter_at(tmp_path / "anywhere.book", region=None)
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    assert found(counter, "2811111068708") == ([], True)
    counter.book.close_thread()


def test_a_code_of_several_products_offers_those_that_are_sold(counter):
    counter.product("OLD", codes=["111"], active=False)
    assert [row[0] for row in found(counter, "111")[0]] == ["OLD"]
    counter.product("A", codes=["111"])
    counter.product("B", codes=[{"code": "111", "quantity": "2"}])
    assert [row[:2] for row in found(counter, "111")[0]] == [("A", 1000), ("B", 2000)]


def test_an_unknown_code_says_what_it_is(counter):
    answer = counter.lookups.scan("4006381333931", location="shop")
    assert (answer.items, answer.quantity_milli, answer.scan.kind) == ((), 1000, "gtin13")
    assert counter.lookups.scan("]E0400638133393", location="shop").scan.error == "length"


@given(st.one_of(st.text(max_size=60), st.text("0123456789()|#]C1d2QE+-.\x1d\x00", max_size=60)))
def test_any_text_is_answered(text):
    with passing_counter() as counter:
        counter.product("A", codes=["4006381333931"])
        answer = counter.lookups.scan(text, location="shop")
        assert len(answer.items) == len(answer.quantities)
        assert [hit.sku for hit in counter.lookups.search(text, location="shop")] in ([], ["A"])
        assert counter.lookups.item(text, location="shop") is None or text == "A"


def test_search_finds_what_is_sold(counter):
    counter.product("A", name="Apple juice")
    counter.product("B", name="Apple pie", active=False)
    assert [item.sku for item in counter.lookups.search("appl", location="shop")] == ["A"]
    assert counter.lookups.search("appl", location="shop", limit=0) == ()


def test_tiles_stand_in_their_order_without_what_is_gone(counter):
    for sku in "ABC":
        counter.product(sku, active=sku != "B")
    tiles = counter.lookups.tiles(("C", "nobody", "B", "A"), location="shop")
    assert [item.sku for item in tiles] == ["C", "A"]


def test_categories_and_stock_by_location(counter):
    counter.product("A", category="Tea", unit="kg")
    counter.post("location", code="back", name="Back room")
    assert counter.lookups.categories() == ("Tea",)
    assert counter.lookups.stock("A") == ()
    counter.deliver("d1", "A", "1.5", "1", location="back")
    counter.sell("s1", "A", "0.25")
    assert counter.lookups.stock("A") == (StockAt("Shop", -250, False), StockAt("Back room", 1500, True))


def test_look_ups_answer_on_any_thread_while_another_sells(counter):
    counter.product("A", codes=["111"])
    seen = []

    def look():
        seen.extend(len(counter.lookups.scan("111", location="shop").items) for _ in range(50))
        counter.book.close_thread()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(50):
        counter.sell(f"s{number}", "A")
    for thread in threads:
        thread.join()
    assert seen == [1] * 100


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800", "A\ud800", "A\x00B", "'; DROP TABLE product; --"])
def test_odd_text_finds_nothing_and_harms_nothing(counter, text):
    counter.product("P")
    assert found(counter, text)[0] == []
    assert counter.lookups.search(text, location="shop") == ()
    assert counter.lookups.item(text, location="shop") is None
    assert counter.one("SELECT count(*) FROM product") == 1


def test_what_has_no_stock_comes_after_the_goods_that_people_look_for(counter):
    counter.product("D1", name="Deposit, milk bottle", stocked=False)
    counter.product("M1", name="Whole milk")
    assert [item.sku for item in counter.lookups.search("milk", location="shop")] == ["M1", "D1"]
