"""What the window is built from: the shop, this till, and the verbs and questions that the screens may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.base.clock import Clock
    from app.base.settings import Settings
    from app.domain.moment import Moment
    from app.domain.shop import Shop
    from app.jobs.batch_count import BatchCount
    from app.jobs.book_copies import BookCopies
    from app.jobs.count_papers import CountPapers
    from app.jobs.delivery_papers import DeliveryPapers
    from app.jobs.label_papers import LabelPapers
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
    from app.reports.count_planning import CountPlanning
    from app.reports.count_results import CountResults
    from app.reports.dashboard import Dashboard
    from app.reports.filed import FiledDocuments
    from app.reports.lookups import Lookups
    from app.reports.offered import Reports
    from app.reports.on_the_way import OnTheWay
    from app.reports.orders import Orders
    from app.reports.period_pack import PeriodPacks
    from app.reports.product_card import ProductCards
    from app.reports.product_list import ProductList
    from app.reports.product_record import ProductRecords
    from app.reports.proposals import Proposals
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
    from app.services.ordering import Ordering
    from app.services.pricing import Pricing
    from app.services.receiving import Receiving
    from app.services.returning import Returning
    from app.services.reversing import Reversing
    from app.services.selling import Selling
    from app.services.staffing import Staffing
    from app.services.stocktaking import Stocktaking
    from app.services.supplying import Supplying
    from app.services.transferring import Transferring
    from app.services.unloading import Unloading
    from app.ui.session import Session


@dataclass(frozen=True, slots=True)
class Verbs:
    """What a cashier can do and ask. All but the clock touch the book: they are called on worker threads only."""

    clock: Clock
    selling: Selling
    cataloguing: Cataloguing
    arranging: Arranging
    lookups: Lookups
    tills: Tills
    receipts: Receipts
    cash_drawer: CashDrawer
    till_labels: TillLabels
    adjusting: Adjusting
    transferring: Transferring
    stock_list: StockList
    product_cards: ProductCards
    on_the_way: OnTheWay
    filed: FiledDocuments
    ordering: Ordering
    orders: Orders
    proposals: Proposals
    order_papers: OrderPapers
    supplying: Supplying
    supplier_cards: SupplierCards
    receiving: Receiving
    reversing: Reversing
    unloading: Unloading
    arrivals: Arrivals
    delivery_papers: DeliveryPapers
    billing: Billing
    returning: Returning
    bills: Bills
    return_papers: ReturnPapers
    counting: Counting
    count_deciding: CountDeciding
    staffing: Staffing
    stocktaking: Stocktaking
    stocktakes: Stocktakes
    batch_count: BatchCount
    count_planning: CountPlanning
    count_results: CountResults
    count_papers: CountPapers
    pricing: Pricing
    product_list: ProductList
    product_records: ProductRecords
    label_papers: LabelPapers
    product_lists: ProductLists
    reports: Reports
    report_choices: ReportChoices
    report_papers: ScheduledPapers
    dashboard: Dashboard
    closing: Closing
    period_packs: PeriodPacks
    period_papers: PeriodPapers
    book_copies: BookCopies


@dataclass(frozen=True, slots=True)
class Parts:
    """Made once by bootstrap.

    Attributes:
        rules: Tells the rules that the book goes by, as they are now.
        till, location, session: This till and where its goods lie (codes), and who is at it.
        book_name: What the status line calls the book.
        verbs: Loads the verbs when it is called first: on a worker thread, once the window is in sight.
    """

    rules: Callable[[], Shop]
    till: str
    location: str
    session: Session
    book_name: str
    settings: Settings
    verbs: Callable[[], Verbs]

    @property
    def shop(self) -> Shop:
        """The rules that the book goes by."""
        return self.rules()

    @property
    def user(self) -> str:
        """The code of who is at the till now."""
        return self.session.user

    @property
    def clock(self) -> Clock:
        """The clock that bootstrap chose."""
        return self.verbs().clock

    @property
    def selling(self) -> Selling:
        """Sells."""
        return self.verbs().selling

    @property
    def cataloguing(self) -> Cataloguing:
        """Makes the goods that a till needs on first use."""
        return self.verbs().cataloguing

    @property
    def arranging(self) -> Arranging:
        """Changes what the shop may change."""
        return self.verbs().arranging

    @property
    def lookups(self) -> Lookups:
        """Finds products."""
        return self.verbs().lookups

    @property
    def tills(self) -> Tills:
        """Knows what goes on at the tills."""
        return self.verbs().tills

    @property
    def receipts(self) -> Receipts:
        """Makes receipts."""
        return self.verbs().receipts

    @property
    def cash_drawer(self) -> CashDrawer:
        """Moves cash in and out of drawers."""
        return self.verbs().cash_drawer

    @property
    def till_labels(self) -> TillLabels:
        """Prints single labels."""
        return self.verbs().till_labels

    @property
    def adjusting(self) -> Adjusting:
        """Changes stock for a reason, and what it is worth."""
        return self.verbs().adjusting

    @property
    def transferring(self) -> Transferring:
        """Takes goods from one location to another."""
        return self.verbs().transferring

    @property
    def stock_list(self) -> StockList:
        """Lists goods."""
        return self.verbs().stock_list

    @property
    def product_cards(self) -> ProductCards:
        """Knows single products in depth."""
        return self.verbs().product_cards

    @property
    def on_the_way(self) -> OnTheWay:
        """Knows which goods travel."""
        return self.verbs().on_the_way

    @property
    def filed(self) -> FiledDocuments:
        """Reads single documents."""
        return self.verbs().filed

    @property
    def ordering(self) -> Ordering:
        """Orders goods."""
        return self.verbs().ordering

    @property
    def orders(self) -> Orders:
        """Knows orders and what came of them."""
        return self.verbs().orders

    @property
    def proposals(self) -> Proposals:
        """Knows what can be ordered, and what low stock asks for."""
        return self.verbs().proposals

    @property
    def order_papers(self) -> OrderPapers:
        """Puts orders on paper."""
        return self.verbs().order_papers

    @property
    def supplying(self) -> Supplying:
        """Keeps the cards of suppliers."""
        return self.verbs().supplying

    @property
    def supplier_cards(self) -> SupplierCards:
        """Knows suppliers in depth."""
        return self.verbs().supplier_cards

    @property
    def receiving(self) -> Receiving:
        """Takes goods in."""
        return self.verbs().receiving

    @property
    def reversing(self) -> Reversing:
        """Takes documents back."""
        return self.verbs().reversing

    @property
    def unloading(self) -> Unloading:
        """Keeps the sheets of deliveries in progress."""
        return self.verbs().unloading

    @property
    def arrivals(self) -> Arrivals:
        """Knows what comes in and what came."""
        return self.verbs().arrivals

    @property
    def delivery_papers(self) -> DeliveryPapers:
        """Puts deliveries on paper."""
        return self.verbs().delivery_papers

    @property
    def billing(self) -> Billing:
        """Books what goods cost after they came in."""
        return self.verbs().billing

    @property
    def returning(self) -> Returning:
        """Sends goods back to their supplier."""
        return self.verbs().returning

    @property
    def bills(self) -> Bills:
        """Knows what of deliveries is open."""
        return self.verbs().bills

    @property
    def return_papers(self) -> ReturnPapers:
        """Puts supplier returns on paper."""
        return self.verbs().return_papers

    @property
    def counting(self) -> Counting:
        """Posts counts."""
        return self.verbs().counting

    @property
    def staffing(self) -> Staffing:
        """Knows the people of the shop."""
        return self.verbs().staffing

    @property
    def stocktaking(self) -> Stocktaking:
        """Keeps stocktakes in progress."""
        return self.verbs().stocktaking

    @property
    def stocktakes(self) -> Stocktakes:
        """Knows what goes on and what was found."""
        return self.verbs().stocktakes

    @property
    def batch_count(self) -> BatchCount:
        """Takes files of batch scanners in."""
        return self.verbs().batch_count

    @property
    def count_planning(self) -> CountPlanning:
        """Knows what is to be counted, and when it is quiet."""
        return self.verbs().count_planning

    @property
    def count_results(self) -> CountResults:
        """Knows what came of counts."""
        return self.verbs().count_results

    @property
    def count_papers(self) -> CountPapers:
        """Puts counts on paper."""
        return self.verbs().count_papers

    @property
    def pricing(self) -> Pricing:
        """Changes many prices, now or on a later day."""
        return self.verbs().pricing

    @property
    def product_list(self) -> ProductList:
        """Lists the catalogue."""
        return self.verbs().product_list

    @property
    def product_records(self) -> ProductRecords:
        """Knows single products of the catalogue."""
        return self.verbs().product_records

    @property
    def label_papers(self) -> LabelPapers:
        """Puts labels on paper."""
        return self.verbs().label_papers

    @property
    def reports(self) -> Reports:
        """Answers every report by its name."""
        return self.verbs().reports

    @property
    def report_choices(self) -> ReportChoices:
        """Knows what reports can be narrowed to."""
        return self.verbs().report_choices

    @property
    def report_papers(self) -> ScheduledPapers:
        """Puts reports on paper and into files, some of them by itself."""
        return self.verbs().report_papers

    @property
    def closing(self) -> Closing:
        """Closes periods."""
        return self.verbs().closing

    @property
    def period_packs(self) -> PeriodPacks:
        """Knows what periods came to."""
        return self.verbs().period_packs

    @property
    def period_papers(self) -> PeriodPapers:
        """Puts period packs on paper."""
        return self.verbs().period_papers

    def now(self) -> Moment:
        """This moment, by the clock that bootstrap chose."""
        from app.domain.moment import Moment  # noqa: PLC0415 -- the window is painted without it

        return Moment(now_us := self.clock.now_us(), self.clock.offset_minutes(now_us))
