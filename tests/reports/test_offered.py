"""The reports by name, as the headless door and the screen of reports list them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.reports.asked import Asked
from app.reports.offered import OFFERED, Reports, offered
from tests.books import counter_at


def test_each_report_answers_on_an_empty_book_and_says_what_it_is(tmp_path: Path) -> None:
    counter = counter_at(tmp_path / "shop.book")
    reports = Reports(counter.book, counter.clock)
    for one in OFFERED:
        report = reports.ask(one.name, Asked())
        assert report.name == one.name
        assert list(report.rows) == []
        assert [column.name for column in report.columns]


def test_names_are_unique_and_a_wrong_one_is_answered_with_the_right_ones() -> None:
    assert len({one.name for one in OFFERED}) == len(OFFERED)
    with pytest.raises(Refusal) as caught:
        offered("stock")
    assert caught.value.code == "unknown_report"
    assert "stock-on-hand" in str(caught.value.facts["known"])
