"""Sheets of labels as a scanner sees them: rendered on a printer's dots, read by zxing-cpp and by zbar."""

from __future__ import annotations

import subprocess
from functools import cache

import pypdfium2
import zxingcpp
from pypdfium2 import raw

from app.domain.codes.digits import check_digit
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.sheets import Label, Layout, Look, labels_pdf
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from tests.printing.reading import _TWO_TONES, Picture, rows_of

NAMES = ("Apple juice, cloudy, 1 l", "苹果汁 1 升", "عصير تفاح طبيعي", "सेब का रस", "น้ำแอปเปิล 1 ลิตร", "Crème fraîche")


def checked(payload: str) -> str:
    """The number with its check digit."""
    return f"{payload}{check_digit(payload)}"


def upce(number: int) -> str:
    """A UPC-E of number system 0, whose check digit is that of the UPC-A it stands for."""
    body = f"{number * 10 + 7:05}5"
    return f"0{body}{check_digit(f'0{body[:5]}00005')}"


CONTENTS = {
    SymbolKind.EAN13: lambda n: checked(f"40063813{n:04}"),
    SymbolKind.EAN8: lambda n: checked(f"963{n:04}"),
    SymbolKind.UPCA: lambda n: checked(f"0360002{n:04}"),
    SymbolKind.UPCE: lambda n: upce(1230 + n),
    SymbolKind.ITF14: lambda n: checked(f"140063813{n:04}"),
    SymbolKind.CODE128: lambda n: f"A-{n:04}x",
    SymbolKind.GS1_128: lambda n: f"(01)0{checked(f'40063813{n:04}')}",
    SymbolKind.DATAMATRIX: lambda n: f"(01)0{checked(f'40063813{n:04}')}(17)270301(10)L{n}",
    SymbolKind.QR: lambda n: f"https://id.gs1.org/01/0{checked(f'40063813{n:04}')}/10/L{n}",
}


@cache
def sheet(kind: SymbolKind, stock: str, dpi: int, count: int = 24) -> bytes:
    """A sheet full of labels of one kind."""
    labels = [
        Label(LabelData(NAMES[n % len(NAMES)], f"€{n + 1}.50", "€2.00 / l", kind=kind, content=CONTENTS[kind](n)))
        for n in range(count)
    ]
    return labels_pdf(labels, Layout(find_stock(stock)), Look(printer=Printer(dpi))).pdf


@cache
def printed(kind: SymbolKind, stock: str, dpi: int, *, black_and_white: bool) -> Picture:
    """The first page on the printer's dots."""
    return on_dots(sheet(kind, stock, dpi), dpi, black_and_white=black_and_white)


def on_dots(pdf: bytes, dpi: int, *, page: int = 0, black_and_white: bool = False) -> Picture:
    """A page as a printer rasters it: exactly `dpi` dots to the inch, the last part of a dot cut off.

    `picture_of` stretches the page to whole pixels, by which bars leave their dots.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        leaf = document[page]
        scale = dpi / 72
        width, height = (int(size * scale) for size in leaf.get_size())
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        matrix, clip = raw.FS_MATRIX(scale, 0, 0, scale, 0, 0), raw.FS_RECTF(0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, leaf, matrix, clip, 0)
        shades = rows_of(bitmap)
    return Picture(width, height, shades.translate(_TWO_TONES) if black_and_white else shades)


def by_zxing(picture: Picture) -> list[str]:
    """What zxing-cpp reads."""
    image = memoryview(picture.shades).cast("B", (picture.height, picture.width))
    return [found.text for found in zxingcpp.read_barcodes(image)]


def by_zbar(picture: Picture) -> list[str]:
    """What zbar reads; it knows no DataMatrix."""
    head = f"P5 {picture.width} {picture.height} 255\n".encode()
    command = ["zbarimg", "--quiet", "--raw", "-Supce.enable", "-Supca.enable", "-Sean8.enable", "pgm:-"]
    done = subprocess.run(command, input=head + picture.shades, capture_output=True, check=False)
    return done.stdout.decode().splitlines()
