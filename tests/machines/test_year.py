"""A generated year of a shop: a small one every day, the whole one when there is time for what is slow."""

import pytest

from tests.books import passing_counter
from tests.generated_year import Year, main


def test_a_small_year_ties_out_month_by_month():
    with passing_counter() as counter:
        Year(counter, products=80, lines=800).live()
        assert counter.one("SELECT count(*) FROM period") == 12


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_whole_year_ties_out_month_by_month():
    main([])
