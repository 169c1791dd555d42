"""Which stretches of days are due: those that are over, once each, also where some were missed."""

import pytest

from app.domain.schedule import Each, Scheduled, begins, due


def stretches(each, done, today, first_weekday=0):
    return due(Scheduled("tax", each, "pdf", done), today, first_weekday)


def test_a_day_is_due_once_it_is_over():
    assert stretches(Each.DAY, 20260301, 20260302) == ()
    assert stretches(Each.DAY, 20260301, 20260303) == ((20260302, 20260302),)
    # Three days were missed, over the end of a month.
    assert stretches(Each.DAY, 20260226, 20260302) == (
        (20260227, 20260227), (20260228, 20260228), (20260301, 20260301),
    )  # fmt: skip


def test_a_week_begins_as_the_shop_counts():
    # 2 March 2026 is a Monday.
    assert stretches(Each.WEEK, 20260222, 20260301) == ()
    assert stretches(Each.WEEK, 20260222, 20260302) == ((20260223, 20260301),)
    assert stretches(Each.WEEK, 20260221, 20260301, first_weekday=6) == ((20260222, 20260228),)


def test_months_have_their_own_lengths():
    assert stretches(Each.MONTH, 20251231, 20260301) == ((20260101, 20260131), (20260201, 20260228))
    assert stretches(Each.MONTH, 20260228, 20260331) == ()


def test_what_was_missed_for_a_year_is_not_made_up_for_whole():
    found = stretches(Each.DAY, 20250101, 20260302)
    assert (len(found), found[0], found[-1]) == (31, (20260130, 20260130), (20260301, 20260301))


@pytest.mark.parametrize(("each", "begun"), [(Each.DAY, 20260303), (Each.WEEK, 20260301), (Each.MONTH, 20260228)])
def test_the_first_one_is_of_the_stretch_that_runs(each, begun):
    assert begins(each, 20260304) == begun
    assert stretches(each, begun, 20260304) == ()


def test_one_that_changed_from_months_to_weeks_goes_on_behind_what_was_made():
    # The month ended on a Saturday: the rest of its week comes first.
    assert stretches(Each.WEEK, 20260228, 20260310) == ((20260301, 20260301), (20260302, 20260308))
