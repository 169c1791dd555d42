"""Labels on their way to a printer: one of the system's at 100 %, or one that speaks ZPL. Waits for printers."""

from __future__ import annotations

from enum import StrEnum

from app.base.trouble import Trouble
from app.devices.label_printer import send_labels
from app.devices.printer import print_pdf, system_printers
from app.jobs.label_papers import KeptLabels, LabelPapers, LabelPlan

_PAPERS = {(210.0, 297.0): "A4", (148.0, 210.0): "A5", (215.9, 279.4): "Letter"}


class LabelWay(StrEnum):
    """Where labels go: a PDF or a ZPL file in the folder, a printer of the system, a label printer on the network."""

    PDF = "pdf"
    SYSTEM = "system"
    NETWORK = "network"
    FILE = "file"


class LabelPrints:
    """Makes labels and prints them. What was made lies in the folder: it can be printed again.

    Args:
        papers: Makes them.
    """

    def __init__(self, papers: LabelPapers) -> None:
        self._papers = papers

    @staticmethod
    def printers() -> tuple[str, ...]:
        """The printers of the system by name; none where it does not answer."""
        try:
            return system_printers().names
        except Trouble:
            return ()

    def make(self, plan: LabelPlan, way: LabelWay) -> KeptLabels:
        """Put the labels into the folder, in the language of where they go.

        Raises:
            Refusal: as `LabelPapers.make`.
            Trouble: as `LabelPapers.make`.
        """
        return self._papers.make(plan, zpl=way in (LabelWay.NETWORK, LabelWay.FILE))

    def send(self, kept: KeptLabels, way: LabelWay, printer: str, *, user: str) -> KeptLabels:
        """Send labels to their printer; shelf labels count as on the shelf from then on.

        Args:
            kept: What was made.
            way: How it goes there.
            printer: Its name or address.
            user: Who does it.

        Raises:
            Refusal: `bad_printer_address`, `no_printer_chosen`, `not_allowed`.
            Trouble: those of `print_pdf` and `send_labels`, `unreadable_file`. The labels can be sent again.
        """
        if way in (LabelWay.SYSTEM, LabelWay.NETWORK):
            data = _read(kept)
            if way is LabelWay.SYSTEM:
                print_pdf(data, printer or None, title=kept.path.stem, options=(f"media={_media(kept)}",))
            else:
                send_labels(data, printer)
        return self._papers.note(kept, user=user)


def _read(kept: KeptLabels) -> bytes:
    try:
        return kept.path.read_bytes()
    except OSError as error:
        raise Trouble("unreadable_file", path=str(kept.path), reason=error.strerror or str(error)) from error


def _media(kept: KeptLabels) -> str:
    """The paper as the printing system calls it: else it would take its own, and scale or cut the labels."""
    width, height = kept.paper
    return _PAPERS.get((width, height), f"Custom.{width:g}x{height:g}mm")
