"""Numbers that a shop gives away itself: right, and never read as a weight or price."""

import pytest

from app.domain.codes import parse
from app.domain.codes.digits import is_checked, is_in_store
from app.domain.codes.in_store import REGIONS, Measures, read_pattern
from app.domain.codes.own_numbers import LAST_PLACE, free_prefixes, own_number, place_of


def test_a_number_has_its_check_digit_and_knows_its_place():
    # 20 0000000001 by hand: 2*1 + 1*3 = 5, so 5 is missing to ten.
    assert own_number("20", 1) == "2000000000015"
    assert place_of("2000000000015") == 1
    assert is_checked(own_number("29", LAST_PLACE))


@pytest.mark.parametrize("region", [None, *REGIONS])
def test_what_is_given_away_carries_no_weight_in_any_region(region):
    prefixes = list(free_prefixes(region))
    assert prefixes
    for prefix in prefixes:
        scan = parse(own_number(prefix, 4711), region=region)
        assert is_in_store(scan.text)
        assert (scan.error, scan.weight, scan.price) == (None, None, None)


def test_the_shops_own_rules_are_left_out():
    rule = read_pattern("20.....{NNDDD}", Measures.WEIGHT)
    assert next(free_prefixes(None, (rule,))) == "21"
