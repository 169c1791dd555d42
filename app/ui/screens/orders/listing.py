"""Lists of goods for an order that is written: pasted, or a file of a supplier or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.figures import PIECE_MILLI
from app.domain.refusal import Refusal
from app.exchange.batch_scans import read_batch_file, read_batch_text
from app.jobs.batch_goods import place
from app.reports.lookups import Found
from app.reports.proposals import Orderable
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.orders.state import Listed
from app.ui.screens.orders.view import OrdersView
from app.ui.tasks import Workers


class Listing:
    """Reads lists. Its goods are named by code, SKU or the supplier's own code, its quantities are of the product."""

    def __init__(self, parts: Parts, workers: Workers, view: OrdersView) -> None:
        self._parts, self._workers, self._view = parts, workers, view

    def take(self, source: str | Path, name: str, supplier: str) -> None:
        """Read what was pasted, or a file, for an order to a supplier, "" for none yet.

        Args:
            source: The text, or the file.
            name: What a sentence calls pasted text.
        """
        self._workers.pool.submit(partial(self._read, source, name, supplier), self._view.listed, self._on_not_read)

    def _read(self, source: str | Path, name: str, supplier: str) -> Listed:
        batch = read_batch_text(source, name=name) if isinstance(source, str) else read_batch_file(source)
        placed = place(batch, partial(self._look_up, supplier))
        wanted: dict[str, int] = {}
        for one in placed.goods:
            wanted[one.sku] = wanted.get(one.sku, 0) + one.quantity_milli
        goods = self._goods(supplier, wanted)
        if not supplier:
            supplier = next((one.supplier for one in goods if one.supplier), "")
            goods = self._goods(supplier, wanted)
        lines = tuple((one, wanted[one.sku]) for one in goods if wanted[one.sku])
        return Listed(lines, tuple(one.row for one in placed.bad), supplier)

    def _goods(self, supplier: str, skus: Iterable[str]) -> tuple[Orderable, ...]:
        return self._parts.proposals.goods(supplier, skus, location=self._parts.location)

    def _look_up(self, supplier: str, text: str) -> Found:
        parts = self._parts
        found = parts.lookups.scan(text, location=parts.location)
        if found.items:
            return found
        sku = parts.proposals.sku_of(supplier, text)
        item = parts.lookups.item(sku, location=parts.location) if sku else None
        return Found(found.scan, (item,), (PIECE_MILLI,)) if item else found

    def _on_not_read(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
