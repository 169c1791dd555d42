"""F4 and Ctrl+N: everything that a shop decides about a product, on four pages: price, codes, stock, kit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import read_price
from app.domain.product import MAX_SKU
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.domain.typed import plain_figure
from app.reports.product_list import ProductChoices
from app.reports.product_record import ProductRecord
from app.ui.said import Said
from app.ui.screens.products.dialogs.code_rows import CodeRows
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.dialogs.part_rows import PartRows
from app.ui.screens.products.state import NotNow, ProductWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.form_rows import FormRows
from app.ui.widgets.labels import PlainLabel

_WIDTH, _HEIGHT = 860, 690  # px
_LONGEST_NAME = 200
_MOST_YEARS = 120
_KIT_PAGE = 3
_EVERYONES = ""  # the category or supplier of a product that has none


@dataclass(frozen=True, slots=True)
class FormOf:
    """What a form of a product is made of.

    Attributes:
        asked: The figures that it begins with; its SKU is a proposal where it is new.
        record: The product as it is, None for a new one.
        taxes: Rates and codes that can be chosen.
        scanned: A code that was scanned, or "".
    """

    asked: ProductAsked
    record: ProductRecord | None
    choices: ProductChoices
    taxes: Sequence[tuple[int, str]]
    scanned: str = ""


class ProductForm(CatalogueForm):
    """The form."""

    wished = Signal(object)  # ProductWish, once until it is refused
    code_wanted = Signal()
    part_scanned = Signal(str)  # a code that was scanned as a part of the kit

    def __init__(self, of: FormOf, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        title = self.tr("New product") if of.record is None else of.asked.name or of.asked.sku
        super().__init__(title, name="product_form", texts=texts, parent=parent)
        self._of = of
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self._pages = QStackedWidget()
        self._tabs: list[ActionButton] = []
        self.column.setSpacing(8)
        self.column.addLayout(self._tab_row())
        self.column.addWidget(self._pages, 1)
        for page in (self._price_page(), self._codes_page(), self._stock_page(), self._kit_page()):
            self._pages.addWidget(page)
        self.finish(self.tr("Save"), "save", self.tr("Ctrl+S"))
        self.keys.bind("Ctrl+S", self.answer)
        self.keys.bind("F6", self.code_wanted.emit)
        self._lock_what_documents_change()
        if of.scanned:
            self.codes.take(of.scanned)
        self._show_page(0)
        self.tell()
        self.ask_before_leaving()

    def take_scan(self, text: str) -> None:
        """Something was scanned: a part of the kit where that is in sight, else a code of the product."""
        if self._pages.currentIndex() == _KIT_PAGE:
            self.part_scanned.emit(text)
        else:
            self.take_code(text)

    def take_part(self, sku: str, name: str) -> None:
        """A part of the kit was found."""
        self.parts.take(sku, name)

    def take_code(self, text: str) -> None:
        """A code comes to the others."""
        self._show_page(1)
        if not self.codes.take(text):
            self.show_refusal(self.texts.sentence(Said("info", "taken_again", {"code": text})))

    def tell(self) -> None:
        """Say beside the price what it earns."""
        try:
            price, cost = self.read_price(self.price), self.read_price(self.cost, "cost")
        except NotNow:
            price = cost = None
        known = self._of.record.row.cost_micro if self._of.record is not None else None
        if cost is None or known != self._of.asked.cost_micro:
            # What deliveries have cost goes before what somebody has typed.
            cost = cost if known is None else known
        rate_milli, _ = self._of.taxes[self.tax.currentIndex()] if self._of.taxes else (0, "")
        words = self.texts.earned(price, rate_milli, cost) if price is not None else ""
        self.hints[self.price.objectName()].setText(words)

    def reveal(self, field: TypedField) -> None:
        """Show the page that a field is on."""
        for number in range(self._pages.count()):
            page = self._pages.widget(number)
            if page is not None and page.isAncestorOf(field):
                self._pages.setCurrentIndex(number)
                self._tabs[number].setChecked(True)

    def carry_out(self) -> None:
        """Send out what the product is to be.

        Raises:
            NotNow: Something of it cannot be.
        """
        asked = self._asked()
        deposit, deposit_micro = self._deposit()
        wish = ProductWish(replace(asked, deposit=deposit), self._of.record is None, deposit_micro)
        self._lock()
        self.wished.emit(wish)

    def _asked(self) -> ProductAsked:
        of = self._of
        sku = self.sku.text().strip() if of.record is None else of.asked.sku
        if not sku:
            raise NotNow(Said("warn", "sku_needed"), self.sku.objectName())
        name, price = self.name.text().strip(), self.read_price(self.price)
        if not name:
            raise NotNow(Said("warn", "name_needed"), self.name.objectName())
        is_asked = self.open_price.currentData() == "yes"
        if price is None and not is_asked:
            raise NotNow(Said("warn", "price_needed"), self.price.objectName())
        rate_milli, tax_code = of.taxes[self.tax.currentIndex()] if of.taxes else (None, None)
        figures: dict[str, int | str | None] = {
            "cost_micro": self.read_price(self.cost, "cost"),
            "reorder_point_milli": self.read_quantity(self.reorder_point),
            "reorder_quantity_milli": self.read_quantity(self.reorder_quantity),
            "weight_milli": self.read_quantity(self.weight) or None,
            "minimum_age": self._age(),
            "costing": self.costing.currentData() or None,
        }
        gone = {name for name, value in figures.items() if value is None and getattr(of.asked, name) is not None}
        return ProductAsked(
            sku,
            name=name,
            price_micro=price or 0,
            rate_milli=rate_milli,
            tax_code=tax_code,
            unit=self.unit.currentData(),
            category=self.category.currentText().strip(),
            supplier=self.supplier.currentData(),
            codes=self.codes.codes(),
            tracking=self.tracking.currentData(),
            stocked=self.stocked.currentData() == "yes",
            negative_stock=self.negative.currentData(),
            open_price=is_asked,
            kit=self._kit(),
            cleared=tuple(sorted(gone)) or None,
            **figures,  # type: ignore[arg-type]  # the figures are named as the fields
        )

    def _kit(self) -> tuple[tuple[str, int], ...] | None:
        """The parts; None where they are as they were, which needs no document."""
        kit = self.parts.kit()
        is_as_it_was = self._of.record is not None and sorted(kit) == sorted(self._of.asked.kit or ())
        return None if is_as_it_was else kit

    def _deposit(self) -> tuple[str, int | None]:
        """The SKU of the deposit, or its amount: of what was typed a figure is an amount, anything else an SKU."""
        box = self.deposit
        typed = box.currentText().strip()
        if typed == box.itemText(box.currentIndex()).strip():
            return box.currentData(), None
        try:
            deposit_micro = read_price(plain_figure(typed, self.texts.point))
        except Refusal:
            return typed, None
        if deposit_micro < 0:
            raise NotNow(Said("warn", "cost_minus"))
        return "", deposit_micro

    def _age(self) -> int | None:
        text = self.age.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_YEARS):
            raise NotNow(Said("warn", "age_years"), self.age.objectName())
        return int(text)

    def _tab_row(self) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(8)
        for number, words in enumerate((self.tr("Price"), self.tr("Codes"), self.tr("Stock"), self.tr("Kit")), start=1):
            key = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            tab = ActionButton(words, name=f"product_form_tab_{number}", key=key)
            tab.setCheckable(True)
            tab.setProperty("page", number - 1)
            tab.clicked.connect(self._on_tab)
            self.keys.bind(f"Ctrl+{number}", tab.click)
            group.addButton(tab)
            row.addWidget(tab)
            self._tabs.append(tab)
        row.addStretch(1)
        return row

    def _price_page(self) -> QWidget:
        of, texts, page = self._of, self.texts, QWidget()
        asked, grid = of.asked, self.grid()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)
        self.name = self.add_field(grid, "product_name", self.tr("Name"), asked.name or "", longest=_LONGEST_NAME)
        self.sku = self.add_field(
            grid, "product_sku", self.tr("SKU"), asked.sku, hint=self.tr("it stays for good"), longest=MAX_SKU
        )
        self.sku.setEnabled(of.record is None)
        self.price = self.add_field(grid, "product_price", self.tr("Price"), texts.typed_price(asked.price_micro))
        self.cost = self.add_field(
            grid,
            "product_cost",
            self.tr("Cost"),
            texts.typed_price(asked.cost_micro),
            hint=self.tr("until a delivery says what it costs"),
        )
        taxes = {str(number): texts.tax(rate, code) for number, (rate, code) in enumerate(of.taxes)}
        self.tax = self.add_choice(grid, "product_tax", self.tr("Tax"), taxes, self._own_tax())
        self.tax.setToolTip(self.tr("Other rates are named in the settings, on every till."))
        self.unit = self.add_choice(
            grid, "product_unit", self.tr("Sold by"), texts.unit_words(), str(asked.unit or "each")
        )
        self.category = self._category(grid)
        suppliers = {_EVERYONES: self.tr("none"), **{one.code: one.name for one in of.choices.suppliers}}
        self.supplier = self.add_choice(
            grid, "product_supplier", self.tr("Supplier"), suppliers, asked.supplier or _EVERYONES
        )
        self.deposit = self._deposits(grid)
        return page

    def _own_tax(self) -> str:
        own = (self._of.asked.rate_milli or 0, self._of.asked.tax_code or "")
        return str(list(self._of.taxes).index(own)) if own in self._of.taxes else "0"

    def _category(self, grid: FormRows) -> QComboBox:
        names = {one.name: one.name for one in self._of.choices.categories}
        chosen = self._of.asked.category or ""
        box = self.add_choice(
            grid,
            "product_category",
            self.tr("Category"),
            {"": "", **names},
            chosen,
            hint=self.tr("choose one or type a new one"),
        )
        box.setEditable(True)
        box.setCurrentText(chosen)
        return box

    def _deposits(self, grid: FormRows) -> QComboBox:
        own, known = self._of.asked.deposit or "", {"": "", **{one.code: one.name for one in self._of.choices.deposits}}
        box = self.add_choice(
            grid,
            "product_deposit",
            self.tr("Deposit"),
            known if own in known else {**known, own: own},
            own,
            hint=self.tr("charged along: choose one or type the amount"),
        )
        box.setEditable(True)
        return box

    def _codes_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.codes = CodeRows(self, self._of.asked.codes or ())
        self.codes.typed.connect(self.on_typed)
        column.addWidget(self.codes, 1)
        make = ActionButton(self.tr("Make a code"), name="product_make_code", icon="barcode", key=self.tr("F6"))
        make.clicked.connect(self.code_wanted)
        row = QHBoxLayout()
        row.addWidget(make)
        row.addStretch(1)
        column.addLayout(row)
        return page

    def _stock_page(self) -> QWidget:
        asked, texts, page = self._of.asked, self.texts, QWidget()
        grid = self.grid()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addStretch(1)
        yes_no = {"yes": self.tr("yes"), "no": self.tr("no")}
        self.stocked = self.add_choice(
            grid, "product_stocked", self.tr("Stock is kept"), yes_no, "no" if asked.stocked is False else "yes"
        )
        self.tracking = self.add_choice(
            grid, "product_tracking", self.tr("Followed"), texts.tracking_words(), str(asked.tracking or "none")
        )
        self.costing = self.add_choice(
            grid, "product_costing", self.tr("Cost method"), texts.method_words(), str(asked.costing or "")
        )
        self.reorder_point = self.add_field(
            grid, "product_reorder_point", self.tr("Reorder at"), texts.typed_quantity(asked.reorder_point_milli)
        )
        self.reorder_quantity = self.add_field(
            grid, "product_reorder_quantity", self.tr("Reorder"), texts.typed_quantity(asked.reorder_quantity_milli)
        )
        self.negative = self.add_choice(
            grid, "product_negative", self.tr("Below zero"), texts.negative_words(), str(asked.negative_stock or "warn")
        )
        self.open_price = self.add_choice(
            grid, "product_open_price", self.tr("Price is asked"), yes_no, "yes" if asked.open_price else "no"
        )
        self.age = self.add_field(
            grid, "product_age", self.tr("Minimum age"), str(asked.minimum_age or ""), hint=self.tr("years, or nothing")
        )
        self.weight = self.add_field(
            grid,
            "product_weight",
            self.tr("Weight of one"),
            texts.typed_quantity(asked.weight_milli),
            hint=self.tr("kg; shelf labels say what a kilogram costs"),
        )
        return page

    def _kit_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        words = self.tr("A kit is sold as one and has the stock of its parts; its cost is theirs.")
        column.addWidget(PlainLabel(words, name="product_kit_words", role="muted", wraps=True))
        self.parts = PartRows(self, self._of.asked.kit or ())
        self.parts.typed.connect(self.on_typed)
        column.addWidget(self.parts, 1)
        return page

    def _lock_what_documents_change(self) -> None:
        """What stock is counted and costed by is changed by a document while there is any."""
        if self._of.record is not None and self._of.record.has_stock:
            for box in (self.unit, self.stocked, self.tracking, self.costing):
                box.setEnabled(False)
                self.hints[box.objectName()].setText(self.tr("by a document only, while there is stock"))

    def _on_tab(self) -> None:
        tab = self.sender()
        if tab is not None:
            self._show_page(tab.property("page"))

    def _show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._tabs[number].setChecked(True)
        first = (self.name, self.codes.first(), self.reorder_point, self.parts.first())[number]
        first.setFocus()
        first.selectAll()


def blank(sku: str, taxes: Sequence[tuple[int, str]]) -> ProductAsked:
    """The figures that a new product begins with: the tax that most goods have."""
    rate_milli, tax_code = taxes[0] if taxes else (0, "")
    return ProductAsked(sku, rate_milli=rate_milli, tax_code=tax_code)


def copy_of(asked: ProductAsked, sku: str) -> ProductAsked:
    """The figures of a product for another one like it: no code, as that is its own."""
    return replace(asked, sku=sku, codes=(), active=None)
