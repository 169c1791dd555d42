"""F6: a price that begins on a day. F7: many prices changed by a percentage, with what becomes of some of them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.pricing import Ending, PriceMove, PriceMoves
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.reports.product_record import ProductRecord
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import BulkWish, NotNow, PlanWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.dialogs import PickTable
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_WIDTH = 720  # px
_BULK_HEIGHT = 690  # px
_PRICE, _TOLD = 110, 170  # px
_A_PAUSE_MS = 150  # without a key


class PlanForm(CatalogueForm):
    """The form for a price to come."""

    wished = Signal(object)  # PlanWish, once until it is refused

    def __init__(self, record: ProductRecord, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Price to come"), name="plan_form", texts=texts, parent=parent)
        self._record = record
        self.setMinimumWidth(_WIDTH)
        self.column.addWidget(
            PlainLabel(isolate_name(record.row.name), name="plan_product", role="heading", wraps=True)
        )
        grid = self.grid()
        self.price = self.add_field(grid, "plan_price", self.tr("Price"), texts.typed_price(record.row.price_micro))
        hint = self.tr("such as {day}; today begins at once").format(day=isolate(texts.day_sample))
        self.day = self.add_field(grid, "plan_day", self.tr("From"), hint=hint)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.finish(self.tr("Keep price"), "calendar")
        self.price.setFocus()
        self.price.selectAll()
        self.tell()

    def tell(self) -> None:
        """Say beside the price what it earns."""
        try:
            price = self.read_price(self.price)
        except NotNow:
            price = None
        row = self._record.row
        words = "" if price is None else self.texts.earned(price, row.rate_milli, row.cost_micro)
        self.hints["plan_price"].setText(words)

    def carry_out(self) -> None:
        """Send out the price and its day.

        Raises:
            NotNow: One of them is missing or cannot be.
        """
        price = self.read_price(self.price)
        if price is None:
            raise NotNow(Said("warn", "price_needed"), "plan_price")
        try:
            starts = read_day(self.day.text(), self.texts.day_order)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), "plan_day") from refusal
        self._lock()
        self.wished.emit(PlanWish(price, starts))


class BulkForm(CatalogueForm):
    """The form for many prices: what becomes of each is to be seen before it is done."""

    wished = Signal(object)  # BulkWish, once until it is refused
    moves_wanted = Signal(object)  # BulkWish

    def __init__(self, count: int, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Change prices"), name="bulk_form", texts=texts, parent=parent)
        self._asked: BulkWish | None = None
        self._moves: PriceMoves | None = None  # of what was asked, once it is known
        self._is_sure = self._is_answering = False
        self.setMinimumSize(_WIDTH, _BULK_HEIGHT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_A_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.column.addWidget(PlainLabel(texts.products(count), name="bulk_count", role="heading"))
        if count == 1:
            words = self.tr("Shift and the arrows choose more in the list, Ctrl+A all of it.")
            self.column.addWidget(PlainLabel(words, name="bulk_more", role="small"))
        grid = self.grid()
        self.change = self.add_field(
            grid, "bulk_change", self.tr("By percent"), hint=self.tr("5 is dearer, -10 is cheaper")
        )
        endings = {one.value: words for one, words in texts.ending_words().items()}
        hint = self.tr("a price that would turn the other way stays")
        self.ending = self.add_choice(
            grid, "bulk_ending", self.tr("Prices end"), endings, Ending.NINETY_NINE.value, hint=hint
        )
        self.column.addLayout(grid)
        self.told = PlainLabel(name="bulk_told", role="strong", wraps=True)
        self.column.addWidget(self.told)
        self._model = RowsModel(self._columns(), self)
        self.table = PickTable(name="bulk_moves", accessible_name=self.tr("What becomes of each price"), keys=self.keys)
        self.table.show_model(self._model)
        self.table.picked.connect(self.answer)
        self.column.addWidget(self.table, 1)
        self.finish(self.tr("Change prices"), "percent")
        self.change.setFocus()
        self.tell()

    def tell(self) -> None:
        """Find out what becomes of them as soon as nobody types."""
        self._moves, self._is_sure, self._is_answering = None, False, False
        self._pause.start()

    def show_moves(self, wish: BulkWish, moves: PriceMoves) -> None:
        """Show what would become of each price."""
        if wish != self._asked:
            return
        self._moves = moves
        self._model.show_rows(moves.moves)
        self.told.setText(self.texts.moves(moves))
        if self._is_answering:
            self._is_answering = False
            self._decide(wish, moves)

    def carry_out(self) -> None:
        """Send out by how much, once it is known what that does; what goes below its cost is asked about.

        Raises:
            NotNow: It is no percentage.
        """
        wish = self._wish()
        if self._moves is not None and self._asked == wish:
            self._decide(wish, self._moves)
        else:
            self._pause.stop()
            self._is_answering = True
            self._look()

    def _decide(self, wish: BulkWish, moves: PriceMoves) -> None:
        if moves.below and not self._is_sure:
            self._is_sure = True
            self.bar.say("warn", self.texts.sentence(Said("warn", "below_cost_asked", {"count": moves.below})))
            return
        self._lock()
        self.wished.emit(wish)

    def _look(self) -> None:
        try:
            self._asked = self._wish()
        except NotNow:
            self._asked = None
            self._model.show_rows(())
            self.told.setText("")
        else:
            self.moves_wanted.emit(self._asked)

    def _wish(self) -> BulkWish:
        milli = self.read_percent(self.change)
        if milli is None:
            raise NotNow(Said("warn", "bad_number", {"what": "percentage", "text": ""}), "bulk_change")
        return BulkWish(milli, Ending(self.ending.currentData()))

    def _columns(self) -> list[Column[PriceMove]]:
        return [
            Column("name", self.tr("Product"), _name),
            Column("before", self.tr("Now"), self._before, figure=True, width=_PRICE),
            Column("after", self.tr("Then"), self._after, figure=True, tone=_tone, width=_PRICE),
            Column("told", self.tr("Change"), self.texts.move, tone=_tone, width=_TOLD),
        ]

    def _before(self, move: PriceMove) -> str:
        return self.texts.price(move.before_micro)

    def _after(self, move: PriceMove) -> str:
        return self.texts.price(move.after_micro)


def _name(move: PriceMove) -> str:
    return move.name


def _tone(move: PriceMove) -> str:
    return "warn" if move.is_below else ""
