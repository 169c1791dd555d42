"""The base of the receiving screen's forms: they name the goods they are about, and let scans pass."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.discount import Discount, read_discount, write_discount
from app.domain.figures import read_price, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.domain.typed_day import read_day
from app.ui.said import Said
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.shop_form import Measures, NotNow, ShopForm
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate_name

__all__ = ["NotNow", "ReceivingForm"]

_MEASURES = Measures(width_px=680, field_px=260)


class ReceivingForm(ShopForm):
    """A form. It does not stop the scanner: a scan that it has no use for goes to the sheet behind it.

    Args:
        title: What it does, translated already.
        about: The goods that it is about, or "".
        name: The object name.
        texts: How figures are written.
        parent: The window of the screen.
    """

    def __init__(self, title: str, about: str, *, name: str, texts: ReceivingTexts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, texts=texts, modal=False, measures=_MEASURES, parent=parent)
        self._texts = texts
        if about:
            self.column.addWidget(PlainLabel(isolate_name(about), name=f"{name}_about", role="heading", wraps=True))
        self.column.addLayout(self.rows)

    def take_scan(self, _text: str) -> bool:
        """A scan came while the form is open. Returns whether the form has a use for it."""
        return False

    def finish(self, answer: str, icon: str) -> None:
        """Add what stands below the fields, and let the keys be in the first of them."""
        super().finish(answer, icon)
        self.begin_at_first()

    def read_quantity(self, field: TypedField, *, usual: int | None = None) -> int:
        """The quantity in a field, never below zero; `usual` where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        if usual is not None and not field.text().strip():
            return usual
        quantity_milli = self.read(field, read_quantity)
        if quantity_milli < 0:
            raise NotNow(Said("warn", "quantity_below_zero", {"sku": field.text().strip()}), field)
        return quantity_milli

    def read_money(self, field: TypedField) -> int:
        """The unit price or cost in a field, in millionths, never below zero.

        Raises:
            NotNow: What stands there is none.
        """
        micro = self.read(field, read_price)
        if micro < 0:
            raise NotNow(Said("warn", "price_below_zero"), field)
        return micro

    def read_discount(self, field: TypedField) -> Discount | None:
        """The discount in a field, an amount or "3%"; None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        text = field.text().strip()
        is_percent = text.endswith("%")
        figure = text.removesuffix("%").strip()
        if not figure:
            return None
        try:
            plain = plain_figure(figure, self._texts.point)
            found = read_discount(f"{plain}%" if is_percent else plain, self._texts.shop.currency)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field) from refusal
        return found if found != Discount() else None

    def discount(self, discount: Discount | None) -> str:
        """A discount as it is typed."""
        if discount is None:
            return ""
        return write_discount(discount, self._texts.shop.currency).replace(".", self._texts.point)

    def read_day(self, field: TypedField) -> int | None:
        """The day in a field as the shop writes days, None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        text = field.text().strip()
        try:
            return read_day(text, self._texts.day_order) if text else None
        except Refusal as refusal:
            raise NotNow(refusal, field) from refusal
