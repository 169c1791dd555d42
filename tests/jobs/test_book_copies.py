"""Copies of the open book: where they go, and what is told when they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.jobs.book_copies import BookCopies
from app.reports.backups import Backups
from app.store import database
from tests.books import Counter, counter_at


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return counter_at(tmp_path / "shop.book")


def copies(counter: Counter, folder: Path) -> BookCopies:
    return BookCopies(counter.book.path, counter.book.shop.timezone, counter.clock, lambda: folder)


def test_a_copy_is_a_whole_book_and_the_book_knows_of_it(counter: Counter, tmp_path: Path) -> None:
    made = copies(counter, tmp_path / "stick" / "deep")
    copy = made.copy_to(made.folder())
    assert copy.parent == tmp_path / "stick" / "deep"
    database.open_book(copy).finish()
    last = Backups(counter.book).last()
    assert last is not None
    assert copy.name == f"shop-{last:%Y-%m-%d-%H%M%S}.book"


def test_a_folder_that_cannot_be_made_is_trouble(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file in its place")
    with pytest.raises(Trouble) as caught:
        copies(counter, tmp_path).copy_to(tmp_path / "stick" / "deep")
    assert caught.value.code == "unwritable_file"
    assert Backups(counter.book).last() is None
