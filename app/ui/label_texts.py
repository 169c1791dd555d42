"""What every screen that prints labels says of them, and how a form asks where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.figures import write_decimal
from app.jobs.label_prints import LabelWay
from app.ui.shop_texts import ShopTexts, Told
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.base.settings import Machine


RESOLUTIONS = (203, 300, 600)
"""Dots to the inch that label printers have."""

# Lengths in what the label engine says, which writes them with a point.
_LENGTHS = frozenset({"bars", "height", "least", "module", "most", "needed", "room", "width"})


class LabelTexts(ShopTexts):
    """Writes it."""

    def sample(self, figure: str) -> str:
        """A figure in a hint, as it is typed here."""
        return isolate(figure.replace(".", self.point))

    def typed_tenths(self, tenths: int) -> str:
        """Tenths as they stand in a field."""
        return write_decimal(tenths, 1, keep=0).replace(".", self.point)

    def ways(self) -> dict[str, str]:
        """Where labels can go."""
        return {
            LabelWay.PDF.value: self.tr("a PDF"),
            LabelWay.SYSTEM.value: self.tr("the printer below"),
            LabelWay.NETWORK.value: self.tr("the label printer below (ZPL)"),
            LabelWay.FILE.value: self.tr("a ZPL file"),
        }

    def printer_hint(self, way: str) -> str:
        """What the name of the printer is by the way that labels go."""
        if way == LabelWay.SYSTEM:
            return self.tr("its name in the system; none is its usual one")
        if way == LabelWay.NETWORK:
            return self.tr("its address, such as 192.168.1.60:9100")
        return self.tr("what you call it; each is remembered")

    def print_words(self, way: str) -> str:
        """What the large key does."""
        return self.tr("Print labels") if way in (LabelWay.SYSTEM, LabelWay.NETWORK) else self.tr("Make labels")

    def waits(self, told: Told) -> str:
        """Why a printer has not taken labels, and how it can be tried again."""
        return f"{self.sentence(told)} {self.tr('The labels wait; Ctrl+P prints them again.')}"

    def _isolated(self, name: str, fact: object) -> str:
        return isolate(str(fact).replace(".", self.point)) if name in _LENGTHS else super()._isolated(name, fact)

    def _own_words(self) -> dict[str, str]:
        return {
            "labels_kept": self.tr("The labels are {path} ({count} of them); F11 opens them."),
            "labels_plain": self.tr(
                "The labels are {path} ({count} of them); F11 opens them. No font has all letters of {names}."
            ),
            "labels_printed": self.tr("Labels at the printer: {count}."),
            "no_labels_wait": self.tr("No labels wait for a printer."),
            "ruler_kept": self.tr(
                "The ruler page is {path}; F11 opens it. Print it at 100 %, hold it on a sheet against the light and "
                "type what it is off."
            ),
            "no_labels_yet": self.tr("No labels were made yet."),
        }


def printers_known(machine: Machine, system: tuple[str, ...] = ()) -> list[str]:
    """The names of all printers that labels may go to."""
    return sorted({*machine.sheet_printers, *system, machine.label_printer} - {""})
