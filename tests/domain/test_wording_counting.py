"""The table of the counts' sentences."""

from app.domain.wording_counting import COUNT_SENTENCES


def test_the_table_is_sorted():
    assert list(COUNT_SENTENCES) == sorted(COUNT_SENTENCES)
