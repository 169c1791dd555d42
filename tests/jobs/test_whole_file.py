"""Files that a person names: whole or not at all, and never over a book."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.jobs.whole_file import never_a_book, whole_file


def test_a_file_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as stream:
        stream.write(b"%d" % (1 // 0))
    assert path.read_text() == "before"
    with whole_file(path) as stream:
        stream.write(b"after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_a_folder_is_made_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "new" / "list.csv"
    with pytest.raises(Trouble) as caught, whole_file(path) as stream:
        stream.write(b"")
    assert caught.value.code == "unwritable_file"
    with whole_file(path, make_folder=True) as stream:
        stream.write(b"x")
    assert path.read_bytes() == b"x"


def test_a_device_takes_what_it_gets() -> None:
    with whole_file(Path("/dev/null")) as stream:
        stream.write(b"away")
    assert Path("/dev/null").is_char_device()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught, whole_file(tmp_path) as stream:
        stream.write(b"x")
    assert caught.value.code == "unwritable_file"


@pytest.mark.parametrize("name", ["shop.book", "shop.book-wal", "shop.book-shm", "shop.book-journal"])
def test_nothing_is_written_over_a_book_or_what_belongs_to_it(name: str, tmp_path: Path) -> None:
    book = tmp_path / "shop.book"
    connection = sqlite3.connect(book)
    connection.execute("CREATE TABLE kept (it)")
    connection.close()
    before = book.read_bytes()
    with pytest.raises(Refusal) as refused, whole_file(tmp_path / name) as stream:
        stream.write(b"a report")
    assert refused.value.code == "file_is_a_book"
    assert book.read_bytes() == before
    never_a_book(tmp_path / "other.csv")
