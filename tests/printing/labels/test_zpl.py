"""ZPL: the very bars that were checked, on the printer's dots, and texts that cannot become commands."""

import hashlib
import re

import pytest

from app.domain.own_template import OwnField, OwnTemplate, Source
from app.domain.refusal import Refusal
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.own import template_of
from app.printing.labels.sheets import MOST_LABELS, Label, Layout, Look, labels_pdf
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from app.printing.labels.zpl import labels_zpl
from app.printing.picture import read_logo
from tests.printing.labels.scanned import CONTENTS, by_zbar, by_zxing, on_dots
from tests.printing.labels.test_sheets_scan import told
from tests.printing.reading import Picture
from tests.printing.test_picture import picture

ROLL = find_stock("102x51")
EAN = LabelData("Apple juice", "€1.50", kind=SymbolKind.EAN13, content="4006381333931")


def made(*labels, dpi=203, stock=ROLL):
    return labels_zpl(labels, stock, Look(printer=Printer(dpi))).decode()


def picture_of(zpl):
    """The graphics of one format, as the printer draws them on a white label."""
    width, height = (int(re.search(rf"\^{word}(\d+)", zpl)[1]) for word in ("PW", "LL"))
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for left, top, size, wide, data in re.findall(r"\^FO(\d+),(\d+)\^GFA,\d+,(\d+),(\d+),([0-9A-F:]+)\^FS", zpl):
        drawn = []
        for piece in re.findall(rf"[0-9A-F]{{{int(wide) * 2}}}|:", data):
            drawn.append(drawn[-1] if piece == ":" else f"{int(piece, 16):0{int(wide) * 8}b}")
        assert len(drawn) * int(wide) == int(size)
        for down, bits in enumerate(drawn):
            for across, bit in enumerate(bits):
                if bit == "1":
                    rows[int(top) + down][int(left) + across] = 0
    return Picture(width, height, b"".join(rows))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("kind", SymbolKind)
def test_every_symbol_is_read_from_the_printer_s_dots(kind, dpi):
    content = CONTENTS[kind](7)
    picture = picture_of(made(Label(LabelData("Tea", "€1", kind=kind, content=content)), dpi=dpi))
    assert by_zxing(picture) == [told(kind, content)]
    assert kind is SymbolKind.DATAMATRIX or len(by_zbar(picture)) == 1


# Its bars are read back above; kept so that a change does not go unseen.
@pytest.mark.parametrize(
    ("dpi", "head", "digest"),
    [
        (203, "^XA\n^CI28\n^PW815\n^LL407\n^LH0,0\n", "eae2f0aa9ac674e5"),
        (300, "^XA\n^CI28\n^PW1204\n^LL602\n^LH0,0\n", "d14c09b8527a1b48"),
    ],
)
def test_a_format_stays_as_it_was(dpi, head, digest):
    zpl = made(Label(EAN, copies=3), dpi=dpi)
    assert zpl.startswith(head)
    assert zpl.endswith("^PQ3\n^XZ\n")
    assert hashlib.sha256(zpl.encode()).hexdigest()[:16] == digest


def test_a_name_is_never_a_command():
    zpl = made(Label(LabelData("^XZ~JR_5E\\&", "€1^FS")))
    assert re.findall(r"\^FD(.*?)\^FS", zpl) == ["_5EXZ_7EJR_5F5E_5C&", "€1_5EFS"]


def test_sheets_nothing_too_much_and_a_wrong_number_are_refused():
    for labels, code in (
        ((), "no_labels"),
        ((Label(EAN, 0),), "no_labels"),
        ((Label(EAN, MOST_LABELS + 1),), "too_many_labels"),
        ((Label(LabelData("Tea", kind=SymbolKind.EAN8, content="1")),), "label_refused"),
    ):
        with pytest.raises(Refusal, match=code):
            made(*labels)
    with pytest.raises(Refusal, match="zpl_needs_roll"):
        made(Label(EAN), stock=find_stock("Avery L7160"))


# Kept so that a change does not go unseen; each is read back above.
GOLDEN = {
    (SymbolKind.EAN13, 203): "5e581390beca00f1", (SymbolKind.EAN13, 300): "e7b3147d0d800d86",
    (SymbolKind.EAN8, 203): "d8d0bdfa2581c4e8", (SymbolKind.EAN8, 300): "f00fe524f1848fb0",
    (SymbolKind.UPCA, 203): "b95f0bfdd964bc84", (SymbolKind.UPCA, 300): "c5447333f671088c",
    (SymbolKind.UPCE, 203): "4f0d6ddf8c182577", (SymbolKind.UPCE, 300): "161a6ba57a5541cb",
    (SymbolKind.ITF14, 203): "bc2140cd5484c3ea", (SymbolKind.ITF14, 300): "99dceb43d7bfe263",
    (SymbolKind.CODE128, 203): "98e53d1140696424", (SymbolKind.CODE128, 300): "d379cfdb7d4a4313",
    (SymbolKind.GS1_128, 203): "db0d0d229f77af80", (SymbolKind.GS1_128, 300): "d2377e061528db98",
    (SymbolKind.DATAMATRIX, 203): "74d1f60e1ff5c032", (SymbolKind.DATAMATRIX, 300): "4eb1f0b421af90d5",
    (SymbolKind.QR, 203): "c8f7d29e7d08dcbf", (SymbolKind.QR, 300): "ff3170032ab30615",
}  # fmt: skip


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("kind", SymbolKind)
def test_every_symbol_stays_as_it_was_byte_for_byte(kind, dpi):
    zpl = made(Label(LabelData("Tea", "€1", kind=kind, content=CONTENTS[kind](7))), dpi=dpi)
    assert hashlib.sha256(zpl.encode()).hexdigest()[:16] == GOLDEN[kind, dpi]


@pytest.mark.parametrize(
    "name", ["苹果汁 1 升", "عصير تفاح طبيعي", "सेब का रस", "น้ำแอปเปิล", "Яблочный сок", "Χυμός μήλου"]
)
def test_a_name_in_any_script_goes_as_the_dots_that_the_pdf_shows(name):
    zpl = made(Label(LabelData(name, "€1")), dpi=203)
    assert re.findall(r"\^FD(.*?)\^FS", zpl) == ["€1"]
    drawn = picture_of(zpl)
    page = on_dots(labels_pdf([Label(LabelData(name, "€1"))], Layout(ROLL), Look(printer=Printer(203))).pdf, 203)
    ours, theirs = (name_box(picture) for picture in (drawn, page))
    # As large and at the same place, but for the room of a letter's edge.
    assert ours == pytest.approx(theirs, abs=5)


def name_box(picture):
    """Where the ink of the upper half is: the name."""
    half = Picture(picture.width, picture.height // 2, picture.shades[: picture.width * (picture.height // 2)])
    return half.ink_box()


def test_a_logo_goes_as_its_dots():
    own = OwnTemplate("Shelf", "57x32", 570, 320, (OwnField(Source.LOGO, 10, 10, 100, 50),))
    stock = find_stock("57x32")
    for logo, graphics in ((None, 0), (read_logo(picture(20, 10), "logo.png"), 1)):
        look = Look(template=template_of(own, stock, logo), printer=Printer(203))
        zpl = labels_zpl([Label(LabelData("Tea"))], stock, look).decode()
        assert zpl.count("^GFA") == graphics
    # 10 by 5 mm at 203 dpi are 79 by 39 dots, in ten bytes a row; the last bit of a row is none.
    assert "^FO7,7^GFA,390,390,10,FFFFFFFFFFFFFFFFFFFE" in zpl


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("kind", [SymbolKind.EAN13, SymbolKind.ITF14, SymbolKind.CODE128])
def test_on_an_upright_roll_all_of_it_is_turned(kind, dpi):
    content = CONTENTS[kind](7)
    label = Label(
        LabelData("Tea", "€1", kind=kind, content=content if kind is not SymbolKind.CODE128 else "SHELF-0123456")
    )
    zpl = made(label, dpi=dpi, stock=find_stock("36x89"))
    width, height = (int(re.search(rf"\^{word}(\d+)", zpl)[1]) for word in ("PW", "LL"))
    assert (round(width * 25.4 / dpi), round(height * 25.4 / dpi)) == (36, 89)
    assert "^A0N" not in zpl
    texts = re.findall(r"\^FO(\d+),(\d+)\^A0R,(\d+)\^FB(\d+)", zpl)
    # Each line lies on the label, along its longer side.
    assert texts
    for left, top, high, wide in (map(int, one) for one in texts):
        assert left + high <= width
        assert top + wide <= height
    assert by_zxing(picture_of(zpl)) == [label.data.content]
