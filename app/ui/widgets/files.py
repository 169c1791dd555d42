"""Questions for a file, by the desktop's own dialog; behind it the window that asked has the keys again."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget


def file_to_read(parent: QWidget, title: str, kinds: str) -> str:
    """Ask which file is read.

    Args:
        parent: What asks.
        title: What for, translated already.
        kinds: Which files are shown, as Qt has it.

    Returns:
        Its path, "" where none was chosen.
    """
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    _give_keys_back(parent)
    return chosen


def file_to_write(parent: QWidget, title: str, name: str, kinds: str) -> tuple[str, str]:
    """Ask where a file goes; returns its path, "" where none was chosen, and which of the kinds it is.

    Args:
        parent: What asks.
        title: What for, translated already.
        name: What it is called unless somebody says otherwise.
        kinds: As Qt has it.
    """
    chosen = QFileDialog.getSaveFileName(parent, title, name, kinds)
    _give_keys_back(parent)
    return chosen


def _give_keys_back(parent: QWidget) -> None:
    """Where no window manager does it, nobody would have the keys now, and no shortcut would work any more."""
    window = parent.window()
    if window.isVisible():
        window.raise_()
        window.activateWindow()
