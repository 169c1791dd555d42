import pytest

from app.domain.product_row import OpeningRow
from app.domain.refusal import Refusal
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.reading import Duplicate
from tests.exchange.catalogue.lists import DATA, problems_of, written


def test_a_list_of_opening_stock():
    reading = read_opening(DATA / "opening.csv")
    assert reading.rows == (
        OpeningRow(2, "A1", None, 40_000, 5_000_000),
        OpeningRow(3, None, "4006381333931", 12_500, 800_000),
        OpeningRow(7, "A6", None, 7000, None),
        OpeningRow(9, "A1", None, 10_000, 5_500_000),
    )
    assert reading.skipped == (4, 5), "nothing there, and nothing said"
    assert problems_of(reading) == [(6, "Quantity", "below_zero"), (8, "", "stock_twice"), (10, "", "row_without_key")]
    assert reading.duplicates == (Duplicate("sku", "A1", (2, 8)),)


def test_a_price_list_with_stock_serves_too():
    reading = read_opening(DATA / "german.csv")
    assert [(row.sku, row.quantity_milli, row.unit_cost_micro) for row in reading.rows] == [
        ("1001", 24_000, 800_000),
        ("1002", 1_200_000, 620_000),
        ("1003", 12_500, 9_450_000),
        ("1004", 2000, 850_000_000),
    ]


def test_sku_and_barcode_may_both_be_named(tmp_path):
    reading = read_opening(written(tmp_path, "SKU,EAN,Qty\nA1,4006381333931,3\n"))
    assert reading.rows == (OpeningRow(2, "A1", "4006381333931", 3000),)


@pytest.mark.parametrize("title", ["Location", "Lagerort", "Magasin", "Warehouse", "Filiale"])
def test_a_list_says_where_the_goods_are(tmp_path, title):
    reading = read_opening(written(tmp_path, f"SKU,Qty,{title}\nA1,3,back\nA1,3,shop\nA1,4,\n"))
    assert [(row.sku, row.quantity_milli, row.location) for row in reading.rows] == [
        ("A1", 3000, "back"),
        ("A1", 3000, "shop"),
        ("A1", 4000, None),
    ]
    assert reading.problems == (), "the same goods at two places are not there twice"


def test_the_code_of_a_pack_names_no_single_pieces(tmp_path):
    reading = read_opening(written(tmp_path, "Case EAN,Units per case,Qty\n14006381333938,6,3\n"))
    assert problems_of(reading) == [(2, "", "row_without_key")]


def test_a_list_without_stock_is_refused(tmp_path):
    with pytest.raises(Refusal) as caught:
        read_opening(written(tmp_path, "SKU,Name\nA1,Tea\n"))
    assert caught.value.code == "list_without_column"
