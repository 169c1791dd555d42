"""The value that a scan becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.scan import Scan, clean, shown


@pytest.mark.parametrize(
    ("weight", "milli"),
    [(None, None), ("1.086", 1086), ("12", 12000), ("0.00049", 0), ("0.0005", 1), ("123.4", 123400), ("1.23456", 1235)],
)
def test_a_weight_is_counted_in_grams(weight: str | None, milli: int | None) -> None:
    assert Scan("", "gs1", weight=weight).weight_milli == milli


def test_white_space_and_separators_around_a_scan_are_the_scanners() -> None:
    assert clean(" \t4006381333931\x1d\r\n") == "4006381333931"
    assert clean("10A\x1d11B") == "10A\x1d11B"


@given(st.text())
def test_what_a_sentence_shows_can_be_read(text: str) -> None:
    assert shown(text).isprintable()
    assert len(shown(text[:40])) >= len(text[:40])


def test_what_a_sentence_shows_is_short() -> None:
    assert shown("10A\x1d21B") == "10A<1D>21B"
    assert shown("\udcff\ud800") == "<FF><D800>"
    assert shown("9" * 4000) == "9" * 40 + "…"
