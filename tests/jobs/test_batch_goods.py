"""What a batch scanner read, looked up: packs, weights, lots and serial numbers; what is nobody's is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.requests import ShopAsked
from app.exchange.batch_scans import read_batch_text
from app.jobs.batch_goods import Goods, Placed, place
from app.reports.lookups import Lookups
from app.services.arranging import Arranging
from tests.books import Counter, counter_at

JUICE, SIX, SHARED = "4006381333931", "14006381333938", "96385074"
TOFU, PHONE = "0104012345678901", "0104000000000006"


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    shop = counter_at(tmp_path / "shop.book")
    shop.product("juice", codes=[JUICE, {"code": SIX, "quantity": "6"}])
    shop.product("tofu", codes=["4012345678901"], tracking="lot")
    shop.product("phone", codes=["4000000000006"], tracking="serial")
    shop.product("left", codes=[SHARED])
    shop.product("right", codes=[SHARED])
    return shop


def placed(shop: Counter, text: str) -> Placed:
    lookups = Lookups(shop.book)
    return place(read_batch_text(text, name="scans"), lambda code: lookups.scan(code, location="shop"))


def test_pieces_and_packs_of_the_same_goods_add_up(shop: Counter) -> None:
    found = placed(shop, f"{JUICE},3\n{SIX},2\njuice,1\n")
    assert found == Placed((Goods("juice", 16_000, "", None),), ())


def test_each_lot_is_by_itself_with_its_date_and_serial_numbers_are_kept(shop: Counter) -> None:
    text = f"{TOFU}17280301\x1d10L7,2\n{TOFU}17280301\x1d10L7,3\n{TOFU}10L8,1\n{PHONE}\x1d21S1,1\n{PHONE}\x1d21S2,1\n"
    assert placed(shop, text).goods == (
        Goods("tofu", 5000, "L7", 20280301),
        Goods("tofu", 1000, "L8", None),
        Goods("phone", 2000, "", None, ("S1", "S2")),
    )


def test_what_is_nobodys_or_everybodys_is_listed_with_its_row(shop: Counter) -> None:
    text = (
        f"code,count\n{JUICE},1\n4012345678918,2\n4006381333932,1\n{SHARED},1\n{JUICE},x\n0104000000000006\x1d21S1,2\n"
    )
    text += "0104000000000006\x1d21S2,1\n0104000000000006\x1d21S2,1\n"
    found = placed(shop, text)
    assert [(one.row, one.refusal.code) for one in found.bad] == [
        (3, "unknown_code"),
        (4, "scan_check_digit"),
        (5, "several_products"),
        (6, "bad_number"),
        (7, "serials_count"),
        (9, "serial_twice"),
    ]
    assert [(one.sku, one.quantity_milli) for one in found.goods] == [("juice", 1000), ("phone", 1000)]


def test_a_kit_and_goods_without_stock_are_refused_in_their_rows(shop: Counter) -> None:
    shop.product("box", kit=[{"sku": "juice", "quantity": "2"}])
    shop.product("bag", stocked=False)
    found = placed(shop, f"box,1\n{JUICE},2\nbag,3\n")
    assert [(one.row, one.refusal.code) for one in found.bad] == [(1, "kit_comes_in_parts"), (3, "not_stocked")]
    assert found.goods == (Goods("juice", 2000, "", None),)


@pytest.mark.parametrize("row", ["juice 3", "juicex3", f"{JUICE}\t4", f"{JUICE},4", f"{JUICE} x 4", "juice*1,5"])
def test_a_row_whose_code_and_count_are_not_apart_as_in_the_others_says_so(shop: Counter, row: str) -> None:
    found = placed(shop, f"{JUICE};1\n{JUICE};2\n{row}\n")
    assert [(one.row, one.refusal.code) for one in found.bad] == [(3, "batch_run_together")]
    assert found.goods == (Goods("juice", 3000, "", None),)


def test_a_sku_that_looks_like_code_and_count_is_found(shop: Counter) -> None:
    shop.product("cable x 3")
    assert placed(shop, f"{JUICE};1\ncable x 3;2\n").goods[1] == Goods("cable x 3", 2000, "", None)


def test_goods_without_lots_keep_no_day(shop: Counter) -> None:
    assert placed(shop, f"010{JUICE}17280301,2\n{JUICE},1\n").goods == (Goods("juice", 3000, "", None),)


def test_a_code_of_weighed_goods_that_says_no_weight_is_listed_and_counts_nothing(shop: Counter) -> None:
    shop.product("ham", unit="kg", codes=["2112345000008"])
    Arranging(shop.book).set_shop(ShopAsked((), (), (), 0, ("weight 21.....{NNDDD}",)))
    found = placed(shop, f"2112345000008,1\n{JUICE},1\n")
    assert [one.sku for one in found.goods] == ["juice"]
    assert [one.refusal.code for one in found.bad] == ["code_without_weight"]
