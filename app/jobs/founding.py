"""The first start: a new book, and in it the goods of a price list, if the shop has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.product_row import ListTax, Outcome, ProductRow, RowNote
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.exchange.catalogue.products import read_products
from app.exchange.catalogue.reading import Reading
from app.exchange.catalogue.refused_file import write_refused
from app.exchange.catalogue.values import read_asked_rate
from app.jobs.sample_shop import whole_or_none
from app.jobs.whole_file import whole_file
from app.services.importing import Importing


@dataclass(frozen=True, slots=True)
class FirstBook:
    """What a new shop begins with.

    Attributes:
        price_list: The file of its goods, or None.
        tax: The tax in percent of goods whose row names none, as it was typed; "" where nobody said.
    """

    shop: Shop
    price_list: Path | None = None
    tax: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new shop has.

    Attributes:
        shop: Its name.
        goods: How many products were taken.
        refused: How many rows were not.
        refused_rows: The file with those rows and their reasons, to mend and import again; None where there are none.
        untaxed: How many goods have no tax, because nobody said any.
    """

    shop: str
    goods: int = 0
    refused: int = 0
    refused_rows: Path | None = None
    untaxed: int = 0


def found(path: Path, first: FirstBook, create: Callable[[Path, Shop, Callable[[Importing], None]], None]) -> Begun:
    """Make the book under its name when all of it is there; what is wrong with the list is said before that.

    Args:
        path: Of the book.
        first: What it begins with.
        create: Makes a book, hands over the import, and closes it whole.

    Raises:
        Refusal: the list cannot be read, or the tax is none; there is no book then.
        Trouble: of the machine; there is no book then.
    """
    prices, tax = None, None
    if first.price_list is not None:
        if first.tax.strip():
            tax = ListTax(*read_asked_rate(first.tax))
        prices = read_products(first.price_list, mapping={}, prices_include_tax=first.shop.prices_include_tax)
    begun = Begun(first.shop.name)

    def fill(importing: Importing) -> None:
        nonlocal begun
        if prices is not None:
            begun = _fill(importing, prices, tax, first, path)

    path.parent.mkdir(parents=True, exist_ok=True)
    whole_or_none(path, lambda half: create(half, first.shop, fill))
    return begun


def _fill(
    importing: Importing, prices: Reading[ProductRow], tax: ListTax | None, first: FirstBook, book: Path
) -> Begun:
    try:
        outcomes = importing.import_products(prices.rows, tax=tax)[0]
    except Trouble as error:
        # Where there will be no book, nobody is told how far its list came.
        raise error.__cause__ or error from None
    refusals = {one.number: one.refusal for one in outcomes if one.refusal is not None}
    counts = Counter(one.outcome for one in outcomes)
    rows = book.with_name(f"{book.stem}-refused-rows.csv")
    refused = len(refusals.keys() | set(prices.refused))
    if refused:
        _keep(rows, prices, refusals)
    return Begun(
        first.shop.name,
        goods=counts[Outcome.NEW],
        refused=refused,
        refused_rows=rows if refused else None,
        untaxed=sum(RowNote.WITHOUT_TAX in one.notes for one in outcomes),
    )


def _keep(rows: Path, prices: Reading[ProductRow], refusals: dict[int, Refusal]) -> None:
    with whole_file(rows) as stream:
        write_refused(prices, stream, refusals)
