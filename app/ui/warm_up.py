"""Loads in idle moments what the first keys will need, once the till stands and nobody waits for it.

On the GUI thread, one module or other step at a turn of the event loop: Qt's classes are made ready by the first module
that names them, which is not safe on any other thread, and all of them at once would hold up the keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

# Whatever a screen loads with its first use, the most likely first. What has been loaded by then costs nothing.
LATER = (
    "app.ui.screens.sale.dialogs.base",
    "app.ui.screens.sale.dialogs.parts",
    "app.ui.screens.sale.dialogs.payment",
    "app.ui.screens.sale.dialogs.tender_panel",
    "app.ui.screens.sale.dialogs.tender",
    "app.ui.screens.sale.dialogs.entries",
    "app.ui.screens.sale.dialogs.age",
    "app.ui.screens.sale.dialogs.open_price",
    "app.ui.screens.sale.entry_strip",
    "app.ui.screens.sale.dialogs.unknown",
    "app.ui.screens.sale.dialogs.choose_product",
    "app.ui.screens.sale.dialogs.price_check",
    "app.ui.screens.sale.dialogs.recall",
    "app.ui.screens.sale.dialogs.change_tender",
    "app.ui.screens.sale.dialog_desk",
    "app.ui.screens.sale.commanding",
    "app.ui.screens.stock.texts",
    "app.ui.screens.stock.card_tables",
    "app.ui.screens.stock.goods_list",
    "app.ui.screens.stock.product_face",
    "app.ui.screens.stock.card_side",
    "app.ui.screens.stock.presenter",
    "app.ui.screens.stock.dialogs.form",
    "app.ui.screens.stock.dialogs.adjust",
    "app.ui.screens.stock.dialogs.transfer",
    "app.ui.screens.stock.dialogs.revalue",
    "app.ui.screens.stock.dialogs.document",
    "app.ui.screens.stock.desk",
    "app.ui.screens.stock.key_holder",
    "app.ui.screens.stock.screen",
    "app.ui.screens.receiving.texts",
    "app.ui.screens.receiving.scanning",
    "app.ui.screens.receiving.dialogs.asking",
    "app.ui.screens.receiving.dialogs.choices",
    "app.ui.screens.receiving.dialogs.head_form",
    "app.ui.screens.receiving.dialogs.line_forms",
    "app.ui.screens.receiving.dialogs.unknown",
    "app.ui.screens.receiving.dialogs.bill_forms",
    "app.ui.screens.receiving.dialogs.later_forms",
    "app.ui.screens.receiving.dialogs.return_form",
    "app.ui.screens.receiving.posting",
    "app.ui.screens.receiving.presenter",
    "app.ui.screens.receiving.desk",
    "app.ui.screens.receiving.sheet_page",
    "app.ui.screens.receiving.start_page",
    "app.ui.screens.receiving.screen",
    "app.ui.screens.orders.tables",
    "app.ui.screens.orders.dialogs.new_order",
    "app.ui.screens.orders.dialogs.proposals",
    "app.ui.screens.orders.dialogs.give_up",
    "app.ui.screens.orders.order_list",
    "app.ui.screens.orders.order_side",
    "app.ui.screens.orders.presenter",
    "app.ui.screens.orders.suppliers.tables",
    "app.ui.screens.orders.suppliers.presenter",
    "app.ui.screens.orders.suppliers.dialogs.item_form",
    "app.ui.screens.orders.suppliers.dialogs.supplier_form",
    "app.ui.screens.orders.suppliers.dialogs.list_dialog",
    "app.ui.screens.orders.suppliers.room",
    "app.ui.screens.orders.screen",
    "app.ui.screens.counting.texts",
    "app.ui.screens.counting.scanning",
    "app.ui.screens.counting.reviewing",
    "app.ui.screens.counting.presenter",
    "app.ui.screens.counting.start_page",
    "app.ui.screens.counting.sheet_page",
    "app.ui.screens.counting.review_page",
    "app.ui.screens.counting.screen",
    "app.ui.widgets.lazy_rows",
    "app.ui.screens.products.texts",
    "app.ui.screens.products.picture_view",
    "app.ui.screens.products.week_chart",
    "app.ui.screens.products.product_table",
    "app.ui.screens.products.product_face",
    "app.ui.screens.products.product_side",
    "app.ui.screens.products.presenter",
    "app.ui.screens.products.dialogs.form",
    "app.ui.screens.products.dialogs.code_rows",
    "app.ui.screens.products.dialogs.part_rows",
    "app.ui.screens.products.dialogs.product_form",
    "app.ui.screens.products.dialogs.price_forms",
    "app.ui.screens.products.dialogs.page_view",
    "app.ui.screens.products.dialogs.label_form",
    "app.ui.screens.products.dialogs.variant_form",
    "app.ui.screens.products.dialogs.picture_form",
    "app.ui.screens.products.dialogs.list_form",
    "app.ui.screens.products.desk",
    "app.ui.screens.products.screen",
    "app.ui.screens.labels.texts",
    "app.ui.screens.labels.presenter",
    "app.ui.screens.labels.label_canvas",
    "app.ui.screens.labels.field_side",
    "app.ui.screens.labels.start_page",
    "app.ui.screens.labels.board_page",
    "app.ui.screens.labels.screen",
    "app.ui.screens.reports.texts",
    "app.ui.screens.reports.report_list",
    "app.ui.screens.reports.question_bar",
    "app.ui.screens.reports.overview",
    "app.ui.screens.reports.report_chart",
    "app.ui.screens.reports.report_table",
    "app.ui.screens.reports.paper_view",
    "app.ui.screens.reports.result_side",
    "app.ui.screens.reports.presenter",
    "app.ui.screens.reports.dialogs.save",
    "app.ui.screens.reports.dialogs.schedule",
    "app.ui.screens.reports.dialogs.close_period",
    "app.ui.screens.reports.dialogs.copy_book",
    "app.ui.screens.reports.dialogs.drawer",
    "app.ui.screens.reports.day_desk",
    "app.ui.screens.reports.sale_reader",
    "app.ui.screens.reports.period_presenter",
    "app.ui.screens.reports.period_side",
    "app.ui.screens.reports.screen",
    "app.ui.screens.settings.people_card",
    "app.ui.screens.settings.scanner_card",
    "app.ui.screens.settings.printer_card",
    "app.ui.screens.settings.shop_card",
    "app.ui.screens.settings.accounts_card",
    "app.ui.screens.settings.logo_card",
    "app.ui.screens.settings.screen",
)


class WarmUp(QObject):
    """Loads them all, does what was added, and then says so."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque(partial(import_module, name) for name in LATER)
        # Of no interval: it has its turn whenever nothing else is to be done.
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._load_next)
        self._is_wanted = True

    def start(self) -> None:
        """Begin with the next idle moment."""
        if self._is_wanted:
            self._idle.start()

    def stop(self) -> None:
        """The window closes: nothing is loaded any more."""
        self._is_wanted = False
        self._idle.stop()

    def add(self, step: Callable[[], object]) -> None:
        """Do this behind all that is known now; it is short, as keys wait for it."""
        self._steps.append(step)

    def _load_next(self) -> None:
        self._steps.popleft()()
        if not self._steps:
            self._idle.stop()
            self.finished.emit()
