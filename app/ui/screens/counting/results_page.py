"""What came of earlier counts on the screen: accuracy by zone, counter and category, and shrinkage by reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout

from app.ui.screens.counting.after import After
from app.ui.screens.counting.state import ResultRow, Shown
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

_MONTH, _FIGURE = 180, 130  # px
_OF_ACCURACY = frozenset({"right", "accuracy"})


class ResultsPage(Card):
    """The page.

    Attributes:
        table: The lines.
        buttons: By name: `zone counter category shrinkage print back`.
    """

    wanted = Signal(str)  # Shown

    def __init__(self, texts: CountingTexts) -> None:
        super().__init__(name="countResults", margin=12)
        self._texts = texts
        self._shown = Shown.ZONE
        self._model: RowsModel[ResultRow] = RowsModel(self._columns(), self)
        self.buttons: dict[str, ActionButton] = {}
        self._build()

    def show_results(self, after: After) -> None:
        """Show them."""
        self._shown = after.shown
        rows = after.rows()
        self._model.show_rows(rows)
        if rows and self.table.chosen_row() < 0:
            self.table.choose_row(0)
        for place, column in enumerate(self._model.columns()):
            self.table.setColumnHidden(place, after.shown is Shown.SHRINKAGE and column.name in _OF_ACCURACY)
        # Shrinkage is of what differs alone, everything else of all that was counted.
        is_shrinkage = after.shown is Shown.SHRINKAGE
        self._model.call_column("products", self.tr("Differing") if is_shrinkage else self.tr("Counted"))
        self._title.setText(self._texts.at_place(after.place, self._titles()[after.shown]))
        note = self._note_on(after.shown, has_rows=bool(rows))
        if after.has_back() and not self._texts.is_usage:
            note = self.tr(
                "What was taken back stands twice: in the month in which it was posted, and with the opposite sign in "
                "that in which it was taken back."
            )
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for shown in Shown:
            self.buttons[shown.value].setEnabled(shown is not after.shown)

    def _titles(self) -> dict[Shown, str]:
        shrinkage = self.tr("Shrinkage, by reason")
        if self._texts.is_usage:
            return {
                Shown.ZONE: self.tr("What was counted, by zone"),
                Shown.COUNTER: self.tr("What was counted, by whom"),
                Shown.CATEGORY: self.tr("What was counted, by category"),
                Shown.SHRINKAGE: shrinkage,
            }
        return {
            Shown.ZONE: self.tr("How right the book was, by zone"),
            Shown.COUNTER: self.tr("How right the book was, by who counted"),
            Shown.CATEGORY: self.tr("How right the book was, by category"),
            Shown.SHRINKAGE: shrinkage,
        }

    def _note_on(self, shown: Shown, *, has_rows: bool) -> str:
        """What is not known, or why nothing is listed."""
        if self._texts.is_usage:
            if shown is Shown.SHRINKAGE:
                return self.tr(
                    "This shop lives by counts: what is gone was used, and is the cost of sales. How much of it shrank "
                    "is not known."
                )
            return self.tr("This shop lives by counts: how right a book of its stock would be is not known.")
        if has_rows:
            return ""
        if shown is Shown.SHRINKAGE:
            return self.tr("No count has found a difference in the last twelve months.")
        return self.tr("Nothing was counted in the last twelve months, opening stock aside.")

    def _build(self) -> None:
        self.column.setSpacing(8)
        head = QHBoxLayout()
        self._title = PlainLabel(name="countResultsTitle", role="title", wraps=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._button("back", self.tr("Back"), "arrow-left", self.tr("Esc")))
        self.column.addLayout(head)
        self._note = PlainLabel(name="countResultsNote", role="muted", wraps=True)
        self.column.addWidget(self._note)
        self.table = PickTable(name="countResultsLines", accessible_name=self.tr("What came of counts"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._actions())

    def _actions(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for shown, label, icon, key in (
            (Shown.ZONE, self.tr("By zone"), "tag", self.tr("F4")),
            (Shown.COUNTER, self.tr("By counter"), "users", self.tr("F5")),
            (Shown.CATEGORY, self.tr("By category"), "boxes", self.tr("F6")),
            (Shown.SHRINKAGE, self.tr("Shrinkage"), "coins", self.tr("F7")),
        ):
            button = self._button(shown.value, label, icon, key)
            button.clicked.connect(partial(self.wanted.emit, shown.value))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button("print", self.tr("On paper"), "printer", self.tr("F8")))
        return row

    def _button(self, name: str, label: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=f"countResults_{name}", icon=icon, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _columns(self) -> list[Column[ResultRow]]:
        known = [
            Column("month", self.tr("Month"), self._month, width=_MONTH),
            Column("name", self.tr("Of"), self._name, detail=self._again),
            Column("products", self.tr("Counted"), _products, figure=True, width=_FIGURE),
        ]
        if self._texts.is_usage:
            return known
        return [
            *known,
            Column("right", self.tr("Right"), _right, figure=True, width=_FIGURE),
            Column("accuracy", self.tr("Accuracy"), self._accuracy, figure=True, width=_FIGURE),
            Column("losses", self.tr("Losses"), self._losses, figure=True, width=_FIGURE),
            Column("gains", self.tr("Gains"), self._gains, figure=True, width=_FIGURE),
        ]

    def _month(self, row: ResultRow) -> str:
        return self._texts.month(row.month)

    def _name(self, row: ResultRow) -> str:
        if self._shown is Shown.SHRINKAGE:
            return self._texts.reason(row.name) if row.name else self.tr("no reason given")
        if row.name:
            return isolate_name(row.name)
        return self._texts.zone("") if self._shown is Shown.ZONE else self.tr("without a category")

    def _again(self, row: ResultRow) -> str:
        """What became of what somebody had counted, where it was counted again."""
        if row.again is None:
            return ""
        if row.changed is None:
            return self.tr("Counted again: {count}").format(count=row.again)
        told = self.tr("Counted again: {count}, came out differently: {changed}")
        return told.format(count=row.again, changed=row.changed)

    def _accuracy(self, row: ResultRow) -> str:
        if row.accuracy_milli is None:
            return ""
        return self._texts.percent(row.accuracy_milli)

    def _losses(self, row: ResultRow) -> str:
        return self._texts.money(row.losses_minor)

    def _gains(self, row: ResultRow) -> str:
        return self._texts.money(row.gains_minor)


def _products(row: ResultRow) -> str:
    return str(row.products)


def _right(row: ResultRow) -> str:
    return "" if row.right is None else str(row.right)
