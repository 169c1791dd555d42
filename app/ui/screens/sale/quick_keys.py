"""Quick keys: the goods that have no code to scan, and goods of a category at a typed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.ui.screens.sale.texts import SaleTexts
from app.ui.widgets.buttons import TileButton
from app.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from app.domain.product import Item

COLUMNS = 3
MOST_TILES = 12
QUICK_KEYS = 9
_GAP = 8
_TILE_HEIGHT = 74
_TALLEST = 98


class QuickKeys(QWidget):
    """Two pages of keys. Ctrl and a digit press a key of the page in sight; F11 turns the page."""

    picked = Signal(object)  # Item
    category_picked = Signal(str)

    def __init__(self, texts: SaleTexts) -> None:
        super().__init__()
        self.setObjectName("saleQuickKeys")
        self._texts = texts
        self._tiles: tuple[Item, ...] = ()
        self._made_tiles: tuple[Item, ...] | None = None
        self._categories: tuple[str, ...] = ()
        self._made_categories: tuple[str, ...] | None = None
        self._build()
        self._connect()

    def show_keys(self, tiles: tuple[Item, ...], categories: tuple[str, ...]) -> None:
        """Show keys for these goods and categories; nothing is made anew while they are the same.

        The keys of categories are made when their page is turned to: until then they would only hold up the others.
        """
        if tiles != self._made_tiles:
            self._tiles = self._made_tiles = tiles
            buttons = [self._tile(place, item) for place, item in enumerate(tiles[:MOST_TILES])]
            self._tile_page.show_buttons(buttons)
        self._categories = categories
        if self._pages.currentWidget() is self._category_page:
            self._make_categories()

    def press(self, place: int) -> None:
        """Press a key of the page in sight, counted from 0; where there is none, nothing happens."""
        page = self._tile_page if self._pages.currentIndex() == 0 else self._category_page
        page.press(place)

    def turn_page(self) -> None:
        """Show the other page."""
        self._tabs.setCurrentIndex(1 - self._tabs.currentIndex())

    def _build(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setObjectName("saleQuickTabs")
        self._tabs.setAccessibleName(self.tr("Pages of quick keys"))
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setDrawBase(False)
        self._tabs.addTab(self.tr("Quick keys"))
        self._tabs.addTab(self.tr("Open price   F11"))
        hint = self.tr("Goods without a code, such as bread rolls, get their key under Settings.")
        self._tile_page = _KeyPage("saleTiles", self.tr("Quick keys"), hint)
        hint = self.tr("A category of your goods stands here when its first product has one.")
        self._category_page = _KeyPage("saleCategories", self.tr("Goods at a typed price, by category"), hint)
        self._pages = QStackedWidget()
        self._pages.setObjectName("saleQuickPages")
        self._pages.addWidget(self._tile_page)
        self._pages.addWidget(self._category_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_turned)
        self._tile_page.pressed.connect(self._on_tile)
        self._category_page.pressed.connect(self._on_category)

    def _tile(self, place: int, item: Item) -> TileButton:
        price = self.tr("price asked") if item.open_price else self._texts.price(item.price_micro)
        key = _key(place)
        return TileButton(item.name, f"{price}   {key}" if key else price, name=f"saleTile{place}")

    def _category(self, place: int, category: str) -> TileButton:
        return TileButton(category, _key(place), name=f"saleCategory{place}")

    def _make_categories(self) -> None:
        if self._made_categories != self._categories:
            self._made_categories = self._categories
            self._category_page.show_buttons([self._category(*one) for one in enumerate(self._categories)])

    def _on_turned(self, page: int) -> None:
        if self._pages.widget(page) is self._category_page:
            self._make_categories()
        self._pages.setCurrentIndex(page)

    def _on_tile(self, place: object) -> None:
        if isinstance(place, int):
            self.picked.emit(self._tiles[place])

    def _on_category(self, place: object) -> None:
        if isinstance(place, int):
            self.category_picked.emit(self._categories[place])


class _KeyPage(QScrollArea):
    """A page of buttons in three columns; what has no room can be scrolled to. Without any, it says how to get them."""

    pressed = Signal(object)  # int: the place of the button

    def __init__(self, name: str, accessible_name: str, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons: list[TileButton] = []

    def show_buttons(self, buttons: list[TileButton]) -> None:
        """Put these in place of the ones before."""
        inside = QWidget()
        inside.setObjectName(f"{self.objectName()}Page")
        inside.setProperty("role", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = buttons
        for place, button in enumerate(buttons):
            # By Tab, yes; but a click must not take the focus out of the scan box.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_clicked)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        if not buttons:
            hint = PlainLabel(self._hint, name=f"{self.objectName()}Hint", role="muted", wraps=True)
            grid.addWidget(hint, 0, 0, 1, COLUMNS)
        self.setWidget(inside)  # deletes the buttons before
        self._share_room()

    def press(self, place: int) -> None:
        """Press the button at a place, if there is one."""
        if place < len(self._buttons):
            self._buttons[place].click()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _TILE_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Rows share what room there is, up to a height at which a key still looks like one."""
        rows = max(1, -(-len(self._buttons) // COLUMNS))
        # Not the viewport's height: for whatever widget it may be, Qt's classes are all made ready, which takes 14 ms.
        height = (self.maximumViewportSize().height() + _GAP) // rows - _GAP
        for button in self._buttons:
            button.set_height(max(_TILE_HEIGHT, min(height, _TALLEST)))

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TileButton) and button in self._buttons:
            self.pressed.emit(self._buttons.index(button))


def _key(place: int) -> str:
    return f"Ctrl+{place + 1}" if place < QUICK_KEYS else ""
