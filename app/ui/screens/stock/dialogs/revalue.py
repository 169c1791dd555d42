"""F8: one unit is worth something else from now on. What that does to the value is said before it is posted."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.shop import Costing
from app.ui.screens.stock.dialogs.form import FormParts, StockForm
from app.ui.screens.stock.state import RevalueWish
from app.ui.widgets.labels import isolate


class RevalueForm(StockForm):
    """The form. A standard cost is the product's: it is the same at every location."""

    def __init__(self, parts: FormParts, *, parent: QWidget | None = None) -> None:
        is_standard = parts.card.method is Costing.STANDARD
        title = self.tr("New standard cost") if is_standard else self.tr("Write down, or up again")
        super().__init__(title, name="revalue_form", parts=parts, parent=parent)
        hint = self.tr("at every location") if is_standard else ""
        self.cost = self.add_field("revalue_cost", self.tr("New unit cost"), hint)
        self.location: QComboBox | None = None
        if not is_standard:
            self.location = self.add_choice("revalue_location", self.tr("Location"), self.locations(), parts.location)
        self.finish(self.tr("Post new value"), "check")
        self.cost.setFocus()

    def wish(self) -> RevalueWish:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no document.
        """
        return RevalueWish(self._code(), self.read_cost(self.cost))

    def effect(self) -> str:
        """What it is worth, and by how much that changes.

        Raises:
            NotNow: The cost is none.
        """
        card, texts = self._parts.card, self._texts
        place = card.place(self._code())
        before_minor = card.value_minor if self.location is None else place.value_minor if place else 0
        quantity_milli = card.quantity_milli if self.location is None else card.on_hand_milli(self._code())
        facts = {
            "quantity": isolate(texts.quantity(quantity_milli, card.unit)),
            "before": isolate(texts.money(before_minor)),
        }
        self.preview.set_role("strong")
        if not self.cost.text().strip():
            return self.tr("{quantity} on hand, worth {before}").format(**facts)
        change_minor = card.change_by_cost_minor(self._code(), self.read_cost(self.cost), texts.digits)
        facts["after"] = isolate(texts.money(before_minor + change_minor))
        facts["change"] = isolate(texts.money(abs(change_minor)))
        if change_minor < 0:
            self.preview.set_role("warn")
            return self.tr("{quantity} on hand, worth {before}, then {after}: {change} is lost").format(**facts)
        if change_minor > 0:
            return self.tr("{quantity} on hand, worth {before}, then {after}: {change} is gained").format(**facts)
        return self.tr("{quantity} on hand, worth {before}: nothing changes now, what comes is costed anew").format(
            **facts
        )

    def _code(self) -> str:
        return self._parts.location if self.location is None else str(self.location.currentData())
