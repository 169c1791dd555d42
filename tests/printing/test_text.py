"""Text on a page: measured, cut, wrapped, drawn and read back."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.printing.direction import DIRECTION_MARKS
from app.printing.page import new_canvas
from app.printing.text import ELLIPSIS, Align, Style, draw, fit, measure, shrink, wrap
from app.printing.typesetting import clean
from tests.printing.reading import fonts_in, picture_of, text_of

BODY = Style(10)
BOLD = Style(10, bold=True)
SAMPLES = (
    "Apple juice, cloudy, 1 l",
    "苹果汁 1升 (新)",
    "カタカナ 日本語",
    "한국어",
    "حليب كامل الدسم (1 لتر) 12-3",
    "می‌خواهم ۱۲۳",
    "חלב 3% תנובה (1 ליטר)",
    "น้ำผลไม้ กล้วยหอมทอด ที่นี่",
    "हिन्दी क्षत्रिय सेब का रस 1 लीटर ₹",
    "বাংলা আপেলের রস",
    "தமிழ் ஆப்பிள்",
    "ဗမာ မြန်မာ",
    "ខ្មែរ",
    "አማርኛ Հայերեն ქართული",
    "Ελληνικά Кефир Tiếng Việt",
)
# Letters of several scripts, marks and spaces: enough to meet every rule of breaking.
# No narrower than the widest sign with all its marks: that is never cut in two.
WIDTHS = st.floats(40, 200)
LETTERS = st.text("ab -/苹果。\uff08حليب ทีน้ำไ हिन्दी क्ष\u0301 1٣", max_size=60)


def page(texts: Sequence[str], style: Style = BODY, align: Align = Align.LEFT) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title="Sample", author="", language="en")
    canvas.setPageSize((600, 40 + 24 * len(texts)))
    x = {Align.LEFT: 10, Align.CENTRE: 300, Align.RIGHT: 590}[align]
    for line, text in enumerate(texts):
        draw(canvas, x, 20 + 24 * (len(texts) - line), text, style, align=align)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("style", [BODY, BOLD])
def test_every_script_is_read_back_as_it_was_written(text: str, style: Style) -> None:
    assert text_of(page([text], style)).strip() == text


@pytest.mark.parametrize("text", SAMPLES)
def test_ink_begins_and_ends_where_the_text_was_measured(text: str) -> None:
    # At 72 dpi a pixel is a point; letters may reach a little over their width.
    for align, left in ((Align.LEFT, 10.0), (Align.RIGHT, 590 - measure(text, BODY))):
        box = picture_of(page([text], align=align), dpi=72).ink_box()
        assert left - 2.5 <= box[0]
        assert box[2] <= left + measure(text, BODY) + 2.5


def test_text_is_never_read_as_markup() -> None:
    text = '<b>x</b> & <img src="/etc/passwd"> %(n)s \\(PDF\\) ) Tj ET'
    assert text_of(page([text])).strip() == text


def test_the_middle_stands_in_the_middle() -> None:
    left, _, right, _ = picture_of(page(["middle"], align=Align.CENTRE), dpi=72).ink_box()
    assert abs((left + right) / 2 - 300) < 2


def test_a_stroked_bold_has_more_ink_than_the_regular() -> None:
    assert picture_of(page(["苹果汁"], BOLD), dpi=200).ink() > 1.15 * picture_of(page(["苹果汁"]), dpi=200).ink()


def test_a_missing_character_is_a_question_mark() -> None:
    assert text_of(page(["Brot 🥐!"])).strip() == "Brot ?!"
    assert picture_of(page(["🥐"]), dpi=200).shades == picture_of(page(["?"]), dpi=200).shades


def test_only_embedded_fonts_are_asked_for() -> None:
    pdf = page(SAMPLES)
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") > 8
    assert "Helvetica" not in fonts_in(pdf)


def test_gray_text_leaves_the_next_one_black() -> None:
    shades = picture_of(page(["x"], Style(10, gray=0.6)), dpi=200).shades
    assert 140 < min(shades) < 170
    both = io.BytesIO()
    canvas = new_canvas(both, title="", author="", language="en")
    draw(canvas, 10, 700, "gray", Style(10, gray=0.6))
    draw(canvas, 10, 600, "black", BODY)
    canvas.save()
    assert min(picture_of(both.getvalue(), dpi=100).shades) < 30


@pytest.mark.parametrize("text", SAMPLES)
def test_the_same_text_makes_the_same_bytes_whatever_was_printed_before(text: str) -> None:
    before = [page([text], style) for style in (BODY, BOLD)]
    page([other[::-1] for other in SAMPLES], BOLD)
    assert [page([text], style) for style in (BODY, BOLD)] == before


@given(LETTERS, st.floats(20, 200))
def test_a_cut_text_fits_and_begins_like_the_whole(text: str, width: float) -> None:
    cut = fit(text, BODY, width)
    assert measure(cut, BODY) <= width + 0.02
    if cut != text:
        assert cut.endswith(ELLIPSIS)
        assert clean(text).startswith(cut.removesuffix(ELLIPSIS))


@given(LETTERS, WIDTHS)
@example("ي्。ि", 30.0)  # marks that follow a full stop belong to no letter
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrap(text, BODY, width)
    assert all(measure(line, BODY) <= width + 0.02 for line in lines)
    if lines != (text,):
        # A line of two directions has its letters in the order in which they stand, between marks.
        letters = [letter for line in lines for letter in line if letter not in DIRECTION_MARKS]
        assert sorted("".join("".join(letters).split())) == sorted("".join(clean(text).split()))


@given(LETTERS, WIDTHS, st.integers(1, 3))
def test_no_more_lines_than_are_allowed(text: str, width: float, most: int) -> None:
    lines = wrap(text, BODY, width, most=most)
    assert 1 <= len(lines) <= most
    assert all(measure(line, BODY) <= width + 0.02 for line in lines)


@given(st.text("ทีน้ำไเข้า्हिन्दीक", max_size=40), st.floats(15, 60))
def test_no_line_begins_with_a_mark_of_the_letter_before(text: str, width: float) -> None:
    lines = wrap(text, BODY, width)
    begins = [line[0] for line in lines[1:] if line]
    assert not [mark for mark in begins if unicodedata.category(mark)[0] == "M"]


def test_lines_break_at_words_hyphens_and_between_ideographs() -> None:
    assert wrap("Sourdough rye-bread loaf", BODY, 75) == ("Sourdough rye-", "bread loaf")
    assert wrap("一二三四五六", BODY, 31) == ("一二三", "四五六")
    assert wrap("一二三。四五", BODY, 31) == ("一二", "三。四", "五"), "a full stop never begins a line"
    assert wrap("Donaudampfschiff", BODY, 40)[0] == "Donaud"


def test_too_little_room_still_ends() -> None:
    assert wrap("abc", BODY, 0.5) == ("a", "b", "c")
    assert fit("abc", BODY, 0.5) == ELLIPSIS
    assert wrap("", BODY, 10) == ("",)
    assert wrap("   ", BODY, 1) == ("",)


def test_a_text_is_made_smaller_until_it_fits() -> None:
    small = shrink("KWD 1,000,000.000", Style(18), 60)
    assert measure("KWD 1,000,000.000", small) == pytest.approx(60)
    assert shrink("1.50", Style(18), 60) == Style(18)
