"""What is worked at: how far it is, and that nobody wants it any more."""

import pytest

from app.base.trouble import Trouble
from app.ui.screens.reports.works import Work, Works


def test_a_work_tells_how_far_it_is():
    work = Work()
    assert work.percent() is None
    work.look(0, 300)
    assert work.percent() == 0
    work.look(151, 300)
    assert work.percent() == 50
    work.look(300, 300)
    assert work.percent() == 100


def test_a_work_that_nobody_wants_ends_where_it_looks_next():
    work = Work()
    work.stop()
    with pytest.raises(Trouble, match="stopped"):
        work.look(1, 2)


def test_the_newest_is_told_and_each_ends_by_itself():
    works = Works()
    assert (bool(works), works.percent()) == (False, None)
    one, other = works.begin(), works.begin()
    one.look(1, 4)
    other.look(1, 2)
    assert works.percent() == 50
    works.end(other)
    assert (works.percent(), works.has(other), other.is_stopped(), one.is_stopped()) == (25, False, True, False)
    works.end_all()
    assert (bool(works), one.is_stopped()) == (False, True)
