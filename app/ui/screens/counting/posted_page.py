"""A posted count on the screen, to be looked at: what was found beside what the book had, and what that came to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.product import Unit
from app.reports.count_variance import SET_TO_ZERO, TAKEN_BACK
from app.reports.posted_counts import AGAIN, OPENING, LookedAt, PostedLine
from app.ui.screens.counting.looking import Looking
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

_FIGURE, _SINCE, _EXPECTED, _AT = 86, 92, 110, 120  # px
_VALUE, _STATE = 126, 220  # px
_PADDING, _MOST_STATE = 40, 360  # px
_SUM = 28  # px
_WHY = ": "
"""What stands between what became of a scan and why."""


class PostedPage(Card):
    """The page.

    Attributes:
        table: The lines.
        buttons: By name: `print back_out again back`.
    """

    def __init__(self, texts: CountingTexts) -> None:
        super().__init__(name="countPosted", margin=12)
        self._texts = texts
        self._shown: LookedAt | None = None
        self._model: RowsModel[PostedLine] = RowsModel(self._columns(), self)
        self.buttons: dict[str, ActionButton] = {}
        self.column.setSpacing(8)
        self.column.addLayout(self._head())
        self.table = PickTable(
            name="countPostedLines", accessible_name=self.tr("Lines of the posted count"), keys=KeyMap()
        )
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._foot())

    def show_count(self, looking: Looking) -> None:
        """Show it; what was chosen stays chosen where the same lines stand there."""
        looked, row = looking.looked, looking.row
        if looked is None or row is None or looked is self._shown:
            return
        self._shown = looked
        head, texts = looked.head, self._texts
        # What stands instead of another count has its number in its title.
        named = row.title if head.name else isolate(head.number)
        if row.title == head.name:
            named = f"{isolate(head.number)} \N{MIDDLE DOT} {isolate_name(head.name)}"
        self._title.setText(texts.at_place(row.place, named))
        words = self.tr("Posted by {name} on {day}").format(
            name=isolate_name(head.by), day=isolate(texts.day(head.book_date))
        )
        if head.back:
            words = self.tr("{words}; taken back by {number}: it does not stand").format(
                words=words, number=isolate(head.back)
            )
        if head.back and head.why:
            words = self.tr("{words}. What was wrong: {why}").format(words=words, why=isolate_name(head.why))
        self._about.setText(words)
        self._model.show_rows(looked.lines)
        self._give_room(looked)
        if looked.lines and self.table.chosen_row() < 0:
            self.table.choose_row(0)
        words = self.tr("{count} lines") if head.back else self.tr("{count} lines, {differing} of them differ")
        self._summary.setText(words.format(count=len(looked.lines), differing=looked.differing))
        self._parts.setText(self._parts_of(looked))
        self._parts.setVisible(bool(self._parts.text()))
        # What does not stand has changed nothing.
        for figure in (self._sum, self._sum_about):
            figure.setVisible(not head.back)
        self._sum.set_amount(texts.value(looked.losses_minor + looked.gains_minor + looked.opening_minor))
        self.buttons["back_out"].setVisible(not head.back)
        self.buttons["again"].setVisible(bool(head.back))

    def _give_room(self, looked: LookedAt) -> None:
        """No state is cut."""
        self.table.ensurePolished()
        words = {text for line in looked.kinds for text in (self._state(line), self._reason(line))}
        longest = max(map(self.table.fontMetrics().horizontalAdvance, words), default=0)
        place = next(place for place, one in enumerate(self._model.columns()) if one.name == "state")
        self.table.horizontalHeader().resizeSection(place, min(max(_STATE, longest + _PADDING), _MOST_STATE))

    def _parts_of(self, looked: LookedAt) -> str:
        """What the sum is made of, where it is made of several."""
        texts, parts = self._texts, []
        if looked.losses_minor and looked.gains_minor and not texts.is_usage:
            losses, gains = texts.money(looked.losses_minor), texts.money(looked.gains_minor)
            parts.append(
                self.tr("Losses {losses}, gains {gains}.").format(losses=isolate(losses), gains=isolate(gains))
            )
        if looked.opening_minor:
            value = isolate(texts.money(looked.opening_minor))
            parts.append(self.tr("Opening stock {value}, which is no difference.").format(value=value))
        return " ".join(parts)

    def _head(self) -> QHBoxLayout:
        self._title = PlainLabel(name="countPostedTitle", role="title", wraps=True)
        self._about = PlainLabel(name="countPostedAbout", role="muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(
            self._button("back", self.tr("Back"), "arrow-left", self.tr("Esc")), 0, Qt.AlignmentFlag.AlignTop
        )
        return head

    def _foot(self) -> QHBoxLayout:
        self._summary = PlainLabel(name="countPostedSummary", role="strong", wraps=True)
        self._parts = PlainLabel(name="countPostedParts", role="muted", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._summary)
        words.addWidget(self._parts)
        self._sum = AmountLabel(
            name="countPostedSum", accessible_name=self.tr("What it has changed"), size=_SUM, least=18
        )
        self._sum.setMinimumWidth(200)
        about = self.tr("Used:") if self._texts.is_usage else self.tr("It has changed the book by:")
        figure = QVBoxLayout()
        figure.setSpacing(0)
        self._sum_about = PlainLabel(about, name="countPostedSumAbout", role="muted")
        figure.addWidget(self._sum_about, 0, Qt.AlignmentFlag.AlignTrailing)
        figure.addWidget(self._sum)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(figure)
        for name, label, icon, key in (
            ("back_out", self.tr("Take it back"), "undo-2", self.tr("Ctrl+Del")),
            ("again", self.tr("Open again"), "clipboard-check", self.tr("F4")),
            ("print", self.tr("On paper"), "printer", self.tr("F8")),
        ):
            row.addWidget(self._button(name, label, icon, key))
        return row

    def _button(self, name: str, label: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=f"countPosted_{name}", icon=icon, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[name] = button
        return button

    def _columns(self) -> list[Column[PostedLine]]:
        texts = self._texts
        value = self.tr("Used for") if texts.is_usage else self.tr("Value")
        return [
            Column("name", self.tr("Goods"), _name, detail=self._found_by),
            Column("at", self.tr("At"), self._clock, detail=self._day, figure=True, width=_AT),
            Column("counted", self.tr("Counted"), self._counted, figure=True, width=_FIGURE),
            Column("since", self.tr("Sold since"), self._since, figure=True, width=_SINCE),
            Column("expected", texts.expected_word(), self._expected, figure=True, width=_EXPECTED),
            Column("difference", texts.difference_word(), self._difference, figure=True, tone=_tone, width=_SINCE),
            Column("value", value, self._value, figure=True, tone=_tone, width=_VALUE),
            Column("state", self.tr("State"), self._state, detail=self._reason, tone=_tone, width=_STATE),
        ]

    def _found_by(self, line: PostedLine) -> str:
        parts = [isolate(line.sku)] if line.sku else []
        parts += [isolate(line.lot)] if line.lot else []
        parts += [isolate_name(line.people)] if line.people else []
        parts += [isolate_name(line.zones) if line.zones else self._texts.zone("")] if line.people else []
        return " \N{MIDDLE DOT} ".join(parts)

    def _clock(self, line: PostedLine) -> str:
        return self._texts.clock_of(line.at)

    def _day(self, line: PostedLine) -> str:
        return self._texts.day_beside(line.at, 0 if self._shown is None else self._shown.head.book_date)

    def _quantity(self, milli: int | None, line: PostedLine) -> str:
        if milli is None:
            return ""
        return self._texts.quantity(milli, Unit(line.unit) if line.unit else Unit.EACH)

    def _counted(self, line: PostedLine) -> str:
        return self._quantity(line.counted_milli, line)

    def _since(self, line: PostedLine) -> str:
        return self._quantity(line.sold_since_milli or None, line)

    def _expected(self, line: PostedLine) -> str:
        return self._quantity(line.expected_milli, line)

    def _difference(self, line: PostedLine) -> str:
        return self._texts.signed(line.difference_milli, line.unit) if line.difference_milli else ""

    def _value(self, line: PostedLine) -> str:
        return self._texts.signed_value(line.value_minor) if line.difference_milli else ""

    def _reason(self, line: PostedLine) -> str:
        if line.is_scan:
            return line.state.partition(_WHY)[2]
        parts = [self._texts.reason(line.reason)] if line.reason else []
        if line.before_milli is not None:
            quantity = isolate(self._quantity(line.before_milli, line))
            words = self.tr("before: {quantity}, {name}") if line.before_by else self.tr("before: {quantity}")
            parts.append(words.format(quantity=quantity, name=isolate_name(line.before_by)))
        return " \N{MIDDLE DOT} ".join(parts)

    def _state(self, line: PostedLine) -> str:
        if not line.state:
            return self.tr("differs") if line.difference_milli else self.tr("right")
        if line.is_scan:
            return line.state.partition(_WHY)[0]
        return {
            AGAIN: self.tr("moved meanwhile: not posted"),
            OPENING: self.tr("opening stock"),
            SET_TO_ZERO: self.tr("not counted: set to zero"),
            TAKEN_BACK: self.tr("taken back"),
            "not counted: left": self.tr("not counted: left as it is"),
            "used": self.tr("used"),
            "accepted": self.tr("accepted"),
            "counted again": self.tr("counted again"),
        }.get(line.state, line.state)


def _name(line: PostedLine) -> str:
    return line.name


def _tone(line: PostedLine) -> str:
    if line.state == AGAIN:
        return "error"
    if line.is_scan:
        return "warn"
    if line.state in {TAKEN_BACK, "not counted: left"}:
        return "muted"
    return "warn" if line.difference_milli else "ok"
