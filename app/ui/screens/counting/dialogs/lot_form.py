"""The forms for the lot of goods that lie on the shelf, and for the piece that lies there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.codes import parse
from app.domain.count_piece import has_fields, piece_number
from app.domain.count_sheet import Line, SetLot
from app.domain.count_zone import zone_of
from app.domain.moment import read_date
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.ui.said import Said
from app.ui.screens.counting.dialogs.form import CountForm, NotNow
from app.ui.screens.counting.state import PieceAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_LONGEST = 64
_DAY = 10  # characters of a date; a time of day may follow


class LotForm(CountForm):
    """F3: of which lot a line is, and its last day. A scan of a GS1 code fills both in."""

    def __init__(self, line: Line, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which lot lies there?"), name="lot_form", texts=texts, parent=parent)
        self._key = line.key
        quantity = texts.quantity(line.found_milli, line.goods.unit)
        about = self.tr("{quantity} of {name}").format(quantity=quantity, name=isolate_name(line.goods.name))
        self.column.insertWidget(self.column.indexOf(self.rows), PlainLabel(about, name="lot_form_about", role="muted"))
        hint = self.tr("scan it, or type it as it stands on the goods; empty: nobody can tell")
        self.lot = self.add_field("lot_form_lot", self.tr("Lot"), hint, line.lot)
        self.lot.setMaxLength(_LONGEST)
        hint = self.tr("such as {day}, or month and year alone").format(day=isolate(texts.day_sample))
        known = dict(line.days).get(line.lot)
        self.expiry = self.add_field("lot_form_expiry", self.tr("Last day"), hint, texts.day_typed(known))
        self.finish(self.tr("Take"), "check")

    def take_scan(self, text: str) -> bool:
        """A scanned code names the lot: by its GS1 fields, or as it is where it is no product's code."""
        scan = parse(text)
        if scan.lot:
            self.lot.setText(scan.lot)
            day = (scan.expiry or scan.best_before or "")[:_DAY]
            if day:
                self.expiry.setText(self._texts.day_typed(read_date(day)))
        elif scan.gtin is None and not has_fields(scan):
            self.lot.setText((scan.content or scan.text)[:_LONGEST])
        else:
            return False
        return True

    def wish(self) -> SetLot:
        """The lot.

        Raises:
            NotNow: The day is none.
        """
        text = self.expiry.text().strip()
        try:
            day = read_day(text, self._texts.day_order) if text else None
        except Refusal as refusal:
            raise NotNow(refusal, self.expiry) from refusal
        return SetLot(self._key, self.lot.text().strip(), day)


class PieceForm(CountForm):
    """Which piece lies there. A scan of its number answers it.

    Attributes:
        asked: What it asks for.
    """

    def __init__(self, asked: PieceAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        is_there = asked.step_milli > 0
        title = self.tr("Which piece lies there?") if is_there else self.tr("Which piece is not there?")
        super().__init__(title, name="piece_form", texts=texts, parent=parent)
        self.asked = asked
        name = isolate_name(asked.goods.name)
        if asked.many > 1:
            about = self.tr("{name}, piece {place} of {many}").format(name=name, place=asked.place, many=asked.many)
        else:
            about = name
        self.column.insertWidget(
            self.column.indexOf(self.rows), PlainLabel(about, name="piece_form_about", role="strong", wraps=True)
        )
        hint = self.tr("scan it, or type it as it stands on the piece; Esc: it is not counted")
        self.serial = self.add_field("piece_form_serial", self.tr("Serial number"), hint)
        self.serial.setMaxLength(_LONGEST)
        self.finish(self.tr("Count it") if is_there else self.tr("Take it back"), "check")

    def show_number(self, number: str) -> None:
        """Show the number that was scanned; it is locked until somebody says what became of it."""
        self.clear_refusal()
        self.serial.setText(number)
        self._lock()

    def show_doubt(self, number: str, sentence: str) -> None:
        """Show what was scanned and may be no number: Enter says that it is, and what is typed takes its place."""
        self.serial.setText(number)
        self.serial.setFocus()
        self.serial.selectAll()
        self.show_refusal(sentence)

    def wish(self) -> str:
        """Its number.

        Raises:
            NotNow: None is typed, or something else.
        """
        serial = self.serial.text().strip()
        if not serial:
            raise NotNow(Said("warn", "serial_needed"), self.serial)
        if zone_of(serial) is not None:
            raise NotNow(Said("warn", "serial_is_zone", {"code": serial}), self.serial)
        scan = parse(serial)
        if not has_fields(scan):
            return serial
        number = piece_number(scan, self.asked.gtin)
        if not number:
            raise NotNow(Said("warn", "serial_of_others", {"code": serial}), self.serial)
        return number
