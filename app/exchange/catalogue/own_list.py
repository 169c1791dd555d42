"""The shop's own price list, written so that reading it back gives the same products.

Texts stand as they are, figures as plain decimals with a point, every code with how many it stands for. What a
product does not have is blank, which changes nothing when the list comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from app.domain.figures import PERCENT_MILLI, Currency, write_decimal, write_percent, write_price, write_quantity
from app.domain.moment import write_date
from app.domain.product_row import Beside, BroughtBy, PlannedPrice
from app.domain.requests import ProductAsked
from app.exchange.catalogue.values import guarded

_BEFORE_CODES = ("sku", "name", "price", "open_price", "tax", "tax_code", "unit", "category", "cost")
_AFTER_CODES = (
    "costing",
    "standard_cost",
    "tracking",
    "stocked",
    "reorder_point",
    "reorder_quantity",
    "negative_stock",
    "supplier",
    "deposit",
    "minimum_age",
    "weight_kg",
    "active",
)
_VARIANT = ("variant_of", "variant_value", "variant_value_2")
_PLANNED = ("from", "price")
_FROM = ("", " code", " pack", " note", " last cost")
# What a spreadsheet's number keeps of its digits.
_NUMBER_DIGITS = 15
# Characters that XML cannot hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Figure(str):
    """The text of a figure, which a workbook holds as a number."""

    __slots__ = ()


_NOTHING = Beside()


def write_products_csv(
    products: Sequence[ProductAsked], stream: IO[bytes], money: Currency, beside: Beside = _NOTHING
) -> None:
    """Write products as CSV: UTF-8 with its mark, commas, CRLF.

    Args:
        products: With everything that the book knows of them.
        stream: Where to.
        money: The shop's currency; prices have at least its digits.
        beside: What is said beside their figures.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        for row in _rows(products, money, beside):
            writer.writerow([cell if isinstance(cell, _Figure) else guarded(_marked(cell)) for cell in row])
    finally:
        text.detach()


def write_products_xlsx(
    products: Sequence[ProductAsked], stream: IO[bytes], money: Currency, beside: Beside = _NOTHING
) -> None:
    """Write products as a workbook; codes are text, so that no digit is lost, figures are numbers.

    Args:
        products: With everything that the book knows of them.
        stream: Where to.
        money: The shop's currency; prices have at least its digits.
        beside: What is said beside their figures.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- start-up stays free of it

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Products")
    sheet.freeze_panes = "B2"
    for row in _rows(products, money, beside):
        sheet.append([_workbook_cell(sheet, cell) for cell in row])
    book.save(stream)


def _workbook_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- start-up stays free of it

    if not text:
        return None
    if isinstance(text, _Figure) and sum(one.isdigit() for one in text) <= _NUMBER_DIGITS:
        return Decimal(text)
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("\ufffd", _marked(text)))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _marked(text: str) -> str:
    """A text that begins with the mark against formulas gets a second one, since reading takes one off."""
    return f"'{text}" if text.startswith("'") else text


def _rows(products: Sequence[ProductAsked], money: Currency, beside: Beside) -> Iterator[list[str]]:
    brought, variants = beside.brought, beside.variants
    suppliers = max((len(brought.get(product.sku, ())) for product in products), default=0)
    variant_titles = _VARIANT if any(product.sku in variants for product in products) else ()
    plans = max((len(beside.planned.get(product.sku, ())) for product in products), default=0)
    codes = max((len(product.codes or ()) for product in products), default=0) or 1
    parts = max((len(product.kit or ()) for product in products), default=0)
    code_titles = [f"barcode{_nth(at)}{what}" for at in range(codes) for what in ("", " quantity", " price")]
    part_titles = [f"part{_nth(at)}{what}" for at in range(parts) for what in ("", " quantity")]
    plan_titles = [f"planned {what}{_nth(at)}" for at in range(plans) for what in _PLANNED]
    from_titles = [f"from supplier{_nth(at)}{what}" for at in range(suppliers) for what in _FROM]
    yield [*_BEFORE_CODES, *code_titles, *_AFTER_CODES, *variant_titles, *part_titles, *plan_titles, *from_titles]
    for product in products:
        written = _cells(product, money)
        yield [
            *(written[title] for title in _BEFORE_CODES),
            *_padded(_code_cells(product, money), 3 * codes),
            *(written[title] for title in _AFTER_CODES),
            *_padded(iter(variants.get(product.sku, ())), len(variant_titles)),
            *_padded(_part_cells(product), 2 * parts),
            *_padded(_plan_cells(beside.planned.get(product.sku, ()), money), len(_PLANNED) * plans),
            *_padded(_brought_cells(brought.get(product.sku, ()), money), len(_FROM) * suppliers),
        ]


def _nth(at: int) -> str:
    return f" {at + 1}" if at else ""


def _cells(product: ProductAsked, money: Currency) -> dict[str, str]:
    return {
        "sku": product.sku,
        "name": product.name or "",
        "price": _price(product.price_micro, money),
        "open_price": _flag(product.open_price),
        "tax": "" if product.rate_milli is None else _rate(product.rate_milli),
        "tax_code": product.tax_code or "",
        "unit": product.unit or "",
        "category": product.category or "",
        "cost": _price(product.cost_micro, money),
        "costing": product.costing or "",
        "standard_cost": _price(product.standard_cost_micro, money),
        "tracking": product.tracking or "",
        "stocked": _flag(product.stocked),
        "reorder_point": _quantity(product.reorder_point_milli),
        "reorder_quantity": _quantity(product.reorder_quantity_milli),
        "negative_stock": product.negative_stock or "",
        "supplier": product.supplier or "",
        "deposit": product.deposit or "",
        "minimum_age": "" if product.minimum_age is None else _Figure(write_decimal(product.minimum_age, 0)),
        "weight_kg": _quantity(product.weight_milli),
        "active": _flag(product.active),
    }


def _code_cells(product: ProductAsked, money: Currency) -> Iterator[str]:
    for code in product.codes or ():
        yield code.text
        yield _quantity(code.quantity_milli)
        yield _price(code.price_micro, money)


def _part_cells(product: ProductAsked) -> Iterator[str]:
    for sku, quantity_milli in product.kit or ():
        yield sku
        yield _quantity(quantity_milli)


def _plan_cells(plans: Sequence[PlannedPrice], money: Currency) -> Iterator[str]:
    for plan in plans:
        yield write_date(plan.starts)
        yield _price(plan.price_micro, money)


def _brought_cells(brought: Sequence[BroughtBy], money: Currency) -> Iterator[str]:
    for one in brought:
        yield from (one.supplier, one.item_code, _quantity(one.pack_milli), one.note, _price(one.last_micro, money))


def _padded(cells: Iterator[str], width: int) -> list[str]:
    written = list(cells)
    return written + [""] * (width - len(written))


def _rate(milli: int) -> str:
    """The percentage; below one it is text in a workbook, whose numbers may be a person's 19 % as 0.19."""
    written = write_percent(milli)
    return written if 0 < milli < PERCENT_MILLI else _Figure(written)


def _price(micro: int | None, money: Currency) -> str:
    return "" if micro is None else _Figure(write_price(micro, money.digits))


def _quantity(milli: int | None) -> str:
    return "" if milli is None else _Figure(write_quantity(milli))


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
