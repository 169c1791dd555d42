"""Stocktakes with the shop open: several counters, recounts, what is on the counter, and one document at the end."""

import pytest

from app.domain.basket import AddItem
from app.domain.count_plan import CountPlanAsked, Plan, Scope
from app.domain.count_review import State, Tolerance
from app.domain.count_sheet import Find, Note, SetFound, Undo, goods_of
from app.domain.product import Tracking
from app.domain.requests import Asking
from app.domain.rights import Role
from app.jobs.count_papers import in_words
from app.reports.count_paper import CountPaper
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from tests.books import counted_right, refused
from tests.reports.told import rows_of

DAY = "2026-03-02"
FULL = Plan("", "All of it", Scope.FULL)


class Crew:
    """People who count at a shop whose clock goes on by a minute with each thing they do."""

    def __init__(self, shop):
        self.shop, self.minute = shop, 0
        self.many = {}

    def tick(self):
        self.minute += 1
        self.shop.clock.put(f"{DAY}T{9 + self.minute // 60:02}:{self.minute % 60:02}:00+01:00")
        return self.shop.clock.now_us()

    def goods(self, sku):
        return goods_of(self.shop.lookups.item(sku, location="shop"))

    def begin(self, plan=FULL):
        self.tick()
        return self.shop.stocktaking.begin(plan, till="T1", user="owner")

    def sheet(self, uid, zone="", user="owner", how="", goods=""):
        self.tick()
        return self.shop.stocktaking.open_sheet(uid, zone, how=how, goods=goods, till="T1", user=user)

    def scan(self, sheet, sku, quantity=1, user="owner", **keys):
        self.enter(sheet, Find(self.goods(sku), quantity * 1000, self.tick(), **keys), user=user)

    def enter(self, sheet, entry, user="owner"):
        many = self.many.get(sheet, 0)
        self.many[sheet] = self.shop.stocktaking.record(sheet, [(entry, "raw")], many=many, till="T1", user=user)

    def finish(self, *sheets):
        self.tick()
        for sheet in sheets:
            self.shop.stocktaking.finish_sheet(sheet)

    def states(self, uid):
        return {one.goods.sku: one.state.value for one in self.shop.stocktakes.review(uid).lines}

    def line(self, uid, sku):
        (found,) = [one for one in self.shop.stocktakes.review(uid).lines if one.goods.sku == sku]
        return found

    def post(self, uid, user="owner"):
        self.tick()
        review = self.shop.stocktakes.review(uid)
        asked = self.shop.stocktakes.count_asked(review, Asking(uid, user=user))
        return self.shop.counting.count(asked, stocktake=uid, many=review.many)


@pytest.fixture
def crew(counter):
    counter.clock.put("2026-03-01T08:00:00+01:00")
    for sku, category in (("A", "Drinks"), ("B", "Drinks"), ("C", "Food")):
        counter.product(sku, category=category, cost="0.50")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    with counter.book.writing() as connection:
        connection.execute("UPDATE person SET role = ? WHERE code = 'ben'", (Role.CLERK.value,))
    yield Crew(counter)
    counted_right(counter)


def test_two_counters_in_three_zones_while_the_shop_sells(crew):
    uid = crew.begin()
    mine, his, third = crew.sheet(uid, "Z1"), crew.sheet(uid, "Z2", "ben"), crew.sheet(uid, "Z3", "ben")
    crew.scan(mine, "A", 4)
    crew.scan(his, "A", 5, user="ben")
    crew.scan(his, "B", 7, user="ben")
    crew.tick()
    crew.shop.sell("s1", "A", "2")
    crew.shop.sell("s2", "B", "1")
    crew.scan(third, "B", 2, user="ben")
    crew.finish(mine, his, third)
    a, b, c = (crew.line(uid, sku) for sku in "ABC")
    # A: 4 + 5 of 10, and two were sold since. B moved between its scans. Nobody has counted C.
    assert (a.state, a.expected_milli, a.difference_milli, a.value_minor) == (State.WITHIN, 10_000, -1000, -100)
    assert (a.says.since_milli, [part.counter for part in a.found.parts]) == (2000, ["owner", "ben"])
    assert (b.state, c.state, c.value_minor) == (State.MOVED, State.UNCOUNTED, -1000)
    assert refused(crew.post, uid).code == "uncounted_open"
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    posted = crew.post(uid)
    assert [one.code for one in posted.warnings] == ["recount"]
    assert crew.shop.movements(uid) == [("A", "count_loss", -1000, -100)]
    assert [crew.shop.stock(sku)[0] for sku in "ABC"] == [7000, 9000, 10_000]
    assert crew.shop.rows("SELECT line_no, code FROM counted_by JOIN person ON person.id = person_id ORDER BY 1") == [
        (1, "owner"), (2, "ben"), (3, "ben"), (4, "ben"),
    ]  # fmt: skip
    assert crew.shop.stocktakes.opened() == ()
    assert crew.shop.stocktakes.posted.newest()[0].number == posted.number
    assert refused(crew.enter, mine, Undo()).code == "draft_closed"


def test_what_a_count_has_booked_goes_by_the_method_and_opening_stock_stands_apart(crew):
    shop = crew.shop
    shop.product("Y", tracking="lot", costing="fifo")
    for lot, quantity, cost in (("L1", "8", "0.50"), ("L2", "6", "0.60")):
        shop.post("delivery", f"d{lot}", lines=[{"sku": "Y", "quantity": quantity, "unit_cost": cost, "lot": lot}])
    shop.product("N", cost="0.50")
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "Y", 6, lot="L2")
    crew.scan(sheet, "N", 12)
    crew.finish(sheet)
    # The oldest eight leave, at 0.50, whatever lot they are of.
    assert crew.line(uid, "Y").value_minor == -400
    shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    crew.post(uid)
    # The oldest eight leave, at 0.50; twelve at 0.50 were there from the start.
    assert shop.stocktakes.booked(uid) == (-400, 600)


def test_goods_in_open_and_parked_baskets_are_on_the_counter(crew):
    selling, item = crew.shop.selling, crew.shop.lookups.item("A", location="shop")
    uid = crew.begin()
    baskets = []
    for quantity in (2000, 1000, 3000):
        basket = selling.begin(till="T1", user="owner")
        selling.record(basket, AddItem(item, quantity))
        baskets.append(basket)
    selling.park(baskets[1], label="later")
    sheet = crew.sheet(uid)
    # 10 less 6 that lie on the counter; one of the four is not found.
    crew.scan(sheet, "A", 3)
    crew.tick()
    crew.shop.post("sale", baskets[0], lines=[{"sku": "A", "quantity": "2"}])
    selling.abandon(baskets[2])
    crew.finish(sheet)
    line = crew.line(uid, "A")
    assert (line.counter_milli, line.expected_milli, line.difference_milli) == (6000, 10_000, -1000)
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    crew.post(uid)
    # On the shelf three and three that came back from the counter, one parked.
    assert crew.shop.stock("A")[0] == 7000


def test_whoever_posts_has_not_counted_what_nobody_did_nor_what_lies_in_baskets(crew):
    selling, uid = crew.shop.selling, crew.begin()
    basket = selling.begin(till="T1", user="owner")
    for sku in "AB":
        selling.record(basket, AddItem(crew.shop.lookups.item(sku, location="shop"), 2000))
    sheet = crew.sheet(uid, "Z1", "ben")
    crew.scan(sheet, "A", 8, user="ben")
    crew.finish(sheet)
    crew.shop.stocktaking.decide_uncounted(uid, "zero", user="owner")
    crew.post(uid)
    report = CountVariance(crew.shop.book).count_variance()
    assert rows_of(report, "sku", "zone", "counted", "difference", "state", "counted_by") == [
        ("A", "Z1, counter", 10_000, 0, "", "Ben"),
        ("B", "counter", 2000, -8000, "not counted: set to zero", ""),
        ("C", "", 0, -10_000, "not counted: set to zero", ""),
    ]
    report = CountResults(crew.shop.book).count_accuracy()
    assert rows_of(report, "by", "name", "products", "right", "value") == [
        ("category", "Drinks", 1, 1, 0), ("counter", "Ben", 1, 1, 0), ("zone", "Z1", 1, 1, 0),
    ]  # fmt: skip


def test_a_zone_that_was_counted_asks_and_both_sheets_are_kept(crew):
    uid = crew.begin()
    first = crew.sheet(uid, "Z1")
    assert crew.sheet(uid, "Z1") == first
    crew.scan(first, "A", 9)
    crew.finish(first)
    refusal = refused(crew.sheet, uid, "Z1", "ben")
    assert (refusal.code, refusal.facts["name"], refusal.facts["entries"]) == ("zone_counted", "Owner", 1)
    more = crew.sheet(uid, "Z1", "ben", how="add")
    crew.scan(more, "A", 1, user="ben")
    crew.finish(more)
    assert crew.line(uid, "A").found.found_milli == 10_000
    again = crew.sheet(uid, "Z1", "ben", how="replace")
    crew.scan(again, "A", 8, user="ben")
    assert crew.line(uid, "A").found.found_milli == 8000
    assert [one.state for one in crew.shop.stocktakes.sheets(uid)] == ["parked", "parked", "open"]
    crew.shop.stocktaking.discard_sheet(again, user="owner")
    assert crew.line(uid, "A").found.found_milli == 10_000


def test_lots_that_changed_places_are_not_right_and_book_what_the_review_says(crew):
    shop = crew.shop
    shop.product("Y", tracking="lot", costing="fifo")
    for lot, quantity, cost in (("L1", "8", "0.50"), ("L2", "6", "0.60")):
        shop.post("delivery", f"d{lot}", lines=[{"sku": "Y", "quantity": quantity, "unit_cost": cost, "lot": lot}])
    uid = crew.begin(Plan("", "Y", Scope.SPOT, subjects=("Y",)))
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "Y", 6, lot="L1")
    crew.scan(sheet, "Y", 8, lot="L2")
    crew.finish(sheet)
    found = crew.line(uid, "Y")
    assert (found.state, found.losses_minor, found.gains_minor) == (State.WITHIN, -100, 120)
    crew.post(uid)
    assert sorted(crew.shop.movements(uid)) == [("Y", "count_gain", 2000, 120), ("Y", "count_loss", -2000, -100)]


def test_a_document_that_counts_one_lot_says_which_others_stay_and_a_stocktake_leaves_none(crew):
    shop = crew.shop
    shop.product("Y", tracking="lot")
    for lot, quantity in (("L1", "6"), ("L2", "8")):
        shop.post("delivery", f"d{lot}", lines=[{"sku": "Y", "quantity": quantity, "unit_cost": "0.50", "lot": lot}])
    crew.tick()
    posted = shop.post("count", "c1", lines=[{"sku": "Y", "counted": "8", "lot": "L2"}])
    facts = {"sku": "Y", "name": "Product Y", "lots": "L1", "quantity": "6"}
    assert [(one.code, one.facts) for one in posted.warnings] == [("lots_left", facts)]
    posted = shop.post("count", "c2", lines=[{"sku": "Y", "counted": "8", "lot": "L2"}], uncounted="zero")
    assert "lots_left" not in {one.code for one in posted.warnings}
    crew.tick()
    shop.post("delivery", "d3", lines=[{"sku": "Y", "quantity": "6", "unit_cost": "0.50", "lot": "L1"}])
    uid = crew.begin(Plan("", "Y", Scope.SPOT, subjects=("Y",)))
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "Y", 8, lot="L2")
    crew.finish(sheet)
    assert crew.post(uid).warnings == ()
    assert levels(crew, "Y") == {"L2": 8000}


def levels(crew, sku):
    sql = "SELECT number, level.quantity_milli FROM level JOIN lot ON lot.id = lot_id JOIN product ON product.id ="
    return dict(crew.shop.rows(f"{sql} level.product_id WHERE sku = '{sku}' AND level.quantity_milli <> 0"))


def test_what_the_book_has_without_a_lot_is_among_the_lots_that_were_counted(crew):
    crew.shop.product("Y", tracking="lot")
    crew.shop.post("opening_stock", "y0", lines=[{"sku": "Y", "quantity": "10", "unit_cost": "1.00"}])
    uid = crew.begin(Plan("", "Y", Scope.SPOT, subjects=("Y",)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "Y", 6, lot="L1")
    crew.scan(sheet, "Y", 4, lot="L2")
    crew.finish(sheet)
    assert crew.line(uid, "Y").state is State.RIGHT
    crew.post(uid)
    assert (crew.shop.stock("Y"), levels(crew, "Y")) == ((10_000, 1000), {"L1": 6000, "L2": 4000})


def test_pieces_that_came_without_their_numbers_are_the_ones_that_were_counted(crew):
    crew.shop.product("P", tracking="serial")
    with crew.shop.book.writing() as connection:
        connection.execute("UPDATE product SET tracking = 'none' WHERE sku = 'P'")
    crew.shop.post("opening_stock", "p0", lines=[{"sku": "P", "quantity": "2", "unit_cost": "60.00"}])
    with crew.shop.book.writing() as connection:
        connection.execute("UPDATE product SET tracking = 'serial' WHERE sku = 'P'")
    uid = crew.begin(Plan("", "P", Scope.SPOT, subjects=("P",)))
    sheet = crew.sheet(uid)
    for serial in ("X1", "X2"):
        crew.scan(sheet, "P", serial=serial)
    crew.finish(sheet)
    assert crew.line(uid, "P").state is State.RIGHT
    crew.post(uid)
    assert (crew.shop.stock("P"), levels(crew, "P")) == ((2000, 12_000), {"X1": 1000, "X2": 1000})


def test_a_piece_for_another_is_not_right(crew):
    crew.shop.product("P", tracking="serial")
    line = {"sku": "P", "quantity": "2", "unit_cost": "100.00", "serials": ["X1", "X2"]}
    crew.shop.post("delivery", "p1", lines=[line])
    uid = crew.begin(Plan("", "P", Scope.SPOT, subjects=("P",)))
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(quantity_milli=0), second_person=False, user="owner")
    sheet = crew.sheet(uid)
    for serial in ("X1", "X9"):
        crew.scan(sheet, "P", serial=serial)
    crew.finish(sheet)
    found = crew.line(uid, "P")
    assert [(one.lot, one.difference_milli, one.value_minor, one.never_came) for one in found.lots] == [
        ("X2", -1000, -10_000, False), ("X9", 1000, 10_000, True),
    ]  # fmt: skip
    assert (found.state, found.losses_minor, found.gains_minor) == (State.RECOUNT, -10_000, 10_000)
    crew.shop.stocktaking.decide(uid, "P", accept=True, user="owner")
    assert crew.states(uid)["P"] == "accepted"
    crew.post(uid)
    assert levels(crew, "P") == {"X1": 1000, "X9": 1000}


def test_a_zone_in_other_capitals_is_the_zone_that_was_counted(crew):
    uid = crew.begin()
    first = crew.sheet(uid, "Shelf A")
    crew.scan(first, "A", 10)
    # One's own sheet is gone on with, and somebody else is asked.
    assert crew.sheet(uid, "SHELF A") == first
    crew.finish(first)
    refusal = refused(crew.sheet, uid, " shelf  a", "ben")
    assert (refusal.code, refusal.facts["zone"]) == ("zone_counted", "Shelf A")
    again = crew.sheet(uid, "shelf a", "ben", how="replace")
    crew.scan(again, "A", 8, user="ben")
    crew.finish(again)
    assert crew.line(uid, "A").found.found_milli == 8000
    assert {one.zone for one in crew.shop.stocktakes.sheets(uid)} == {"Shelf A"}
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    crew.post(uid)
    # The next stocktake and plans keep the name that the shop has.
    later = crew.begin()
    crew.sheet(later, "SHELF A")
    assert [one.zone for one in crew.shop.stocktakes.sheets(later)] == ["Shelf A"]
    crew.shop.stocktaking.set_plan(CountPlanAsked("S", "S", Scope.ZONE, subjects=("SHELF A", "shelf a")))
    assert crew.shop.rows("SELECT subjects FROM count_plan WHERE code = 'S'") == [("Shelf A",)]
    assert crew.states(crew.begin(Plan("", "S", Scope.ZONE, subjects=("SHELF A",)))) == {"A": "uncounted"}


def test_a_stocktake_that_has_a_zone_in_two_spellings_already_is_counted_to_its_end(crew):
    uid = crew.begin()
    first, other = crew.sheet(uid, "Shelf A"), crew.sheet(uid, "Shelf B")
    crew.scan(first, "A", 10)
    crew.scan(other, "A", 10)
    crew.finish(first, other)
    with crew.shop.book.writing() as connection:
        connection.execute("UPDATE count_sheet SET zone = 'SHELF A' WHERE zone = 'Shelf B'")
    assert crew.line(uid, "A").found.found_milli == 20_000
    again = crew.sheet(uid, "shelf a", "ben", how="replace")
    crew.scan(again, "A", 10, user="ben")
    crew.finish(again)
    assert crew.line(uid, "A").found.found_milli == 10_000
    assert crew.line(uid, "A").state is State.RIGHT


def test_a_sheet_is_given_up_by_its_counter_or_whoever_posts_and_comes_back_with_its_scans(crew):
    uid = crew.begin()
    mine = crew.sheet(uid, "Z1")
    crew.scan(mine, "A", 9)
    other = crew.sheet(uid, "Z1", "ben", how="add")
    crew.scan(other, "A", 2, user="ben")
    discard, resume = crew.shop.stocktaking.discard_sheet, crew.shop.stocktaking.resume_sheet
    # Whoever only counts gives up nothing of anybody else's.
    assert refused(discard, mine, user="ben").code == "not_allowed"
    crew.tick()
    discard(other, user="owner")
    assert crew.line(uid, "A").found.found_milli == 9000
    assert refused(discard, other, user="owner").code == "draft_closed"
    # What somebody else counts in the same zone all the while does not stand in its way.
    crew.scan(mine, "A", 1)
    resume(other, till="T1", user="ben")
    assert crew.line(uid, "A").found.found_milli == 12_000
    # What was counted anew since does: it would be counted twice.
    crew.tick()
    discard(mine, user="owner")
    crew.tick()
    discard(other, user="ben")
    assert refused(resume, mine, till="T1", user="ben").code == "not_allowed"
    anew = crew.sheet(uid, "Z1", "ben")
    crew.scan(anew, "A", 10, user="ben")
    refusal = refused(resume, mine, till="T1", user="owner")
    assert (refusal.code, refusal.facts["name"], refusal.facts["entries"]) == ("zone_counted_since", "Ben", 1)
    crew.tick()
    discard(anew, user="ben")
    resume(mine, till="T1", user="owner")
    assert crew.line(uid, "A").found.found_milli == 10_000
    crew.shop.stocktaking.abandon(uid, user="owner")
    assert refused(resume, mine, till="T1", user="owner").code == "stocktake_closed"
    assert refused(resume, "nothing", till="T1", user="owner").code == "draft_closed"


def test_beyond_tolerance_is_counted_again_by_somebody_else_or_accepted(crew):
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(value_minor=150), second_person=True, user="owner")
    sheet = crew.sheet(uid, "Z1")
    for sku, quantity in (("A", 8), ("B", 9), ("C", 7)):
        crew.scan(sheet, sku, quantity)
    crew.finish(sheet)
    assert crew.states(uid) == {"A": "recount", "B": "within", "C": "recount"}
    assert refused(crew.post, uid).code == "recounts_open"
    own = crew.sheet(uid, "", how="goods")
    crew.scan(own, "A", 8)
    crew.finish(own)
    assert crew.line(uid, "A").same_person
    his = crew.sheet(uid, "", "ben", how="goods")
    crew.scan(his, "A", 10, user="ben")
    assert refused(crew.post, uid).code == "sheets_open"
    crew.finish(his)
    # She has counted it herself.
    decide = crew.shop.stocktaking.decide
    assert refused(decide, uid, "C", accept=True, user="owner").code == "accepts_own_count"
    assert crew.states(uid)["C"] == "recount"
    crew.shop.post("user", code="eve", name="Eve")
    decide(uid, "C", accept=True, user="eve")
    # Saying why is no accepting.
    decide(uid, "C", accept=True, reason="stolen", user="owner")
    assert crew.states(uid) == {"A": "right", "B": "within", "C": "accepted"}
    crew.post(uid)
    assert crew.shop.movements(uid) == [("B", "count_loss", -1000, -100), ("C", "count_loss", -3000, -300)]
    assert crew.shop.rows("SELECT sku, reason FROM stock_line WHERE reason <> ''") == [("C", "stolen")]


def test_two_people_who_both_count_the_same_goods_settle_them_between_them(crew):
    # Of A the book has ten; the owner finds twelve on the left, Ben ten more on the right.
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(1000), second_person=True, user="owner")
    for zone, who, found in (("Left", "owner", 12), ("Right", "ben", 10)):
        sheet = crew.sheet(uid, zone, who)
        crew.scan(sheet, "A", found, user=who)
        crew.finish(sheet)

    def again(who):
        crew.tick()
        sheet = crew.sheet(uid, "", who, how="goods")
        crew.scan(sheet, "A", 22, user=who)
        crew.finish(sheet)
        line = crew.line(uid, "A")
        listed = {user: crew.shop.stocktakes.recounts(uid, user=user) for user in ("owner", "ben")}
        return line.state, [user for user, goods in listed.items() if any(not one.by_another for one in goods)]

    # Ben counts again what he has counted: the owner can settle it, and he cannot.
    assert again("ben") == (State.RECOUNT, ["owner"])
    assert again("ben") == (State.RECOUNT, ["owner"])
    assert again("owner") == (State.RECOUNTED, [])
    assert again("owner") == (State.RECOUNT, ["ben"])
    assert again("ben") == (State.RECOUNTED, [])
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    crew.post(uid)
    assert crew.shop.movements(uid) == [("A", "count_gain", 12_000, 1200)]


def test_whoever_was_beyond_what_is_tolerated_is_not_the_one_who_settles_it(crew):
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(1000), second_person=True, user="owner")
    first = crew.sheet(uid, "Z1")
    for sku, quantity in (("A", 12), ("B", 9), ("C", 8)):
        crew.scan(first, sku, quantity)
    crew.finish(first)
    assert crew.states(uid) == {"A": "recount", "B": "within", "C": "recount"}
    for user in ("owner", "ben"):
        listed = crew.shop.stocktakes.recounts(uid, user=user)
        assert [(one.goods.sku, one.by_another) for one in listed] == [("A", user == "owner"), ("C", user == "owner")]
    crew.tick()
    # Of C two are sold after the first count: then 8 were expected, and 9 are found.
    crew.shop.sell("s1", "C", "2")
    own = crew.sheet(uid, "", how="goods")
    for sku, quantity in (("A", 11), ("B", 9), ("C", 9)):
        crew.scan(own, sku, quantity)
    crew.finish(own)
    assert crew.states(uid) == {"A": "recount", "B": "within", "C": "recount"}
    assert crew.line(uid, "A").says.was_off == ((2000, 10_000),)
    assert crew.line(uid, "C").says.was_off == ((-2000, 10_000),)
    assert refused(crew.post, uid).code == "recounts_open"
    his = crew.sheet(uid, "", "ben", how="goods")
    crew.scan(his, "A", 11, user="ben")
    crew.scan(his, "C", 8, user="ben")
    crew.finish(his)
    assert crew.states(uid) == {"A": "recounted", "B": "within", "C": "right"}
    crew.post(uid)
    assert crew.shop.movements(uid) == [("A", "count_gain", 1000, 100), ("B", "count_loss", -1000, -100)]


def test_a_zone_that_is_begun_after_a_recount_is_held_against_the_tolerance(crew):
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(2000), second_person=True, user="owner")
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "A", 5)
    crew.finish(sheet)
    again = crew.sheet(uid, "", "ben", how="goods")
    crew.scan(again, "A", 5, user="ben")
    crew.finish(again)
    later = crew.sheet(uid, "Zone Q")
    crew.scan(later, "B", 3)
    crew.finish(later)
    assert crew.states(uid) == {"A": "recounted", "B": "recount", "C": "uncounted"}
    assert refused(crew.post, uid).code == "recounts_open"


def test_what_was_counted_again_keeps_the_zone_in_which_it_lies(crew):
    uid = crew.begin()
    sheet = crew.sheet(uid, "Zone C")
    for sku, quantity in (("A", 8), ("B", 10), ("C", 10)):
        crew.scan(sheet, sku, quantity)
    crew.finish(sheet)
    again = crew.sheet(uid, "", "ben", how="goods")
    crew.scan(again, "A", 9, user="ben")
    crew.finish(again)
    crew.post(uid)
    assert crew.shop.rows("SELECT sku, zone FROM stock_line WHERE at_us NOT NULL") == [
        ("A", "Zone C"), ("B", "Zone C"), ("C", "Zone C"),
    ]  # fmt: skip
    assert [one.goods.sku for one in crew.shop.stocktakes.listed(uid, "Zone C")] == ["A", "B", "C"]


def test_what_somebody_accepted_of_their_own_count_falls_where_a_second_person_is_asked_for_later(crew):
    uid = crew.begin()
    stocktaking = crew.shop.stocktaking
    stocktaking.set_tolerance(uid, Tolerance(1000), second_person=False, user="owner")
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "A", 2)
    crew.finish(sheet)
    stocktaking.decide(uid, "A", accept=True, user="owner")
    assert crew.line(uid, "A").state is State.ACCEPTED
    stocktaking.set_tolerance(uid, Tolerance(1000), second_person=True, user="owner")
    assert crew.line(uid, "A").state is State.RECOUNT


def test_a_stray_scan_on_a_recount_counts_nothing_and_replaces_nothing(crew):
    uid = crew.begin()
    sheet = crew.sheet(uid, "Zone C")
    for sku, quantity in (("A", 8), ("B", 4)):
        crew.scan(sheet, sku, quantity)
    crew.finish(sheet)
    again = crew.sheet(uid, "", "ben", how="goods", goods="A")
    assert crew.sheet(uid, "", "ben", how="goods", goods="A") == again
    assert crew.sheet(uid, "", "ben", how="goods", goods="C") != again
    crew.scan(again, "B", 1, user="ben")
    assert crew.line(uid, "A").found.found_milli == 8000
    crew.scan(again, "A", 9, user="ben")
    assert [crew.line(uid, sku).found.found_milli for sku in "AB"] == [9000, 4000]
    assert not crew.line(uid, "B").found.is_recounted
    assert {one.uid: one.goods for one in crew.shop.stocktakes.sheets(uid)}[again] == "A"


def test_what_lay_in_several_zones_and_was_counted_again_as_a_whole_is_in_none_of_them(crew):
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(0), second_person=False, user="owner")
    for zone, quantity in (("Z1", 4), ("Z2", 5)):
        sheet = crew.sheet(uid, zone)
        crew.scan(sheet, "A", quantity)
        crew.scan(sheet, "B", quantity * 2 - 4)
        crew.finish(sheet)
    crew.shop.sell("s1", "A", "1")
    # Nine were found of ten, one is sold, and nine are there.
    again = crew.sheet(uid, "", "ben", how="goods", goods="A")
    crew.scan(again, "A", 9, user="ben")
    crew.finish(again)
    assert [part.place for part in crew.line(uid, "A").found.parts] == [""]
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    number = crew.post(uid).number
    assert rows_of(CountVariance(crew.shop.book).count_variance(), "sku", "zone", "counted", "difference") == [
        ("A", "", 9000, 0), ("B", "Z1, Z2", 10_000, 0),
    ]  # fmt: skip
    accuracy = rows_of(CountResults(crew.shop.book).count_accuracy(), "by", "name", "products", "right")
    assert [row for row in accuracy if row[0] == "zone"] == [
        ("zone", "All of the place", 1, 1), ("zone", "Z1", 1, 1), ("zone", "Z2", 1, 1),
    ]  # fmt: skip
    paper = in_words(CountPaper(crew.shop.book).of_count(number, "shop"))
    assert rows_of(paper, "sku", "zone") == [("A", "Whole shop"), ("B", "Z1, Z2"), ("C", None)]


def test_a_part_of_the_shop_sets_nothing_else_to_zero(crew):
    uid = crew.begin(Plan("", "Drinks", Scope.CATEGORY, subjects=("Drinks",)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "A", 10)
    crew.finish(sheet)
    assert crew.states(uid) == {"A": "right", "B": "uncounted"}
    crew.shop.stocktaking.decide_uncounted(uid, "zero", user="owner")
    crew.post(uid)
    assert [crew.shop.stock(sku)[0] for sku in "ABC"] == [10_000, 0, 10_000]
    assert refused(crew.begin, Plan("", "x", Scope.CATEGORY, subjects=("Toys",))).code == "unknown_subject"
    assert refused(crew.begin, Plan("", "x", Scope.SPOT)).code == "subjects_needed"
    assert refused(crew.begin, Plan("", "x", Scope.DOUBTFUL)).code == "nothing_to_count"


def test_what_is_being_counted_is_not_begun_again_until_it_is_posted_or_given_up(crew):
    crew.shop.post("count_plan", code="all", name="Each year", scope="full")
    crew.shop.post("location", code="back", name="Back room")
    uid = crew.begin(Plan("", "Count everything", Scope.FULL))
    again = refused(crew.begin, Plan("all", "Each year", Scope.FULL))
    assert (again.code, again.facts["stocktake"], again.facts["title"]) == ("counted_already", uid, "Count everything")
    assert refused(crew.begin, Plan("", "Opening", Scope.OPENING)).code == "counted_already"
    # Elsewhere, or of some goods alone, it is another count.
    crew.begin(Plan("", "Count everything", Scope.FULL, "back"))
    spot = crew.begin(Plan("", "Spot", Scope.SPOT, subjects=("A",)))
    assert refused(crew.begin, Plan("", "Spot", Scope.SPOT, subjects=("A",))).facts["stocktake"] == spot
    crew.begin(Plan("", "Spot", Scope.SPOT, subjects=("B",)))
    crew.begin(Plan("", "Spot of A", Scope.SPOT, subjects=("A",)))
    crew.shop.stocktaking.abandon(uid, user="owner")
    mine = crew.begin(Plan("all", "Each year", Scope.FULL))
    assert refused(crew.begin, Plan("all", "Every year", Scope.CYCLE)).facts["stocktake"] == mine


def test_a_zone_nobody_knows_yet_covers_nothing_and_later_what_was_found_there(crew):
    plan = Plan("", "Cellar", Scope.ZONE, subjects=("Cellar",))
    for many in (0, 1):
        uid = crew.begin(plan)
        assert [state for state in crew.states(uid).values() if state == "uncounted"] == ["uncounted"] * many
        sheet = crew.sheet(uid, "Cellar")
        crew.scan(sheet, "C", 10)
        crew.finish(sheet)
        crew.post(uid)


def test_opening_count_is_opening_stock_and_not_shrinkage(crew):
    crew.shop.product("N", cost="0.80")
    uid = crew.begin(Plan("", "Opening", Scope.OPENING))
    sheet = crew.sheet(uid)
    for sku, quantity in (("N", 5), ("A", 10), ("B", 10), ("C", 10)):
        crew.scan(sheet, sku, quantity)
    crew.finish(sheet)
    assert crew.states(uid)["N"] == "opening"
    crew.post(uid)
    assert crew.shop.movements(uid) == [("N", "opening_stock", 5000, 400)]


def test_lots_that_were_not_found_are_gone_and_unnamed_pieces_fill_what_is_short(crew):
    crew.shop.product("Y", tracking="lot")
    for lot in ("L1", "L2", "L3"):
        line = {"sku": "Y", "quantity": "5", "unit_cost": "1.00", "lot": lot}
        crew.shop.post("delivery", f"y{lot}", lines=[line])
    uid = crew.begin(Plan("", "Y", Scope.SPOT, subjects=("Y",)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "Y", 4, lot="L1")
    crew.scan(sheet, "Y", 3)
    crew.finish(sheet)
    crew.post(uid)
    levels = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id WHERE number LIKE 'L_' ORDER BY 1"
    assert crew.shop.rows(levels) == [("L1", 5000), ("L2", 2000), ("L3", 0)]


def test_serial_numbers_that_were_not_found_are_gone(crew):
    crew.shop.product("D", tracking="serial")
    line = {"sku": "D", "quantity": "3", "unit_cost": "9.00", "serials": ["S1", "S2", "S3"]}
    crew.shop.post("delivery", "ds", lines=[line])
    item = crew.shop.lookups.item("D", location="shop")
    assert item.tracking is Tracking.SERIAL
    uid = crew.begin(Plan("", "D", Scope.SPOT, subjects=("D",)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "D", serial="S1")
    crew.scan(sheet, "D", serial="S3")
    crew.finish(sheet)
    crew.post(uid)
    assert crew.shop.movements(uid) == [("D", "count_loss", -1000, -900)]


def test_posting_asks_for_the_right_and_for_what_was_seen(crew):
    uid = crew.begin(Plan("", "A", Scope.SPOT, subjects=("A",)))
    sheet = crew.sheet(uid, user="ben")
    crew.scan(sheet, "A", 8, user="ben")
    crew.finish(sheet)
    assert refused(crew.post, uid, user="ben").code == "not_allowed"
    for verb in (
        lambda: crew.shop.stocktaking.decide(uid, "A", accept=True, user="ben"),
        lambda: crew.shop.stocktaking.decide_uncounted(uid, "zero", user="ben"),
        lambda: crew.shop.stocktaking.abandon(uid, user="ben"),
    ):
        assert refused(verb).code == "not_allowed"
    review = crew.shop.stocktakes.review(uid)
    asked = crew.shop.stocktakes.count_asked(review, Asking(uid, user="owner"))
    crew.shop.stocktaking.resume_sheet(sheet, till="T1", user="ben")
    crew.enter(sheet, SetFound(0, 9000, crew.tick()), user="ben")
    assert refused(crew.shop.counting.count, asked, stocktake=uid, many=review.many).code == "draft_moved"
    crew.finish(sheet)
    crew.post(uid)
    assert crew.shop.stock("A")[0] == 9000
    assert refused(crew.sheet, uid, "Z9").code == "stocktake_closed"
    assert refused(crew.shop.stocktakes.review, "nothing").code == "unknown_stocktake"


def test_a_stocktake_that_is_given_up_moves_nothing(crew):
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z")
    crew.scan(sheet, "A", 1)
    crew.shop.stocktaking.abandon(uid, user="owner")
    assert crew.shop.stock("A")[0] == 10_000
    assert refused(crew.enter, sheet, Undo()).code == "draft_closed"
    assert refused(crew.sheet, uid, "x" * 65).code == "bad_zone"


def test_a_plan_is_kept_as_a_form_has_it_and_gets_a_code(crew):
    shop = crew.shop
    crew.sheet(crew.begin(), "Z1")
    crew.sheet(shop.stocktakes.opened()[0].uid, "Z2")
    keep = shop.stocktaking.keep_plan
    plan = Plan("", "Shelves", Scope.ZONE, subjects=("Z1", "Z2"), every_days=7, tolerance=Tolerance(1000, None, 500))
    assert keep(plan, user=None).code == "P1"
    (kept,) = shop.stocktakes.plans()
    assert kept == plan._replace(code="P1", location="shop")
    # What is emptied in the form is empty then.
    keep(kept._replace(every_days=None, tolerance=Tolerance()), user=None)
    assert shop.stocktakes.plans() == (kept._replace(every_days=None, tolerance=Tolerance()),)
    assert keep(plan._replace(name="More"), user=None).code == "P2"
    keep(kept._replace(active=False), user=None)
    assert [one.code for one in shop.stocktakes.plans()] == ["P2"]
    assert refused(keep, plan._replace(name=" "), user=None).code == "missing_key"
    assert refused(keep, plan._replace(subjects=()), user=None).code == "subjects_needed"
    assert refused(keep, plan, user="ben").code == "not_allowed"


@pytest.mark.parametrize(
    ("scope", "subject", "code"),
    [
        (Scope.CATEGORY, "Drinsk", "unknown_subject"),
        (Scope.SUPPLIER, "S99", "unknown_subject"),
        (Scope.SPOT, "NOBODY", "unknown_subject"),
        (Scope.ZONE, "Cellar", "unknown_zone"),
    ],
)
def test_a_plan_of_what_the_shop_has_not_is_refused(crew, scope, subject, code):
    crew.sheet(crew.begin(), "Z1")
    asked = CountPlanAsked("p", name="Typed wrong", scope=scope, subjects=(subject,))
    assert refused(crew.shop.stocktaking.set_plan, asked).code == code
    plan = Plan("", "Typed wrong", scope, subjects=(subject,))
    assert refused(crew.shop.stocktaking.keep_plan, plan, user=None).code == code
    assert crew.shop.stocktakes.plans() == ()
    # One that is given up may name what is gone.
    crew.shop.stocktaking.set_plan(asked._replace(active=False))


def test_a_count_that_rests_over_night_holds_for_each_line_when_it_was_counted(crew):
    shop, uid = crew.shop, crew.begin(Plan("", "Drinks", Scope.CATEGORY, subjects=("Drinks",)))
    sheet = crew.sheet(uid, "Z1", "ben")
    crew.scan(sheet, "A", 9, user="ben")
    crew.finish(sheet)
    crew.tick()
    shop.sell("s1", "A", "2")
    crew.minute += 14 * 60  # the next morning
    shop.clock.put("2026-03-03T09:00:00+01:00")
    shop.stocktaking.resume_sheet(sheet, till="T1", user="ben")
    entry = Find(crew.goods("B"), 10_000, shop.clock.now_us())
    shop.stocktaking.record(sheet, [(entry, "B")], many=1, till="T1", user="ben")
    shop.stocktaking.finish_sheet(sheet)
    review = shop.stocktakes.review(uid)
    assert {one.goods.sku: (one.state, one.says.since_milli) for one in review.lines} == {
        "A": (State.WITHIN, 2000), "B": (State.RIGHT, 0),
    }  # fmt: skip
    shop.counting.count(shop.stocktakes.count_asked(review, Asking(uid)), stocktake=uid, many=review.many)
    assert shop.rows("SELECT kind, quantity_milli, book_date FROM movement WHERE kind LIKE 'count%'") == [
        ("count_loss", -1000, 20260302)
    ]
    assert [shop.stock(sku)[0] for sku in "AB"] == [7000, 10_000]


def test_each_entry_of_a_sheet_that_several_people_went_on_with_is_of_who_made_it(crew):
    uid = crew.begin(FULL._replace(tolerance=Tolerance(0), second_person=True))
    sheet = crew.sheet(uid, user="ben")
    crew.scan(sheet, "A", 9, user="ben")
    crew.scan(sheet, "B", 8)
    crew.scan(sheet, "C", 3)
    crew.scan(sheet, "C", 7, user="ben")
    crew.finish(sheet)
    people = {one.goods.sku: one.found.people for one in crew.shop.stocktakes.review(uid).lines}
    assert people == {"A": ("ben",), "B": ("owner",), "C": ("ben", "owner")}
    # The owner accepts what ben found, and not what is partly their own.
    decide = crew.shop.stocktaking.decide
    decide(uid, "A", accept=True, user="owner")
    assert refused(decide, uid, "B", accept=True, user="owner").code == "accepts_own_count"
    assert refused(decide, uid, "C", accept=True, user="owner").code == "accepts_own_count"
    again = crew.sheet(uid, how="goods", goods="B", user="ben")
    crew.scan(again, "B", 8, user="ben")
    crew.finish(again)
    assert crew.states(uid) == {"A": "accepted", "B": "recounted", "C": "right"}
    crew.post(uid)
    counters = (
        "SELECT sku, person.code FROM counted_by JOIN stock_line USING (document_id, line_no)"
        " JOIN person ON person.id = person_id ORDER BY sku"
    )
    assert crew.shop.rows(counters) == [("A", "ben"), ("B", "ben"), ("C", "ben")]


@pytest.mark.parametrize(("costing", "value"), [("fifo", -3100), ("lifo", -13_500), ("average", -9600)])
def test_the_review_says_what_posting_will_book_by_the_costing_method(crew, costing, value):
    """Thirteen at 1.00, then 27 at 9.00, and 25 are there."""
    crew.shop.product("P", costing=costing)
    crew.shop.deliver("p1", "P", "13", "1.00")
    crew.shop.deliver("p2", "P", "27", "9.00")
    uid = crew.begin(Plan("", "Apples", Scope.SPOT, subjects=("P",), tolerance=Tolerance(value_minor=5000)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "P", 25)
    crew.finish(sheet)
    line = crew.line(uid, "P")
    assert (line.value_minor, line.state) == (value, State.WITHIN if value > -5000 else State.RECOUNT)
    crew.shop.stocktaking.decide(uid, "P", accept=True, user="owner")
    crew.post(uid)
    assert crew.shop.stocktakes.booked(uid) == (value, 0)


def test_the_review_of_pieces_is_worth_the_ones_that_are_missing(crew):
    crew.shop.product("P", costing="specific", tracking="serial")
    for serial, cost in (("X1", "60.00"), ("X2", "500.00")):
        crew.shop.post(
            "delivery", f"p{serial}", lines=[{"sku": "P", "quantity": "1", "unit_cost": cost, "serials": [serial]}]
        )
    uid = crew.begin(Plan("", "Phones", Scope.SPOT, subjects=("P",)))
    sheet = crew.sheet(uid)
    crew.scan(sheet, "P", serial="X1")
    crew.finish(sheet)
    assert crew.line(uid, "P").value_minor == -50_000
    crew.post(uid)
    assert crew.shop.stocktakes.booked(uid) == (-50_000, 0)


def test_a_sheet_whose_zone_is_counted_again_takes_no_more_until_that_one_is_given_up(crew):
    uid = crew.begin()
    first = crew.sheet(uid, "Z1", user="owner")
    crew.scan(first, "A", 3, user="owner")
    again = crew.sheet(uid, "Z1", user="ben", how="replace")
    crew.scan(again, "B", 3, user="ben")
    assert [one.is_replaced for one in crew.shop.stocktakes.sheets(uid)] == [True, False]
    no = refused(crew.scan, first, "A", user="owner")
    assert (no.code, no.facts["name"]) == ("sheet_replaced", "Ben")
    assert refused(crew.shop.stocktaking.resume_sheet, first, till="T1", user="owner").code == "sheet_replaced"
    crew.shop.stocktaking.discard_sheet(again, user="ben")
    crew.shop.stocktaking.resume_sheet(first, till="T1", user="owner")
    crew.scan(first, "A", user="owner")
    crew.finish(first)
    assert crew.line(uid, "A").found.found_milli == 4000


def test_whoever_has_counted_does_not_lift_the_rule_that_somebody_else_counts_again(crew):
    uid = crew.begin()
    rule = crew.shop.stocktaking.set_tolerance
    rule(uid, Tolerance(1000), second_person=True, user="owner")
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "A", 1)
    crew.finish(sheet)
    assert refused(rule, uid, Tolerance(1000), second_person=False, user="owner").code == "loosens_own_count"
    assert refused(rule, uid, Tolerance(), second_person=True, user="owner").code == "loosens_own_count"
    # A stricter one is nobody's way out, and another person may do either.
    rule(uid, Tolerance(500, value_minor=100), second_person=True, user="owner")
    crew.shop.post("user", code="eve", name="Eve")
    rule(uid, Tolerance(), second_person=False, user="eve")
    assert crew.states(uid)["A"] == "within"
    rule(uid, Tolerance(9000), second_person=False, user="owner")


def test_all_who_counted_one_zone_together_are_named_in_the_reports(crew):
    uid = crew.begin()
    together, alone = crew.sheet(uid, "Z1"), crew.sheet(uid, "Z2")
    crew.scan(together, "A", 2)
    crew.scan(together, "A", 3, user="ben")
    crew.scan(together, "B", 4, user="ben")
    crew.scan(alone, "C", 9)
    crew.finish(together, alone)
    crew.post(uid)
    assert rows_of(CountVariance(crew.shop.book).count_variance(), "sku", "counted_by", "value") == [
        ("A", "Ben, Owner", -500), ("B", "Ben", -600), ("C", "Owner", -100),
    ]  # fmt: skip
    accuracy = rows_of(CountResults(crew.shop.book).count_accuracy(), "by", "name", "products", "value")
    # Ben found more of A: what it is worth stands with him.
    assert [row[1:] for row in accuracy if row[0] == "counter"] == [("Ben", 2, -1100), ("Owner", 2, -100)]


def test_goods_that_two_people_counted_on_sheets_of_their_own_count_for_each_and_are_worth_it_once(crew):
    uid = crew.begin()
    first = crew.sheet(uid, "Z1")
    crew.scan(first, "A", 4)
    crew.scan(first, "B", 10)
    crew.finish(first)
    second = crew.sheet(uid, "Z1", "ben", how="add")
    crew.scan(second, "A", 3, user="ben")
    crew.finish(second)
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    crew.post(uid)
    report = CountResults(crew.shop.book).count_accuracy()
    # Seven of ten of A, at 1.00: most of them are the owner's.
    assert [row[1:] for row in rows_of(report, "by", "name", "products", "right", "accuracy", "value")] == [
        ("Drinks", 2, 1, 50_000, -300), ("Ben", 1, 0, 0, 0), ("Owner", 2, 1, 50_000, -300), ("Z1", 2, 1, 50_000, -300),
    ]  # fmt: skip
    assert report.note.startswith(
        "A product that several people counted, or that lay in several zones, counts for each"
    )


def test_a_code_is_settled_on_a_finished_sheet_and_who_settles_it_has_not_counted(crew):
    uid, settle = crew.begin(), crew.shop.stocktaking.settle
    sheet = crew.sheet(uid, "Z1", "ben")
    crew.scan(sheet, "A", 10, user="ben")
    crew.enter(sheet, Note("no_match"), user="ben")
    assert refused(settle, uid, "raw", till="T1", user="owner").code == "draft_closed"
    crew.finish(sheet)
    assert [one.code for one in crew.shop.stocktakes.unknown_codes(uid)] == ["raw"]
    settle(uid, "raw", till="T1", user="owner")
    assert crew.shop.stocktakes.unknown_codes(uid) == ()
    assert list(crew.shop.stocktakes.counted_by(uid).values()) == [("Ben",)]
    assert crew.line(uid, "A").found.people == ("ben",)


def test_a_stocktake_is_left_for_good_only_where_nobody_has_done_anything_on_it(crew):
    leave = crew.shop.stocktaking.leave
    looked_at = crew.begin()
    leave(looked_at, FULL)
    assert crew.shop.stocktakes.head(looked_at).state == "abandoned"
    uid = crew.begin()
    crew.shop.stocktaking.set_tolerance(uid, Tolerance(1000), second_person=False, user="owner")
    leave(uid, FULL)
    assert crew.shop.stocktakes.head(uid).state == "open"
    crew.shop.stocktaking.set_tolerance(uid, FULL.tolerance, second_person=FULL.second_person, user="owner")
    crew.sheet(uid, "Z1")
    leave(uid, FULL)
    assert crew.shop.stocktakes.head(uid).state == "open"


def test_counts_are_listed_in_the_order_in_which_they_were_posted(crew):
    spot = crew.begin(Plan("", "Spot", Scope.SPOT, subjects=("A",)))
    first = crew.begin()
    for uid in (first, spot):
        sheet = crew.sheet(uid)
        crew.scan(sheet, "A", 10)
        crew.finish(sheet)
        if uid == first:
            crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
        crew.post(uid)
    assert [one.uid for one in crew.shop.stocktakes.posted.newest()] == [spot, first]
