"""Reasons that fit a difference."""

from app.domain.count_gathered import Gathered
from app.domain.count_reasons import fitting, misfits
from app.domain.count_sheet import Goods

EVERY = ("damaged", "expired", "stolen", "own_use", "found", "other", "tasting")


def test_a_reason_says_the_same_as_the_sign():
    assert fitting(EVERY, -1) == ("damaged", "expired", "stolen", "own_use", "other", "tasting")
    assert fitting(EVERY, 1) == ("found", "other", "tasting")
    # As many are there, and not the same: some are missing, some are too many.
    assert fitting(EVERY, 0) == EVERY


def test_what_has_no_reason_of_its_own_has_that_of_the_goods():
    yoghurt = Gathered(Goods(1, "Y", "Yoghurt"), 1, 0, 0, {})
    off = {"": 1000, "L1": 2000, "L2": -4000}

    def said(**reasons):
        told = misfits([(yoghurt, off)], {("Y", lot.strip("_")): reason for lot, reason in reasons.items()})
        return [(one.facts["reason"], one.facts["quantity"]) for one in told]

    # One less than the book has in all; without the lot that has its own reason it is three more.
    assert said(_="stolen") == []
    assert said(_="stolen", L2="damaged") == [("stolen", "3")]
    assert said(_="found", L1="stolen") == [("found", "-3"), ("stolen", "2")]
    assert said(_="found") == [("found", "-1")]
    # Nothing of a lot that is as the book has it.
    assert said(L9="found") == []
