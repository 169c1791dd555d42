"""The period-end report: what there was, what moved it, what it cost, and that it all ties out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from app.domain.moment import day_before
from app.domain.period_end import Moved, PeriodFigures, period_figures, total
from app.domain.shop import Shop, StockSystem
from app.reports.asked import EVERYTHING, NOW, Asked, Known, iso_day, location_id, read_known
from app.reports.report import Cell, Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import narrowing, past, sales_lists, shelf, trading
from app.store.queries.period_places import Period

_TITLES = {
    "opening_quantity": "Opening quantity",
    "opening_value": "Opening value",
    "opening_stock_quantity": "Opening stock quantity",
    "opening_stock_value": "Opening stock value",
    "purchases_quantity": "Purchases quantity",
    "purchases_value": "Purchases value",
    "supplier_returns_quantity": "Supplier returns quantity",
    "supplier_returns_value": "Supplier returns value",
    "landed_value": "Landed cost",
    "transfers_in_quantity": "Transfers in quantity",
    "transfers_in_value": "Transfers in value",
    "transfers_out_quantity": "Transfers out quantity",
    "transfers_out_value": "Transfers out value",
    "adjustments_quantity": "Adjustments quantity",
    "adjustments_value": "Adjustments value",
    "sold_quantity": "Sold quantity",
    "sold_value": "Sold at cost",
    "customer_returns_quantity": "Customer returns quantity",
    "customer_returns_value": "Customer returns value",
    "landed_sold_value": "Landed cost of goods sold",
    "corrections_value": "Corrections",
    "shrinkage_quantity": "Shrinkage quantity",
    "shrinkage_value": "Shrinkage value",
    "count_losses_value": "Count losses",
    "count_gains_value": "Count gains",
    "writedown_value": "Write-down",
    "closing_quantity": "Closing quantity",
    "closing_value": "Closing value",
    "periodic_cogs": "Periodic cost of goods",
    "perpetual_cogs": "Perpetual cost of goods",
    "gap": "Gap",
    "tie_out": "Tie-out",
    "purchase_variance_value": "Purchase variance",
}
_COLUMNS = (
    Column("sku", "SKU"),
    Column("name", "Name"),
    *(
        Column(name, _TITLES[name], Unit.QUANTITY if name.endswith("_quantity") else Unit.MONEY)
        for name in PeriodFigures._fields
    ),
)
# In a shop that lives by counts alone the usage that counts find stands in the columns of what was sold; beside it
# stands what the till sold.
_TILL = (Column("till_quantity", "Sold by the till", Unit.QUANTITY), Column("till_net", "Net by the till", Unit.MONEY))
_USAGE = {"sold_quantity": "Usage quantity", "sold_value": "Usage at cost"}
# A shop that lives by counts alone does not know what was sold and what is gone: a count says their sum.
_NOT_KNOWN = ("shrinkage_quantity", "shrinkage_value", "count_losses_value", "count_gains_value")
_NARROWED = (
    "Each line ties out by itself. What the ledger's accounts hold is of all goods together, and cannot be compared "
    "with some of them."
)
_BY_PRODUCT = "Period end, product by product"
_COUNTED_COLUMNS = (*(replace(column, title=_USAGE.get(column.name, column.title)) for column in _COLUMNS), *_TILL)


class PeriodEnd:
    """Answers what a period came to. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def period_end(self, asked: Asked = EVERYTHING) -> Report:
        """What a stretch of book dates came to, a row for each product with stock or movements in it.

        Goods on the way are part of it, and transfers between two locations stand in both columns. For a shop that
        lives by counts alone shrinkage is empty, which is: not known; and what the till sold stands beside it.

        Of some goods alone each row ties out by itself; what accounts hold is of all goods, and is not compared.

        Args:
            asked: `first`, `last`, `known`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`, `bad_known`,
                `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            # The pack of a period is the one that is called by that name alone.
            return replace(period_end(connection, self._book.shop, asked, known), title=_BY_PRODUCT)


def period_end(connection: Connection, shop: Shop, asked: Asked, known: Known = NOW) -> Report:
    """The report, from the moment of the book that a connection is at."""
    return period_end_by_product(connection, shop, asked, known)[0]


def period_end_by_product(
    connection: Connection, shop: Shop, asked: Asked, known: Known = NOW, read: Period | None = None
) -> tuple[Report, dict[int, PeriodFigures]]:
    """The report, and its figures by product; `read` is what they rest on, where it was read already."""
    place = location_id(connection, asked.location)
    rests_on = _read(connection, asked, known.last_document(connection), place) if read is None else read.by_product()
    figures = _figures(*rests_on)
    hidden = shop.stock is StockSystem.PERIODIC
    rung: dict[int, tuple[int, int]] = {}
    if hidden:
        rung = sales_lists.by_product(
            connection, days=asked.days, last_document=known.last_document(connection), location_id=place
        )
        figures = {product_id: PeriodFigures() for product_id in rung} | figures
    is_narrowed = asked.category is not None or asked.supplier is not None
    if is_narrowed:
        goods = trading.goods(
            connection,
            narrowing.category_id(connection, asked.category),
            narrowing.supplier_id(connection, asked.supplier),
        )
        figures = {product_id: row for product_id, row in figures.items() if product_id in goods}
        rung = {product_id: sold for product_id, sold in rung.items() if product_id in goods}
    named = shelf.named(connection, figures)
    memo = [rung.get(one.product_id, (0, 0)) if hidden else () for one in named]
    rows: Sequence[Row] = [
        (one.sku, one.name, *_cells(figures[one.product_id], hidden=hidden), *beside)
        for one, beside in zip(named, memo, strict=True)
    ]
    sums = total(figures.values()) if figures else PeriodFigures()
    totals: dict[str, Cell] = dict(zip(PeriodFigures._fields, _cells(sums, hidden=hidden), strict=True))
    if hidden:
        totals |= {column.name: sum(sold[place] for sold in rung.values()) for place, column in enumerate(_TILL)}
    report = Report(
        "period-end",
        "Period end",
        shop.name,
        shop.currency,
        _COUNTED_COLUMNS if hidden else _COLUMNS,
        rows,
        totals,
        from_date=iso_day(asked.first),
        to_date=iso_day(asked.last),
        known_at=known.text,
        note=_NARROWED if is_narrowed else "",
    )
    return report, figures


_RestsOn = tuple[dict[int, past.Balance], list[past.KindSum], dict[int, past.Balance]]


def _read(connection: Connection, asked: Asked, last_document: int, location_id: int | None) -> _RestsOn:
    """What there was of each product before, what moved, and what there is at the end."""
    opening: dict[int, past.Balance] = {}
    if asked.first is not None:
        opening = past.by_product(
            connection, last_day=day_before(asked.first), last_document=last_document, location_id=location_id
        )
    closing = past.by_product(connection, last_day=asked.last, last_document=last_document, location_id=location_id)
    moved = past.by_kind(connection, days=asked.days, last_document=last_document, location_id=location_id)
    return opening, moved, closing


def _figures(
    opening: dict[int, past.Balance], sums: list[past.KindSum], closing: dict[int, past.Balance]
) -> dict[int, PeriodFigures]:
    """The figures of each product that has any."""
    moved: dict[int, list[Moved]] = defaultdict(list)
    for one in sums:
        moved[one.product_id].append(Moved(one.kind, one.quantity_milli, one.value_minor, one.variance_minor))
    nothing = past.Balance(0, 0)
    figures = {}
    for product_id in opening.keys() | closing.keys() | moved.keys():
        before, after = opening.get(product_id, nothing), closing.get(product_id, nothing)
        if product_id in moved or before != nothing or after != nothing:
            figures[product_id] = period_figures(before, moved.get(product_id, ()), after)
    return figures


def _cells(row: PeriodFigures, *, hidden: bool) -> tuple[Cell, ...]:
    if not hidden:
        return row
    return tuple(
        figure or None if name in _NOT_KNOWN else figure for name, figure in zip(row._fields, row, strict=True)
    )
