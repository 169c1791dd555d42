"""What is decided of differences holds of the ones that somebody saw, and goods can be wanted counted again."""

import pytest

from app.domain.count_plan import Plan, Scope
from app.domain.count_review import State, Tolerance, seen_of
from app.domain.count_sheet import Find, goods_of
from app.domain.requests import Asking
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from tests.books import refused


@pytest.fixture
def taking(counter):
    """Nine of each are in the book; of A and B four were found, of C nine."""
    for sku in "ABC":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "9", "1.00")
    counter.staffing.set_person(PersonAsked("eve", "Eve", Role.MANAGER))
    counter.staffing.set_person(PersonAsked("ben", "Ben", Role.CLERK))
    counter.uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    find(counter, "Z1", A=4000, B=4000, C=9000)
    return counter


def find(counter, zone, how="", goods="", **found):
    counter.clock.at_us += 60_000_000
    sheet = counter.stocktaking.open_sheet(counter.uid, zone, how=how, goods=goods, till="T1", user=None)
    entries = [
        (Find(goods_of(counter.lookups.item(sku, location="shop")), milli, counter.clock.now_us()), sku)
        for sku, milli in found.items()
    ]
    counter.stocktaking.record(sheet, entries, many=0, till="T1", user=None)
    counter.stocktaking.finish_sheet(sheet)


def line(counter, sku):
    return next(one for one in counter.stocktakes.review(counter.uid).lines if one.goods.sku == sku)


def seen(counter, sku):
    known = line(counter, sku)
    return seen_of(known.found, known.difference_milli, known.lots)


def test_an_acceptance_is_of_one_difference_and_of_whoever_accepted_that_one(taking):
    decide = taking.stocktaking.decide
    decide(taking.uid, "A", accept=True, reason="stolen", user="eve", of=seen(taking, "A"))
    assert (line(taking, "A").state, line(taking, "A").reason) == (State.ACCEPTED, "stolen")
    find(taking, "Z2", A=1000)
    assert (line(taking, "A").state, line(taking, "A").reason) == (State.WITHIN, "")
    # Whoever accepts the new difference is another one than who had accepted the old one.
    decide(taking.uid, "A", accept=True, user="owner", of=seen(taking, "A"))
    with taking.book.reading() as connection:
        people = list(connection.execute("SELECT code FROM count_decision JOIN person ON person.id = person_id"))
    assert people == [("owner",)]
    assert line(taking, "A").state is State.ACCEPTED


def test_lots_that_are_off_are_part_of_what_was_seen(taking):
    taking.product("P", tracking="serial")
    lines = [{"sku": "P", "quantity": "2", "unit_cost": "5.00", "serials": ["X1", "X2"]}]
    taking.post("delivery", "p1", lines=lines)
    taking.clock.at_us += 60_000_000
    sheet = taking.stocktaking.open_sheet(taking.uid, "Z3", till="T1", user=None)
    goods = goods_of(taking.lookups.item("P", location="shop"))
    at_us = taking.clock.now_us()
    entries = [(Find(goods, 1000, at_us, serial=serial), serial) for serial in ("X1", "X9")]
    taking.stocktaking.record(sheet, entries, many=0, till="T1", user=None)
    taking.stocktaking.finish_sheet(sheet)
    was = seen(taking, "P")
    assert was.lots == (("X2", -1000), ("X9", 1000))
    taking.stocktaking.decide(taking.uid, "P", accept=True, user="eve", of=was)
    assert line(taking, "P").state is State.ACCEPTED
    assert line(taking, "P").difference_milli == 0


def test_goods_that_are_wanted_counted_again_are_until_they_were_and_nothing_is_posted_before(taking):
    def want(*skus, is_wanted=True, user="eve"):
        wanted = {line(taking, sku).goods.product_id: seen(taking, sku) for sku in skus}
        return taking.stocktaking.want_again(taking.uid, wanted, is_wanted=is_wanted, user=user)

    taking.stocktaking.decide(taking.uid, "A", accept=True, reason="stolen", user="eve", of=seen(taking, "A"))
    assert refused(want, "A", user="ben").code == "not_allowed"
    want("A", "B", "C")
    states = {one.goods.sku: one.state for one in taking.stocktakes.review(taking.uid).lines}
    assert states == dict.fromkeys("ABC", State.RECOUNT)
    assert line(taking, "A").reason == "stolen"
    again = taking.stocktakes.recounts(taking.uid, user=None)
    assert [(one.goods.sku, one.is_wanted) for one in again] == [("A", True), ("B", True), ("C", True)]
    review = taking.stocktakes.review(taking.uid)
    assert refused(taking.stocktakes.count_asked, review, Asking(taking.uid)).code == "recounts_wanted"
    # Why it differs is another matter; whoever accepts it does not want it counted again.
    taking.stocktaking.decide(taking.uid, "B", accept=False, reason="damaged", user="eve", of=seen(taking, "B"))
    assert line(taking, "B").state is State.RECOUNT
    taking.stocktaking.decide(taking.uid, "B", accept=True, user="eve", of=seen(taking, "B"))
    assert line(taking, "B").state is State.ACCEPTED
    want("C", is_wanted=False)
    assert line(taking, "C").state is State.RIGHT
    find(taking, "", how="goods", goods="A", A=5000)
    assert (line(taking, "A").state, line(taking, "A").reason) == (State.RECOUNTED, "")


def test_what_is_tolerated_and_what_becomes_of_the_uncounted_is_said_by_whoever_may_post(taking):
    for verb in (
        lambda: taking.stocktaking.set_tolerance(taking.uid, Tolerance(0), second_person=False, user="ben"),
        lambda: taking.stocktaking.decide_uncounted(taking.uid, "zero", user="ben"),
    ):
        assert refused(verb).code == "not_allowed"
    taking.stocktaking.set_tolerance(taking.uid, Tolerance(0), second_person=True, user="eve")
    assert line(taking, "A").state is State.RECOUNT
    own = refused(taking.stocktaking.decide, taking.uid, "A", accept=True, user="owner")
    assert (own.code, own.facts["name"]) == ("accepts_own_count", line(taking, "A").goods.name)
