"""The parts of a payment that were taken so far, one row each, and the button that takes a part back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.ui.screens.sale.dialogs.choices import ChoiceButton
from app.ui.theme import TARGET
from app.ui.widgets.labels import PlainLabel, isolate

_ROWS_IN_SIGHT = 3
_GAP = 4


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as it is shown: the name of its kind, and its amount as Babel wrote it."""

    name: str
    amount: str


class PartsList(QScrollArea):
    """The list of parts. It takes no room while it is empty; the last row's button shows the key that does the same."""

    removed = Signal(object)  # int: the place of the part that is to be taken back

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Parts of the payment"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_parts(self, rows: Sequence[PartRow]) -> None:
        """Show these parts from now on."""
        inside = QWidget()
        inside.setObjectName(f"{self.objectName()}_rows")
        inside.setProperty("role", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(_GAP)
        grid.setColumnStretch(0, 1)
        for place, row in enumerate(rows):
            last = place == len(rows) - 1
            amount = PlainLabel(isolate(row.amount), name=f"{self.objectName()}_amount_{place}", role="strong")
            # Aligned by the grid: a label would go by its text, and stand on the wrong side in a mirrored window.
            name = PlainLabel(row.name, name=f"{self.objectName()}_name_{place}")
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(amount, place, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._remover(place, row, key="Del" if last else ""), place, 2)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: the row whose button was clicked is among them
        self.setWidget(inside)
        height = min(len(rows), _ROWS_IN_SIGHT) * (TARGET + _GAP)
        self.setFixedHeight(height)
        self.setVisible(bool(rows))
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _remover(self, place: int, row: PartRow, *, key: str) -> QWidget:
        name = f"{self.objectName()}_remove_{place}"
        button = ChoiceButton(place, self.tr("Remove"), name=name, icon="x", key=key, variant="quiet")
        button.setAccessibleName(self.tr("Remove {name} {amount}").format(name=row.name, amount=row.amount))
        button.chosen.connect(self.removed)
        return button
