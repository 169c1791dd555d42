"""What of a product's history never was in a pool, was taken back, or is a count's."""

from app.domain.history import Happened, Spot, Worth, of_counts, passing, taken_back

SHOP = 1


def happened(seq, kind, quantity, *, filed_as, document, of=None, cause=None, at=0):
    return Happened(
        seq, document, filed_as, of, None, 1, kind, SHOP, 0, quantity * 1000, quantity * 100, cause, at, None
    )


RETURNED_BROKEN = [
    happened(3, "customer_return", 1, filed_as="refund", document=3),
    happened(4, "adjustment", -1, filed_as="refund", document=3),
]
CAME_BROKEN = [
    happened(5, "delivery", 2, filed_as="delivery", document=5),
    happened(6, "adjustment", -2, filed_as="delivery", document=5, cause=5),
]
TAKEN_OVER = [
    happened(7, "count_loss", -1, filed_as="count", document=7, at=7),
    happened(8, "count_loss", 1, filed_as="count", document=7, cause=7, at=4),
]
FOUND = happened(9, "count_gain", 2, filed_as="count", document=9, at=9)
LATE = happened(11, "count_gain", -2, filed_as="delivery", document=10, cause=9, at=9)


def test_what_goes_and_comes_back_in_one_document_was_never_in_a_pool():
    rows = [*RETURNED_BROKEN, *CAME_BROKEN, *TAKEN_OVER, FOUND, LATE]
    assert passing(rows) == {3, 4, 5, 6, 7, 8}


def test_a_part_of_what_came_that_was_broken_did_come():
    part = happened(6, "adjustment", -1, filed_as="delivery", document=5, cause=5)
    assert passing([CAME_BROKEN[0], part]) == frozenset()


def test_a_reversal_and_what_it_takes_back_are_both_void():
    back = happened(12, "delivery", -2, filed_as="reversal", document=12, of=5, cause=5)
    assert taken_back([CAME_BROKEN[0], FOUND, back]) == {5, 12}
    assert taken_back([FOUND, LATE]) == frozenset()


def test_what_a_late_document_takes_back_is_no_booking_of_the_count_unless_that_document_is_void():
    spot = Spot(SHOP, 9, 0)
    assert of_counts([FOUND, LATE], voided=(), skipped=()) == {spot: [FOUND]}
    assert of_counts([FOUND, LATE], voided=(10,), skipped=()) == {spot: [FOUND, LATE]}
    assert of_counts([FOUND, *TAKEN_OVER], voided=(), skipped=(7, 8)) == {spot: [FOUND]}


def test_worths_add_up():
    assert Worth(2000, 300).plus(-500, -75) == Worth(1500, 225)
