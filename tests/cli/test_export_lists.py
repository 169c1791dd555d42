"""`tillbook export`: out of one book, into another, without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from app.cli import main as door
from tests.books import shop_like


def run(book: Path, *arguments: str) -> int:
    return door.run(["--book", str(book), *arguments], bootstrap.doors())


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_sample_shop_goes_out_and_comes_back(
    tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.book", tmp_path / "second.book"
    bootstrap.make_sample(first)
    bootstrap.create_book(second, shop_like())
    listed = tmp_path / f"list{ending}"

    assert run(first, "export", "products", str(listed)) == 0
    assert run(second, "import", "products", str(listed)) == 0, capsys.readouterr().err
    before = {one.sku: one for one in bootstrap.open_book(first).price_list.products()}
    after = {one.sku: one for one in bootstrap.open_book(second).price_list.products()}
    assert len(before) == 394
    assert after == before


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_each_supplier_calls_the_goods_goes_along_with_what_it_took_last(
    tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.book", tmp_path / "second.book"
    for book in (first, second):
        bootstrap.create_book(book, shop_like())
    wishes = tmp_path / "wishes.jsonl"
    wishes.write_text(
        """{"type":"product","sku":"A","name":"Juice","price":"1.50"}
{"type":"product","sku":"B","name":"Bread","price":"2.00"}
{"type":"supplier","code":"S1","name":"Farm","items":[{"sku":"A","item_code":"007","pack":"6","note":"crate, blue"}]}
{"type":"supplier","code":"S2","name":"Mill","items":[{"sku":"A","item_code":"M-9","pack":"0.5"},{"sku":"B"}]}
{"type":"delivery","uid":"d1","supplier":"S1","lines":[{"sku":"A","quantity":"6","unit_cost":"0.812345"}]}
"""
    )
    assert run(first, "post", str(wishes)) == 0, capsys.readouterr()
    listed = tmp_path / f"list{ending}"
    assert run(first, "export", "products", str(listed)) == 0
    if ending == ".csv":
        assert 'S1,007,6,"crate, blue",0.812345,S2,M-9,0.5,,' in listed.read_text(encoding="utf-8-sig")
    assert run(second, "import", "products", str(listed)) == 0, capsys.readouterr().err
    before, after = (bootstrap.open_book(book).price_list.brought_by() for book in (first, second))
    assert list(before) == ["A", "B"]
    assert [one.last_micro for one in before["A"]] == [812_345, None]
    # What a supplier took last is what its deliveries say: the new book has none yet.
    assert after == {sku: [one._replace(last_micro=None) for one in ones] for sku, ones in before.items()}
    # The list that comes back into its own book changes nothing.
    assert run(first, "import", "products", str(listed)) == 0, capsys.readouterr().err
    assert bootstrap.open_book(first).price_list.brought_by() == before


def test_another_ending_and_a_place_that_cannot_be_written_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "shop.book"
    bootstrap.create_book(book, shop_like())
    assert run(book, "export", "products", str(tmp_path / "list.doc")) == 2
    assert "list.doc" in capsys.readouterr().err
    assert run(book, "export", "products", str(tmp_path / "nowhere" / "list.csv")) == 3
    assert "nowhere" in capsys.readouterr().err
