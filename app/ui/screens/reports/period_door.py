"""The way to the end of a period and back: it lies over the reports while it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from app.domain.stretch import Days
    from app.ui.screens.reports.period_side import PeriodSide


class PeriodDoor(QObject):
    """The way.

    Args:
        make: Makes the end of a period, in an idle moment or when it is opened first.
        pages: Where it and the reports lie, one over the other.
        first: The reports.
    """

    tone = Signal(object)  # Tone
    led = Signal(str, str)  # `place`, and its name
    asked = Signal(str, object)  # the report that a point is about, and the days of the period
    left = Signal()  # back to the reports

    def __init__(self, make: Callable[[], PeriodSide], pages: QStackedWidget, first: QWidget) -> None:
        super().__init__(pages)
        self._make, self._pages, self._first = make, pages, first
        self._side: PeriodSide | None = None
        self._report = ""  # the report that a point has led to

    def side(self) -> PeriodSide:
        """The end of a period, which is made if it is not there yet."""
        if self._side is None:
            self._side = side = self._make()
            side.tone.connect(self.tone)
            side.left.connect(self.left)
            side.led.connect(self.led)
            side.asked.connect(self._on_asked)
            self._pages.addWidget(side)
        return self._side

    def in_sight(self) -> PeriodSide | None:
        """The end of a period, while it is in sight."""
        return self._side if self._pages.currentWidget() is self._side else None

    def open(self) -> None:
        """Look at the period that is to be closed next."""
        side = self.side()
        self._pages.setCurrentWidget(side)
        side.open()

    def leave(self) -> bool:
        """Look at the reports. Returns whether they were not in sight."""
        side, self._report = self.in_sight(), ""
        if side is not None:
            side.presenter.leave()
        self._pages.setCurrentWidget(self._first)
        return side is not None

    def come_back(self, shown: str) -> bool:
        """Back to the point that has led to the report that is shown. Returns False if none has."""
        if self._side is None or not self._report or self._report != shown:
            return False
        self._pages.setCurrentWidget(self._side)
        self._side.come_back()
        return True

    def forget(self) -> None:
        """Somebody else is at the till."""
        if self._side is not None:
            self.left.emit()
            self._side.presenter.forget()

    def _on_asked(self, report: str, days: Days) -> None:
        """A point of the period is about a report of its days."""
        self.left.emit()
        self._report = report
        self.asked.emit(report, days)
