"""Leads from a report to the document or product of a row, and back to that row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.places import Leads, LeadsAway


class Leading(QObject):
    """Leads there and back.

    Args:
        made: The screen of a place, which is made when it is not there yet.
        go_to: Shows a place.
        parent: Who owns it.
    """

    def __init__(self, made: Callable[[str], QWidget], go_to: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._made, self._go_to = made, go_to
        self._is_joined = False

    def lead(self, kind: str, key: str) -> None:
        """Go to a `place`, show a `product` (by its SKU) where those are, or a `document` (by its uid) right here."""
        if kind == "place":
            self._go_to(key)
            return
        stock: object = self._made("stock")
        if not isinstance(stock, Leads):
            return
        if not self._is_joined:
            self._is_joined = True
            stock.led_back.connect(self._come_back)
        if kind == "product":
            self._go_to("stock")
        stock.lead(kind, key)

    def _come_back(self) -> None:
        self._go_to("reports")
        reports: object = self._made("reports")
        if isinstance(reports, LeadsAway):
            reports.come_back()
