"""Rows sorted a piece at a time stand as those that are sorted at once."""

import weakref

from hypothesis import given
from hypothesis import strategies as st

from app.domain import in_pieces
from app.domain.in_pieces import Held, sorted_in_pieces


@given(st.lists(st.tuples(st.integers(0, 5), st.integers())))
def test_rows_stand_as_sorted_has_them_equal_ones_as_they_came(rows):
    before, in_pieces._AT_ONCE = in_pieces._AT_ONCE, 3
    try:
        assert sorted_in_pieces(rows, lambda row: row[0]) == sorted(rows, key=lambda row: row[0])
    finally:
        in_pieces._AT_ONCE = before
    assert sorted_in_pieces(rows, lambda row: row[0]) == sorted(rows, key=lambda row: row[0])


def test_what_is_held_stays_until_it_is_let_go():
    class Row:
        """Something that can be looked after."""

    rows = [Row() for _ in range(1200)]
    first, last = weakref.ref(rows[0]), weakref.ref(rows[-1])
    held = Held()
    held.keep(rows, (row for row in rows))
    del rows
    assert first() is not None
    held.let_go()
    assert (first(), last()) == (None, None)
