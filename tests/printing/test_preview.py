"""A printed page as a picture: its real pixels."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

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


@pytest.fixture
def red() -> bytes:
    """A page whose left half is red, and an empty one."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(200, 100))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 100, 100, stroke=0, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("room", "size"), [((100, 100), (100, 50)), ((400, 60), (120, 60)), ((1, 1), (16, 8))])
def test_a_page_fills_the_room_in_one_direction(red: bytes, room: tuple[int, int], size: tuple[int, int]) -> None:
    picture = draw_page(red, 0, *room)
    assert (picture.width, picture.height) == size
    assert len(picture.pixels) == picture.stride * size[1]


def test_ink_is_where_the_page_has_it(red: bytes) -> None:
    picture = draw_page(red, 0, 101, 101)
    row = picture.pixels[20 * picture.stride :][: 4 * picture.width]
    assert row[4:7] == bytes([0, 0, 255])  # blue, green, red
    assert row[-8:-5] == bytes([255, 255, 255])
    assert set(draw_page(red, 1, 50, 50).pixels[:3]) == {255}
