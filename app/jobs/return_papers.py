"""Supplier returns on paper: what goes back and what is expected for it, with lines to sign on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.figures import amount_minor
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.jobs.delivery_papers import Kept
from app.printing import format as written
from app.printing.delivery_note import DeliveryNote, NoteLine, NoteWords
from app.reports.filed import Filed, FiledDocuments, FiledLine

_WORDS = NoteWords(
    title="Return to supplier",
    expected="Credit each",
    received="Goes back",
    difference="Credit",
    differences="Why",
    nothing="These goods go back to the supplier.",
    brought="Given by (shop)",
    taken="Taken by (driver)",
)


class ReturnPapers:
    """Makes them. Takes a while: never call it on the window's thread."""

    def __init__(self, filed: FiledDocuments, rules: Callable[[], Shop], folder: Path) -> None:
        self._filed = filed
        self._rules = rules
        self._folder = folder

    def keep(self, uid: str) -> Kept:
        """Keep the PDF of a supplier return in the folder.

        Raises:
            Refusal: `unknown_document`.
            Trouble: `paper_not_kept`: the return stands all the same.
        """
        # reportlab takes a while to load, and most windows never need it.
        from app.printing.delivery_note import delivery_pdf  # noqa: PLC0415

        filed = self._filed.document(uid)
        if filed is None:
            raise Refusal("unknown_document", uid=uid[:64])
        printout = delivery_pdf(note_of_return(filed, self._rules()))
        path = self._folder / f"{filed.head.number}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(printout.pdf)
        except OSError as error:
            raise Trouble("paper_not_kept", path=str(path), reason=error.strerror or str(error)) from error
        return Kept(filed.head.number, path, tuple(one.name for one in printout.missing))


def note_of_return(filed: Filed, shop: Shop) -> DeliveryNote:
    """What stands on the paper of a supplier return, written in the shop's language."""
    head = filed.head
    credit_minor = sum(_credit(line, shop) for line in filed.lines)
    facts = (
        ("Supplier", head.supplier),
        ("Of delivery", head.of_number),
        ("Given by", head.person),
        ("Credit expected", written.money(credit_minor, shop.currency, shop.language)),
    )
    return DeliveryNote(
        shop=(shop.name, *shop.head),
        number=head.number,
        moment=written.moment(head.at.local(), shop.language),
        facts=tuple((label, value) for label, value in facts if value),
        lines=tuple(_line(line, shop) for line in filed.lines),
        differences=(head.note,) if head.note else (),
        words=_WORDS,
        language=shop.language,
        right_to_left=written.runs_right_to_left(shop.language),
    )


def _line(line: FiledLine, shop: Shop) -> NoteLine:
    broken = written.quantity(line.damaged_milli, shop.language, line.unit) if line.damaged_milli else ""
    parts = (line.sku, line.lot.replace("\n", ", "), broken and f"{broken} of them damaged")
    notes = " \u00b7 ".join(part for part in parts if part)
    return NoteLine(
        line.name,
        (notes,),
        written.price(line.unit_cost_micro or 0, shop.currency, shop.language),
        written.quantity(line.quantity_milli, shop.language, line.unit),
        written.amount(_credit(line, shop), shop.currency, shop.language),
    )


def _credit(line: FiledLine, shop: Shop) -> int:
    return amount_minor(line.unit_cost_micro or 0, line.quantity_milli, shop.currency.digits)
