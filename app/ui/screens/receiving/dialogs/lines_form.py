"""The bases of the forms about what comes after a delivery: amounts, and a row of fields for each of its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice, pairwise

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.domain.figures import read_decimal, write_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.bills import BillLine
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow, ReceivingForm
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate_name

_SIZE = QSize(900, 736)  # px
_FIGURE = 130  # px
_LEAST = 140  # px, of what scrolls
_ALL_ROOM = 100  # beside the stretch of a form that has only a few fields
_MOST_ROWS = 30  # with fields at a time: thousands of fields would take seconds to be made
_PAUSE_MS = 150  # in what is typed to find goods


class AmountForm(ReceivingForm):
    """A form with amounts of money."""

    def read_amount(self, field: TypedField) -> int:
        """The amount in a field in minor units, 0 where nothing stands there.

        Raises:
            NotNow: It is none, or below zero.
        """
        text = field.text().strip()
        if not text:
            return 0
        digits, what = self._texts.shop.currency.digits, field.accessibleName()
        try:
            minor = read_decimal(plain_figure(text, self._texts.point), digits, what=what)
        except Refusal as refusal:
            raise NotNow(refusal, field) from refusal
        if minor < 0:
            raise NotNow(Said("warn", "price_below_zero"), field)
        return minor

    def amount(self, minor: int) -> str:
        """An amount as it is typed."""
        return self._texts.shop.currency.write(minor).replace(".", self._texts.point)


class LinesForm(AmountForm):
    """A form with a row of fields for each line of a delivery."""

    def __init__(self, title: str, about: str, *, name: str, texts: ReceivingTexts, parent: QWidget | None) -> None:
        super().__init__(title, about, name=name, texts=texts, parent=parent)
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}_lines")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It takes what room there is: however many lines there are, the form is no higher than the window.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(_LEAST)
        self.sum = PlainLabel(name=f"{name}_sum", role="strong", wraps=True)
        self._line_fields: list[TypedField] = []
        self._find: TypedField | None = None
        self._finding = QTimer(self)
        self._finding.setSingleShot(True)
        self._finding.setInterval(_PAUSE_MS)
        self._finding.timeout.connect(self.show_rows)
        self.column.setSpacing(8)

    def show_rows(self) -> None:
        """Show the rows anew: those where something was typed, and those that are looked for."""
        raise NotImplementedError

    def add_find(self, many: int) -> None:
        """Add a field that finds goods, where there are more lines than can be shown."""
        if many > _MOST_ROWS:
            name, label = f"{self.objectName()}_find", self.tr("Find goods")
            self._find = TypedField(name=name, accessible_name=label, keys=self.keys)
            self._find.textChanged.connect(self._finding.start)
            self._find.entered.connect(self._to_first_row)
            hint = self.tr("{most} of {many} lines stand below; the others are as they were delivered")
            self.rows.add(label, self._find, hint.format(most=_MOST_ROWS, many=many))
            self._fields.append(self._find)

    def pick(self, lines: Sequence[BillLine], touched: Collection[int]) -> list[int]:
        """The places of the lines that are shown: where something was typed, then what is looked for.

        Args:
            lines: All of them.
            touched: The places where something was typed.
        """
        words = [] if self._find is None else self._find.text().casefold().split()
        found = (
            place for place, line in enumerate(lines)
            if place not in touched and all(word in f"{line.sku} {line.name}".casefold() for word in words)
        )  # fmt: skip
        return [*sorted(touched), *islice(found, max(0, _MOST_ROWS - len(touched)))]

    def _to_first_row(self) -> None:
        """Enter behind words: to the first line that they find."""
        if self._finding.isActive():
            self._finding.stop()
            self.show_rows()
        if self._line_fields:
            self._line_fields[0].setFocus()
            self._line_fields[0].selectAll()

    def finish_lines(self, answer: str, icon: str) -> None:
        """Add the lines and what stands below them."""
        self.column.addWidget(self._area, _ALL_ROOM)
        self.column.addWidget(self.sum)
        self.finish(answer, icon)
        self.resize(_SIZE)

    def show_lines(self, heads: Sequence[str]) -> QGridLayout:
        """Begin the lines anew, below these heads."""
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(heads):
            words = PlainLabel(head, name=f"{self.objectName()}_head_{column}", role="small")
            grid.addWidget(words, 0, column)
        self._line_fields = []
        self._area.setWidget(lines)
        return grid

    def add_line_field(self, grid: QGridLayout, place: tuple[int, int], name: str, label: str, text: str) -> TypedField:
        """Add a field to a line."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setText(text)
        field.setFixedWidth(_FIGURE)
        field.entered.connect(self.answer)
        field.textChanged.connect(self.on_typed)
        grid.addWidget(field, *place)
        self._line_fields.append(field)
        return field

    def add_line_words(self, grid: QGridLayout, row: int, line: BillLine, *more: str) -> None:
        """Write what a line is of."""
        notes = " \u00b7 ".join(part for part in (line.sku, line.lot, *more) if part)
        words = PlainLabel(f"{isolate_name(line.name)}\n{isolate_name(notes)}", name=f"{self.objectName()}_line_{row}")
        grid.addWidget(words, row, 0)

    def finish_grid(self, grid: QGridLayout) -> None:
        """Let Tab go through the lines before it comes to the buttons."""
        grid.setRowStretch(grid.rowCount(), 1)
        for one, other in pairwise((*self._fields, *self._line_fields, self.back_button)):
            self.setTabOrder(one, other)

    def figure(self, milli: int) -> str:
        """A quantity as it is typed."""
        return write_quantity(milli).replace(".", self._texts.point)

    def on_typed(self) -> None:
        for field in self._line_fields:
            field.show_error(wrong=False)
        super().on_typed()
        try:
            self.sum.setText(self.effect())
        except NotNow:
            self.sum.setText("")

    def effect(self) -> str:
        """What the fields come to, in words.

        Raises:
            NotNow: One of them is no figure.
        """
        raise NotImplementedError
