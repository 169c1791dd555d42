"""The exports of other programs, row by row. Headers as those programs write them, goods made up."""

import pytest

from app.domain.product import Code
from app.exchange.catalogue.formats import rate_in
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.products import read_products
from tests.exchange.catalogue.lists import DATA, pieces, problems_of, said


def read(name, **keywords):
    return read_products(DATA / name, **keywords)


def rows_of(reading):
    return {row.number: said(row.asked) for row in reading.rows}


def test_square():
    reading = read("square.csv")
    assert reading.layout.format_name == "Square"
    rows = rows_of(reading)
    assert rows[2] == {
        "sku": "TP-1",
        "name": 'Teapot "Brown Betty"',
        "price_micro": 18_500_000,
        "rate_milli": 20_000,
        "category": "Kitchen",
        "cost_micro": 7_250_000,
        "codes": pieces("4006381333931"),
        "stocked": True,
        "reorder_point_milli": 3000,
        "supplier": "Potters Ltd",
        "active": True,
    }
    assert [rows[number]["name"] for number in (3, 4)] == ["Tea caddy Small", "Tea caddy Large, blue"]
    assert rows[5]["sku"] == "5TTYQ0OO", "the token serves where there is neither SKU nor barcode"
    assert rows[5]["price_micro"] == 4_250_000_000
    assert rows[5]["stocked"] is False
    assert rows[6]["open_price"] is True
    assert rows[6]["price_micro"] == 0
    assert rows[6]["rate_milli"] == 5000
    assert rows[7]["active"] is False, "archived"
    assert rows[7]["rate_milli"] == 0, "no tax applies"
    assert problems_of(reading) == [(8, "GTIN", "code_check_digit")]
    assert reading.layout.place == "high street"


def test_square_at_another_place_has_other_stock():
    assert [(row.sku, row.quantity_milli) for row in read_opening(DATA / "square.csv").rows] == [
        ("TP-1", 12_000),
        ("TC-S", 8000),
        ("TC-L", 5000),
    ]
    stall = read_opening(DATA / "square.csv", place="Market Stall")
    assert [(row.sku, row.code, row.quantity_milli, row.unit_cost_micro) for row in stall.rows] == [
        ("TP-1", "4006381333931", 2000, 7_250_000)
    ]


def test_shopify():
    reading = read("shopify_new.csv")
    assert reading.layout.format_name == "Shopify"
    assert reading.skipped == (5,), "a picture"
    assert problems_of(reading) == []
    rows = rows_of(reading)
    assert rows[2] == {
        "sku": "LS-S-W",
        "name": "Linen shirt S White",
        "price_micro": 39_000_000,
        "category": "Shirts",
        "cost_micro": 14_500_000,
        "codes": pieces("2000000000046"),
        "stocked": True,
        "supplier": "Acme",
        "active": True,
    }
    assert rows[3]["name"] == "Linen shirt M White", "a variant takes the title of the row above"
    assert rows[3]["category"] == "Shirts"
    assert rows[4]["sku"] == "linen-shirt-L-White", "the handle and the variant serve where there is no SKU"
    assert (rows[6]["name"], rows[6]["rate_milli"], rows[6]["stocked"]) == ("Gift card", 0, False)
    assert rows[7]["active"] is False, "a draft"


def test_shopify_of_the_older_generation():
    reading = read("shopify_old.csv")
    assert reading.layout.format_name == "Shopify (before 2025)"
    assert reading.skipped == (4,)
    assert rows_of(reading) == {
        2: {
            "sku": "CAN-ROSE",
            "name": "Soy candle Rose",
            "price_micro": 12_000_000,
            "category": "Candles",
            "cost_micro": 4_100_000,
            "codes": pieces("2000000000060"),
            "stocked": True,
            "supplier": "Waxworks",
            "active": True,
        },
        3: {
            "sku": "CAN-CEDAR",
            "name": "Soy candle Cedar",
            "price_micro": 12_000_000,
            "category": "Candles",
            "cost_micro": 4_100_000,
            "codes": pieces("2000000000077"),
            "stocked": True,
            "supplier": "Waxworks",
            "active": True,
        },
        5: {
            "sku": "MATCH",
            "name": "Matches",
            "price_micro": 1_500_000,
            "rate_milli": 0,
            "category": "Accessories",
            "cost_micro": 300_000,
            "stocked": False,
            "supplier": "Waxworks",
            "active": False,
        },
    }


def test_loyverse():
    reading = read("loyverse.csv")
    assert reading.layout.format_name == "Loyverse"
    assert problems_of(reading) == []
    rows = rows_of(reading)
    assert rows[2] == {
        "sku": "10001",
        "name": "Cola 330 ml",
        "price_micro": 1_400_000,
        "rate_milli": 12_000,
        "unit": "each",
        "category": "Drinks",
        "cost_micro": 550_000,
        "codes": pieces("4006381333931"),
        "stocked": True,
        "reorder_point_milli": 6000,
        "active": True,
    }
    assert (rows[3]["unit"], rows[3]["rate_milli"]) == ("kg", 0)
    assert (rows[5]["name"], rows[5]["category"]) == ("T-Shirt M Red", "Clothes")
    assert rows[6]["kit"] == (("10001", 2000), ("10006", 1000))
    assert rows[9]["open_price"] is True
    assert "cost_micro" not in rows[9], "a cost of nothing is no cost"


def test_loyverse_at_another_store():
    rows = rows_of(read("loyverse.csv", place="kiosk"))
    assert rows[2]["price_micro"] == 1_600_000
    assert rows[4]["active"] is False


def test_ospos():
    reading = read("ospos.csv")
    assert reading.layout.format_name == "OSPOS"
    rows = rows_of(reading)
    assert rows[2] == {
        "sku": "4006381333931",
        "name": "Ball pen",
        "price_micro": 1_200_000,
        "rate_milli": 12_000,
        "category": "Office",
        "cost_micro": 400_000,
        "codes": pieces("4006381333931"),
        "reorder_point_milli": 10_000,
        "supplier": "3",
    }
    assert rows[3]["sku"] == "2", "the Id serves where there is no barcode"
    assert rows[4]["tracking"] == "serial"
    assert [row.sku_given for row in reading.rows] == [False, True, False]


def test_ospos_of_the_time_before_ids():
    reading = read("ospos_without_id.csv")
    assert reading.layout.format_name == "OSPOS"
    assert [row.asked.codes for row in reading.rows] == [pieces("036000291452")]
    assert problems_of(reading) == [(3, "", "row_without_key")]


def test_odoo():
    reading = read("odoo.csv")
    assert reading.layout.format_name == "Odoo"
    rows = rows_of(reading)
    assert rows[2]["rate_milli"] == 15_000
    assert (rows[2]["unit"], rows[2]["stocked"]) == ("each", True)
    assert (rows[3]["rate_milli"], rows[3]["unit"]) == (5500, "kg")
    assert rows[4]["stocked"] is False, "a service"
    assert (rows[5]["sku"], rows[5]["active"]) == ("product_4", False)


def test_lightspeed():
    reading = read("lightspeed.csv")
    assert reading.layout.format_name == "Lightspeed X"
    rows = rows_of(reading)
    assert rows[2] == {
        "sku": "YARN-RED",
        "name": "Wool yarn Red 50 g",
        "price_micro": 6_500_000,
        "rate_milli": 15_000,
        "category": "Yarn",
        "cost_micro": 2_350_000,
        "codes": pieces("2000000000121"),
        "stocked": True,
        "reorder_point_milli": 4000,
        "supplier": "Knitwell",
        "active": True,
    }
    assert rows[4]["kit"] == (("YARN-RED", 3000), ("NEEDLE", 1000))
    assert (rows[6]["rate_milli"], rows[6]["active"]) == (0, False)


def test_quickbooks_pos_by_its_titles():
    rows = rows_of(read("quickbooks.csv"))
    assert rows[2] == {
        "sku": "101",
        "name": "Garden gloves",
        "price_micro": 1_299_000_000,
        "category": "Garden",
        "cost_micro": 4_150_000,
        "codes": pieces("036000291452"),
        "reorder_point_milli": 5000,
        "supplier": "GreenCo",
    }


def test_a_pack_code_beside_the_codes_of_a_piece():
    reading = read("packs.csv")
    assert rows_of(reading)[2]["codes"] == (
        *pieces("4006381333931", "MY-COLA", "2000000000145"),
        Code("14006381333938", 6000, 6_600_000),
    )
    assert problems_of(reading) == [(4, "Case EAN", "pack_without_quantity")]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Tax - VAT (20%)", "20"),
        ('Tax - "VAT" (12.5 %)', "12.5"),
        ("TVA 5,5%", "5.5"),
        ("GST 5% + PST 7%", None),
        ("Tax", None),
    ],
)
def test_the_rate_in_a_title(text, rate):
    assert rate_in(text) == rate
