"""Names on lines of little room, in any script; a sign is one wide, one of Chinese two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.broken import MOST_LINES, broken


def wide(line: str) -> float:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Olive oil, extra virgin", 14, ["Olive oil,", "extra virgin"]),
        ("Olive oil, extra virgin, cold pressed", 14, ["Olive oil,", "extra virgin,", "cold pressed"]),
        ("Donaudampfschifffahrt mit Tee", 10, ["Donaudampf", "schifffahr", "t mit Tee"]),
        ("特级初榨冷压橄榄油", 8, ["特级初榨", "冷压橄榄", "油"]),
        ("زيت زيتون بكر", 9, ["زيت", "زيتون بكر"]),
        ("one two three four five six", 5, ["one", "two", "three", "four five six"]),
    ],
)  # fmt: skip
def test_a_name_takes_the_lines_that_it_needs(text: str, room: int, lines: list[str]) -> None:
    assert broken(text, room, wide).split("\n") == lines


def test_a_unit_stays_with_its_figure_and_a_word_whole_where_that_is_wished() -> None:
    assert broken("Rye bread 500 g", 9, wide).split("\n") == ["Rye bread", "500 g"]
    assert broken("Pumpernickel 500 g", 10, wide, splits_words=False).split("\n") == ["Pumpernickel", "500 g"]
    assert broken("Dark Pumpernickel", 10, wide, splits_words=False).split("\n") == ["Dark", "Pumpernickel"]


@given(st.text(st.characters(categories=("L", "Nd", "Zs", "P"), max_codepoint=0x9FFF), min_size=1), st.integers(4, 30))
def test_nothing_of_a_name_is_lost(text: str, room: int) -> None:
    lines = broken(text, room, wide).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) <= MOST_LINES
    assert all(wide(line) <= room for line in lines[:-1])
