"""A slip in a file's name never costs the shop its book, whatever writes the file."""

from pathlib import Path

import pytest

from tests.cli.doors import tillbook


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "shop.book"
    assert tillbook("init", "--book", path) == 0
    wishes = tmp_path / "wishes.jsonl"
    wishes.write_text('{"type":"product","sku":"A","name":"Tea","price":"1.50","codes":["4006381333931"]}\n')
    assert tillbook("--book", path, "post", wishes) == 0
    (tmp_path / "labels.csv").write_text("code,quantity\nA,1\n")
    (tmp_path / "list.csv").write_text("SKU;Name;Price\nB;Bread;much\n")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["report", "tax", "--out", "{book}"],
        ["report", "tax", "--format", "pdf", "--out", "{book}-wal"],
        ["pack", "--through", "2026-01-31", "--out", "{book}"],
        ["labels", "--products", "{folder}/labels.csv", "--stock", "Avery L7160", "--out", "{book}"],
        ["import", "products", "{folder}/list.csv", "--errors", "{book}"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_it_is_refused_and_the_book_stays(words, book, capsys):
    said = [word.format(book=book, folder=book.parent) for word in words]
    assert tillbook("--book", book, *said) == 2
    assert "is a book" in capsys.readouterr().err
    assert Path(book).read_bytes().startswith(b"SQLite format 3")
    assert tillbook("--book", book, "verify") == 0
