"""What was asked is kept for the next time, and a file that makes no sense stops nothing."""

from __future__ import annotations

import json

import pytest

from app.domain.stretch import Stretch
from app.ui.screens.reports.asking import keep_questions, read_questions
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
