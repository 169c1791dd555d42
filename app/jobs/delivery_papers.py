"""Deliveries on paper: from a posted sheet to a PDF in the folder beside the book, with what is different on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.domain.moment import day_of
from app.domain.shop import Shop
from app.jobs.labels import Labels
from app.printing import format as written
from app.printing.delivery_note import DeliveryNote, NoteLine
from app.printing.printout import Printout
from app.reports.arrivals import Arrivals, PostedDelivery


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivery that was put on paper.

    Attributes:
        path: The PDF.
        warnings: Names with characters that no font has.
    """

    number: str
    path: Path
    warnings: tuple[str, ...] = ()


class DeliveryPapers:
    """Makes them. Takes a while: never call it on the window's thread."""

    def __init__(self, arrivals: Arrivals, labels: Labels, rules: Callable[[], Shop], folder: Path) -> None:
        self._arrivals = arrivals
        self._labels = labels
        self._rules = rules
        self._folder = folder

    def pdf(self, uid: str) -> Printout:
        """A delivery as PDF.

        Raises:
            Refusal: `unknown_delivery`.
        """
        # reportlab takes a while to load, and most windows never need it.
        from app.printing.delivery_note import delivery_pdf  # noqa: PLC0415

        return delivery_pdf(note_of(self._arrivals.posted(uid), self._arrivals.sheet(uid), self._rules()))

    def keep(self, uid: str) -> Kept:
        """Keep the PDF of a delivery in the folder.

        Raises:
            Refusal: `unknown_delivery`.
            Trouble: `paper_not_kept`: the delivery stands all the same.
        """
        number = self._arrivals.posted(uid).number
        return self._keep(number, f"{number}.pdf", self.pdf(uid))

    def keep_labels(self, uid: str, *, stock: str, start: int) -> Kept:
        """Keep labels for just what a delivery brought in the folder: one for each piece, as goes on goods.

        Args:
            uid: The delivery's.
            stock: The name or size of the label stock.
            start: The first free label of a used sheet.

        Raises:
            Refusal: `unknown_delivery`, `unknown_label_stock`, and those of `Labels.pdf`.
            Trouble: `paper_not_kept`.
        """
        from app.printing.labels.sheets import Layout, Look  # noqa: PLC0415 -- see `pdf`
        from app.printing.labels.stock import find_stock  # noqa: PLC0415
        from app.printing.labels.template import Purpose  # noqa: PLC0415

        number = self._arrivals.posted(uid).number
        layout = Layout(find_stock(stock), start)
        printout = self._labels.pdf(self._labels.of_delivery(uid), layout, Look(Purpose.PRODUCT))
        return self._keep(number, f"{number}-labels.pdf", printout)

    def _keep(self, number: str, name: str, printout: Printout) -> Kept:
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(printout.pdf)
        except OSError as error:
            raise Trouble("paper_not_kept", path=str(path), reason=error.strerror or str(error)) from error
        return Kept(number, path, tuple(one.name for one in printout.missing))


def note_of(delivery: PostedDelivery, sheet: Sheet, shop: Shop) -> DeliveryNote:
    """What stands on the paper of a delivery, written in the shop's language."""
    facts = [
        ("Supplier", delivery.supplier_name),
        ("Order", delivery.order_number),
        ("Delivery note", delivery.reference),
        ("Takes the place of", sheet.head.corrects),
        ("Taken in by", delivery.user),
    ]
    shown = [line for line in sheet.lines if line.received_milli or line.expected_milli or line.refused_milli]
    return DeliveryNote(
        shop=(shop.name, *shop.head),
        number=delivery.number,
        moment=written.moment(delivery.at.local(), shop.language),
        facts=tuple((label, value) for label, value in facts if value),
        lines=tuple(_line(line, sheet, shop) for line in shown),
        differences=(
            *(said for line in shown for said in _differences(line, sheet, shop)),
            *(
                f"Unknown code {one.code}: {written.quantity(one.quantity_milli, shop.language)} not taken"
                for one in sheet.left_out
            ),
        ),
        language=shop.language,
        right_to_left=written.runs_right_to_left(shop.language),
    )


def _line(line: Line, sheet: Sheet, shop: Shop) -> NoteLine:
    def quantity(milli: int) -> str:
        return written.quantity(milli, shop.language, line.item.unit)

    notes = [line.item.sku]
    if line.lot:
        notes.append(f"Lot {line.lot}")
    if line.expiry is not None and line.item.tracking != "none":
        notes.append(f"until {written.day_apart(day_of(line.expiry), shop.language)}")
    if line.serials:
        notes.append(f"Serial numbers {', '.join(line.serials)}")
    return NoteLine(
        line.item.name,
        (" \u00b7 ".join(notes),),
        quantity(line.expected_milli) if line.expected_milli is not None else "",
        quantity(line.received_milli),
        _short_words(line, sheet, quantity),
    )


def _short_words(line: Line, sheet: Sheet, quantity: Callable[[int], str]) -> str:
    if line.state == "extra" and sheet.expected is not None and line.received_milli:
        return "not ordered"
    if line.difference_milli < 0:
        return f"{quantity(-line.difference_milli)} short"
    return f"{quantity(line.difference_milli)} over" if line.difference_milli > 0 else ""


def _differences(line: Line, sheet: Sheet, shop: Shop) -> list[str]:
    def quantity(milli: int) -> str:
        return written.quantity(milli, shop.language, line.item.unit)

    said = []
    words = _short_words(line, sheet, quantity)
    if words:
        said.append(f"{line.item.name}: {words}")
    if line.damaged_milli:
        said.append(f"{line.item.name}: {quantity(line.damaged_milli)} damaged, kept here")
    if line.refused_milli:
        said.append(f"{line.item.name}: {quantity(line.refused_milli)} damaged, back with the driver")
    if line.free_milli:
        said.append(f"{line.item.name}: {quantity(line.free_milli)} are free of charge")
    return said
