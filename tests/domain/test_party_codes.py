"""Codes of whom and what the shop knows."""

import pytest

from app.domain.party_codes import check_party_code
from app.domain.refusal import Refusal


@pytest.mark.parametrize(("kind", "code"), [("supplier", "S-1 a"), ("reason", "x" * 32), ("till", "T2")])
def test_what_can_be_printed_is_a_code(kind, code):
    check_party_code(kind, code)


@pytest.mark.parametrize(("kind", "code"), [("reason", ""), ("reason", "x" * 33), ("till", "T-2"), ("tender", "a\n")])
def test_nothing_too_much_and_what_cannot_be_printed_is_none(kind, code):
    with pytest.raises(Refusal, match="bad_party_code"):
        check_party_code(kind, code)
