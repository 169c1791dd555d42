"""F5: what is still to come of an order should come on another day."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.reports.orders import ExpectedOrder
from app.ui.said import Said
from app.ui.screens.orders.state import OtherDay
from app.ui.screens.orders.texts import OrderTexts
from app.ui.shop_form import Measures, NotNow, ShopForm
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_MEASURES = Measures(width_px=680, field_px=220, longest=200)


class OtherDayForm(ShopForm):
    """The form."""

    def __init__(self, order: ExpectedOrder, texts: OrderTexts, *, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Expected on another day"), name="other_day", texts=texts, modal=True, measures=_MEASURES,
            parent=parent,
        )  # fmt: skip
        self._order_texts = texts
        known = {"number": isolate(order.number), "supplier": isolate_name(order.supplier_name)}
        told = self.tr("{number} to {supplier}: nobody has said a day yet.")
        if order.expected is not None:
            told = self.tr("{number} to {supplier}: expected {day} so far.")
            known["day"] = isolate(texts.day(order.expected))
        self.column.addWidget(PlainLabel(told.format(**known), name="other_day_what", wraps=True))
        self.column.addLayout(self.rows)
        hint = self.tr("such as {day}").format(day=isolate(texts.day_sample))
        self.day = self.add_field("other_day_day", self.tr("New day"), hint, texts.typed_day(order.expected))
        self.reason = self.add_field("other_day_reason", self.tr("Why"), self.tr("may stay empty"))
        self.finish(self.tr("Take"), "check")
        self.begin_at_first()

    def wish(self) -> OtherDay:
        """The day.

        Raises:
            NotNow: What stands there is none.
        """
        typed = self.day.text().strip()
        if not typed:
            raise NotNow(Said("warn", "no_day"), self.day)
        try:
            return OtherDay(read_day(typed, self._order_texts.day_order), self.reason.text().strip())
        except Refusal as refusal:
            raise NotNow(refusal, self.day) from refusal
