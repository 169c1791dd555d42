"""A printed page as a picture: its real pixels."""

from __future__ import annotations

from app.printing.preview import draw_page
from app.printing.report_pdf import report_pdf
from tests.printing.test_report_pdf import row, stock


def test_a_page_is_drawn_as_wide_as_it_is_wished_for() -> None:
    pdf = report_pdf(stock([row(index) for index in range(3)])).pdf
    picture = draw_page(pdf, 0, 400)
    assert (picture.width, picture.pages) == (400, 1)
    assert picture.stride >= 4 * 400
    assert len(picture.pixels) == picture.stride * picture.height
    # White paper with something black on it.
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert min(picture.pixels) < 64


def test_a_page_behind_the_last_is_the_last() -> None:
    pdf = report_pdf(stock([row(index) for index in range(200)])).pdf
    last = draw_page(pdf, 99, 200)
    assert last.pixels == draw_page(pdf, last.pages - 1, 200).pixels
    assert last.pixels != draw_page(pdf, 0, 200).pixels
