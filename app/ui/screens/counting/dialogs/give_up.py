"""Ctrl+Del: a sheet, or a whole stocktake, is given up."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.screens.counting.dialogs.question import Question
from app.ui.screens.counting.state import GiveUpAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.labels import PlainLabel, isolate_name

_WIDTH = 620  # px


class GiveUpDialog(Question):
    """Asks whether, and says who has counted how much. Enter keeps it; only the same key again gives it up."""

    def __init__(self, asked: GiveUpAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Give it up?"), name="give_up", modal=False, width=_WIDTH, parent=parent)
        self._texts = texts
        self.keys.bind("Ctrl+Del", self.answer)
        about, told = self._of_stocktake(asked) if asked.stocktake else self._of_sheet(asked)
        self.column.addWidget(PlainLabel(about, name="give_up_about", role="strong", wraps=True))
        self.column.addWidget(PlainLabel(told, name="give_up_what", wraps=True))
        self.add_answer(back=self.tr("Keep it"), answer=self.tr("Give up"), icon="trash-2", key=self.tr("Ctrl+Del"))
        self.answer_button.setAutoDefault(False)
        self.back_button.setDefault(True)
        self.back_button.setFocus()

    def _of_sheet(self, asked: GiveUpAsked) -> tuple[str, str]:
        (sheet,) = asked.sheets
        words = self.tr("Counted by {name} ({state}): {quantity}. None of it counts any more then; F4 brings it back.")
        texts = self._texts
        told = words.format(name=texts.counters(sheet), quantity=texts.found_on(sheet), state=texts.sheet_state(sheet))
        return texts.place(sheet.zone, sheet.goods_name), told

    def _of_stocktake(self, asked: GiveUpAsked) -> tuple[str, str]:
        live = [sheet for sheet in asked.sheets if sheet.state != "abandoned"]
        about = self.tr("The whole stocktake {name}").format(name=isolate_name(asked.stocktake))
        if not live:
            return about, self.tr("Nothing was counted yet.")
        words = self.tr(
            "Counted by {people}; sheets: {sheets}, counted: {quantity}. None of it is posted, and none comes back."
        )
        people = ", ".join(dict.fromkeys(self._texts.counters(sheet) for sheet in live))
        return about, words.format(people=people, sheets=len(live), quantity=self._texts.found_on(*live))
