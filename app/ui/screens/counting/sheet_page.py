"""The sheet on the screen: what was found in the zone, the last scan in large, and nothing that the book expects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.count_sheet import Line, Sheet
from app.reports.stocktakes import SheetHead
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import AmountLabel, PlainLabel, ShrinkingLabel, isolate, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel
from app.ui.widgets.typed_box import TypedBox

_QUANTITY, _STATE = 160, 236  # px; a state in words is never cut
_LAST = 40  # px
_OF_QUESTION = ("add", "replace")
_OF_SHEETS = ("resume", "again", "discard")
_AT_THE_SHELF = ("quantity", "zone", "finish", "undo", "file", "book", "paper")


class _Lines(PickTable):
    """The lines of a sheet: what was scanned last stays in sight when a message takes of their room."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)


class SheetPage(Card):
    """The page. While no zone was named it lists the sheets that there are: who counted what.

    Attributes:
        box: Takes what is typed.
        table: The lines.
        sheets: The sheets.
        is_by_hand: Whether somebody has chosen a sheet of the list: Enter goes on with it then.
        buttons: By name: `resume again discard quantity lot add replace zone finish undo file book paper
            unknown review back`.
    """

    def __init__(self, texts: CountingTexts) -> None:
        super().__init__(name="countSheet", margin=12)
        self._texts = texts
        self._model: RowsModel[Line] = RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=texts.more),
                Column("found", self.tr("Counted"), self._found, figure=True, width=_QUANTITY),
            ],
            self,
        )
        self._sheets: RowsModel[SheetHead] = RowsModel(
            [
                Column("zone", self.tr("Zone"), self._zone_of, detail=texts.counted_by),
                Column("found", self.tr("Counted"), texts.found_on, figure=True, width=_QUANTITY),
                Column("state", self.tr("State"), texts.sheet_state, width=_STATE),
            ],
            self,
        )
        self.buttons: dict[str, ActionButton] = {}
        self.is_by_hand = self._had_zone = False
        self._build()

    def show_sheet(
        self, sheet: Sheet, *, name: str, zone: str | None, only: str, quantity: str, typing: int | None
    ) -> None:
        """Show a sheet.

        Args:
            name: Of the stocktake.
            zone: Where one counts; None while no zone was named.
            only: The name of what alone is counted, "" for whatever lies there.
            quantity: What waits for the next scan, written; "" for nothing.
            typing: The line whose quantity is typed next, or None.
        """
        has_zone = zone is not None
        if has_zone:
            self.is_by_hand = False
        elif self._had_zone:
            self.box.clear()  # what was typed on the sheet is no zone
        self._had_zone = has_zone
        self._title.setText(isolate_name(name))
        self._zone.setText(self._texts.place(zone, only) if zone is not None else self.tr("Which zone?"))
        self._chip.setText(isolate(f"{quantity} \N{MULTIPLICATION SIGN}") if quantity else "")
        self._chip.setVisible(bool(quantity))
        self.buttons["lot"].setVisible(has_zone and sheet.has_lots)
        self._model.show_rows(sheet.lines)
        last = None if sheet.last is None else sheet.line(sheet.last)
        if last is not None and typing is None:
            self.table.choose_row(last.key)
            self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self._last_name.setText("" if last is None else isolate_name(last.goods.name))
        self._last.set_amount("" if last is None else self._found(last))
        self._show_hint(has_zone=has_zone, typing=None if typing is None else sheet.line(typing))

    def show_sheets(self, sheets: Sequence[SheetHead], *, has_zone: bool) -> None:
        """Show who counted what, while no zone is in hand."""
        if tuple(sheets) != self._sheets.rows():
            chosen = self._sheets.row_at(self.sheets.currentIndex()) if self.is_by_hand else None
            self._sheets.show_rows(sheets)
            self._choose_again(chosen)
        elif not has_zone:
            self._sheets.tell_again()
        if sheets and self.sheets.chosen_row() < 0:
            self.sheets.choose_row(len(sheets) - 1)
            self.choose_open()
        self._tables.setCurrentWidget(self.table if has_zone else self.sheets)

    def choose_by_hand(self, *, is_chosen: bool = True) -> None:
        """Somebody has chosen a sheet of the list, or has not after all."""
        self.is_by_hand = is_chosen and self.sheet() is not None
        if not self._had_zone:
            self._show_hint(has_zone=False, typing=None)

    def _choose_again(self, chosen: SheetHead | None) -> None:
        """What was chosen by hand stays chosen, wherever it stands now."""
        same = [place for place, one in enumerate(self._sheets.rows()) if chosen is not None and one.uid == chosen.uid]
        if same:
            self.sheets.choose_row(same[0])
        elif self.is_by_hand:
            self.choose_by_hand(is_chosen=False)

    def choose_open(self) -> None:
        """Choose the last sheet that is being counted still, where one is."""
        still = [place for place, one in enumerate(self._sheets.rows()) if one.state == "open"]
        if still:
            self.sheets.choose_row(still[-1])

    def show_unknown(self, many: int) -> None:
        """Show how many codes stand for no goods."""
        self.buttons["unknown"].set_label(self._texts.unknown(many))
        self.buttons["unknown"].setVisible(bool(many))

    def sheet(self) -> SheetHead | None:
        """The chosen sheet, while no zone is in hand."""
        return self._sheets.row_at(self.sheets.currentIndex()) if self.sheets.isVisible() else None

    def show_question(self, *, is_asked: bool, has_zone: bool) -> None:
        """Show the two ways to go on with a zone that was counted before, or what can be done at the shelf."""
        of_sheets = _OF_SHEETS if self._sheets.rows() else ()
        shown = _OF_QUESTION if is_asked else _AT_THE_SHELF if has_zone else of_sheets
        # All of them take their places at once: for each that comes or goes, everything on the page would be laid out.
        self.column.setEnabled(False)
        for one in (*_OF_QUESTION, *_AT_THE_SHELF, *_OF_SHEETS):
            self.buttons[one].setVisible(one in shown)
        self.column.setEnabled(True)
        self.column.activate()

    def line(self) -> Line | None:
        """The chosen line."""
        return self._model.row_at(self.table.currentIndex())

    def _show_hint(self, *, has_zone: bool, typing: Line | None) -> None:
        if typing is not None:
            words = self.tr("How much of {name} is there? Type it, then Enter")
            hint = words.format(name=isolate_name(typing.goods.name))
        elif has_zone:
            hint = self.tr("Scan, or type a name, a code or 12*   (F2)")
        elif self.is_by_hand and (sheet := self.sheet()) is not None:
            words = self.tr("Enter goes on with {zone}; Esc, then Enter counts without zones   (F2)")
            hint = words.format(zone=self._texts.place(sheet.zone, sheet.goods_name))
        else:
            hint = self.tr("Scan a zone label, or type the zone; Enter alone counts without zones   (F2)")
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)

    def _build(self) -> None:
        self.column.setSpacing(8)
        self.column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(8)
        self._chip = PlainLabel(name="countQuantityChip", role="chip")
        self._chip.hide()
        self.box = TypedBox(name="countBox", accessible_name=self.tr("Scan or type"), hint="")
        row.addWidget(self._chip)
        row.addWidget(self.box, 1)
        self.column.addLayout(row)
        self.column.addLayout(self._last_row())
        self.table = _Lines(name="countLines", accessible_name=self.tr("What was found in the zone"), keys=KeyMap())
        self.table.show_model(self._model)
        self.sheets = PickTable(name="countSheets", accessible_name=self.tr("Who counted what"), keys=KeyMap())
        self.sheets.show_model(self._sheets)
        held = QWidget()
        self._tables = QStackedLayout(held)
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.sheets)
        self.column.addWidget(held, 1)
        self.column.addLayout(self._actions())

    def _head(self) -> QLayout:
        self._zone = ShrinkingLabel(name="countZone", role="title")
        self._title = PlainLabel(name="countTitle", role="muted", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._zone)
        words.addWidget(self._title)
        row.addLayout(words, 1)
        row.addWidget(self._button("unknown", "", "circle-question-mark", self.tr("Shift+F9")))
        self.buttons["unknown"].hide()
        row.addWidget(self._button("lot", self.tr("Lot"), "tag", self.tr("F3")))
        self.buttons["lot"].hide()
        row.addWidget(self._button("back", self.tr("Later"), "arrow-left", self.tr("Esc")))
        return row

    def _last_row(self) -> QLayout:
        self._last_name = PlainLabel(name="countLastName", role="strong", wraps=True)
        self._last = AmountLabel(name="countLast", accessible_name=self.tr("Counted of it"), size=_LAST, least=24)
        self._last.setMinimumWidth(_QUANTITY)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._last_name, 1)
        row.addWidget(self._last)
        return row

    def _actions(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, label, icon, key in (
            ("resume", self.tr("Go on with it"), "play", self.tr("F4")),
            ("again", self.tr("To count again"), "refresh-cw", self.tr("F6")),
            ("discard", self.tr("Count it no more"), "trash-2", self.tr("Ctrl+Del")),
            ("quantity", self.tr("Quantity"), "pencil", self.tr("F4")),
            ("add", self.tr("Go on, add"), "plus", self.tr("F5")),
            ("replace", self.tr("Count again"), "refresh-cw", self.tr("F6")),
            ("zone", self.tr("Zone"), "tag", self.tr("F7")),
            ("finish", self.tr("Zone done"), "check", self.tr("F8")),
            ("undo", self.tr("Undo"), "undo-2", self.tr("Ctrl+Z")),
            ("file", self.tr("File"), "upload", self.tr("F10")),
            ("book", self.tr("Book"), "eye", self.tr("F11")),
            ("paper", self.tr("Paper"), "list", self.tr("F12")),
        ):
            row.addWidget(self._button(name, label, icon, key))
        row.addStretch(1)
        review = ActionButton(self.tr("Review"), name="count_review", icon="list", key=self.tr("F9"), variant="primary")
        review.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons["review"] = review
        row.addWidget(review)
        self.show_question(is_asked=False, has_zone=False)
        return row

    def _button(self, name: str, label: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=f"count_{name}", icon=icon, key=key)
        # By Tab, yes; but a click must not take the focus out of the scan box.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _zone_of(self, sheet: SheetHead) -> str:
        return self._texts.zone(sheet.zone)

    def _found(self, line: Line) -> str:
        return self._texts.quantity(line.found_milli, line.goods.unit)


def _name(line: Line) -> str:
    return line.goods.name
