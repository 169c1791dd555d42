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


def test_another_ending_and_a_place_that_cannot_be_written_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "shop.book"
    bootstrap.create_book(book, shop_like())
    assert run(book, "export", "products", str(tmp_path / "list.doc")) == 2
    assert "list.doc" in capsys.readouterr().err
    assert run(book, "export", "products", str(tmp_path / "nowhere" / "list.csv")) == 3
    assert "nowhere" in capsys.readouterr().err
