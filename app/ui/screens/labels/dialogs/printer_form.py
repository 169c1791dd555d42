"""F9: what a printer is off, and how finely it prints; a page with rulers shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.settings import LabelPrinter
from app.domain.figures import read_decimal
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.ui.label_texts import RESOLUTIONS
from app.ui.said import Said
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_FIELD = 220  # px
_WIDTH = 760  # px
_LONGEST = 8  # characters


class PrinterForm(ScreenDialog):
    """The figures of one printer.

    Args:
        printer: Its name; "" for the usual one.
        stock: The labels that the page with rulers is for.
        known: What is known of it.
        texts: The screen's words.
        parent: The window of the screen.
    """

    wished = Signal(object)  # LabelPrinter, once
    ruler_wanted = Signal(object)  # LabelPrinter
    page_wanted = Signal()  # that was made is to be opened

    def __init__(
        self, printer: str, stock: str, known: LabelPrinter, texts: LabelsTexts, *, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Adjust the printer"), name="label_printer_form", modal=True, parent=parent)
        self.setMinimumWidth(_WIDTH)
        self.texts = texts
        name = isolate_name(printer) if printer else self.tr("the usual printer")
        whose = self.tr("For {printer}, on labels of {stock}").format(printer=name, stock=isolate_name(stock))
        self.column.addWidget(PlainLabel(whose, name="label_printer_whose", role="strong", wraps=True))
        how = self.tr(
            "Print the ruler page at 100 %, hold it on a sheet of these labels against the light, and type how far the "
            "frames have to move."
        )
        self.column.addWidget(PlainLabel(how, name="label_printer_how", role="muted", wraps=True))
        rows = FormRows(_FIELD)
        dots = [(dpi, self.tr("{dpi} dots to the inch").format(dpi=isolate(str(dpi)))) for dpi in RESOLUTIONS]
        self.dpi = choice("label_printer_dpi", self.tr("It prints"), dots, known.dpi)
        rows.add(self.tr("It prints"), self.dpi)
        nudge_hint = self.tr("mm, or {figure} to the left").format(figure=texts.sample("-0.3"))
        self.nudge_x = self._add(rows, "label_printer_x", self.tr("To the right"), known.nudge_x, nudge_hint)
        nudge_hint = self.tr("mm, or {figure} up").format(figure=texts.sample("-0.3"))
        self.nudge_y = self._add(rows, "label_printer_y", self.tr("Down"), known.nudge_y, nudge_hint)
        size_hint = self.tr("percent, such as {figure}").format(figure=texts.sample("100.4"))
        self.scale = self._add(rows, "label_printer_scale", self.tr("Size"), known.scale, size_hint)
        self.column.addLayout(rows)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Save"), icon="check")
        ruler = ActionButton(self.tr("Ruler page"), name="label_printer_ruler", icon="printer", key=self.tr("F9"))
        self.footer.insertWidget(1, ruler)
        ruler.clicked.connect(self._on_ruler)
        self.answer_button.clicked.connect(self.answer)
        self.keys.bind("Enter", self.answer)
        self.keys.bind("F9", self._on_ruler)
        self.keys.bind("F11", self.page_wanted.emit)
        self.nudge_x.setFocus()
        self.nudge_x.selectAll()

    def answer(self) -> None:
        """Send out the figures."""
        figures = self._figures()
        if figures is not None and not self.is_locked():
            self._lock()
            self.wished.emit(figures)

    def _add(self, rows: FormRows, name: str, label: str, tenths: int, hint: str) -> TypedField:
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setMaxLength(_LONGEST)
        field.setText(self.texts.typed_tenths(tenths))
        field.entered.connect(self.answer)
        field.textChanged.connect(self.clear_refusal)
        rows.add(label, field, hint)
        return field

    def _figures(self) -> LabelPrinter | None:
        """What stands in the fields; None, and said, where one is no number."""
        found = []
        for field in (self.nudge_x, self.nudge_y, self.scale):
            try:
                found.append(read_decimal(plain_figure(field.text(), self.texts.point), 1, what="nudge"))
            except Refusal as refusal:
                self.show_refusal(self.texts.sentence(Said("warn", refusal.code, refusal.facts)))
                field.setFocus()
                field.selectAll()
                return None
        return LabelPrinter(int(self.dpi.currentData()), *found)

    def _on_ruler(self) -> None:
        figures = self._figures()
        if figures is not None:
            self.ruler_wanted.emit(figures)
