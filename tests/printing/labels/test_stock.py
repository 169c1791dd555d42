"""Label stocks: the whole list by its names, and own sizes."""

import csv
from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.printing.labels.stock import Shape, all_stock, find_stock

LIST = Path(__file__).parents[2] / "data" / "label_stock.csv"


def listed():
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_stock_of_the_list_is_found_by_maker_and_part_with_its_own_figures():
    seen = set()
    for row in listed():
        name = f"{row['brand']} {row['part']}"
        if name.casefold() in seen:
            continue
        seen.add(name.casefold())
        stock = next(one for one in all_stock() if one.name == name)
        figures = (stock.page_width, stock.page_height, stock.width, stock.height, stock.corner, stock.left, stock.top)
        names = ("page_width", "page_height", "label_width", "label_height", "corner", "left", "top")
        assert figures == pytest.approx([float(row[f"{one}_mm"]) for one in names], abs=0.001), name
        assert (stock.columns, stock.rows, stock.shape) == (int(row["columns"]), int(row["rows"]), row["shape"])
        assert stock.columns == 1 or stock.pitch_x == pytest.approx(float(row["pitch_x_mm"]))
        assert stock.rows == 1 or stock.pitch_y == pytest.approx(float(row["pitch_y_mm"]))
        assert stock.description == row["description"]
    assert len(all_stock()) == len(seen) == 1609


@pytest.mark.parametrize("text", ["Avery L7160", "avery l7160", " AVERY-L7160 ", "L7160"])
def test_a_name_is_found_however_it_is_written(text):
    assert find_stock(text).name == "Avery L7160"
    assert find_stock(text).labels == 21


def test_an_unknown_name_is_answered_with_near_ones():
    with pytest.raises(Refusal) as refused:
        find_stock("Avery L7161x")
    assert "Avery L7161" in refused.value.facts["near"]
    with pytest.raises(Refusal) as refused:
        find_stock("~~~")
    assert "62x29" in refused.value.facts["near"]


def test_own_sizes_are_rolls_and_sheets():
    roll = find_stock("62x29")
    assert (roll.page_width, roll.page_height, roll.labels, roll.place(0)) == (62, 29, 1, (0, 0))
    full = find_stock("A4 3x8")
    assert (full.width, full.height, full.place(4)) == (70, 37.125, (70, 37.125))
    sheet = find_stock("A4 3x8 63.5x33.9 7.2,12.9 66x33.9")
    assert (sheet.labels, sheet.place(0), sheet.place(23)) == (24, (7.2, 12.9), (139.2, pytest.approx(250.2)))
    assert find_stock("100x200 2x2").width == 50


@pytest.mark.parametrize(
    "text",
    ["2x2", "1300x50", "A4 0x3", "A4 300x3", "A4 3x8 80x33.9 7.2,12.9 66x33.9", "A4 3x8 63.5x33.9 70,12.9 66x33.9"],
)
def test_a_size_that_cannot_be_is_refused(text):
    with pytest.raises(Refusal, match="bad_label_size"):
        find_stock(text)


@pytest.mark.parametrize("text", ["A4", "A4 3x8 nonsense 7,12 66x34", "62x29 x", ""])
def test_what_is_neither_a_name_nor_a_size_is_unknown(text):
    with pytest.raises(Refusal, match="unknown_label_stock"):
        find_stock(text)


def test_round_labels_are_printed_on_the_square_in_them():
    stock = next(one for one in all_stock() if one.shape is Shape.ROUND)
    left, top = stock.place(0)
    across = ((left - stock.left - stock.width / 2) ** 2 + (top - stock.top - stock.height / 2) ** 2) ** 0.5
    assert across <= stock.width / 2 + 0.01


@pytest.mark.parametrize("name", ["Rayfilm 7001", "Hisago ELM024", "Connect KF10647"])
def test_figures_of_the_list_that_cannot_be_are_not_printed_by(name):
    with pytest.raises(Refusal, match="wrong_label_stock"):
        find_stock(name)


def test_nearly_every_stock_of_the_list_can_be_printed_on():
    refused = []
    for stock in all_stock():
        try:
            find_stock(stock.name)
        except Refusal:
            refused.append(stock.name)
    assert len(refused) == 7
