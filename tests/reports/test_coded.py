"""Lines of documents that name their goods by a code: the same as a scan of it would be."""

import pytest

from app.domain.requests import ShopAsked
from app.services.arranging import Arranging
from tests.books import counted_right, refused

PIECE, PACK, YOGURT, PHONE = "4006381333931", "14006381333938", "4061458000017", "4061458000024"
GS = "\x1d"


@pytest.fixture
def shop(counter):
    counter.product("A", name="Juice", codes=[PIECE, {"code": PACK, "quantity": "6"}])
    counter.product("Y", name="Yogurt", tracking="lot", codes=[YOGURT])
    counter.product("P", name="Phone", tracking="serial", codes=[PHONE])
    counter.product("C", name="Cheese", unit="kg", codes=["2100042"])
    counter.post("supplier", code="S1", name="Farm")
    counter.post("location", code="back", name="Back room")
    yield counter
    counted_right(counter)


def lots(counter, sku):
    """Lot, last day and quantity of what is there."""
    return counter.rows(
        "SELECT lot.number, lot.expiry, level.quantity_milli FROM level JOIN lot ON lot.id = lot_id"
        " JOIN product ON product.id = level.product_id WHERE sku = ? AND level.quantity_milli <> 0 ORDER BY 1", sku,
    )  # fmt: skip


def test_a_packs_code_counts_packs_and_its_cost_is_of_one_unit(shop):
    line = {"code": PACK, "quantity": "4", "unit_cost": "0.80", "free": "1", "damaged": "1"}
    posted = shop.post("delivery", "d1", lines=[line, {"code": PIECE, "quantity": "1", "unit_cost": "0.80"}])
    assert posted.status == "posted"
    # 24 of which 6 are free: 18 at 0.80; 6 came broken and are written off again.
    assert shop.rows("SELECT sku, quantity_milli, free_milli, damaged_milli, value_minor FROM stock_line") == [
        ("A", 24_000, 6000, 6000, 1440), ("A", 1000, None, None, 80),
    ]  # fmt: skip
    assert shop.stock("A")[0] == 19_000
    again = shop.post("delivery", "d1", lines=[line, {"code": PIECE, "quantity": "1", "unit_cost": "0.80"}])
    assert again.status == "already posted"


def test_a_gs1_code_names_the_lot_its_last_day_and_a_single_piece(shop):
    shop.post("delivery", "d1", lines=[
        {"code": f"(01)0{YOGURT}(17)270301(10)L7", "quantity": "3", "unit_cost": "0.40"},
        {"code": f"(01)0{YOGURT}(17)270301(10)L7", "quantity": "2", "unit_cost": "0.40", "lot": "L8",
         "expiry": "2027-04-01"},
        {"code": f"(01)0{PHONE}(21)S-1", "quantity": "1", "unit_cost": "50"},
        {"code": f"(01)0{PIECE}(10)L9", "quantity": "1", "unit_cost": "0.80"},
    ])  # fmt: skip
    assert lots(shop, "Y") == [("L7", 20270301, 3000), ("L8", 20270401, 2000)]
    assert lots(shop, "P") == [("S-1", None, 1000)]
    assert lots(shop, "A") == [("", None, 1000)]  # juice is not kept by lot: as on the screen


def test_a_count_an_opening_stock_and_what_moves_goods_take_codes(shop):
    shop.post("opening_stock", "o1", lines=[{"code": PACK, "quantity": "2", "unit_cost": "0.80"}])
    assert shop.stock("A") == (12_000, 960)
    shop.post("adjustment", "a1", lines=[{"code": PIECE, "quantity": "-1", "reason": "damaged"}])
    shop.post("count", "c1", uncounted="leave", lines=[
        {"code": PACK, "counted": "1", "zone": "Z1"}, {"code": PIECE, "counted": "4", "zone": "Z1b"},
        {"code": f"(01)0{PHONE}(21)S-1", "counted": "1"},
    ])  # fmt: skip
    assert (shop.stock("A")[0], shop.stock("P")[0]) == (10_000, 1000)
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[
        {"code": PACK, "quantity": "1"}, {"code": f"(01)0{PHONE}(21)S-1", "quantity": "1"},
    ])  # fmt: skip
    assert (shop.stock("A")[0], shop.stock("P")[0]) == (4000, 0)


def test_a_count_by_codes_zeroes_only_what_it_does_not_name(shop):
    shop.deliver("d1", "A", "12", "0.80")
    shop.deliver("d2", "Y", "3", "0.40")
    shop.post("count", "c1", uncounted="zero", lines=[{"code": PACK, "counted": "2"}])
    assert (shop.stock("A")[0], shop.stock("Y")[0]) == (12_000, 0)


def test_an_order_by_a_packs_code_orders_that_pack(shop):
    shop.post("order", "po1", supplier="S1", lines=[{"code": PACK, "quantity": "4"}])
    shop.post("order", "po2", supplier="S1", lines=[{"code": PACK, "packs": "2"}])
    shop.post("order", "po3", supplier="S1", lines=[{"code": PIECE, "quantity": "5"}])
    lines = shop.rows("SELECT sku, quantity_milli, pack_milli FROM order_line ORDER BY document_id")
    assert lines == [("A", 24_000, 6000), ("A", 12_000, 6000), ("A", 5000, 1000)]
    shop.post("delivery", "d1", order="po1", lines=[{"code": PACK, "quantity": "4"}])
    assert shop.one("SELECT count(*) FROM open_order") == 2


def test_an_invoice_and_a_return_name_packs(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[{"sku": "A", "quantity": "24", "unit_cost": "0.80"}])
    shop.post("supplier_return", "r1", of="d1", lines=[{"code": PACK, "quantity": "1"}])
    bill = [{"code": PACK, "quantity": "3", "unit_cost": "0.90"}]
    shop.post("supplier_invoice", "i1", supplier="S1", number="7", deliveries=["d1"], lines=bill)
    assert shop.stock("A")[0] == 18_000
    assert shop.rows("SELECT quantity_milli, value_minor FROM stock_line JOIN document ON id = document_id"
                     " WHERE kind = 'supplier_invoice'") == [(18_000, 1620)]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"code": "4012345678901", "quantity": "1"}, "unknown_code"),
        ({"code": "SHARED", "quantity": "1"}, "several_products"),
        ({"code": PACK, "quantity": "0.1"}, "whole_pieces"),
        ({"code": PACK, "sku": "A", "quantity": "1"}, "sku_and_code"),
        ({"quantity": "1"}, "missing_key"),
    ],
)
def test_what_no_code_can_be_is_refused(shop, line, code):
    shop.product("B", codes=["SHARED"])
    shop.product("D", codes=["SHARED"])
    assert refused(shop.post, "delivery", "d1", lines=[line]).code == code
    assert shop.one("SELECT count(*) FROM document") == 0


def test_a_code_that_says_no_weight_takes_it_from_the_line(shop):
    shop.product("H", name="Ham", unit="kg", codes=["2112345000008"])
    Arranging(shop.book).set_shop(ShopAsked((), (), (), 0, ("weight 21.....{NNDDD}",)))
    shop.deliver("dh", "H", "2", "9.00")
    shop.post("count", "ch", lines=[{"code": "2112345000008", "counted": "1.25"}])
    assert shop.stock("H")[0] == 1250
    # One that says it counts so many of them.
    shop.post("count", "ci", lines=[{"code": "2112345012506", "counted": "2"}])
    assert shop.stock("H")[0] == 2500
