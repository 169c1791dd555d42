"""Cleaning, fallback and joining of one line, before it has a size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.typesetting import LONGEST, Line, clean, missing_glyphs, typeset


def codes(line: Line) -> str:
    return "".join(piece.codes for run in line.runs for piece in run.pieces)


def faces(line: Line) -> list[str]:
    return [run.pieces[0].face.name for run in line.runs]


def test_arabic_letters_join() -> None:
    joined = typeset("بسم", bold=False)
    alone = sum(typeset(letter, bold=False).width for letter in "بسم")
    assert joined.width < 0.9 * alone
    assert faces(joined) == ["till-arabic"]


def test_arabic_begins_at_the_right() -> None:
    line = typeset("لا سمك", bold=False)
    assert codes(line).index(" ") > 0
    assert len(codes(line).split(" ")[-1]) == 1, "lam and alef are one form, and it stands last from the left"


def test_hindi_puts_its_short_i_before_its_letter_and_joins_conjuncts() -> None:
    hindi = typeset("कि", bold=False)
    short_i = hindi.runs[0].pieces[0]
    assert short_i.x == 0
    assert hindi.runs[0].reads == "कि"
    assert typeset("क्ष", bold=False).width < typeset("क", bold=False).width + typeset("ष", bold=False).width


def test_thai_signs_stand_above_their_letter() -> None:
    base, marked = typeset("ท", bold=False), typeset("ที่", bold=False)
    assert marked.width == pytest.approx(base.width, abs=0.02)


def test_a_name_of_many_scripts_takes_each_from_its_own_font() -> None:
    line = typeset("Tea 茶 ชา चाय", bold=False)
    assert set(faces(line)) == {"till-latin", "till-cjk", "till-thai", "till-devanagari"}


def test_a_bold_that_is_missing_is_stroked() -> None:
    assert [run.pieces[0].face.stroked for run in typeset("茶", bold=True).runs] == [True]
    assert [run.pieces[0].face.stroked for run in typeset("茶", bold=False).runs] == [False]
    assert [run.pieces[0].face.stroked for run in typeset("ชา", bold=True).runs] == [False]


def test_a_letter_and_its_mark_become_one_where_unicode_has_it() -> None:
    assert codes(typeset("Cre\u0301me", bold=False)) == "Cr\u00e9me"


def test_missing_characters_are_named_once_each_and_printed_as_question_marks() -> None:
    assert missing_glyphs("Brot 🥐 und 🥐 🫠") == "🥐🫠"
    assert codes(typeset("Brot 🥐", bold=False)) == "Brot ?"


@pytest.mark.parametrize(
    "text", ["Apple", "苹果汁", "حليب", "น้ำ", "हिन्दी", "שלום", "한국어", "カタカナ", "★ ✓ → №", "", "a\u00a0b"]
)
def test_what_the_fonts_have_is_not_missing(text: str) -> None:
    assert missing_glyphs(text) == ""


@pytest.mark.parametrize("letter", ["\ud800", "\ue123", "\U0010ffff", "\u0378", "\ufffe"])
def test_what_is_no_character_is_missing_and_never_a_box(letter: str) -> None:
    assert missing_glyphs(f"a{letter}b") == letter
    assert codes(typeset(f"a{letter}b", bold=False)) == "a?b"


@pytest.mark.parametrize("letter", ["\u200b", "\ufeff", "\u00ad", "\ufe0f", "\u2060", "\U000e0041", "\u034f"])
def test_invisible_characters_leave_no_trace(letter: str) -> None:
    assert missing_glyphs(f"a{letter}b") == ""
    assert codes(typeset(f"a{letter}b", bold=False)) == "ab"


@pytest.mark.parametrize("letter", ["\n", "\t", "\x00", "\x1b", "\u2028", "\u2029", "\x85"])
def test_controls_are_spaces(letter: str) -> None:
    assert codes(typeset(f"a{letter}b", bold=False)) == "a b"


@pytest.mark.parametrize("override", ["\u202e", "\u202d", "\u202a", "\u202b", "\u202c"])
def test_a_name_cannot_turn_an_amount_round(override: str) -> None:
    assert codes(typeset(f"Tea {override}100.00", bold=False)) == "Tea 100.00"


def test_a_text_without_end_is_cut() -> None:
    assert len(clean("x" * 1_000_000)) == LONGEST
    assert typeset("x" * 1_000_000, bold=False).width == typeset("x" * LONGEST, bold=False).width


@given(st.text(max_size=30), st.booleans())
def test_any_text_can_be_set(text: str, bold: bool) -> None:
    line = typeset(text, bold)
    assert line.width >= 0
    assert all(
        code in piece.face.advances or ord(code) >= 0xF0000
        for run in line.runs
        for piece in run.pieces
        for code in piece.codes
    )
