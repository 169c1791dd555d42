"""F12: labels for the chosen products, or for those that wait for one: on which stock, from where, how they look.

What a printer is off is kept for each printer on this machine; a page with rulers shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.settings import LabelPrinter, Settings, label_printer_of
from app.domain.figures import read_decimal
from app.domain.labelling import LabelWish as Asked
from app.domain.labelling import is_pack
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.jobs.label_papers import LabelPlan
from app.jobs.label_prints import LabelWay
from app.ui.label_printing import LabelWish
from app.ui.label_texts import RESOLUTIONS, printers_known
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.dialogs.page_view import PageView
from app.ui.screens.products.state import NotNow
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.form_rows import FormRows, complete
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from app.domain.labelling import LabelGoods
    from app.jobs.label_papers import LabelPreview

_WIDTH, _HEIGHT = 1160, 690  # px
_FIELDS = 580  # px
_A_PAUSE_MS = 250  # without a key: then the page is drawn
_LONGEST = 80
_CHOSEN, _WAITING = "chosen", "waiting"


@dataclass(frozen=True, slots=True)
class LabelsOf:
    """What labels can be for.

    Attributes:
        product_ids: The chosen products.
        waiting: How many products wait for a new shelf label.
        stocks: The names of all label stocks.
        printers: The printers of the system.
        templates: The names of the shop's own templates.
        goods: The chosen product where it is one alone: it can be asked for by a pack, or by weight.
    """

    product_ids: tuple[int, ...]
    waiting: int
    stocks: Sequence[str]
    printers: Sequence[str] = ()
    templates: Sequence[str] = ()
    goods: LabelGoods | None = None


class LabelForm(CatalogueForm):
    """The form."""

    wished = Signal(object)  # LabelWish, once until it is refused
    ruler_wanted = Signal(object)  # LabelWish
    page_wanted = Signal()  # that was made is to be opened
    preview_wanted = Signal(object, int, int)  # LabelPlan, the room in pixels

    def __init__(self, of: LabelsOf, settings: Settings, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Labels"), name="label_form", texts=texts, parent=parent)
        self._of, self._settings = of, settings
        self._is_unseen = False
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self.column.setSpacing(8)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_A_PAUSE_MS)
        self._pause.timeout.connect(self._ask_preview)
        self._pages = QStackedWidget()
        self._pages.setFixedWidth(_FIELDS)
        self._tabs: list[ActionButton] = []
        self.view = PageView(name="label_page", accessible_name=self.tr("The first page"))
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(self._tab_row())
        left.addWidget(self._pages, 1)
        row.addLayout(left)
        row.addWidget(self.view, 1)
        self.column.addLayout(row, 1)
        self._pages.addWidget(self._labels_page())
        self._pages.addWidget(self._printer_page())
        self.told = PlainLabel(name="label_told", role="strong")
        self.column.addWidget(self.told)
        self.finish(self.tr("Make labels"), "tags", self.tr("F12"))
        self.keys.bind("F12", self.answer)
        self.keys.bind("F9", self._on_ruler)
        self.keys.bind("F11", self.page_wanted.emit)
        self._show_printer()
        self._show_way()
        self._show_page(0)
        self.tell()

    def show_preview(self, preview: LabelPreview) -> None:
        """Show what the first page will look like, and how many labels and pages there are."""
        self.view.show_picture(preview.picture)
        labels, pages = isolate(str(preview.labels)), isolate(str(preview.pages))
        words = self.tr("Labels: {labels}, pages: {pages}").format(labels=labels, pages=pages)
        if preview.missing:
            names = ", ".join(preview.missing[:2])
            words = self.tr("{words}. No font has all the letters of {names}").format(words=words, names=names)
        self.told.setText(words)
        if self._is_unseen:
            self._is_unseen = False
            self.bar.clear()

    def show_unseen(self, sentence: str) -> None:
        """Say why there is no page to show."""
        self._is_unseen = True
        self.view.show_picture(None)
        self.told.setText("")
        self.bar.say("warn", sentence)

    def tell(self) -> None:
        """Draw the page as soon as nobody types."""
        if self.pack is not None:
            self.hints["label_pack"].setText(isolate(self.pack.currentData()))
        self._pause.start()

    def reveal(self, field: TypedField) -> None:
        """Show the page of fields that a field is on."""
        for number in range(self._pages.count()):
            page = self._pages.widget(number)
            if page is not None and page.isAncestorOf(field):
                self._pages.setCurrentIndex(number)
                self._tabs[number].setChecked(True)

    def carry_out(self) -> None:
        """Send out which labels.

        Raises:
            NotNow: Something of it cannot be.
        """
        wish = self._wish()
        self._pause.stop()
        self._lock()
        self.wished.emit(wish)

    def _wish(self) -> LabelWish:
        is_waiting = self.source.currentData() == _WAITING
        figures = LabelPrinter(
            int(self.dpi.currentData()),
            self._tenths(self.nudge_x),
            self._tenths(self.nudge_y),
            self._read_figure(self.scale, 1, "scale"),
        )
        plan = LabelPlan(
            () if is_waiting else self._of.product_ids,
            is_waiting,
            self.purpose.currentData() == "shelf",
            self.symbol.currentData(),
            self.stock.text().strip(),
            self._whole(self.start),
            self.copies.currentData() == "stock",
            self._whole(self.many),
            figures.dpi,
            figures.nudge_x,
            figures.nudge_y,
            figures.scale,
            self.template.currentData(),
            wishes=() if is_waiting else self._asked(),
        )
        return LabelWish(plan, LabelWay(self.way.currentData()), self.printer.text().strip(), figures)

    def _asked(self) -> tuple[Asked, ...]:
        """The pack or the weighed piece that labels are asked of; nothing for plain ones."""
        goods = self._of.goods
        if goods is None:
            return ()
        code = self.pack.currentData() if self.pack is not None else ""
        weight = None
        if self.weight is not None and self.weight.text().strip():
            weight = self._read_figure(self.weight, 3, "weight")
            if not weight:
                raise NotNow(Said("warn", "bad_number", {"what": "weight", "text": self.weight.text()}), "label_weight")
        return (Asked(goods.product_id, code=code, weight_milli=weight),) if code or weight else ()

    def _add_piece(self, grid: FormRows) -> None:
        """Which code of one product is on its labels, and what a weighed piece weighs."""
        self.pack: QComboBox | None = None
        self.weight: TypedField | None = None
        goods = self._of.goods
        if goods is None:
            return
        packs = {code.text: self.texts.pack(goods, code) for code in goods.codes if is_pack(code)}
        if packs:
            self.pack = self.add_choice(grid, "label_pack", self.tr("Of"), {"": self.texts.piece(goods), **packs}, "")
        elif goods.unit in (Unit.KG, Unit.G):
            hint = self.tr("kg of one piece, into its code; or empty")
            self.weight = self.add_field(grid, "label_weight", self.tr("Weight"), hint=hint)

    def _labels_page(self) -> QWidget:
        of, page = self._of, QWidget()
        grid = self.grid()
        sources = {_CHOSEN: self.texts.products(len(of.product_ids))} if of.product_ids else {}
        if of.waiting or not sources:
            sources[_WAITING] = self.tr("{count} that wait for one").format(count=isolate(str(of.waiting)))
        self.source = self.add_choice(grid, "label_source", self.tr("For"), sources, next(iter(sources)))
        self._add_piece(grid)
        purposes = {"shelf": self.tr("the shelf"), "product": self.tr("the goods")}
        self.purpose = self.add_choice(grid, "label_purpose", self.tr("They go on"), purposes, "shelf")
        templates = {"": self.tr("as it fits the label"), **{name: isolate_name(name) for name in of.templates}}
        self.template = self.add_choice(grid, "label_template", self.tr("Template"), templates, "")
        symbols = {
            "": self.tr("what fits the code"),
            "qr": self.tr("QR code"),
            "datamatrix": self.tr("DataMatrix"),
            "code128": self.tr("Code 128"),
            "gs1-128": "GS1-128",
        }
        self.symbol = self.add_choice(grid, "label_symbol", self.tr("Code as"), symbols, "")
        self.stock = self.add_field(
            grid,
            "label_stock",
            self.tr("Labels"),
            self._settings.machine.sheet_stock,
            hint=self.tr("maker and part, or a size such as 62x29"),
            longest=_LONGEST,
        )
        complete(self.stock, of.stocks)
        self.start = self.add_field(grid, "label_start", self.tr("First free"), "1", hint=self.tr("of a used sheet"))
        copies = {"number": self.tr("so many of each"), "stock": self.tr("one for each piece there is")}
        self.copies = self.add_choice(grid, "label_copies", self.tr("How many"), copies, "number")
        self.many = self.add_field(grid, "label_many", self.tr("Of each"), "1")
        return _with(page, grid)

    def _printer_page(self) -> QWidget:
        page, grid = QWidget(), self.grid()
        machine = self._settings.machine
        self.way = self.add_choice(grid, "label_way", self.tr("They go to"), self.texts.ways(), machine.sheet_way)
        self.way.currentIndexChanged.connect(self._show_way)
        self.printer = self.add_field(
            grid,
            "label_printer",
            self.tr("Printer"),
            machine.sheet_printer,
            longest=_LONGEST,
        )
        complete(self.printer, printers_known(machine, tuple(self._of.printers)))
        self.printer.textChanged.connect(self._show_printer)
        dots = {str(dpi): self.tr("{dpi} dots to the inch").format(dpi=isolate(str(dpi))) for dpi in RESOLUTIONS}
        self.dpi = self.add_choice(grid, "label_dpi", self.tr("It prints"), dots, "300")
        left = self.tr("mm, or {figure} to the left").format(figure=self.texts.sample("-0.3"))
        size = self.tr("percent, such as {figure}").format(figure=self.texts.sample("100.4"))
        self.nudge_x = self.add_field(grid, "label_nudge_x", self.tr("To the right"), "0", hint=left)
        self.nudge_y = self.add_field(grid, "label_nudge_y", self.tr("Down"), "0", hint=self.tr("mm"))
        self.scale = self.add_field(grid, "label_scale", self.tr("Size"), "100", hint=size)
        ruler = ActionButton(self.tr("Ruler page"), name="label_ruler", icon="printer", key=self.tr("F9"))
        ruler.clicked.connect(self._on_ruler)
        grid.addWidget(ruler, grid.rowCount(), 1)
        return _with(page, grid)

    def _tab_row(self) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(8)
        for number, words in enumerate((self.tr("Labels"), self.tr("Printer")), start=1):
            key = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            tab = ActionButton(words, name=f"label_form_tab_{number}", key=key)
            tab.setCheckable(True)
            tab.setProperty("page", number - 1)
            tab.clicked.connect(self._on_tab)
            self.keys.bind(f"Ctrl+{number}", tab.click)
            group.addButton(tab)
            row.addWidget(tab)
            self._tabs.append(tab)
        row.addStretch(1)
        return row

    def _show_printer(self) -> None:
        """Show what is known of the printer that is named."""
        figures = label_printer_of(self._settings.machine, self.printer.text().strip())
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(str(figures.dpi))))
        for field, tenths in ((self.nudge_x, figures.nudge_x), (self.nudge_y, figures.nudge_y)):
            field.setText(self.texts.typed_tenths(tenths))
        self.scale.setText(self.texts.typed_tenths(figures.scale))

    def _show_way(self) -> None:
        """Say what the printer's name is by the way that labels go, and what the large key does."""
        way = self.way.currentData()
        self.hints[self.printer.objectName()].setText(self.texts.printer_hint(way))
        if way == LabelWay.NETWORK and not self.printer.text().strip():
            self.printer.setText(self._settings.machine.label_printer)
        self.answer_button.set_label(self.texts.print_words(way))

    def _ask_preview(self) -> None:
        try:
            wish = self._wish()
        except NotNow as no:
            self.show_unseen(self.texts.sentence(no.said))
            return
        room = self.view.room()
        self.preview_wanted.emit(wish.plan, room.width(), room.height())

    def _on_ruler(self) -> None:
        try:
            self.ruler_wanted.emit(self._wish())
        except NotNow as no:
            self.show_no(no)

    def _on_tab(self) -> None:
        tab = self.sender()
        if tab is not None:
            self._show_page(tab.property("page"))

    def _show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._tabs[number].setChecked(True)
        first = self.stock if number == 0 else self.printer
        first.setFocus()
        first.selectAll()

    def _whole(self, field: TypedField) -> int:
        return self._read_figure(field, 0, "number")

    def _tenths(self, field: TypedField) -> int:
        return self._read_figure(field, 1, "nudge")

    def _read_figure(self, field: TypedField, digits: int, what: str) -> int:
        try:
            return read_decimal(plain_figure(field.text(), self.texts.point), digits, what=what)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field.objectName()) from refusal


def _with(page: QWidget, grid: QGridLayout) -> QWidget:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(grid)
    column.addStretch(1)
    return page
