"""Rows of other people's lists, as the book is asked to take them, and what came of each.

A list is read outside (`app.exchange.catalogue`), the book decides here: every row is a wish with the number of the
row it came from, so that each answer can be said about a row that a person finds again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.domain.figures import write_price
from app.domain.moment import write_date
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, PartyAsked, ProductAsked


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A row of a price list. What the list does not say is None in `asked` and stays as it was.

    A product is found by one of `asked.codes`, then by `asked.sku`, never by its name; a SKU that the list names must
    not be another one's than the code's. The codes are added to those
    that the product has: a list that knows one of them does not take the others away.

    Attributes:
        number: The row as a spreadsheet numbers it, the first is 1.
        asked: The product. Its `sku` is the list's, or the first code where the list names none; `supplier` is a
            code or a name, as the list has it.
        sku_given: Whether the list itself names the SKU.
        deposit_micro: The deposit where the list gives an amount (`asked.deposit` where it names a product).
        item_code, pack_milli: What its supplier calls it, and how much of it comes in a pack.
        items: What each of several suppliers calls it, by code or name of the supplier, as the list has it.
        variant: What it is a variant of and which one, in a list of our own.
        shared: Codes of it that such a list gives to other products, too: it is not found by them.
        planned: Prices that begin on later days.
    """

    number: int
    asked: ProductAsked
    sku_given: bool = True
    deposit_micro: int | None = None
    item_code: str | None = None
    pack_milli: int | None = None
    items: tuple[tuple[str, ItemAsked], ...] = ()
    variant: VariantOf | None = None
    shared: frozenset[str] = frozenset()
    planned: tuple[PlannedPrice, ...] = ()


class PlannedPrice(NamedTuple):
    """A price that begins on a day; a day number."""

    starts: int
    price_micro: int

    @property
    def words(self) -> str:
        """Both, as a list of changes shows them."""
        return f"{write_date(self.starts)} {write_price(self.price_micro, 2)}"


class VariantOf(NamedTuple):
    """Which variant of a product another one is: the SKU of that product, and one or two values such as size."""

    sku: str
    first: str
    second: str = ""


class BroughtBy(NamedTuple):
    """What a supplier calls a product, how much of it its pack holds, and what it took for one unit last."""

    supplier: str
    item_code: str
    pack_milli: int
    note: str = ""
    last_micro: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a price list of our own says beside the figures of products, by their SKU.

    Attributes:
        brought: Who brings each.
        variants: What each is a variant of.
        planned: Its prices that begin on later days.
    """

    brought: Mapping[str, Sequence[BroughtBy]] = field(default_factory=lambda: MappingProxyType({}))
    variants: Mapping[str, VariantOf] = field(default_factory=lambda: MappingProxyType({}))
    planned: Mapping[str, Sequence[PlannedPrice]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A row of a list of opening stock: goods by `sku`, by `code` or both (then the code only confirms the SKU).

    Attributes:
        number: The row as a spreadsheet numbers it.
        quantity_milli: What is there, more than nothing.
        unit_cost_micro: For one unit, without recoverable tax; None where the list does not know it.
        location: Where it is, as the list has it; None where the list does not say.
    """

    number: int
    sku: str | None
    code: str | None
    quantity_milli: int
    unit_cost_micro: int | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A row of a list of suppliers or customers.

    Attributes:
        number: The row as a spreadsheet numbers it.
        contacts: Pairs of what (`email phone street postcode city country tax_number note`) and text, in that order.
    """

    number: int
    asked: PartyAsked
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListTax:
    """The tax of a list's rows that name no rate themselves, as the person who imports it says.

    Attributes:
        rate_milli: In thousandths of a percent.
        code: The tax code, None where nobody says one.
    """

    rate_milli: int
    code: str | None = None


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class HalfTaken(NamedTuple):
    """A list whose first rows are in the book, and whose others are not: it is at work, or it ended on the way."""

    name: str
    done: int
    total: int


class RowNote(StrEnum):
    """What a person should know of a row that was taken. The values are codes of `wording`."""

    WITHOUT_TAX = "products_without_tax"
    OFF_SALE = "products_off_sale"
    PLAN_OVER = "plans_over"
    WRONG_DIGIT = "codes_wrong_digit"
    KNOWN_COST = "rows_with_known_cost"
    WITHOUT_COST = "rows_without_cost"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row, or would: the book's part of the answer.

    Attributes:
        number: The row's own number.
        changes: Names of what changes, each with its text before and after.
        refusal: Why, where the outcome is `refused`.
        notes: What to know of it, where it was taken.
        rate_milli: The tax rate that the product has then; None for a new one without, and for what is no product.
    """

    number: int
    outcome: Outcome
    changes: tuple[tuple[str, str, str], ...] = ()
    refusal: Refusal | None = None
    notes: tuple[RowNote, ...] = ()
    rate_milli: int | None = None
