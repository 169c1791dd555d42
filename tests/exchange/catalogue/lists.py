"""Price lists for the tests: small files in `tests/data/import`, and lists written on the spot."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.domain.wording import sentence
from app.exchange.catalogue.products import read_products

DATA = Path(__file__).parents[2] / "data" / "import"


def pieces(*codes):
    """Codes that each stand for one piece."""
    return tuple(Code(code) for code in codes)


def said(asked: ProductAsked) -> dict[str, object]:
    """What a list says of a product, without what it leaves as it was."""
    return {one.name: getattr(asked, one.name) for one in fields(asked) if getattr(asked, one.name) is not None}


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    """A list in a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def products_of(folder, text, **keywords):
    """A reading of a price list which has no problems, by SKU."""
    reading = read_products(written(folder, text), **keywords)
    assert reading.problems == ()
    return {row.asked.sku: said(row.asked) for row in reading.rows}


def problems_of(reading):
    """Row, column and code of each problem; each has its sentence."""
    for problem in reading.problems:
        assert sentence(problem.code, problem.facts)
    return [(problem.number, problem.column, problem.code) for problem in reading.problems]
