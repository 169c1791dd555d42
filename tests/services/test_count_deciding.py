"""Many differences are decided at once, each as whoever decided saw it, and nobody accepts their own count."""

from app.domain.count_review import Decision, State, Tolerance
from app.domain.count_sheet import Find, goods_of
from app.services.count_deciding import CountDeciding
from tests.books import refused
from tests.services.test_count_decisions import find, line, seen, taking

__all__ = ["taking"]


def test_many_are_decided_at_once_and_nobody_accepts_their_own_count_among_them(taking):
    def ids(*skus):
        return {line(taking, sku).goods.product_id for sku in skus}

    taking.stocktaking.set_tolerance(taking.uid, Tolerance(), second_person=True, user="eve")
    # Ben has counted B alone; the owner has counted the rest.
    sheet = taking.stocktaking.open_sheet(taking.uid, "Z2", till="T1", user="eve")
    found = Find(goods_of(taking.lookups.item("B", location="shop")), 1000, taking.clock.now_us())
    taking.stocktaking.record(sheet, [(found, "B")], many=0, till="T1", user="eve")
    taking.stocktaking.finish_sheet(sheet)
    said = {line(taking, sku).goods.product_id: Decision(True, "stolen", of=seen(taking, sku)) for sku in "AB"}
    assert refused(CountDeciding(taking.book).decide, taking.uid, said, user="ben").code == "not_allowed"
    assert CountDeciding(taking.book).decide(taking.uid, said, user="eve") == ids("B")
    assert [line(taking, sku).state for sku in "AB"] == [State.ACCEPTED, State.WITHIN]
    assert line(taking, "B").reason == ""
    # Whoever gives a reason accepts nothing anew: it stays what eve has accepted.
    other = {one: decision._replace(reason="damaged") for one, decision in said.items() if one in ids("A")}
    assert CountDeciding(taking.book).decide(taking.uid, other, user="owner") == frozenset()
    with taking.book.reading() as connection:
        people = list(
            connection.execute("SELECT code, reason FROM count_decision JOIN person ON person.id = person_id")
        )
    assert people == [("eve", "damaged")]
    # Of another difference than there is by now, nothing holds.
    find(taking, "Z3", A=1000)
    assert line(taking, "A").state is State.WITHIN


def test_who_wants_goods_counted_again_is_overruled_by_an_acceptance_of_many(taking):
    wanted = {line(taking, sku).goods.product_id: seen(taking, sku) for sku in "AB"}
    taking.stocktaking.want_again(taking.uid, wanted, is_wanted=True, user="eve")
    (a_id, _) = wanted
    reasons = {one: Decision(False, "damaged", of=of) for one, of in wanted.items()}
    assert CountDeciding(taking.book).decide(taking.uid, reasons, user="eve") == frozenset()
    assert [line(taking, sku).state for sku in "AB"] == [State.RECOUNT, State.RECOUNT]
    CountDeciding(taking.book).decide(taking.uid, {a_id: Decision(True, of=wanted[a_id])}, user="eve")
    assert [line(taking, sku).state for sku in "AB"] == [State.ACCEPTED, State.RECOUNT]
