"""The review on the screen: counted beside expected, in quantity and money, and what is still to be done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLayout, QVBoxLayout

from app.domain.count_review import WANTS_RECOUNT, ReviewLine, State, Tolerance
from app.ui.screens.counting.look import Look
from app.ui.screens.counting.reviewing import Reviewing, wants_another
from app.ui.screens.counting.state import ToleranceWish
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

_FIGURE, _SINCE, _EXPECTED, _AT = 86, 92, 110, 106  # px
_VALUE, _STATE = 126, 236  # px; a state in words is never cut
_SUM = 28  # px
_TONES = {
    State.RIGHT: "ok", State.ACCEPTED: "ok", State.RECOUNTED: "ok", State.UNCOUNTED: "muted", State.USED: "ok",
}  # fmt: skip


class ReviewPage(Card):
    """The page.

    Attributes:
        table: The lines.
        buttons: By name: `recount accept reason tolerance uncounted abandon unknown back post`.
    """

    chosen = Signal(object)  # ReviewLine or None

    def __init__(self, texts: CountingTexts) -> None:
        super().__init__(name="countReview", margin=12)
        self._texts = texts
        self._uncounted, self._wish, self._reads = "", ToleranceWish(Tolerance(), second_person=False), 0
        self._orders = 0
        self._model: RowsModel[ReviewLine] = RowsModel(self._columns(), self)
        self.buttons: dict[str, ActionButton] = {}
        self._build()
        self._look = Look(self.buttons["post"])
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)

    def show_review(self, review: Reviewing, name: str) -> None:
        """Show it; the line that was chosen stays chosen."""
        is_other = (self._uncounted, self._wish) != (review.uncounted, review.tolerance)
        self._uncounted, self._wish = review.uncounted, review.tolerance
        if review.reads != self._reads:
            # Whoever pressed F9 twice has not seen it: it is posted once it has stood there for a moment.
            self._reads = review.reads
            self.table.make_room(self._model, review.widest)
            self._look.begin()
            self.update()
        self._title.setText(self.tr("Review: {name}").format(name=isolate_name(name)))
        before = review.line
        self._model.show_rows(review.lines)
        if is_other:
            # The lines are the same, and what becomes of them is not.
            self._model.tell_again()
        # Several that are chosen stay so, unless other goods stand there by now.
        if review.lines and (before is None or self._orders != review.orders or not self._has_several()):
            self.table.choose_row(review.first if before is None else review.place(before) or 0)
        self._orders = review.orders
        self._show_line(self._model.row_at(self.table.currentIndex()))
        again = review.many(*WANTS_RECOUNT)
        uncounted = review.many(State.UNCOUNTED)
        right = review.many(State.RIGHT)
        words = self.tr("{right} right, {again} to count again, {uncounted} not counted; sheets still open: {sheets}")
        if self._texts.is_usage:
            words = self.tr("{used} used, {again} to count again, {uncounted} not counted; sheets still open: {sheets}")
        used = review.many(State.USED)
        self._summary.setText(
            words.format(right=right, used=used, again=again, uncounted=uncounted, sheets=review.open_sheets)
        )
        self._effect.setText(self._uncounted_words(review, uncounted))
        self._effect.setVisible(bool(uncounted))
        self._sum.set_amount(self._texts.value(review.value_minor))
        value = isolate(self._texts.value(review.again_minor))
        self._again.setText(
            self.tr("and {value} to be counted again").format(value=value) if review.again_minor else ""
        )
        self._again.setVisible(bool(review.again_minor))
        labels = {"leave": self.tr("Not counted: leave"), "zero": self.tr("Not counted: zero")}
        self.buttons["uncounted"].set_label(labels.get(review.uncounted, self.tr("Not counted: ?")))

    def chosen_lines(self) -> list[ReviewLine]:
        """The lines that are chosen: one, or as many as Shift+arrows or Ctrl+A have chosen."""
        lines = self._model.rows()
        ranges = self.table.selectionModel().selection()
        return [lines[row] for one in ranges.toList() for row in range(one.top(), one.bottom() + 1)]

    def show_unknown(self, many: int) -> None:
        """Show how many codes stand for no goods."""
        self.buttons["unknown"].set_label(self._texts.unknown(many))
        self.buttons["unknown"].setVisible(bool(many))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._look.painted()

    def _uncounted_words(self, review: Reviewing, many: int) -> str:
        """What it would come to to set what nobody counted to zero."""
        value = isolate(self._texts.value(review.uncounted_minor))
        words = {
            "leave": self.tr("{count} not counted stay as the book has them; at zero they would change it by {value}"),
            "zero": self.tr("{count} not counted are set to zero, which changes the book by {value}"),
        }.get(review.uncounted, self.tr("Not counted: leave {count} as the book has them, or set to zero: {value}"))
        return words.format(count=many, value=value)

    def _build(self) -> None:
        self.column.setSpacing(8)
        head = QHBoxLayout()
        self._title = PlainLabel(name="countReviewTitle", role="title", wraps=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._button("unknown", "", "circle-question-mark", self.tr("Shift+F9")))
        self.buttons["unknown"].hide()
        head.addWidget(self._button("back", self.tr("Go on counting"), "arrow-left", self.tr("Esc")))
        self.column.addLayout(head)
        self.table = PickTable(name="countReviewLines", accessible_name=self.tr("Lines of the review"), keys=KeyMap())
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self._lots = PlainLabel(name="countReviewLots", role="warn", wraps=True)
        self._lots.hide()
        self.column.addWidget(self._lots)
        self.column.addLayout(self._actions())
        self.column.addLayout(self._foot())

    def _actions(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, label, icon, key in (
            ("recount", self.tr("Count again"), "refresh-cw", self.tr("F4")),
            ("accept", self.tr("Accept"), "check", self.tr("F5")),
            ("reason", self.tr("Reason"), "tag", self.tr("F6")),
            ("tolerance", self.tr("Tolerance"), "percent", self.tr("F7")),
            ("uncounted", self.tr("Not counted: ?"), "circle-question-mark", self.tr("F8")),
            ("abandon", self.tr("Give up"), "trash-2", self.tr("Ctrl+Del")),
        ):
            row.addWidget(self._button(name, label, icon, key))
        row.addStretch(1)
        return row

    def _foot(self) -> QLayout:
        self._summary = PlainLabel(name="countSummary", role="strong", wraps=True)
        self._sum = AmountLabel(name="countSum", accessible_name=self.tr("What posting changes"), size=_SUM, least=18)
        self._sum.setMinimumWidth(200)
        figure = QVBoxLayout()
        figure.setSpacing(0)
        figure.addStretch(1)
        about = self.tr("Used, about:") if self._texts.is_usage else self.tr("Posting books, about:")
        self._again = PlainLabel(name="countSumAgain", role="muted")
        figure.addWidget(PlainLabel(about, name="countSumAbout", role="muted"), 0, Qt.AlignmentFlag.AlignTrailing)
        figure.addWidget(self._sum)
        figure.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTrailing)
        figure.addStretch(1)
        post = ActionButton(
            self.tr("Post count"), name="count_post", icon="check", key=self.tr("F9"), variant="primary", large=True
        )
        post.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons["post"] = post
        self._effect = PlainLabel(name="countUncounted", role="muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._summary)
        words.addWidget(self._effect)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(figure)
        row.addWidget(post)
        return row

    def _button(self, name: str, label: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=f"countReview_{name}", icon=icon, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _columns(self) -> list[Column[ReviewLine]]:
        texts = self._texts
        return [
            Column("name", self.tr("Goods"), _name, detail=self._texts.found_by),
            Column("at", self.tr("At"), texts.counted_at, detail=texts.counted_on, figure=True, width=_AT),
            Column("counted", self.tr("Counted"), self._counted, figure=True, width=_FIGURE),
            Column("since", self.tr("Sold since"), self._since, figure=True, width=_SINCE),
            Column("expected", texts.expected_word(), self._expected, figure=True, width=_EXPECTED),
            Column("difference", texts.difference_word(), self._difference, figure=True, tone=_tone, width=_SINCE),
            Column("value", texts.value_word(), self._value, figure=True, tone=_tone, width=_VALUE),
            Column("state", self.tr("State"), self._state, detail=self._reason, tone=_tone, width=_STATE),
        ]

    def _counted(self, line: ReviewLine) -> str:
        if line.found is None:
            return ""
        return self._texts.quantity(line.found.found_milli + line.counter_milli, line.goods.unit)

    def _since(self, line: ReviewLine) -> str:
        return self._texts.quantity(line.says.since_milli, line.goods.unit) if line.says.since_milli else ""

    def _expected(self, line: ReviewLine) -> str:
        return self._texts.quantity(line.expected_milli, line.goods.unit)

    def _difference(self, line: ReviewLine) -> str:
        if line.differs and not line.difference_milli:
            many = sum(one.difference_milli for one in line.lots if one.difference_milli > 0)
            return isolate(f"\N{PLUS-MINUS SIGN}{self._texts.quantity(many, line.goods.unit)}")
        return self._texts.quantity(line.difference_milli, line.goods.unit) if line.difference_milli else ""

    def _value(self, line: ReviewLine) -> str:
        return self._texts.value(line.value_minor) if line.differs else ""

    def _reason(self, line: ReviewLine) -> str:
        return self._texts.state_more(line, by_another=wants_another(line, self._wish))

    def _state(self, line: ReviewLine) -> str:
        return self._texts.state(line, self._uncounted, tolerates=self._wish.tolerance != Tolerance())

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._show_line(self._model.row_at(current))

    def _on_selected(self) -> None:
        """F4 says how many it is about."""
        words = self.tr("Count again")
        if self._has_several():
            words = self.tr("Count {count} again").format(count=len(self.chosen_lines()))
        self.buttons["recount"].set_label(words)

    def _has_several(self) -> bool:
        ranges = self.table.selectionModel().selection().toList()
        return len(ranges) > 1 or any(one.height() > 1 for one in ranges)

    def _show_line(self, line: ReviewLine | None) -> None:
        """Show which lots or pieces of the chosen goods are not there as the book has them."""
        lots = "" if line is None else self._texts.lots_off(line)
        words = self.tr("{name}: {lots}").format(name=isolate_name(line.goods.name), lots=lots) if line and lots else ""
        self._lots.setText(words)
        self._lots.setVisible(bool(words))
        self.chosen.emit(line)


def _name(line: ReviewLine) -> str:
    return line.goods.name


def _tone(line: ReviewLine) -> str:
    return "error" if line.state in WANTS_RECOUNT else _TONES.get(line.state, "warn")
