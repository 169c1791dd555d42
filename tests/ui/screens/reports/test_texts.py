"""How days are said on the reports screen: as on paper, in the shop's language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.moment import read_moment
from app.printing.direction import stretches
from app.ui.screens.reports.texts import ReportTexts
from tests.books import BERLIN

FIRST, LAST = 20260801, 20261128


@pytest.mark.parametrize(
    ("language", "days", "one"),
    [
        ("de-DE", "01.08.2026 \u2013 28.11.2026", "28.11.2026"),
        # Each day by itself: beside each other their figures would mingle.
        ("ar-KW", "\u206801/08/2026\u2069 \u2013 \u206828/11/2026\u2069", "\u206828/11/2026\u2069"),
    ],
)
def test_one_day_is_said_once_and_two_never_mingle(qtbot: QtBot, language: str, days: str, one: str) -> None:
    holder = QObject()
    texts = ReportTexts(replace(BERLIN, language=language), holder)
    marks = {ord("\u200f"): None, ord("\u200e"): None}
    assert texts.days(FIRST, LAST).translate(marks) == days
    assert texts.days(LAST, LAST).translate(marks) == one
    assert texts.days(None, None) == ""


def seen(text: str) -> str:
    """A line as it stands from left to right."""
    return "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(text))


def test_days_and_times_in_sentences_keep_their_order(qtbot: QtBot) -> None:
    holder = QObject()
    texts = ReportTexts(replace(BERLIN, language="ar-KW", timezone="Asia/Kuwait"), holder)
    at = read_moment("2026-11-28T23:32:00+03:00")
    # Read from the right, as its readers do: the day, the month, the year.
    assert "Closed through 2026/11/28, as asked" in seen(f"Closed through {texts.day(LAST)}, as asked")
    assert "Closed on \u0645 11:32 \u060c2026/11/28 by" in seen(f"Closed on {texts.moment(at)} by")
    assert "made at \u0645 11:32 by" in seen(f"made at {texts.made(at)} by")
