"""The dialogs of the products screen: one at a time, each over the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.settings import Settings
from app.ui.course import Course
from app.ui.label_printing import LabelWish, remember
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.dialogs.label_form import LabelForm, LabelsOf
from app.ui.screens.products.dialogs.list_form import ListForm
from app.ui.screens.products.dialogs.picture_form import PictureForm
from app.ui.screens.products.dialogs.price_forms import BulkForm, PlanForm
from app.ui.screens.products.dialogs.product_form import FormOf, ProductForm, blank, copy_of
from app.ui.screens.products.dialogs.variant_form import VariantForm
from app.ui.screens.products.listing import Listing
from app.ui.screens.products.many_prices import ManyPrices
from app.ui.screens.products.picturing import Picturing
from app.ui.screens.products.presenter import ProductsPresenter
from app.ui.screens.products.printing import Printing
from app.ui.screens.products.state import BulkWish, PlanWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.files import file_to_read, file_to_write

if TYPE_CHECKING:
    from app.domain.pricing import PriceMoves
    from app.jobs.label_papers import LabelPreview
    from app.jobs.product_lists import ToldList
    from app.reports.product_record import ProductRecord


@dataclass(frozen=True, slots=True)
class Doers:
    """Who does what dialogs are filled in for."""

    presenter: ProductsPresenter
    picturing: Picturing
    listing: Listing
    printing: Printing
    prices: ManyPrices


class ProductsDesk(QObject):
    """Opens dialogs, hands what they say to the presenter, and tells them what became of it."""

    closed = Signal()  # the keys belong to the screen again
    page_wanted = Signal()  # that was made last is to be opened

    def __init__(self, doers: Doers, texts: ProductsTexts, settings: Settings, screen: QWidget) -> None:
        super().__init__(screen)
        self._presenter, self._picturing = doers.presenter, doers.picturing
        self._listing, self._printing, self._prices = doers.listing, doers.printing, doers.prices
        self._settings = settings
        self._texts, self._screen = texts, screen
        self._dialog: CatalogueForm | None = None
        self._ids: tuple[int, ...] = ()

    def dialog(self) -> CatalogueForm | None:
        """The dialog that is open."""
        return self._dialog

    def open_product(self, record: ProductRecord | None, sku: str, *, scanned: str = "", like: bool = False) -> None:
        """Ask what a product is to be: the one of the record, one like it, or a new one.

        Args:
            record: The product, or None.
            sku: Its SKU, or one that is free for a new one.
            scanned: A code of the new one.
            like: Whether another one like the product is made.
        """
        presenter = self._presenter
        taxes = presenter.taxes or ((0, ""),)
        if record is not None and not like:
            asked = record.asked
        else:
            asked = copy_of(record.asked, sku) if record is not None else blank(sku, taxes)
        own = (asked.rate_milli or 0, asked.tax_code or "")
        if own not in taxes:
            taxes = (*taxes, own)
        of = FormOf(asked, None if like else record, presenter.choices, taxes, scanned)
        form = ProductForm(of, self._texts, parent=self._screen.window())
        form.wished.connect(presenter.save)
        form.code_wanted.connect(presenter.make_code)
        form.part_scanned.connect(presenter.find_part)
        self._show(form)

    def open_picture(self, record: ProductRecord) -> None:
        """Show the picture of a product, to choose another one."""
        form = PictureForm(record, self._texts, parent=self._screen.window())
        form.wished.connect(self._picturing.change)
        self._show(form)

    def open_plan(self, record: ProductRecord) -> None:
        """Ask for a price to come."""
        form = PlanForm(record, self._texts, parent=self._screen.window())
        form.wished.connect(self._on_plan)
        self._show(form)

    def open_variants(self, record: ProductRecord) -> None:
        """Ask which variants there are to be."""
        form = VariantForm(record, self._texts, parent=self._screen.window())
        form.wished.connect(self._presenter.make_variants)
        self._show(form)

    def open_bulk(self, ids: Sequence[int]) -> None:
        """Ask how many prices are changed."""
        self._ids = tuple(ids)
        form = BulkForm(len(self._ids), self._texts, parent=self._screen.window())
        form.moves_wanted.connect(self._on_moves_wanted)
        form.wished.connect(self._on_bulk)
        form.stopped.connect(self._prices.stop)
        self._show(form)

    def open_labels(self, of: LabelsOf) -> None:
        """Ask which labels."""
        form = LabelForm(of, self._settings, self._texts, parent=self._screen.window())
        form.wished.connect(self._on_labels)
        form.ruler_wanted.connect(self._on_ruler)
        form.page_wanted.connect(self.page_wanted)
        form.preview_wanted.connect(self._presenter.preview)
        self._show(form)

    def choose_list(self) -> None:
        """Let somebody choose a price list, and tell what it would do."""
        kinds = self.tr("Price lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;Everything (*)")
        chosen = file_to_read(self._screen, self.tr("A price list"), kinds)
        if chosen:
            self._open_list(Path(chosen))

    def choose_target(self) -> Path | None:
        """Let somebody choose the file that a list is written to; None for nobody."""
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv)")
        name = self.tr("products.xlsx")
        chosen, kind = file_to_write(self._screen, self.tr("Where to"), name, kinds)
        path = Path(chosen)
        return (path if path.suffix else path.with_suffix(".csv" if "csv" in kind else ".xlsx")) if chosen else None

    def _open_list(self, path: Path) -> None:
        form = ListForm(path, self._texts, parent=self._screen.window())
        form.wished.connect(self._listing.take)
        form.stopped.connect(self._listing.stop)
        form.keep_wanted.connect(self._listing.keep_refused)
        self._show(form)
        form.look()

    def show_list(self, told: ToldList) -> None:
        """Show what the list would do."""
        if isinstance(self._dialog, ListForm):
            self._dialog.show_told(told)

    def show_course(self, course: Course) -> bool:
        """Show how far the work is. Returns whether a dialog does."""
        if self._dialog is not None:
            self._dialog.show_course(course)
        return self._dialog is not None

    def show_moves(self, wish: BulkWish, moves: PriceMoves) -> None:
        """Show what would become of many prices."""
        if isinstance(self._dialog, BulkForm):
            self._dialog.show_moves(wish, moves)

    def show_preview(self, preview: LabelPreview) -> None:
        """Show the first page of the labels."""
        if isinstance(self._dialog, LabelForm):
            self._dialog.show_preview(preview)

    def show_no_preview(self, said: Said) -> None:
        """Say why there is no page to show."""
        if isinstance(self._dialog, LabelForm):
            self._dialog.show_unseen(self._texts.sentence(said))

    def take_code(self, text: str) -> None:
        """A code was made for the product in the form."""
        if isinstance(self._dialog, ProductForm):
            self._dialog.take_code(text)

    def take_part(self, sku: str, name: str) -> None:
        """A part of the kit in the form was found."""
        if isinstance(self._dialog, ProductForm):
            self._dialog.take_part(sku, name)

    def take_scan(self, text: str) -> bool:
        """Something was scanned. Returns whether a dialog has taken it, or says that it is to be finished."""
        if isinstance(self._dialog, ProductForm):
            self._dialog.take_scan(text)
        elif self._dialog is not None:
            self._dialog.show_refusal(self._texts.sentence(Said("warn", "finish_first")))
        return self._dialog is not None

    def refused(self, said: Said) -> bool:
        """What was wished for was refused. Returns whether a dialog says so."""
        if self._dialog is not None:
            self._dialog.show_refusal(self._texts.sentence(said))
            self._dialog.bar.say(said.kind, self._texts.sentence(said))
        return self._dialog is not None

    def done(self) -> None:
        """What was wished for is done."""
        if self._dialog is not None:
            self._dialog.accept()
            self._on_left()

    def _show(self, dialog: CatalogueForm) -> None:
        if self._dialog is not None:
            dialog.deleteLater()
            return
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.open()

    def _on_plan(self, wish: PlanWish) -> None:
        self._presenter.plan(wish)

    def _on_bulk(self, wish: BulkWish) -> None:
        self._prices.change(self._ids, wish)

    def _on_moves_wanted(self, wish: BulkWish) -> None:
        self._prices.look_at(self._ids, wish, self.show_moves)

    def _on_labels(self, wish: LabelWish) -> None:
        remember(self._settings, wish)
        self._printing.make(wish)

    def _on_ruler(self, wish: LabelWish) -> None:
        remember(self._settings, wish)
        self._presenter.make_ruler(wish.plan)

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self.closed.emit()
