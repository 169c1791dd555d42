"""Ctrl+I: what a price list would do, row by row, before it is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.product_row import Outcome
from app.ui.course import Course
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import ListWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import PickTable
from app.ui.widgets.files import file_to_write
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.jobs.product_lists import ToldList, ToldRow

_SIZE = QSize(1080, 660)  # px
_ROW, _OUTCOME, _SKU = 72, 120, 320  # px
_TONES = {Outcome.REFUSED: "error", Outcome.CHANGED: "warn", Outcome.UNCHANGED: "muted"}


class ListForm(CatalogueForm):
    """The form."""

    wished = Signal(object)  # ListWish, once until it is refused or told
    keep_wanted = Signal(object)  # Path: the refused rows are to go there

    def __init__(self, path: Path, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Take a price list"), name="list_form", texts=texts, parent=parent)
        self._path = path
        self._told: ToldList | None = None
        self.setMinimumSize(_SIZE)
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(isolate_name(path.name), name="list_file", role="heading", wraps=True))
        self.told = PlainLabel(name="list_told", role="strong", wraps=True)
        self.column.addWidget(self.told)
        self._model: RowsModel[ToldRow] = RowsModel(self._columns(), self)
        self.table = PickTable(name="list_rows", accessible_name=self.tr("What the list would do"), keys=self.keys)
        self.table.show_model(self._model)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.column.addWidget(self.table, 1)
        self.whole = PlainLabel(name="list_whole", role="muted", wraps=True)
        self.whole.hide()
        self.column.addWidget(self.whole)
        self.notes = PlainLabel(name="list_notes", role="warn", wraps=True)
        self.column.addWidget(self.notes)
        grid = self.grid()
        hint = self.tr("percent, such as 19, for rows that name none; or nothing")
        self.tax = self.add_field(grid, "list_tax", self.tr("Tax"), hint=hint)
        self.column.addLayout(grid)
        self.moving = QProgressBar()
        self.moving.setObjectName("list_progress")
        self.moving.setAccessibleName(self.tr("How far it is"))
        policy = self.moving.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.moving.setSizePolicy(policy)
        self.moving.hide()
        self.column.addWidget(self.moving)
        self.finish(self.tr("Take it"), "download")
        self.keep = ActionButton(self.tr("Keep refused rows"), name="list_keep", icon="save", key=self.tr("Ctrl+S"))
        self.keep.clicked.connect(self._on_keep)
        self.keep.setEnabled(False)
        self.keys.bind("Ctrl+S", self._on_keep)
        self.footer.insertWidget(1, self.keep)
        self.tax.setFocus()

    def look(self) -> None:
        """Ask what the list would do."""
        self._ask(dry_run=True)

    def show_told(self, told: ToldList) -> None:
        """Show what the list would do."""
        self._told = told
        self._unlock()
        self._model.show_rows(told.rows)
        counts = {outcome: isolate(self.texts.count(told.counts.get(outcome, 0))) for outcome in Outcome}
        words = self.tr("New: {new}, changed: {changed}, as they are: {same}, refused: {refused}")
        self.told.setText(
            words.format(
                new=counts[Outcome.NEW],
                changed=counts[Outcome.CHANGED],
                same=counts[Outcome.UNCHANGED],
                refused=counts[Outcome.REFUSED],
            )
        )
        self.notes.setText("\n".join(self.texts.note(note.value, names) for note, names in told.notes))
        self.notes.setVisible(bool(told.notes))
        self.keep.setEnabled(bool(told.counts.get(Outcome.REFUSED)))
        # What is refused stands first, with all of its reason below the table.
        self.table.choose_row(0)
        self._show_answer()
        self.tax.setFocus()

    def show_course(self, course: Course) -> None:
        """Show how far the work is."""
        self.moving.setRange(0, course.total)
        self.moving.setValue(course.done)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was done."""
        self.moving.hide()
        super().show_refusal(sentence)

    def tell(self) -> None:
        """A tax that was typed after the look is looked at before it is taken."""
        self._show_answer()

    def carry_out(self) -> None:
        """Take the list; where another tax stands there than was told, tell again."""
        told = self._told
        if told is None or told.tax != self.tax.text().strip():
            self.look()
        elif told.counts.get(Outcome.NEW) or told.counts.get(Outcome.CHANGED):
            self._ask(dry_run=False)
        else:
            self.bar.say("info", self.tr("There is nothing in it to take."))

    def _unlock(self) -> None:
        self.moving.hide()
        super()._unlock()

    def _ask(self, *, dry_run: bool) -> None:
        self.bar.clear()
        self.moving.setRange(0, 0)
        self.moving.show()
        self._lock()
        self.wished.emit(ListWish(self._path, self.tax.text().strip(), dry_run))

    def _show_answer(self) -> None:
        is_told = self._told is not None and self._told.tax == self.tax.text().strip()
        self.answer_button.set_label(self.tr("Take it") if is_told else self.tr("Look again"))

    def _on_keep(self) -> None:
        if self.keep.isEnabled() and not self.is_locked():
            name = str(self._path.with_name(f"{self._path.stem}-refused.csv"))
            chosen, _ = file_to_write(self, self.tr("Refused rows"), name, self.tr("Lists (*.csv)"))
            if chosen:
                self.keep_wanted.emit(Path(chosen))

    def _on_row(self) -> None:
        """All that is to say of the row that was moved to: the table may have no room for it."""
        row = self._model.row_at(self.table.currentIndex())
        words = "" if row is None else self._how(row)
        self.whole.setText(words)
        self.whole.setVisible(bool(words))

    def _columns(self) -> list[Column[ToldRow]]:
        return [
            Column("row", self.tr("Row"), self._number, figure=True, width=_ROW),
            Column("outcome", self.tr("It is"), self._outcome, tone=_tone, width=_OUTCOME),
            Column("sku", self.tr("Product"), _name, detail=_sku, width=_SKU),
            Column("how", self.tr("What changes, or why not"), self._how),
        ]

    def _number(self, row: ToldRow) -> str:
        return self.texts.count(row.number)

    def _outcome(self, row: ToldRow) -> str:
        return self.texts.outcome_words()[row.outcome]

    def _how(self, row: ToldRow) -> str:
        texts = self.texts
        if row.reasons:
            return " ".join(texts.reason(*reason) for reason in row.reasons)
        changes = (f"{texts.figure_name(what)}: {texts.from_to(what, *both)}" for what, *both in row.changes)
        return "; ".join(changes)


def _name(row: ToldRow) -> str:
    return row.name


def _sku(row: ToldRow) -> str:
    return row.sku


def _tone(row: ToldRow) -> str:
    return _TONES.get(row.outcome, "")
