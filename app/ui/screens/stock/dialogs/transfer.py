"""F6: goods go from one location to another, at their cost."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.said import Said
from app.ui.screens.stock.dialogs.form import FormParts, NotNow, StockForm
from app.ui.screens.stock.state import TransferWish
from app.ui.widgets.labels import isolate

_AT_ONCE = ""
_SENT = "send"


class TransferForm(StockForm):
    """The form. Where there is only one location it says so and takes nothing."""

    def __init__(self, parts: FormParts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Transfer goods"), name="transfer_form", parts=parts, parent=parent)
        self.quantity = self.add_field("transfer_quantity", self.tr("Quantity"))
        self.source = self.add_choice("transfer_source", self.tr("From"), self.locations(), parts.location)
        others = [code for code, _ in self.locations() if code != parts.location]
        self.target = self.add_choice(
            "transfer_target", self.tr("To"), self.locations(), others[0] if others else parts.location
        )
        self.lot = self.add_lot("transfer_lot")
        ways = ((_AT_ONCE, self.tr("At once")), (_SENT, self.tr("Sent: on the way until it has arrived")))
        self.how = self.add_choice("transfer_how", self.tr("How"), ways)
        self.finish(self.tr("Post transfer"), "truck")
        self.quantity.setFocus()
        if not others:
            self.show_refusal(self._texts.sentence(Said("warn", "one_location")))
            self.answer_button.setEnabled(False)

    def wish(self) -> TransferWish:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no document.
        """
        quantity_milli = self.read_quantity(self.quantity)
        if quantity_milli <= 0:
            raise NotNow(Said("warn", "more_than_none"), self.quantity)
        source = self.source.currentData()
        lot = self.check_lot(source, self.lot)
        return TransferWish(source, self.target.currentData(), quantity_milli, lot, is_sent=self._is_sent())

    def effect(self) -> str:
        """What there will be at both ends.

        Raises:
            NotNow: The quantity is none.
        """
        card, texts = self._parts.card, self._texts
        source, target = self.source.currentData(), self.target.currentData()
        self.show_lots(source, self.lot)
        from_milli, to_milli = card.on_hand_milli(source), card.on_hand_milli(target)
        facts = {
            "source": self.location_name(source),
            "target": self.location_name(target),
            "there": isolate(texts.quantity(from_milli, card.unit)),
            "here": isolate(texts.quantity(to_milli, card.unit)),
        }
        if not self.quantity.text().strip() or source == target:
            return self.tr("{source}: {there} on hand").format(**facts)
        quantity_milli = self.read_quantity(self.quantity)
        facts["left"] = isolate(texts.quantity(from_milli - quantity_milli, card.unit))
        facts["then"] = isolate(texts.quantity(to_milli + quantity_milli, card.unit))
        if self._is_sent():
            facts["moved"] = isolate(texts.quantity(quantity_milli, card.unit))
            words = self.tr("{source}: {there}, then {left}. {moved} on the way to {target}, where F7 takes it in.")
            return words.format(**facts)
        return self.tr("{source}: {there}, then {left}. {target}: {here}, then {then}.").format(**facts)

    def _is_sent(self) -> bool:
        return bool(self.how.currentData() == _SENT)
