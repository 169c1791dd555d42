"""How days are said on the reports screen: as on paper, in the shop's language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.screens.reports.texts import ReportTexts
from tests.books import BERLIN

FIRST, LAST = 20260801, 20261128


@pytest.mark.parametrize(
    ("language", "days", "one"),
    [
        ("de-DE", "01.08.2026 \u2013 28.11.2026", "28.11.2026"),
        # Each day by itself: beside each other their figures would mingle.
        ("ar-KW", "\u206801/08/2026\u2069 \u2013 \u206828/11/2026\u2069", "28/11/2026"),
    ],
)
def test_one_day_is_said_once_and_two_never_mingle(qtbot: QtBot, language: str, days: str, one: str) -> None:
    holder = QObject()
    texts = ReportTexts(replace(BERLIN, language=language), holder)
    marks = {ord("\u200f"): None, ord("\u200e"): None}
    assert texts.days(FIRST, LAST).translate(marks) == days
    assert texts.days(LAST, LAST).translate(marks) == one
    assert texts.days(None, None) == ""
