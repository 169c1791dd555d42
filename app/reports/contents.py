"""The reports as a table of contents: grouped by what a manager looks for, each with a short name."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.reports.offered import OFFERED


class Group(StrEnum):
    """What a manager looks for."""

    SALES = "sales"
    STOCK = "stock"
    VALUE = "value"
    BUYING = "buying"
    COUNTING = "counting"
    BOOKS = "books"


class Listed(NamedTuple):
    """A report in the list.

    Attributes:
        label: Its name for people, in a few words.
        title: What it answers, in a sentence.
        takes: The fields of `Asked` that mean something to it.
    """

    name: str
    label: str
    title: str
    group: Group
    takes: frozenset[str]


_LABELS: dict[Group, dict[str, str]] = {
    Group.SALES: {
        "sales-by-day": "Sales by day",
        "sales-by-week": "Sales by week",
        "sales-by-hour": "Sales by hour",
        "best-sellers": "Best sellers",
        "margins": "Margins by category and product",
        "margins-by-cashier": "Margins by cashier",
        "margins-by-hour": "Margins by hour",
        "abc": "ABC",
        "customers": "What customers bought",
        "customer-purchases": "Goods by customer",
        "sales": "Every sale",
        "tax": "Tax",
        "day-end": "End of the day",
        "quiet-hours": "Quiet hours",
    },
    Group.STOCK: {
        "stock-on-hand": "Stock on hand",
        "movements": "Movements",
        "lots": "Lots",
        "products": "Products",
        "duplicate-codes": "Codes of several products",
        "low-stock": "Low stock",
        "slow-movers": "Slow movers",
        "dead-stock": "Dead stock",
        "expiring": "Expiring",
        "negative-stock": "Stock below zero",
    },
    Group.VALUE: {
        "period-end": "Period end, product by product",
        "stock-turn": "Stock turn, cover, GMROI",
        "stock-ageing": "Stock ageing",
        "valuation-layers": "Valuation by layer",
        "without-cost": "Without cost",
        "shrinkage": "Shrinkage",
        "adjustments": "Adjustments",
    },
    Group.BUYING: {
        "orders": "Orders",
        "deliveries": "Deliveries",
        "goods-received-not-invoiced": "Received, not invoiced",
        "supplier-performance": "Supplier performance",
        "price-changes": "Price changes",
    },
    Group.COUNTING: {
        "count-plan": "What to count",
        "not-counted": "Not counted",
        "count-sheet": "Count sheet",
        "count-variance": "Count variance",
        "count-accuracy": "Count accuracy",
    },
    Group.BOOKS: {
        "journal": "Journal",
        "late": "Late documents",
        "backups": "Backups",
    },
}


def contents() -> tuple[Listed, ...]:
    """Every report that is offered, group by group; one that nobody has put into a group stands with the books."""
    known = {one.name: one for one in OFFERED}
    listed = [
        Listed(name, label, known[name].title, group, known[name].takes)
        for group, labels in _LABELS.items()
        for name, label in labels.items()
    ]
    there = {one.name for one in listed}
    rest = [Listed(one.name, one.title, one.title, Group.BOOKS, one.takes) for one in OFFERED if one.name not in there]
    return (*listed, *rest)
