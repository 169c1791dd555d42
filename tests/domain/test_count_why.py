"""Why a scan is in no count, in words."""

import pytest

from app.domain.count_why import NOBODYS, UNREADABLE, WHY_IN_NO_COUNT, why_in_no_count


@pytest.mark.parametrize(
    ("note", "words"),
    [(NOBODYS, "no product has it"), ("outside", "not part of this count"), ("bad_check_digit", UNREADABLE)],
)
def test_each_note_has_its_words_and_what_is_none_cannot_be_read(note: str, words: str) -> None:
    assert why_in_no_count(note) == words


def test_the_table_is_sorted() -> None:
    assert list(WHY_IN_NO_COUNT) == sorted(WHY_IN_NO_COUNT)
