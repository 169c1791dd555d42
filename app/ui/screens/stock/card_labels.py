"""F12 on the stock screen: a label for the goods on the card, from the label printer of this machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.stock.view import StockView
from app.ui.sound import Tone
from app.ui.tasks import Worker

if TYPE_CHECKING:
    from app.reports.product_card import ProductCard


class CardLabels:
    """Prints them, one for each press of the key, and tells what became of each."""

    def __init__(self, parts: Parts, paper: Worker, view: StockView) -> None:
        self._parts, self._paper, self._view = parts, paper, view

    def print_one(self, card: ProductCard | None) -> None:
        """Print a label for the goods of a card."""
        if card is None:
            self._view.say(Said("warn", "no_product"))
            return
        self._paper.submit(partial(self._print, card.sku), partial(self._on_printed, card.name), self._on_not_printed)

    def _print(self, sku: str) -> None:
        self._parts.till_labels.print_one(sku)

    def _on_printed(self, name: str, _done: None) -> None:
        self._view.say(Said("ok", "label_printed", {"name": name}))

    def _on_not_printed(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)
