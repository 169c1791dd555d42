"""Single labels from the till: for goods whose code is gone, on the label printer of this machine."""

from __future__ import annotations

from app.base.settings import LabelPrinter, Settings, label_printer_of
from app.devices.label_printer import send_labels
from app.domain.refusal import Refusal
from app.jobs.labels import Labels


class TillLabels:
    """Prints them. Waits for the printer: never call it on the window's thread."""

    def __init__(self, labels: Labels, settings: Settings) -> None:
        self._labels = labels
        self._settings = settings

    def print_one(self, sku: str) -> None:
        """Print one label for the goods themselves.

        Raises:
            Refusal: `no_label_printer`, `bad_printer_address`, `unknown_label_stock`, and those of `Labels.zpl`.
            Trouble: those of `send_labels`.
        """
        from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- as `Labels` has it
        from app.printing.labels.sheets import Look  # noqa: PLC0415
        from app.printing.labels.stock import find_stock  # noqa: PLC0415
        from app.printing.labels.template import Purpose  # noqa: PLC0415

        machine = self._settings.machine
        if not machine.label_printer or not machine.label_stock:
            raise Refusal("no_label_printer")
        wishes = self._labels.of_codes((sku,))
        # Most label printers of shops have 203 dots to the inch; bars on whole dots of theirs are sharp.
        known = label_printer_of(machine, machine.label_printer, LabelPrinter(203))
        look, nudge = Look(Purpose.PRODUCT, printer=Printer(known.dpi)), (known.nudge_x, known.nudge_y)
        send_labels(self._labels.zpl(wishes, find_stock(machine.label_stock), look, nudge=nudge), machine.label_printer)
