"""Symbols: the right modules for a content, and a reason where there is none."""

import pytest
import zxingcpp

from app.domain.codes.digits import check_digit
from app.domain.refusal import Refusal
from app.printing.labels.symbols import SymbolKind, encode, in_dots, kind_of
from tests.printing.labels.scanned import CONTENTS

FORMATS = {
    SymbolKind.EAN13: zxingcpp.BarcodeFormat.EAN13,
    SymbolKind.EAN8: zxingcpp.BarcodeFormat.EAN8,
    SymbolKind.UPCA: zxingcpp.BarcodeFormat.UPCA,
    SymbolKind.UPCE: zxingcpp.BarcodeFormat.UPCE,
}


@pytest.mark.parametrize("kind", FORMATS)
def test_retail_symbols_have_the_modules_that_another_encoder_gives_them(kind):
    for number in (0, 7, 123, 999):
        content = CONTENTS[kind](number)
        image = memoryview(
            zxingcpp.create_barcode(content, FORMATS[kind]).to_image(scale=1, add_hrt=False, add_quiet_zones=False)
        )
        other = "".join("1" if shade < 128 else "0" for shade in image.tobytes()[: image.shape[1]])
        assert encode(kind, content).rows == (other.strip("0").rjust(len(other.rstrip("0")), "0"),)


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (SymbolKind.EAN13, "4006381333932", "scan_check_digit"),
        (SymbolKind.EAN8, "96385075", "scan_check_digit"),
        (SymbolKind.UPCA, "036000291453", "scan_check_digit"),
        (SymbolKind.UPCE, "04252615", "scan_check_digit"),
        (SymbolKind.ITF14, "14006381333939", "scan_check_digit"),
        (SymbolKind.GS1_128, "(01)04006381333932", "scan_check_digit"),
        (SymbolKind.DATAMATRIX, "(01)04006381333932", "scan_check_digit"),
        (SymbolKind.EAN13, "400638133393", "label_code"),
        (SymbolKind.EAN13, "٤٠٠٦٣٨١٣٣٣٩٣١", "label_code"),
        (SymbolKind.ITF14, "4006381333931", "label_code"),
        (SymbolKind.UPCE, f"0123005{check_digit('01230000005')}", "label_code"),
        (SymbolKind.CODE128, "Käse", "label_code"),
        (SymbolKind.CODE128, "", "label_code"),
        (SymbolKind.CODE128, "x" * 81, "label_code"),
        (SymbolKind.QR, "", "label_code"),
        (SymbolKind.QR, "x" * 1201, "label_code"),
        (SymbolKind.DATAMATRIX, "x" * 1201, "label_code"),
    ],
)
def test_what_a_symbol_cannot_say_is_refused_with_the_reason(kind, content, code):
    with pytest.raises(Refusal) as refused:
        encode(kind, content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("4006381333931", SymbolKind.EAN13),
        ("96385074", SymbolKind.EAN8),
        ("036000291452", SymbolKind.UPCA),
        ("14006381333938", SymbolKind.ITF14),
        ("4006381333932", SymbolKind.CODE128),
        ("A-17", SymbolKind.CODE128),
        ("17", SymbolKind.CODE128),
    ],
)
def test_a_code_is_printed_as_the_symbol_of_its_length_where_its_check_digit_is_right(code, kind):
    assert kind_of(code) is kind


@pytest.mark.parametrize("narrow", range(2, 13))
def test_wide_bars_of_itf_14_are_as_much_wider_as_the_standard_lets_them_be(narrow):
    symbol, dots = in_dots(encode(SymbolKind.ITF14, "14006381333938"), narrow)
    runs = {len(run) for run in symbol.rows[0].replace("10", "1 0").replace("01", "0 1").split()}
    assert dots == 1
    assert min(runs) == narrow
    assert 2.25 <= max(runs) / narrow <= 3


def test_elements_of_any_length_are_parted_and_brackets_inside_them_survive():
    symbol = encode(SymbolKind.DATAMATRIX, "\x1d010400638133393110L(7)\x1d21S1")
    cells = [[255 * (cell == "0") for cell in f"0{row}0"] for row in symbol.rows]
    width = symbol.modules + 2
    pixels = bytes([255] * width + [shade for row in cells for shade in (255, *row[1:-1], 255)] + [255] * width)
    big = b"".join(
        bytes(shade for shade in pixels[at : at + width] for _ in range(4)) * 4 for at in range(0, len(pixels), width)
    )
    image = memoryview(big).cast("B", (4 * (len(symbol.rows) + 2), 4 * width))
    (found,) = zxingcpp.read_barcodes(image)
    assert found.symbology_identifier == "]d2"
    assert found.bytes == b"010400638133393110L(7)\x1d21S1"
