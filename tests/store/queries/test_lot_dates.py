"""A lot has one last day of sale, whoever says it: the second one is refused, never lost."""

import pytest

from tests.books import Counter, counted_right, refused

JUNE, JULY = "2026-06-01", "2026-07-01"


def goods(lot: str | None = "L7", expiry: str | None = JUNE, quantity: str = "2", **keys: object) -> dict:
    return {"sku": "M", "quantity": quantity, "unit_cost": "1.00", "lot": lot, "expiry": expiry} | keys


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Milk by lot, two of lot L7 until June."""
    counter.product("M", name="Milk", tracking="lot")
    counter.post("delivery", "d1", lines=[goods()])
    return counter


def days(shop: Counter) -> list[tuple]:
    return shop.rows("SELECT number, expiry FROM lot WHERE number <> '' ORDER BY number")


LATER = [
    ("delivery", {"lines": [goods(expiry=JULY)]}),
    ("adjustment", {"lines": [goods(expiry=JULY, reason="found")]}),
    ("count", {"lines": [{"sku": "M", "counted": "2", "lot": "L7", "expiry": JULY}]}),
    ("count", {"lines": [{"sku": "M", "counted": "5", "lot": "L7", "expiry": JULY}]}),
]


@pytest.mark.parametrize(("kind", "keys"), LATER)
def test_a_lot_that_is_in_the_book_with_another_day_is_refused(shop: Counter, kind: str, keys: dict) -> None:
    refusal = refused(shop.post, kind, "x1", **keys)
    assert refusal.code == "lot_other_expiry"
    assert refusal.facts == {"lot": "L7", "sku": "M", "name": "Milk", "day": JUNE, "other": JULY}
    assert days(shop) == [("L7", 20260601)]
    assert shop.stock("M") == (2000, 200)
    counted_right(shop)


def test_opening_stock_at_another_place_is_held_to_the_day_too(shop: Counter) -> None:
    shop.post("location", code="back", name="Back room")
    refusal = refused(shop.post, "opening_stock", "o1", location="back", lines=[goods(expiry=JULY)])
    assert refusal.code == "lot_other_expiry"


@pytest.mark.parametrize(("kind", "keys"), LATER)
def test_the_same_day_is_taken_and_so_is_none(shop: Counter, kind: str, keys: dict) -> None:
    for place, day in enumerate((JUNE, None)):
        said = {"lines": [line | {"expiry": day} for line in keys["lines"]]}
        shop.post(kind, f"x{place}", **said)
    assert days(shop) == [("L7", 20260601)]
    counted_right(shop)


def test_two_days_in_one_document_are_refused_also_of_a_new_lot(shop: Counter) -> None:
    lines = [goods("L8"), goods("L8", JULY)]
    assert refused(shop.post, "delivery", "d2", lines=lines).code == "lot_other_expiry"
    shop.product("N", tracking="lot")
    lines = [{"sku": "N", "quantity": "1", "lot": "L8", "expiry": day} for day in (JUNE, JULY)]
    assert refused(shop.post, "opening_stock", "o1", lines=lines).code == "lot_other_expiry"
    found = [{"sku": "N", "counted": "1", "zone": day, "lot": "L8", "expiry": day} for day in (JUNE, JULY)]
    assert refused(shop.post, "count", "c1", lines=found).code == "lot_other_expiry"
    assert days(shop) == [("L7", 20260601)]


def test_the_day_of_one_piece_is_its_own(counter: Counter) -> None:
    counter.product("S", tracking="serial")
    piece = {"sku": "S", "quantity": "1", "unit_cost": "5.00", "serials": ["X1"]}
    counter.post("delivery", "d1", lines=[piece | {"expiry": JUNE}])
    counter.post("sale", "s1", lines=[{"sku": "S", "quantity": "1", "serials": ["X1"]}])
    assert refused(counter.post, "delivery", "d2", lines=[piece | {"expiry": JULY}]).code == "lot_other_expiry"
    counter.post("delivery", "d3", lines=[piece | {"expiry": JUNE}])
    counted_right(counter)


def test_a_lot_without_a_day_is_given_one_also_by_a_count_that_finds_no_difference(shop: Counter) -> None:
    shop.post("delivery", "d2", lines=[goods("L8", None), goods("L9", None)])
    shop.post("count", "c1", lines=[{"sku": "M", "counted": "2", "lot": "L8", "expiry": JULY}])
    shop.post("delivery", "d3", lines=[goods("L9", JULY)])
    assert days(shop) == [("L7", 20260601), ("L8", 20260701), ("L9", 20260701)]
    for lot in ("L8", "L9"):
        assert refused(shop.post, "delivery", "d4", lines=[goods(lot, JUNE)]).code == "lot_other_expiry"
    counted_right(shop)


def test_a_delivery_that_was_wrong_is_taken_back_and_entered_again_with_the_right_day(shop: Counter) -> None:
    shop.sell("s1", "M")
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    shop.post("delivery", "d2", lines=[goods(expiry=JULY)])
    assert days(shop) == [("L7", 20260701)]
    assert refused(shop.post, "delivery", "d3", lines=[goods()]).code == "lot_other_expiry"
    counted_right(shop)


def test_goods_that_were_found_with_a_day_and_no_lot_are_called_after_it(shop: Counter) -> None:
    shop.post("adjustment", "a1", lines=[goods(None, JULY, reason="found")])
    shop.post("count", "c1", lines=[{"sku": "M", "counted": "3", "expiry": JULY},
                                    {"sku": "M", "counted": "2", "lot": "L7"}])  # fmt: skip
    assert days(shop) == [(JULY, 20260701), ("L7", 20260601)]
    assert shop.stock("M") == (5000, 500)
    counted_right(shop)


def test_a_sale_goes_by_the_day_that_the_book_has(shop: Counter) -> None:
    # The day in the scanned code is that of the piece in the hand; the book's, which was received, decides.
    shop.post("sale", "s1", lines=[{"sku": "M", "quantity": "1", "lot": "L7"}])
    assert shop.stock("M") == (1000, 100)
