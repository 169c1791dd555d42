"""The sheet of a delivery: what is expected, what is scanned, and what that makes."""

import pytest

from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Expected,
    ExpectedLine,
    Head,
    LeaveOut,
    Note,
    Resolve,
    SetCost,
    SetHead,
    SetLot,
    SetParts,
    SetReceived,
    SetSerials,
    Undo,
)
from app.domain.delivery_sheet import Sheet, after, replay
from app.domain.product import Item, Tracking, Unit
from app.domain.refusal import Refusal


def item(number, **keys):
    return Item(number, f"A{number}", f"Goods {number}", 1_500_000, 20_000, "S", keys.pop("unit", Unit.EACH), **keys)


JUICE, CHEESE = item(1), item(2, unit=Unit.KG)
YOGURT, PHONE = item(3, tracking=Tracking.LOT), item(4, tracking=Tracking.SERIAL)
ORDER = Expected(
    "o1", "PO-1", tuple(ExpectedLine(one, milli, 800_000) for one, milli in ((JUICE, 12_000), (YOGURT, 6000)))
)
BEGUN = Begin(Head(supplier="S1"), ORDER)


def sheet(*entries):
    return replay([BEGUN, *entries])


def states(made):
    return [(line.received_milli, line.state, line.difference_milli) for line in made.lines]


def no(call, *arguments):
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value.code


def test_it_starts_from_nothing_beside_what_is_expected():
    made = sheet()
    assert states(made) == [(0, "missing", -12_000), (0, "missing", -6000)]
    assert (made.head.supplier, made.expected.number, made.expected.lines) == ("S1", "PO-1", ())
    assert made.is_empty


def test_each_scan_adds_to_the_line_of_its_goods():
    made = sheet(Arrive(JUICE, 1000), Arrive(JUICE, 6000))
    assert states(made)[0] == (7000, "short", -5000)
    assert states(after(made, Arrive(JUICE, 5000)))[0] == (12_000, "complete", 0)
    assert states(after(made, Arrive(JUICE, 6000)))[0] == (13_000, "over", 1000)
    assert made.last == 0


def test_what_was_not_ordered_is_a_line_of_its_own():
    made = sheet(Arrive(CHEESE, 1250, cost_micro=9_000_000))
    assert states(made)[2] == (1250, "extra", 0)
    assert made.lines[2].unit_cost_micro == 9_000_000


def test_the_first_lot_names_the_line_and_another_one_gets_its_own():
    made = sheet(Arrive(YOGURT, 2000, lot="L1", expiry=20260401), Arrive(YOGURT, 4000, lot="L2"),
                 Arrive(YOGURT, 1000, lot="L1"))  # fmt: skip
    first, second = made.lines[1:]
    assert (first.lot, first.expiry, first.received_milli, first.total_milli) == ("L1", 20260401, 3000, 7000)
    assert (second.lot, second.received_milli, second.expected_milli, second.state) == ("L2", 4000, None, "lot")
    assert (first.state, first.difference_milli) == ("over", 1000)


def test_goods_by_lot_without_one_wait_for_its_name():
    made = sheet(Arrive(YOGURT, 2000))
    assert made.lines[1].lacks_name
    assert not after(made, SetLot(1, "L1", 20260401)).lines[1].lacks_name


def test_each_piece_with_a_serial_number_is_scanned_once():
    made = sheet(Arrive(PHONE, 1000, serial="1"), Arrive(PHONE, 1000, serial="2"))
    assert (made.lines[2].serials, made.lines[2].received_milli) == (("1", "2"), 2000)
    assert no(after, made, Arrive(PHONE, 1000, serial="1")) == "serial_on_sheet"
    missing = after(made, Arrive(PHONE, 1000))
    assert missing.lines[2].lacks_name
    named = after(missing, SetSerials(2, ("1", "2", "3")))
    assert not named.lines[2].lacks_name
    assert no(after, named, SetSerials(2, ("1", "1"))) == "serial_on_sheet"
    assert after(named, SetReceived(2, 1000)).lines[2].serials == ("1",)


def test_pieces_wait_for_their_numbers_until_somebody_says_that_these_cannot_be_read():
    made = sheet(Arrive(PHONE, 3000), SetSerials(2, ("1",), 2000))
    line = made.lines[2]
    assert (line.received_milli, line.nameless_milli, line.lacks_name) == (3000, 2000, True)
    said = after(made, SetSerials(2, ("1",), 2000, is_unreadable=True))
    assert (said.lines[2].unreadable_milli, said.lines[2].lacks_name) == (2000, False)
    # A further piece has a number, or somebody says again that it has none.
    assert after(said, Arrive(PHONE, 1000)).lines[2].nameless_milli == 1000
    assert after(said, SetReceived(2, 3000)).lines[2].unreadable_milli == 2000
    assert after(said, SetReceived(2, 2000)).lines[2].nameless_milli == 1000
    assert after(said, Undo()).lines[2].nameless_milli == 2000


def test_a_lot_in_a_code_means_nothing_of_goods_that_are_not_tracked():
    made = sheet(Arrive(JUICE, 1000, lot="L1"), Arrive(JUICE, 1000, lot="L2"))
    assert made.lines[0].received_milli == 2000
    assert len(made.lines) == 2


def test_quantities_costs_and_parts_are_typed():
    made = sheet(Arrive(JUICE, 1000), SetReceived(0, 10_000), SetCost(0, 850_000), SetParts(0, 2000, 1000, 3000))
    line = made.lines[0]
    assert (line.received_milli, line.unit_cost_micro, line.usual_micro) == (10_000, 850_000, 800_000)
    assert (line.free_milli, line.damaged_milli, line.refused_milli) == (2000, 1000, 3000)
    assert no(after, made, SetReceived(0, 1000)) == "part_of_quantity"
    assert no(after, made, SetParts(0, 11_000, 0, 0)) == "part_of_quantity"
    assert no(after, made, SetParts(0, 0, 500, 0)) == "whole_pieces"
    assert no(after, made, SetParts(0, 0, 0, -1000)) == "part_of_quantity"
    assert no(after, made, SetReceived(0, -1000)) == "quantity_below_zero"
    assert no(after, made, SetReceived(0, 1500)) == "whole_pieces"
    assert no(after, made, SetCost(0, -1)) == "price_below_zero"
    assert no(after, made, SetCost(0, 10**16)) == "out_of_bounds"
    assert no(after, made, SetCost(9, 1)) == "no_such_line"
    assert after(made, SetReceived(0, 14_000)).lines[0].difference_milli == 0  # two of them are free


def test_an_unknown_code_waits_until_its_product_is_known():
    made = sheet(AddUnknown("0815", 1000), AddUnknown("0815", 2000), AddUnknown("0816", 1000))
    assert [one.code for one in made.waiting] == ["0815", "0815", "0816"]
    linked = after(made, Resolve(2, CHEESE, 6000, 500_000))
    # Three scans, and each stands for six.
    assert (linked.lines[2].received_milli, [one.code for one in linked.waiting]) == (18_000, ["0816"])
    assert after(linked, Undo()).waiting == made.waiting
    left = after(linked, LeaveOut(4))
    assert (left.waiting, [one.code for one in left.left_out]) == ((), ["0816"])
    assert after(left, Undo()).left_out == ()
    assert no(after, linked, LeaveOut(2)) == "no_such_line"
    assert not made.is_empty


def test_an_unknown_code_keeps_its_lots():
    made = sheet(AddUnknown("0815", 1000, "L1", 20260401), AddUnknown("0815", 2000, "L2"))
    linked = after(made, Resolve(2, YOGURT))
    assert [(line.lot, line.received_milli) for line in linked.lines[1:]] == [("L1", 1000), ("L2", 2000)]
    undone = after(linked, Undo())
    assert (undone.lines, undone.waiting) == (made.lines, made.waiting)


def test_undo_takes_back_entry_by_entry_and_passes_notes_over():
    entries = [Arrive(JUICE, 1000), Arrive(CHEESE, 500), Note("scanned twice"), Arrive(YOGURT, 1000, lot="L1"),
               Arrive(YOGURT, 1000, lot="L2"), SetHead(Head(reference="n1")), AddUnknown("x", 1000)]  # fmt: skip
    made = [sheet()]
    for entry in entries:
        made.append(after(made[-1], entry))
    undone = made[-1]
    for known in (*reversed(made[4:-1]), made[2], made[1], made[0]):
        undone = after(undone, Undo())
        assert (undone.lines, undone.waiting, undone.head, undone.last) == (
            known.lines, known.waiting, known.head, known.last,
        )  # fmt: skip
        assert {key: one for key, one in undone.places.items() if one} == dict(known.places)
    assert no(after, undone, Undo()) == "nothing_to_undo"


def test_goods_without_stock_and_nothing_of_goods_are_refused():
    assert no(after, Sheet(), Arrive(item(9, stocked=False), 1000)) == "not_stocked"
    # A kit has the stock of its parts: told at the scan, and not when the sheet is posted.
    assert no(after, Sheet(), Arrive(item(9)._replace(is_kit=True), 1000)) == "kit_comes_in_parts"
    assert no(after, Sheet(), Arrive(JUICE, 0)) == "quantity_zero"


def test_the_same_goods_twice_on_an_order_are_one_line():
    twice = Expected("o1", "PO-1", (ExpectedLine(JUICE, 2000), ExpectedLine(JUICE, 3000)))
    (line,) = replay([Begin(expected=twice)]).lines
    assert line.expected_milli == 5000


def test_without_an_order_everything_is_what_came():
    made = replay([Begin(), Arrive(JUICE, 1000, cost_micro=None), Arrive(JUICE, 1000, cost_micro=700_000)])
    assert (made.lines[0].unit_cost_micro, made.lines[0].received_milli) == (700_000, 2000)
