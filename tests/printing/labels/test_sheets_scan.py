"""Every symbol on a sheet of 24 is read back, all 24, by two readers, at the dots of real printers."""

from functools import cache

import pytest

from app.domain.codes.digits import expand_upce
from app.domain.refusal import Refusal
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.sheets import Label, Layout, Look, labels_pdf, template_for
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from tests.printing.labels.scanned import CONTENTS, NAMES, by_zbar, by_zxing, on_dots, printed

# One of each maker; 24 labels on a sheet.
STOCKS = ("Zweckform 3474", "Ascom A4/24/MKII", "Herma 4614", "Hisago OP3008", "Rayfilm 5853", "JAC 7037")
pytestmark = pytest.mark.no_cover  # thousands of labels: what draws them is covered by one of each
PLACES = [(kind, STOCKS[at % len(STOCKS)]) for at, kind in enumerate(SymbolKind)]


def told(kind: SymbolKind, content: str) -> str:
    """How a reader tells a content."""
    if kind is SymbolKind.UPCA:
        return f"0{content}"
    if kind is SymbolKind.UPCE:
        return f"0{expand_upce(content)}"
    return content


def by_number(texts: list[str]) -> set[str]:
    """What zbar read, elements without their brackets; it tells a UPC by its own digits."""
    return {text.replace("(", "").replace(")", "").lstrip("0") for text in texts}


@cache
def mixed(stock: str, dpi: int) -> tuple[list[tuple[SymbolKind, str]], bytes]:
    """A sheet of 24 with every symbol on it, and what they say."""
    kinds = list(SymbolKind)
    contents = [(kind, CONTENTS[kind](number)) for number in range(24) for kind in [kinds[number % len(kinds)]]]
    labels = [
        Label(LabelData(NAMES[number % len(NAMES)], f"€{number}.50", kind=kind, content=content))
        for number, (kind, content) in enumerate(contents)
    ]
    return contents, labels_pdf(labels, Layout(find_stock(stock)), Look(printer=Printer(dpi))).pdf


@pytest.mark.parametrize("black_and_white", [False, True])
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("stock", STOCKS)
def test_every_symbol_is_read_on_the_sheets_of_six_makers(stock, dpi, black_and_white):
    contents, pdf = mixed(stock, dpi)
    page = on_dots(pdf, dpi, black_and_white=black_and_white)
    assert sorted(by_zxing(page)) == sorted(told(kind, content) for kind, content in contents)
    lines = [content for kind, content in contents if kind is not SymbolKind.DATAMATRIX]  # zbar knows none
    wanted = {told(kind, content) for kind, content in contents} | set(lines)
    seen = by_number(by_zbar(page))
    assert len(seen) == len(lines)
    assert seen <= by_number(list(wanted))


@pytest.mark.parametrize("black_and_white", [False, True])
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(("kind", "stock"), PLACES)
def test_all_24_labels_of_a_sheet_are_read(kind, stock, dpi, black_and_white):
    page = printed(kind, stock, dpi, black_and_white=black_and_white)
    contents = [CONTENTS[kind](number) for number in range(24)]
    found = by_zxing(page)
    assert sorted(found) == sorted(told(kind, content) for content in contents)
    if kind is not SymbolKind.DATAMATRIX:  # zbar knows none
        seen = by_number(by_zbar(page))
        wanted = {told(kind, content) for content in contents} | set(contents)
        assert len(seen) == 24
        assert seen <= by_number(list(wanted))


@pytest.mark.parametrize("black_and_white", [False, True])
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("stock", ["Dymo 99012", "Dymo 99010", "Brother DK-1201", "36x89"])
def test_an_upright_roll_carries_an_ean_along_its_length(stock, dpi, black_and_white):
    ean = LabelData("Apple juice, cloudy, 1 l", "€1.50", "€1.50 / l", kind=SymbolKind.EAN13, content="4006381333931")
    labels = [Label(ean, copies=2), Label(ean)]
    pdf = labels_pdf(labels, Layout(find_stock(stock)), Look(printer=Printer(dpi))).pdf
    for number in range(3):
        page = on_dots(pdf, dpi, page=number, black_and_white=black_and_white)
        assert page.height > page.width
        assert by_zxing(page) == ["4006381333931"]
        assert by_zbar(page) == ["4006381333931"]


def test_what_fits_upright_stays_upright():
    square = LabelData("Tea", "€1.50", kind=SymbolKind.QR, content="https://id.gs1.org/01/04006381333931")
    look = Look()
    assert not template_for(square, find_stock("36x89"), look).turned
    with pytest.raises(Refusal, match="label_too_small"):
        template_for(LabelData("Tea", kind=SymbolKind.EAN13, content="4006381333931"), find_stock("15x30"), look)
