"""The base of the stock screen's forms: one product, one document, and a line that says what will happen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.figures import read_price, read_quantity
from app.reports.product_card import ProductCard
from app.ui.said import Said
from app.ui.screens.stock.state import Choices, Wish
from app.ui.screens.stock.texts import StockTexts
from app.ui.shop_form import Measures, NotNow, ShopForm
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_MEASURES = Measures(width_px=760, field_px=280)
_LOTS_NAMED = 4

__all__ = ["FormParts", "NotNow", "StockForm"]


@dataclass(frozen=True, slots=True)
class FormParts:
    """What a form is made of.

    Attributes:
        card: The product.
        location: The code of the location at which it begins.
        lot: The lot at which it begins, or "".
    """

    card: ProductCard
    texts: StockTexts
    choices: Choices
    location: str
    lot: str = ""


class StockForm(ShopForm):
    """A form for one document about one product.

    Args:
        title: What it does, translated already.
        name: The object name.
        parts: What it is made of.
        parent: The window of the screen.
    """

    def __init__(self, title: str, *, name: str, parts: FormParts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, texts=parts.texts, modal=True, measures=_MEASURES, parent=parent)
        self._parts, self._texts = parts, parts.texts
        product = PlainLabel(isolate_name(parts.card.name), name=f"{name}_product", role="heading", wraps=True)
        self.column.addWidget(product)
        self.column.addLayout(self.rows)
        self.preview = PlainLabel(name=f"{name}_preview", role="strong", wraps=True)

    def finish(self, answer: str, icon: str) -> None:
        """Add what stands below the fields: what will happen, the bar for a refusal, the buttons."""
        self.column.addWidget(self.preview)
        super().finish(answer, icon)
        self._show_preview()

    def locations(self) -> list[tuple[str, str]]:
        """Code and name of the locations where goods can be."""
        return list(self._parts.choices.locations)

    def location_name(self, code: str) -> str:
        """The name of a location, for a sentence."""
        return isolate_name(dict(self._parts.choices.locations).get(code, code))

    def has_lots(self) -> bool:
        """Whether the product is or was kept by lot or serial number."""
        card = self._parts.card
        return card.tracking.value != "none" or any(spot.lot for spot in card.spots)

    def add_lot(self, name: str) -> TypedField | None:
        """Add a row for the lot or serial number, where there are any; it begins with the chosen one."""
        if not self.has_lots():
            return None
        return self.add_field(name, self.tr("Lot or serial number"), text=self._parts.lot)

    def show_lots(self, location: str, lot: TypedField | None) -> None:
        """Say beside the field which lots there are at a location."""
        if lot is not None:
            lots = [spot.lot for spot in self._parts.card.spots if spot.place.code == location and spot.lot]
            named = ", ".join(isolate(lot) for lot in lots[:_LOTS_NAMED])
            self.rows.hint(lot).setText(f"{named} …" if len(lots) > _LOTS_NAMED else named)

    def check_lot(self, location: str, lot: TypedField | None) -> str:
        """The lot that was typed, "" for none.

        Raises:
            NotNow: Where there is none of that lot.
        """
        number = "" if lot is None else lot.text().strip()
        card = self._parts.card
        if number and not any(spot.lot == number and spot.place.code == location for spot in card.spots):
            raise NotNow(Said("warn", "no_lot", {"lot": number, "name": card.name}), lot)
        return number

    def read_quantity(self, field: TypedField) -> int:
        """The quantity in a field.

        Raises:
            NotNow: What stands there is none.
        """
        return self.read(field, lambda text: read_quantity(text.removeprefix("+")))

    def read_cost(self, field: TypedField) -> int:
        """The unit cost in a field, in millionths.

        Raises:
            NotNow: What stands there is none.
        """
        cost_micro = self.read(field, partial(read_price, what="cost"))
        if cost_micro < 0:
            raise NotNow(Said("warn", "cost_minus"), field)
        return cost_micro

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the form takes keys again."""
        super().show_refusal(sentence)
        if self.focusWidget() is None and self._fields:
            self._fields[0].setFocus()

    def wish(self) -> Wish:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no document.
        """
        raise NotImplementedError

    def effect(self) -> str:
        """What will happen, in a sentence; "" while that cannot be said."""
        raise NotImplementedError

    def on_typed(self) -> None:
        super().on_typed()
        self._show_preview()

    def _show_preview(self) -> None:
        try:
            self.preview.setText(self.effect())
        except NotNow:
            self.preview.setText("")
