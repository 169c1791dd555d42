"""Builds what a cashier can do and ask at a till."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base import paths
from app.base.clock import Clock
from app.base.settings import Settings
from app.domain.shop import Shop
from app.jobs.batch_count import BatchCount
from app.jobs.book_copies import BookCopies
from app.jobs.count_papers import CountPapers
from app.jobs.delivery_papers import DeliveryPapers
from app.jobs.label_papers import LabelPapers
from app.jobs.labels import Labels
from app.jobs.order_papers import OrderPapers
from app.jobs.period_papers import PeriodPapers
from app.jobs.product_lists import ProductLists
from app.jobs.receipts import Receipts
from app.jobs.return_papers import ReturnPapers
from app.jobs.scheduled_papers import ScheduledPapers
from app.jobs.till_labels import TillLabels
from app.reports.arrivals import Arrivals
from app.reports.bills import Bills
from app.reports.choices import ReportChoices
from app.reports.count_paper import CountPaper
from app.reports.count_planning import CountPlanning
from app.reports.count_results import CountResults
from app.reports.dashboard import Dashboard
from app.reports.filed import FiledDocuments
from app.reports.labels import LabelFacts
from app.reports.lookups import Lookups
from app.reports.offered import Reports
from app.reports.on_the_way import OnTheWay
from app.reports.orders import Orders
from app.reports.period_pack import PeriodPacks
from app.reports.price_list import PriceList
from app.reports.product_card import ProductCards
from app.reports.product_list import ProductList
from app.reports.product_record import ProductRecords
from app.reports.proposals import Proposals
from app.reports.receipts import Records
from app.reports.stock_list import StockList
from app.reports.stocktakes import Stocktakes
from app.reports.supplier_cards import SupplierCards
from app.reports.tills import Tills
from app.services.adjusting import Adjusting
from app.services.arranging import Arranging
from app.services.billing import Billing
from app.services.cash_drawer import CashDrawer
from app.services.cataloguing import Cataloguing
from app.services.closing import Closing
from app.services.count_deciding import CountDeciding
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
from app.services.supplying import Supplying
from app.services.transferring import Transferring
from app.services.unloading import Unloading
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
    orders = Orders(book)

    def rules() -> Shop:
        return book.shop

    labels = Labels(LabelFacts(book), rules)
    packs = PeriodPacks(book, clock)
    return Verbs(
        clock=clock,
        selling=Selling(book, clock),
        cataloguing=Cataloguing(book, clock),
        arranging=Arranging(book),
        lookups=Lookups(book),
        tills=Tills(book),
        receipts=Receipts(Records(book), rules, machine, receipts),
        cash_drawer=CashDrawer(book, clock),
        till_labels=TillLabels(labels, machine),
        adjusting=Adjusting(book, clock),
        transferring=Transferring(book, clock),
        stock_list=StockList(book),
        product_cards=ProductCards(book),
        on_the_way=OnTheWay(book),
        filed=FiledDocuments(book),
        ordering=Ordering(book, clock),
        orders=orders,
        proposals=Proposals(book),
        order_papers=OrderPapers(orders, rules, paths.orders_folder(book.path)),
        supplying=Supplying(book),
        supplier_cards=SupplierCards(book),
        receiving=Receiving(book, clock),
        reversing=Reversing(book, clock),
        unloading=Unloading(book, clock),
        arrivals=Arrivals(book),
        billing=Billing(book, clock),
        returning=Returning(book, clock),
        bills=Bills(book),
        return_papers=ReturnPapers(FiledDocuments(book), rules, paths.deliveries_folder(book.path)),
        delivery_papers=DeliveryPapers(Arrivals(book), labels, rules, paths.deliveries_folder(book.path)),
        counting=Counting(book, clock),
        count_deciding=CountDeciding(book),
        staffing=Staffing(book, clock),
        stocktaking=Stocktaking(book, clock),
        stocktakes=Stocktakes(book, clock),
        pricing=Pricing(book, clock),
        product_list=ProductList(book),
        product_records=ProductRecords(book),
        label_papers=LabelPapers(labels, Labelling(book, clock), clock, paths.labels_folder(book.path)),
        product_lists=ProductLists(Importing(book, clock), PriceList(book), rules),
        batch_count=BatchCount(Stocktaking(book, clock), Stocktakes(book, clock)),
        count_planning=CountPlanning(book),
        count_results=CountResults(book),
        count_papers=_count_papers(book, labels, rules),
        reports=Reports(book, clock),
        report_choices=ReportChoices(book),
        report_papers=_report_papers(book, clock, machine),
        dashboard=Dashboard(book, clock),
        closing=Closing(book, clock),
        period_packs=packs,
        period_papers=PeriodPapers(packs, rules, clock, paths.reports_folder(book.path)),
        book_copies=_book_copies(book, clock, machine),
    )


def _count_papers(book: Book, labels: Labels, rules: Callable[[], Shop]) -> CountPapers:
    return CountPapers(CountResults(book), CountPaper(book), labels, rules, paths.counts_folder(book.path))


def _book_copies(book: Book, clock: Clock, machine: Settings) -> BookCopies:
    """What keeps copies of the book in the folder that this machine has for them."""

    def copies_folder() -> Path:
        return paths.copies_folder(book.path, machine.machine.copies_folder)

    return BookCopies(book.path, book.shop.timezone, clock, copies_folder)


def _report_papers(book: Book, clock: Clock, machine: Settings) -> ScheduledPapers:
    """What puts reports on paper; those that are made by themselves go to the folder that this machine has for them."""

    def scheduled_folder() -> Path:
        return paths.scheduled_folder(book.path, machine.machine.scheduled_folder)

    scheduling, folder = Scheduling(book, clock), paths.reports_folder(book.path)
    return ScheduledPapers(scheduling, Reports(book, clock), lambda: book.shop, folder, scheduled_folder)
