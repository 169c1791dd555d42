"""`tillbook import` as a person calls it: what was taken, what was not and why, the file of errors, dry runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import bootstrap
from app.base.trouble import Trouble
from app.cli import main as door
from app.domain.requests import ProductAsked
from app.store.writing import catalogue
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


def test_a_list_that_ended_on_the_way_is_told_with_the_next_one(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: object, product: ProductAsked, *author: object) -> None:
        if product.sku == "L45":
            raise Trouble("disk_full", book="shop.book")
        set_product(connection, product, *author)

    set_product = catalogue.set_product
    rows = "sku;name;price\n" + "".join(f"L{row};Long;1\n" for row in range(60))
    path = write(tmp_path, "long.csv", rows)
    monkeypatch.setattr(catalogue, "set_product", full)
    assert run(book, "import", "products", path) == 3
    said = capsys.readouterr().err
    assert said.startswith("The disk is full")
    assert "Of the 60 rows of long.csv, the first 30 are taken." in said
    monkeypatch.setattr(catalogue, "set_product", set_product)
    assert run(book, "import", "products", path) == 0
    said = capsys.readouterr()
    assert "The list long.csv has not been taken to its end: the first 30 of its 60 rows are in the book." in said.err
    assert "30 new, 30 unchanged" in said.out
    assert run(book, "import", "products", path) == 0
    assert "to its end" not in capsys.readouterr().err


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


SHOPIFY = """Handle,Title,Status,Variant SKU,Variant Price,Variant Taxable
tea,Tea,active,T-1,4.00,TRUE
book,Book,active,B-1,9.00,FALSE
cup,Cup,draft,C-1,6.00,TRUE
"""
PLAIN = "sku;name;price\n7;Nails;0,10\n8;Screws;0,20\n"


def rates(book: Path) -> dict[str, int]:
    listed = bootstrap.open_book(book).price_list.products()
    return {product.sku: product.rate_milli or 0 for product in listed}


def test_new_products_without_a_tax_rate_are_taken_and_said_at_the_end(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shopify = write(tmp_path, "shopify.csv", SHOPIFY)
    for arguments in (["--dry-run"], []):
        assert run(book, "import", "products", shopify, *arguments) == 0
        last = capsys.readouterr().err.splitlines()[-1]
        assert last.startswith("New products without a tax rate: 2 (T-1, C-1). They are sold at 0 %.")
        assert "--tax 19" in last
    assert rates(book) == {"T-1": 0, "B-1": 0, "C-1": 0}


def test_a_plain_list_names_the_first_few_that_have_no_tax_rate(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = write(tmp_path, "many.csv", "sku;name;price\n" + "".join(f"A{at};Goods;1,00\n" for at in range(9)))
    assert run(book, "import", "products", many) == 0
    assert "a tax rate: 9 (A0, A1, A2, A3, A4 and 4 more)." in capsys.readouterr().err


def test_the_tax_of_the_call_is_for_rows_that_name_none(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(book, "import", "products", write(tmp_path, "shopify.csv", SHOPIFY), "--tax", "19", "--tax-code", "S")
    run(book, "import", "products", write(tmp_path, "plain.csv", PLAIN), "--tax", "7 %")
    assert capsys.readouterr().err == ""
    assert rates(book) == {"T-1": 19_000, "B-1": 0, "C-1": 19_000, "7": 7000, "8": 7000}
    codes = {product.sku: product.tax_code for product in bootstrap.open_book(book).price_list.products()}
    assert (codes["T-1"], codes["B-1"]) == ("S", "")


def test_the_same_list_again_with_a_tax_gives_it_to_what_has_none(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = write(tmp_path, "plain.csv", PLAIN)
    run(book, "import", "products", write(tmp_path, "own.csv", "sku;name;price;tax\n7;Nails;0,10;7\n"))
    run(book, "import", "products", plain)
    capsys.readouterr()
    assert run(book, "import", "products", plain, "--tax", "19") == 0
    assert capsys.readouterr() == ("plain.csv: 1 changed, 1 unchanged.\n", "")
    assert rates(book) == {"7": 7000, "8": 19_000}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["products", "--tax", "much"], "no percentage"),
        (["products", "--tax", "0.19"], "percent sign"),
        (["products", "--tax", "190"], "190"),
        (["products", "--tax-code", "S"], "--tax-code"),
        (["customers", "--tax", "19"], "--tax"),
    ],
)
def test_a_tax_that_cannot_be_meant_is_refused(
    book: Path, tmp_path: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "import", *arguments[:1], write(tmp_path, "plain.csv", PLAIN), *arguments[1:]) == 2
    assert told in capsys.readouterr().err
    assert rates(book) == {}


def test_a_dry_run_shows_each_tax_rate_and_what_comes_in_off_sale(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(book, "import", "products", write(tmp_path, "own.csv", "sku;name;price;tax\nC-1;Cup;6;20\n"))
    capsys.readouterr()
    run(book, "import", "products", write(tmp_path, "shopify.csv", SHOPIFY), "--dry-run")
    said = capsys.readouterr().out
    assert "2  new      T-1  Tea   4.00  no tax rate" in said
    assert "3  new      B-1  Book  9.00  0 %" in said
    assert "4  changed  C-1  Cup   6.00  20 %" in said
    assert "Products that come in as not on sale (a draft, archived or switched off in the list): 1 (C-1)." in said


def test_stock_without_a_cost_says_where_its_cost_comes_from(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goods = "sku;name;price;tax;cost\n7;Nails;0,10;19;0,04\n8;Screws;0,20;19;\n9;Glue;3;19;1\n"
    run(book, "import", "products", write(tmp_path, "goods.csv", goods))
    stock = write(tmp_path, "stock.csv", "sku;stock;cost\n7;100;\n8;50;\n9;2;1,10\n")
    capsys.readouterr()
    for arguments in (["--dry-run"], []):
        assert run(book, "import", "opening-stock", stock, *arguments) == 0
        said = capsys.readouterr()
        assert "Rows without a cost that take the product's own: 1 (7)." in said.out
        assert said.err == "Rows without any cost, whose goods come in at a value of 0: 1 (8).\n"


def test_refused_rows_are_not_written_under_the_name_of_a_spreadsheet(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = tmp_path / "errors.xlsx"
    assert run(book, "import", "products", write(tmp_path, "list.csv", LIST), "--errors", str(errors)) == 2
    assert "errors.xlsx" in capsys.readouterr().err
    assert not errors.exists()
