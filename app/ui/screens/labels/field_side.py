"""The figures of the chosen field, and what is to be known of the label on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.own_template import (
    LARGEST_LABEL,
    LARGEST_MODULE,
    LARGEST_SIZE,
    LEAST_FIELD,
    LEAST_SIZE,
    LONGEST_TEXT,
    Side,
    Source,
)
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.widgets.form_rows import choice
from app.ui.widgets.labels import IconMark, PlainLabel
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.own_template import OwnField
    from app.printing.labels.own import Finding
    from app.ui.screens.labels.designing import Drawing

_WIDTH = 330  # px
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class FigureBox(QDoubleSpinBox):
    """A figure that arrows change. Ctrl+Z and the like are the drawing board's."""

    def __init__(self, name: str, words: str, *, least: float, most: float, decimals: int, unit: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSingleStep(10**-decimals)
        self.setSuffix(f" {unit}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that comes by changes nothing.
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & _CHORDS
        ):
            event.ignore()
            return False
        return super().event(event)


class FieldSide(Card):
    """What stands beside the label."""

    edited = Signal()  # the drawing is another

    def __init__(self, texts: LabelsTexts) -> None:
        super().__init__(name="labelFieldSide")
        self.setFixedWidth(_WIDTH)
        self._texts = texts
        self._drawing: Drawing | None = None
        self._is_showing = False
        self.title = PlainLabel(name="labelFieldTitle", role="heading")
        self.column.addWidget(self.title)
        self.column.addLayout(self._figures())
        self.column.addWidget(self._letters())
        self.column.addWidget(self._codes())
        self.column.addWidget(self._texts_row())
        self.column.addWidget(PlainLabel(self.tr("On paper"), name="labelFindingsTitle", role="strong"))
        self.column.addWidget(self._findings_area(), 1)
        self._connect()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show the chosen field."""
        self._drawing = drawing
        field = drawing.field
        self.setEnabled(field is not None)
        if field is None:
            return
        self._is_showing = True
        is_code, is_logo = field.source is Source.SYMBOL, field.source is Source.LOGO
        self.title.setText(self._texts.field_words()[field.source])
        for box, tenths in zip(self._boxes, (field.left, field.top, field.width, field.height), strict=True):
            _show(box, tenths / 10)
        _show(self.size_box, field.size / 10)
        self.bold.setChecked(field.bold)
        self.side.setCurrentIndex(self.side.findData(field.align.value))
        self.symbol.setCurrentIndex(self.symbol.findData(field.symbol))
        _show(self.module, field.module / 1000)
        if self.text.text() != field.text:
            self.text.setText(field.text)
        self._letters_row.setVisible(not is_code)
        for control in (self.size_box, self.size_label, self.bold):
            control.setVisible(not is_logo)
        self._codes_row.setVisible(is_code)
        self._text_row.setVisible(field.source is Source.TEXT)
        self._is_showing = False

    def show_findings(self, findings: Sequence[Finding], fields: Sequence[OwnField]) -> None:
        """Say what is wrong with the label, the refusals first, and what is good to know."""
        while self._findings.count():
            item = self._findings.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, one in enumerate(sorted(findings, key=_gravity)):
            row = QWidget()
            row.setObjectName(f"labelFinding_{number}")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            icon, colour = _MARKS[_gravity(one)]
            mark = IconMark(icon, name=f"labelFindingMark_{number}", colour=colour, size=18)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            words = PlainLabel(self._texts.sentence(one), name=f"labelFindingWords_{number}", role="small", wraps=True)
            line.addWidget(words, 1)
            self._findings.addWidget(row)
        if not findings:
            fine = self.tr("Everything has room.") if fields else ""
            self._findings.addWidget(PlainLabel(fine, name="labelFindingWords_0", role="small", wraps=True))
        self._findings.addStretch(1)

    def fields(self) -> tuple[QWidget, ...]:
        """What can be changed here, in the order of Tab."""
        return (*self._boxes, self.size_box, self.side, self.bold, self.symbol, self.module, self.text)

    def focus_first(self) -> None:
        """Bring the keys to the first figure."""
        self._boxes[0].setFocus()
        self._boxes[0].selectAll()

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        words = (self.tr("From the left"), self.tr("From the top"), self.tr("Width"), self.tr("Height"))
        names = ("labelLeft", "labelTop", "labelWidth", "labelHeight")
        self._boxes: list[FigureBox] = []
        for place, (name, label) in enumerate(zip(names, words, strict=True)):
            least = LEAST_FIELD / 10 if place > 1 else 0.0
            box = FigureBox(name, label, least=least, most=LARGEST_LABEL / 10, decimals=1, unit="mm")
            box.setLocale(QLocale(self._texts.shop.language))
            self._boxes.append(box)
            grid.addWidget(_label(label, box), place // 2 * 2, place % 2)
            grid.addWidget(box, place // 2 * 2 + 1, place % 2)
        return grid

    def _letters(self) -> QWidget:
        self._letters_row = QWidget()
        grid = _grid(self._letters_row)
        words = self.tr("Letters up to")
        self.size_box = FigureBox(
            "labelSize", words, least=LEAST_SIZE / 10, most=LARGEST_SIZE / 10, decimals=1, unit="pt"
        )
        self.size_box.setLocale(QLocale(self._texts.shop.language))
        sides = {
            Side.LEFT.value: self.tr("at the left"),
            Side.CENTRE.value: self.tr("in the middle"),
            Side.RIGHT.value: self.tr("at the right"),
        }
        self.side = choice("labelSide", self.tr("Stands"), sides.items())
        self.bold = QCheckBox(self.tr("Bold"))
        self.bold.setObjectName("labelBold")
        self.size_label = _label(words, self.size_box)
        grid.addWidget(self.size_label, 0, 0)
        grid.addWidget(self.size_box, 1, 0)
        grid.addWidget(_label(self.tr("Stands"), self.side), 0, 1)
        grid.addWidget(self.side, 1, 1)
        grid.addWidget(self.bold, 2, 0, 1, 2)
        return self._letters_row

    def _codes(self) -> QWidget:
        self._codes_row = QWidget()
        grid = _grid(self._codes_row)
        self.symbol = choice("labelSymbol", self.tr("Code as"), self._texts.symbol_words().items())
        words = self.tr("Narrow bars")
        self.module = FigureBox("labelModule", words, least=0.0, most=LARGEST_MODULE / 1000, decimals=3, unit="mm")
        self.module.setLocale(QLocale(self._texts.shop.language))
        self.module.setSingleStep(0.01)
        self.module.setSpecialValueText(self.tr("what fits"))
        for column, (label, box) in enumerate(((self.tr("Code as"), self.symbol), (words, self.module))):
            grid.addWidget(_label(label, box), 0, column)
            grid.addWidget(box, 1, column)
        return self._codes_row

    def _texts_row(self) -> QWidget:
        self._text_row = QWidget()
        grid = _grid(self._text_row)
        self.text = QLineEdit()
        self.text.setObjectName("labelText")
        self.text.setAccessibleName(self.tr("What it says"))
        self.text.setMaxLength(LONGEST_TEXT)
        self.text.setPlaceholderText(self.tr("what is typed when printing"))
        grid.addWidget(_label(self.tr("What it says"), self.text), 0, 0)
        grid.addWidget(self.text, 1, 0)
        return self._text_row

    def _findings_area(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("labelFindings")
        inside.setProperty("role", "page")
        self._findings = QVBoxLayout(inside)
        self._findings.setContentsMargins(0, 0, 4, 0)
        self._findings.setSpacing(8)
        area = QScrollArea()
        area.setObjectName("labelFindingsArea")
        area.setAccessibleName(self.tr("On paper"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        for box in (*self._boxes, self.size_box, self.module):
            box.valueChanged.connect(self._on_figure)
        self.bold.toggled.connect(self._on_other)
        self.side.currentIndexChanged.connect(self._on_other)
        self.symbol.currentIndexChanged.connect(self._on_other)
        self.text.textEdited.connect(self._on_other)

    def _on_figure(self, _value: float) -> None:
        """A figure was typed or stepped; one that reaches over the edge is drawn to it."""
        if self._is_showing or self._drawing is None or self._drawing.field is None:
            return
        left, top, width, height = (round(box.value() * 10) for box in self._boxes)
        drawing = self._drawing
        sender = self.sender()
        step = sender.objectName()
        if sender in self._boxes[:2]:
            drawing.place(left, top, step=step)
        elif sender in self._boxes:
            drawing.resize(width, height, step=step)
        elif sender is self.size_box:
            drawing.change(step=step, size=round(self.size_box.value() * 10))
        else:
            drawing.change(step=step, module=round(self.module.value() * 1000))
        self.edited.emit()

    def _on_other(self) -> None:
        if self._is_showing or self._drawing is None:
            return
        self._drawing.change(
            step="labelText" if self.sender() is self.text else "",
            bold=self.bold.isChecked(),
            align=Side(self.side.currentData()),
            symbol=self.symbol.currentData(),
            text=self.text.text(),
        )
        self.edited.emit()


_REFUSED, _WARNED, _TOLD = 0, 1, 2
_MARKS = {_REFUSED: ("circle-alert", "error"), _WARNED: ("triangle-alert", "warn"), _TOLD: ("info", "accent")}


def _gravity(finding: Finding) -> int:
    if finding.is_refused:
        return _REFUSED
    return _TOLD if finding.code == "symbol_is" else _WARNED


def _show(box: FigureBox, value: float) -> None:
    """Show a figure, unless it is the one that is being typed."""
    if abs(box.value() - value) > 10**-6:
        box.setValue(value)


def _label(words: str, field: QWidget) -> PlainLabel:
    label = PlainLabel(words, name=f"{field.objectName()}Label", role="small")
    label.setBuddy(field)
    return label


def _grid(row: QWidget) -> QGridLayout:
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    return grid
