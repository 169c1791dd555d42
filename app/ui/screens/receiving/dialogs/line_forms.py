"""The forms about one line: how much came, what it costs, its lot or serial numbers, what of it is free or broken."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.codes import parse
from app.domain.delivery_entries import SetCost, SetLot, SetParts, SetReceived, SetSerials
from app.domain.delivery_line import Line
from app.domain.figures import PIECE_MILLI, half_up, write_quantity
from app.domain.moment import read_date
from app.domain.product import Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.typed import check_whole
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow, ReceivingForm
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate

_SERIALS_SHOWN = 8


class QuantityForm(ReceivingForm):
    """F4: how much of a line came."""

    def __init__(self, line: Line, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How much came"), line.item.name, name="quantity_form", texts=texts, parent=parent)
        self._key, self._unit = line.key, line.item.unit
        expected = ""
        if line.expected_milli is not None:
            quantity = texts.quantity(line.expected_milli, line.item.unit)
            expected = self.tr("expected: {quantity}").format(quantity=quantity)
        self.quantity = self.add_field("quantity_form_quantity", self.tr("Received"), expected)
        self.finish(self.tr("Take"), "check")

    def wish(self) -> SetReceived:
        """What came.

        Raises:
            NotNow: It is no quantity.
        """
        if self._unit is Unit.EACH:
            try:
                check_whole(self.quantity.text())
            except Refusal as refusal:
                raise NotNow(Said("warn", refusal.code, refusal.facts), self.quantity) from refusal
        return SetReceived(self._key, self.read_quantity(self.quantity))


class CostForm(ReceivingForm):
    """F5: what a line costs, by unit or by pack."""

    def __init__(self, line: Line, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What it costs"), line.item.name, name="cost_form", texts=texts, parent=parent)
        self._key = line.key
        usual = texts.price(line.usual_micro)
        hint = self.tr("before: {cost} for one").format(cost=usual) if usual else self.tr("without tax")
        self.cost = self.add_field("cost_form_cost", self.tr("Cost"), hint)
        pack = ""
        if line.pack_milli != PIECE_MILLI:
            pack = self.tr("{pack} for a pack").format(pack=write_quantity(line.pack_milli))
        self.base = self.add_field("cost_form_base", self.tr("for how many"), pack, "1")
        self.finish(self.tr("Take"), "check")

    def wish(self) -> SetCost:
        """What one unit costs.

        Raises:
            NotNow: It is no cost.
        """
        cost_micro = self.read_money(self.cost)
        base_milli = self.read_quantity(self.base, usual=PIECE_MILLI) or PIECE_MILLI
        return SetCost(self._key, half_up(cost_micro * PIECE_MILLI, base_milli))


class LotForm(ReceivingForm):
    """F6: which lot came, and its last day. A scan of a GS1 code fills both in."""

    def __init__(self, line: Line, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Lot"), line.item.name, name="lot_form", texts=texts, parent=parent)
        self._key = line.key
        self.lot = self.add_field("lot_form_lot", self.tr("Lot"), self.tr("scan it, or type it"), line.lot)
        hint = self.tr("such as {day}, or month and year alone").format(day=isolate(texts.day_sample))
        self.expiry = self.add_field("lot_form_expiry", self.tr("Last day"), hint, texts.day_typed(line.expiry))
        self.finish(self.tr("Take"), "check")

    def take_scan(self, text: str) -> bool:
        """A scanned code names the lot: by its GS1 fields, or as it is where it is no product's code."""
        scan = parse(text)
        if scan.lot:
            self.lot.setText(scan.lot)
            day = (scan.expiry or scan.best_before or "")[:10]
            if day:
                self.expiry.setText(self._texts.day_typed(read_date(day)))
        elif scan.gtin is None:
            self.lot.setText(scan.text)
        else:
            return False
        return True

    def wish(self) -> SetLot:
        """The lot.

        Raises:
            NotNow: The day is none.
        """
        return SetLot(self._key, self.lot.text().strip(), self.read_day(self.expiry))


class SerialForm(ReceivingForm):
    """F6 for goods by serial number: each scan is that of a piece, Enter on an empty field is done.

    Pieces of which no number was taken stay on the line and are asked for again: F7 says that theirs cannot be read.
    """

    def __init__(self, line: Line, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Serial numbers"), line.item.name, name="serial_form", texts=texts, parent=parent)
        self._line = line
        self._serials = list(line.serials)
        self._is_unreadable = bool(line.unreadable_milli)
        self.serial = self.add_field(
            "serial_form_serial", self.tr("Next piece"), self.tr("scan it, or type it and Enter; - takes the last away")
        )
        self.known = PlainLabel(name="serial_form_known", role="strong", wraps=True)
        self.column.addWidget(self.known)
        self.finish(self.tr("Take"), "check")
        self.others = ActionButton(
            self.tr("Others not readable"), name="serial_form_others", icon="circle-question-mark", key=self.tr("F7")
        )
        self.others.clicked.connect(self._on_unreadable)
        self.keys.bind("F7", self.others.click)
        self.footer.insertWidget(1, self.others)
        self._show()

    def take_scan(self, text: str) -> bool:
        """A scan is the serial number of a piece."""
        scan = parse(text)
        serial = scan.serial or (scan.text if scan.gtin is None else "")
        if serial:
            self._add(serial)
        return bool(serial)

    def answer(self) -> None:
        """Enter: what was typed is a piece; on an empty field all of them are taken."""
        text = self.serial.text().strip()
        if text == "-":
            self._serials = self._serials[:-1]
            self.serial.clear()
            self._show()
        elif text:
            self._add(text)
            self.serial.clear()
        else:
            super().answer()

    def wish(self) -> SetSerials:
        """The serial numbers, and how many pieces there are beside them."""
        return SetSerials(self._line.key, tuple(self._serials), self._others_milli(), is_unreadable=self._is_unreadable)

    def _others_milli(self) -> int:
        return max(0, self._line.received_milli - len(self._serials) * PIECE_MILLI)

    def _on_unreadable(self) -> None:
        """F7: of the other pieces nobody can read a number."""
        if not self.is_locked():
            self._is_unreadable = True
            self.send(self.wish)

    def _add(self, serial: str) -> None:
        if serial in self._serials:
            facts = {"serial": serial, "sku": self._line.item.sku}
            self.show_refusal(self._texts.sentence(Said("warn", "serial_on_sheet", facts)))
            return
        self._serials.append(serial)
        self.clear_refusal()
        self._is_unreadable = False
        self._show()

    def _show(self) -> None:
        named = ", ".join(self._serials[-_SERIALS_SHOWN:])
        many = len(self._serials)
        words = self.tr("Pieces that have their number: {count} of {pieces}.").format(
            count=many, pieces=many + self._others_milli() // PIECE_MILLI
        )
        self.known.setText(f"{words} {isolate(named)}" if named else words)
        self.others.setEnabled(bool(self._others_milli()))


class PartsForm(ReceivingForm):
    """F7: what of a line is free, came broken and stays, or came broken and goes back with the driver."""

    def __init__(self, line: Line, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Free or broken"), line.item.name, name="parts_form", texts=texts, parent=parent)
        self._key = line.key
        came = self.tr("of {quantity} that came").format(quantity=texts.quantity(line.received_milli, line.item.unit))
        self.free = self.add_field("parts_form_free", self.tr("Free of charge"), came, _shown(line.free_milli))
        self.damaged = self.add_field(
            "parts_form_damaged", self.tr("Broken, stays here"), self.tr("written off at once"),
            _shown(line.damaged_milli),
        )  # fmt: skip
        self.refused = self.add_field(
            "parts_form_refused", self.tr("Broken, goes back"), self.tr("not among what came"),
            _shown(line.refused_milli),
        )  # fmt: skip
        self.finish(self.tr("Take"), "check")

    def wish(self) -> SetParts:
        """What is out of the ordinary.

        Raises:
            NotNow: It is no quantity.
        """
        free, damaged, refused = (
            self.read_quantity(field, usual=0) for field in (self.free, self.damaged, self.refused)
        )
        return SetParts(self._key, free, damaged, refused)


def named_form(line: Line, texts: ReceivingTexts, *, parent: QWidget | None) -> ReceivingForm:
    """The form for what goods are told apart by."""
    make = SerialForm if line.item.tracking is Tracking.SERIAL else LotForm
    return make(line, texts, parent=parent)


def _shown(milli: int) -> str:
    return write_quantity(milli) if milli else ""
