"""A product's history without what never happened; every figure is reckoned by hand.

`tests/machines/test_never_happened.py` holds it against a second book, in which nothing was typed wrong.
"""

import pytest

from app.domain.costing import Pool
from app.domain.history import Counted, Happened, History, Spot, Worth
from app.domain.retelling import tell
from app.domain.shop import Costing

SHOP, BACK = 1, 2


def happened(seq, kind, quantity, value, *, filed_as=None, document=None, of=None, place=SHOP, cause=None, unit=None):
    """A movement in whole pieces and cents, of a document and a moment of its own number."""
    filed_as, document = filed_as or kind, document or seq
    figures = (place, 0, quantity * 1000, value, cause, document, unit)
    return Happened(seq, document, filed_as, of, of and 1, 1, kind, *figures)


def told(method, rows, *, counts=(), voided=(), due=None):
    return tell(History(rows, counts, frozenset(voided), due or {}), lambda _: Pool(method, 2))


def left(outcome, place=SHOP):
    pool = outcome.pools[place]
    return pool.quantity_milli // 1000, pool.value_minor


CAME = happened(1, "delivery", 10, 1000)
WRONG = happened(2, "delivery", 10, 20_000)
BACK_AGAIN = happened(9, "delivery", -10, -20_000, filed_as="reversal", of=2, cause=2)


@pytest.mark.parametrize("method", [Costing.FIFO, Costing.LIFO, Costing.AVERAGE])
def test_what_is_left_after_a_sale_costs_what_it_would_have_cost(method):
    rows = [CAME, WRONG, happened(3, "sale", -3, -3150), BACK_AGAIN]
    assert left(told(method, rows, voided=(2, 9))) == (7, 700)


def test_a_count_finds_what_it_found_and_so_differs_otherwise():
    # Eight were counted where the book held twenty: twelve were missing. Without the mistake it is two, at 1.00.
    rows = [CAME, WRONG, happened(3, "count_loss", -12, -11_000, filed_as="count"), BACK_AGAIN]
    spot = Spot(SHOP, 3, 0)
    outcome = told(Costing.FIFO, rows, counts=[Counted(3, SHOP, 3)], voided=(2, 9), due={spot: 10_000})
    assert outcome.counted == {spot: Worth(-2000, -200)}
    assert left(outcome) == (8, 800)


def test_a_count_that_was_right_by_mistake_books_a_gain_of_its_own():
    rows = [CAME, WRONG, BACK_AGAIN]
    spot = Spot(SHOP, 3, 0)
    outcome = told(Costing.AVERAGE, rows, counts=[Counted(3, SHOP, 3)], voided=(2, 9), due={spot: 10_000})
    assert outcome.counted == {spot: Worth(10_000, 1000)}
    assert [layer.layer_id for layer in outcome.pools[SHOP].layers] == [1, -1]
    assert outcome.spots == [spot]


def test_a_count_stands_where_it_was_posted():
    # Four at 2.00 came after the count: it had nothing of them to find missing, though they cost most.
    rows = [CAME, WRONG, happened(4, "delivery", 4, 800), BACK_AGAIN]
    due = {Spot(SHOP, 3, 0): -5000}
    outcome = told(Costing.LIFO, rows, counts=[Counted(3, SHOP, 3)], voided=(2, 9), due=due)
    assert left(outcome) == (9, 1300)


def test_what_a_customer_brings_back_comes_at_what_it_left_at():
    rows = [
        CAME,
        WRONG,
        happened(3, "sale", -4, -4200),
        happened(4, "customer_return", 2, 2100, filed_as="refund", of=3),
        BACK_AGAIN,
    ]
    assert left(told(Costing.AVERAGE, rows, voided=(2, 9))) == (8, 800)


def test_goods_go_on_to_another_place_with_their_cost():
    rows = [
        CAME,
        WRONG,
        happened(3, "transfer_out", -6, -6300, filed_as="transfer"),
        happened(4, "transfer_in", 6, 6300, filed_as="transfer", document=3, place=BACK),
        BACK_AGAIN,
    ]
    outcome = told(Costing.AVERAGE, rows, voided=(2, 9))
    assert (left(outcome), left(outcome, BACK)) == ((4, 400), (6, 600))
    assert outcome.pools[BACK].layers[0].origin_id == 1


def test_a_later_cost_goes_to_what_is_left_without_the_mistake():
    # Of the ten that came four were sold, were it not for the mistake: 0.60 of 1.00 are in stock.
    rows = [
        WRONG,
        happened(3, "delivery", 10, 1000),
        happened(4, "sale", -4, -8000),
        happened(5, "landed", 0, 100, filed_as="landed_cost", cause=3),
        BACK_AGAIN,
    ]
    assert left(told(Costing.FIFO, rows, voided=(2, 9))) == (6, 660)


def test_stock_that_was_valued_anew_costs_that():
    rows = [CAME, WRONG, happened(3, "revaluation", 0, -11_000, unit=500_000), BACK_AGAIN]
    assert left(told(Costing.AVERAGE, rows, voided=(2, 9))) == (10, 500)


def test_what_was_sold_before_it_came_is_short():
    rows = [WRONG, happened(3, "sale", -4, -8000), BACK_AGAIN]
    outcome = told(Costing.FIFO, rows, voided=(2, 9))
    assert left(outcome) == (-4, 0)
    assert [one.movement_seq for one in outcome.pools[SHOP].shortages] == [3]


def test_broken_goods_and_what_a_later_count_had_were_never_in_a_pool():
    broken = [
        happened(3, "customer_return", 1, 100, filed_as="refund", document=3),
        happened(4, "adjustment", -1, -100, filed_as="refund", document=3),
        happened(5, "delivery", 2, 200, document=5),
        happened(6, "adjustment", -2, -200, filed_as="delivery", document=5, cause=5),
        happened(7, "count_loss", -1, -100, filed_as="count", document=7),
        happened(8, "count_loss", 1, 100, filed_as="count", document=7, cause=7)._replace(happened_us=4),
    ]
    assert left(told(Costing.AVERAGE, [CAME, *broken])) == (10, 1000)


def test_goods_that_came_broken_had_come_in_so_what_is_counted_after_them_is_no_opening_stock():
    broken = [CAME, happened(2, "adjustment", -10, -1000, filed_as="delivery", document=1, cause=1)]
    found = happened(3, "count_gain", 1, 0, filed_as="count")
    outcome = told(Costing.FIFO, [*broken, found], counts=[Counted(3, SHOP, 3)])
    assert outcome.first == set()
    assert outcome.pools[SHOP].last_cost_micro is None


# What a late document takes back of a count.

FIVES = [happened(1, "delivery", 5, 500), happened(2, "delivery", 5, 1500)]
FOUND = Spot(SHOP, 4, 0)


def late(seq, quantity, value, kind="count_gain", *, cause=None):
    """What a delivery of two at 7.00, posted after the count at the moment 4, takes back of that."""
    row = happened(seq, kind, quantity, value, filed_as="delivery", document=5, cause=cause)
    return [happened(5, "delivery", 2, 1400)._replace(happened_us=3), row._replace(happened_us=4)]


@pytest.mark.parametrize(
    ("method", "gained"), [(Costing.FIFO, 600), (Costing.LIFO, 600), (Costing.AVERAGE, 400), (Costing.SPECIFIC, 600)]
)
def test_a_late_delivery_takes_back_what_the_count_had_found_of_it(method, gained):
    # Twelve were counted where the book had ten. What was gained goes out as it came in: 5.00 + 15.00 + 14.00 are left.
    rows = [*FIVES, happened(4, "count_gain", 2, gained, filed_as="count"), *late(6, -2, -gained, cause=4)]
    outcome = told(method, rows, counts=[Counted(4, SHOP, 4)])
    assert left(outcome) == (12, 3400)
    assert outcome.counted == {FOUND: Worth(2000, gained)}
    assert outcome.given == {FOUND: {1: Worth(-2000, -gained), -1: Worth(0, 0)}}


def test_what_a_late_delivery_found_gone_by_a_mistake_was_never_gone():
    # With four more at 1.00 by mistake two were missing, and two more with the late ones. Without it nothing is.
    wrong = happened(3, "delivery", 4, 400)
    lost = [happened(4, "count_loss", -2, -200, filed_as="count"), *late(6, -2, -200, "count_loss")]
    back = happened(9, "delivery", -4, -400, filed_as="reversal", of=3, cause=3)
    rows = [*FIVES, wrong, *lost, back]
    outcome = told(Costing.FIFO, rows, counts=[Counted(4, SHOP, 4)], voided=(3, 9), due={FOUND: 4000})
    assert left(outcome) == (12, 3400)
    assert outcome.counted == {FOUND: Worth(2000, 600)}
    assert outcome.given == {FOUND: {1: Worth(-2000, -600), -1: Worth(0, 0)}}
    assert [row.seq for row in outcome.late[FOUND]] == [6]


def test_what_was_broken_before_a_count_is_no_shrinkage_and_what_is_beyond_it_was_found():
    # Nine counted: one at 1.00 is gone. Two were broken before that: of 4 at 1.00 and 5 at 3.00 two at 1.00 go, the
    # one comes back at 1.00, and one more is found at what the newest goods cost, which is that one.
    lost = happened(4, "count_loss", -1, -100, filed_as="count")
    broken = happened(5, "adjustment", -2, -200)._replace(happened_us=3)
    given = [
        happened(seq, kind, 1, value, filed_as="adjustment", document=5)._replace(happened_us=4)
        for seq, kind, value in ((6, "count_loss", 100), (7, "count_gain", 100))
    ]
    outcome = told(Costing.FIFO, [*FIVES, lost, broken, *given], counts=[Counted(4, SHOP, 4)])
    assert left(outcome) == (9, 1900)
    assert outcome.given == {FOUND: {-1: Worth(1000, 100), 1: Worth(1000, 100)}}
