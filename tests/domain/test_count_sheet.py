"""The sheet of a counter: scans add up, undo takes back, and nothing that cannot be lies on a shelf."""

import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.count_journal import read_entry, write_entry
from app.domain.count_sheet import Find, Goods, Note, SetFound, SetLot, Sheet, Undo, after, free, goods_of, replay
from app.domain.product import Item, Tracking, Unit
from app.domain.refusal import Refusal
from tests.books import refused

JUICE = Goods(1, "A1", "Apple juice")
CHEESE = Goods(2, "CH", "Cheese", Unit.KG)
YOGURT = Goods(3, "YO", "Yoghurt", tracking=Tracking.LOT)
DRILL = Goods(4, "DR", "Drill", tracking=Tracking.SERIAL)


def found(sheet):
    return [(line.goods.sku, line.lot, line.found_milli, line.first_us, line.last_us) for line in sheet.lines]


def test_each_scan_is_one_more_and_a_line_knows_its_first_and_last_moment():
    sheet = replay([Find(JUICE, 1000, 5, "400"), Find(CHEESE, 250, 6), Find(JUICE, 6000, 9), Find(JUICE, 1000, 7)])
    assert found(sheet) == [("A1", "", 8000, 5, 9), ("CH", "", 250, 6, 6)]
    assert (sheet.last, sheet.entries) == (0, 4)


def test_what_was_typed_takes_the_place_of_what_was_scanned_and_nothing_found_is_found_too():
    sheet = replay([Find(JUICE, 1000, 5), SetFound(0, 12_000, 8), Find(CHEESE, 0, 9)])
    assert found(sheet) == [("A1", "", 12_000, 8, 8), ("CH", "", 0, 9, 9)]


def test_a_scan_is_taken_back_as_far_as_there_is_something():
    sheet = replay([Find(JUICE, 1000, 5), Find(JUICE, -1000, 6)])
    assert found(sheet) == [("A1", "", 0, 5, 6)]
    assert refused(after, sheet, Find(JUICE, -1000, 7)).code == "counted_below_zero"
    assert refused(after, sheet, SetFound(0, -1000, 7)).code == "counted_below_zero"
    assert refused(after, sheet, SetFound(7, 1000, 7)).code == "no_such_line"
    assert refused(sheet.line, 3).code == "no_such_line"
    assert refused(after, sheet, Find(JUICE, 500, 7)).code == "whole_pieces"


def test_lots_have_lines_of_their_own_and_what_is_not_kept_by_lot_forgets_it():
    sheet = replay([Find(YOGURT, 1000, 1, lot="L1"), Find(YOGURT, 1000, 2, lot="L2"), Find(YOGURT, 1000, 3, lot="L1"),
                    Find(JUICE, 1000, 4, lot="X")])  # fmt: skip
    assert [(line.lot, line.found_milli) for line in sheet.lines] == [("L1", 2000), ("L2", 1000), ("", 1000)]


def lots(sheet):
    return [(line.key, line.goods.sku, line.lot, line.found_milli, line.days) for line in sheet.lines]


def test_a_lot_that_is_named_later_is_the_lots_line_and_undo_takes_the_name_back():
    entries = [Find(YOGURT, 3000, 1), Find(JUICE, 1000, 2), SetLot(0, "L1", 20270301), Find(YOGURT, 2000, 5)]
    sheet = replay(entries)
    assert lots(sheet) == [
        (0, "YO", "L1", 3000, (("L1", 20270301),)), (1, "A1", "", 1000, ()), (2, "YO", "", 2000, ()),
    ]  # fmt: skip
    # The rest is of the same lot: two lines become one, and what stood between them keeps its order.
    entries.append(SetLot(2, "L1"))
    joined = replay(entries)
    assert lots(joined) == [(0, "YO", "L1", 5000, (("L1", 20270301),)), (1, "A1", "", 1000, ())]
    assert (joined.line(0).first_us, joined.line(0).last_us, joined.last) == (1, 5, 0)
    assert lots(after(joined, Undo())) == lots(sheet)
    assert lots(replay([*entries, Undo(), Undo(), Undo()])) == [(0, "YO", "", 3000, ()), (1, "A1", "", 1000, ())]
    # What comes behind finds its line, whether one by one or from the journal.
    more = [Find(YOGURT, 1000, 9, lot="L1"), Find(JUICE, 1000, 9)]
    assert lots(after(after(joined, more[0]), more[1])) == lots(replay([*entries, *more])) == [
        (0, "YO", "L1", 6000, (("L1", 20270301),)), (1, "A1", "", 2000, ()),
    ]  # fmt: skip


def test_a_line_before_its_lots_line_goes_into_it_and_a_day_makes_a_lot():
    sheet = replay([Find(YOGURT, 1000, 1), Find(YOGURT, 1000, 2, lot="L1"), SetLot(0, "L1")])
    assert lots(sheet) == [(0, "YO", "L1", 2000, ())]
    dated = replay([Find(YOGURT, 1000, 1), SetLot(0, "", 20270301)])
    assert lots(dated) == [(0, "YO", "2027-03-01", 1000, (("2027-03-01", 20270301),))]
    assert lots(after(dated, SetLot(0, ""))) == [(0, "YO", "", 1000, ())]
    assert refused(after, dated, SetLot(3, "L1")).code == "no_such_line"
    assert refused(after, replay([Find(JUICE, 1000, 1)]), SetLot(0, "L1")).code == "not_by_lot"
    two = replay([Find(YOGURT, 1000, 1, lot="L1", expiry=20270301), Find(YOGURT, 1000, 2)])
    assert refused(after, two, SetLot(1, "L1", 20270401)).code == "lot_other_expiry"


def test_a_sheet_that_nobody_holds_is_freed_line_by_line():
    sheets = [replay(Find(JUICE._replace(product_id=number), 1000, number) for number in range(1200)), Sheet()]
    lines = weakref.ref(sheets[0].places)
    free(sheets)
    assert (sheets, lines()) == ([], None)


def test_serial_numbers_are_counted_once_and_all_or_none():
    sheet = replay([Find(DRILL, 1000, 1, serial="S1"), Find(DRILL, 1000, 2, serial="S2")])
    assert sheet.line(0).serials == ("S1", "S2")
    assert refused(after, sheet, Find(DRILL, 1000, 3, serial="S1")).code == "serial_counted"
    assert refused(after, sheet, Find(DRILL, 1000, 3)).code == "serial_or_none"
    assert refused(after, sheet, Find(DRILL, 2000, 3, serial="S3")).code == "serial_or_none"
    assert refused(after, sheet, Find(DRILL, 1000, 3, serial="a\nb")).code == "bad_serial"
    assert after(sheet, Find(DRILL, -1000, 3, serial="S1")).line(0).serials == ("S2",)
    assert after(sheet, SetFound(0, 1000, 3)).line(0).serials == ("S1",)
    plain = replay([Find(DRILL, 3000, 1)])
    assert refused(after, plain, Find(DRILL, 1000, 3, serial="S1")).code == "serial_or_none"


def test_a_date_goes_with_its_lot_or_piece_and_another_one_is_told():
    sheet = replay([Find(YOGURT, 1000, 1, lot="L1", expiry=20270301), Find(YOGURT, 1000, 2, lot="L1"),
                    Find(YOGURT, 1000, 3, expiry=20270401), Find(JUICE, 1000, 4, expiry=20270501)])  # fmt: skip
    assert [(line.lot, line.found_milli, line.days) for line in sheet.lines] == [
        ("L1", 2000, (("L1", 20270301),)),
        # What has a date and no lot is a lot that is called after its date.
        ("2027-04-01", 1000, (("2027-04-01", 20270401),)),
        # Of what is not kept by lot nobody keeps the date.
        ("", 1000, ()),
    ]
    other = refused(after, sheet, Find(YOGURT, 1000, 5, lot="L1", expiry=20270302))
    assert (other.code, other.facts["lot"], other.facts["day"], other.facts["other"]) == (
        "lot_other_expiry", "L1", "2027-03-01", "2027-03-02",
    )  # fmt: skip
    drills = replay([Find(DRILL, 1000, 1, serial="S1", expiry=20270301), Find(DRILL, 1000, 2, serial="S2")])
    assert drills.line(0).days == (("S1", 20270301),)
    # A piece that was taken back says nothing any more.
    back = after(drills, Find(DRILL, -1000, 3, serial="S1"))
    assert after(back, Find(DRILL, 1000, 4, serial="S1", expiry=20270401)).line(0).days == (("S1", 20270401),)
    assert replay([Find(DRILL, 1000, 1, expiry=20270301)]).line(0).days == ()


def test_none_there_is_a_line_of_zero_and_leaves_serial_numbers_as_they_are():
    assert found(replay([Find(JUICE, 0, 1), Find(DRILL, 0, 2)]))[0] == ("A1", "", 0, 1, 1)
    assert replay([Find(DRILL, 1000, 1, serial="S1"), Find(DRILL, 0, 2)]).line(0).serials == ("S1",)


def test_undo_passes_over_notes_and_ends_at_the_beginning():
    sheet = replay([Find(JUICE, 1000, 1), Find(CHEESE, 500, 2), Note("folded"), Undo()])
    assert found(sheet) == [("A1", "", 1000, 1, 1)]
    empty = after(sheet, Undo())
    assert (empty.lines, empty.last, empty.entries) == ((), None, 5)
    assert refused(after, empty, Undo()).code == "nothing_to_undo"


def test_goods_without_stock_are_not_counted():
    bag = Item(9, "BAG", "Bag", 100_000, 0, "", Unit.EACH, stocked=False)
    assert refused(goods_of, bag).code == "not_stocked"
    assert goods_of(bag._replace(stocked=True)) == Goods(9, "BAG", "Bag")


entries = st.one_of(
    st.builds(
        Find, st.sampled_from([JUICE, CHEESE, YOGURT]), st.integers(-3, 5).map(lambda n: n * 1000),
        st.integers(0, 99), st.just(""), st.sampled_from(["", "L1", "L2"]), st.just(""),
        st.sampled_from([None, 20270301, 20270401]),
    ),
    st.builds(SetFound, st.integers(0, 3), st.integers(0, 9).map(lambda n: n * 1000), st.integers(0, 99)),
    st.just(Undo()),
    st.builds(Note, st.text(max_size=3)),
)  # fmt: skip


@given(st.lists(entries, max_size=30))
def test_one_by_one_or_all_at_once_and_through_the_book_is_the_same_and_undo_restores(steps):
    sheet, taken, seen = Sheet(), [], [Sheet()]
    for entry in steps:
        try:
            sheet = after(sheet, entry)
        except Refusal:
            continue
        taken.append(entry)
        if isinstance(entry, Undo):
            seen.pop()
            assert (sheet.lines, sheet.last) == (seen[-1].lines, seen[-1].last)
        elif not isinstance(entry, Note):
            seen.append(sheet)
    assert replay(taken) == sheet
    assert replay(read_entry(write_entry(entry)) for entry in taken) == sheet


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Find(JUICE, 1000, 5), '{"entry":"Find","goods":{"product_id":1,"sku":"A1","name":"Apple juice"},'
         '"quantity_milli":1000,"at_us":5}'),
        (Undo(), '{"entry":"Undo"}'),
    ],
)  # fmt: skip
def test_entries_are_kept_as_they_always_were(entry, text):
    assert write_entry(entry) == text
    assert read_entry(text) == entry
