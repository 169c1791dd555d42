"""The words of the labels screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.settings import LabelPrinter
from app.domain.figures import write_decimal
from app.domain.own_template import OwnField, OwnTemplate, Source
from app.printing import format as written
from app.ui.label_texts import LabelTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.labelling import Waiting
    from app.ui.screens.labels.state import Came


class LabelsTexts(LabelTexts):
    """Writes what the labels screen shows."""

    FIGURES = frozenset({"code", "count", "dpi", "height", "module", "path", "width"})

    def price(self, price_micro: int) -> str:
        """A price without its currency."""
        return written.price(price_micro, self._shop.currency, self._shop.language)

    def millimetres(self, tenths: int) -> str:
        """A length as it stands beside its unit."""
        return write_decimal(tenths, 1, keep=0).replace(".", self.point)

    def off(self, printer: LabelPrinter) -> str:
        """What is put right for a printer that is off."""
        figures = (printer.nudge_x, printer.nudge_y, printer.scale)
        if figures == LabelPrinter()[1:]:
            return self.tr("F9 where it prints beside the labels")
        right, down, size = (isolate(self.typed_tenths(figure)) for figure in figures)
        return self.tr("moved {right} mm right, {down} mm down; {size} %").format(right=right, down=down, size=size)

    def size(self, template: OwnTemplate) -> str:
        """For which labels a template is."""
        size = f"{self.millimetres(template.width)} × {self.millimetres(template.height)} mm"  # noqa: RUF001
        # A roll is named by its size already.
        if template.stock[:1].isdigit():
            return isolate(size)
        return f"{isolate_name(template.stock)} · {isolate(size)}"

    def asked(self, row: Waiting) -> str:
        """Of which product a label is, and of what of it where it is no single piece."""
        parts = [row.sku]
        if row.wish is not None and row.wish.code:
            parts.append(isolate(row.wish.code))
        if row.wish is not None and row.wish.weight_milli is not None:
            parts.append(isolate(written.quantity(row.wish.weight_milli, self._shop.language, "kg")))
        return " · ".join(parts)

    def delivery(self, delivery: Came) -> str:
        """A delivery in a list."""
        supplier = isolate_name(delivery.supplier) if delivery.supplier else ""
        parts = (delivery.number, supplier, self.day(delivery.day))
        return " · ".join(part for part in parts if part)

    def field_words(self) -> dict[Source, str]:
        """What can stand in a field."""
        return {
            Source.NAME: self.tr("Name"),
            Source.PRICE: self.tr("Price"),
            Source.UNIT_PRICE: self.tr("Unit price"),
            Source.SYMBOL: self.tr("Code"),
            Source.SKU: self.tr("SKU"),
            Source.LOT: self.tr("Lot"),
            Source.EXPIRY: self.tr("Expiry"),
            Source.DATES: self.tr("Lot, dates"),
            Source.TEXT: self.tr("Own text"),
            Source.LOGO: self.tr("Logo"),
        }

    def field(self, field: OwnField) -> str:
        """A field in the list; of a text of its own, what it says."""
        if field.source is Source.TEXT and field.text:
            return isolate_name(field.text)
        return self.field_words()[field.source]

    def place(self, field: OwnField) -> str:
        """Where a field is and how large, in millimetres."""
        left, top, width, height = map(self.millimetres, (field.left, field.top, field.width, field.height))
        return isolate(f"{left} / {top}  ·  {width} × {height} mm")  # noqa: RUF001

    def symbol_words(self) -> dict[str, str]:
        """What a code can be drawn as."""
        return {
            "": self.tr("what fits"),
            "ean13": "EAN-13",
            "ean8": "EAN-8",
            "upca": "UPC-A",
            "upce": "UPC-E",
            "itf14": "ITF-14",
            "code128": "Code 128",
            "gs1-128": "GS1-128",
            "datamatrix": "DataMatrix",
            "qr": self.tr("QR code"),
        }

    def start_words(self) -> dict[str, str]:
        """The built-in templates that one can begin with."""
        return {
            "shelf": self.tr("the shelf label"),
            "product": self.tr("the label for the goods"),
            "blank": self.tr("an empty label"),
        }

    def _own_words(self) -> dict[str, str]:
        return super()._own_words() | {
            "field_over_field": self.tr("The field {field} lies on {other}: move it, or make it smaller."),
            "finish_first": self.tr("Not taken: finish this first, or leave it with Esc, and scan again."),
            "last_field": self.tr("The last field stays: a label says something."),
            "leave_unkept": self.tr("It is not saved. Ctrl+S saves it; Esc once more leaves it as it was."),
            "most_fields": self.tr("That is as many fields as a label can have."),
            "name_needed": self.tr("Give it a name: it is chosen by that when labels are printed."),
            "no_single_product": self.tr("The code {code} is not that of one product."),
            "no_such_product": self.tr("No product has {words} in its name or code."),
            "printer_kept": self.tr("That is kept for this printer."),
            "no_template": self.tr("Choose a template first, or make one with Ctrl+N."),
            "near_edge": self.tr("Nearer to the edge than 1 mm: a printer that is a little off may cut it."),
            "no_logo": self.tr("The shop has no logo yet: choose one in the settings."),
            "nothing_undone": self.tr("There is nothing to take back."),
            "stock_needed": self.tr("Type the labels it is for: maker and part, or a size such as 62x29."),
            "symbol_is": self.tr("{symbol}, {width} × {height} mm, bars of {module} mm at {dpi} dpi."),  # noqa: RUF001
            "template_dropped": self.tr("The template {name} is gone."),
            "template_kept": self.tr("{name} is saved."),
            "template_renamed": self.tr("It is called {name} now."),
            "text_cut": self.tr("The field {field} is too small for all of it: it ends in “…”."),
        }
