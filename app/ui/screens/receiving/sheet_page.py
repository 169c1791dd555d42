"""The sheet on the screen: expected and received side by side, what is short or over in words, and one key to post."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLayout

from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.ui.screens.receiving.state import Summary
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate
from app.ui.widgets.panels import Card, tab_through
from app.ui.widgets.tables import Column, RowsModel
from app.ui.widgets.typed_box import TypedBox

_QUANTITY, _DIFFERENCE, _COST, _DOUBT = 104, 148, 124, 132  # px
_SUM = 28  # px
_TONES = {"missing": "muted", "complete": "ok", "short": "warn", "over": "error", "extra": "error"}


_ABOVE = ("batch", "details", "back")  # buttons over the box


class SheetTable(PickTable):
    """The lines. Letters and digits go to the scan box."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__(name="receiveLines", accessible_name=accessible_name, keys=KeyMap())


class SheetPage(Card):
    """The page.

    Args:
        texts: How figures are written.
        doubts_on: Says what looks wrong about a line.
        summary: Says how the sheet stands.

    Attributes:
        box: Takes what is typed.
        table: The lines.
        buttons: By name: `batch quantity cost lot parts unknown details undo abandon back`.
        post: The one button that the page is for.
    """

    def __init__(
        self, texts: ReceivingTexts, doubts_on: Callable[[Line], list[str]], summary: Callable[[], Summary]
    ) -> None:
        super().__init__(name="receiveSheet", margin=12)
        self._texts, self._doubts_on, self._summary = texts, doubts_on, summary
        self._has_order = False
        self._sheet = Sheet()
        self._model: RowsModel[Line] = RowsModel(self._columns(), self)
        self.buttons: dict[str, ActionButton] = {}
        self._build()
        # Sums of thousands of lines are figured once when a burst of scans is over, not with each of them.
        self._summing = QTimer(self)
        self._summing.setSingleShot(True)
        self._summing.setInterval(0)
        self._summing.timeout.connect(self._show_summary)

    def show_sheet(self, sheet: Sheet, title: str, quantity: str) -> None:
        """Show a sheet.

        Args:
            sheet: As it is painted.
            title: What people know it by.
            quantity: What waits for the next scan, written; "" for nothing.
        """
        is_another = sheet.entries == 0 or sheet.last != self._sheet.last
        self._sheet, self._has_order = sheet, sheet.expected is not None
        self._title.setText(title)
        self._chip.setText(isolate(f"{quantity} \N{MULTIPLICATION SIGN}") if quantity else "")
        self._chip.setVisible(bool(quantity))
        self._model.show_rows(sheet.lines)
        if sheet.last is not None and (is_another or self.table.chosen_row() < 0):
            self.table.choose_row(sheet.last)
            self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self._summing.start()

    def line(self) -> Line | None:
        """The chosen line."""
        return self._model.row_at(self.table.currentIndex())

    def choose(self, key: int) -> None:
        """Choose a line; the keys act on it."""
        self.table.choose_row(key)
        self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def order_tabs(self) -> None:
        """Let Tab go from the box down to the last button, then to those above the box.

        A focus proxy that is set takes its place in the way of Tab: it is laid anew after that.
        """
        actions = [button for name, button in self.buttons.items() if name not in _ABOVE]
        tab_through(self.box, self.table, *actions, self.post, *(self.buttons[name] for name in _ABOVE))

    def flush(self) -> None:
        """Figure the sums now."""
        if self._summing.isActive():
            self._summing.stop()
            self._show_summary()

    def _build(self) -> None:
        self.column.setSpacing(8)
        self.column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(8)
        self._chip = PlainLabel(name="receiveQuantityChip", role="chip")
        self._chip.hide()
        self.box = TypedBox(
            name="receiveBox",
            accessible_name=self.tr("Scan, or type a name, a code or a quantity with a star"),
            hint=self.tr("Scan, or type a name, a code or 12*   (F2)"),
        )
        row.addWidget(self._chip)
        row.addWidget(self.box, 1)
        self.column.addLayout(row)
        self.table = SheetTable(self.tr("Lines of the delivery"))
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._actions())
        self.column.addLayout(self._foot())

    def _head(self) -> QLayout:
        self._title = PlainLabel(name="receiveTitle", role="title", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        for name, label, icon, key in (
            ("batch", self.tr("Batch scanner"), "list", self.tr("F3")),
            ("details", self.tr("Details"), "file-text", self.tr("F10")),
            ("back", self.tr("Later"), "arrow-left", self.tr("Esc")),
        ):
            row.addWidget(self._button(name, label, icon, key))
        return row

    def _actions(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, label, icon, key in (
            ("quantity", self.tr("Quantity"), "pencil", self.tr("F4")),
            ("cost", self.tr("Cost"), "coins", self.tr("F5")),
            ("lot", self.tr("Lot"), "tag", self.tr("F6")),
            ("parts", self.tr("Free, broken"), "box", self.tr("F7")),
            ("unknown", self.tr("Unknown"), "circle-question-mark", self.tr("F8")),
            ("undo", self.tr("Undo"), "undo-2", self.tr("Ctrl+Z")),
            ("abandon", self.tr("Give up"), "trash-2", self.tr("Ctrl+Del")),
        ):
            row.addWidget(self._button(name, label, icon, key))
        row.addStretch(1)
        return row

    def _foot(self) -> QLayout:
        self._summary_label = PlainLabel(name="receiveSummary", role="strong", wraps=True)
        self._sum = AmountLabel(name="receiveSum", accessible_name=self.tr("Cost of what came"), size=_SUM, least=18)
        self._sum.setFixedWidth(200)
        self.post = ActionButton(
            self.tr("Post delivery"), name="receivePost", icon="check", key=self.tr("F9"), variant="primary", large=True
        )
        self.post.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._summary_label, 1)
        row.addWidget(self._sum)
        row.addWidget(self.post)
        return row

    def _button(self, name: str, label: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=f"receive_{name}", icon=icon, key=key)
        # By Tab, yes; but a click must not take the focus out of the scan box.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _show_summary(self) -> None:
        summary = self._summary()
        self._summary_label.setText(self._texts.sheet_summary(summary))
        self._sum.set_amount(self._texts.money(summary.charged_minor))
        unknown = self.buttons["unknown"]
        unknown.set_label(
            self.tr("Unknown: {count}").format(count=summary.waiting) if summary.waiting else self.tr("Unknown")
        )

    def _columns(self) -> list[Column[Line]]:
        return [
            Column("name", self.tr("Goods"), _name, detail=self._texts.more),
            Column("expected", self.tr("Expected"), self._expected, figure=True, width=_QUANTITY),
            Column("received", self.tr("Received"), self._received, figure=True, width=_QUANTITY),
            Column("difference", self.tr("Difference"), self._state, figure=True, tone=_tone, width=_DIFFERENCE),
            Column("cost", self.tr("Unit cost"), self._cost, figure=True, detail=self._texts.cost_detail, width=_COST),
            Column("doubt", self.tr("Look at"), self._doubt, detail=self._more_doubts, tone=_warn, width=_DOUBT),
        ]

    def _expected(self, line: Line) -> str:
        return "" if line.expected_milli is None else self._texts.quantity(line.expected_milli, line.item.unit)

    def _received(self, line: Line) -> str:
        return self._texts.quantity(line.received_milli, line.item.unit)

    def _state(self, line: Line) -> str:
        return self._texts.state(line, has_order=self._has_order)

    def _cost(self, line: Line) -> str:
        return self._texts.price(line.unit_cost_micro)

    def _doubt(self, line: Line) -> str:
        return next(iter(self._doubt_words(line)), "")

    def _more_doubts(self, line: Line) -> str:
        return ", ".join(self._doubt_words(line)[1:])

    def _doubt_words(self, line: Line) -> list[str]:
        return [self._texts.doubt_word(code) for code in self._doubts_on(line)]


def _name(line: Line) -> str:
    return line.item.name


def _tone(line: Line) -> str:
    return _TONES.get(line.state, "")


def _warn(_line: Line) -> str:
    return "error"
