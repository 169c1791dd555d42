"""What stands of several sheets; every figure is reckoned by hand."""

from app.domain.count_sheet import Find, Goods, replay
from app.domain.count_standing import CountedSheet, standing

JUICE, TEA = Goods(1, "J", "Juice"), Goods(2, "T", "Tea")


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
    # Each part is of who found most of it.
    assert [(part.zone, part.found_milli, part.people) for part in found.parts] == [
        ("Z1", 4000, ("anna", "ben")), ("Z2", 4000, ("anna",)),
    ]  # fmt: skip
    assert not found.is_recounted


def test_a_zone_that_is_counted_again_forgets_what_it_had_and_no_other_zone():
    first = [sheet("Z1", (JUICE, 3000, 1), (TEA, 2000, 2)), sheet("Z2", (JUICE, 4000, 3))]
    again = sheet("Z1", (JUICE, 5000, 20), number=2, replaces="zone", counter="ben")
    assert (total([*first, again]), total([*first, again], TEA)) == (9000, None)
    more = sheet("Z1", (JUICE, 1000, 30), number=2)
    assert total([*first, again, more]) == 10_000
    assert standing([*first, again])[1].selves == frozenset()


def test_goods_that_are_counted_again_take_the_place_of_themselves_alone():
    first = [sheet("Z1", (JUICE, 3000, 1), (TEA, 2000, 2)), sheet("Z2", (JUICE, 4000, 3))]
    everywhere = sheet("", (JUICE, 6000, 20), number=2, replaces="goods")
    assert (total([*first, everywhere]), total([*first, everywhere], TEA)) == (6000, 2000)
    in_one = sheet("Z2", (JUICE, 5000, 20), number=2, replaces="goods")
    assert total([*first, in_one]) == 8000
    # What another zone finds after that was in no recount.
    later = sheet("Z3", (JUICE, 1000, 30))
    assert total([*first, everywhere, later]) == 7000


def test_what_is_counted_again_everywhere_stands_in_the_one_zone_that_had_it_or_in_none():
    once = sheet("", (JUICE, 9000, 20), number=2, replaces="goods")
    twice = sheet("", (JUICE, 8000, 30), (TEA, 1000, 31), number=3, replaces="goods")
    alone = [sheet("Z1", (JUICE, 3000, 1)), sheet("Z2", (JUICE, 0, 3), (TEA, 1000, 4))]
    for sheets in ([*alone, once], [*alone, once, twice]):
        assert [(part.zone, part.place) for part in standing(sheets)[1].parts] == [("", "Z1")]
    # Nobody has said how much of it lies in which of several zones.
    several = [sheet("Z1", (JUICE, 8000, 1)), sheet("Z2", (JUICE, 12_000, 3))]
    for sheets in ([*several, once], [*several, once, twice]):
        assert [(part.zone, part.place) for part in standing(sheets)[1].parts] == [("", "")]
    none_yet = [sheet("Z1", (JUICE, 0, 1))]
    assert [part.place for part in standing([*none_yet, once])[1].parts] == ["Z1"]
    # Nobody has found it before.
    assert [part.place for part in standing([twice])[2].parts] == [""]


def test_a_recount_is_of_the_goods_that_it_is_for_and_of_no_others():
    first = sheet("Z1", (JUICE, 3000, 1), (TEA, 4000, 2))
    again = sheet("", (JUICE, 2000, 20), (TEA, 1000, 21), number=2, replaces="goods")._replace(goods="J")
    found = standing([first, again])
    assert [(one.found_milli, one.is_recounted) for one in found.values()] == [(2000, True), (4000, False)]


def test_what_stood_before_it_was_counted_again_is_remembered_as_a_whole():
    first = [sheet("Z1", (JUICE, 3000, 1)), sheet("Z2", (JUICE, 4000, 3), (TEA, 1000, 4))]
    zone = sheet("Z1", (JUICE, 5000, 20), number=2, replaces="zone")
    goods = sheet("", (JUICE, 8000, 30), number=3, replaces="goods")
    found = standing([*first, zone, goods])
    assert [tuple(one) for one in found[1].passes] == [(7000, 1, 3), (9000, 3, 20)]
    assert (found[1].first_us, found[1].begun_us, found[2].passes) == (30, 1, ())


def again(counter, number, milli=5000, zone="", replaces="goods"):
    return sheet(zone, (JUICE, milli, 10 * number), counter=counter, number=number, replaces=replaces)


def test_whoever_counts_again_what_they_counted_just_before_is_known_and_nobody_else():
    anna, ben = sheet("Z1", (JUICE, 3000, 1)), sheet("Z2", (JUICE, 4000, 2), counter="ben")

    def selves(*sheets):
        return standing(sheets)[1].selves

    assert selves(anna, again("anna", 2)) == {"anna"}
    assert selves(anna, again("anna", 2), again("anna", 3)) == {"anna"}
    assert selves(anna, again("ben", 2)) == frozenset()
    # Two people have counted it: each of them counts again what the other has counted again.
    assert selves(anna, ben, again("ben", 2)) == {"ben"}
    assert selves(anna, ben, again("ben", 2), again("anna", 3)) == frozenset()
    assert selves(anna, ben, again("ben", 2), again("ben", 3)) == {"ben"}
    # Zone by zone, each by the other one.
    assert selves(anna, ben, again("ben", 2, zone="Z1"), again("anna", 2, zone="Z2")) == frozenset()
    assert selves(anna, ben, again("ben", 2, zone="Z1"), again("ben", 2, zone="Z2")) == {"ben"}
    # What is added to a zone that was counted again is of that pass.
    more = sheet("Z1", (JUICE, 1000, 30), number=2)
    assert selves(anna, again("ben", 2, zone="Z1", replaces="zone"), more) == {"anna"}


def test_to_find_none_of_it_is_to_count_it():
    anna = sheet("Z1", (JUICE, 3000, 1))
    none = sheet("Z1", (TEA, 1000, 20), number=2, replaces="zone")
    assert JUICE.product_id not in standing([anna, none])
    assert standing([anna, none, again("anna", 3)])[1].selves == {"anna"}
    assert standing([anna, none, again("ben", 3)])[1].selves == frozenset()
    # Whoever finds it after all on the same pass, or beside another zone, has settled nothing by that.
    assert standing([anna, none, sheet("Z1", (JUICE, 3000, 30), number=2)])[1].selves == {"anna"}
    other = again("ben", 2, zone="Z2", replaces="zone")
    assert standing([anna, sheet("Z2", (JUICE, 4000, 2)), none, other])[1].selves == {"anna"}


def test_whose_count_stands_is_known_by_name():
    anna, ben = sheet("Z1", (JUICE, 3000, 1)), sheet("Z2", (JUICE, 4000, 2), counter="ben")
    found = standing([anna, ben, again("ben", 2)])[1]
    assert (found.people, found.counters) == (("ben",), {"anna", "ben"})
