"""`tillbook backup`, `restore` and `migrate`, as a person calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from tests.books import shop_like
from tests.cli.doors import PRODUCT, sale, tillbook, written


def test_a_copy_is_made_and_takes_the_books_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, copy = tmp_path / "shop.book", tmp_path / "copy.book"
    bootstrap.create_book(book, shop_like())
    assert tillbook("--book", book, "post", written(tmp_path / "goods.jsonl", PRODUCT, sale("s1"))) == 0
    assert tillbook("--book", book, "migrate") == 0
    assert tillbook("--book", book, "backup", copy) == 0
    assert tillbook("--book", book, "backup", copy) == 2
    assert "copies replace nothing" in capsys.readouterr().err
    book.unlink()
    assert tillbook("--book", book, "restore", copy) == 0
    assert "The book is right" in capsys.readouterr().out
    assert tillbook("--book", book, "restore", copy) == 0
    assert "shop-before-restore-1.book" in capsys.readouterr().err
    assert tillbook("--book", book, "restore", tmp_path / "nothing.book") == 2
    assert tillbook("--book", tmp_path / "none.book", "backup", tmp_path / "x.book") == 2
