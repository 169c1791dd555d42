"""Reasons that fit a difference."""

from app.domain.count_reasons import fitting

EVERY = ("damaged", "expired", "stolen", "own_use", "found", "other", "tasting")


def test_a_reason_says_the_same_as_the_sign():
    assert fitting(EVERY, -1) == ("damaged", "expired", "stolen", "own_use", "other", "tasting")
    assert fitting(EVERY, 1) == ("found", "other", "tasting")
    # As many are there, and not the same: some are missing, some are too many.
    assert fitting(EVERY, 0) == EVERY
