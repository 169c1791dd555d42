"""Labels of the shop's own templates: every field at its millimetres, codes that scan, and what is wrong is told."""

from dataclasses import replace

import pypdfium2
import pytest

from app.domain.own_template import OwnField, OwnTemplate, Side, Source
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.own import drawn, inspect, own_template, template_of, without
from app.printing.labels.sheets import Label, Layout, Look, labels_pdf, template_for
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from app.printing.labels.template import Purpose
from app.printing.picture import read_logo
from tests.books import refused
from tests.printing.labels.scanned import by_zbar, by_zxing, on_dots
from tests.printing.test_picture import picture

MM = 72 / 25.4
DATA = LabelData(
    "Apple juice, cloudy, 1 l", "€2.49", "€2.49 / l", "A-1", "Lot L7", kind=SymbolKind.EAN13, content="4006381333931",
    lot="Lot L7", expiry="Best before 1 Mar 2027", more=((SymbolKind.QR, "https://id.gs1.org/01/04006381333931"),),
)  # fmt: skip
NAME = OwnField(Source.NAME, 20, 20, 400, 60, size=110, bold=True)
PRICE = OwnField(Source.PRICE, 450, 20, 250, 110, size=240, bold=True, align=Side.RIGHT)
CODE = OwnField(Source.SYMBOL, 20, 130, 425, 300)
SQUARE = OwnField(Source.SYMBOL, 450, 140, 250, 250, symbol="qr")
OFFER = OwnField(Source.TEXT, 510, 400, 190, 60, text="Only today", align=Side.CENTRE)
LOGO = OwnField(Source.LOGO, 300, 440, 200, 50, align=Side.CENTRE)
OWN = OwnTemplate("Shelf", "72x50", 720, 500, (NAME, PRICE, CODE, SQUARE, OFFER, LOGO))
STOCK = find_stock("72x50")


def printed(own=OWN, *, dpi=300, logo=None, stock=STOCK, copies=1):
    look = Look(template=template_of(own, stock, logo), printer=Printer(dpi))
    return labels_pdf([Label(DATA, copies)], Layout(stock), look).pdf


def places(pdf):
    """Where each text of the page stands: left, top, right, bottom in millimetres from the top left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text, height = page.get_textpage(), page.get_height()
        found = {}
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            said = text.get_text_bounded(left, bottom, right, top).strip()
            found[said] = tuple(side / MM for side in (left, height - top, right, height - bottom))
        return found


@pytest.mark.parametrize("black_and_white", [False, True])
@pytest.mark.parametrize("dpi", [203, 300])
def test_both_codes_of_a_designed_label_are_read(dpi, black_and_white):
    page = on_dots(printed(dpi=dpi), dpi, black_and_white=black_and_white)
    assert sorted(by_zxing(page)) == ["4006381333931", "https://id.gs1.org/01/04006381333931"]
    assert len(by_zbar(page)) == 2


def test_every_text_stands_in_its_box_and_at_its_side():
    found = places(printed())
    for field, words in ((NAME, DATA.name), (PRICE, DATA.price), (OFFER, "Only today")):
        left, top, right, bottom = found[words]
        assert field.left / 10 - 0.3 <= left <= right <= field.right / 10 + 0.3, words
        assert field.top / 10 - 0.3 <= top <= bottom <= field.bottom / 10 + 0.3, words
    assert found[DATA.name][0] == pytest.approx(2.0, abs=0.3)
    assert found[DATA.price][2] == pytest.approx(70.0, abs=0.4)
    assert sum(found["Only today"][::2]) / 2 == pytest.approx(60.5, abs=0.3)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_ink_of_a_single_field_stays_in_its_box(dpi):
    for field in (CODE, SQUARE, PRICE, NAME):
        left, top, right, bottom = on_dots(printed(replace(OWN, fields=(field,)), dpi=dpi), dpi).ink_box()
        dot = 25.4 / dpi
        assert field.left / 10 - 0.05 <= left * dot <= (right + 1) * dot <= field.right / 10 + 2 * dot, field
        assert field.top / 10 - 0.05 <= top * dot <= (bottom + 1) * dot <= field.bottom / 10 + 2 * dot, field


def test_the_logo_is_as_large_as_its_box_lets_it_be_and_in_the_file_once():
    logo = read_logo(picture(120, 60), "logo.png")
    own = replace(OWN, fields=(LOGO,))
    left, top, right, bottom = (at * 25.4 / 300 for at in on_dots(printed(own, logo=logo), 300).ink_box())
    # Twice as wide as high in a box 20 by 5: 10 by 5, in the middle.
    assert (left, top) == (pytest.approx(35, abs=0.15), pytest.approx(44, abs=0.15))
    assert (right, bottom) == (pytest.approx(45, abs=0.15), pytest.approx(49, abs=0.15))
    one, many = printed(own, logo=logo), printed(own, logo=logo, copies=50)
    assert one.count(b"/Subtype /Image") == many.count(b"/Subtype /Image") == 1
    assert b"/Subtype /Image" not in printed(own)


def test_a_template_prints_on_any_stock_on_which_its_fields_have_room():
    assert by_zxing(on_dots(printed(stock=find_stock("100x60")), 300))
    refusal = refused(template_of, OWN, find_stock("62x29"), None)
    assert (refusal.code, refusal.facts["field"], refusal.facts["width"]) == ("template_off_label", "price", "72")
    over = replace(OWN, fields=(CODE, replace(OFFER, left=300, width=100)))
    assert refused(template_of, over, STOCK, None).code == "field_over_symbol"


def found(*fields, dpi=300, logo=None):
    return [
        (one.place, one.code, one.is_refused) for one in inspect(replace(OWN, fields=fields), DATA, Printer(dpi), logo)
    ]


def test_what_is_good_to_know_of_a_label_is_told():
    (told,) = inspect(replace(OWN, fields=(CODE,)), DATA, Printer(300), None)
    assert (told.code, told.facts["symbol"], told.facts["module"]) == ("symbol_is", "EAN-13", "0.339")
    assert found(replace(NAME, width=100, height=40)) == [(0, "text_cut", False)]
    assert found(LOGO) == [(0, "no_logo", False)]
    assert found(NAME, replace(OFFER, left=2)) == [(-1, "near_edge", False)]
    assert found(NAME, PRICE) == []
    assert found(NAME, replace(PRICE, left=NAME.left, top=NAME.top)) == [(1, "field_over_field", False)]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (replace(CODE, width=200), "symbol_too_wide"),
        (replace(CODE, height=150), "symbol_too_low"),
        (replace(CODE, module=200), "module_too_small"),
        (replace(CODE, module=900), "module_too_large"),
        (replace(CODE, symbol="ean8"), None),
    ],
)
def test_a_code_that_would_not_scan_is_told_with_its_reason(field, code):
    refusals = [
        one.code for one in inspect(replace(OWN, fields=(NAME, field)), DATA, Printer(203), None) if one.is_refused
    ]
    assert refusals == ([code] if code else [])


def test_a_field_over_the_white_beside_a_code_is_told_at_its_place():
    assert (1, "field_over_symbol", True) in found(CODE, replace(NAME, top=100))


def test_what_cannot_be_drawn_hides_nothing_else():
    template = without(drawn(OWN, None), frozenset({2, 3}))
    assert [field.source for field in template.fields] == [Source.NAME, Source.PRICE, Source.TEXT, Source.LOGO]


@pytest.mark.parametrize("stock", ["62x29", "Avery L7160", "50x30", "A4 3x8", "100x60"])
@pytest.mark.parametrize("kind", [SymbolKind.EAN13, SymbolKind.QR])
@pytest.mark.parametrize("purpose", Purpose)
def test_a_built_in_template_begins_one_of_the_shops_own_without_a_refusal(stock, kind, purpose):
    found_stock = find_stock(stock)
    data = replace(DATA, kind=kind, dates="", lot="", expiry="")
    own = own_template(template_for(data, found_stock, Look(purpose)), name="Own", stock=stock)
    assert not [one for one in inspect(own, data, Printer(300), None) if one.is_refused or one.code == "near_edge"]
    pdf = labels_pdf([Label(data)], Layout(found_stock), Look(template=template_of(own, found_stock, None))).pdf
    assert by_zxing(on_dots(pdf, 300)) == [data.content]
