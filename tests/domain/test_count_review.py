"""What stands of several sheets, and how it compares with the book; every figure is reckoned by hand."""

import pytest

from app.domain.count_book import Aside, BookSays
from app.domain.count_review import (
    CountedSheet,
    Decision,
    State,
    Tolerance,
    left_out,
    reviewed,
    standing,
    worth,
)
from app.domain.count_sheet import Find, Goods, replay
from app.domain.product import Tracking

NOTHING_OFF = Tolerance(quantity_milli=0)
JUICE, TEA = Goods(1, "J", "Juice"), Goods(2, "T", "Tea")
DRILL = Goods(3, "D", "Drill", tracking=Tracking.SERIAL)


def sheet(zone, *scans, counter="anna", number=1, replaces=""):
    entries = [Find(goods, milli, at_us) for goods, milli, at_us in scans]
    return CountedSheet(f"{zone}{number}", zone, number, replaces, counter, False, replay(entries))


def total(sheets, goods=JUICE):
    found = standing(sheets).get(goods.product_id)
    return None if found is None else found.found_milli


def test_zones_and_sheets_of_a_zone_add_up():
    sheets = [
        sheet("Z1", (JUICE, 3000, 1)),
        sheet("Z2", (JUICE, 4000, 9)),
        sheet("Z1", (JUICE, 1000, 5), counter="ben"),
    ]
    found = standing(sheets)[1]
    assert (found.found_milli, found.first_us, found.last_us) == (8000, 1, 9)
    assert [(part.zone, part.found_milli, part.counter) for part in found.parts] == [
        ("Z1", 4000, "ben"), ("Z2", 4000, "anna"),
    ]  # fmt: skip
    assert not found.is_recounted


def test_a_zone_that_is_counted_again_forgets_what_it_had_and_no_other_zone():
    first = [sheet("Z1", (JUICE, 3000, 1), (TEA, 2000, 2)), sheet("Z2", (JUICE, 4000, 3))]
    again = sheet("Z1", (JUICE, 5000, 20), number=2, replaces="zone", counter="ben")
    assert (total([*first, again]), total([*first, again], TEA)) == (9000, None)
    more = sheet("Z1", (JUICE, 1000, 30), number=2)
    assert total([*first, again, more]) == 10_000
    assert standing([*first, again])[1].before == {"anna"}


def test_goods_that_are_counted_again_take_the_place_of_themselves_alone():
    first = [sheet("Z1", (JUICE, 3000, 1), (TEA, 2000, 2)), sheet("Z2", (JUICE, 4000, 3))]
    everywhere = sheet("", (JUICE, 6000, 20), number=2, replaces="goods")
    assert (total([*first, everywhere]), total([*first, everywhere], TEA)) == (6000, 2000)
    in_one = sheet("Z2", (JUICE, 5000, 20), number=2, replaces="goods")
    assert total([*first, in_one]) == 8000
    # What another zone finds after that was in no recount.
    later = sheet("Z3", (JUICE, 1000, 30))
    assert total([*first, everywhere, later]) == 7000


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


def test_what_is_counted_again_everywhere_stands_where_most_of_it_was_found():
    first = [sheet("Z1", (JUICE, 3000, 1)), sheet("Z2", (JUICE, 4000, 3)), sheet("Z3", (JUICE, 4000, 4))]
    once = sheet("", (JUICE, 9000, 20), number=2, replaces="goods")
    twice = sheet("", (JUICE, 8000, 30), (TEA, 1000, 31), number=3, replaces="goods")
    for sheets in ([*first, once], [*first, once, twice]):
        assert [(part.zone, part.place) for part in standing(sheets)[1].parts] == [("", "Z2")]
    # Nobody has found it before.
    assert [part.place for part in standing([twice])[2].parts] == [""]


def test_a_recount_is_of_the_goods_that_it_is_for_and_of_no_others():
    first = sheet("Z1", (JUICE, 3000, 1), (TEA, 4000, 2))
    again = sheet("", (JUICE, 2000, 20), (TEA, 1000, 21), number=2, replaces="goods")._replace(goods="J")
    found = standing([first, again])
    assert [(one.found_milli, one.is_recounted) for one in found.values()] == [(2000, True), (4000, False)]


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
