"""What a count says of each product, all its lines together; every figure is reckoned by hand."""

import pytest

from app.domain.count_gathered import Gathered, differences, gathered
from app.domain.count_sheet import Goods
from app.domain.document import StockLine
from app.domain.product import Tracking

TEA, JUICE = Goods(1, "T", "Tea"), Goods(2, "J", "Juice", tracking=Tracking.LOT)


def line(number, sku, milli, at_us, lot=""):
    return StockLine(number, sku, milli, 0, 0, 0, lot, None, (), "", "Z1", at_us)


def test_the_lines_of_a_product_add_up_lot_by_lot():
    lines = [line(1, "T", 2000, 5), line(2, "J", 1000, 6, "L1"), line(3, "T", 3000, 9), line(4, "J", 4000, 7, "L2")]
    tea, juice = gathered(lines, [TEA, JUICE, TEA, JUICE], [3, None, None, None])
    assert (tea.by_lot, tea.line_no, tea.first_us, tea.last_us) == ({"": 5000}, 3, 3, 9)
    assert (juice.by_lot, juice.line_no, juice.first_us, juice.last_us) == ({"L1": 1000, "L2": 4000}, 4, 6, 7)


@pytest.mark.parametrize(
    ("by_lot", "expected", "off"),
    [
        ({"": 5000}, {"": 5000}, []),
        ({"": 5000}, {"": 7000}, [("", -2000)]),
        # Nobody named a lot: the whole of it is off.
        ({"": 5000}, {"L1": 4000, "L2": 3000}, [("", -2000)]),
        ({"": 0}, {"L1": 4000, "L2": 3000}, [("L1", -4000), ("L2", -3000)]),
        # No lot can stay below zero.
        ({"": 5000}, {"L1": -1000, "L2": 5000}, [("L1", 1000)]),
        ({"L1": 1000, "L2": 4000}, {"L1": 1000, "L2": 3000, "L3": 2000}, [("L2", 1000)]),
    ],
)
def test_what_was_found_less_what_was_expected(by_lot, expected, off):
    assert differences(Gathered(JUICE, 1, 1, 1, by_lot), expected) == off


def test_pieces_that_were_not_found_are_gone():
    found = Gathered(TEA, 1, 1, 1, {"S1": 1000}, frozenset({"S1"}))
    assert differences(found, {"S1": 1000, "S2": 1000}) == [("S2", -1000)]
