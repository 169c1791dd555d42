"""Why a line of the review cannot be accepted, or given a reason."""

import pytest

from app.domain.count_bar import Bar, bar_to_accept, bar_to_reason
from app.domain.count_book import BookSays
from app.domain.count_review import ReviewLine, State
from app.domain.count_sheet import Goods
from app.domain.count_standing import Found


def line(state, off_milli=-1000, *, is_found=True):
    goods = Goods(1, "A", "Apples")
    found = Found(goods, ()) if is_found else None
    return ReviewLine(goods, found, 0, 9000, off_milli, 0, state, BookSays({}))


@pytest.mark.parametrize(
    ("state", "bar"),
    [
        (State.MOVED, Bar.MOVED),
        (State.UNCLEAR, Bar.UNCLEAR),
        (State.UNNAMED, Bar.UNNAMED),
        (State.UNCOUNTED, Bar.UNCOUNTED),
        (State.RIGHT, Bar.RIGHT),
        (State.OPENING, Bar.USUAL),
        (State.USED, Bar.USUAL),
        (State.WITHIN, None),
        (State.RECOUNT, None),
        (State.RECOUNTED, None),
        (State.ACCEPTED, None),
    ],
)
def test_what_can_be_accepted(state, bar):
    assert bar_to_accept(line(state)) is bar


def test_a_reason_fits_the_sign_of_a_difference_that_there_is():
    assert bar_to_reason(line(State.WITHIN), "stolen") is None
    assert bar_to_reason(line(State.WITHIN, 1000), "stolen") is Bar.UNFIT
    assert bar_to_reason(line(State.WITHIN, 1000)) is None
    assert bar_to_reason(line(State.WITHIN, 1000), "found") is None
    assert bar_to_reason(line(State.RIGHT, 0), "stolen") is Bar.RIGHT
    assert bar_to_reason(line(State.UNCOUNTED, is_found=False), "stolen") is Bar.UNCOUNTED
