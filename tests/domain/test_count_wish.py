"""From a review to the count that is posted; every figure is reckoned by hand."""

from app.domain.count_review import Aside, BookSays, CountedSheet, Decision, Tolerance, left_out, reviewed, standing
from app.domain.count_sheet import Find, Goods, replay
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
    # Where nobody names a lot, the whole is compared, and nothing is made up.
    assert asked(line(says._replace(on_counter=()), Find(YOGURT, 9000, 2))) == [("Y", "Z1", None, 9000, ())]
    more = BookSays({"L1": 1000})
    assert asked(line(more, Find(YOGURT, 1000, 1, lot="L1"), Find(YOGURT, 2000, 2))) == [
        ("Y", "Z1", "L1", 1000, ()), ("Y", "Z1", None, 2000, ()),
    ]  # fmt: skip
