"""The codes of the set-up sheet have every letter and sign once, and none is taken for another."""

from __future__ import annotations

import string

from app.domain.codes.digits import is_checked
from app.domain.setup_codes import LETTERS, SEPARATED, ZERO, SheetCode


def test_every_letter_digit_and_sign_that_codes_use_is_there() -> None:
    said = set("".join(LETTERS.values()))
    assert said >= set(string.ascii_letters + string.digits + "-./:+*%()[]|#_=&?;,")


def test_each_repeats_itself_in_its_own_way() -> None:
    patterns = {tuple(text.index(one) for one in text) for text in LETTERS.values()}
    assert len(patterns) == len(LETTERS)
    assert set(LETTERS) | {SheetCode.ZERO, SheetCode.SEPARATOR} == set(SheetCode)


def test_the_numbers_are_right() -> None:
    assert ZERO.startswith("0")
    assert is_checked(ZERO)
    assert is_checked(SEPARATED[0][2:16])
