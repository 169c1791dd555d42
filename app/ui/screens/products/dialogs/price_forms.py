"""F6: a price that begins on a day. F7: many prices changed by a percentage, with what becomes of some of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.pricing import Ending, changed_price
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.reports.product_list import ProductRow
from app.reports.product_record import ProductRecord
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import BulkWish, NotNow, PlanWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_WIDTH = 720  # px
_SHOWN = 5  # goods


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
    """The form for many prices."""

    wished = Signal(object)  # BulkWish, once until it is refused

    def __init__(
        self, count: int, samples: Sequence[ProductRow], texts: ProductsTexts, *, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Change prices"), name="bulk_form", texts=texts, parent=parent)
        self._samples = [row for row in samples if not row.open_price][:_SHOWN]
        self.setMinimumWidth(_WIDTH)
        self.column.addWidget(PlainLabel(texts.products(count), name="bulk_count", role="heading"))
        grid = self.grid()
        self.change = self.add_field(
            grid, "bulk_change", self.tr("By percent"), hint=self.tr("5 is dearer, -10 is cheaper")
        )
        endings = {one.value: words for one, words in texts.ending_words().items()}
        self.ending = self.add_choice(grid, "bulk_ending", self.tr("Prices end"), endings, Ending.NINETY_NINE.value)
        self.column.addLayout(grid)
        self.preview = PlainLabel(name="bulk_preview", wraps=True)
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        self.finish(self.tr("Change prices"), "percent")
        self.change.setFocus()
        self.tell()

    def tell(self) -> None:
        """Show what becomes of the first of them."""
        try:
            wish = self._wish()
            lines = [self._line(row, wish) for row in self._samples]
        except (NotNow, Refusal):
            lines = []
        self.preview.setText("\n".join(lines))

    def carry_out(self) -> None:
        """Send out by how much.

        Raises:
            NotNow: It is no percentage.
        """
        wish = self._wish()
        self._lock()
        self.wished.emit(wish)

    def _wish(self) -> BulkWish:
        milli = self.read_percent(self.change)
        if milli is None:
            raise NotNow(Said("warn", "bad_number", {"what": "percentage", "text": ""}), "bulk_change")
        return BulkWish(milli, Ending(self.ending.currentData()))

    def _line(self, row: ProductRow, wish: BulkWish) -> str:
        after = changed_price(row.price_micro, wish.change_milli, wish.ending, self.texts.digits)
        return self.tr("{name}: {before} → {after}").format(
            name=isolate_name(row.name),
            before=isolate(self.texts.price(row.price_micro)),
            after=isolate(self.texts.price(after)),
        )
