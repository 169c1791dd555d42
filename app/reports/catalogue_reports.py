"""The catalogue as reports: every product, and the codes that several products have."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.figures import write_quantity
from app.domain.pricing import margin_milli, markup_milli, net_price_micro
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book
from app.store.queries import catalogue

_SKU, _NAME = Column("sku", "SKU"), Column("name", "Name")
_PRODUCTS = (
    _SKU,
    _NAME,
    Column("category", "Category"),
    Column("supplier", "Supplier"),
    Column("codes", "Codes"),
    Column("unit", "Unit"),
    Column("price", "Price", Unit.UNIT_COST),
    Column("tax_code", "Tax"),
    Column("tax_rate", "Tax %", Unit.PERCENT),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("margin", "Margin %", Unit.PERCENT),
    Column("markup", "Mark-up %", Unit.PERCENT),
    Column("quantity", "On hand", Unit.QUANTITY),
    Column("reorder_point", "Reorder at", Unit.QUANTITY),
    Column("active", "Sold"),
    Column("parts", "Parts"),
)
_DUPLICATES = (
    Column("code", "Code"),
    _SKU,
    _NAME,
    Column("quantity", "Stands for", Unit.QUANTITY),
    Column("price", "Price", Unit.UNIT_COST),
    Column("active", "Sold"),
)


class CatalogueReports:
    """Answers about the catalogue. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def products(self) -> Report:
        """Every product by SKU; the margin is on the price without tax. Of a kit: what its parts cost, and make."""
        includes_tax = self._book.shop.prices_include_tax
        with self._book.reading() as connection:
            products, kits = catalogue.products(connection), catalogue.kits(connection)
        rows = [_product_cells(one, kits.get(one.sku, ()), includes_tax=includes_tax) for one in products]
        return self._report("products", "Products", _PRODUCTS, rows)

    def duplicate_codes(self) -> Report:
        """The products that share a code, code by code."""
        with self._book.reading() as connection:
            found = catalogue.shared_codes(connection)
        rows: list[Row] = [
            (one.code, one.sku, one.name, one.quantity_milli, one.price_micro, _yes(one.active)) for one in found
        ]
        return self._report("duplicate-codes", "Codes of several products", _DUPLICATES, rows)

    def _report(self, name: str, title: str, columns: tuple[Column, ...], rows: list[Row]) -> Report:
        shop = self._book.shop
        return Report(name, title, shop.name, shop.currency, columns, rows)


def _product_cells(one: catalogue.Listed, parts: Sequence[tuple[int, str]], *, includes_tax: bool) -> Row:
    net = net_price_micro(one.price_micro, one.rate_milli, includes_tax=includes_tax)
    cost = one.cost_micro
    return (
        one.sku,
        one.name,
        one.category,
        one.supplier,
        one.codes,
        one.unit,
        one.price_micro,
        one.tax_code,
        one.rate_milli,
        cost,
        None if cost is None else margin_milli(net, cost),
        None if cost is None else markup_milli(net, cost),
        one.quantity_milli,
        one.reorder_point_milli,
        _yes(one.active),
        ", ".join(f"{write_quantity(milli)} x {name}" for milli, name in parts),
    )


def _yes(flag: int) -> str:
    return "yes" if flag else "no"
