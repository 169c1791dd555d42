"""What all dialogs over a screen do: they grow to the sentence that is said in them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import ThemeChoice, apply_theme
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import PlainLabel


class Asking(ScreenDialog):
    """A dialog with a little text, a bar and two buttons, smaller than a long sentence needs."""

    def __init__(self, about: str) -> None:
        super().__init__("Is it so?", name="asking", modal=False, parent=None)
        self.column.addWidget(PlainLabel(about, name="asking_about", wraps=True))
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back="Back", answer="Yes")
        self.resize(560, 200)

    def is_whole(self) -> bool:
        """Whether the button stands inside the window."""
        button = self.answer_button
        return button.mapTo(self, QPoint(0, button.height())).y() <= self.height()


def test_a_dialog_shows_its_buttons_below_a_long_question(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    dialog = Asking("This is a long question about an order that has come already. " * 4)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.is_whole()


def test_a_dialog_grows_with_a_long_refusal(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    dialog = Asking("Short.")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_refusal("This cannot be taken back while something else rests on it, and that has its reasons. " * 4)
    assert dialog.is_whole()
