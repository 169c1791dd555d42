"""F4: stock changes for a reason. A figure with its sign goes or comes; one without is what there is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.ui.said import Said
from app.ui.screens.stock.dialogs.form import FormParts, NotNow, StockForm
from app.ui.screens.stock.state import AdjustWish
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import isolate

_SIGNS = ("+", "-", "\N{MINUS SIGN}")


class AdjustForm(StockForm):
    """The form."""

    def __init__(self, parts: FormParts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Adjust stock"), name="adjust_form", parts=parts, parent=parent)
        texts = parts.texts
        self.quantity = self.add_field(
            "adjust_quantity", self.tr("Quantity"), self.tr("-2: two go, +2: two come, 10: ten are there now")
        )
        reasons = ((code, texts.reason(code, name)) for code, name in parts.choices.reasons)
        self.reason = self.add_choice("adjust_reason", self.tr("Reason"), reasons)
        self.location = self.add_choice("adjust_location", self.tr("Location"), self.locations(), parts.location)
        self.lot = self.add_lot("adjust_lot")
        self.expiry = self._add_expiry()
        self.cost = self.add_field(
            "adjust_cost", self.tr("Unit cost of what comes"), self.tr("left empty, as the book costs it now")
        )
        self.note = self.add_field("adjust_note", self.tr("Note"))
        self.finish(self.tr("Post adjustment"), "check")
        self.quantity.setFocus()

    def wish(self) -> AdjustWish:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no document.
        """
        change_milli = self._change_milli()
        if change_milli == 0:
            raise NotNow(Said("warn", "no_change"), self.quantity)
        location = self.location.currentData()
        lot = self._lot() if change_milli > 0 else self.check_lot(location, self.lot)
        has_cost = change_milli > 0 and bool(self.cost.text().strip())
        return AdjustWish(
            location,
            change_milli,
            self.reason.currentData(),
            lot,
            self.read_cost(self.cost) if has_cost else None,
            self.note.text().strip(),
            self._expiry() if lot and change_milli > 0 else None,
        )

    def effect(self) -> str:
        """What there is, and what there will be.

        Raises:
            NotNow: The quantity is none.
        """
        card, texts, location = self._parts.card, self._texts, self.location.currentData()
        self.show_lots(location, self.lot)
        self.rows.rename(self.quantity, self._meaning())
        before_milli = self._there_milli()
        facts = {"location": self.location_name(location), "before": isolate(texts.quantity(before_milli, card.unit))}
        if not self.quantity.text().strip():
            self._enable_what_comes(comes=False)
            return self.tr("{location}: {before} on hand").format(**facts)
        change_milli = self._change_milli()
        is_all = not self._is_change()
        self._enable_what_comes(comes=change_milli > 0)
        facts["after"] = isolate(texts.quantity(before_milli + change_milli, card.unit))
        facts["change"] = isolate(texts.change(change_milli, card.unit) or "0")
        if is_all:
            # Who means a change and forgets its sign sees it here.
            return self.tr(
                "{location}: on hand becomes {after} ({change}). A figure without + or - is all that is there."
            ).format(**facts)
        return self.tr("{location}: {before} on hand, then {after} ({change})").format(**facts)

    def _add_expiry(self) -> TypedField | None:
        """A row for the date that stands on a lot; the pieces of a serial number have none."""
        if self._parts.card.tracking is not Tracking.LOT:
            return None
        hint = self.tr("of a new lot: {day}, or month and year alone").format(day=isolate(self._parts.texts.day_sample))
        return self.add_field("adjust_expiry", self.tr("Best before or expiry"), hint)

    def _expiry(self) -> int | None:
        if self.expiry is None or not self.expiry.text().strip():
            return None
        try:
            return read_day(self.expiry.text(), self._texts.day_order)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), self.expiry) from refusal

    def _enable_what_comes(self, *, comes: bool) -> None:
        for field in (self.cost, self.expiry):
            if field is not None:
                field.setEnabled(comes)

    def _lot(self) -> str:
        return "" if self.lot is None else self.lot.text().strip()

    def _there_milli(self) -> int:
        return self._parts.card.on_hand_milli(self.location.currentData(), self._lot() or None)

    def _change_milli(self) -> int:
        figure_milli = self.read_quantity(self.quantity)
        return figure_milli if self._is_change() else figure_milli - self._there_milli()

    def _meaning(self) -> str:
        """What the figure means as it stands there: who forgets its sign sees it where it is typed."""
        text = self.quantity.text().strip()
        if not text:
            return self.tr("Quantity")
        if not self._is_change():
            return self.tr("All that is there now")
        return self.tr("What comes in") if text.startswith("+") else self.tr("What goes out")

    def _is_change(self) -> bool:
        """Whether what goes or comes is typed, and not what is there."""
        return self.quantity.text().strip().startswith(_SIGNS)
