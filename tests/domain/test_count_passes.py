"""What passes were worth; every figure is reckoned by hand."""

from app.domain.count_passes import before, counted_again
from app.domain.count_sheet import Find, Goods, replay
from app.domain.count_standing import CountedSheet, standing
from app.domain.product import Tracking

JUICE, TEA = Goods(1, "J", "Juice", tracking=Tracking.LOT), Goods(2, "T", "Tea")
DRILL = Goods(3, "D", "Drill", tracking=Tracking.SERIAL)


def sheet(zone, *scans, counter="anna", number=1, replaces=""):
    entries = [Find(goods, milli, at_us, lot=lot) for goods, milli, at_us, lot in scans]
    return CountedSheet(f"{zone}{number}", zone, number, replaces, counter, False, replay(entries))


def juice(milli, at_us, lot=""):
    return (JUICE, milli, at_us, lot)


def again(*sheets):
    return [tuple(one) for one in counted_again(standing(sheets)[1])]


def test_what_was_counted_once_was_not_counted_again():
    assert again(sheet("Z1", juice(3000, 1)), sheet("Z2", juice(4000, 2))) == []


def test_goods_that_are_counted_again_as_a_whole_are_held_against_all_that_was_found_before():
    first = sheet("Z1", juice(8000, 1)), sheet("Z2", juice(12_000, 2), counter="ben")
    once = sheet("", juice(19_000, 20), counter="eve", number=2, replaces="goods")
    assert again(*first, once) == [(("anna", "ben"), 20_000, 2, 19_000, 20)]
    # Who counts them once more is held against Eve, and what another zone finds later is of neither.
    twice = sheet("", juice(18_000, 30), number=3, replaces="goods")
    later = sheet("Z3", juice(1000, 40))
    assert again(*first, once, twice, later) == [
        (("anna", "ben"), 20_000, 2, 19_000, 20), (("eve",), 19_000, 20, 18_000, 30),
    ]  # fmt: skip


def test_a_zone_that_is_counted_again_is_held_against_that_zone_alone():
    first = sheet("Z1", juice(3000, 1), counter="ben"), sheet("Z2", juice(4000, 2))
    zone = sheet("Z1", juice(5000, 20), number=2, replaces="zone")
    more = sheet("Z1", juice(1000, 25), counter="eve", number=2)
    assert again(*first, zone) == [(("ben",), 3000, 1, 5000, 20)]
    assert again(*first, zone, more) == [(("ben",), 3000, 1, 6000, 25)]
    # None of it is there: the pass has found nothing, when it had looked.
    none = sheet("Z1", (TEA, 1000, 20, ""), number=2, replaces="zone")
    assert again(*first, none) == [(("ben",), 3000, 1, 0, 20)]
    # Then all of it is counted again: six in one zone, and four in the other.
    every = sheet("", juice(9000, 30), counter="ben", number=3, replaces="goods")
    assert again(*first, zone, more, every) == [
        (("ben",), 3000, 1, 6000, 25), (("anna", "eve"), 10_000, 25, 9000, 30),
    ]  # fmt: skip


def test_what_had_been_found_before_is_told_as_a_whole_and_by_lot():
    first = sheet("Z1", juice(3000, 1, "L1"), juice(2000, 2, "L2"), counter="ben"), sheet("Z2", juice(4000, 3, "L1"))
    zone = sheet("Z1", juice(5000, 20, "L1"), juice(2000, 21, "L2"), number=2, replaces="zone")
    found = standing([*first, zone])[1]
    assert before(found, "") == (9000, ("ben",))
    assert before(found, "L1") == (7000, ("ben",))
    assert before(found, "L2") == (2000, ("ben",))


def test_pieces_are_told_by_their_numbers():
    entries = [Find(DRILL, 1000, 1, serial="S1"), Find(DRILL, 1000, 2, serial="S2")]
    first = CountedSheet("a", "Z1", 1, "", "ben", False, replay(entries))
    later = CountedSheet("b", "Z1", 2, "zone", "anna", False, replay([Find(DRILL, 1000, 9, serial="S2")]))
    found = standing([first, later])[3]
    assert [before(found, lot) for lot in ("", "S1", "S3")] == [(2000, ("ben",)), (1000, ("ben",)), (0, ("ben",))]
