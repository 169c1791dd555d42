"""Asks what is in the cash drawer, note by note and coin by coin or as a sum, or what goes into it or out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.cash_pieces import cash_pieces
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.ui.said import Said
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate

if TYPE_CHECKING:
    from app.ui.screens.reports.texts import ReportTexts

COUNTED = "counted"
_KINDS = (COUNTED, "float", "paid_in", "paid_out", "banked")
_FIELD, _SUM, _REASON, _WIDTH, _AMOUNT = 80, 160, 320, 820, 92  # px
_COLUMNS = 3
_REASON_SIGNS = 200
_MOST_PIECES = 99_999


class CashWish(NamedTuple):
    """What is asked for: `counted`, or a movement of cash by its kind."""

    kind: str
    amount_minor: int
    reason: str = ""


class DrawerDialog(ScreenDialog):
    """One key for each thing that is done with a drawer; what should be in it is not shown before it is counted.

    Args:
        texts: Reads and writes amounts as the shop does.
        till: Whose drawer it is.
        parent: The window it belongs to.
    """

    wished = Signal(object)  # CashWish

    def __init__(self, texts: ReportTexts, till: str, *, parent: QWidget) -> None:
        title = self.tr("Cash in the drawer of {till}").format(till=isolate(till))
        super().__init__(title, name="drawer", modal=False, parent=parent)
        self._texts = texts
        self._kind = COUNTED
        self._pieces = cash_pieces(texts.shop.currency, texts.shop.cash_rounding)
        self.fields = [self._field(piece) for piece in self._pieces]
        self._amounts = [PlainLabel(name=f"drawer_amount_{piece}", role="muted") for piece in self._pieces]
        self._grid = QWidget()
        self._build_grid()
        self.sum = TypedField(name="drawer_sum", accessible_name=self.tr("Sum"), keys=self.keys)
        self.reason = TypedField(name="drawer_reason", accessible_name=self.tr("What for"), keys=self.keys)
        self.keys.bind("F4", self.sum.setFocus)
        self.reason.setMaxLength(_REASON_SIGNS)
        self.sum.setFixedWidth(_SUM)
        self.reason.setFixedWidth(_REASON)
        self._for = PlainLabel(self.tr("What for"), name="drawer_reason_label")
        self.total = PlainLabel(name="drawer_total", role="heading")
        self._about = PlainLabel(name="drawer_about", role="small", wraps=True)
        self._about.setMinimumWidth(_WIDTH)
        self.column.addLayout(self._build_kinds())
        self.column.addWidget(self._about)
        self.column.addWidget(self._grid)
        self.column.addLayout(self._build_sum())
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("File it"), icon="check")
        self.answer_button.clicked.connect(self._on_entered)
        for field in (*self.fields, self.sum, self.reason):
            field.entered.connect(self._on_entered)
            field.textChanged.connect(self._show_total)
        self._show_kind()

    def _build_kinds(self) -> QHBoxLayout:
        titles = {
            COUNTED: self.tr("Count"),
            "float": self.tr("Float in"),
            "paid_in": self.tr("Paid in"),
            "paid_out": self.tr("Paid out"),
            "banked": self.tr("To the bank"),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, kind in enumerate(_KINDS, start=1):
            button = ActionButton(titles[kind], name=f"drawer_{kind}", key=f"Ctrl+{place}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(kind == COUNTED)
            button.setProperty("kind", kind)
            button.clicked.connect(self._on_kind)
            self.keys.bind(f"Ctrl+{place}", button.click)
            row.addWidget(button, 1)
        return row

    def _build_sum(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (PlainLabel(self.tr("Sum   F4"), name="drawer_sum_label"), self.sum, self._for, self.reason):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.total)
        return row

    def _build_grid(self) -> None:
        """The pieces in columns: what it is, how many, and what they come to."""
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        high = -(-len(self._pieces) // _COLUMNS)
        for place, (field, amount) in enumerate(zip(self.fields, self._amounts, strict=True)):
            piece = self._pieces[place]
            words = PlainLabel(self._texts.money(piece), name=f"drawer_piece_{piece}")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            amount.setMinimumWidth(_AMOUNT)
            for at, widget in enumerate((words, field, amount)):
                grid.addWidget(widget, place % high, place // high * _COLUMNS + at)

    def _field(self, piece: int) -> TypedField:
        name = self.tr("How many of {piece}").format(piece=self._texts.inside(self._texts.money(piece)))
        field = TypedField(name=f"drawer_count_{piece}", accessible_name=name, keys=self.keys)
        field.setFixedWidth(_FIELD)
        field.setMaxLength(5)
        return field

    def _on_kind(self) -> None:
        button = self.sender()
        if button is not None:
            self._kind = str(button.property("kind"))
            self.clear_refusal()
            self._show_kind()

    def _show_kind(self) -> None:
        is_count = self._kind == COUNTED
        self._grid.setVisible(is_count)
        for widget in (self._for, self.reason):
            widget.setVisible(not is_count)
        self._about.setText(
            self.tr("Count the notes and coins, or type their sum. What should be there is told afterwards.")
            if is_count
            else self.tr("Type how much it is, and what for.")
        )
        (self.fields[0] if is_count else self.sum).setFocus()
        self._show_total()

    def _show_total(self) -> None:
        for piece, field, amount in zip(self._pieces, self.fields, self._amounts, strict=True):
            many = _whole(field.text())
            amount.setText(self._texts.money(piece * many) if many else "")
        try:
            amount_minor = self._read()
        except Refusal:
            amount_minor = None
        words = self.tr("Together {amount}")
        self.total.setText(
            "" if amount_minor is None else words.format(amount=self._texts.inside(self._texts.money(amount_minor)))
        )

    def _read(self) -> int | None:
        """The amount; None while nothing is typed.

        Raises:
            Refusal: `drawer_two_ways` for pieces and a sum that differ, and those of a figure.
        """
        typed = [field.text().strip() for field in self.fields] if self._kind == COUNTED else []
        pieces_minor = None
        if any(typed):
            wrong = next((text for text in typed if text and _whole(text) is None), None)
            if wrong is not None:
                raise Refusal("bad_number", what="number of pieces", text=wrong)
            pieces_minor = sum(piece * (_whole(text) or 0) for piece, text in zip(self._pieces, typed, strict=True))
        if not self.sum.text().strip():
            return pieces_minor
        sum_minor = self._texts.shop.currency.read(plain_figure(self.sum.text(), self._texts.point), what="sum")
        if pieces_minor is not None and pieces_minor != sum_minor:
            raise Refusal("drawer_two_ways")
        return sum_minor

    def _on_entered(self) -> None:
        if self.is_locked():
            return
        try:
            amount_minor = self._read()
        except Refusal as refusal:
            self.show_refusal(self._texts.sentence(Said("warn", refusal.code, refusal.facts)))
            return
        if amount_minor is None:
            self.show_refusal(self.tr("Nothing is typed yet. Type 0 as the sum of an empty drawer."))
            return
        self._lock()
        self.clear_refusal()
        self.wished.emit(CashWish(self._kind, amount_minor, self.reason.text().strip()))


def _whole(text: str) -> int | None:
    """How many pieces were typed; none where nothing stands, None where it is no whole number."""
    text = text.strip()
    if not text:
        return 0
    return int(text) if text.isdecimal() and int(text) <= _MOST_PIECES else None
