"""The keys of the reports screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.screens.reports.screen import ReportsScreen

_TILES = 10


def keys_of(screen: ReportsScreen) -> list[tuple[str, Callable[[], None]]]:
    """The keys, and what they do."""
    presenter = screen.presenter
    keys: list[tuple[str, Callable[[], None]]] = [
        ("F2", screen.look),
        ("F3", screen.look_at_today),
        ("F4", screen.choose_days),
        ("F5", presenter.run),
        ("F6", screen.turn_over),
        ("F7", screen.end_period),
        ("F8", screen.save),
        ("F9", screen.print),
        ("F10", screen.close_period),
        ("F11", screen.open_drawer),
        ("F12", presenter.sort_by_next),
        ("Ctrl+D", presenter.toggle_favourite),
        ("Ctrl+R", screen.plan),
        ("Esc", screen.escape),
    ]
    return keys + [(f"Ctrl+{(place + 1) % _TILES}", partial(screen.press_tile, place)) for place in range(_TILES)]
