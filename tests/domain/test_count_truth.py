"""What posted counts give back when a document before them is taken back; every figure is reckoned by hand."""

import pytest

from app.domain.count_truth import Truth, Went, mended


def truth(document_id, at_us, found=40, lots=("",), booked=None, *, is_by_piece=False):
    return Truth(document_id, f"C{document_id}", 1, at_us, found * 1000, frozenset(lots), is_by_piece, booked or {})


def given(went, *truths):
    return [(one.truth.document_id, one.lot, one.quantity_milli) for one in mended(went, truths)]


CAME = Went(10, "", 24, 5)


def test_the_next_count_gives_back_and_the_ones_after_it_hold():
    assert given([CAME], truth(8, 30), truth(7, 20), truth(9, 40)) == [(7, "", 24)]


def test_a_count_before_it_in_time_or_in_the_book_knows_nothing_of_it():
    assert given([CAME], truth(7, 9), truth(4, 20)) == []
    assert given([CAME], truth(4, 20), truth(6, 30)) == [(6, "", 24)]
    assert given([CAME], truth(6, 10)) == [(6, "", 24)]  # what happens in the moment of a count is before it


def test_what_a_count_knows_that_was_posted_before_the_mistake_it_never_gave():
    # The one in between, posted last, has given 24; the last one in time had nothing to give.
    assert given([CAME], truth(6, 20), truth(4, 30)) == [(6, "", 24), (4, "", -24)]


def test_what_was_given_back_at_a_count_is_due_at_the_next_one_whenever_that_was_posted():
    assert given([Went(20, "", 24, 0)], truth(3, 30)) == [(3, "", 24)]


def test_a_document_that_has_taken_its_part_of_a_count_itself_owes_nothing_more():
    assert given([CAME, Went(20, "", -24, 5)], truth(9, 30)) == []


def test_a_count_of_one_lot_says_nothing_of_another():
    went = [Went(10, "L1", 3, 5), Went(10, "L2", -2, 5)]
    assert given(went, truth(7, 20, lots=("L2",)), truth(8, 30, lots=("L1",))) == [(7, "L2", -2), (8, "L1", 3)]


def test_a_count_of_all_lots_together_gives_back_where_it_had_booked():
    # L1 had come in mistakenly, and the count has taken L2, which expires first.
    assert given([Went(10, "L1", 3, 5)], truth(7, 20, booked={"L2": -2})) == [(7, "L1", 1), (7, "L2", 2)]
    assert given([Went(10, "L1", 3, 5)], truth(7, 20, booked={"L1": -1, "L2": -5})) == [(7, "L1", 1), (7, "L2", 2)]
    # What went from one lot to another is nothing to it, but to a count of each lot.
    went = [Went(10, "L1", 3, 5), Went(10, "L2", -3, 5)]
    assert given(went, truth(7, 20)) == []
    assert given(went, truth(7, 20), truth(8, 30, lots=("L1", "L2"))) == [(8, "L1", 3), (8, "L2", -3)]


def test_of_nothing_at_all_nothing_is_of_any_lot():
    went = [Went(10, "L1", 3, 5), Went(10, "L2", -3, 5)]
    assert given(went, truth(7, 20, found=0)) == [(7, "L1", 3), (7, "L2", -3)]


@pytest.mark.parametrize(("booked", "left"), [({}, []), ({"": 1}, [(7, "", -1)]), ({"": 5}, [(7, "", -2)])])
def test_whoever_counts_serial_numbers_counts_all_of_them_and_no_piece_without_one(booked, left):
    counted = truth(7, 20, found=1, lots=("X1",), booked=booked, is_by_piece=True)
    assert given([Went(10, "X2", 1, 5), Went(10, "", -2, 5)], counted) == [(7, "X2", 1), *left]
