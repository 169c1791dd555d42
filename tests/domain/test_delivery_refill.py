"""A posted delivery as the sheet that puts it right."""

from app.domain.delivery_entries import AddUnknown, Arrive, LeaveOut, SetLot, SetParts, SetReceived, SetSerials
from app.domain.delivery_refill import refilled
from app.domain.delivery_sheet import replay
from app.domain.document import StockLine
from tests.domain.test_delivery_sheet import BEGUN, CHEESE, JUICE, PHONE, YOGURT


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


def test_codes_that_were_left_out_wait_again_with_all_that_their_scan_said():
    was = replay([BEGUN, AddUnknown("0815", 3000, "L7", 20260401), AddUnknown("0816", 1000, serial="9"), LeaveOut(2)])
    made = replay(refilled(BEGUN, [(JUICE, StockLine(1, "A1", 1000, 800_000))], was))
    assert [(one.code, one.quantity_milli, one.lot, one.expiry, one.serial) for one in made.waiting] == [
        ("0815", 3000, "L7", 20260401, ""), ("0816", 1000, "", None, "9"),
    ]  # fmt: skip


def test_what_went_back_with_the_driver_is_there_again_and_what_nobody_could_read():
    was = replay(
        [
            BEGUN,
            Arrive(JUICE, 24_000),
            SetParts(0, 0, 1000, 3000),
            Arrive(CHEESE, 1000, cost_micro=9_000_000),
            SetReceived(2, 0),
            SetParts(2, 0, 0, 250),
            Arrive(PHONE, 3000),
            SetSerials(3, ("1",), 2000, is_unreadable=True),
        ]
    )
    lines = [
        (JUICE, StockLine(1, "A1", 24_000, 850_000, damaged_milli=1000)),
        (PHONE, StockLine(2, "A4", 1000, 50_000_000, serials=("1",))),
        (PHONE, StockLine(3, "A4", 2000, 50_000_000)),
    ]
    made = replay(refilled(BEGUN, lines, was))
    juice, _, phone, cheese = made.lines
    assert (juice.received_milli, juice.damaged_milli, juice.refused_milli) == (24_000, 1000, 3000)
    assert (phone.serials, phone.unreadable_milli, phone.lacks_name) == (("1",), 2000, False)
    assert (cheese.received_milli, cheese.refused_milli, cheese.unit_cost_micro) == (0, 250, 9_000_000)
    # Posted without a screen, nobody has said that: the pieces wait for their numbers.
    assert replay(refilled(BEGUN, lines)).lines[2].nameless_milli == 2000


def test_a_lot_that_is_only_called_after_its_date_was_not_named():
    lines = [
        (YOGURT, StockLine(1, "A3", 4000, 800_000, lot="2026-04-01", expiry=20260401)),
        (YOGURT, StockLine(2, "A3", 2000, 800_000, lot="2026-05-01", expiry=20260501)),
    ]
    made = replay(refilled(BEGUN, lines))
    assert [(line.received_milli, line.lot, line.expiry, line.lacks_name) for line in made.lines[1:]] == [
        (4000, "", 20260401, True), (2000, "", 20260501, True),
    ]  # fmt: skip


def test_a_lot_that_somebody_has_called_after_its_date_keeps_its_name():
    was = replay([BEGUN, Arrive(YOGURT, 4000), SetLot(1, "2026-04-01", 20260401)])
    lines = [(YOGURT, StockLine(1, "A3", 4000, 800_000, lot="2026-04-01", expiry=20260401))]
    assert [line.lot for line in replay(refilled(BEGUN, lines, was)).lines] == ["", "2026-04-01"]
