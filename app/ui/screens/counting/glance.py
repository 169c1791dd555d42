"""How far long work of the counting screen is: looked at now and then, and stopped by Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.ui.course import Course
from app.ui.said import Said
from app.ui.screens.counting.desk import CountingDesk

_EVERY_MS = 150


class Glance(QObject):
    """Looks how far it is, until it is over.

    Args:
        desk: Has the dialog that waits for it, if one does.
        say: Says it in the bar of the screen.
        hush: Takes that away.
    """

    def __init__(
        self, desk: CountingDesk, say: Callable[[Said], None], hush: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._say, self._hush = desk, say, hush
        self._course: Course | None = None
        self._code = ""
        self._is_in_bar = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_look)

    def follow(self, course: Course | None, code: str = "") -> None:
        """Work begins; None is that it is over.

        Args:
            code: Of the sentence that says how far it is.
        """
        self._course, self._code = course, code
        if course is not None:
            self._timer.start()
            return
        self._timer.stop()
        if self._is_in_bar:
            self._is_in_bar = False
            self._hush()

    def stop(self) -> bool:
        """Esc: what is worked at is not wanted any more. Returns whether anything is."""
        if self._course is None:
            return False
        self._course.stop()
        return True

    def _on_look(self) -> None:
        course = self._course
        if course is not None and course.total:
            is_last = course.done >= course.total
            said = Said("info", f"{self._code}_last" if is_last else self._code, course.facts)
            if not self._desk.show_far(course, said):
                self._is_in_bar = True
                self._say(said)
