"""What is said of scans that are in no count: what they were of, where they were made and why they are in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.count_why import WHY_IN_NO_COUNT, why_in_no_count
from app.printing import format as written
from app.ui.screens.counting.figures import CountingFigures
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.reports.stocktakes import UnknownCode

_ROWS_SHOWN = 5


class NoCountTexts(CountingFigures):
    """Writes it."""

    def unknown(self, many: int) -> str:
        """How many codes were scanned and are in no count: nobody knows them, or they came twice at once."""
        return self.tr("Scans in no count: {count}").format(count=many)

    def unknown_where(self, one: UnknownCode) -> str:
        """What goods it is as far as one knows, where it was scanned, by whom and when last."""
        zones = ", ".join(self.zone(zone) for zone in one.zones)
        people = ", ".join(isolate_name(name) for name in one.people)
        at = isolate(written.moment_apart(one.at.local(), self._shop.language))
        parts = [isolate_name(one.name)] if one.name else []
        if one.rows:
            shown = ", ".join(map(str, one.rows[:_ROWS_SHOWN]))
            more = self.tr("{rows} and {count} more")
            left = len(one.rows) - _ROWS_SHOWN
            told = more.format(rows=shown, count=left) if left > 0 else shown
            parts.append(self.tr("row {rows} of a file").format(rows=isolate(told)))
        return " \N{MIDDLE DOT} ".join([*parts, zones, people, at])

    def unknown_many(self, one: UnknownCode) -> str:
        """How much of it was scanned, as far as that was said."""
        return self.quantity(one.quantity_milli, one.unit) if one.quantity_milli else "\N{EN DASH}"

    def unknown_why(self, one: UnknownCode) -> str:
        """Why it was not counted."""
        return QCoreApplication.translate("wording", why_in_no_count(one.note))

    @staticmethod
    def every_why() -> list[str]:
        """All that this can be."""
        return [QCoreApplication.translate("wording", words) for words in WHY_IN_NO_COUNT.values()]
