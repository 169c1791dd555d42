"""What the commands of the headless door work with; `app.bootstrap` fills it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.shop import Shop
    from app.jobs.labels import Labels
    from app.jobs.order_papers import OrderPapers
    from app.jobs.period_papers import PeriodPapers
    from app.jobs.scheduled_papers import ScheduledPapers
    from app.reports.lookups import Lookups
    from app.reports.offered import Reports
    from app.reports.orders import Orders
    from app.reports.period_pack import PeriodPacks
    from app.reports.price_list import PriceList
    from app.reports.verification import Verification
    from app.services.adjusting import Adjusting
    from app.services.arranging import Arranging
    from app.services.billing import Billing
    from app.services.cash_drawer import CashDrawer
    from app.services.cataloguing import Cataloguing
    from app.services.closing import Closing
    from app.services.counting import Counting
    from app.services.importing import Importing
    from app.services.labelling import Labelling
    from app.services.ordering import Ordering
    from app.services.pricing import Pricing
    from app.services.receiving import Receiving
    from app.services.returning import Returning
    from app.services.reversing import Reversing
    from app.services.selling import Selling
    from app.services.staffing import Staffing
    from app.services.stocktaking import Stocktaking
    from app.services.transferring import Transferring


def named_book(text: str) -> Path:
    """The file that `--book` names. An empty name is none: a script whose variable is empty means another book.

    Raises:
        ArgumentTypeError: for an empty name.
    """
    if not text:
        raise argparse.ArgumentTypeError("name a file")
    return Path(text)


@dataclass(frozen=True, slots=True)
class OpenBook:
    """An open book with everything that can be done and asked without a screen."""

    path: Path
    shop: Callable[[], Shop]
    selling: Selling
    receiving: Receiving
    adjusting: Adjusting
    arranging: Arranging
    billing: Billing
    closing: Closing
    counting: Counting
    staffing: Staffing
    stocktaking: Stocktaking
    returning: Returning
    reversing: Reversing
    transferring: Transferring
    cash_drawer: CashDrawer
    cataloguing: Cataloguing
    importing: Importing
    ordering: Ordering
    pricing: Pricing
    labelling: Labelling
    labels: Labels
    lookups: Lookups
    orders: Orders
    order_papers: OrderPapers
    reports: Reports
    scheduled_papers: ScheduledPapers
    period_packs: PeriodPacks
    period_papers: PeriodPapers
    price_list: PriceList
    verification: Verification


@dataclass(frozen=True, slots=True)
class Doors:
    """How commands come by a book.

    Attributes:
        open_book: Opens the one that `--book` names.
        create_book: Makes a new one.
        open_till: Opens the window of a till ("" is the usual one) on a book, until it is closed.
        open_sample: The same on the sample shop, which is made on first use.
        play_demo: Plays a day in the sample shop and leaves its papers and pictures in a folder.
    """

    open_book: Callable[[Path], OpenBook]
    create_book: Callable[[Path, Shop], OpenBook]
    open_till: Callable[[Path, str], int]
    open_sample: Callable[[], int]
    play_demo: Callable[[Path], int]
