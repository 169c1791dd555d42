"""One notice board: what a verb changed goes out once, and each view decides whether to read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.domain.changes import Changes


class Bus(QObject):
    """Carries `Changes` from whoever made them to whoever shows them; lives on the GUI thread."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell every view what changed; nothing goes out when nothing did."""
        if changes.what:
            self.changed.emit(changes)
