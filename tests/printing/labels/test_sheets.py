"""Sheets of labels: where each stands, copies, used sheets, a printer that is off, the same bytes each time."""

from dataclasses import replace

import pytest

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.sheets import MOST_LABELS, Label, Layout, Look, labels_pdf
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from app.printing.labels.template import Box, Field, LabelTemplate, Source
from tests.printing.labels.scanned import CONTENTS, on_dots
from tests.printing.reading import codes_on, pages_of, picture_of, sizes_of

STOCK = find_stock("A4 3x8 63.5x33.9 7.2,12.9 66x33.9")
EAN = LabelData("Apple juice", "€1.50", kind=SymbolKind.EAN13, content="4006381333931")
SQUARE = LabelTemplate("own", 63.5, 33.9, 0, (Field(Source.SYMBOL, Box(10, 10, 20, 20)),))
MATRIX = LabelData("", kind=SymbolKind.DATAMATRIX, content="(01)04006381333931")


def made(*labels, look=None, **layout):
    return labels_pdf(labels, Layout(layout.pop("stock", STOCK), **layout), look).pdf


def test_a_used_sheet_goes_on_at_its_first_free_label_and_the_next_begins_at_the_first():
    pdf = made(*(Label(replace(EAN, content=CONTENTS[EAN.kind](number))) for number in range(26)), start=23)
    assert len(pages_of(pdf)) == 2
    first, second = picture_of(pdf, dpi=72), picture_of(pdf, dpi=72, page=1)
    assert first.ink_box()[1] > 12.9 / 25.4 * 72 + 7 * 33.9 / 25.4 * 72
    assert second.ink_box()[1] < (12.9 + 33.9) / 25.4 * 72
    assert len(codes_on(on_dots(pdf, 300))) == 2
    assert len(codes_on(on_dots(pdf, 300, page=1))) == 24


def test_a_roll_has_a_page_of_its_own_for_each_label():
    pdf = made(Label(EAN, copies=3), stock=find_stock("62x29"))
    assert sizes_of(pdf) == [pytest.approx((62 / 25.4 * 72, 29 / 25.4 * 72), abs=0.01)] * 3
    for page in range(3):
        assert codes_on(on_dots(pdf, 300, page=page)) == ["EAN-13 4006381333931"]


@pytest.mark.parametrize("nudge", [(0, 0), (12, -7)])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_module_stands_on_whole_dots(dpi, nudge):
    look = Look(template=SQUARE, printer=Printer(dpi))
    pdf = made(Label(MATRIX, 2), look=look, start=5, nudge_x=nudge[0], nudge_y=nudge[1])
    shades = set(on_dots(pdf, dpi).shades)
    assert shades <= {0, 1, 2, 253, 254, 255}
    assert {0, 255} <= shades


def test_what_a_printer_is_off_is_made_up_for_in_tenths_of_a_millimetre():
    look = Look(template=SQUARE, printer=Printer(600))
    plain, moved = (
        on_dots(made(Label(MATRIX), look=look, nudge_x=x, nudge_y=y), 600).ink_box() for x, y in ((0, 0), (15, -5))
    )
    assert moved[0] - plain[0] == pytest.approx(1.5 / 25.4 * 600, abs=1.5)
    assert moved[1] - plain[1] == pytest.approx(-0.5 / 25.4 * 600, abs=1.5)
    larger = on_dots(made(Label(MATRIX), look=look, start=24, scale=1010), 600).ink_box()
    last = on_dots(made(Label(MATRIX), look=look, start=24), 600).ink_box()
    assert larger[0] - last[0] == pytest.approx(139.2 * 0.01 / 25.4 * 600, abs=2)
    # Symbols keep their whole dots.
    assert larger[2] - larger[0] == last[2] - last[0]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ({"start": 0}, "bad_start_label"),
        ({"start": 25}, "bad_start_label"),
        ({"nudge_x": 101}, "bad_nudge"),
        ({"nudge_y": -101}, "bad_nudge"),
        ({"scale": 899}, "bad_label_scale"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(layout, code):
    with pytest.raises(Refusal, match=code):
        made(Label(EAN), **layout)


def test_nothing_and_too_much_are_refused():
    with pytest.raises(Refusal, match="no_labels"):
        made(Label(EAN, copies=0))
    with pytest.raises(Refusal, match="too_many_labels"):
        made(Label(EAN, copies=MOST_LABELS + 1))


def test_a_refused_label_says_whose_it_is():
    with pytest.raises(Refusal) as refused:
        made(Label(EAN), Label(LabelData("Wrong one", kind=SymbolKind.EAN13, content="4006381333932")))
    assert refused.value.facts["code"] == "scan_check_digit"
    assert refused.value.facts["name"] == "Wrong one"
    with pytest.raises(Refusal) as refused:
        made(Label(EAN), stock=find_stock("38.1x21.2"))
    assert (refused.value.facts["code"], refused.value.facts["name"]) == ("label_too_small", "Apple juice")
    assert "Choose a larger label" in sentence(refused.value.code, refused.value.facts)


def test_the_same_labels_are_the_same_bytes_and_copies_cost_little():
    one = made(Label(EAN))
    assert one == made(Label(EAN))
    assert len(made(Label(EAN, copies=24))) - len(one) < 24 * 40


def test_names_in_any_script_are_printed_and_missing_letters_are_told():
    names = ("苹果汁 1 升", "עוגיות", "नमक 1 किलो", "Käse <b>&</b>")
    text = pages_of(made(*(Label(LabelData(name, "€1")) for name in names)))[0]
    for name in names[2:]:
        assert name in text
    printout = labels_pdf([Label(LabelData("Croissant 🥐"))], Layout(STOCK))
    assert [one.characters for one in printout.missing] == ["🥐"]


def test_progress_is_told_and_can_be_stopped():
    told = []
    labels_pdf([Label(EAN, 2), Label(EAN)], Layout(STOCK), on_label=told.append)
    assert told == [2, 3]
