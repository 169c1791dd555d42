"""What waits for a label on the left, the shop's own templates on the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.base.settings import label_printer_of
from app.domain.figures import read_decimal
from app.domain.labelling import Waiting
from app.domain.own_template import OwnTemplate
from app.domain.refusal import Refusal
from app.ui.label_texts import RESOLUTIONS, printers_known
from app.ui.screens.labels.state import SCANNED, WAITING, PrintWish
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.theme import current_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable, TypedField
from app.ui.widgets.form_rows import FormRows, choice, complete
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, EmptyState
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.base.settings import Settings
    from app.jobs.label_designs import DesignLook
    from app.ui.screens.labels.presenter import LabelsPresenter

_RIGHT = 460  # px
_FIELD = 400  # px
_PICTURE = QSize(200, 190)  # px
_LONGEST = 80


class LabelPicture(QWidget):
    """A label as it will be printed, in the middle of its room."""

    resized = Signal()

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMinimumSize(_PICTURE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image: QImage | None = None

    def show_look(self, look: DesignLook | None) -> None:
        """Show a label, or none."""
        self._image = None
        if look is not None:
            picture = look.picture
            stride = 4 * picture.width
            image = QImage(picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB32)
            self._image = image.copy()  # the bytes are not Qt's to keep
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def room(self) -> QSize:
        """How many pixels of the screen there are for it."""
        return (self.size() - QSize(4, 4)) * self.devicePixelRatioF()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        size = self._image.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawImage(left, top, self._image)
        painter.setPen(current_theme().colour("muted"))
        painter.drawRect(left - 1, top - 1, size.width() + 1, size.height() + 1)


class StartPage(QWidget):
    """The page."""

    chosen = Signal()  # another template, or another source, is chosen

    def __init__(self, texts: LabelsTexts, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("labelStart")
        self._texts, self._settings = texts, settings
        self._remembered = settings.machine.sheet_way, settings.machine.sheet_printer
        self._is_showing = False
        self.bar = InlineBar(name="labelMessage")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._printing(), 1)
        row.addWidget(self._templates())
        self.source.currentIndexChanged.connect(self._on_chosen)
        self.template.currentIndexChanged.connect(self._on_template)
        self.way.currentIndexChanged.connect(self._show_way)
        self.printer.textChanged.connect(self._show_printer)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.setFocusProxy(self.table)

    def show_lists(self, presenter: LabelsPresenter) -> None:
        """Show what there is."""
        self._is_showing = True
        sources = [(WAITING, self.tr("changed prices: {count}").format(count=isolate(str(len(presenter.waiting)))))]
        if presenter.scanned:
            count = isolate(str(len(presenter.scanned)))
            sources.append((SCANNED, self.tr("scanned for a label: {count}").format(count=count)))
        sources += [(one.uid, self._texts.delivery(one)) for one in presenter.deliveries]
        _offer(self.source, sources)
        templates = [("", self.tr("as it fits the label")), *((one.name, one.name) for one in presenter.templates)]
        _offer(self.template, templates)
        if presenter.stocks and self.stock.completer() is None:
            complete(self.stock, presenter.stocks)
            complete(self.printer, printers_known(self._settings.machine, presenter.printers))
        self._template_model.show_rows(presenter.templates)
        place = next((row for row, one in enumerate(presenter.templates) if one.name == presenter.chosen), -1)
        if place >= 0 and place != self.table.chosen_row():
            self.table.choose_row(place)
        self._rooms.setCurrentIndex(1 if presenter.templates else 0)
        self.show_rows(presenter.rows(self.source.currentData()))
        self._is_showing = False

    def show_remembered(self) -> None:
        """Show where labels go, where another screen has printed some meanwhile."""
        machine = self._settings.machine
        if self._remembered != (machine.sheet_way, machine.sheet_printer):
            self._remembered = machine.sheet_way, machine.sheet_printer
            self.printer.setText(machine.sheet_printer)
            self.way.setCurrentIndex(max(0, self.way.findData(machine.sheet_way)))
        self._show_printer()

    def wish(self) -> PrintWish | None:
        """Which labels are to be made; None, and said, where the first one is no number."""
        try:
            first = read_decimal(self.first.text().strip(), 0, what="first label")
        except Refusal as refusal:
            self.bar.say("warn", self._texts.sentence(refusal))
            return None
        return PrintWish(
            self.source.currentData(),
            self.template.currentData(),
            self.stock.text().strip(),
            first,
            self.way.currentData(),
            self.printer.text().strip(),
            self.dpi.currentData(),
        )

    def choose_source(self, source: str) -> None:
        """Choose what labels are made for."""
        self.source.setCurrentIndex(max(0, self.source.findData(source)))

    def show_rows(self, rows: tuple[Waiting, ...]) -> None:
        """Show which products get a label."""
        self._waiting_model.show_rows(rows)
        is_delivery = self.source.currentData() not in (WAITING, SCANNED)
        words = self.tr("A label for each piece that came, with its lot and date.") if is_delivery else ""
        if not rows and not is_delivery:
            words = self.tr("Every shelf shows the right price. Scan goods that need a label all the same.")
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.waiting_table.setVisible(bool(rows))

    def show_drawn(self, look: DesignLook | None) -> None:
        """Show the chosen template, and what of it would not be printed."""
        self.picture.show_look(look)
        refused = next((one for one in look.findings if one.is_refused), None) if look is not None else None
        words = "" if refused is None else self._texts.sentence(refused)
        self.unfit.setText(words)
        self.unfit.setVisible(bool(words))

    def chosen_name(self) -> str:
        """The name of the chosen template, "" for none."""
        index = self.table.currentIndex()
        row = self._template_model.row_at(index)
        return "" if row is None else row.name

    def _printing(self) -> Card:
        card = Card(name="labelPrinting")
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Labels to print"), name="labelPrintingTitle", role="heading"), 1)
        self.off = ActionButton(self.tr("Adjust printer"), name="labelOff", icon="printer", key=self.tr("F9"))
        head.addWidget(self.off)
        self.make = ActionButton(
            self.tr("Make labels"), name="labelMake", icon="tags", key=self.tr("F12"), variant="primary"
        )
        head.addWidget(self.make)
        card.column.addLayout(head)
        rows = FormRows(_FIELD, spacing_px=6)
        self.source = choice("labelSource", self.tr("For"), ())
        self.template = choice("labelTemplate", self.tr("Template"), ())
        self.stock = TypedField(name="labelStock", accessible_name=self.tr("Labels"))
        self.stock.setMaxLength(_LONGEST)
        self.stock.setText(self._settings.machine.sheet_stock)
        self.first = TypedField(name="labelFirst", accessible_name=self.tr("First free"))
        self.first.setText("1")
        rows.add(self.tr("For"), self.source)
        rows.add(self.tr("Template"), self.template)
        rows.add(self.tr("Labels"), self.stock, self.tr("maker and part, or a size such as 62x29"))
        rows.add(self.tr("First free"), self.first, self.tr("of a used sheet"))
        self._add_printer(rows)
        card.column.addLayout(rows)
        columns: list[Column[Waiting]] = [
            Column("name", self.tr("Product"), _name, detail=self._texts.asked),
            Column("shown", self.tr("On the shelf"), self._shown, figure=True, width=130),
            Column("price", self.tr("Price"), self._price, figure=True, width=130),
        ]
        self._waiting_model = RowsModel(columns, self)
        self.waiting_table = PickTable(
            name="labelWaiting", accessible_name=self.tr("Products that get a label"), keys=KeyMap()
        )
        self.waiting_table.show_model(self._waiting_model)
        self.told = PlainLabel(name="labelTold", role="muted", wraps=True)
        card.column.addWidget(self.waiting_table, 1)
        card.column.addWidget(self.told)
        card.column.addStretch(0)
        card.column.addWidget(self.bar)
        return card

    def _add_printer(self, rows: FormRows) -> None:
        """Where labels go; what that printer is off is asked by a form of its own."""
        machine = self._settings.machine
        self.way = choice("labelWay", self.tr("They go to"), self._texts.ways().items(), machine.sheet_way)
        self.printer = TypedField(name="labelPrinter", accessible_name=self.tr("Printer"))
        self.printer.setMaxLength(_LONGEST)
        self.printer.setText(machine.sheet_printer)
        dots = [(dpi, self.tr("{dpi} dots to the inch").format(dpi=isolate(str(dpi)))) for dpi in RESOLUTIONS]
        self.dpi = choice("labelPrinterDpi", self.tr("It prints"), dots)
        rows.add(self.tr("They go to"), self.way)
        rows.add(self.tr("Printer"), self.printer, " ")
        rows.add(self.tr("It prints"), self.dpi, " ")
        self._off_hint = rows.hint(self.dpi)
        self._printer_hint = rows.hint(self.printer)
        self._show_printer()
        self._show_way()

    def _show_printer(self) -> None:
        """Show what is known of the printer that is named."""
        known = label_printer_of(self._settings.machine, self.printer.text().strip())
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(known.dpi)))
        self._off_hint.setText(self._texts.off(known))

    def _show_way(self) -> None:
        way = self.way.currentData()
        self._printer_hint.setText(self._texts.printer_hint(way))
        if way == "network" and not self.printer.text().strip():
            self.printer.setText(self._settings.machine.label_printer)
        self.make.set_label(self._texts.print_words(way))

    def _templates(self) -> Card:
        card = Card(name="labelTemplates")
        card.setFixedWidth(_RIGHT)
        card.column.addWidget(PlainLabel(self.tr("Your templates"), name="labelTemplatesTitle", role="heading"))
        self.empty = EmptyState(
            self.tr("A template of your own puts name, price, code and logo where you want them."),
            name="labelEmpty",
            icon="ticket",
            action=self.tr("Make a template"),
            key=self.tr("Ctrl+N"),
        )
        template_columns: list[Column[OwnTemplate]] = [
            Column("name", self.tr("Template"), _template_name, detail=self._texts.size)
        ]
        self._template_model = RowsModel(template_columns, self)
        self.keys = KeyMap()
        self.table = PickTable(name="labelTemplateTable", accessible_name=self.tr("Your templates"), keys=self.keys)
        self.table.show_model(self._template_model)
        self.table.horizontalHeader().hide()
        self.picture = LabelPicture(name="labelPicture", accessible_name=self.tr("The template on a product"))
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.empty)
        self._rooms.addWidget(self._kept_room())
        card.column.addWidget(self._rooms, 1)
        return card

    def _kept_room(self) -> QWidget:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.picture, 1)
        self.unfit = PlainLabel(name="labelUnfit", role="warn", wraps=True)
        self.unfit.hide()
        column.addWidget(self.unfit)
        self.edit = ActionButton(self.tr("Edit"), name="labelEdit", icon="pencil", key=self.tr("F4"))
        self.like = ActionButton(self.tr("Another like it"), name="labelLike", icon="plus", key=self.tr("F5"))
        self.new = ActionButton(self.tr("New"), name="labelNew", icon="plus", key=self.tr("Ctrl+N"))
        self.rename = ActionButton(self.tr("Rename"), name="labelRename", icon="tag", key=self.tr("F6"))
        self.drop = ActionButton(self.tr("Delete"), name="labelDrop", icon="trash-2", key=self.tr("Del"))
        for pair in ((self.edit, self.new), (self.like, self.rename), (self.drop,)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        return room

    def _shown(self, row: Waiting) -> str:
        return self._texts.price(row.shown_micro) if row.shown_micro != row.price_micro else ""

    def _price(self, row: Waiting) -> str:
        return self._texts.price(row.price_micro)

    def _on_template(self) -> None:
        """The labels that a template was made for are the ones to print it on."""
        name = self.template.currentData()
        found = next((one for one in self._template_model.rows() if one.name == name), None)
        if found is not None and not self._is_showing:
            self.stock.setText(found.stock)

    def _on_chosen(self) -> None:
        if not self._is_showing:
            self.chosen.emit()


def _offer(box: QComboBox, choices: Iterable[tuple[str, str]]) -> None:
    """Offer these; what was chosen stays chosen while it is among them."""
    chosen = box.currentData()
    box.clear()
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _name(row: Waiting) -> str:
    return row.name


def _template_name(row: OwnTemplate) -> str:
    return row.name
