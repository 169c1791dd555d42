"""What is wished for on the labels screen, and what it has to say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

WAITING, SCANNED = "waiting", "scanned"


@dataclass(frozen=True, slots=True)
class Came:
    """A delivery whose goods can get labels; a day number."""

    uid: str
    number: str
    supplier: str
    day: int


@dataclass(frozen=True, slots=True)
class BeginWish:
    """A template that is to be drawn: its name, its label stock, and the one to begin with."""

    name: str
    stock: str
    start: str


@dataclass(frozen=True, slots=True)
class PrintWish:
    """Labels that are to be made.

    Attributes:
        source: `waiting`, `scanned`, or the uid of a delivery.
        template: Its name, "" for the built-in one.
        stock: The label stock.
        start: The first free label of a used sheet.
        way: Where they go: `pdf system network file`.
        printer: Its name, or its address on the network; "" for none.
        dpi: Its dots to the inch.
    """

    source: str
    template: str
    stock: str
    start: int
    way: str
    printer: str
    dpi: int
