"""The grammar of plans of counts: every key, and what a wrong one is told."""

import pytest

from app.domain.count_plan import CountPlanAsked, Scope
from app.domain.count_review import Tolerance
from app.exchange.count_wishes import COUNT_READERS
from tests.exchange.test_wishes import changed, read, refusal_of

# Every document with every key it can have, and the wish that it means.
FULL = {
    "count_plan": (
        {
            "type": "count_plan", "code": "drinks", "name": "Drinks", "scope": "category", "location": "shop",
            "subjects": ["Drinks"], "every_days": "30", "class_days": ["7", "30", "365"], "most": "50",
            "tolerance": {"quantity": "1", "percent": "5", "amount": "10.00"}, "second_person": True, "active": False,
        },
        CountPlanAsked(
            "drinks", "Drinks", Scope.CATEGORY, "shop", ("Drinks",), 30, (7, 30, 365), 50, Tolerance(1000, 5000, 1000),
            True, False,
        ),
    ),
}  # fmt: skip


def test_every_reader_is_tried_here():
    assert set(FULL) == set(COUNT_READERS)


def test_every_key_is_read_and_only_the_code_is_needed():
    said, wish = FULL["count_plan"]
    assert read(said) == wish
    assert read({"type": "count_plan", "code": "x"}) == CountPlanAsked("x")
    assert refusal_of({"type": "count_plan"}).code == "missing_key"


def test_the_type_may_be_written_with_a_hyphen_like_its_report():
    said, wish = FULL["count_plan"]
    assert read({**said, "type": "count-plan"}) == wish
    refusal = refusal_of({"type": "count-plans", "code": "x"})
    assert refusal.code == "unknown_type"
    assert "count_plan" in str(refusal.facts["known"])


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("code",), "", "bad_party_code"),
        (("scope",), "everything", "unknown_word"),
        (("class_days",), ["7"], "class_days_needed"),
        (("class_days",), ["7", "30"], "class_days_needed"),
        (("class_days",), ["7", "0", "9"], "class_days_needed"),
        (("every_days",), "often", "out_of_bounds"),
        (("most",), 50, "not_text"),
        (("tolerance",), "5 %", "not_object"),
        (("tolerance", "amount"), "-1.00", "below_zero"),
        (("tolerance", "quantity"), "-1", "below_zero"),
        (("tolerance", "percent"), "-1", "tolerated_percent"),
        (("tolerance", "percent"), "1001", "tolerated_percent"),
        (("tolerance", "weight"), "1", "unknown_key"),
        (("second_person",), "yes", "not_flag"),
    ],
)
def test_what_is_wrong_is_refused(path, value, code):
    said, _ = FULL["count_plan"]
    assert refusal_of(changed(said, path, value)).code == code
