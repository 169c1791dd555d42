"""A posted count is taken back: what that changes in the book, and whether counting goes on with what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.screens.counting.dialogs.question import Question
from app.ui.screens.counting.look import Look
from app.ui.screens.counting.state import TakeBackAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate

_WIDTH = 820  # px
_SUM = 34  # px
_LONGEST = 200
_TAKEN = 10_000  # characters: the field takes more than has room, so that it can be said


class TakeBackDialog(Question):
    """Says what it changes, and asks what was wrong. F9 opens it again, too; F6 takes it back and no more."""

    answered = Signal(str, bool)  # what was wrong, and whether counting goes on; once until it is refused

    def __init__(self, asked: TakeBackAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        title = self.tr("Take back {number}?").format(number=isolate(asked.number))
        super().__init__(title, name="take_back", modal=True, width=_WIDTH, parent=parent)
        self._texts = texts
        self.keys.bind("F9", self.answer)
        self.keys.bind("F6", self._on_only)
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(self._about(asked), name="take_back_about", role="strong", wraps=True))
        amount = AmountLabel(
            name="take_back_sum", accessible_name=self.tr("What taking it back changes"), size=_SUM, least=18
        )
        amount.set_amount(texts.value(asked.value_minor))
        self.column.addWidget(amount)
        parts = self._parts(asked)
        if parts:
            self.column.addWidget(PlainLabel(parts, name="take_back_parts", role="muted", wraps=True))
        if asked.stay:
            stays = self.tr(
                "Products that were counted again since, and stay as they were counted then: {count} ({names})."
            )
            words = stays.format(count=texts.number(len(asked.stay)), names=texts.some_of(asked.stay))
            self.column.addWidget(PlainLabel(words, name="take_back_stay", role="muted", wraps=True))
        more = self.tr(
            "The count stays in the book, and a document of its own takes it back. Opened again, all that was counted "
            "is there as it was, with its moments: correct what is wrong and post it once more."
        )
        self.column.addWidget(PlainLabel(more, name="take_back_more", role="muted", wraps=True))
        label = PlainLabel(self.tr("What was wrong"), name="take_back_reason_label")
        self.reason = TypedField(name="take_back_reason", accessible_name=self.tr("What was wrong"), keys=self.keys)
        self.reason.setMaxLength(_TAKEN)
        label.setBuddy(self.reason)
        self.column.addWidget(label)
        self.column.addWidget(self.reason)
        hint = self.tr("It may stay empty. There is room for {count} characters.").format(count=_LONGEST)
        self.column.addWidget(PlainLabel(hint, name="take_back_reason_hint", role="muted", wraps=True))
        self.add_answer(
            back=self.tr("Keep it"), answer=self.tr("Take back, open again"), icon="undo-2", key=self.tr("F9")
        )
        self.only = ActionButton(self.tr("Take back only"), name="take_back_only", icon="undo-2", key=self.tr("F6"))
        self.only.clicked.connect(self._on_only)
        self.footer.insertWidget(1, self.only)
        self._look_only = Look(self.only)
        self._look_only.begin()
        for button in (self.answer_button, self.only, self.back_button):
            button.setAutoDefault(False)
        self.wished.connect(self._on_wished)
        self.reason.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._look_only.painted()

    def _lock(self) -> None:
        super()._lock()
        self.bar.say("info", self.tr("It is being taken back."))

    def _on_wished(self) -> None:
        self.answered.emit(self.reason.text().strip(), True)

    def answer(self) -> None:
        if self._has_room():
            super().answer()

    def _on_only(self) -> None:
        if not self.is_locked() and self.only.isEnabled() and self._has_room():
            self._lock()
            self.answered.emit(self.reason.text().strip(), False)

    def _has_room(self) -> bool:
        """Whether what was wrong fits; nothing of it is left out unsaid."""
        many = len(self.reason.text().strip())
        self.reason.show_error(wrong=many > _LONGEST)
        if many > _LONGEST:
            words = self.tr("What was wrong has {count} characters, and there is room for {most}. Make it shorter.")
            self.bar.say("warn", words.format(count=many, most=_LONGEST))
            self.reason.setFocus()
        return many <= _LONGEST

    def _about(self, asked: TakeBackAsked) -> str:
        if not asked.differing and asked.stay:
            return self.tr("The book does not change: what it had found was counted again since.")
        if not asked.differing:
            return self.tr("The book does not change: the count had found what it has.")
        words = self.tr("Products that go back to what they were without this count: {count}. The book changes by:")
        if self._texts.is_usage:
            words = self.tr("Products that go back to what they were without this count: {count}. Used:")
        return words.format(count=asked.differing)

    def _parts(self, asked: TakeBackAsked) -> str:
        """What the figure is made of, where it is the sum of several."""
        parts, texts = [], self._texts
        if asked.losses_minor and asked.gains_minor and not texts.is_usage:
            losses, gains = texts.money(asked.losses_minor), texts.money(asked.gains_minor)
            words = self.tr("Losses that are there again {losses}, gains that are gone again {gains}.")
            parts.append(words.format(losses=isolate(losses), gains=isolate(gains)))
        if asked.opening_minor:
            value = isolate(texts.money(asked.opening_minor))
            parts.append(self.tr("Opening stock that is gone again {value}.").format(value=value))
        return " ".join(parts)
