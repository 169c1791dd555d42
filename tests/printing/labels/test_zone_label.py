"""The label of a zone: its name is read from across the aisle, whole and with no word broken."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pypdfium2
import pytest
from pypdfium2 import raw

from app.jobs.labels import Labels
from app.printing.labels.sheets import Layout
from app.printing.labels.stock import find_stock
from app.reports.labels import LabelFacts
from tests.printing.labels.scanned import by_zxing, on_dots

SHOP = SimpleNamespace(name="Shop", language="en")


def label(zone: str, stock: str) -> bytes:
    facts: LabelFacts = SimpleNamespace()  # type: ignore[assignment]  # zones are not in the book
    return Labels(facts, lambda: SHOP).zones_pdf([zone], Layout(find_stock(stock))).pdf  # type: ignore[arg-type, return-value]


def lines_of(pdf: bytes) -> list[tuple[str, float]]:
    """What is written, line by line, and how large in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        found: dict[float, tuple[list[str], float]] = {}
        for one in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            _, bottom, _, _ = one.get_bounds()
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(one, size)
            page = document[0].get_textpage()
            text = page.get_text_bounded(*one.get_bounds()).strip()
            found.setdefault(round(-bottom), ([], size.value))[0].append(text)
        return [(" ".join(words), size) for _, (words, size) in sorted(found.items())]


# Bold capitals of the font are 0.714 of its size high: 40 points are a centimetre.
@pytest.mark.parametrize(
    ("zone", "stock", "least", "lines"),
    [
        ("Z1", "Avery L7163", 70, ["Z1"]),
        ("Shelf 1", "Avery L7163", 45, ["Shelf 1"]),
        ("Cooler", "Avery L7160", 45, ["Cooler"]),
        ("Kühlregal", "Avery L7160", 30, ["Kühlregal"]),
        ("Wine cellar, upper shelf left", "Avery L7163", 25, ["Wine cellar,", "upper shelf left"]),
        ("Z1", "62x29", 25, ["Z1"]),
    ],
)
def test_the_name_is_as_large_as_the_label_has_room_for(zone: str, stock: str, least: int, lines: list[str]) -> None:
    pdf = label(zone, stock)
    large = [(text, size) for text, size in lines_of(pdf) if not text.startswith("ZONE:")]
    assert [text for text, _ in large] == lines
    assert min(size for _, size in large) >= least
    assert by_zxing(on_dots(pdf, 600 if "Avery" in stock else 300)) == [f"ZONE:{zone}"]


def test_a_very_long_name_is_there_as_far_as_it_can_be_read() -> None:
    text = " ".join(
        text for text, _ in lines_of(label("Behind the cold store, on the left of the upper shelf, row two", "62x29"))
    )
    assert "Behind the cold store" in text
