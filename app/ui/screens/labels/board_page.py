"""The drawing board: fields and what can be added on the left, the label in the middle, its figures on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.own_template import OwnField, Source
from app.ui.label_texts import RESOLUTIONS
from app.ui.screens.labels.field_side import FieldSide
from app.ui.screens.labels.label_canvas import LabelCanvas
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.form_rows import choice
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel, isolate
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, tab_through
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.jobs.label_designs import DesignLook
    from app.ui.screens.labels.designing import Drawing

_LEFT = 312  # px
_DPI = 300

ADDED = (
    Source.NAME,
    Source.PRICE,
    Source.UNIT_PRICE,
    Source.SYMBOL,
    Source.TEXT,
    Source.LOGO,
    Source.LOT,
    Source.EXPIRY,
    Source.DATES,
    Source.SKU,
)
"""What can be added, in the order of the keys Ctrl+1 to Ctrl+0."""


class FieldTable(ModelTable):
    """The fields of the label. Del takes the chosen one away, Enter goes on to its figures."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class BoardPage(QWidget):
    """The page. What is done on it is done to the drawing; the screen has the keys."""

    edited = Signal()  # the drawing is another
    redraw = Signal()  # the label is to be drawn again
    add_wished = Signal(object)  # Source

    def __init__(self, texts: LabelsTexts) -> None:
        super().__init__()
        self.setObjectName("labelBoard")
        self._texts = texts
        self.drawing: Drawing | None = None
        self._is_showing = False
        self.canvas = LabelCanvas(texts)
        self.side = FieldSide(texts)
        self.bar = InlineBar(name="labelBoardBar")
        self._build()
        self._connect()
        tab_through(
            self.canvas, self.sample, self.dpi, *self.side.fields(), self.table, self.copy, self.delete, *self.adders,
            self.back, self.undo, self.redo, self.keep_as, self.keep,
        )  # fmt: skip
        self.setFocusProxy(self.canvas)

    def open(self, drawing: Drawing) -> None:
        """Draw this from now on."""
        self.drawing = drawing
        self.bar.clear()
        self.side.show_findings((), ())
        self.show_drawing()
        self.canvas.setFocus()
        self.redraw.emit()

    def choose_dpi(self, dpi: int) -> None:
        """Draw for a printer with so many dots to the inch."""
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(dpi)))

    def show_drawing(self) -> None:
        """Show what has become of the drawing."""
        drawing = self.drawing
        if drawing is None:
            return
        self._is_showing = True
        self.title.setText(drawing.template.name)
        self.for_labels.setText(self._texts.size(drawing.template))
        self.state.setText("" if drawing.is_kept else self.tr("not saved"))
        self._model.show_rows(drawing.template.fields)
        if self.table.chosen_row() != drawing.chosen:
            self.table.choose_row(drawing.chosen)
        self.canvas.show_drawing(drawing)
        self.side.show_drawing(drawing)
        self._is_showing = False

    def show_look(self, look: DesignLook) -> None:
        """Show the label as it will be printed."""
        if self.drawing is not None:
            self.canvas.show_look(look)
            self.side.show_findings(look.findings, self.drawing.template.fields)
            if not self.sample.isModified():
                self.sample.setText(look.sample)
                self.sample.setCursorPosition(0)

    def show_sample(self, name: str) -> None:
        """Another product is on the label."""
        self.sample.setText(name)
        self.sample.setModified(False)
        self.canvas.setFocus()
        self.redraw.emit()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._fields(), 1)
        left.addWidget(self._palette())
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self._paper(), 1)
        middle.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left)
        row.addLayout(middle, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        self.title = ShrinkingLabel(name="labelBoardTitle", role="title")
        self.for_labels = PlainLabel(name="labelBoardSize", role="muted")
        self.state = PlainLabel(name="labelBoardState", role="warn")
        self.back = _button(self.tr("Back"), "labelBack", "arrow-left", self.tr("Esc"))
        self.undo = _button(self.tr("Undo"), "labelUndo", "undo-2", self.tr("Ctrl+Z"))
        self.redo = _button(self.tr("Again"), "labelRedo", "redo-2", self.tr("Ctrl+Y"))
        self.keep_as = _button(self.tr("Save as"), "labelKeepAs", "save", self.tr("F6"))
        self.keep = ActionButton(
            self.tr("Save"), name="labelKeep", icon="save", key=self.tr("Ctrl+S"), variant="primary"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addSpacing(4)
        row.addWidget(self.title)
        row.addWidget(self.for_labels)
        row.addWidget(self.state)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.keep_as, self.keep):
            row.addWidget(button)
        return row

    def _fields(self) -> Card:
        card = Card(name="labelFields", margin=8)
        columns: list[Column[OwnField]] = [
            Column("field", self.tr("Field"), self._texts.field, detail=self._texts.place),
        ]
        self._model = RowsModel(columns, self)
        self.table = FieldTable(name="labelFieldTable", accessible_name=self.tr("Fields of the label"))
        self.table.show_model(self._model)
        self.table.horizontalHeader().hide()
        self.copy = _button(self.tr("Copy"), "labelCopy", "", self.tr("Ctrl+D"))
        self.delete = _button(self.tr("Delete"), "labelDelete", "", self.tr("Del"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.delete)
        card.column.addWidget(self.table, 1)
        card.column.addLayout(row)
        card.setFixedWidth(_LEFT)
        return card

    def _palette(self) -> Card:
        card = Card(name="labelPalette", margin=8)
        card.setFixedWidth(_LEFT)
        card.column.setSpacing(4)
        card.column.addWidget(PlainLabel(self.tr("Add"), name="labelPaletteTitle", role="strong"))
        grid = QGridLayout()
        grid.setSpacing(4)
        words = self._texts.field_words()
        self.adders: list[ActionButton] = []
        for place, source in enumerate(ADDED):
            key = QKeySequence(f"Ctrl+{(place + 1) % 10}").toString(QKeySequence.SequenceFormat.NativeText)
            button = ActionButton(words[source], name=f"labelAdd_{source.value}", key=key, variant="quiet")
            button.setProperty("source", source.value)
            button.clicked.connect(self._on_add)
            self.adders.append(button)
            grid.addWidget(button, place // 2, place % 2)
        card.column.addLayout(grid)
        return card

    def _paper(self) -> Card:
        card = Card(name="labelPaper", margin=8)
        card.column.setSpacing(4)
        hint = self.tr("Tab: next field. Arrows: 0.1 mm, with Shift 1 mm. Ctrl: its size. + and −: letters.")  # noqa: RUF001
        self.sample = TypedField(name="labelSample", accessible_name=self.tr("Product on it (F3)"))
        self.sample.setPlaceholderText(self.tr("scan, or type a name and press Enter"))
        self.sample.setMaxLength(120)
        dots = [(dpi, self.tr("{dpi} dpi").format(dpi=isolate(str(dpi)))) for dpi in RESOLUTIONS]
        self.dpi = choice("labelDpi", self.tr("Printer"), dots, _DPI)
        row = QHBoxLayout()
        row.setSpacing(8)
        for field, share in ((self.sample, 1), (self.dpi, 0)):
            label = PlainLabel(field.accessibleName(), name=f"{field.objectName()}Label", role="small")
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, share)
        card.column.addWidget(self.canvas, 1)
        card.column.addWidget(PlainLabel(hint, name="labelHint", role="small", wraps=True))
        card.column.addLayout(row)
        return card

    def _connect(self) -> None:
        self.canvas.edited.connect(self._on_edited)
        self.canvas.chose.connect(self._on_chose)
        self.canvas.entered.connect(self.side.focus_first)
        self.canvas.resized.connect(self.redraw)
        self.side.edited.connect(self._on_edited)
        self.table.entered.connect(self.side.focus_first)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.dpi.currentIndexChanged.connect(self.redraw)

    def _on_edited(self) -> None:
        self.show_drawing()
        self.edited.emit()

    def _on_chose(self) -> None:
        self.show_drawing()

    def _on_row(self) -> None:
        if self.drawing is not None and not self._is_showing:
            self.drawing.choose(self.table.chosen_row())
            self.show_drawing()

    def _on_add(self) -> None:
        button = self.sender()
        if button is not None:
            self.add_wished.emit(Source(button.property("source")))


def _button(words: str, name: str, icon: str, key: str) -> ActionButton:
    return ActionButton(words, name=name, icon=icon, key=key)
