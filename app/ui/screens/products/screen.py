"""The products screen: what the shop sells, with search and filters, and the chosen product beside it.

It binds the keys and shows what the presenter says. A scan that comes while it is in sight chooses its product, or
begins a new one with that code.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.domain.product_row import Outcome
from app.reports.product_list import ProductFilter, ProductSort
from app.ui.bus import Bus
from app.ui.course import Course
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.desk import Doers, ProductsDesk
from app.ui.screens.products.dialogs.label_form import LabelsOf
from app.ui.screens.products.listing import Listing
from app.ui.screens.products.many_prices import ManyPrices
from app.ui.screens.products.picturing import Picturing
from app.ui.screens.products.presenter import ProductsPresenter
from app.ui.screens.products.printing import LabelChoices, Printing
from app.ui.screens.products.product_side import ProductSide
from app.ui.screens.products.product_table import ProductTable
from app.ui.screens.products.texts import ProductsTexts
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.labels import isolate_name
from app.ui.widgets.messages import Toast
from app.ui.widgets.screens import seek, type_into

if TYPE_CHECKING:
    from app.domain.changes import Changes, Updated
    from app.jobs.label_papers import KeptLabels, LabelPreview
    from app.jobs.product_lists import ToldList
    from app.reports.product_list import ProductRow
    from app.reports.product_record import ProductRecord
    from app.ui.screens.products.product_face import ProductFace

_MARGIN = 12  # px
_GLANCE_MS = 500  # between two looks at how far work is
_CONCERNED = frozenset({"products", "stock", "sales", "parties", "labels"})

Slot = Callable[[], None]


class ProductsScreen(QWidget):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("productsScreen")
        self._bus = bus
        self._is_like = False
        self._papers: Path | None = None
        self.texts = ProductsTexts(parts.shop, self)
        self.list = ProductTable(self.texts)
        self.side = ProductSide(self.texts)
        self.toast = Toast(self.side, name="productToast")
        self.presenter = ProductsPresenter(parts, workers, self)
        self.picturing = Picturing(parts, workers, self)
        self.listing = Listing(parts, workers, self)
        self.printing = Printing(parts, workers, self)
        self.prices = ManyPrices(parts, workers, self)
        doers = Doers(self.presenter, self.picturing, self.listing, self.printing, self.prices)
        self.desk = ProductsDesk(doers, self.texts, parts.settings, self)
        self._course: Course | None = None
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._on_glance)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addWidget(self.list, 1)
        row.addWidget(self.side)
        self.setFocusProxy(self.list.search)
        self._connect()
        self._bind_keys()

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something: a form takes it as a code, else it chooses the product. A repeat is nothing."""
        if not is_repeat and not self.desk.take_scan(text):
            self.presenter.scanned(text)

    # The presenter's view

    def list_changed(self) -> None:
        """Show the list."""
        self.list.show_keys(self.presenter.keys, chosen=self.presenter.product_id)

    def rows_came(self, rows: tuple[ProductRow, ...]) -> None:
        """Show rows that were wanted."""
        self.list.model.take_rows(rows)

    def choices_changed(self) -> None:
        """Offer what can be chosen from."""
        self.list.show_choices(self.presenter.choices)

    def record_changed(self) -> None:
        """Show the chosen product."""
        self.side.show_record(self.presenter.record)
        place = self.list.model.place_of(self.presenter.product_id)
        if place >= 0 and place != self.list.table.chosen_row() and not self.list.several():
            self.list.table.choose_row(place)

    def edit(self, record: ProductRecord | None, sku: str, scanned: str) -> None:
        """Open the form of a product."""
        like, self._is_like = self._is_like, False
        self.desk.open_product(self.presenter.record if like else record, sku, scanned=scanned, like=like)

    def code_made(self, code: str) -> None:
        """Put a code that was made into the form."""
        self.desk.take_code(code)

    def part_found(self, sku: str, name: str) -> None:
        """Put a part that was scanned into the form."""
        self.desk.take_part(sku, name)

    def look_for(self, words: str) -> None:
        """Put words into the search."""
        self.list.search.setText(words)
        self.list.search.setFocus()

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""
        if not self.desk.refused(said):
            self.side.bar.say(said.kind, self.texts.sentence(said))

    def hush(self) -> None:
        """What was said last is over."""
        self.side.bar.clear()

    def done(self, said: Said, *, undoable: bool = False) -> None:
        """Tell what was done."""
        self.desk.done()
        self.hush()
        self.toast.say(self.texts.sentence(said), self.prices.undo if undoable else None)

    def saved(self, updated: Updated) -> None:
        """Tell that a product is saved, and what a person should know of it."""
        self.desk.done()
        self.hush()
        self.toast.say(self.tr("{sku} is saved").format(sku=isolate_name(updated.code)))
        if updated.warnings:
            self.side.bar.say("warn", " ".join(self.texts.sentence(one) for one in updated.warnings))

    def choose_labels(self, product_ids: tuple[int, ...], choices: LabelChoices) -> None:
        """Open the form for labels."""
        self.desk.open_labels(LabelsOf(product_ids, self.presenter.choices.waiting, *choices))

    def preview_came(self, preview: LabelPreview) -> None:
        """Show the first page of the labels."""
        self.desk.show_preview(preview)

    def preview_failed(self, said: Said) -> None:
        """Say why there is no page to show."""
        self.desk.show_no_preview(said)

    def labels_made(self, kept: KeptLabels) -> None:
        """Tell where the labels lie."""
        self.desk.done()
        self._papers = kept.path
        facts = {"count": kept.labels, "path": str(kept.path), "names": ", ".join(kept.missing[:3])}
        said = Said("ok", "labels_plain" if kept.missing else "labels_kept", facts)
        self.side.bar.say("warn" if kept.missing else "ok", self.texts.sentence(said))

    def labels_wait(self, said: Said) -> None:
        """Tell why the printer has not taken the labels, and how it can be tried again."""
        self.side.bar.say(said.kind, self.texts.waits(said))

    def list_told(self, told: ToldList) -> None:
        """Show what a price list would do."""
        self.desk.show_list(told)

    def list_taken(self, told: ToldList) -> None:
        """Tell what a price list has done."""
        counts = {outcome.value: told.counts.get(outcome, 0) for outcome in Outcome}
        self.done(Said("ok", "list_taken", counts))

    def busy(self, course: Course | None) -> None:
        """Show how far work is, now and then."""
        self._course = course
        if course is None:
            self._glance.stop()
        else:
            self._glance.start()

    def ruler_made(self, path: Path) -> None:
        """Tell where the ruler page lies."""
        self._papers = path
        self.say(Said("info", "ruler_kept", {"path": str(path)}))

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def new(self) -> None:
        """Ctrl+N: a new product."""
        self._is_like = False
        self.presenter.begin_new()

    def duplicate(self) -> None:
        """F5: another product like this one."""
        self.presenter.with_record(self._duplicate)

    def plan(self) -> None:
        """F6: a price to come."""
        self.presenter.with_record(self._plan)

    def variants(self) -> None:
        """F3: variants of the product."""
        self.presenter.with_record(self._variants)

    def picture(self) -> None:
        """F10: the picture of the product."""
        self.presenter.with_record(self._picture)

    def change_prices(self) -> None:
        """F7: the prices of the chosen products."""
        ids = self.list.chosen_ids()
        if not ids:
            self.say(Said("warn", "no_product"))
            return
        self.desk.open_bulk(ids)

    def take_list(self) -> None:
        """Ctrl+I: a price list."""
        self.desk.choose_list()

    def write_list(self) -> None:
        """Ctrl+E: the products that are listed, or those of them that are chosen, as a file."""
        ids = array("q", self.list.chosen_ids()) if self.list.several() else self.presenter.keys
        if not ids:
            self.say(Said("warn", "nothing_listed"))
            return
        path = self.desk.choose_target()
        if path is not None:
            self.listing.export(path, ids)

    def labels(self) -> None:
        """F12: labels for the chosen products, or for those that wait for one."""
        self.printing.begin(self.list.chosen_ids())

    def open_papers(self) -> None:
        """F11: the labels that were made last."""
        if self._papers is None:
            self.say(Said("warn", "no_labels_yet"))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._papers)))

    def focus_search(self) -> None:
        """F2: bring the keys back to the search."""
        seek(self.list.search)

    def escape(self) -> None:
        """Esc: what is worked at stops; else what was said goes, then the words that were typed."""
        if self.listing.stop() or self.prices.stop():
            return
        if not self.side.bar.isHidden():
            self.hush()
        else:
            self.list.search.clear()
        self.list.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()
        self.listing.look_back()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toast.close_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no other widget wanted: letters and digits go to the search, wherever the focus was."""
        if not type_into(self.list.search, event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        lists, side, presenter = self.list, self.side, self.presenter
        lists.search.textChanged.connect(presenter.look_for)
        lists.chosen.connect(presenter.open_record)
        lists.entered.connect(presenter.enter)
        lists.model.wanted.connect(presenter.want)
        lists.filters.currentIndexChanged.connect(self._on_narrowed)
        lists.category.currentIndexChanged.connect(self._on_narrowed)
        lists.supplier.currentIndexChanged.connect(self._on_narrowed)
        lists.sort.currentIndexChanged.connect(self._on_narrowed)
        for box in (lists.filters, lists.category, lists.supplier, lists.sort):
            # Later: what was chosen is taken over after the list has closed.
            box.closed.connect(self.focus_search, Qt.ConnectionType.QueuedConnection)
        lists.take.clicked.connect(self.take_list)
        lists.write.clicked.connect(self.write_list)
        lists.new.clicked.connect(self.new)
        lists.labels.clicked.connect(self.labels)
        lists.prices.clicked.connect(self.change_prices)
        side.empty.button.clicked.connect(self.new)
        side.face_made.connect(self._on_face_made)
        self.desk.closed.connect(self._on_desk_closed)
        self.desk.page_wanted.connect(self.open_papers)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        presenter = self.presenter
        keys: list[tuple[str, Slot]] = [
            ("F2", self.focus_search),
            ("Ctrl+F", self.focus_search),
            ("F3", self.variants),
            ("F4", presenter.edit),
            ("F5", self.duplicate),
            ("F6", self.plan),
            ("F7", self.change_prices),
            ("F8", presenter.switch_active),
            ("F9", presenter.drop_planned),
            ("F10", self.picture),
            ("F11", self.open_papers),
            ("F12", self.labels),
            ("Ctrl+E", self.write_list),
            ("Ctrl+I", self.take_list),
            ("Ctrl+N", self.new),
            ("Ctrl+P", self.printing.again),
            ("Ctrl+Z", self.prices.undo),
            ("Esc", self.escape),
        ]
        lists = self.list
        boxes = (lists.filters, lists.category, lists.supplier, lists.sort)
        keys += [(f"Ctrl+{place}", partial(_open_box, box)) for place, box in enumerate(boxes, start=1)]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _duplicate(self) -> None:
        self._is_like = True
        self.presenter.begin_new()

    def _variants(self) -> None:
        if self.presenter.record is not None:
            self.desk.open_variants(self.presenter.record)

    def _picture(self) -> None:
        if self.presenter.record is not None:
            self.desk.open_picture(self.presenter.record)

    def _plan(self) -> None:
        if self.presenter.record is not None:
            self.desk.open_plan(self.presenter.record)

    def _on_face_made(self, face: ProductFace) -> None:
        presenter = self.presenter
        face.edit.clicked.connect(presenter.edit)
        face.duplicate.clicked.connect(self.duplicate)
        face.variants.clicked.connect(self.variants)
        face.picture.clicked.connect(self.picture)
        face.plan.clicked.connect(self.plan)
        face.switch.clicked.connect(presenter.switch_active)
        face.drop.clicked.connect(presenter.drop_planned)

    def _on_narrowed(self) -> None:
        lists, presenter = self.list, self.presenter
        presenter.choose(ProductFilter(lists.filters.currentData()))
        presenter.narrow(lists.category.currentData(), lists.supplier.currentData())
        presenter.sort(ProductSort(lists.sort.currentData()))

    def _on_glance(self) -> None:
        if self._course is not None and not self.desk.show_course(self._course):
            self.side.bar.say("info", self.texts.sentence(Said("info", "list_working", self._course.facts)))

    def _on_desk_closed(self) -> None:
        self.activateWindow()

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.refresh()


def _open_box(box: QComboBox) -> None:
    box.setFocus()
    box.showPopup()
