"""Bar codes as modules, drawn as vectors and read back by a scanner."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing.bars import DOT, code128
from app.printing.page import MM, Bars, Block, Sheet, draw_page, new_canvas
from tests.printing.reading import codes_on, picture_of

ROOM = 72 * MM


def page(text: str, *, left: float = 0.0, right_to_left: bool = False) -> bytes:
    code = code128(text, ROOM)
    assert code is not None
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title="", author="", language="en")
    sheet = Sheet(80 * MM, 30 * MM, 4 * MM, 6 * MM, right_to_left)
    draw_page(canvas, sheet, [Block(50, (Bars(left, 0, 12 * MM, code),))])
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("black_and_white", [False, True])
@pytest.mark.parametrize("number", ["T1-000123", "T0-D000001", "T12-R999999", "1234567890123456", "a"])
def test_a_scanner_reads_the_number_back(number: str, dpi: int, black_and_white: bool) -> None:
    picture = picture_of(page(number), dpi=dpi)
    assert codes_on(picture, black_and_white=black_and_white) == [f"Code 128 {number}"]


def test_a_mirrored_page_does_not_mirror_the_bars() -> None:
    assert codes_on(picture_of(page("T1-000123", right_to_left=True), dpi=203)) == ["Code 128 T1-000123"]


@settings(max_examples=40)
@given(
    st.from_regex(r"T[0-9]{1,2}-[A-Z]?[0-9]{6,8}", fullmatch=True, alphabet=st.characters(codec="ascii")),
    st.floats(0, 20),
)
def test_any_number_of_a_document_is_read_back_wherever_it_stands(number: str, left: float) -> None:
    assert codes_on(picture_of(page(number, left=left), dpi=203)) == [f"Code 128 {number}"]


def test_bars_are_whole_dots_and_narrow_only_where_they_must() -> None:
    wide, narrow = code128("T1-000123", ROOM), code128("T1-000123", 40 * MM)
    assert wide is not None
    assert narrow is not None
    assert (round(wide.module / DOT), round(narrow.module / DOT)) == (3, 2)
    assert narrow.width <= 40 * MM


@pytest.mark.parametrize("text", ["", "X" * 80, "T1\x1d2", "苹果", "T1-٠٠٠١٢٣", "ü"])
def test_what_cannot_be_read_by_a_scanner_is_no_bar_code(text: str) -> None:
    assert code128(text, ROOM) is None


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=10))
def test_any_printable_ascii_can_be_encoded(text: str) -> None:
    code = code128(text, 1000)
    assert code is not None
    # Eleven modules for the start, each symbol and the check, thirteen for the stop. Source: ISO/IEC 15417.
    assert (len(code.modules) - 13) % 11 == 0


def test_bars_are_vectors() -> None:
    assert b"/Subtype /Image" not in page("T1-000123")
