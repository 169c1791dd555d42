"""How far the posting of a long count is, and that whoever stops it has posted nothing."""

import pytest

from app.base.trouble import Trouble
from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, Goods
from app.domain.requests import Asking, ProductAsked

MANY = 2500


@pytest.fixture
def counted(counter):
    """A count of 2,500 products, of each of which one was found."""
    counter.cataloguing.import_products(
        ProductAsked(f"P{n}", name=f"P{n}", price_micro=1_000_000, rate_milli=19_000) for n in range(MANY)
    )
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "", till="T1", user=None)
    ids = dict(counter.rows("SELECT sku, id FROM product"))
    now_us = counter.clock.now_us()
    found = [(Find(Goods(ids[sku], sku, sku), 1000, now_us), sku) for sku in (f"P{n}" for n in range(MANY))]
    counter.stocktaking.record(sheet, found, many=0, till="T1", user=None)
    counter.stocktaking.finish_sheet(sheet)
    return uid


class Stop:
    """Stops at the so-manieth time that it is told."""

    def __init__(self, at):
        self.at, self.seen = at, []

    def __call__(self, done, many):
        if len(self.seen) == self.at:
            raise Trouble("stopped")
        self.seen.append((done, many))


def stops(work, at):
    """What ends a work that is stopped at the so-manieth time; None where it was done before."""
    try:
        work(Stop(at))
    except Trouble as trouble:
        return trouble
    return None


def test_how_far_it_is_is_told_from_nothing_to_all_of_it(counter, counted):
    far = Stop(None)
    review = counter.stocktakes.review(counted, far)
    assert (far.seen[0], len(review.lines)) == ((0, MANY), MANY)
    assert far.seen == sorted(far.seen)
    asked = counter.stocktakes.count_asked(review, Asking(counted))
    far = Stop(None)
    counter.counting.count(asked, stocktake=counted, many=review.many, progress=far)
    assert (far.seen[0], far.seen[-1]) == ((0, MANY), (MANY, MANY))
    assert far.seen == sorted(far.seen)
    # Every thousandth of each of three passes, and no oftener.
    assert 6 < len(far.seen) < 20


def test_whoever_stops_it_at_any_time_has_posted_nothing(counter, counted):
    review = counter.stocktakes.review(counted)
    asked = counter.stocktakes.count_asked(review, Asking(counted))
    before = counter.rows("SELECT count(*), max(id) FROM document")
    stock = counter.rows("SELECT * FROM pool ORDER BY 1, 2")

    def count(progress):
        return counter.counting.count(asked, stocktake=counted, many=review.many, progress=progress)

    at = 0
    while (stopped := stops(count, at)) is not None:
        assert stopped.code == "stopped"
        assert counter.rows("SELECT count(*), max(id) FROM document") == before
        assert counter.rows("SELECT * FROM pool ORDER BY 1, 2") == stock
        assert counter.stocktakes.head(counted).state == "open"
        at += 1
    assert at > 6
    assert counter.stocktakes.head(counted).state == "posted"
    assert counter.stock("P7")[0] == 1000


def test_what_was_stopped_holds_none_of_the_lines(counter, counted):
    review = counter.stocktakes.review(counted)
    asked = counter.stocktakes.count_asked(review, Asking(counted))
    with pytest.raises(Trouble) as stopped:
        counter.counting.count(asked, stocktake=counted, many=review.many, progress=Stop(5))
    trace, held = stopped.tb, []
    while trace is not None:
        held += [name for name, value in trace.tb_frame.f_locals.items() if isinstance(value, list) and len(value) > 99]
        trace = trace.tb_next
    assert held == []


def test_the_review_and_what_is_to_be_counted_again_can_be_stopped_too(counter, counted):
    for at in range(2):
        with pytest.raises(Trouble):
            counter.stocktakes.review(counted, Stop(at))
        with pytest.raises(Trouble):
            counter.stocktakes.recounts(counted, user=None, progress=Stop(at))
    assert len(counter.stocktakes.review(counted).lines) == MANY
