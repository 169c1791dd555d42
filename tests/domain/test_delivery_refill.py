"""A posted delivery as the sheet that puts it right."""

from app.domain.delivery_refill import refilled
from app.domain.delivery_sheet import replay
from app.domain.document import StockLine
from tests.domain.test_delivery_sheet import BEGUN, JUICE, PHONE, YOGURT


def test_every_line_is_there_again_at_its_cost():
    lines = [
        (JUICE, StockLine(1, "A1", 24_000, 850_000, free_milli=2000, damaged_milli=1000)),
        (YOGURT, StockLine(2, "A3", 4000, 800_000, lot="L1", expiry=20260401)),
        (YOGURT, StockLine(3, "A3", 2000, 900_000, lot="L2")),
        (PHONE, StockLine(4, "A4", 2000, 50_000_000, serials=("1", "2"))),
    ]
    made = replay(refilled(BEGUN, lines))
    assert [(line.received_milli, line.unit_cost_micro, line.lot, line.serials) for line in made.lines] == [
        (24_000, 850_000, "", ()), (4000, 800_000, "L1", ()), (2000, 900_000, "L2", ()),
        (2000, 50_000_000, "", ("1", "2")),
    ]  # fmt: skip
    assert (made.lines[0].free_milli, made.lines[0].damaged_milli) == (2000, 1000)


def test_goods_that_stood_on_two_lines_cost_together_what_they_cost():
    lines = [(JUICE, StockLine(1, "A1", 24_000, 800_000)), (JUICE, StockLine(2, "A1", 6000, 900_000))]
    (line, _) = replay(refilled(BEGUN, lines)).lines
    assert (line.received_milli, line.unit_cost_micro) == (30_000, 820_000)
