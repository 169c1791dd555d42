"""`tillbook order`: one order as paper, as a list, and what cannot be written."""

import json

import pytest

from tests.books import counter_at
from tests.cli.doors import tillbook


@pytest.fixture
def book(tmp_path):
    """A book with an order."""
    counter = counter_at(tmp_path / "shop.book")
    counter.product("A", name="Juice")
    counter.post("supplier", code="S1", name="Farm")
    counter.post("order", "po1", supplier="S1", lines=[{"sku": "A", "quantity": "24", "unit_cost": "0.80"}])
    counter.book.close_thread()
    return str(tmp_path / "shop.book")


def test_an_order_is_written_in_every_format(book, tmp_path, capsys):
    starts = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"line,item_code,sku", "json": b'{"report":"order"'}
    for ending, start in starts.items():
        out = tmp_path / f"order.{ending}"
        assert tillbook("order", "T0-PO000001", "--out", str(out), "--book", book) == 0
        assert out.read_bytes().startswith(start)
    assert capsys.readouterr() == ("", "")


def test_without_a_file_it_goes_to_standard_output(book, capsysbinary):
    assert tillbook("order", "po1", "--book", book) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert [(row["sku"], row["quantity"], row["unit_cost"]) for row in found["rows"]] == [("A", "24", "0.800000")]


def test_an_order_that_nobody_knows_is_told(book, capsys):
    assert tillbook("order", "po9", "--book", book) == 2
    assert "There is no order po9." in capsys.readouterr().err
