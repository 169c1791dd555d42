"""Movements: the only way stock and its value change."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class MovementKind(StrEnum):
    """Why stock moved. Each value column of the period-end report is the sum of the movements of one kind."""

    OPENING_STOCK = "opening_stock"
    DELIVERY = "delivery"
    SALE = "sale"
    CUSTOMER_RETURN = "customer_return"
    CORRECTION = "correction"


class Wanted(NamedTuple):
    """A movement that a document asks for; the ledger adds what it is worth.

    Attributes:
        line_no: The line of the document that it follows from.
        quantity_milli: As stock sees it: positive comes in.
        value_minor: What comes in is worth this much; None for what goes out and for returns at current cost.
        lot: The lot's number, or "" for none.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    quantity_milli: int
    value_minor: int | None = None
    lot: str = ""
    expiry: int | None = None


class Movement(NamedTuple):
    """A movement as the ledger writes it.

    Attributes:
        value_minor: As stock sees it: positive adds value.
        cause_seq: Of a correction: the sequence of the movement that it corrects.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None = None
