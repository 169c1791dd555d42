"""A generated year of a shop, small enough for every day; `python -m tests.generated_year` lives the whole one."""

from tests.books import passing_counter
from tests.generated_year import Year


def test_a_small_year_ties_out_month_by_month():
    with passing_counter() as counter:
        Year(counter, products=80, lines=800).live()
        assert counter.one("SELECT count(*) FROM period") == 12
