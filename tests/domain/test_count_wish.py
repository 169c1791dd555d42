"""From a review to the count that is posted; every figure is reckoned by hand."""

from app.domain.count_book import Aside, BookSays
from app.domain.count_review import (
    Decision,
    State,
    Tolerance,
    left_out,
    reviewed,
)
from app.domain.count_sheet import Find, Goods, replay
from app.domain.count_standing import CountedSheet, standing
from app.domain.count_wish import count_asked
from app.domain.product import Tracking
from app.domain.requests import Asking
from tests.books import refused

ANYTHING = Tolerance()
JUICE, TEA = Goods(1, "J", "Juice"), Goods(2, "T", "Tea")
YOGURT = Goods(3, "Y", "Yoghurt", tracking=Tracking.LOT)
DRILL = Goods(4, "D", "Drill", tracking=Tracking.SERIAL)


def line(says, *scans, tolerance=ANYTHING, **keys):
    sheet = CountedSheet("u", "Z1", 1, "", "anna", False, replay(scans))
    (found,) = standing([sheet]).values()
    return reviewed(found, says, tolerance, **keys)


def asked(*lines, uncounted="leave", open_sheets=0):
    wish = count_asked(lines, Asking("c1"), uncounted=uncounted, open_sheets=open_sheets, offset_minutes=60)
    return [(one.sku, one.zone, one.lot, one.counted_milli, one.serials) for one in wish.lines]


def test_each_line_has_its_moment_its_counter_and_its_reason():
    short = line(BookSays({"": 5000}), Find(JUICE, 1000, 5), Find(JUICE, 3000, 9), decision=Decision(True, "stolen"))
    wish = count_asked([short], Asking("c1"), uncounted="", open_sheets=0, offset_minutes=60)
    (one,) = wish.lines
    assert (one.at.utc_us, one.at.offset_minutes, one.first_at.utc_us, one.by, one.reason) == (
        9,
        60,
        5,
        "anna",
        "stolen",
    )
    assert wish.uncounted == "leave"


def test_what_is_left_to_do_comes_first():
    beyond = line(BookSays({"": 5000}), Find(JUICE, 1000, 5), tolerance=Tolerance(0))
    missing = left_out(TEA, BookSays({"": 2000}))
    assert refused(asked, beyond, open_sheets=2).facts == {"count": 2}
    assert refused(asked, beyond).code == "recounts_open"
    assert refused(asked, missing, uncounted="").code == "uncounted_open"
    assert asked(missing) == []
    assert asked(missing, uncounted="zero") == [("T", "", None, 0, ())]
    on_counter = left_out(TEA, BookSays({"": 2000}, on_counter=(Aside(500),)))
    assert asked(on_counter, uncounted="zero") == [("T", "counter", None, 500, ())]


def test_the_counter_is_a_zone_of_its_own():
    says = BookSays({"": 5000}, on_counter=(Aside(2000), Aside(1000)))
    assert asked(line(says, Find(JUICE, 1000, 5))) == [("J", "Z1", None, 1000, ()), ("J", "counter", None, 3000, ())]
    says = BookSays({"S1": 1000, "S2": 1000}, on_counter=(Aside(1000, serial="S2"),))
    assert asked(line(says, Find(DRILL, 1000, 5, serial="S1"))) == [
        ("D", "Z1", None, 1000, ("S1",)), ("D", "counter", None, 1000, ("S2",)),
    ]  # fmt: skip


def test_pieces_without_a_lot_fill_the_lots_that_are_short_and_lots_that_nobody_found_are_gone():
    says = BookSays({"L1": 5000, "L2": 4000, "L3": 3000}, on_counter=(Aside(2000),))
    scans = (Find(YOGURT, 4000, 1, lot="L1"), Find(YOGURT, 3000, 2))
    # 3 unnamed: one to L1, two to L2; of the two on the counter, two more to L2. Nothing is left for L3.
    assert asked(line(says, *scans)) == [
        ("Y", "Z1", "L1", 5000, ()), ("Y", "Z1", "L2", 2000, ()), ("Y", "counter", "L2", 2000, ()),
        ("Y", "", "L3", 0, ()),
    ]  # fmt: skip
    wish = count_asked([line(says, *scans)], Asking("c1"), uncounted="", open_sheets=0, offset_minutes=60)
    # L3 was not found by who counted, not by who posts.
    assert [one.by for one in wish.lines] == ["anna", "anna", None, "anna"]
    # Where nobody names a lot, the whole is compared, and nothing is made up.
    assert asked(line(says._replace(on_counter=()), Find(YOGURT, 9000, 2))) == [("Y", "Z1", None, 9000, ())]
    more = BookSays({"L1": 1000})
    assert asked(line(more, Find(YOGURT, 1000, 1, lot="L1"), Find(YOGURT, 2000, 2))) == [
        ("Y", "Z1", "L1", 1000, ()), ("Y", "Z1", None, 2000, ()),
    ]  # fmt: skip


def test_a_lot_has_its_day_and_pieces_are_parted_by_theirs():
    def days(*scans):
        wish = count_asked([line(BookSays({}), *scans)], Asking("c1"), uncounted="", open_sheets=0, offset_minutes=60)
        return [(one.lot, one.counted_milli, one.serials, one.expiry) for one in wish.lines]

    assert days(Find(YOGURT, 2000, 1, lot="L1", expiry=20270301), Find(YOGURT, 1000, 2, lot="L2")) == [
        ("L1", 2000, (), 20270301), ("L2", 1000, (), None),
    ]  # fmt: skip
    drills = [
        Find(DRILL, 1000, place, serial=f"S{place}", expiry=day)
        for place, day in enumerate((20270301, None, 20270401, 20270301))
    ]
    assert days(*drills) == [
        (None, 2000, ("S0", "S3"), 20270301), (None, 1000, ("S1",), None), (None, 1000, ("S2",), 20270401),
    ]  # fmt: skip


def test_two_days_on_one_lot_are_not_clear_and_move_nothing():
    sheets = [
        CountedSheet(zone, zone, 1, "", "anna", False, replay([Find(YOGURT, 1000, 1, lot="L1", expiry=day)]))
        for zone, day in (("Z1", 20270301), ("Z2", 20270401))
    ]
    (found,) = standing(sheets).values()
    unclear = reviewed(found, BookSays({}), ANYTHING)
    assert unclear.state is State.UNCLEAR
    wish = count_asked([unclear], Asking("c1"), uncounted="", open_sheets=0, offset_minutes=60)
    assert [(one.zone, one.expiry, one.recount) for one in wish.lines] == [("Z1", None, True), ("Z2", None, True)]
