"""The list of what was scanned and is in no count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.reports.stocktakes import UnknownCode
from app.ui.screens.counting.dialogs.lists import listed
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_LEAST_WHY, _MANY, _PADDING = 280, 120, 40  # px
_SIZE = QSize(1000, 560)  # px
_SUCH_AS = 1250
"""A quantity that nobody takes for pieces, as the shop writes it."""


class UnknownDialog(ScreenDialog):
    """What was scanned and stands for no goods, until somebody has looked after it.

    Args:
        codes: What is listed.
        can_settle: Whether there is a sheet whose journal can have what was looked after.
        texts: The words.
        parent: The window of the screen.
    """

    settled = Signal(str)  # a code, as often as one is
    brought_back = Signal(str)  # a code that was settled here

    def __init__(
        self,
        codes: Sequence[UnknownCode],
        texts: CountingTexts,
        *,
        can_settle: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Scans that are in no count"), name="unknown_dialog", modal=False, parent=parent)
        self._settled: list[str] = []
        self._model: RowsModel[UnknownCode] = RowsModel(
            [
                Column("code", self.tr("Code"), _code, detail=texts.unknown_where),
                Column("why", self.tr("Why"), texts.unknown_why, width=_LEAST_WHY),
                Column("many", self.tr("How many"), texts.unknown_many, figure=True, width=_MANY),
            ],
            self,
        )
        about = self.tr(
            "Where no product has a code: add it to the product (under Products), then scan the goods again, and the "
            "line goes away. Where a code came twice at once: scan it again if a second piece lies there. Where it "
            "says no weight: type how much there is with a star ({figure}*), then scan it again. Of a kit, count the "
            "parts. Where nobody said which piece it is: scan it again, then its serial number."
        )
        about = about.format(figure=texts.quantity(_SUCH_AS))
        if can_settle:
            more = self.tr("Del: what it stands for was counted by hand, or is nothing; Ctrl+Z brings it back.")
        else:
            more = self.tr("Once a sheet is finished, a line that is looked after can be taken off here.")
        words = PlainLabel(f"{about} {more}", name="unknown_about", role="muted", wraps=True)
        self.column.addWidget(words)
        self.table = listed(self, "unknown_table", self.tr("Scans that are in no count"), self._model)
        self.resize(_SIZE)
        self.show_codes(codes)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Looked after"), icon="check", key=self.tr("Del"))
        self.answer_button.setVisible(can_settle)
        if can_settle:
            self.keys.bind("Del", self._on_settled)
            self.keys.bind("Ctrl+Z", self._on_back)
            self.answer_button.clicked.connect(self._on_settled)
        self.table.setFocus()
        self._give_room(texts)

    def show_codes(self, codes: Sequence[UnknownCode]) -> None:
        """Show them as they are by now."""
        if tuple(codes) != self._model.rows():
            place = max(self.table.chosen_row(), 0)
            self._model.show_rows(codes)
            if codes:
                self.table.choose_row(min(place, len(codes) - 1))

    def _give_room(self, texts: CountingTexts) -> None:
        """No reason is cut, and as many lines are in sight as the window has room for."""
        self.ensurePolished()
        longest = max(map(self.table.fontMetrics().horizontalAdvance, texts.every_why()))
        self.table.horizontalHeader().resizeSection(1, max(_LEAST_WHY, longest + _PADDING))
        self.grow_to_rows(self.table)

    def _on_settled(self) -> None:
        one = self._model.row_at(self.table.currentIndex())
        if one is not None:
            self._settled.append(one.code)
            what = isolate_name(one.name) if one.name else isolate(one.code)
            self.bar.say("info", self.tr("Taken off the list: {what}. Ctrl+Z brings it back.").format(what=what))
            # The next Del is for the next line, also before the book has heard of this one.
            self.show_codes([other for other in self._model.rows() if other is not one])
            self.settled.emit(one.code)

    def _on_back(self) -> None:
        """Ctrl+Z: what was taken off last stands there again."""
        if self._settled:
            self.clear_refusal()
            self.brought_back.emit(self._settled.pop())


def _code(one: UnknownCode) -> str:
    return isolate(one.code)
