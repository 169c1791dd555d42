"""`tillbook import` as a person calls it: what was taken, what was not and why, the file of errors, dry runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from app.cli import main as door
from tests.books import shop_like

LIST = """Artikelnummer;Bezeichnung;EAN;VK;MwSt;EK;Kategorie
100;Apfelsaft 1 l;4006381333931;1,50 €;19;0,80;Getränke
101;Brot;4,00638E+12;2,20;7;1,00;Brot
102;Milch;4006381333932;1,19;7;0,70;Milch
103;茶;;3,50;7;1,2;Tee
"""
STOCK = "Artikelnummer;Bestand;EK\n100;40;0,80\n103;12;1,20\n999;1;1,00\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "shop.book"
    bootstrap.create_book(path, shop_like())
    return path


def run(book: Path, *arguments: str) -> int:
    return door.run(["--book", str(book), *arguments], bootstrap.doors())


def write(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def skus(book: Path) -> list[str]:
    found = bootstrap.open_book(book).lookups.search("apfelsaft", location="shop")
    found += bootstrap.open_book(book).lookups.search("茶", location="shop")
    return [item.sku for item in found]


def test_rows_that_can_be_taken_are_taken_and_the_others_said_with_their_row(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "import", "products", write(tmp_path, "list.csv", LIST)) == 1
    said = capsys.readouterr()

    assert "2 new" in said.out
    assert "row 3: EAN: A spreadsheet has cut the code to 4,00638E+12" in said.err
    assert "row 4: EAN: The last digit of the barcode 4006381333932 must be 1, not 2" in said.err
    assert skus(book) == ["100", "103"]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "import", "products", write(tmp_path, "list.csv", LIST), "--dry-run") == 1
    said = capsys.readouterr()

    assert "2 new, 0 changed" in said.out
    assert "Nothing has been written" in said.out
    assert said.err == ""
    assert skus(book) == []


def test_the_file_of_errors_can_be_mended_and_imported(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = tmp_path / "errors.csv"
    assert run(book, "import", "products", write(tmp_path, "list.csv", LIST), "--errors", str(errors)) == 1
    assert str(errors) in capsys.readouterr().err
    text = errors.read_text(encoding="utf-8-sig")
    mended = text.replace("4,00638E+12;", "5901234123457;").replace("4006381333932;", "4012345678901;")

    assert run(book, "import", "products", write(tmp_path, "mended.csv", mended)) == 0
    assert "2 new" in capsys.readouterr().out


def test_opening_stock_comes_in_with_its_cost_and_only_once(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(book, "import", "products", write(tmp_path, "list.csv", LIST))
    stock = write(tmp_path, "stock.csv", STOCK)
    capsys.readouterr()
    assert run(book, "import", "opening-stock", stock, "--dry-run") == 1
    capsys.readouterr()
    assert run(book, "import", "opening-stock", stock) == 1
    said = capsys.readouterr()
    assert "2 new" in said.out
    assert "999" in said.err

    assert run(book, "import", "opening-stock", stock) == 1
    assert "already come in" in capsys.readouterr().err
    run(book, "report", "stock-on-hand", "--format", "csv")
    report = capsys.readouterr().out
    assert "40,0.800000,32.00" in report
    assert "12,1.200000,14.40" in report


@pytest.mark.parametrize("kind", ["suppliers", "customers"])
def test_people_come_from_a_list(book: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = write(tmp_path, "people.csv", "Code;Name\nA;Anna\nB;Bert\n")
    assert run(book, "import", kind, people) == 0
    assert "2 new" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"", b"PK\x03\x04 no workbook"],
)
def test_a_file_that_is_no_list_is_said_in_a_sentence(
    book: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert run(book, "import", "products", str(path)) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_a_column_can_be_named_by_hand(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = write(tmp_path, "odd.csv", "X1;X2;X3\n7;Nails;0,10\n")
    arguments = ["import", "products", odd, "--map", "X1=sku", "--map", "X2=name", "--map", "X3=price"]
    assert run(book, *arguments) == 0, capsys.readouterr().err
    assert run(book, "import", "products", odd, "--map", "nonsense") == 2
    assert "nonsense" in capsys.readouterr().err


def test_errors_that_cannot_be_kept_are_said(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "no such folder" / "errors.csv"
    assert run(book, "import", "products", write(tmp_path, "list.csv", LIST), "--errors", str(nowhere)) == 3
    assert str(nowhere) in capsys.readouterr().err
