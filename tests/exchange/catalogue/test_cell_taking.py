from app.domain.refusal import Refusal
from app.exchange.catalogue import values
from app.exchange.catalogue.cell_taking import CellTaker, decimal_signs
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.layout import Column, Layout
from app.exchange.catalogue.reading import Problem
from app.exchange.catalogue.records import Record
from app.exchange.cells import NumberCell

COLUMNS = (Column(0, "SKU", Field.SKU), Column(1, "Price", Field.PRICE), Column(2, "Colour"))
HAND_MADE, SQUARE = Layout("", 1, COLUMNS), Layout("Square", 1, COLUMNS)


def taker_of(*rows, layout=HAND_MADE):
    return CellTaker(layout, [Record(at, row) for at, row in enumerate(rows, 2)])


def test_cells_are_read_by_what_they_mean():
    taker = taker_of(("A", "1,234", "red"), ("B", "2,50", ""))
    taker.open(Record(2, ("A", "1,234", "red")))
    assert taker.text(Field.SKU) == "A"
    assert taker.text(Field.NAME) == ""
    assert taker.take(Field.SKU, str.lower) == "a"
    assert taker.take(Field.NAME, str.lower) is None
    assert taker.take_figure(Field.PRICE, values.read_money, "price") == 1_234_000
    assert taker.take_figure(Field.COST, values.read_money, "cost") is None
    assert [column.title for column in taker.columns(Field.PRICE)] == ["Price"]
    assert taker.cell(COLUMNS[2]) == "red"
    assert not taker.has_problem()


def test_a_refused_cell_is_remembered_and_reads_as_nothing():
    taker = taker_of(("A", "free", ""))
    taker.open(Record(2, ("A", "free", "")))
    assert taker.take_figure(Field.PRICE, values.read_money, "price") is None
    assert taker.problems == [Problem(2, "Price", "bad_number", {"what": "price", "text": "free"})]
    assert taker.has_problem()
    taker.open(Record(3, ("B", "", "")))
    assert not taker.has_problem()
    taker.refuse(Refusal("row_without_key", name="B"))
    assert taker.problems[-1] == Problem(3, "", "row_without_key", {"name": "B"})


def test_decimal_signs_of_columns():
    def sign_of(layout, *cells):
        return decimal_signs(layout, [("", cell, "") for cell in cells])[1]

    assert sign_of(HAND_MADE, "1,234", "2,50") == ","
    assert sign_of(HAND_MADE, "1.234") is None
    assert sign_of(SQUARE, "1.234") == "."
    assert sign_of(SQUARE, "1,234") is None
    assert sign_of(SQUARE, "1,234", "£4,250.00") == "."
    assert sign_of(SQUARE, NumberCell("1.5"), "1,50") == ","
