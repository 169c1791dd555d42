"""What stands of a stocktake, and how it compares with the book; every figure is reckoned by hand."""

import pytest

from app.domain.count_book import Aside, BookSays
from app.domain.count_review import (
    Decision,
    State,
    Tolerance,
    left_out,
    reviewed,
    seen_of,
    worth,
)
from app.domain.count_sheet import Find, Goods, replay
from app.domain.count_standing import CountedSheet, standing
from app.domain.product import Tracking

NOTHING_OFF = Tolerance(quantity_milli=0)
JUICE, TEA = Goods(1, "J", "Juice"), Goods(2, "T", "Tea")
DRILL = Goods(3, "D", "Drill", tracking=Tracking.SERIAL)


def sheet(zone, *scans, counter="anna", number=1, replaces=""):
    entries = [Find(goods, milli, at_us) for goods, milli, at_us in scans]
    return CountedSheet(f"{zone}{number}", zone, number, replaces, counter, False, replay(entries))


@pytest.mark.parametrize(
    ("tolerance", "difference", "expected", "value", "is_beyond"),
    [
        (Tolerance(), -9000, 9000, -99_999, False),
        (Tolerance(quantity_milli=1000), -1000, 9000, 0, False),
        (Tolerance(quantity_milli=1000), 1001, 9000, 0, True),
        (Tolerance(rate_milli=5000), -1000, 20_000, 0, False),
        (Tolerance(rate_milli=5000), -1001, 20_000, 0, True),
        (Tolerance(rate_milli=5000), 1000, 0, 0, True),
        (Tolerance(value_minor=500), 1000, 0, -500, False),
        (Tolerance(9000, None, 500), 1000, 0, -501, True),
    ],
)
def test_tolerances(tolerance, difference, expected, value, is_beyond):
    assert tolerance.is_exceeded(difference, expected, value) is is_beyond


def one(found_milli, says, tolerance=NOTHING_OFF, goods=JUICE, **keys):
    (found,) = standing([sheet("Z", (goods, found_milli, 5))]).values()
    return reviewed(found, says, tolerance, **keys)


def test_each_line_says_how_it_stands():
    ten = BookSays({"": 10_000}, cost=(10_000, 1500))
    assert one(10_000, ten).state is State.RIGHT
    short = one(8000, ten)
    assert (short.state, short.difference_milli, short.value_minor) == (State.RECOUNT, -2000, -300)
    assert one(8000, ten, Tolerance()).state is State.WITHIN
    assert one(8000, ten, decision=Decision(True, "stolen")).reason == "stolen"
    assert one(8000, ten, decision=Decision(True)).state is State.ACCEPTED
    assert one(8000, ten._replace(has_moved=True), decision=Decision(True)).state is State.MOVED
    assert one(8000, BookSays({}, is_new=True)).state is State.OPENING


def test_what_lies_on_the_counter_is_found_there():
    says = BookSays({"": 10_000}, cost=(10_000, 1500), on_counter=(Aside(1500), Aside(500)))
    line = one(8000, says)
    assert (line.state, line.counter_milli, line.difference_milli) == (State.RIGHT, 2000, 0)
    assert left_out(TEA, says).value_minor == -1200


def test_a_recount_stands_and_by_somebody_else_where_that_is_asked_for():
    ten = BookSays({"": 10_000})
    first = sheet("Z", (JUICE, 8000, 5))
    for counter, state, is_same in (("anna", State.RECOUNT, True), ("ben", State.RECOUNTED, False)):
        again = sheet("", (JUICE, 7000, 9), number=2, replaces="goods", counter=counter)
        found = standing([first, again])[1]
        line = reviewed(found, ten, Tolerance(0), second_person=True)
        assert (line.state, line.same_person, line.difference_milli) == (state, is_same, -3000)
        assert reviewed(found, ten, Tolerance(0)).state is State.RECOUNTED


def test_two_people_who_have_both_counted_settle_a_difference_between_them():
    ten = BookSays({"": 10_000})
    sheets = [sheet("L", (JUICE, 8000, 5)), sheet("R", (JUICE, 1000, 6), counter="ben")]
    states = []
    for number, counter in enumerate(("ben", "anna", "anna", "anna", "ben"), start=2):
        sheets.append(sheet("", (JUICE, 8000, 9 + number), number=number, replaces="goods", counter=counter))
        line = reviewed(standing(sheets)[1], ten, Tolerance(0), second_person=True)
        states.append((line.state, line.same_person))
    # Ben has counted some of what he counts again; Anna has not; then she does, twice; and at last Ben has not.
    own, settled = (State.RECOUNT, True), (State.RECOUNTED, False)
    assert states == [own, settled, own, own, settled]


def test_whoever_was_beyond_what_is_tolerated_does_not_settle_that_by_counting_again():
    # Anna counts 14 of 12, beyond one, then 13: within it.
    first = sheet("Z", (JUICE, 14_000, 5))
    twelve = BookSays({"": 12_000}, cost=(12_000, 6000), was_off=((2000, 12_000),))

    one_off = Tolerance(1000)

    def again(milli, counter, says=twelve, tolerance=one_off, **keys):
        sheets = [first, sheet("", (JUICE, milli, 9), number=2, replaces="goods", counter=counter)]
        line = reviewed(standing(sheets)[1], says, tolerance, **{"second_person": True, **keys})
        return line.state, line.same_person

    assert again(13_000, "anna") == (State.RECOUNT, True)
    assert again(13_000, "ben") == (State.RECOUNTED, False)
    # In money, too: 2 x 5.00.
    assert again(13_000, "anna", tolerance=Tolerance(value_minor=900)) == (State.RECOUNT, True)
    assert again(13_000, "anna", tolerance=Tolerance(value_minor=1000)) == (State.WITHIN, False)
    # What the book expects leaves nothing to settle, and what was within was never asked.
    assert again(12_000, "anna") == (State.RIGHT, False)
    assert again(13_000, "anna", twelve._replace(was_off=((1000, 12_000),))) == (State.WITHIN, False)
    assert again(13_000, "anna", second_person=False) == (State.RECOUNTED, False)
    assert again(13_000, "anna", decision=Decision(True, by="eve")) == (State.ACCEPTED, False)


def test_the_first_pass_of_a_zone_is_no_recount_whatever_was_counted_again_before():
    ten = BookSays({"": 10_000})
    first = sheet("Z", (JUICE, 8000, 5))
    again = sheet("", (JUICE, 8000, 9), number=2, replaces="goods", counter="ben")
    later = sheet("Q", (TEA, 3000, 20), number=2)
    found = standing([first, again, later])
    assert reviewed(found[1], ten, Tolerance(0)).state is State.RECOUNTED
    assert reviewed(found[2], ten, Tolerance(0)).state is State.RECOUNT
    # Nor is what is added to a zone that was counted once, or counted again in one of two zones.
    more = sheet("Z", (TEA, 3000, 20), number=2)
    assert not standing([first, again, more])[2].is_recounted
    zone = sheet("Z", (JUICE, 8000, 9), number=2, replaces="zone")
    assert standing([first, zone])[1].is_recounted
    assert standing([first, zone, sheet("Z", (JUICE, 1000, 20), number=2)])[1].is_recounted
    assert not standing([first, zone, sheet("Q", (JUICE, 1000, 20), number=2)])[1].is_recounted


def test_pieces_with_and_without_serial_numbers_are_not_clear():
    named = standing([CountedSheet("u", "Z", 1, "", "anna", False, replay([Find(DRILL, 1000, 1, serial="S1")]))])[3]
    assert reviewed(named, BookSays({"S1": 1000}), Tolerance()).state is State.RIGHT
    says = BookSays({"S1": 1000, "S2": 1000}, on_counter=(Aside(1000),))
    assert reviewed(named, says, Tolerance()).state is State.UNCLEAR


@pytest.mark.parametrize(
    ("difference", "cost", "value"),
    [
        (-2000, (10_000, 1500), -300),
        (1, (3, 1), 0),
        (2, (3, 1), 1),
        (-1, (2, 1), -1),
        (5, (0, 0), 0),
        (1000, (-2000, -300), 150),
    ],
)
def test_what_a_difference_is_worth(difference, cost, value):
    assert worth(difference, cost) == value


def test_what_a_shop_that_lives_by_counts_finds_gone_was_used_whatever_is_tolerated():
    found = standing([sheet("Z1", (JUICE, 3000, 1))])[1]
    says = BookSays({"": 10_000}, cost=(10_000, 1000))
    line = reviewed(found, says, NOTHING_OFF, is_usage=True)
    assert (line.state, line.difference_milli, line.value_minor) == (State.USED, -7000, -700)
    # More than ever came in is a slip of somebody's pen there, too.
    more = reviewed(found, BookSays({"": 1000}, cost=(1000, 100)), NOTHING_OFF, is_usage=True)
    assert more.state is State.RECOUNT


@pytest.mark.parametrize(
    ("found", "state"), [(0, State.WITHIN), (1, State.UNNAMED), (2, State.RIGHT), (3, State.UNNAMED)]
)
def test_of_pieces_that_were_counted_as_a_quantity_the_numbers_are_asked_unless_all_or_none_are_there(found, state):
    plain = standing([CountedSheet("u", "Z", 1, "", "anna", False, replay([Find(DRILL, found * 1000, 1)]))])[3]
    assert reviewed(plain, BookSays({"S1": 1000, "S2": 1000}), Tolerance()).state is state
    # What never had a number needs none.
    assert reviewed(plain, BookSays({"": 2000}), Tolerance()).state in {State.WITHIN, State.RIGHT}


@pytest.mark.parametrize(
    ("now", "is_looser"),
    [
        (Tolerance(1000, 5000), False), (Tolerance(500, 5000, 100), False), (Tolerance(1001, 5000), True),
        (Tolerance(1000), True), (Tolerance(), True), (Tolerance(0, 6000), True),
    ],
)  # fmt: skip
def test_a_tolerance_is_looser_where_any_of_its_bounds_is_wider_or_gone(now, is_looser):
    assert now.is_looser_than(Tolerance(1000, 5000)) is is_looser


def test_what_was_said_of_one_difference_is_said_of_no_other():
    ten = BookSays({"": 10_000}, cost=(10_000, 1500))

    def states(**now):
        before = one(8000, ten)
        seen = seen_of(before.found, before.difference_milli, before.lots)
        line = one(**{"found_milli": 8000, "says": ten, **now}, decision=Decision(True, "stolen", "eve", seen))
        return line.state, line.reason

    assert states() == (State.ACCEPTED, "stolen")
    # Sold since or not: what is expected is the same.
    assert states(says=ten._replace(since_milli=-3000)) == (State.ACCEPTED, "stolen")
    # Less is missing by a late document, and it was not counted anew: why it is missing is known.
    assert states(says=ten._replace(expected={"": 9000})) == (State.RECOUNT, "stolen")
    assert states(says=ten._replace(expected={"": 7000})) == (State.RECOUNT, "")
    assert states(found_milli=7000) == (State.RECOUNT, "")
