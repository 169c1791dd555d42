"""What the two payment dialogs share: the amount due, how it is paid, the amount in the field, parts, and change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.refusal import Refusal
from app.domain.requests import TenderAsked
from app.domain.shop import Shop
from app.domain.tender import CASH, likely_notes
from app.printing import format as written
from app.ui.screens.sale.dialogs.base import KeyMap, TypedField
from app.ui.screens.sale.dialogs.choices import KindChooser, NoteRow
from app.ui.screens.sale.dialogs.parts import PartRow, PartsList
from app.ui.screens.sale.dialogs.payment import Payment, Tendered
from app.ui.screens.sale.dialogs.refused import refused_words
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.reports.tills import TenderKind

_LEAST = QSize(860, 420)  # px: three parts fit in, so that the dialog does not grow under the hand
_FIELD_WIDTH = 180  # px
_NOTHING = "–"  # noqa: RUF001 -- a dash where there is no amount


@dataclass(frozen=True, slots=True)
class TenderKept:
    """What Esc hands back, for the next payment dialog of the same sale.

    Attributes:
        tenders: The parts in the list.
        typed: What stood in the amount field.
        kind: The kind that was chosen, or "".
    """

    tenders: tuple[TenderAsked, ...] = ()
    typed: str = ""
    kind: str = ""


class TenderPanel(QWidget):
    """Everything of a payment dialog but its title and its lowest row of buttons.

    Args:
        payment: The payment, with the parts taken before.
        kinds: Every way to pay, at least one.
        shop: Its currency and language.
        keys: The dialog's own keys: those of this panel are added to them.
    """

    confirmed = Signal()  # Enter in the field
    refused = Signal(str)  # a sentence
    changed = Signal()  # something else was typed or chosen: what was refused before no longer matters

    def __init__(self, payment: Payment, kinds: tuple[TenderKind, ...], shop: Shop, *, keys: KeyMap) -> None:
        super().__init__()
        self.setObjectName("tender_panel")
        self._payment, self._shop = payment, shop
        self._build({kind.kind: kind.name for kind in kinds}, keys)
        self._connect(keys)
        self.show_kept(TenderKept(payment.parts))

    def kept(self) -> TenderKept:
        """What stands here now."""
        return TenderKept(self._payment.parts, self.field.text(), self.kinds.kind)

    def show_kept(self, kept: TenderKept) -> None:
        """Let stand here what stood here before."""
        self._show_parts()
        self.field.setText(kept.typed)
        self.kinds.choose(kept.kind if self.kinds.knows(kept.kind) else self.kinds.usual())

    def finish(self) -> Tendered | None:
        """How it is paid as it stands; None when that was refused, and the sentence is out."""
        try:
            return self._payment.finished(self.field.text(), self.kinds.kind)
        except Refusal as refusal:
            self._refuse(refusal)
            return None

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(_LEAST)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_LEAST)

    def _build(self, kinds: dict[str, str], keys: KeyMap) -> None:
        self.kinds = KindChooser(kinds, keys=keys)
        self.notes = NoteRow(keys=keys)
        self.parts = PartsList(name="tender_parts")
        hint = self.tr("Paid in several ways? Type a part of it, choose how it is paid and press +.")
        self._hint = PlainLabel(hint, name="tender_hint", role="muted", wraps=True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._build_sums())
        column.addLayout(self._build_field(keys))
        column.addWidget(self.notes)
        column.addWidget(self._hint)
        column.addWidget(self.parts)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.kinds)
        row.addLayout(column, 1)

    def _build_sums(self) -> Card:
        self._due_word = PlainLabel(name="tender_due_word", role="heading")
        self.due = AmountLabel(name="tender_due", accessible_name="", size=56, least=40)
        self._due_detail = PlainLabel(name="tender_due_detail", role="muted")
        self._change_word = PlainLabel(name="tender_change_word", role="heading")
        self.change = AmountLabel(name="tender_change", accessible_name="", size=44, least=32)
        card = Card(name="tender_sums")
        card.column.setSpacing(8)
        card.column.addLayout(_beside(self._due_word, self.due))
        card.column.addWidget(self._due_detail, 0, Qt.AlignmentFlag.AlignTrailing)
        card.column.addLayout(_beside(self._change_word, self.change))
        return card

    def _build_field(self, keys: KeyMap) -> QHBoxLayout:
        self._field_word = PlainLabel(name="tender_field_word", role="strong")
        self.field = TypedField(name="tender_field", accessible_name="", keys=keys)
        self.field.setProperty("role", "scan")
        self.field.setMinimumWidth(_FIELD_WIDTH)
        self._field_word.setBuddy(self.field)
        self.add = ActionButton(self.tr("Part payment"), name="tender_add", icon="plus", key="+")
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._field_word)
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        return row

    def _connect(self, keys: KeyMap) -> None:
        self.kinds.chosen.connect(self._on_changed)
        self.notes.chosen.connect(self._on_note)
        self.field.textChanged.connect(self._on_changed)
        self.field.entered.connect(self.confirmed)
        self.add.clicked.connect(self._on_add)
        self.parts.removed.connect(self._on_part_removed)
        keys.bind("+", self._on_add)
        keys.bind("Del", self._on_remove_last)

    def _on_changed(self) -> None:
        self.field.show_error(wrong=False)
        self._show_sums()
        self.changed.emit()

    def _on_note(self, amount_minor: int) -> None:
        self.field.setText(self._typable(amount_minor))
        self.field.setFocus()

    def _on_add(self) -> None:
        try:
            payment = self._payment.with_part(self.field.text(), self.kinds.kind)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._go_on(payment)
        self.kinds.choose(self.kinds.usual())

    def _on_remove_last(self) -> None:
        if self._payment.parts:
            self._on_part_removed(len(self._payment.parts) - 1)

    def _on_part_removed(self, place: int) -> None:
        self._go_on(self._payment.without_part(place))

    def _go_on(self, payment: Payment) -> None:
        """Go on with other parts: the field is empty again, which means the rest."""
        self._payment = payment
        self._show_parts()
        self.field.clear()
        self.field.setFocus()
        self._on_changed()

    def _refuse(self, refusal: Refusal) -> None:
        """Say in a sentence why not; what was typed stays and is selected, to be typed over."""
        self.field.show_error(wrong=True)
        self.field.setFocus()
        self.field.selectAll()
        self.refused.emit(refused_words(refusal, self._shop.language))

    def _show_parts(self) -> None:
        parts = self._payment.parts
        self._hint.setVisible(not parts)
        self.parts.show_parts(
            [PartRow(self.kinds.name(part.kind), self._money(abs(part.amount_minor))) for part in parts]
        )

    def _show_sums(self) -> None:
        kind, payment = self.kinds.kind, self._payment
        rest = payment.rest_minor(kind)
        for label, word in (
            (self._due_word, self.tr("To pay back") if payment.pays_out else self.tr("To pay")),
            (self._field_word, self._field_words(kind)),
        ):
            label.setText(word)
        self.due.setAccessibleName(self._due_word.text())
        self.due.set_amount(self._money(rest))
        self._due_detail.setText(self._detail(rest))
        self.field.setAccessibleName(self._field_word.text())
        self.field.setPlaceholderText(isolate(self._typable(rest)))
        self._show_change()
        amounts = [] if payment.pays_out or kind != CASH else likely_notes(rest, self._shop.currency)
        exact = [(rest, self.tr("Exact"))]
        self.notes.show_amounts(exact + [(amount, self._amount(amount)) for amount in amounts[1:]])

    def _show_change(self) -> None:
        try:
            preview = self._payment.preview(self.field.text(), self.kinds.kind)
        except Refusal:
            word, amount = self.tr("Change"), _NOTHING
        else:
            back = self.tr("To get back") if self._payment.pays_out else self.tr("Change")
            word = self.tr("Still missing") if preview.missing_minor else back
            amount = self._money(preview.missing_minor or preview.change_minor)
        self._change_word.setText(word)
        self.change.setAccessibleName(word)
        self.change.set_amount(amount)

    def _field_words(self, kind: str) -> str:
        if self._payment.pays_out:
            return self.tr("Paid back: {kind}").format(kind=self.kinds.name(kind))
        return self.tr("Received: {kind}").format(kind=self.kinds.name(kind))

    def _detail(self, rest: int) -> str:
        """The whole amount where parts were taken, and what rounding in cash does to it."""
        rounding = self._payment.rounding_minor(self.kinds.kind)
        whole = isolate(self._money(abs(self._payment.due_minor)))
        if rounding and self._payment.parts:
            exact = isolate(self._money(rest - rounding))
            return self.tr("{exact} of {whole}, rounded in cash").format(exact=exact, whole=whole)
        if rounding:
            return self.tr("{whole}, rounded in cash").format(whole=whole)
        return self.tr("of {whole}").format(whole=whole) if self._payment.parts else ""

    def _money(self, minor: int) -> str:
        return written.money(minor, self._shop.currency, self._shop.language)

    def _amount(self, minor: int) -> str:
        return written.amount(minor, self._shop.currency, self._shop.language)

    def _typable(self, minor: int) -> str:
        """An amount as it may be typed: no sign of the currency, nothing between its thousands."""
        point = written.decimal_sign(self._shop.language)
        return self._shop.currency.write(minor).replace(".", point)


def _beside(word: PlainLabel, amount: AmountLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(word)
    row.addWidget(amount, 1)
    return row
