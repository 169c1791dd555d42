"""Builds what a cashier can do and ask at a till."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.settings import Settings
from app.jobs.receipts import Receipts
from app.reports.lookups import Lookups
from app.reports.receipts import Records
from app.reports.tills import Tills
from app.services.arranging import Arranging
from app.services.cataloguing import Cataloguing
from app.services.selling import Selling
from app.store.database import Book
from app.ui.parts import Verbs


def on_book(book: Book, machine: Settings, receipts: Path) -> Verbs:
    """The verbs and questions of a till.

    Args:
        book: What they work on.
        machine: Where receipts are printed.
        receipts: The folder in which receipts are kept.
    """
    clock = Clock(ZoneInfo(book.shop.timezone))
    return Verbs(
        clock=clock,
        selling=Selling(book, clock),
        cataloguing=Cataloguing(book),
        arranging=Arranging(book),
        lookups=Lookups(book),
        tills=Tills(book),
        receipts=Receipts(Records(book), lambda: book.shop, machine, receipts),
    )
