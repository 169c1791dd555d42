"""How large symbols are: whole dots, the least that GS1 allows, and the reasons for which one is refused."""

import pytest

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.printing.labels.rules import RESOLUTIONS, Use, limits, size_to_fit, size_with_module, sizes
from app.printing.labels.symbols import SymbolKind, encode
from tests.printing.labels.scanned import CONTENTS

EAN = encode(SymbolKind.EAN13, "4006381333931")


def mm(count, dpi):
    return count * 25.4 / dpi


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("kind", SymbolKind)
def test_every_symbol_fits_into_its_least_box_on_whole_dots_and_above_the_least_module(kind, dpi):
    symbol = encode(kind, CONTENTS[kind](5))
    (width, height), usual = sizes(symbol, dpi=dpi)
    sized = size_to_fit(symbol, width, height, dpi=dpi)
    assert mm(sized.narrow, dpi) >= limits(kind).least - 0.0005 >= 0.2635
    assert mm(sized.narrow - 1, dpi) < limits(kind).least
    if not kind.is_matrix:
        assert mm(sized.bars, dpi) >= limits(kind).height
    assert mm(size_to_fit(symbol, *usual, dpi=dpi).narrow, dpi) == pytest.approx(limits(kind).usual, abs=0.13)


# Source: GS1 General Specifications, 5.12.3.1; 113 modules with the quiet zones.
@pytest.mark.parametrize(("dpi", "width"), [(203, 42.4), (300, 38.3), (600, 33.5)])
def test_an_ean_13_is_as_wide_as_the_least_whole_dots_make_it(dpi, width):
    (least, height), _ = sizes(EAN, dpi=dpi)
    assert least == pytest.approx(width, abs=0.05)
    assert height > 18.28


@pytest.mark.parametrize(
    ("size", "code"),
    [((42.2, 30), "symbol_too_wide"), ((60, 21.0), "symbol_too_low"), ((5, 5), "symbol_too_wide")],
)
def test_a_box_that_is_too_small_is_refused_with_what_is_needed(size, code):
    with pytest.raises(Refusal) as refused:
        size_to_fit(EAN, *size, dpi=203)
    assert refused.value.code == code
    said = sentence(code, refused.value.facts)
    assert refused.value.facts["needed"] in said
    assert "EAN-13" in said


def test_a_module_that_was_asked_for_is_snapped_and_refused_below_the_least():
    assert size_with_module(EAN, 0.33, 30, dpi=300).narrow == 4
    with pytest.raises(Refusal, match="module_too_small"):
        size_with_module(EAN, 0.26, 30, dpi=203)
    with pytest.raises(Refusal, match="module_too_large"):
        size_with_module(EAN, 0.9, 60, dpi=203)
    with pytest.raises(Refusal, match="unknown_resolution"):
        size_with_module(EAN, 0.33, 30, dpi=96)


def test_a_carton_is_scanned_from_afar():
    carton = encode(SymbolKind.ITF14, "14006381333938")
    (width, height), _ = sizes(carton, dpi=300, use=Use.CARTON)
    sized = size_to_fit(carton, width, height, dpi=300, use=Use.CARTON)
    assert mm(sized.narrow, 300) >= 0.495
    assert mm(sized.bars, 300) >= 31.75
    with pytest.raises(Refusal, match="symbol_too_low"):
        size_to_fit(carton, 100, 20, dpi=300, use=Use.CARTON)


def test_a_square_symbol_gets_smaller_modules_where_the_box_is_low():
    qr = encode(SymbolKind.QR, "https://id.gs1.org/01/04006381333931")
    (_, low), (wide, high) = sizes(qr, dpi=300)
    assert low < high
    assert size_to_fit(qr, wide, low, dpi=300).narrow < size_to_fit(qr, wide, high, dpi=300).narrow
