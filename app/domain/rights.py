"""Rights: what a person may do. Services ask; screens only hide what would be refused."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.domain.refusal import Refusal


class Right(StrEnum):
    """One thing that a shop may want to keep to some people."""

    SELL = "sell"
    CHANGE_TENDER = "change_tender"
    RECEIVE = "receive"
    OPEN_STOCK = "open_stock"
    BILL = "bill"
    ORDER = "order"
    ADJUST = "adjust"
    COUNT = "count"
    SEE_EXPECTED = "see_expected"
    POST_COUNT = "post_count"
    TRANSFER = "transfer"
    REVALUE = "revalue"
    REVERSE = "reverse"
    HANDLE_CASH = "handle_cash"
    CLOSE_PERIOD = "close_period"
    SEE_REPORTS = "see_reports"
    LABEL = "label"
    DESIGN_LABELS = "design_labels"
    EDIT_CATALOGUE = "edit_catalogue"
    SET_UP = "set_up"


_DOING = {
    Right.SELL: "sell",
    Right.CHANGE_TENDER: "change how a sale was paid",
    Right.RECEIVE: "receive goods",
    Right.OPEN_STOCK: "enter opening stock",
    Right.BILL: "enter bills",
    Right.ORDER: "order goods",
    Right.ADJUST: "adjust stock",
    Right.COUNT: "count stock",
    Right.SEE_EXPECTED: "see what the book expects",
    Right.POST_COUNT: "post counts",
    Right.TRANSFER: "move stock to another place",
    Right.REVALUE: "change what stock is worth",
    Right.REVERSE: "take documents back",
    Right.HANDLE_CASH: "open the drawer or move cash",
    Right.CLOSE_PERIOD: "close a month",
    Right.SEE_REPORTS: "see reports",
    Right.LABEL: "print labels",
    Right.DESIGN_LABELS: "change label templates",
    Right.EDIT_CATALOGUE: "change products and prices",
    Right.SET_UP: "change people and settings of the shop",
}
"""What a right lets a person do, in words: behind "may not"."""


class Role(StrEnum):
    """What people are in the shop."""

    OWNER = "owner"
    MANAGER = "manager"
    CASHIER = "cashier"
    CLERK = "clerk"


_EVERYTHING = frozenset(Right)
_OF_ROLE = {
    Role.OWNER: _EVERYTHING,
    Role.MANAGER: _EVERYTHING - {Right.SET_UP},
    Role.CASHIER: frozenset({Right.SELL, Right.CHANGE_TENDER, Right.HANDLE_CASH, Right.LABEL}),
    Role.CLERK: frozenset({Right.RECEIVE, Right.COUNT, Right.TRANSFER, Right.LABEL}),
}


class Person(NamedTuple):
    """Somebody who works with the book."""

    code: str
    name: str
    role: Role


def may(person: Person, right: Right) -> bool:
    """Whether the person may do something."""
    return right in _OF_ROLE[person.role]


def require(person: Person, right: Right) -> None:
    """Refuse what the person may not do.

    Raises:
        Refusal: `not_allowed`.
    """
    if not may(person, right):
        raise Refusal("not_allowed", name=person.name, right=right.value, doing=_DOING[right])
