"""The chosen product of the catalogue: what it costs and earns, how it went, who changed what, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.screens.products.picture_view import PictureView
from app.ui.screens.products.texts import ProductsTexts
from app.ui.screens.products.week_chart import WeekChart
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import AmountLabel, PlainLabel, ShrinkingLabel, isolate
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.reports.product_record import Changed, ProductRecord

_FIGURE = 36  # px
_FIGURE_ROOM = 176  # px
_PICTURE = 76  # px
_LEAST = 60  # px: of the changes, where a name is long and much is to be said
_CODES = 4
_NONE = "\N{EN DASH}"
_WHEN, _WHAT = 132, 120  # px


class ProductFace(QWidget):
    """The product.

    Attributes:
        edit, duplicate, plan, drop, switch, variants, picture: The buttons.
    """

    def __init__(self, texts: ProductsTexts) -> None:
        super().__init__()
        self.setObjectName("productFace")
        self._texts = texts
        self._facts: dict[str, PlainLabel] = {}
        self._captions: dict[str, PlainLabel] = {}
        self._model: RowsModel[Changed] = RowsModel(self._columns(), self)
        self._build()

    def show_record(self, record: ProductRecord) -> None:
        """Show a product."""
        texts, row, asked = self._texts, record.row, record.asked
        self._name.setText(row.name)
        self._picture.show_picture(record.picture)
        self._picture.setVisible(self._picture.has_picture())
        self._price.set_amount(self.tr("asked") if row.open_price else texts.price(row.price_micro))
        self._earned.setText(texts.earned(row.price_micro, row.rate_milli, row.cost_micro))
        facts = {
            "sku": isolate(row.sku),
            "category": row.category or _NONE,
            "tax": isolate(texts.tax(row.rate_milli, asked.tax_code or "")),
            "cost": isolate(texts.price(row.cost_micro) or self.tr("not known")),
            "on_hand": isolate(texts.row_quantity(row) or _NONE),
        }
        for name, words in facts.items():
            self._facts[name].setText(words)
        codes = asked.codes or ()
        words = ", ".join(texts.code(code, row.unit) for code in codes[:_CODES])
        self._codes.setText(f"{words} …" if len(codes) > _CODES else words)
        self._codes.setVisible(bool(codes))
        parts = texts.parts(record)
        self._parts.setText(self.tr("A kit of {parts}").format(parts=parts))
        self._parts.setVisible(bool(parts))
        self._captions["on_hand"].setText(self.tr("Can be made") if parts else self.tr("On hand"))
        states = " ".join(texts.states(record))
        self._states.setText(states)
        self._states.setVisible(bool(states))
        planned = texts.planned(record)
        self._planned.setText(planned)
        self._planned.setVisible(bool(planned))
        self.drop.setVisible(bool(planned))
        self.switch.set_label(self.tr("Sell no more") if row.active else self.tr("Sell again"))
        self._chart.setVisible(not parts)  # what moves is its parts
        self._chart.show_weeks(record.weeks, row.unit)
        self._model.show_rows(record.changes)
        self._changes.setVisible(bool(record.changes))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._codes = PlainLabel(name="productCodes", wraps=True)
        self._parts = PlainLabel(name="productParts", wraps=True)
        self._states = PlainLabel(name="productStates", role="warn", wraps=True)
        self._planned = PlainLabel(name="productPlanned", role="strong", wraps=True)
        self._chart = WeekChart(self._texts)
        self._changes = PickTable(name="productChanges", accessible_name=self.tr("What was changed"), keys=KeyMap())
        self._changes.show_model(self._model)
        self._changes.setMinimumHeight(_LEAST)
        column.addLayout(self._head())
        column.addLayout(self._middle())
        column.addWidget(self._states)
        actions = self._actions()
        column.addLayout(self._plan_row())
        column.addLayout(actions)
        column.addWidget(self._chart)
        column.addWidget(self._changes, 4)
        column.addStretch(1)

    def _head(self) -> QLayout:
        self._name = PlainLabel(name="productName", role="title", wraps=True)
        self._price = AmountLabel(name="productPrice", accessible_name=self.tr("Price"), size=_FIGURE, least=20)
        self._price.setFixedWidth(_FIGURE_ROOM)
        self._earned = PlainLabel(name="productEarned", role="small", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._earned)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self._price, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _middle(self) -> QLayout:
        self._picture = PictureView(name="productPicture", accessible_name=self.tr("The picture"))
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self._fact_row())
        words.addWidget(self._codes)
        words.addWidget(self._parts)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _plan_row(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._planned, 1)
        row.addWidget(self.drop)
        return row

    def _fact_row(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        captions = {
            "sku": self.tr("SKU"),
            "category": self.tr("Category"),
            "tax": self.tr("Tax"),
            "cost": self.tr("Unit cost"),
            "on_hand": self.tr("On hand"),
        }
        for column, (name, words) in enumerate(captions.items()):
            self._facts[name] = ShrinkingLabel(name=f"productFact_{name}", role="strong")
            self._captions[name] = PlainLabel(words, name=f"productCaption_{name}", role="small")
            grid.addWidget(self._captions[name], 0, column)
            grid.addWidget(self._facts[name], 1, column)
        grid.setColumnStretch(len(captions), 1)
        return grid

    def _actions(self) -> QLayout:
        self.edit = _action(self.tr("Edit"), "productEdit", "pencil", self.tr("F4"))
        self.duplicate = _action(self.tr("Duplicate"), "productDuplicate", "package-plus", self.tr("F5"))
        self.plan = _action(self.tr("Price to come"), "productPlan", "calendar", self.tr("F6"))
        self.switch = _action(self.tr("Sell no more"), "productSwitch", "pause", self.tr("F8"))
        self.variants = _action(self.tr("Variants"), "productVariants", "boxes", self.tr("F3"))
        self.picture = _action(self.tr("Picture"), "productPictureButton", "eye", self.tr("F10"))
        self.drop = _action(self.tr("Forget it"), "productDrop", "x", self.tr("F9"))
        grid = QGridLayout()
        grid.setSpacing(8)
        buttons = (self.edit, self.duplicate, self.plan, self.switch, self.variants, self.picture)
        for place, button in enumerate(buttons):
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def _columns(self) -> list[Column[Changed]]:
        return [
            Column("when", self.tr("Changed"), self._when, detail=_person, width=_WHEN),
            Column("what", self.tr("What"), self._what, width=_WHAT),
            Column("how", self.tr("From → to"), self._texts.changed),
        ]

    def _when(self, row: Changed) -> str:
        return self._texts.day(row.book_date)

    def _what(self, row: Changed) -> str:
        return self._texts.figure_name(row.what)


def _action(label: str, name: str, icon: str, key: str) -> ActionButton:
    button = ActionButton(label, name=name, icon=icon, key=key)
    # By Tab, yes; but a click must not take the focus out of the list.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _person(row: Changed) -> str:
    return row.person
