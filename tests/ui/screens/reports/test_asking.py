"""What was asked is kept for the next time, and a file that makes no sense stops nothing."""

from __future__ import annotations

import json

import pytest

from app.domain.figures import currency
from app.domain.stretch import Stretch
from app.printing.report_columns import cell_writers
from app.reports.contents import Listed, contents
from app.reports.report import Column, Report
from app.ui.screens.reports.asking import keep_questions, longest_texts, read_questions, search, words_of
from app.ui.screens.reports.state import Question

NAMES = ("tax", "margins")
ASKED = (
    Question("tax", Stretch.LAST_MONTH, 20260201, 20260228),
    Question("margins", Stretch.OWN, 20260201, None, category="Drinks", by="-margin"),
)


def test_questions_come_back_as_they_were() -> None:
    assert read_questions(json.loads(json.dumps(keep_questions(ASKED))), NAMES) == ASKED


@pytest.mark.parametrize(
    "change",
    [
        {"name": "gone"},
        {"stretch": "last-century"},
        {"first": 20260231},
        {"last": "today"},
        {"location": 7},
        {"colour": "red"},
        {"first": -1},
    ],
)
def test_what_makes_no_sense_is_left_out(change: dict[str, object]) -> None:
    kept = keep_questions(ASKED)
    kept[1] |= change
    assert read_questions([*kept, None, "tax", []], NAMES) == ASKED[:1]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tax", "tax"),
        ("margins by h", "margins-by-hour"),
        ("stock tu", "stock-turn"),
        ("on hand", "stock-on-hand"),
        ("count", "count-sheet"),
        ("sales", "sales-by-day"),
        ("movers", "slow-movers"),
        ("Received, not inv", "goods-received-not-invoiced"),
    ],
)
def test_a_report_whose_title_begins_with_the_words_is_found_first(typed: str, first: str) -> None:
    found = search(contents(), words_of(typed))
    assert found[0].name == first
    # No group has two headings.
    groups = [one.group for one in found]
    assert sorted(groups, key=list(dict.fromkeys(groups)).index) == groups


@pytest.mark.parametrize("one", contents(), ids=lambda one: one.name)
def test_each_report_is_found_first_by_its_own_name_commas_and_all(one: Listed) -> None:
    assert search(contents(), words_of(one.label))[0].label == one.label
    assert one.name in [found.name for found in search(contents(), words_of(one.name))]


def test_a_column_is_empty_only_where_no_row_has_anything_and_the_broadest_text_counts() -> None:
    columns = (Column("number", "Number"), Column("note", "Note"), Column("reason", "Reason"))
    rows = [("T0-I000001", None, ""), ("T0-D000001", None, ""), *[("T1", None, None)] * 1000, ("T1", "late", None)]
    report = Report("late", "Late", "Shop", currency("EUR"), columns, rows)
    assert longest_texts(report, tuple(cell_writers(report, "en"))) == ("T0-D000001", "late", "")
