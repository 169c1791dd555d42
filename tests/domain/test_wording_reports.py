"""The sentences of reports stand in the one table that everybody reads, in order and once."""

from __future__ import annotations

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_reports import REPORT_SENTENCES


def test_they_are_part_of_all_sentences_and_in_order() -> None:
    assert list(REPORT_SENTENCES) == sorted(REPORT_SENTENCES)
    assert {code: SENTENCES[code] for code in REPORT_SENTENCES} == REPORT_SENTENCES


def test_who_asks_for_a_period_that_is_not_closed_is_told_where_to_look() -> None:
    assert sentence("no_such_period", {"day": "2026-02-28"}).startswith("No period that was closed ends on 2026-02-28.")
