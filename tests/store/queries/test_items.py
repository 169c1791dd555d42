from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.product import Hit, NegativeStock, Tracking, Unit
from app.store.queries import items
from tests.books import passing_counter


def found(counter, typed, limit=20):
    with counter.book.reading() as connection:
        return [item.sku for item in items.by_words(connection, typed, location_id=1, limit=limit)]


def with_code(counter, code):
    with counter.book.reading() as connection:
        return [
            (item.sku, of_one, item.price_micro, item.base_milli)
            for item, of_one in items.by_code(connection, code, location_id=1)
        ]


def test_an_item_carries_everything_that_a_line_needs(counter):
    counter.product("BOTTLE", "0.25", name="Deposit", stocked=False)
    counter.post(
        "product", sku="A", name="Gin 0.7 l", price="12.90", tax="19", tax_code="S", unit="l", category="Spirits",
        tracking="lot", negative_stock="block", deposit="BOTTLE", minimum_age="18", open_price=True,
    )  # fmt: skip
    counter.deliver("d1", "A", "2.5", "7.00")
    with counter.book.reading() as connection:
        (item,) = items.by_skus(connection, ["A"], location_id=1).values()
        assert items.by_id(connection, item.product_id, location_id=1) == item
    assert (item.sku, item.name, item.category) == ("A", "Gin 0.7 l", "Spirits")
    assert (item.price_micro, item.base_milli, item.rate_milli, item.tax_code) == (12_900_000, 1000, 19_000, "S")
    assert (item.unit, item.tracking, item.negative_stock) == (Unit.L, Tracking.LOT, NegativeStock.BLOCK)
    assert (item.stocked, item.active, item.open_price, item.minimum_age) == (True, True, True, 18)
    assert (item.on_hand_milli, item.counted) == (2500, True)
    assert item.deposit is not None
    assert (item.deposit.sku, item.deposit.price_micro) == ("BOTTLE", 250_000)
    # What has no stock has no quantity either, not even zero.
    assert (item.deposit.on_hand_milli, item.deposit.counted) == (None, False)


def test_what_was_never_there_has_none_and_is_not_counted(counter):
    counter.product("A")
    with counter.book.reading() as connection:
        (item,) = items.by_skus(connection, ["A", "A", "nobody"], location_id=1).values()
    assert (item.on_hand_milli, item.counted) == (0, False)


def test_stock_is_that_of_the_location(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.deliver("d1", "A", "3", "1", location="back")
    with counter.book.reading() as connection:
        assert items.by_skus(connection, ["A"], location_id=1)["A"].on_hand_milli == 0
        assert items.by_skus(connection, ["A"], location_id=2)["A"].on_hand_milli == 3000


def test_a_pack_code_stands_for_its_pieces_and_may_have_its_own_price(counter):
    counter.product(
        "A",
        "1.50",
        codes=["111", {"code": "222", "quantity": "6"}, {"code": "333", "quantity": "12", "price": "16.00"}],
    )
    assert with_code(counter, "111") == [("A", 1000, 1_500_000, 1000)]
    assert with_code(counter, "222") == [("A", 6000, 1_500_000, 1000)]
    assert with_code(counter, "333") == [("A", 12_000, 16_000_000, 12_000)]
    assert with_code(counter, "444") == []


def test_a_code_of_two_products_finds_both_active_ones_first(counter):
    counter.product("OLD", codes=["111"], active=False)
    counter.product("A", codes=["111"])
    counter.product("B", codes=[{"code": "111", "quantity": "2"}])
    assert [row[:2] for row in with_code(counter, "111")] == [("A", 1000), ("B", 2000), ("OLD", 1000)]


NAMES = [
    ("J1", "Apple juice 1l", ["4006381333931"]),
    ("J2", "Apple juice 100% 0.5l", []),
    ("C1", "Café crème", []),
    ("S1", "M&M's", []),
    ("S2", "O'Brien's pick", []),
    ("Z1", "苹果汁 500ml", []),
    ("Z2", "りんごジュース", []),
    ("Z3", "사과주스", []),
    ("R1", "Чай чёрный", []),
    ("R2", "شاي أسود", []),
    ("R3", "ชาดำ", []),
    ("R4", "हिन्दी चाय", []),
    ("X1", "AB zeta", []),
    ("W1", "\uff34\uff36 ｹｰﾌﾞﾙ", []),
    ("D1", "Cre\u0300me bru\u0302le\u0301es", []),
]
WANTED = {
    "apple": ["J1", "J2"],
    "APPLE JUICE": ["J1", "J2"],
    "jui app": ["J1", "J2"],
    "apple 1l": ["J1"],
    "pple": [],
    "apple pear": [],
    "J2": ["J2"],
    "40063": ["J1"],
    "4006381333931": ["J1"],
    "cafe": ["C1"],
    "café": ["C1"],
    "CAFE CRE": ["C1"],
    "m&m": ["S1"],
    "o'": ["S2"],
    "100%": ["J2"],
    "苹果": ["Z1"],
    "果汁": ["Z1"],
    "汁": ["Z1"],
    "汁苹": [],
    "苹果 500": ["Z1"],
    "りんご": ["Z2"],
    "사과": ["Z3"],
    "과주": ["Z3"],
    "чай": ["R1"],
    "شاي": ["R2"],
    "ชา": ["R3"],
    "हिन्दी": ["R4"],
    "1": ["J1", "J2"],
    "a": ["J1", "J2", "X1"],
    "ab": ["X1"],
    "tv": ["W1"],
    "\uff34\uff36": ["W1"],
    "ケーブル": ["W1"],
    "brûlées": ["D1"],
    "bru\u0302le\u0301es": ["D1"],
    "brulees": ["D1"],
    "a b": [],
    "*": [],
    '"': [],
    "-": [],
    "apple AND juice": [],
    "apple*": ["J1", "J2"],
    '"apple" (juice)': ["J1", "J2"],
    "apple OR pear": [],
    "words:apple": [],
    "' OR '1'='1": [],
    "'); DROP TABLE product; --": [],
    "   ": [],
}


def test_words_find_what_begins_with_them(counter):
    for sku, name, codes in NAMES:
        counter.product(sku, name=name, codes=codes)
    assert {typed: sorted(found(counter, typed)) for typed in WANTED} == WANTED
    # Nothing that is typed is ever a statement.
    assert counter.one("SELECT count(*) FROM product") == len(NAMES)


def test_a_hit_carries_what_a_list_shows(counter):
    counter.product("A", "12.90", name="Gin", unit="l", category="Spirits", codes=["111"])
    counter.product("B", "0", name="Gift", open_price=True)
    counter.product("C", "0.25", name="Giraffe", stocked=False)
    counter.deliver("d1", "A", "2.5", "7.00")
    counter.post("sale", "s1", lines=[{"sku": "B", "quantity": "1", "price": "5"}])
    with counter.book.reading() as connection:
        hits = items.by_words(connection, "gi", location_id=1, limit=20)
        (elsewhere,) = items.by_words(connection, "gin", location_id=2, limit=20)
    assert hits == [
        Hit("A", "Gin", 12_900_000, Unit.L, "Spirits", 1, 0, 2500),
        Hit("B", "Gift", 0, Unit.EACH, None, 1, 1, None),  # sold, but never received or counted
        Hit("C", "Giraffe", 250_000, Unit.EACH, None, 0, 0, None),
    ]
    assert [hit.base_milli for hit in hits] == [1000] * 3
    assert elsewhere.on_hand_milli is None


def test_search_follows_every_change_of_a_product(counter):
    counter.product("A", name="Pear", codes=["111"])
    counter.product("A", name="Quince", codes=["222"])
    assert [found(counter, typed) for typed in ("pear", "111", "quince", "222")] == [[], [], ["A"], ["A"]]
    counter.post("product", sku="A", active=False)
    assert found(counter, "quince") == []
    counter.post("product", sku="A", active=True)
    assert found(counter, "quince") == ["A"]


def test_search_stops_at_its_limit(counter):
    for number in range(7):
        counter.product(f"A{number}", name="Tea")
    assert len(found(counter, "tea", limit=5)) == 5


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Z", "M"], max_codepoint=0xFFFF), min_size=1, max_size=24
).filter(str.strip)


@settings(max_examples=60)
@given(name=WORDS, other=WORDS)
def test_a_product_is_found_by_each_word_of_its_name(name, other):
    with passing_counter() as counter:
        counter.product("SKU1", name=name)
        counter.product("SKU2", name=other)
        for word in name.split():
            if any(character.isalnum() for character in word):
                assert "SKU1" in found(counter, word), ascii(word)


def test_categories_are_those_with_something_to_sell(counter):
    counter.product("A", category="Tea")
    counter.product("B", category="Coffee")
    counter.product("C", category="Gone", active=False)
    counter.product("D", category="Any price", open_price=True)
    with counter.book.reading() as connection:
        assert items.categories(connection) == ["Coffee", "Tea"]


def test_the_usual_tax_is_that_of_most_products_of_the_category(counter):
    with counter.book.reading() as connection:
        assert items.usual_tax(connection, None) == (0, "")
    for sku, rate, category in [
        ("A", "19", "Tea"),
        ("B", "7", "Tea"),
        ("C", "7", "Tea"),
        ("D", "19", ""),
        ("E", "19", ""),
    ]:
        counter.product(sku, tax=rate, category=category)
    with counter.book.reading() as connection:
        assert items.usual_tax(connection, "Tea") == (7000, "")
        assert items.usual_tax(connection, None) == (19_000, "")
        assert items.usual_tax(connection, "Nothing in it") == (0, "")
        assert items.taxes(connection, None) == [(19_000, ""), (7000, "")]
