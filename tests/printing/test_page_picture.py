"""A page as a picture: as large as fits, its ink where the PDF has it."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.printing.page_picture import page_picture


@pytest.fixture
def pdf():
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(200, 100))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 100, 100, stroke=0, fill=1)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("room", "size"), [((100, 100), (100, 50)), ((400, 60), (120, 60)), ((1, 1), (16, 8))])
def test_a_page_fills_the_room_in_one_direction(pdf, room, size):
    picture = page_picture(pdf, width=room[0], height=room[1])
    assert (picture.width, picture.height) == size
    assert len(picture.pixels) == 4 * size[0] * size[1]


def test_ink_is_where_the_page_has_it(pdf):
    picture = page_picture(pdf, width=101, height=101)
    row = picture.pixels[20 * 4 * picture.width : 21 * 4 * picture.width]
    assert row[4:7] == bytes([0, 0, 255])  # blue, green, red
    assert row[-8:-5] == bytes([255, 255, 255])
    assert set(page_picture(pdf, width=50, height=50, page=1).pixels[:3]) == {255}
