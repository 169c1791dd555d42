"""A count that was taken back is opened again with all that was counted, so that a correction is one figure.

The figures are by hand: ten of each product came in at 1.00.
"""

import pytest

from app.domain.count_plan import CountPlanAsked, Plan, Scope
from app.domain.count_review import Decision, Tolerance, seen_of
from app.domain.count_sheet import Note, SetFound
from app.domain.requests import Asking
from app.domain.stock_requests import ReversalAsked
from app.services.count_deciding import CountDeciding
from tests.books import counted_right, refused
from tests.services.test_stocktaking import DAY, FULL, Crew


@pytest.fixture
def crew(counter):
    counter.clock.put("2026-03-01T08:00:00+01:00")
    for sku, category in (("A", "Drinks"), ("B", "Drinks"), ("C", "Food")):
        counter.product(sku, category=category)
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.product("L", name="Cheese", tracking="lot")
    counter.product("S", name="Phone", tracking="serial")
    counter.post("user", code="ben", name="Ben")
    yield Crew(counter)
    counted_right(counter)


def back(crew, of, stocktake="", uid="z1"):
    crew.tick()
    asked = ReversalAsked(Asking(uid, till="T1", user="owner"), of, "typed wrong")
    return crew.shop.reversing.reverse(asked, stocktake=stocktake)


def found(crew, uid):
    """What a review has: quantity, moment and who, difference, state."""
    return {
        line.goods.sku: (
            None if line.found is None else (line.found.found_milli, line.found.last_us, line.found.people),
            line.difference_milli,
            line.state.value,
            line.reason,
        )
        for line in crew.shop.stocktakes.review(uid).lines
    }


def two_zones(crew):
    uid = crew.begin(FULL._replace(tolerance=Tolerance(1000)))
    first, second = crew.sheet(uid, "Z1"), crew.sheet(uid, "Z2", user="ben")
    crew.scan(first, "A", 6)
    crew.scan(second, "A", 1, user="ben")
    crew.scan(second, "B", 9, user="ben")
    crew.scan(first, "C", 10)
    crew.enter(first, Note("no_match"))
    crew.finish(first, second)
    crew.shop.stocktaking.decide(uid, "A", accept=True, reason="stolen", user="owner")
    return uid


def test_a_stocktake_comes_back_scan_by_scan_and_a_correction_is_one_figure(crew):
    uid = two_zones(crew)
    before = found(crew, uid)
    assert before["A"][1:] == (-3000, "accepted", "stolen")
    posted = crew.post(uid)
    assert (crew.shop.stock("A"), crew.shop.stock("B")) == ((7000, 700), (9000, 900))
    back(crew, posted.uid, "again")
    assert crew.shop.stock("A") == (10_000, 1000)
    # The same as before it was posted: sheets, people, moments, what was decided, and the rule.
    assert found(crew, "again") == before
    heads = crew.shop.stocktakes.sheets("again")
    assert [(one.zone, one.counter, one.state, one.entries) for one in heads] == [
        ("Z1", "owner", "parked", 3), ("Z2", "ben", "parked", 2),
    ]  # fmt: skip
    known = crew.shop.stocktakes.head("again")
    assert (known.name, known.scope, known.state, known.tolerance) == ("All of it", "full", "open", Tolerance(1000))
    assert len(crew.shop.stocktakes.unknown_codes("again")) == 1
    # Nine, not six, lay in the first zone.
    crew.shop.stocktaking.resume_sheet(heads[0].uid, till="T1", user="owner")
    crew.many[heads[0].uid] = 3
    crew.enter(heads[0].uid, SetFound(0, 9000, crew.tick()))
    crew.finish(heads[0].uid)
    crew.post("again")
    assert (crew.shop.stock("A"), crew.shop.stock("B"), crew.shop.stock("C")) == (
        (10_000, 1000), (9000, 900), (10_000, 1000),
    )  # fmt: skip


def test_what_was_sold_meanwhile_is_no_difference_of_the_count_that_is_opened_again(crew):
    posted = crew.post(two_zones(crew))
    crew.tick()
    crew.shop.sell("s1", "A", "2")
    back(crew, posted.uid, "again")
    assert found(crew, "again")["A"][1] == -3000
    crew.post("again")
    # Seven lay there, two were sold since.
    assert crew.shop.stock("A") == (5000, 500)


def test_what_nobody_counted_is_asked_about_anew_where_it_was_set_to_zero(crew):
    for choice, then in (("zero", ""), ("leave", "leave")):
        uid = crew.begin(Plan("", f"By {choice}", Scope.FULL))
        sheet = crew.sheet(uid)
        crew.scan(sheet, "A", 10)
        crew.finish(sheet)
        crew.shop.stocktaking.decide_uncounted(uid, choice, user="owner")
        posted = crew.post(uid)
        back(crew, posted.uid, f"again-{choice}", f"z-{choice}")
        assert crew.shop.stocktakes.head(f"again-{choice}").uncounted == then
        states = {sku: one[2] for sku, one in found(crew, f"again-{choice}").items()}
        assert states == {"A": "right", "B": "uncounted", "C": "uncounted"}
        crew.shop.stocktaking.abandon(f"again-{choice}", user="owner")


def test_a_count_from_a_file_is_opened_zone_by_zone_with_its_lots_pieces_and_reasons(crew):
    shop = crew.shop
    crew.minute = 90
    crew.tick()
    lines = [
        {"sku": "A", "counted": "6", "zone": "Z1", "by": "ben", "reason": "stolen", "at": f"{DAY}T10:00:00+01:00"},
        {"sku": "A", "counted": "1", "zone": "Z2", "reason": "stolen", "at": f"{DAY}T10:01:00+01:00"},
        {"sku": "L", "counted": "3", "zone": "Z2", "lot": "L1", "expiry": "2027-01-31", "at": f"{DAY}T10:02:00+01:00"},
        {"sku": "S", "counted": "2", "zone": "Z2", "serials": ["S1", "S2"], "at": f"{DAY}T10:03:00+01:00"},
        {"sku": "B", "counted": "0", "zone": "Z2", "at": f"{DAY}T10:04:00+01:00"},
    ]
    posted = shop.post("count", "c1", lines=lines)
    assert shop.stock("A") == (7000, 700)
    back(crew, "c1", "again")
    head = shop.stocktakes.head("again")
    assert (head.name, head.scope, head.uncounted) == (posted.number, "spot", "")
    assert [(one.zone, one.counter, one.state) for one in shop.stocktakes.sheets("again")] == [
        ("Z1", "ben", "parked"), ("Z2", "owner", "parked"),
    ]  # fmt: skip
    review = found(crew, "again")
    assert {sku: (one[0][0], one[1], one[3]) for sku, one in review.items()} == {
        "A": (7000, -3000, "stolen"), "L": (3000, 3000, ""), "S": (2000, 2000, ""), "B": (0, -10_000, ""),
    }  # fmt: skip
    (lot,) = crew.line("again", "L").found.parts
    assert (lot.lot, lot.days) == ("L1", (("L1", 20270131),))
    (pieces,) = crew.line("again", "S").found.parts
    assert pieces.serials == ("S1", "S2")
    crew.post("again")
    assert [shop.stock(sku)[0] for sku in "ALSB"] == [7000, 3000, 2000, 0]


def test_a_count_from_a_file_that_set_the_rest_to_zero_is_one_of_everything(crew):
    crew.shop.post("count", "c1", lines=[{"sku": "A", "counted": "7"}], uncounted="zero")
    assert crew.shop.stock("B") == (0, 0)
    back(crew, "c1", "again")
    assert crew.shop.stock("B") == (10_000, 1000)
    states = {sku: one[2] for sku, one in found(crew, "again").items()}
    assert states == {"A": "within", "B": "uncounted", "C": "uncounted"}


def test_it_is_opened_once_and_not_beside_another_one_of_the_same(crew):
    posted = crew.post(two_zones(crew))
    other = crew.begin()
    assert refused(back, crew, posted.uid, "again").code == "counted_already"
    # Nothing of it happened.
    assert crew.shop.stock("A") == (7000, 700)
    assert refused(crew.shop.reversing.count_again, posted.uid, "again", till="T1", user="owner").code == "count_stands"
    crew.shop.stocktaking.abandon(other, user="owner")
    back(crew, posted.uid, "again")
    back(crew, posted.uid, "again")
    assert len(crew.shop.stocktakes.opened()) == 1


def test_what_was_taken_back_before_can_still_be_opened(crew):
    uid = two_zones(crew)
    before = found(crew, uid)
    posted = crew.post(uid)
    back(crew, posted.uid)
    assert crew.shop.stocktakes.opened() == ()
    crew.shop.reversing.count_again(posted.uid, "again", till="T1", user="owner")
    assert found(crew, "again") == before
    unknown = refused(crew.shop.reversing.count_again, "dA", "more", till="T1", user="owner")
    assert unknown.code == "unknown_document"


def test_a_plan_of_the_shop_goes_on_as_that_plan(crew):
    crew.shop.stocktaking.set_plan(CountPlanAsked("drinks", "The drinks", Scope.CATEGORY, subjects=("Drinks",)))
    uid = crew.begin(crew.shop.stocktakes.plans()[0])
    sheet = crew.sheet(uid)
    crew.scan(sheet, "A", 9)
    crew.finish(sheet)
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    back(crew, crew.post(uid).uid, "again")
    known = crew.shop.stocktakes.head("again")
    assert (known.plan, known.name, known.scope) == ("drinks", "The drinks", "category")
    assert set(found(crew, "again")) == {"A", "B"}


def test_what_a_file_had_not_posted_is_counted_again_before_anything_of_it_is(crew):
    shop = crew.shop
    crew.minute = 15
    crew.tick()
    shop.sell("s1", "A", "2")
    shop.sell("s2", "B", "2")
    crew.minute = 40
    crew.tick()
    lines = [
        # Two were sold between the first scan of A and the last, and between the two zones of B.
        {"sku": "A", "counted": "10", "first_at": f"{DAY}T09:00:00+01:00", "at": f"{DAY}T09:30:00+01:00"},
        {"sku": "B", "counted": "6", "zone": "Z1", "at": f"{DAY}T09:00:00+01:00"},
        {"sku": "B", "counted": "4", "zone": "Z2", "at": f"{DAY}T09:30:00+01:00"},
        {"sku": "C", "counted": "5", "recount": True, "at": f"{DAY}T09:31:00+01:00"},
        {"sku": "S", "counted": "2", "serials": ["S1", "S2"], "recount": True, "at": f"{DAY}T09:32:00+01:00"},
    ]
    posted = shop.post("count", "c1", lines=lines)
    assert [one.code for one in posted.warnings].count("recount") == 4
    back(crew, "c1", "again")
    assert crew.states("again") == {"A": "recount", "B": "moved", "C": "recount", "S": "recount"}
    assert {one.goods.sku for one in shop.stocktakes.recounts("again", user="owner")} == set("ABCS")
    assert refused(crew.post, "again").code == "recounts_wanted"
    # Saying why it differs is not saying that it is right.
    seen = crew.line("again", "C")
    of = seen_of(seen.found, seen.difference_milli, seen.lots)
    shop.stocktaking.decide("again", "C", accept=False, reason="stolen", user="owner", of=of)
    assert (crew.states("again")["C"], found(crew, "again")["C"][3]) == ("recount", "stolen")
    product_id = seen.goods.product_id
    CountDeciding(shop.book).decide("again", {product_id: Decision(False, "expired", of=of)}, user="owner")
    assert (crew.states("again")["C"], found(crew, "again")["C"][3]) == ("recount", "expired")
    # Counted again it is posted, as whatever was wanted again; or right as it is, as whoever reviews says.
    sheet = crew.sheet("again", how="goods", goods="A")
    crew.scan(sheet, "A", 8)
    crew.finish(sheet)
    assert crew.states("again")["A"] == "right"
    shop.stocktaking.decide("again", "C", accept=True, user="owner")
    seen = crew.line("again", "S")
    shop.stocktaking.want_again(
        "again", {seen.goods.product_id: seen_of(seen.found, seen.difference_milli, seen.lots)},
        is_wanted=False, user="owner",
    )  # fmt: skip
    assert crew.states("again") == {"A": "right", "B": "moved", "C": "accepted", "S": "opening"}
    crew.post("again")
    assert [shop.stock(sku)[0] for sku in "ABCS"] == [8000, 8000, 5000, 2000]


def test_the_rule_of_the_plan_holds_for_what_a_file_has_counted_of_it(crew):
    shop = crew.shop
    asked = CountPlanAsked("all", "All of it", Scope.FULL, tolerance=Tolerance(1000), second_person=True)
    shop.stocktaking.set_plan(asked)
    posted = shop.post("count", "c1", plan="all", lines=[{"sku": "A", "counted": "7"}, {"sku": "B", "counted": "9"}])
    assert {one.code for one in posted.warnings} == {"beyond_tolerance", "second_person_missing", "plan_uncounted"}
    back(crew, "c1", "again")
    known = shop.stocktakes.head("again")
    assert (known.plan, known.tolerance, known.second_person) == ("all", Tolerance(1000), True)
    assert crew.states("again") == {"A": "recount", "B": "within", "C": "uncounted"}
    assert refused(crew.post, "again").code == "recounts_open"
    own = refused(shop.stocktaking.decide, "again", "A", accept=True, user="owner")
    assert own.code == "accepts_own_count"


def test_reasons_that_differ_by_lot_are_asked_for_again(crew):
    shop = crew.shop
    for lot in ("La", "Lb"):
        shop.post("delivery", f"d{lot}", lines=[{"sku": "L", "quantity": "5", "unit_cost": "1.00", "lot": lot}])
    for uid, second, then in (("c1", "stolen", ""), ("c2", "", ""), ("c3", "expired", "expired")):
        lines = [
            {"sku": "L", "counted": "4", "lot": "La", "reason": "expired"},
            {"sku": "L", "counted": "3", "lot": "Lb"},
        ]
        lines[1] |= {"reason": second} if second else {}
        crew.tick()
        shop.post("count", uid, lines=lines)
        back(crew, uid, f"again-{uid}", f"z-{uid}")
        assert found(crew, f"again-{uid}")["L"][1::2] == (-3000, then)
        shop.stocktaking.abandon(f"again-{uid}", user="owner")
    # Of a lot that is all there nobody needs to say why.
    crew.tick()
    lines = [{"sku": "L", "counted": "4", "lot": "La", "reason": "expired"}, {"sku": "L", "counted": "5", "lot": "Lb"}]
    shop.post("count", "c4", lines=lines)
    back(crew, "c4", "again", "z4")
    assert found(crew, "again")["L"][1::2] == (-1000, "expired")
