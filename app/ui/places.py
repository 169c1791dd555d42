"""The places of the program: what stands on the rail, and how the screen of each is made when one goes there first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QWidget

from app.ui.shell.rail import Place

if TYPE_CHECKING:
    from app.domain.rights import Person
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.screens.reports.screen import ReportsScreen
    from app.ui.screens.settings.screen import SettingsScreen
    from app.ui.sound import Sounds
    from app.ui.tasks import Workers


@runtime_checkable
class TakesScans(Protocol):
    """A place of the program that has a use for what is scanned while it is in sight."""

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something; `is_repeat` if it is the same again, faster than a hand can."""


@runtime_checkable
class Leads(Protocol):
    """A place of the program that shows documents and products.

    Attributes:
        led_back: Whoever was led to a product wants to go back to where that was.
    """

    led_back: SignalInstance

    def lead(self, kind: str, key: str) -> None:
        """Show a `document` by its uid, over whatever is in sight, or a `product` by its SKU."""


@runtime_checkable
class LeadsAway(Protocol):
    """A place of the program with rows that lead elsewhere."""

    def come_back(self) -> None:
        """Back from where a row led: that row has the keys again."""


@runtime_checkable
class MadeInParts(Protocol):
    """A place of the program that makes only what is in sight first when it is made: the keys do not wait for more."""

    def make_rest(self) -> QWidget:
        """Make the rest, which is made by itself when one goes there first. Returns it."""


@runtime_checkable
class ShownToSome(Protocol):
    """A place of the program that shows what not everybody may see."""

    def show_to(self, person: Person) -> None:
        """Somebody else is at the till: what they may not see is left."""


def places() -> tuple[Place, ...]:
    """What stands on the rail, from the top; the last stands at its lower end."""

    def word(text: str) -> str:
        return QCoreApplication.translate("TillWindow", text)

    return (
        Place("sale", word("Sale"), "shopping-cart"),
        Place("stock", word("Stock"), "warehouse"),
        Place("receiving", word("Receive"), "truck"),
        Place("orders", word("Orders"), "file-text"),
        Place("counting", word("Count"), "clipboard-check"),
        Place("products", word("Products"), "tags"),
        Place("labels", word("Labels"), "ticket"),
        Place("reports", word("Reports"), "layout-dashboard"),
        Place("settings", word("Settings"), "settings"),
    )


def _stock_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.stock.screen import StockScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = StockScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def _orders_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.orders.screen import OrdersScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = OrdersScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def _counting_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.counting.screen import CountingScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = CountingScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def _products_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.products.screen import ProductsScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = ProductsScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def _labels_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.labels.screen import LabelsScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = LabelsScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def _receiving_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> QWidget:
    from app.ui.screens.receiving.screen import ReceivingScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = ReceivingScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def reports_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> ReportsScreen:
    """The reports; the window goes where their rows lead."""
    from app.ui.screens.reports.screen import ReportsScreen  # noqa: PLC0415 -- loaded when one goes there

    screen = ReportsScreen(parts, workers, bus)
    screen.tone.connect(sounds.play)
    return screen


def settings_screen(parts: Parts, workers: Workers, bus: Bus, sounds: Sounds) -> SettingsScreen:
    """The settings; the window listens to what is chosen there."""
    from app.ui.screens.settings.screen import SettingsScreen  # noqa: PLC0415 -- loaded when one goes there

    return SettingsScreen(parts, workers, sounds, bus)


MAKERS: dict[str, Callable[[Parts, Workers, Bus, Sounds], QWidget]] = {
    "stock": _stock_screen,
    "receiving": _receiving_screen,
    "orders": _orders_screen,
    "counting": _counting_screen,
    "products": _products_screen,
    "labels": _labels_screen,
}
