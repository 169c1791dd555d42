"""What is asked before something that is hard to take back: posting, giving up, taking back, new prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.domain.delivery_wish import PriceSuggested
from app.domain.figures import PIECE_MILLI
from app.domain.refusal import Refusal
from app.reports.bills import Resting
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import ReceivingForm
from app.ui.screens.receiving.state import PostAsked, StartKind, StartRow
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(820, 460)  # px
_PRICE = 220  # px
_FEW, _HIGH = 4, 640  # rows of a list that is not high; px of one that is


class ListDialog(ScreenDialog):
    """A list of sentences, and one answer.

    Args:
        title, about: What it asks, translated already.
        rows: The sentences.
        name: The object name.
        answer: The words on the button.
        parent: The window of the screen.
    """

    wished = Signal(object)  # bool, once until it is refused

    def __init__(
        self, title: str, about: str, rows: Sequence[str], *, name: str, answer: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, name=name, modal=False, parent=parent)
        self.column.addWidget(PlainLabel(about, name=f"{name}_about", role="muted", wraps=True))
        self._model: RowsModel[str] = RowsModel([Column("words", self.tr("On this delivery"), str)], self)
        self.table = PickTable(name=f"{name}_table", accessible_name=title, keys=KeyMap())
        self.table.show_model(self._model)
        self._model.show_rows(rows)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=answer, icon="check")
        self.keys.bind("Enter", self.answer)
        self.table.picked.connect(self.answer)
        self.answer_button.clicked.connect(self.answer)
        if rows:
            self.table.choose_row(0)
        if len(rows) > _FEW:
            self.setMinimumHeight(_HIGH)
        self.table.setFocus()
        self.resize(_SIZE)

    def answer(self) -> None:
        """Yes."""
        if not self.is_locked():
            self._lock()
            self.wished.emit(True)


class PostDialog(ListDialog):
    """What looks wrong before a delivery is posted."""

    def __init__(self, asked: PostAsked, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        rows = [texts.doubt(one) for one in asked.doubts]
        for one in asked.waiting:
            words = self.tr("The code {code} is unknown: {quantity} of it would be left out.")
            rows.append(words.format(code=isolate(one.code), quantity=texts.quantity(one.quantity_milli)))
        if asked.is_nobodys:
            rows.append(self.tr("Nobody said which supplier brought it. Esc goes back, and F10 says it."))
        rows += texts.untaken_rows(asked.untaken, asked.folded)
        if asked.note_of is not None:
            number, day = asked.note_of
            words = self.tr("This delivery note came before, with {number} on {day}. Is it the same delivery twice?")
            rows.insert(0, words.format(number=isolate(number), day=isolate(texts.day(day))))
        super().__init__(
            self.tr("Look at this first"),
            self.tr("Enter posts the delivery as it is, Esc goes back to it."),
            rows,
            name="post_dialog",
            answer=self.tr("Post it as it is"),
            parent=parent,
        )


class PricesDialog(ScreenDialog):
    """New selling prices that the costs suggest."""

    wished = Signal(object)  # the prices, once until it is refused

    def __init__(
        self, prices: tuple[PriceSuggested, ...], texts: ReceivingTexts, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("New selling prices"), name="prices_dialog", modal=False, parent=parent)
        about = self.tr("Costs have moved. These prices keep the margin that the goods had.")
        self.column.addWidget(PlainLabel(about, name="prices_about", role="muted", wraps=True))
        self._model: RowsModel[PriceSuggested] = RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=_sku),
                Column("cost", self.tr("Cost"), lambda one: texts.price(one.cost_micro), figure=True,
                       detail=lambda one: self.tr("was {cost}").format(cost=texts.price(one.was_micro)), width=124),
                Column("price", self.tr("Selling price"), texts.suggested, figure=True, width=_PRICE),
            ],
            self,
        )  # fmt: skip
        self.table = PickTable(name="prices_table", accessible_name=self.tr("New selling prices"), keys=KeyMap())
        self.table.show_model(self._model)
        self._model.show_rows(prices)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Leave them"), answer=self.tr("Take all of them"), icon="check")
        self.keys.bind("Enter", self.answer)
        self.keys.bind("Del", self._on_drop)
        self.table.picked.connect(self.answer)
        self.answer_button.clicked.connect(self.answer)
        self.drop = ActionButton(self.tr("Not this one"), name="prices_drop", icon="x", key=self.tr("Del"))
        self.drop.clicked.connect(self._on_drop)
        self.footer.insertWidget(1, self.drop)
        self.table.choose_row(0)
        self.table.setFocus()
        self.resize(_SIZE)

    def answer(self) -> None:
        """Take those that are listed."""
        if not self.is_locked():
            self._lock()
            self.wished.emit(self._model.rows())

    def _on_drop(self) -> None:
        row = self.table.chosen_row()
        rows = self._model.rows()
        if 0 <= row < len(rows):
            self._model.show_rows((*rows[:row], *rows[row + 1 :]))
            self.table.choose_row(min(row, len(rows) - 2))


def _name(one: PriceSuggested) -> str:
    return one.item.name


def _sku(one: PriceSuggested) -> str:
    return one.item.sku


class CorrectForm(ReceivingForm):
    """F8: take back what is posted, and what rests on it first; a delivery is opened again."""

    def __init__(
        self, row: StartRow, resting: Sequence[Resting], texts: ReceivingTexts, *, parent: QWidget | None = None
    ) -> None:
        is_delivery = row.kind is StartKind.POSTED
        title = self.tr("Take back and correct") if is_delivery else self.tr("Take back")
        super().__init__(title, row.title, name="correct_form", texts=texts, parent=parent)
        told = {"effect": texts.effect_of_taking_back(row.kind), "resting": texts.resting(resting)}
        for name, words in told.items():
            if words:
                self.column.addWidget(PlainLabel(words, name=f"correct_form_{name}", wraps=True))
        self.reason = self.add_field("correct_form_reason", self.tr("What was wrong"))
        self.reason.setMaxLength(200)
        self.finish(self.tr("Take back and open again") if is_delivery else title, "undo-2")

    def wish(self) -> str:
        """The reason."""
        return self.reason.text().strip()


@dataclass(frozen=True, slots=True)
class LabelsWish:
    """Which labels, and the first free one of a used sheet."""

    stock: str
    start: int


class LabelsForm(ReceivingForm):
    """F12: labels for just what came."""

    def __init__(self, number: str, wish: LabelsWish, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Labels for what came"), number, name="labels_form", texts=texts, parent=parent)
        hint = self.tr("its name, or a size: Avery L7160, 62x29")
        self.stock = self.add_field("labels_form_stock", self.tr("Labels"), hint, wish.stock)
        self.start = self.add_field(
            "labels_form_start", self.tr("First free label"), self.tr("of a used sheet"), str(wish.start)
        )
        self.finish(self.tr("Make labels"), "tags")

    def wish(self) -> LabelsWish:
        """The labels.

        Raises:
            NotNow: The place is no number.
        """
        return LabelsWish(self.stock.text().strip(), self.read_quantity(self.start, usual=PIECE_MILLI) // PIECE_MILLI)


class BookAsksDialog(ListDialog):
    """What the book wants to know before it posts: were the goods counted already, does the order come twice."""

    def __init__(self, refusal: Refusal, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        self._is_count = refusal.code == "already_counted"
        sentence = texts.sentence(Said("warn", refusal.code, refusal.facts))
        title = self.tr("Counted already") if self._is_count else self.tr("This order has come already")
        yes = self.tr("Yes, they were on the shelf") if self._is_count else self.tr("Yes, it came a second time")
        super().__init__(title, sentence, (), name="book_asks", answer=yes, parent=parent)
        self.table.hide()
        if self._is_count:
            self.no = ActionButton(self.tr("No, they came after"), name="book_asks_no", icon="x", key=self.tr("F6"))
            self.no.clicked.connect(self._on_no)
            self.keys.bind("F6", self.no.click)
            self.footer.insertWidget(1, self.no)
        self.answer_button.setFocus()
        self.resize(_SIZE.width(), 220)

    def _on_no(self) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(False)
