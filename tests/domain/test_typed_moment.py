"""A moment that has passed, typed by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.refusal import Refusal
from app.domain.typed_moment import read_past

NOW = datetime(2026, 11, 28, 21, 35, tzinfo=ZoneInfo("Europe/Vienna"))


@pytest.mark.parametrize(
    ("text", "order", "meant", "has_day"),
    [
        ("20:00", "dmy", "2026-11-28T20:00", False),
        ("20.00", "dmy", "2026-11-28T20:00", False),
        ("23:00", "dmy", "2026-11-27T23:00", False),
        ("27 20:00", "dmy", "2026-11-27T20:00", True),
        ("29 8:05", "dmy", "2026-10-29T08:05", True),
        ("31 08:05", "mdy", "2026-10-31T08:05", True),
        ("27.11. 20.00", "dmy", "2026-11-27T20:00", True),
        ("11/27, 20:00", "mdy", "2026-11-27T20:00", True),
        ("12/27 20:00", "mdy", "2025-12-27T20:00", True),
        ("27.12.25 20:00", "dmy", "2025-12-27T20:00", True),
        ("2026-11-01 20:00", "mdy", "2026-11-01T20:00", True),
        ("Gestern 20:00", "dmy", "2026-11-27T20:00", True),
        ("28 23:00", "dmy", "2026-11-28T23:00", True),
        ("29.2. 20:00", "dmy", "2024-02-29T20:00", True),
        ("\u0662\u0667 \u0662\u0660:\u0660\u0660", "dmy", "2026-11-27T20:00", True),
    ],
)
def test_a_time_with_or_without_its_day(text: str, order: str, meant: str, has_day: bool) -> None:
    at, named = read_past(text, NOW, order, ("gestern", "yesterday"))
    assert (at.strftime("%Y-%m-%dT%H:%M"), named) == (meant, has_day)
    assert at.tzinfo is NOW.tzinfo


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "bad_time"), ("27", "bad_time"), ("25:00", "bad_time"), ("32 20:00", "bad_day_typed"),
     ("31.2 20:00", "bad_day_typed"), ("soon 20:00", "bad_day_typed"), ("0 20:00", "bad_day_typed")],
)  # fmt: skip
def test_what_is_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_past(text, NOW, "dmy")
