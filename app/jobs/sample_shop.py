"""The sample shop: a corner grocery with its products and its opening stock, made through the ordinary doors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from app.base.resources import resource
from app.domain.figures import PIECE_MILLI, Currency, currency
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.product import Code
from app.domain.requests import Asking, OpeningStockAsked, PartyAsked, ProductAsked
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.exchange.json_lines import read_lines, read_object
from app.exchange.wishes import Wish, read_wish
from app.services.cataloguing import Cataloguing
from app.services.ordering import Ordering

VAN_SUPPLIER = "GH"
VAN_PIECES = 12  # of each line of the order that a van brings in the demonstration
VAN_SKUS = tuple(f"{number}" for number in (*range(3006, 3022), *range(3212, 3223)))
VAN_LOTS = ("4061458000017", "4061458000024", "4061458000031")


def sample_rules() -> Shop:
    """The rules that the sample shop goes by."""
    values = json.loads(resource("sample", "shop.json").read_text(encoding="utf-8"))
    hours, minutes = values["day_cut"].split(":")
    return Shop(
        name=values["name"],
        currency=currency(values["currency"]),
        country=values["country"],
        tax_policy=TaxPolicy(values["tax_policy"]),
        prices_include_tax=values["prices"] == "incl",
        cash_rounding=None,
        costing=Costing(values["costing"]),
        stock=StockSystem(values["stock"]),
        region=values["region"],
        timezone=values["timezone"],
        day_cut_minutes=int(hours) * 60 + int(minutes),
        language=values["language"],
        head=tuple(values["head"]),
        foot=tuple(values["foot"]),
        tiles=tuple(values["tiles"]),
    )


def set_up_goods(cataloguing: Cataloguing, money: Currency) -> list[ProductAsked]:
    """Put the sample's places, suppliers and products into a new book. Returns the products."""
    products = []
    for wish in _wishes("products.jsonl", money):
        match wish:
            case PartyAsked():
                cataloguing.set_party(wish)
            case ProductAsked():
                products.append(wish)
            case _:
                raise AssertionError(wish)
    done = cataloguing.import_products(products)
    if done.refused:
        raise done.refused[0].refusal
    return products


def opening_stock(money: Currency) -> list[OpeningStockAsked]:
    """What is on the sample's shelves when it opens, shelf by shelf."""
    return [wish for wish in _wishes("opening_stock.jsonl", money) if isinstance(wish, OpeningStockAsked)]


def await_delivery(cataloguing: Cataloguing, ordering: Ordering) -> None:
    """Put an order of thirty lines into the sample book, three of them for goods that are kept by lot."""
    for place, code in enumerate(VAN_LOTS, start=1):
        asked = ProductAsked(
            f"36{place:02}", name=f"Hummus {('classic', 'beetroot', 'basil')[place - 1]} 200 g", price_micro=2_490_000,
            rate_milli=7000, tax_code="B", category="Pantry", cost_micro=1_350_000, codes=(Code(code),),
            tracking="lot", supplier=VAN_SUPPLIER,
        )  # fmt: skip
        cataloguing.set_product(asked)
    skus = (*VAN_SKUS, *(f"36{place:02}" for place in range(1, len(VAN_LOTS) + 1)))
    lines = tuple(OrderLineAsked(sku, VAN_PIECES * PIECE_MILLI) for sku in skus)
    ordering.place(OrderAsked(Asking("sample-order"), VAN_SUPPLIER, lines))


def whole_or_none(path: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a book under another name and give it its own when it is whole.

    A first start that was cut short leaves nothing that looks like a shop.
    """
    half_done = path.with_name(f"{path.name}.new")
    for end in ("", "-wal", "-shm"):
        Path(f"{half_done}{end}").unlink(missing_ok=True)
    make(half_done)
    half_done.replace(path)


def _wishes(name: str, money: Currency) -> Iterator[Wish]:
    for _, line in read_lines(str(resource("sample", name))):
        yield read_wish(read_object(line), money)
