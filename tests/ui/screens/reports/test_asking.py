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


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("cash", {"day-end"}),
        ("z", {"day-end"}),
        ("drawer", {"day-end"}),
        ("purchases", {"deliveries", "supplier-performance"}),
        ("adjust", {"adjustments", "shrinkage", "count-variance"}),
        ("waste", {"shrinkage", "adjustments", "expiring"}),
        ("write", {"period-end", "shrinkage", "adjustments"}),
        ("profit", {"margins", "margins-by-cashier", "margins-by-hour"}),
        ("stocktake", {"count-plan", "count-sheet", "count-variance", "count-accuracy", "not-counted"}),
        ("vat", {"tax"}),
        ("inventory value", {"stock-on-hand"}),
        ("vendor", {"supplier-performance"}),
        ("reorder", {"low-stock"}),
    ],
)
def test_a_report_is_found_by_what_else_people_call_it(typed: str, some: set[str]) -> None:
    found = [one.name for one in search(contents(), words_of(typed))]
    assert some <= set(found)
    # What is meant stands before what merely has the word somewhere.
    assert found[0] in some


@pytest.mark.parametrize("one", contents(), ids=lambda one: one.name)
def test_each_report_is_found_first_by_its_own_name_commas_and_all(one: Listed) -> None:
    assert search(contents(), words_of(one.label))[0].label == one.label
    assert one.name in [found.name for found in search(contents(), words_of(one.name))]


def test_a_column_is_empty_only_where_no_row_has_anything_and_the_broadest_text_counts() -> None:
    columns = (Column("number", "Number"), Column("note", "Note"), Column("reason", "Reason"))
    rows = [("T0-I000001", None, ""), ("T0-D000001", None, ""), *[("T1", None, None)] * 1000, ("T1", "late", None)]
    report = Report("late", "Late", "Shop", currency("EUR"), columns, rows)
    assert longest_texts(report, tuple(cell_writers(report, "en"))) == ("T0-D000001", "late", "")


def test_the_longest_text_is_the_broadest_in_any_script() -> None:
    latin = "Sourdough rye loaf, sliced, 500 g from the village"
    arabic = "\u062e\u0628\u0632 \u0627\u0644\u062c\u0627\u0648" * 5
    chinese = "\u4e61\u6751\u9762\u5305" * 4

    def longest(*names: str) -> str:
        report = Report("x", "X", "Shop", currency("EUR"), (Column("name", "Name"),), [(name,) for name in names])
        return longest_texts(report, (str,))[0]

    assert longest(arabic, latin, chinese) == latin
    assert longest(latin[:20], chinese, arabic[:20]) == chinese
    assert longest("\u4e61" * 23, f"{latin} bakery") == f"{latin} bakery"
