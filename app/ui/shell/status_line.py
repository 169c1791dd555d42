"""The status line: which till, who, which book, how many sales are put aside, and what could not be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui.widgets.labels import PlainLabel, ShrinkingLabel, isolate, isolate_name
from app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from app.ui.parts import Parts


class StatusLine(QFrame):
    """A slim row of small text at the lower edge of the window."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAccessibleName(self.tr("Status"))
        self._parts = parts
        self._where = PlainLabel(name="statusWhere", role="small")
        self.show_person()
        self._parked = PlainLabel(name="statusParked", role="small")
        self._trouble = ShrinkingLabel(name="statusTrouble", role="warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 4)
        row.setSpacing(24)
        row.addWidget(self._where)
        row.addWidget(self._trouble)
        row.addStretch(1)
        row.addWidget(self._parked)

    def show_person(self) -> None:
        """Show who is at the till now."""
        self._where.setText(
            self.tr("{shop} · Till {till} · {user} (Ctrl+L) · {book}").format(
                shop=isolate_name(self._parts.shop.name),
                till=isolate(self._parts.till),
                user=isolate_name(self._parts.session.name),
                book=isolate_name(self._parts.book_name),
            )
        )

    def show_trouble(self, sentence: str) -> None:
        """Show what is the matter with something that works by itself; "" once it is mended."""
        if sentence and sentence != self._trouble.text():
            announce(self._trouble, sentence)
        self._trouble.setText(sentence)

    def show_parked(self, count: int) -> None:
        """Show how many sales are put aside; nothing when there are none."""
        self._parked.setText(self.tr("Parked sales: {count}").format(count=isolate(str(count))) if count else "")
