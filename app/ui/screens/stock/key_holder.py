"""Keys that were pressed while a form was about to open: they are typed into the form, in their order.

A form waits for what was scanned just before. Without this, the first signs of a quantity would go to the search.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class KeyHolder(QWidget):
    """Has the focus while it holds keys. Nothing of it is to be seen."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.setObjectName("stockKeyHolder")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.resize(0, 0)
        self._held: list[QKeyEvent] = []
        self._focus_before: QWidget | None = None

    def hold(self) -> None:
        """Take the keys from now on."""
        if not self.hasFocus():
            self._focus_before = QApplication.focusWidget()
            self.setFocus()

    def let_go(self, form: QWidget | None) -> None:
        """Type what was held into the form, or forget it where none opened."""
        held, self._held = self._held, []
        if self._focus_before is not None and self.hasFocus():
            self._focus_before.setFocus()
        self._focus_before = None
        for event in held:
            field = None if form is None else form.focusWidget()
            if field is not None:
                QApplication.sendEvent(field, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._held.append(event.clone())
