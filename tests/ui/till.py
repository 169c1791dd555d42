"""A till to test: a real book with a few products, workers that wait to be told, and a view that remembers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.base import paths
from app.base.settings import Settings
from app.base.trouble import Trouble
from app.domain.basket import Entry, Waiting
from app.domain.changes import Changes, Posted
from app.domain.product import Code, Item, Unit
from app.domain.refusal import Refusal
from app.domain.requests import SaleAsked
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
from app.ui.parts import Parts, Verbs
from app.ui.said import Said
from app.ui.screens.sale.presenter import SalePresenter
from app.ui.screens.sale.state import LastPaid
from app.ui.session import Session
from app.ui.sound import Tone
from app.ui.tasks import Workers
from tests.reports.shops import TryShop

TEA, MILK, BANANAS, BEER, SPARE = "4006381333931", "96385074", "4011", "5000112637922", "2000000000015"


class BalkySelling(Selling):
    """The real service, on a machine that can be told to fail."""

    def __init__(self, *needs: Any) -> None:
        super().__init__(*needs)
        self.trouble: Trouble | None = None
        self.forgets_answer = False

    def begin(self, *, till: str, user: str | None) -> str:
        self._balk()
        return super().begin(till=till, user=user)

    def record(self, draft: str, entry: Entry, *, raw: str = "") -> None:
        self._balk()
        super().record(draft, entry, raw=raw)

    def sell(self, asked: SaleAsked, *, draft: str | None = None) -> Posted:
        self._balk()
        posted = super().sell(asked, draft=draft)
        if self.forgets_answer:
            self.forgets_answer = False
            raise Trouble("disk_error", book="shop.book")
        return posted

    def _balk(self) -> None:
        if self.trouble is not None:
            raise self.trouble


class StepWorker:
    """A worker whose jobs wait until the test lets them run, in order."""

    def __init__(self) -> None:
        self._jobs: deque[tuple[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]]] = deque()

    def submit(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Refusal | Trouble], None]
    ) -> None:
        self._jobs.append((job, done, failed))

    def step(self) -> None:
        """Run the next job and hand its answer over."""
        job, done, failed = self._jobs.popleft()
        try:
            answer = job()
        except (Refusal, Trouble) as error:
            failed(error)
        else:
            done(answer)

    def work(self) -> None:
        """Run all jobs, also those that their answers ask for."""
        while self._jobs:
            self.step()

    def __len__(self) -> int:
        return len(self._jobs)


class RememberingView:
    """The screen's side of the presenter: it remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.message: Said | None = None
        self.undo: Said | None = None
        self.tones: list[Tone] = []
        self.given_back: list[str] = []
        self.due_minor: int | None = None
        self.unknown: tuple[Waiting, ...] | None = None
        self.unlisted: tuple[Item, ...] = ()
        self.sales: list[LastPaid] = []
        self.refused: list[Said] = []
        self.changes: list[Changes] = []

    def changed(self) -> None:
        pass

    def say(self, said: Said) -> None:
        self.said.append(said)
        self.message = said

    def hush(self) -> None:
        self.message = None
        self.undo = None

    def offer_undo(self, said: Said) -> None:
        self.undo = said

    def sound(self, tone: Tone) -> None:
        self.tones.append(tone)

    def give_back(self, text: str, *, is_money: bool = False) -> None:
        self.given_back.append(text)

    def ask_how(self, due_minor: int) -> None:
        self.due_minor = due_minor

    def ask_unknown(self, waiting: tuple[Waiting, ...], unlisted: tuple[Item, ...]) -> None:
        self.unknown, self.unlisted = waiting, unlisted

    def unknown_left(self, waiting: tuple[Waiting, ...]) -> None:
        self.unknown = waiting

    def sold(self, last: LastPaid) -> None:
        self.sales.append(last)

    def not_sold(self, said: Said) -> None:
        self.refused.append(said)

    def published(self, changes: Changes) -> None:
        self.changes.append(changes)


class TryTill:
    """A presenter on a real book, with everything that stands around it in reach."""

    def __init__(self, shop: TryShop, parts: Parts, selling: BalkySelling) -> None:
        self.shop, self.parts, self.selling = shop, parts, selling
        self.store, self.pool, self.paper = StepWorker(), StepWorker(), StepWorker()
        self.view = RememberingView()
        self.sale = SalePresenter(parts, Workers(self.store, self.pool, self.paper), self.view)

    def started(self) -> TryTill:
        """The till as it stands after its start."""
        self.sale.start()
        self.work()
        return self

    def again(self) -> TryTill:
        """The same book after the program ended, however it ended."""
        return TryTill(self.shop, self.parts, self.selling).started()

    def work(self) -> None:
        """Let all workers do what they were asked."""
        while len(self.store) or len(self.pool) or len(self.paper):
            for worker in (self.store, self.pool, self.paper):
                worker.work()

    def scan(self, *codes: str) -> None:
        """Scan, and let everything come to rest."""
        for code in codes:
            self.sale.scanned(code)
        self.work()

    def lines(self) -> list[tuple[str, int, int]]:
        """The lines as painted: SKU, quantity, amount."""
        return [(row.line.code, row.line.quantity_milli, row.line.amount_minor) for row in self.sale.rows()]

    def in_book(self) -> list[str]:
        """The kinds of the entries that are in the book."""
        draft = self.parts.tills.open_draft("T1")
        return [type(entry).__name__ for entry in draft.entries] if draft else []

    def told(self) -> Callable[[Said | None], None]:
        """Something that is told how it went; look at `answers`."""
        self.answers: list[Said | None] = []
        return self.answers.append


def open_till(folder: Path, *, step_minor: int = 0, **rules: object) -> TryTill:
    """A till on a new book with tea, milk in packs, weighed bananas, beer for adults, and a code that two have."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = TryShop(folder / "shop.book", step_minor=step_minor, language="en", **rules)
    shop.product("tea", "2.49", name="Green tea", codes=[TEA], category="Drinks")
    shop.product("milk", "1.20", name="Milk", codes=[MILK, Code("40063813339310", 6000, 6_900_000)], category="Dairy")
    shop.product("bananas", "1.69", name="Bananas", unit=Unit.KG, codes=[BANANAS], category="Fruit")
    shop.product("beer", "1.10", name="Beer", codes=[BEER], minimum_age=16, category="Drinks")
    shop.product("stamp", "0.00", name="Stamp", open_price=True)
    shop.product("left", "1.00", name="Left shoe", codes=[SPARE])
    shop.product("right", "2.00", name="Right shoe", codes=[SPARE])
    shop.open_stock(("tea", "10", "1.00"), ("milk", "1", "0.80"))
    return till_on(shop, folder)


def till_on(shop: TryShop, folder: Path) -> TryTill:
    """A till on a shop that is there."""
    selling = BalkySelling(shop.book, shop.clock)
    settings = Settings(folder / "machine.json")

    def rules() -> Shop:
        return shop.book.shop

    labels = Labels(LabelFacts(shop.book), rules)
    verbs = Verbs(
        clock=shop.clock,
        selling=selling,
        cataloguing=shop.cataloguing,
        arranging=Arranging(shop.book),
        lookups=Lookups(shop.book),
        tills=Tills(shop.book),
        cash_drawer=CashDrawer(shop.book, shop.clock),
        till_labels=TillLabels(labels, settings),
        receipts=Receipts(Records(shop.book), rules, settings, folder / "receipts"),
        adjusting=Adjusting(shop.book, shop.clock),
        transferring=Transferring(shop.book, shop.clock),
        stock_list=StockList(shop.book),
        product_cards=ProductCards(shop.book),
        on_the_way=OnTheWay(shop.book),
        filed=FiledDocuments(shop.book),
        ordering=Ordering(shop.book, shop.clock),
        orders=Orders(shop.book),
        proposals=Proposals(shop.book),
        order_papers=OrderPapers(Orders(shop.book), rules, folder / "orders"),
        supplying=Supplying(shop.book),
        supplier_cards=SupplierCards(shop.book),
        receiving=Receiving(shop.book, shop.clock),
        reversing=Reversing(shop.book, shop.clock),
        unloading=Unloading(shop.book, shop.clock),
        arrivals=Arrivals(shop.book),
        billing=Billing(shop.book, shop.clock),
        returning=Returning(shop.book, shop.clock),
        bills=Bills(shop.book),
        return_papers=ReturnPapers(FiledDocuments(shop.book), rules, folder / "deliveries"),
        delivery_papers=DeliveryPapers(Arrivals(shop.book), labels, rules, folder / "deliveries"),
        counting=Counting(shop.book, shop.clock),
        count_deciding=CountDeciding(shop.book),
        staffing=Staffing(shop.book, shop.clock),
        stocktaking=Stocktaking(shop.book, shop.clock),
        stocktakes=Stocktakes(shop.book, shop.clock),
        pricing=Pricing(shop.book, shop.clock),
        product_list=ProductList(shop.book),
        product_records=ProductRecords(shop.book),
        label_papers=LabelPapers(labels, Labelling(shop.book, shop.clock), shop.clock, folder / "labels"),
        product_lists=ProductLists(Importing(shop.book, shop.clock), PriceList(shop.book), rules),
        batch_count=BatchCount(Stocktaking(shop.book, shop.clock), Stocktakes(shop.book, shop.clock)),
        count_planning=CountPlanning(shop.book),
        count_results=CountResults(shop.book),
        count_papers=CountPapers(CountResults(shop.book), CountPaper(shop.book), labels, rules, folder / "counts"),
        reports=Reports(shop.book, shop.clock),
        report_choices=ReportChoices(shop.book),
        report_papers=_report_papers(shop, settings, folder / "reports"),
        dashboard=Dashboard(shop.book, shop.clock),
        closing=Closing(shop.book, shop.clock),
        period_packs=PeriodPacks(shop.book, shop.clock),
        period_papers=PeriodPapers(PeriodPacks(shop.book, shop.clock), rules, shop.clock, folder / "reports"),
        book_copies=BookCopies(
            shop.book.path,
            shop.book.shop.timezone,
            shop.clock,
            lambda: paths.copies_folder(shop.book.path, settings.machine.copies_folder),
        ),
    )
    built = Parts(rules, "T1", "shop", Session("owner", "Owner"), "shop.book", settings, lambda: verbs)
    return TryTill(shop, built, selling)


def _report_papers(shop: TryShop, settings: Settings, folder: Path) -> ScheduledPapers:
    scheduling, reports = Scheduling(shop.book, shop.clock), Reports(shop.book, shop.clock)

    def scheduled_folder() -> Path:
        return Path(settings.machine.scheduled_folder or folder)

    return ScheduledPapers(scheduling, reports, lambda: shop.book.shop, folder, scheduled_folder)
