"""F9 in the review: a count that differs from the book is posted, once somebody has seen what that is worth."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.course import Course
from app.ui.screens.counting.dialogs.question import Question
from app.ui.screens.counting.state import PostAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate

_WIDTH = 620  # px
_SUM = 34  # px


class PostDialog(Question):
    """Says what posting changes. F9 or Enter posts it, and Esc stops that until it is written."""

    stopped = Signal()

    def __init__(self, asked: PostAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Post this count?"), name="post_dialog", modal=True, width=_WIDTH, parent=parent)
        self.keys.bind("F9", self.answer)
        self.keys.bind("Enter", self.answer)
        self.column.setSpacing(8)
        self._texts = texts
        self.column.addWidget(PlainLabel(self._about(asked), name="post_about", role="strong", wraps=True))
        amount = AmountLabel(name="post_sum", accessible_name=self.tr("What posting changes"), size=_SUM, least=18)
        amount.set_amount(texts.value(asked.value_minor + asked.opening_minor))
        self.column.addWidget(amount)
        for name, sentence in (("post_parts", self._parts(asked)), ("post_rest", self._rest(asked))):
            if sentence:
                self.column.addWidget(PlainLabel(sentence, name=name, role="muted", wraps=True))
        self._far = QProgressBar()
        self._far.setObjectName("post_progress")
        self._far.setAccessibleName(self.tr("How far it is"))
        policy = self._far.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._far.setSizePolicy(policy)
        self._far.hide()
        self.column.addWidget(self._far)
        self.add_answer(back=self.tr("Look again"), answer=self.tr("Post count"), icon="check", key=self.tr("F9"))
        self.setFocus()

    def show_far(self, course: Course, sentence: str) -> None:
        """Show how far the posting is."""
        self._far.setRange(0, course.total)
        self._far.setValue(course.done)
        self._far.show()
        self.back_button.set_label(self.tr("Stop"))
        self.back_button.setEnabled(course.done < course.total)
        self.bar.say("info", sentence)
        self._make_room()

    def reject(self) -> None:
        """Esc: what is being posted is stopped; else back to the review."""
        if self.is_locked():
            self.stopped.emit()
        else:
            super().reject()

    def _lock(self) -> None:
        """Take no more answers; whoever wants to stop it can, by the mouse, too."""
        self._locked = True
        self.answer_button.setEnabled(False)

    def _about(self, asked: PostAsked) -> str:
        if self._texts.is_usage:
            return self.tr("Products of which the count changes what there is: {count}. Used, about:").format(
                count=asked.differing
            )
        if not asked.differing:
            return self.tr("It is opening stock, worth about:")
        return self.tr("Products that differ from the book: {count}. The book changes by about:").format(
            count=asked.differing
        )

    def _parts(self, asked: PostAsked) -> str:
        """What the figure is made of, where it is the sum of several."""
        parts = []
        if asked.losses_minor and asked.gains_minor and not self._texts.is_usage:
            words = self.tr("Losses {losses}, gains {gains}.")
            losses, gains = (self._texts.money(one) for one in (asked.losses_minor, asked.gains_minor))
            parts.append(words.format(losses=isolate(losses), gains=isolate(gains)))
        if asked.opening_minor and asked.differing:
            words = self.tr("Opening stock {value}, which is no difference.")
            parts.append(words.format(value=isolate(self._texts.money(asked.opening_minor))))
        return " ".join(parts)

    def _rest(self, asked: PostAsked) -> str:
        """What is not posted, and what becomes of what nobody counted."""
        parts = []
        if asked.again:
            words = self.tr("Not posted, as they moved or it is not clear what was found: {count}.")
            if asked.again_minor:
                words = self.tr(
                    "Not posted, as they moved or it is not clear what was found: {count} ({value}, to be counted "
                    "again)."
                )
            value = isolate(self._texts.value(asked.again_minor))
            parts.append(words.format(count=asked.again, value=value))
        if asked.apart:
            words = self.tr("Left out, as they have no stock of their own: {count}.")
            parts.append(words.format(count=asked.apart))
        if asked.uncounted:
            words = {
                "zero": self.tr("Not counted, and set to zero: {count}."),
                "leave": self.tr("Not counted, and left as the book has them: {count}."),
            }[asked.left]
            parts.append(words.format(count=asked.uncounted))
        if asked.unknown:
            words = self.tr("Scanned codes that are in no count: {count}. Esc, then Shift+F9 shows them.")
            parts.append(words.format(count=asked.unknown))
        return " ".join(parts)
