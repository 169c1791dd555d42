"""Asks how often a report is made by itself, as what, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.schedule import FORMATS, Each
from app.ui.said import Said
from app.ui.screens.reports.state import Rhythm
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice
from app.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from app.domain.schedule import Scheduled
    from app.reports.contents import Listed
    from app.ui.screens.reports.texts import ReportTexts

_FIELD, _WIDTH = 520, 720  # px
_LONGEST = 1000  # signs in a path
_SHOWN = 6  # of the others
_RHYTHMS = (None, Each.DAY, Each.WEEK, Each.MONTH)


class ScheduleDialog(ScreenDialog):
    """One key for each rhythm; the format, and the folder for all of them.

    Args:
        texts: Writes what it shows.
        listed: The report.
        planned: How it is made by itself now, or None; and what else is, written.
        folder: Where they go now.
        parent: The window it belongs to.
    """

    wished = Signal(object)  # Rhythm

    def __init__(
        self,
        texts: ReportTexts,
        listed: Listed,
        planned: tuple[Scheduled | None, tuple[str, ...]],
        folder: str,
        *,
        parent: QWidget,
    ) -> None:
        name = "reports_schedule"
        super().__init__(
            self.tr("{report}, by itself").format(report=listed.label), name=name, modal=False, parent=parent
        )
        self._texts = texts
        self._buttons: list[ActionButton] = []
        scheduled, others = planned
        now = None if scheduled is None else scheduled.each
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, each in enumerate(_RHYTHMS, start=1):
            button = ActionButton(texts.rhythm(each), name=f"{name}_{each or 'never'}", key=f"Ctrl+{place}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(each is now)
            self.keys.bind(f"Ctrl+{place}", button.click)
            self._buttons.append(button)
            row.addWidget(button, 1)
        as_what = None if scheduled is None else scheduled.written_as
        formats = ((ending, ending.upper()) for ending in FORMATS)
        self.written_as = choice(f"{name}_as", self.tr("As"), formats, as_what)
        self.folder = TypedField(name=f"{name}_folder", accessible_name=self.tr("Folder"), keys=self.keys)
        self.folder.setMaxLength(_LONGEST)
        self.folder.setText(folder)
        rows = FormRows(_FIELD)
        rows.add(self.tr("As"), self.written_as)
        rows.add(self.tr("Folder of all"), self.folder)
        told = self.tr(
            "It is written once its day, week or month is over, while the till is open or when it opens next; what was "
            "missed is made up for. What is made each day is written when the till closes, too."
        )
        about = PlainLabel(told, name=f"{name}_about", role="small", wraps=True)
        about.setMinimumWidth(_WIDTH)
        self.column.addLayout(row)
        self.column.addLayout(rows)
        self.column.addWidget(about)
        if others:
            words = "\n".join((*others[:_SHOWN], *(("\u2026",) if len(others) > _SHOWN else ())))
            self.column.addWidget(PlainLabel(words, name=f"{name}_others", role="muted", wraps=True))
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Keep"), icon="check")
        self.answer_button.clicked.connect(self._on_answer)
        self.folder.entered.connect(self._on_answer)
        self.keys.bind("Enter", self._on_answer)
        self.answer_button.setFocus()

    def _on_answer(self) -> None:
        text = self.folder.text().strip()
        if text and not Path(text).expanduser().is_absolute():
            self.show_refusal(self._texts.sentence(Said("warn", "no_folder")))
            self.folder.show_error(wrong=True)
        elif not self.is_locked():
            self._lock()
            chosen = next(place for place, button in enumerate(self._buttons) if button.isChecked())
            self.wished.emit(Rhythm(_RHYTHMS[chosen], str(self.written_as.currentData()), text))
