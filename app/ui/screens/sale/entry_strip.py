"""The strip for one inline entry: what the cashier began to type, or else the first open question of the sale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.basket import AddItem, AgeConfirmed, Line, SetLineDiscount, SetPrice, SetQuantity, SetSaleDiscount
from app.domain.moment import Moment
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.said import Said
from app.ui.screens.sale.dialogs.age import AgeBar
from app.ui.screens.sale.dialogs.base import InlineEntry
from app.ui.screens.sale.dialogs.entries import DiscountEntry, FigureEntry, PriceEntry, QuantityEntry
from app.ui.screens.sale.dialogs.open_price import OpenPriced, OpenPriceEntry
from app.ui.screens.sale.dialogs.sure import SureBar
from app.ui.screens.sale.presenter import SalePresenter
from app.ui.screens.sale.state import AgeAsked, ChoiceAsked, PriceAsked, QuantityAsked, Question, SureAsked
from app.ui.screens.sale.texts import SaleTexts


class EntryStrip(QWidget):
    """Shows one entry at a time and hands what it says to the presenter."""

    closed = Signal()  # the entry is gone: the keys belong to the scan box again

    def __init__(self, presenter: SalePresenter, shop: Shop, texts: SaleTexts) -> None:
        super().__init__()
        self.setObjectName("saleEntryStrip")
        self._presenter, self._shop, self._texts = presenter, shop, texts
        self._entry: InlineEntry | None = None
        self._question: Question | None = None
        self._answer: Callable[[object], None] = self._edit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def entry(self) -> InlineEntry | None:
        """What is asked here, or None."""
        return self._entry

    def is_asking_age(self) -> bool:
        """Whether it is the customer's age that is asked."""
        return isinstance(self._entry, AgeBar)

    def confirm(self) -> None:
        """Yes: the customer is old enough, or what is out of the ordinary is meant."""
        if isinstance(self._entry, AgeBar | SureBar):
            self._entry.answer_button.click()

    def ask_quantity(self, line: Line) -> None:
        """The cashier wants another quantity of a line."""
        self._open(QuantityEntry(line, self._shop), self._edit)

    def ask_price(self, line: Line) -> None:
        """The cashier wants another price of a line."""
        self._open(PriceEntry(line, self._shop), self._edit)

    def ask_discount(self, line: Line | None, typed: str) -> None:
        """The cashier wants a discount on a line, or on the whole sale; `typed` stands in the field already."""
        entry = DiscountEntry(line, self._shop, now=None if line else self._presenter.basket.discount)
        if typed:
            entry.field.setText(typed)
        self._open(entry, self._edit)

    def ask_open_price(self, category: str) -> None:
        """The cashier wants to ring up goods of a category, and says what they cost."""
        self._open(OpenPriceEntry((category,), self._shop), self._pick_category)

    def show_question(self, question: Question | None, now: Moment, *, may_take_keys: bool) -> None:
        """Show an open question of the sale, unless the cashier is typing something of their own here."""
        is_own = self._entry is not None and self._question is None
        if is_own or question == self._question:
            return
        had_entry = self._take_away()
        self._question = question
        match question:
            case AgeAsked(years):
                born = written.day_apart(_years_before(now.local().date(), years), self._shop.language)
                self._put(AgeBar(years, born), self._confirm_age)
            case PriceAsked(wish):
                self._put(_emptied(PriceEntry(_line_of(wish), self._shop)), self._answer_price)
            case QuantityAsked(wish):
                self._put(_emptied(QuantityEntry(_line_of(wish), self._shop)), self._answer_quantity)
            case SureAsked(doubt):
                self._put(SureBar(doubt, self._shop), self._answer_sure)
            case ChoiceAsked() | None:
                if had_entry:
                    self.closed.emit()
        if self._entry is not None and may_take_keys:
            self._entry.begin()

    def close_own(self) -> None:
        """What the cashier was typing here is of no interest any more."""
        if self._question is None and self._take_away():
            self.closed.emit()

    def _open(self, entry: InlineEntry, answer: Callable[[object], None]) -> None:
        self._take_away()
        self._question = None
        self._put(entry, answer)
        entry.begin()

    def _put(self, entry: InlineEntry, answer: Callable[[object], None]) -> None:
        self._entry, self._answer = entry, answer
        entry.entered.connect(self._on_entered)
        entry.left.connect(self._on_left)
        self._column.addWidget(entry)
        self.show()

    def _take_away(self) -> bool:
        entry, self._entry = self._entry, None
        if entry is None:
            return False
        self.hide()
        self._column.removeWidget(entry)
        entry.hide()
        entry.deleteLater()
        return True

    def _on_entered(self, result: object) -> None:
        self._answer(result)

    def _on_left(self) -> None:
        question, self._question = self._question, None
        self._take_away()
        if question is not None:
            self._presenter.leave_question(question)
        self.closed.emit()

    def _told(self, said: Said | None) -> None:
        """What became of what was entered."""
        if self._entry is None:
            return
        if said is not None:
            self._entry.show_refusal(self._texts.sentence(said))
            return
        self._question = None
        self._take_away()
        self.closed.emit()

    def _edit(self, result: object) -> None:
        if isinstance(result, SetQuantity | SetPrice | SetLineDiscount | SetSaleDiscount):
            self._presenter.edit(result, self._told, self._typed())

    def _pick_category(self, result: object) -> None:
        if isinstance(result, OpenPriced):
            self._presenter.pick_category(result.category, result.price_micro)
            self._told(None)

    def _confirm_age(self, result: object) -> None:
        if isinstance(result, AgeConfirmed):
            self._told(None)
            self._presenter.checkout.confirm_age(result.years)

    def _answer_sure(self, _result: object) -> None:
        if isinstance(self._question, SureAsked):
            question = self._question
            self._told(None)
            self._presenter.scanning.answer_sure(question)

    def _typed(self) -> str:
        return self._entry.field.text().strip() if isinstance(self._entry, FigureEntry) else ""

    def _answer_price(self, result: object) -> None:
        if isinstance(result, SetPrice) and isinstance(self._question, PriceAsked):
            self._presenter.scanning.answer_price(self._question, result.price_micro, self._told)

    def _answer_quantity(self, result: object) -> None:
        if isinstance(result, SetQuantity) and isinstance(self._question, QuantityAsked):
            self._presenter.scanning.answer_quantity(self._question, result.quantity_milli, self._told)


def _emptied(entry: PriceEntry | QuantityEntry) -> InlineEntry:
    """An entry without a figure that Enter alone would take."""
    entry.field.clear()
    return entry


def _line_of(wish: AddItem) -> Line:
    """Goods that are not rung up yet, as the line they will make."""
    return Line(0, wish.item, wish.quantity_milli, wish.item.price_micro, code=wish.code)


def _years_before(day: date, years: int) -> date:
    """The birthday of somebody who is so old today; who was born on 29 February comes of age on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
