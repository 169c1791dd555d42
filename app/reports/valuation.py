"""Valuation: from which arrivals the stock comes, and what each of them is still worth."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from app.domain.costing import BY_LAYER
from app.domain.figures import spread, unit_micro
from app.domain.moment import Moment
from app.reports.asked import EVERYTHING, Asked, location_id, of_goods
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book
from app.store.queries import valuation
from app.store.queries.valuation import LayerRow

_COLUMNS = (
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("location", "Location"),
    Column("at", "At", Unit.MOMENT),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    Column("lot", "Lot"),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
)


class Valuation:
    """Answers what the stock is made of. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def valuation_layers(self, asked: Asked = EVERYTHING) -> Report:
        """What is left of each arrival, now, by product and location in order of arrival.

        A transferred layer names the document that first brought its goods in. What was sold below zero and is not
        covered stands with figures below zero. Under `average` and `standard` the value of the pool is shared by
        quantity, so that the rows of a product always sum to what stock on hand says.

        Args:
            asked: `location`, `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        shop = self._book.shop
        rows: list[Row] = []
        quantity_milli = total_minor = 0
        with self._book.reading() as connection:
            every = valuation.layers(connection, location_id=location_id(connection, asked.location))
            found = of_goods(connection, asked, every)
            for _, group in groupby(found, key=itemgetter(0, 1)):
                layers = list(group)
                for layer, value_minor in zip(layers, _values(layers), strict=True):
                    quantity_milli += layer.quantity_milli
                    total_minor += value_minor
                    rows.append(_row(layer, value_minor, shop.currency.digits))
        return Report(
            "valuation-layers",
            "Valuation by layer",
            shop.name,
            shop.currency,
            _COLUMNS,
            rows,
            {"quantity": quantity_milli, "value": total_minor},
        )


def _values(layers: list[LayerRow]) -> list[int]:
    """What each layer of a pool is worth; they sum to the pool."""
    if layers[0].pool_method in BY_LAYER:
        return [layer.value_minor for layer in layers]
    return spread(layers[0].pool_minor, [layer.quantity_milli for layer in layers])


def _row(layer: LayerRow, value_minor: int, digits: int) -> Row:
    return (
        layer.sku,
        layer.name,
        layer.location,
        _iso(layer.happened_us, layer.offset_minutes),
        layer.document,
        layer.number,
        layer.kind,
        layer.lot,
        layer.quantity_milli,
        unit_micro(value_minor, layer.quantity_milli, digits),
        value_minor,
    )


@lru_cache(maxsize=1024)
def _iso(happened_us: int, offset_minutes: int) -> str:
    """A moment as it is written; the lines of a delivery share theirs."""
    return Moment(happened_us, offset_minutes).iso()
