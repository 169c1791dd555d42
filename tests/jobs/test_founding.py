"""A new shop is made whole, with the goods of its list, or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.bootstrap.till import make_first_book
from app.domain.founding import usual_shop
from app.domain.refusal import Refusal
from app.jobs.founding import Begun, FirstBook, found
from app.store import database
from tests.cli.doors import answers, tillbook

SHOP = usual_shop("Corner Shop", "DE")
LIST = "SKU;Name;Price;Barcode\nTEA;Green tea;3,49;4006381333931\nMILK;Milk;1,19;\nBAD;Bread;much;\n"

make = partial(found, create=make_first_book)


def prices_at(folder: Path, text: str = LIST) -> Path:
    path = folder / "prices.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_list_there_is_an_empty_book(tmp_path: Path):
    path = tmp_path / "new" / "shop.book"
    assert make(path, FirstBook(SHOP)) == Begun("Corner Shop")
    book = database.open_book(path)
    assert book.shop == SHOP
    book.finish()
    assert sorted(one.name for one in path.parent.iterdir()) == ["shop.book"]


def test_the_goods_of_the_list_are_in_it_and_what_was_refused_lies_beside_it(tmp_path: Path, capsys):
    path = tmp_path / "shop.book"
    begun = make(path, FirstBook(SHOP, prices_at(tmp_path), "19"))
    rows = tmp_path / "shop-refused-rows.csv"
    assert begun == Begun("Corner Shop", goods=2, refused=1, refused_rows=rows, untaxed=0)
    assert "much" in rows.read_text(encoding="utf-8-sig")
    assert tillbook("--book", path, "scan", "4006381333931") == 0
    assert answers(capsys.readouterr().out)[0]["product"] == "TEA"


def test_goods_that_nobody_named_a_tax_for_are_counted(tmp_path: Path):
    begun = make(tmp_path / "shop.book", FirstBook(SHOP, prices_at(tmp_path)))
    assert (begun.goods, begun.untaxed) == (2, 2)


@pytest.mark.parametrize(("text", "tax"), [("no titles at all", ""), (LIST, "much")])
def test_a_list_or_a_tax_that_cannot_be_read_makes_no_book(tmp_path: Path, text: str, tax: str):
    path = tmp_path / "shop.book"
    with pytest.raises(Refusal):
        make(path, FirstBook(SHOP, prices_at(tmp_path, text), tax))
    assert [one.name for one in tmp_path.iterdir()] == ["prices.csv"]


def test_a_first_start_that_was_cut_short_is_begun_again(tmp_path: Path):
    path = tmp_path / "shop.book"
    (tmp_path / "shop.book.new").write_bytes(b"half a book")
    assert make(path, FirstBook(SHOP)).shop == "Corner Shop"
    database.open_book(path).finish()
