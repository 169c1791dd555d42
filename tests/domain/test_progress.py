"""How far a long work is; every figure is reckoned by hand."""

import pytest

from app.base.trouble import Trouble
from app.domain.progress import share, told


def test_rows_stay_as_they_are_and_every_thousandth_is_told():
    seen = []
    assert list(told(range(2500), 2500, lambda *far: seen.append(far))) == list(range(2500))
    assert seen == [(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)]
    rows = [1, 2]
    assert told(rows, 2, None) is rows
    assert share(None, 9, 0, 50) is None


def test_parts_of_a_work_are_told_as_of_the_whole():
    seen = []
    part = share(lambda *far: seen.append(far), 200, 50, 75)
    for far in ((0, 10), (5, 10), (10, 10), (0, 0)):
        part(*far)
    # Half of the second half of 200 rows: from 100 to 150.
    assert seen == [(100, 200), (125, 200), (150, 200), (100, 200)]


def test_whoever_is_told_may_stop_it():
    taken = []

    def stop(done, _many):
        if done == 1000:
            raise Trouble("stopped")

    with pytest.raises(Trouble):
        taken.extend(told(iter(range(5000)), 5000, stop))
    assert len(taken) == 1000
