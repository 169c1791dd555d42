"""Text as dots looks like the text of the PDFs: black where it should be, upright, inside its row."""

from __future__ import annotations

from app.printing.dots import bars, centred, text_row
from app.printing.receipt_text import Figure, Row, Weight

SIZE = (576, 30)


def ink(row: Row, *, mirrored: bool = False) -> tuple[int, int, int, int]:
    from PIL import ImageChops

    picture = text_row(row, SIZE, 48, mirrored=mirrored).convert("L")
    box = ImageChops.invert(picture).getbbox()
    assert box is not None
    return box


def test_a_text_stands_at_the_start_and_its_figure_at_the_end() -> None:
    left, top, right, bottom = ink(Row("苹果", (Figure("4.98", 4),)))
    assert left < 6
    assert right > 570
    assert 0 < top < bottom < 30


def test_a_mirrored_row_begins_on_the_right() -> None:
    assert ink(Row("تفاح"), mirrored=True)[2] > 570
    assert ink(Row("تفاح"))[0] < 6


def test_a_centred_row_is_in_the_middle() -> None:
    left, _, right, _ = ink(Row("街角小店", is_centred=True))
    assert abs((left + right) - 576) < 12


def test_a_text_that_is_too_long_is_drawn_smaller_and_stays_inside() -> None:
    left, _, right, _ = ink(Row("Ж" * 90, (Figure("4.98", 4),)))
    assert 0 <= left < right <= 576


def test_a_hole_stays_white_and_bold_is_darker() -> None:
    def dark(row: Row) -> int:
        return text_row(row, SIZE, 48, mirrored=False).convert("L").histogram()[0]

    assert dark(Row("口")) < dark(Row("口", weight=Weight.BOLD)) < 30 * 30 / 2


def test_bars_are_whole_dots_in_the_middle_of_the_paper() -> None:
    picture = centred(bars("101", 3, 10), 90)
    assert picture.size == (90, 10)
    dark = [x for x in range(90) if not picture.getpixel((x, 5))]
    assert dark == [40, 41, 42, 46, 47, 48]
