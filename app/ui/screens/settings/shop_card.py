"""What the shop says on its receipts, which goods have a key, what its own codes mean, from when on it is asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.figures import read_decimal, read_percent, write_percent
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.requests import ShopAsked
from app.domain.typed import plain_figure
from app.printing import format as written
from app.ui.parts import Parts
from app.ui.screens.settings.choices import labelled
from app.ui.screens.settings.tile_list import TileList
from app.ui.tasks import Workers
from app.ui.tax_rates import rates_text, read_rates
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card

_HEAD_HEIGHT, _FOOT_HEIGHT, _RULES_HEIGHT = 104, 80, 56  # px: four lines, three, and two


class ShopCard(Card):
    """The settings that are the shop's, whichever till it is. They hold when they are saved."""

    told = Signal(str)  # what became of them
    failed = Signal(object)  # Refusal or Trouble
    published = Signal(object)  # Changes

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsShopCard")
        self._parts, self._workers = parts, workers
        self._build()
        self._show_shop()
        self._connect()

    def _build(self) -> None:
        title = self.tr("{shop}, on every till").format(shop=self._parts.shop.name)
        self._head = self._lines("settingsHead", self.tr("Under the shop's name on a receipt"), _HEAD_HEIGHT)
        self._head.setPlaceholderText(self.tr("Address, telephone, tax number"))
        self._foot = self._lines("settingsFoot", self.tr("At the foot of a receipt"), _FOOT_HEIGHT)
        self._foot.setPlaceholderText(self.tr("Thanks, opening hours, how to return goods"))
        self._large = QLineEdit()
        self._large.setObjectName("settingsLarge")
        self._large.setAccessibleName(self.tr("Ask once more above this amount"))
        self._large.setPlaceholderText(self.tr("only above ten million"))
        self._patterns = self._lines("settingsPatterns", self.tr("Weight and price codes of your own"), _RULES_HEIGHT)
        self._patterns.setPlaceholderText(self.tr("such as weight 21.....{NNDDD}"))
        self._patterns.setToolTip(
            self.tr(
                "One rule a line: weight, price or count, then the digits without the last one; a point is any digit, "
                "NN are whole digits and DDD decimals of the measure."
            )
        )
        self._over = self._percent(
            "settingsOver", self.tr("Over-delivery, %"), self.tr("such as 10; 0 asks about every piece")
        )
        self._moved = self._percent(
            "settingsMoved", self.tr("Change of cost, %"), self.tr("such as 10; 0 asks about every cent")
        )
        self._taxes = self._percent(
            "settingsTaxes", self.tr("Tax rates, %, the usual one first"), self.tr("such as 19; 7; 0")
        )
        self.tiles = TileList(self._parts, self._workers.pool)
        self.save = ActionButton(
            self.tr("Save"), name="settingsSave", icon="save", key=self.tr("Ctrl+S"), variant="primary"
        )
        top = QHBoxLayout()
        top.addWidget(PlainLabel(title, name="settingsShopTitle", role="heading", wraps=True), 1)
        top.addWidget(self.save)
        words = QVBoxLayout()
        words.setSpacing(12)
        for field in (self._head, self._foot, self._taxes, self._large, self._patterns):
            words.addLayout(labelled(field))
        words.addLayout(self._asked_when_goods_come())
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.tiles, 1)
        self.column.addLayout(top)
        self.column.addLayout(row)

    def _lines(self, name: str, accessible_name: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setAccessibleName(accessible_name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(height)
        return field

    def _asked_when_goods_come(self) -> QVBoxLayout:
        """Beyond what it is asked when goods are received: two percentages under one line."""
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for field in (self._over, self._moved):
            fields.addLayout(labelled(field), 1)
        told = self.tr("When goods come, what stays within these is not asked about.")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(fields)
        column.addWidget(PlainLabel(told, name="settingsToleranceHint", role="small", wraps=True))
        return column

    def _percent(self, name: str, accessible_name: str, sample: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(accessible_name)
        field.setPlaceholderText(sample)
        return field

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self._head.textChanged.connect(self._on_edited)
        self._foot.textChanged.connect(self._on_edited)
        self._large.textChanged.connect(self._on_edited)
        self._patterns.textChanged.connect(self._on_edited)
        self._taxes.textChanged.connect(self._on_edited)
        self._over.textChanged.connect(self._on_edited)
        self._moved.textChanged.connect(self._on_edited)
        self.tiles.changed.connect(self._on_edited)
        self.tiles.failed.connect(self.failed)

    def _show_shop(self) -> None:
        """Fill in what holds; the goods of the keys come from the book."""
        shop = self._parts.shop
        self._head.setPlainText("\n".join(shop.head))
        self._foot.setPlainText("\n".join(shop.foot))
        amount = shop.currency.write(shop.large_minor).replace(".", written.decimal_sign(shop.language))
        self._large.setText(amount if shop.large_minor else "")
        self._patterns.setPlainText("\n".join(pattern.rule for pattern in shop.patterns))
        self._taxes.setText(rates_text(shop.tax_rates, shop.language))
        self._over.setText(written.plain(write_percent(shop.over_delivery_milli), shop.language))
        self._moved.setText(str(shop.cost_percent))
        self.save.setEnabled(False)
        read = partial(self._parts.lookups.tiles, shop.tiles, location=self._parts.location)
        self._workers.pool.submit(read, self._on_tiles, self._on_failed)

    def _on_tiles(self, items: tuple[Item, ...]) -> None:
        self.tiles.show_items(items)

    def _on_edited(self) -> None:
        self.save.setEnabled(True)

    def _on_save(self) -> None:
        try:
            asked = self._asked()
        except Refusal as refusal:
            self._on_failed(refusal)
            return
        self.save.setEnabled(False)
        job = partial(self._parts.arranging.set_shop, asked, user=self._parts.user)
        self._workers.store.submit(job, self._on_saved, self._on_not_saved)

    def _asked(self) -> ShopAsked:
        """What stands here.

        Raises:
            Refusal: When the amount, a percentage or a tax rate is none.
        """
        shop, typed = self._parts.shop, self._large.text().strip()
        point = written.decimal_sign(shop.language)
        large_minor = shop.currency.read(plain_figure(typed, point)) if typed else 0
        over, moved = (field.text().strip().removesuffix("%").strip() for field in (self._over, self._moved))
        # A field that was emptied leaves what holds.
        over_milli = read_percent(plain_figure(over, point), what="over-delivery tolerance") if over else None
        percent = read_decimal(plain_figure(moved, point), 0, what="cost warning") if moved else None
        head, foot = self._head.toPlainText(), self._foot.toPlainText()
        rules = tuple(self._patterns.toPlainText().splitlines())
        return ShopAsked(
            tuple(head.splitlines()),
            tuple(foot.splitlines()),
            self.tiles.skus(),
            large_minor,
            rules,
            cost_percent=percent,
            over_delivery_milli=over_milli,
            tax_rates=read_rates(self._taxes.text(), point),
        )

    def _on_saved(self, changes: Changes) -> None:
        self.told.emit(self.tr("Saved. The next receipt and the sale screen have it."))
        self.published.emit(changes)

    def _on_not_saved(self, error: Refusal | Trouble) -> None:
        self.save.setEnabled(True)
        self._on_failed(error)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)
