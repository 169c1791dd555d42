"""The row of questions above a report: which days, which location, category, supplier, cashier and customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.refusal import Refusal
from app.domain.stretch import Stretch
from app.domain.typed_day import read_day
from app.ui.said import Said
from app.ui.widgets.choices import TypedChoice
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from app.domain.stretch import Days
    from app.reports.choices import Choices, Named
    from app.reports.contents import Listed
    from app.ui.screens.reports.state import Question
    from app.ui.screens.reports.texts import ReportTexts

_DAY_WIDTH = 124  # px
_YEAR = 10_000  # of a day number
_LETTERS, _BOX_WIDTH = 8, 152  # of a box
_NARROWED = ("location", "category", "supplier", "cashier", "customer")


class QuestionBar(QWidget):
    """The questions.

    Attributes:
        stretch: Which days.
        first, last: One's own days.
    """

    stretch_chosen = Signal(object)  # Stretch
    days_typed = Signal(object)  # the first and the last day
    narrowed = Signal(str, str)  # what, of `_NARROWED`; and its code, or ""
    refused = Signal(object)  # Said

    def __init__(self, texts: ReportTexts, today: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName("reportsQuestion")
        self._texts, self._today = texts, today
        self.stretch = _choice("reportsStretch", self.tr("Days"))
        for stretch in Stretch:
            self.stretch.addItem(texts.stretch(stretch), stretch)
        self._key = PlainLabel(self.tr("F4"), name="reportsStretchKey", role="muted")
        self._key.hide()
        self.first = self._day("reportsFirst", self.tr("First day"))
        self.last = self._day("reportsLast", self.tr("Last day"))
        self.location = _choice("reportsLocation", self.tr("Location"))
        self.category = _choice("reportsCategory", self.tr("Category"))
        self.supplier = _choice("reportsSupplier", self.tr("Supplier"))
        self.cashier = _choice("reportsCashier", self.tr("Cashier"))
        self.customer = _choice("reportsCustomer", self.tr("Customer"))
        self._all = {
            "location": self.tr("All locations"),
            "category": self.tr("All categories"),
            "supplier": self.tr("All suppliers"),
            "cashier": self.tr("All cashiers"),
            "customer": self.tr("All customers"),
        }
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((self._above, (self._key, self.stretch, self.first, self.last)), (self._below, ())):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            both.addLayout(row)
        self._place_boxes(self._above)
        self.stretch.activated.connect(self._on_stretch)
        for field in (self.first, self.last):
            field.entered.connect(self._on_day)
            field.editingFinished.connect(self._on_left)
        self._asked: Days = (None, None)
        for what in _NARROWED:
            box = self._box(what)
            box.setProperty("what", what)
            box.activated.connect(self._on_narrowed)

    def show_question(self, question: Question, listed: Listed | None, choices: Choices) -> None:
        """Show what is asked; what the report has no use for is not there."""
        takes = frozenset() if listed is None else listed.takes
        for widget in (self._key, self.stretch):
            widget.setVisible(bool({"first", "last", "at"} & takes))
        self.stretch.setCurrentIndex(list(Stretch).index(question.stretch))
        is_own = question.stretch is Stretch.OWN
        # Before the days come up: for a moment both beside each other would make the window wider.
        self._place_boxes(self._below if is_own and not self.stretch.isHidden() else self._above)
        self.first.setVisible(is_own and "first" in takes)
        self.last.setVisible(is_own and bool({"last", "at"} & takes))
        self._asked = (question.first, question.last)
        for field, day in zip((self.first, self.last), self._asked, strict=True):
            if not field.hasFocus():
                field.setText(self._texts.typed_day(day))
            field.show_error(wrong=False)
        self._offer("location", choices.locations, question.location, shown="location" in takes)
        self._offer("category", choices.categories, question.category, shown="category" in takes)
        self._offer("supplier", choices.suppliers, question.supplier, shown="supplier" in takes)
        self._offer("cashier", choices.cashiers, question.cashier, shown="cashier" in takes)
        self._offer("customer", choices.customers, question.customer, shown="customer" in takes)

    def enter_typed(self) -> bool:
        """Ask of days that were typed and not entered yet, or say what is wrong with them. Returns whether it did."""
        for box in (self.stretch, *map(self._box, _NARROWED)):
            box.settle()
        if Stretch(self.stretch.currentData()) is not Stretch.OWN:
            return False
        days = self._read_days()
        if days == self._asked:
            return False
        if days is not None:
            self.days_typed.emit(days)
        return True

    def _place_boxes(self, row: QHBoxLayout) -> None:
        """Beside the days, or below them where one's own take the room."""
        if row.indexOf(self.location) < 0:
            for what in _NARROWED:
                row.insertWidget(row.count() - 1, self._box(what))

    def _offer(self, what: str, named: tuple[Named, ...], chosen: str, *, shown: bool) -> None:
        box = self._box(what)
        if not shown:
            # Thousands of customers are listed where they are asked for.
            box.hide()
            return
        codes = ["", *(code for code, _ in named)]
        if [box.itemData(place) for place in range(box.count())] != codes:
            box.clear()
            box.addItem(self._all[what], "")
            for code, name in named:
                box.addItem(name, code)
        box.setCurrentIndex(codes.index(chosen) if chosen in codes else 0)
        # With one of them there is nothing to choose.
        box.setVisible(len(named) > 1)

    def _box(self, what: str) -> TypedChoice:
        boxes = (self.location, self.category, self.supplier, self.cashier, self.customer)
        return dict(zip(_NARROWED, boxes, strict=True))[what]

    def _day(self, name: str, title: str) -> TypedField:
        field = TypedField(name=name, accessible_name=title)
        field.setPlaceholderText(self._texts.day_sample)
        field.setToolTip(title)
        field.setFixedWidth(_DAY_WIDTH)
        return field

    def _on_stretch(self) -> None:
        stretch = Stretch(self.stretch.currentData())
        self.stretch_chosen.emit(stretch)
        if stretch is Stretch.OWN:
            field = self.first if self.first.isVisible() else self.last
            field.setFocus()
            field.selectAll()

    def _on_day(self) -> None:
        days = self._read_days()
        if days is not None:
            self.days_typed.emit(days)
            return
        wrong = next((field for field in (self.first, self.last) if field.property("state") == "error"), None)
        if wrong is not None:
            wrong.setFocus()

    def _on_left(self) -> None:
        """Whoever goes on from one day to the other is not done yet."""
        if not (self.first.hasFocus() or self.last.hasFocus()):
            self.enter_typed()

    def _read_days(self) -> Days | None:
        """The days in the fields; None if one is wrong, which is said. What cannot be seen stays as it was asked."""
        days: list[int | None] = []
        for field, asked in zip((self.first, self.last), self._asked, strict=True):
            field.show_error(wrong=False)
            if field.isHidden():
                days.append(asked)
                continue
            try:
                days.append(self._read_day(field.text()))
            except Refusal as refusal:
                field.show_error(wrong=True)
                facts = {**refusal.facts, "sample": self._texts.day_sample}
                self.refused.emit(Said("warn", "no_such_day", facts))
                return None
        first, last = days
        if not self.first.isHidden() and first is not None and last is not None and first > last:
            self.refused.emit(Said("warn", "days_typed_backwards"))
            return None
        return first, last

    def _read_day(self, typed: str) -> int | None:
        return read_day(typed, self._texts.day_order, self._today() // _YEAR) if typed.strip() else None

    def _on_narrowed(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.narrowed.emit(str(box.property("what")), str(box.currentData()))


def _choice(name: str, title: str) -> TypedChoice:
    box = TypedChoice(name=name, accessible_name=title)
    box.setToolTip(title)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # A supplier's long name must not make the window wider.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.setMinimumWidth(_BOX_WIDTH)
    box.hide()
    return box
