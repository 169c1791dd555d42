"""F10: the picture of a product: another one from a file, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.reports.product_record import ProductRecord
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.picture_view import PictureView
from app.ui.screens.products.state import PictureWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.files import file_to_read
from app.ui.widgets.labels import PlainLabel, isolate_name

_SIZE = QSize(720, 640)  # px


class PictureForm(CatalogueForm):
    """The form."""

    wished = Signal(object)  # PictureWish, once until it is refused

    def __init__(self, record: ProductRecord, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Picture"), name="picture_form", texts=texts, parent=parent)
        self._of, self._has_one = record.row, bool(record.picture)
        self.setMinimumSize(_SIZE)
        self.column.setSpacing(8)
        self.column.addWidget(
            PlainLabel(isolate_name(record.row.name), name="picture_product", role="heading", wraps=True)
        )
        if self._has_one:
            view = PictureView(name="picture_large", accessible_name=self.tr("The picture"))
            view.show_picture(record.picture)
            self.column.addWidget(view, 1)
        else:
            none = PlainLabel(self.tr("No picture yet. Choose a JPEG or PNG file."), name="picture_none", role="muted")
            none.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.column.addWidget(none, 1)
        self.finish(self.tr("Choose file"), "folder-open")
        self.remove = ActionButton(
            self.tr("Take it away"), name="picture_remove", icon="trash-2", key=self.tr("Ctrl+D")
        )
        self.remove.setEnabled(self._has_one)
        self.remove.clicked.connect(self._on_remove)
        self.keys.bind("Ctrl+D", self._on_remove)
        self.footer.insertWidget(1, self.remove)
        self.answer_button.setFocus()

    def carry_out(self) -> None:
        """Let somebody choose a file."""
        kinds = self.tr("Pictures (*.jpg *.jpeg *.png);;Everything (*)")
        chosen = file_to_read(self, self.tr("The picture"), kinds)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """A file was chosen."""
        if not self.is_locked():
            self._wish(path)

    def _on_remove(self) -> None:
        if self._has_one and not self.is_locked():
            self._wish(None)

    def _wish(self, path: Path | None) -> None:
        self._lock()
        self.wished.emit(PictureWish(self._of.sku, self._of.name, path))
