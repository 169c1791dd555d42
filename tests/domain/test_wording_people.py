"""The table of the people' sentences."""

from app.domain.wording_people import PEOPLE_SENTENCES


def test_the_table_is_sorted():
    assert list(PEOPLE_SENTENCES) == sorted(PEOPLE_SENTENCES)
