"""What is done on a sheet, as values."""

from app.domain.delivery_entries import Begin, Head, SetSerials
from app.domain.requests import LandedCostAsked


def test_a_head_says_nothing_until_somebody_does():
    assert Begin() == Begin(Head(), None)
    assert (Head().supplier, Head().landed, Head().day, Head().provisional) == ("", (), None, False)


def test_entries_are_values_that_can_be_compared_and_kept():
    assert SetSerials(1, ("a",)) == SetSerials(1, ("a",))
    assert len({Head(landed=(LandedCostAsked(5),)), Head(landed=(LandedCostAsked(5),))}) == 1
