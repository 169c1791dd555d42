"""A book and what it keeps beside it are never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.services.sparing import spare_books
from tests.books import counter_at, refused


def test_a_book_and_what_lies_beside_it_are_spared(tmp_path: Path) -> None:
    counter_at(tmp_path / "shop.book").book.finish()
    for name in ("shop.book", "shop.book-wal", "shop.book-shm", "shop.book-journal"):
        assert refused(spare_books, tmp_path / name).code == "file_is_a_book"


def test_anything_else_may_be_written_over(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").touch()
    for name in ("old.pdf", "empty", "new.csv", "-wal", "old.pdf-wal"):
        spare_books(tmp_path / name)


def test_what_cannot_be_looked_at_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        spare_books(tmp_path / ("x" * 300))
    assert caught.value.code == "unwritable_file"
