"""Paper in and out: labels for zones, and what was written on a printed count sheet, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.figures import read_quantity
from app.domain.moment import day_number
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.domain.typed_moment import TypedMoment, read_past
from app.reports.stocktakes import Printed
from app.ui.said import Said
from app.ui.screens.counting.dialogs.form import CountForm, NotNow
from app.ui.screens.counting.state import LabelsWish, Written
from app.ui.screens.counting.texts import CountingTexts
from app.ui.shop_texts import Told
from app.ui.widgets.dialogs import PickTable, ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_USUAL_STOCK = "Avery L7163"  # wide enough for bars
_MOST_LABELS = 1000
_SIZE = QSize(860, 680)  # px
_COUNTED, _PLACE, _CLOCK = 140, 64, 200  # px
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Key = tuple[int, str]
"""Product and lot."""


class ZoneLabelsForm(CountForm):
    """Which zones get a label."""

    def __init__(self, zones: Sequence[str], texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Labels for zones"), name="labels_form", texts=texts, parent=parent)
        self.zones = self.add_field(
            "labels_zones",
            self.tr("Zones"),
            self.tr("with commas between; a label scans as its zone"),
            ", ".join(zones),
        )
        self.stock = self.add_field(
            "labels_stock", self.tr("Labels"), self.tr("as on their box, or a roll such as 62x29"), _USUAL_STOCK
        )
        self.start = self.add_field("labels_start", self.tr("First free label"), self.tr("of a used sheet"), "1")
        self.finish(self.tr("Make the labels"), "printer")

    def wish(self) -> object:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no labels.
        """
        zones = tuple(one for one in (part.strip() for part in self.zones.text().split(",")) if one)
        if not zones:
            raise NotNow(Said("warn", "zones_missing"), self.zones)
        return LabelsWish(zones, self.stock.text().strip(), self.read_whole(self.start, _MOST_LABELS) or 1)


class _Row(NamedTuple):
    place: int
    line: Printed
    counted: str
    zone: str  # where several zones are in one list


class _Field(TypedField):
    """Where figures are typed: arrow keys move in the list."""

    moved = Signal(object)  # QKeyEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            event.accept()
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)


class PaperDialog(ScreenDialog):
    """A printed sheet, line by line: a figure and Enter, and the next line is asked for. Each is saved as it is typed.

    Args:
        lines: In the order in which they are printed.
        zone: Its zone in words.
        now: Tells the time; the sheet was counted when it is opened, unless another time is typed.
        texts: How figures are written.
        parent: The window of the screen.
    """

    entered = Signal(object)  # Written
    undone = Signal()  # the last figure is taken back

    def __init__(
        self,
        lines: Sequence[Printed],
        zone: str,
        now: Callable[[], datetime],
        texts: CountingTexts,
        *,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("What stands on the printed sheet: {zone}").format(zone=zone)
        super().__init__(title, name="paper_dialog", modal=False, parent=parent)
        self._texts, self._lines, self._now, self._opened = texts, tuple(lines), now, now()
        self._asked = ""
        self._is_refused = False
        self._model: RowsModel[_Row] = RowsModel(
            [
                Column("place", self.tr("Line"), _place, figure=True, width=_PLACE),
                Column("name", self.tr("Goods"), _name, detail=texts.printed_more),
                Column("counted", self.tr("Counted"), _counted, figure=True, width=_COUNTED),
            ],
            self,
        )
        has_zones = len({line.zone for line in self._lines}) > 1
        self._rows = [
            _Row(place, line, "", self._texts.zone(line.zone) if has_zones else "")
            for place, line in enumerate(self._lines, start=1)
        ]
        self._places: dict[Key, list[int]] = {}
        for place, line in enumerate(self._lines):
            self._places.setdefault((line.goods.product_id, line.lot), []).append(place)
        self._build()
        self._model.show_rows(self._rows)
        self.table.choose_row(0)
        self._show_line()
        self.resize(_SIZE)

    @property
    def lists_pieces(self) -> bool:
        """Whether it says which pieces the book has: that is not for everybody."""
        return any(line.lot and line.goods.tracking is Tracking.SERIAL for line in self._lines)

    def show_counted(self, counted: Mapping[Key, str]) -> None:
        """Show what is on the sheet in hand by now of some goods and lots; "" is nothing."""
        for key, figure in counted.items():
            for place in self._places.get(key, ()):
                self._rows[place] = self._rows[place]._replace(counted=figure)
        self._model.show_rows(self._rows)

    def show_refusal(self, sentence: str) -> None:
        """Say why a figure was not taken; it stays, to be mended."""
        self._is_refused = True
        super().show_refusal(sentence)
        self.figure.show_error(wrong=True)
        self.figure.selectAll()

    def unfinished(self) -> tuple[str, str]:
        """What is typed and not taken yet, "" for nothing; and the goods that it is of."""
        row = self._model.row_at(self.table.currentIndex())
        return self.figure.text().strip(), "" if row is None else row.line.goods.name

    def go_to(self, wanted: Sequence[Key]) -> bool:
        """Go to the line of one of these, the next of several. Returns whether there is one.

        Args:
            wanted: Products, and the lot or piece of each that is looked for; "" is any.
        """
        places = sorted({place for key in wanted for place in self._lines_of(*key)})
        if not places:
            return False
        here = self.table.chosen_row()
        self.clear_refusal()
        self.table.choose_row(next((place for place in places if place > here and here in places), places[0]))
        self.figure.setFocus()
        return True

    def tell(self, sentence: str) -> None:
        """Say something that is about no figure."""
        self.bar.say("warn", sentence)
        self._make_room()

    def _lines_of(self, product_id: int, number: str) -> list[int]:
        """The places of the lines of a product: of that lot or piece, else those that name none."""
        every = [place for place, line in enumerate(self._lines) if line.goods.product_id == product_id]
        if not number:
            return every
        named = [place for place in every if self._lines[place].lot == number]
        return named or [place for place in every if not self._lines[place].lot]

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.clock = TypedField(name="paper_clock", accessible_name=self.tr("Counted at"), keys=self.keys)
        self.clock.setText(self._opened.strftime("%H:%M"))
        self.clock.setFixedWidth(_CLOCK)
        self.clock.entered.connect(self._on_clock)
        self.clock.textChanged.connect(self._show_day)
        self.day = PlainLabel(name="paper_day")
        self._show_day()
        caption = PlainLabel(self.tr("Counted at"), name="paper_clock_label")
        caption.setBuddy(self.clock)
        about = self.tr(
            "Type what stands there, then Enter. Enter alone leaves a line out; arrow keys move, and so does a scan of "
            "the goods, which counts nothing here."
        )
        row.addWidget(caption)
        row.addWidget(self.clock)
        row.addWidget(self.day)
        row.addStretch(1)
        self.column.addLayout(row)
        other = self.tr("Counted on another day: type it before the time, as {example}.").format(
            example=isolate(f"{self._opened - timedelta(days=1):%d %H:%M}")
        )
        self.column.addWidget(PlainLabel(f"{about} {other}", name="paper_about", role="muted", wraps=True))
        self.column.setSpacing(8)
        self.table = PickTable(name="paper_table", accessible_name=self.tr("Lines of the sheet"), keys=self.keys)
        self.table.show_model(self._model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self.table, 1)
        self.line = PlainLabel(name="paper_line", role="strong", wraps=True)
        self.figure = _Field(name="paper_figure", accessible_name=self.tr("Counted"), keys=self.keys)
        self.figure.setProperty("role", "scan")
        self.figure.entered.connect(self._on_figure)
        self.figure.moved.connect(self._on_moved)
        self.column.addWidget(self.line)
        self.column.addWidget(self.figure)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back to the sheet"), answer=self.tr("Next line"), icon="check")
        self.answer_button.clicked.connect(self._on_figure)
        self.table.selectionModel().currentRowChanged.connect(self._show_line)
        self.keys.bind("Ctrl+Z", self.undone.emit)
        self.figure.setFocus()

    def _at(self) -> datetime:
        """The moment that was typed; where today's is still to come it is yesterday's, once somebody has seen that.

        Raises:
            NotNow: It is no time, or is still to come and nobody has seen yet that it is yesterday's.
        """
        at, has_day = self._meant()
        if has_day and at > self._now():
            facts = {"time": f"{at:%H:%M}", "day": self._day_of(at)}
            raise NotNow(Said("warn", "moment_to_come", facts), self.clock)
        if not has_day and at.date() < self._now().date() and self._asked != self.clock.text():
            self._asked = self.clock.text()
            raise NotNow(
                Said("warn", "time_to_come", {"time": self._asked.strip(), "day": self._day_of(at)}), self.clock
            )
        return at

    def _meant(self) -> TypedMoment:
        """The moment that was typed: of the day before it, else today's, or yesterday's where today's is to come.

        Raises:
            NotNow: It is no time, or no day.
        """
        text = self.clock.text().strip()
        if text == self._opened.strftime("%H:%M"):
            return TypedMoment(self._opened, has_day=False)
        yesterday = self.tr("yesterday"), "yesterday"
        try:
            return read_past(text, self._now(), self._texts.day_order, yesterday)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), self.clock) from None

    def _day_of(self, at: datetime) -> str:
        return self._texts.day(day_number(at.date()))

    def _show_day(self) -> None:
        """Show the day that a time means."""
        try:
            at, _ = self._meant()
        except NotNow:
            self.day.setText("")
            return
        back, day = (self._now().date() - at.date()).days, self._day_of(at)
        is_today = not back
        named = self.tr("{weekday}, {day}").format(weekday=self._texts.weekday(at.weekday()), day=day)
        self.day.setText({0: day, 1: self.tr("yesterday, {day}").format(day=day)}.get(back, named))
        self.day.set_role("body" if is_today else "warn")

    def _on_clock(self) -> None:
        try:
            self._at()
        except NotNow as no:
            self._refuse(no.said, no.field or self.clock)
            return
        self.clear_refusal()
        self.clock.show_error(wrong=False)
        self.figure.setFocus()

    def _on_figure(self) -> None:
        row = self._model.row_at(self.table.currentIndex())
        text = self.figure.text().strip()
        if row is None:
            return
        if text:
            try:
                milli = read_quantity(plain_figure(text, self._texts.point))
                at = self._at()
            except Refusal as refusal:
                self._refuse(refusal, self.figure)
                return
            except NotNow as no:
                self._refuse(no.said, no.field or self.clock)
                return
            self._is_refused = False
            self.clear_refusal()
            self.entered.emit(Written(row.line, milli, at))
            if self._is_refused:
                return
        self.clear_refusal()
        self.figure.clear()
        self.figure.show_error(wrong=False)
        self.clock.show_error(wrong=False)
        self.table.choose_row(min(row.place, len(self._lines) - 1))

    def _refuse(self, told: Told, field: TypedField) -> None:
        self.bar.say("warn", self._texts.sentence(told))
        field.show_error(wrong=True)
        field.setFocus()
        field.selectAll()

    def _on_moved(self, event: QKeyEvent) -> None:
        self.table.keyPressEvent(event)

    def _show_line(self, *_: object) -> None:
        row = self._model.row_at(self.table.currentIndex())
        if row is not None:
            words = self.tr("{line}. How much of {name}?")
            self.line.setText(words.format(line=isolate(str(row.line.number)), name=isolate_name(row.line.goods.name)))
            self.figure.setPlaceholderText(row.counted)


def _place(row: _Row) -> str:
    return str(row.line.number)


def _name(row: _Row) -> str:
    return row.line.goods.name


def _counted(row: _Row) -> str:
    return row.counted
