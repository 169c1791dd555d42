"""Where counting begins: stocktakes to go on with, what is due today, plans, and what was posted last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.screens.counting.look import Look
from app.ui.screens.counting.state import Listing, StartKind, StartRow
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

_KIND, _STATE = 160, 200  # px
_TONES = {StartKind.STOCKTAKE: "accent", StartKind.DUE: "warn", StartKind.POSTED: "muted"}


class StartPage(Card):
    """The page.

    Attributes:
        table: What can be counted.
        buttons: By name: `open plan change labels sheet variance results week`.
    """

    picked = Signal(object)  # StartRow

    def __init__(self) -> None:
        super().__init__(name="countStart", margin=12)
        self._model: RowsModel[StartRow] = RowsModel(
            [
                Column("title", self.tr("What is counted"), _title, detail=_detail, tone=_tone),
                Column("kind", self.tr("What it is"), self._kind, tone=_tone, width=_KIND),
                Column("state", self.tr("When"), _state, tone=_tone, width=_STATE),
            ],
            self,
        )
        self._came_from = ""
        self.column.setSpacing(8)
        self.buttons: dict[str, ActionButton] = {}
        self.column.addLayout(self._head())
        self.table = PickTable(name="countStartTable", accessible_name=self.tr("What can be counted"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._foot())
        self._look = Look(self.buttons["results"])
        self.table.picked.connect(self._on_picked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.buttons["open"].clicked.connect(self._on_picked)

    def show_listing(self, listing: Listing, came_from: str) -> None:
        """Show what can be counted; what was chosen stays chosen, wherever it stands now.

        Args:
            came_from: The key of what is gone on with: the stocktake that was left last, or the plan that was kept.
        """
        self._notes.setText(listing.notes)
        self._notes.setVisible(bool(listing.notes))
        chosen, place = self.row(), max(self.table.chosen_row(), 0)
        if listing.rows != self._model.rows():
            self._model.show_rows(listing.rows)
            same = [at for at, row in enumerate(listing.rows) if chosen is not None and _is_same(row, chosen)]
            self._choose([*same, min(place, len(listing.rows) - 1)])
        left = [at for at, row in enumerate(listing.rows) if row.key == came_from]
        if left and came_from != self._came_from:
            self._came_from = came_from
            self._choose(left)
        self._on_row()

    def come_from_review(self) -> None:
        """The key that posts a count opens the results here: pressed twice, it would hide that the count is posted."""
        self._look.begin()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._look.painted()

    def _choose(self, places: list[int]) -> None:
        if places and places[0] >= 0:
            self.table.choose_row(places[0])

    def row(self) -> StartRow | None:
        """The chosen row."""
        return self._model.row_at(self.table.currentIndex())

    def _head(self) -> QHBoxLayout:
        self._notes = PlainLabel(name="countNotes", role="muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(PlainLabel(self.tr("Count"), name="countStartTitle", role="title"))
        words.addWidget(self._notes)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        week = self._button("week", self.tr("Quiet hours"), "calendar", self.tr("F10"))
        head.addWidget(week, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for name, label, icon, key in (
            ("open", self.tr("Count"), "clipboard-check", self.tr("Enter")),
            ("plan", self.tr("New plan"), "plus", self.tr("F4")),
            ("change", self.tr("Change"), "pencil", self.tr("F5")),
            ("labels", self.tr("Zone labels"), "tags", self.tr("F6")),
            ("sheet", self.tr("Count sheet"), "printer", self.tr("F7")),
            ("variance", self.tr("Variance"), "file-text", self.tr("F8")),
            ("results", self.tr("Results"), "history", self.tr("F9")),
        ):
            foot.addWidget(self._button(name, label, icon, key, variant="primary" if name == "open" else "plain"))
        foot.addStretch(1)
        return foot

    def _button(self, name: str, label: str, icon: str, key: str, *, variant: str = "plain") -> ActionButton:
        button = ActionButton(label, name=f"count_start_{name}", icon=icon, key=key, variant=variant)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _kind(self, row: StartRow) -> str:
        if row.posted is not None and row.posted.back:
            return self.tr("taken back")
        return {
            StartKind.STOCKTAKE: self.tr("being counted"),
            StartKind.DUE: self.tr("to do today"),
            StartKind.PLAN: self.tr("plan"),
            StartKind.POSTED: self.tr("posted"),
        }[row.kind]

    def _on_picked(self) -> None:
        row = self.row()
        if row is not None:
            self.picked.emit(row)

    def _on_row(self) -> None:
        """The button for Enter says what Enter does with the chosen row."""
        row = self.row()
        is_posted = row is not None and row.kind is StartKind.POSTED
        self.buttons["open"].set_label(self.tr("Open") if is_posted else self.tr("Count"))


def _is_same(row: StartRow, other: StartRow) -> bool:
    """Whether two rows are about the same thing, whatever is told of it."""
    if row.plan is not None and other.plan is not None:
        return (row.key, row.location, row.plan.scope) == (other.key, other.location, other.plan.scope)
    return row.key == other.key and (row.plan is None) == (other.plan is None)


def _title(row: StartRow) -> str:
    return CountingTexts.at_place(row.place, row.title)


def _detail(row: StartRow) -> str:
    return row.detail


def _state(row: StartRow) -> str:
    return row.state


def _tone(row: StartRow) -> str:
    return _TONES.get(row.kind, "")
