"""Builds what the headless door works with."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.paths import orders_folder, reports_folder, scheduled_folder, settings_file
from app.base.settings import Settings
from app.cli.doors import OpenBook
from app.domain.shop import Shop
from app.jobs.labels import Labels
from app.jobs.order_papers import OrderPapers
from app.jobs.period_papers import PeriodPapers
from app.jobs.scheduled_papers import ScheduledPapers
from app.reports.labels import LabelFacts
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
from app.services.scheduling import Scheduling
from app.services.selling import Selling
from app.services.staffing import Staffing
from app.services.stocktaking import Stocktaking
from app.services.transferring import Transferring
from app.store import database


def open_book(path: Path) -> OpenBook:
    """See `app.bootstrap.open_book`."""
    return _furnish(database.open_book(path))


def create_book(path: Path, shop: Shop) -> OpenBook:
    """See `app.bootstrap.create_book`."""
    return _furnish(database.create(path, shop))


def _furnish(book: database.Book) -> OpenBook:
    clock = Clock(ZoneInfo(book.shop.timezone))
    orders = Orders(book)
    packs = PeriodPacks(book, clock)
    reports = Reports(book, clock)
    return OpenBook(
        path=book.path,
        shop=lambda: book.shop,
        selling=Selling(book, clock),
        receiving=Receiving(book, clock),
        adjusting=Adjusting(book, clock),
        arranging=Arranging(book),
        billing=Billing(book, clock),
        closing=Closing(book, clock),
        counting=Counting(book, clock),
        staffing=Staffing(book, clock),
        stocktaking=Stocktaking(book, clock),
        returning=Returning(book, clock),
        reversing=Reversing(book, clock),
        transferring=Transferring(book, clock),
        cash_drawer=CashDrawer(book, clock),
        cataloguing=Cataloguing(book, clock),
        importing=Importing(book, clock),
        pricing=Pricing(book, clock),
        ordering=Ordering(book, clock),
        labelling=Labelling(book, clock),
        labels=Labels(LabelFacts(book), lambda: book.shop),
        lookups=Lookups(book),
        orders=orders,
        order_papers=OrderPapers(orders, lambda: book.shop, orders_folder(book.path)),
        reports=reports,
        scheduled_papers=_scheduled(book, clock, reports),
        period_packs=packs,
        period_papers=PeriodPapers(packs, lambda: book.shop, clock, reports_folder(book.path)),
        price_list=PriceList(book),
        verification=Verification(book),
    )


def _scheduled(book: database.Book, clock: Clock, reports: Reports) -> ScheduledPapers:
    """The reports that are made by themselves; their folder is this machine's, as on the screen."""

    def folder() -> Path:
        return scheduled_folder(book.path, Settings(settings_file()).machine.scheduled_folder)

    own = reports_folder(book.path)
    return ScheduledPapers(Scheduling(book, clock), reports, lambda: book.shop, own, folder)
