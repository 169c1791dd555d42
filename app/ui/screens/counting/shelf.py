"""What counting asks of the book and tells it; every method runs on the store thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.refusal import Refusal
from app.domain.rights import Right
from app.jobs.batch_count import Desk
from app.ui.parts import Parts
from app.ui.screens.counting.state import ToleranceWish, ZoneAsked

if TYPE_CHECKING:
    from app.domain.count_sheet import Entry
    from app.domain.product import Item
    from app.jobs.batch_count import TakenIn
    from app.reports.stocktakes import Again, Printed, SheetHead

Opened = tuple[str, str, tuple["Entry", ...]]
"""Uid, zone and entries of a sheet."""


class Shelf:
    """Opens sheets, takes files in, and reads what stands around the sheet in hand."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def open_zone(self, stocktake: str, zone: str, how: str) -> ZoneAsked | Opened:
        """Open a sheet for a zone; one that was counted before is asked about.

        Raises:
            Refusal: As `Stocktaking.open_sheet`.
        """
        parts = self._parts
        try:
            sheet = parts.stocktaking.open_sheet(stocktake, zone, how=how, till=parts.till, user=parts.user)
        except Refusal as refusal:
            if refusal.code == "zone_counted":
                return ZoneAsked(zone, refusal.facts)
            raise
        return sheet, zone, parts.stocktakes.entries(sheet)

    def resume(self, sheet: SheetHead) -> Opened:
        """Go on with a sheet.

        Raises:
            Refusal: As `Stocktaking.resume_sheet`.
        """
        parts = self._parts
        if sheet.state == "parked":
            parts.stocktaking.resume_sheet(sheet.uid, till=parts.till, user=parts.user)
        return sheet.uid, sheet.zone, parts.stocktakes.entries(sheet.uid)

    def sheets(self, stocktake: str) -> tuple[SheetHead, ...]:
        """Who counted what."""
        return self._parts.stocktakes.sheets(stocktake)

    def take_file(self, path: Path, sheet: str) -> tuple[TakenIn, tuple[Entry, ...]]:
        """Count what a batch scanner's file says.

        Raises:
            Refusal: As `BatchCount.take_in`.
        """
        parts = self._parts
        taken = parts.batch_count.take_in(path, sheet, Desk(parts.location, parts.till, parts.user), parts.now())
        return taken, parts.stocktakes.entries(sheet)

    def book_says(self, sku: str) -> Item | None:
        """What the book has of a product.

        Raises:
            Refusal: `not_allowed`.
        """
        self._parts.stocktakes.require(self._parts.user, Right.SEE_EXPECTED)
        return self._parts.lookups.item(sku, location=self._parts.location)

    def again(self, stocktake: str) -> tuple[Again, ...]:
        """What is to be counted again.

        Raises:
            Refusal: `not_allowed`.
        """
        self._parts.stocktakes.require(self._parts.user, Right.COUNT)
        return self._parts.stocktakes.recounts(stocktake)

    def printed(self, zone: str) -> tuple[Printed, ...]:
        """The lines of the printed sheet for a zone; all of them where it has none of its own."""
        stocktakes, location = self._parts.stocktakes, self._parts.location
        return stocktakes.listed(location, zone) or stocktakes.listed(location, "")

    def set_tolerance(self, stocktake: str, wish: ToleranceWish) -> None:
        """Say from which difference on goods are counted again.

        Raises:
            Refusal: As `Stocktaking.set_tolerance`.
        """
        parts = self._parts
        parts.stocktaking.set_tolerance(stocktake, wish.tolerance, second_person=wish.second_person, user=parts.user)
