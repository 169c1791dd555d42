"""The list of the reports that can be asked for by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.refusal import Refusal
from app.domain.rights import Right
from app.reports.accounting import Accounting
from app.reports.adjustments import Adjustments
from app.reports.asked import Asked
from app.reports.attention import Attention
from app.reports.backups import Backups
from app.reports.catalogue_reports import CatalogueReports
from app.reports.count_planning import CountPlanning
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from app.reports.customer_purchases import CustomerPurchases
from app.reports.day_end import DayEnd
from app.reports.lots import Lots
from app.reports.not_counted import NotCounted
from app.reports.period_end import PeriodEnd
from app.reports.purchasing import Purchasing
from app.reports.report import Report
from app.reports.sales_reports import SalesReports
from app.reports.sellers import Sellers
from app.reports.shelf import Shelf
from app.reports.trading import Trading
from app.reports.turnover import Turnover
from app.reports.valuation import Valuation
from app.store.database import Book

JOURNAL = "journal"
"""The report that bookkeeping programs read, too."""

_STRETCH = frozenset({"first", "last", "known", "location"})
_DAY = frozenset({"at", "known", "location"})
_NOW = frozenset({"location"})
_NOTHING: frozenset[str] = frozenset()
_TRADED = frozenset({"first", "last", "location"})
_RUNG_UP = _TRADED | {"cashier"}
_KEPT = frozenset({"location", "category", "supplier"})
_SOLD = _TRADED | _KEPT
_GOODS = frozenset({"category", "supplier"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A report that can be asked for.

    Attributes:
        takes: The fields of `Asked` that mean something to it.
        make: Answers it from a book.
        right: What a person has to be allowed who asks it.
    """

    name: str
    title: str
    takes: frozenset[str]
    make: Callable[[Book, Asked], Report]
    right: Right = Right.SEE_REPORTS


OFFERED = (
    Offered(
        "stock-on-hand",
        "What there is and what it is worth, by product and location",
        _DAY | _GOODS,
        lambda book, asked: Shelf(book).stock_on_hand(asked),
    ),
    Offered(
        "lots",
        "What there is of each lot and what it is worth",
        _DAY | _GOODS,
        lambda book, asked: Lots(book).lots(asked),
    ),
    Offered(
        "valuation-layers",
        "From which arrivals the stock comes, and what each is still worth",
        _KEPT,
        lambda book, asked: Valuation(book).valuation_layers(asked),
    ),
    Offered(
        "period-end",
        "What there was, what moved it and what it cost, product by product",
        _STRETCH | _GOODS,
        lambda book, asked: PeriodEnd(book).period_end(asked),
    ),
    Offered(
        "movements",
        "Every change of stock with the document behind it",
        _STRETCH | _GOODS,
        lambda book, asked: Shelf(book).movements(asked),
    ),
    Offered(
        "count-variance",
        "What counts have found beside what the book expected",
        _STRETCH,
        lambda book, asked: CountVariance(book).count_variance(asked),
    ),
    Offered(
        "not-counted",
        "Zones and goods in stock that no count of the days has looked at",
        frozenset({"first", "last"}),
        lambda book, asked: NotCounted(book).not_counted(asked),
    ),
    Offered(
        "count-plan",
        "What is to be counted on a day (default: today), by the shop's plans and what its book proposes",
        frozenset({"at", "location"}),
        lambda book, asked: CountPlanning(book).count_plan(asked),
        Right.COUNT,
    ),
    Offered(
        "quiet-hours",
        "The hours of the week in which the shop is open, with the fewest sales first",
        frozenset({"at", "location"}),
        lambda book, asked: CountPlanning(book).quiet_hours(asked),
    ),
    Offered(
        "count-sheet",
        "What there is to count, or what a plan covers today, zone by zone, with room to write on paper",
        frozenset({"location", "plan"}),
        lambda book, asked: CountResults(book).count_sheet(asked),
        Right.COUNT,
    ),
    Offered(
        "count-accuracy",
        "Of how many counted products the book was right, by month, zone, counter and category",
        _STRETCH,
        lambda book, asked: CountResults(book).count_accuracy(asked),
    ),
    Offered(
        "shrinkage",
        "What counts took out and brought in, by document, reason and category",
        _STRETCH,
        lambda book, asked: CountResults(book).shrinkage(asked),
    ),
    Offered(
        "adjustments",
        "What was damaged, expired, used in the shop or found, by reason and document",
        _STRETCH | _GOODS,
        lambda book, asked: Adjustments(book).adjustments(asked),
    ),
    Offered(
        "expiring",
        "Lots that have expired or will by a day (default: 30 days from now)",
        frozenset({"at", "location"}) | _GOODS,
        lambda book, asked: Lots(book).expiring(asked),
    ),
    Offered(
        "negative-stock",
        "Products of which more has left than the book had",
        _DAY | _GOODS,
        lambda book, asked: Attention(book).negative_stock(asked),
    ),
    Offered(
        "low-stock",
        "Products with no more than their reorder point, and what to order of them",
        _NOW | _GOODS,
        lambda book, asked: Attention(book).low_stock(asked),
    ),
    Offered(
        "orders",
        "Orders to suppliers and how they stand",
        frozenset({"first", "last"}),
        lambda book, asked: Purchasing(book).orders(asked),
    ),
    Offered(
        "deliveries",
        "What came from suppliers, delivery by delivery",
        frozenset({"first", "last", "location"}),
        lambda book, asked: Purchasing(book).deliveries(asked),
    ),
    Offered(
        "supplier-performance",
        "How suppliers keep their word: promised and real days, late deliveries",
        frozenset({"first", "last"}),
        lambda book, asked: Purchasing(book).supplier_performance(asked),
    ),
    Offered(
        "price-changes",
        "What suppliers charge otherwise than before, and selling prices that were changed or are planned",
        frozenset({"first", "last"}),
        lambda book, asked: Purchasing(book).price_changes(asked),
    ),
    Offered(
        "products",
        "Every product: price, cost, margin and what there is of it",
        _NOTHING,
        lambda book, _asked: CatalogueReports(book).products(),
    ),
    Offered(
        "duplicate-codes",
        "Codes that more than one product has",
        _NOTHING,
        lambda book, _asked: CatalogueReports(book).duplicate_codes(),
    ),
    Offered(
        "late",
        "Documents that came after their day was closed",
        _STRETCH,
        lambda book, asked: Attention(book).late(asked),
    ),
    Offered(
        "without-cost",
        "Products without a known cost, or never received or counted",
        _NOW | {"at"},
        lambda book, asked: Shelf(book).without_cost(asked),
    ),
    Offered(
        "sales",
        "Each sale and refund with net, tax, gross and cash rounding",
        _STRETCH | {"cashier"},
        lambda book, asked: SalesReports(book).sales(asked),
    ),
    Offered(
        "tax",
        "What sales less refunds owe, by tax code and rate",
        _STRETCH,
        lambda book, asked: SalesReports(book).tax(asked),
    ),
    Offered(
        "sales-by-day",
        "Each day's sales beside those of the same weekday a year before",
        _RUNG_UP,
        lambda book, asked: Trading(book).by_day(asked),
    ),
    Offered(
        "sales-by-week",
        "Each week's sales beside those of 52 weeks before",
        _RUNG_UP,
        lambda book, asked: Trading(book).by_week(asked),
    ),
    Offered(
        "sales-by-hour",
        "The sales of each hour of the day beside those of a year before",
        _RUNG_UP,
        lambda book, asked: Trading(book).by_hour(asked),
    ),
    Offered(
        "best-sellers",
        "What was sold, the goods that brought most first",
        _SOLD,
        lambda book, asked: Sellers(book).best_sellers(asked),
    ),
    Offered(
        "slow-movers",
        "The goods in stock of which least was sold",
        _SOLD,
        lambda book, asked: Sellers(book).slow_movers(asked),
    ),
    Offered(
        "abc",
        "Which goods make 80 % of the sales, which the next 15 %, which the rest",
        _SOLD,
        lambda book, asked: Sellers(book).abc(asked),
    ),
    Offered(
        "margins",
        "What goods sold, cost and left, category by category",
        _SOLD,
        lambda book, asked: Sellers(book).margins(asked),
    ),
    Offered(
        "margins-by-cashier",
        "What each cashier sold, and what that left",
        _TRADED,
        lambda book, asked: Trading(book).margins_by_cashier(asked),
    ),
    Offered(
        "margins-by-hour",
        "What each hour of the day sold, and what that left",
        _RUNG_UP,
        lambda book, asked: Trading(book).margins_by_hour(asked),
    ),
    Offered(
        "customers",
        "What known customers have bought",
        _RUNG_UP,
        lambda book, asked: Trading(book).customers(asked),
    ),
    Offered(
        "customer-purchases",
        "Which goods known customers have bought, customer by customer",
        _SOLD | {"cashier", "customer"},
        lambda book, asked: CustomerPurchases(book).customer_purchases(asked),
    ),
    Offered(
        "stock-turn",
        "Stock turn, days of cover, GMROI and sell-through",
        _SOLD,
        lambda book, asked: Turnover(book).stock_turn(asked),
    ),
    Offered(
        "stock-ageing",
        "How long the stock has been here, in bands of days",
        _KEPT,
        lambda book, asked: Turnover(book).ageing(asked),
    ),
    Offered(
        "dead-stock",
        "Goods in stock of which nothing was sold for 90 days",
        _KEPT,
        lambda book, asked: Turnover(book).dead_stock(asked),
    ),
    Offered(
        "day-end",
        "Each day of each till: takings, the drawer, numbers and digest",
        frozenset({"first", "last", "known"}),
        lambda book, asked: DayEnd(book).day_end(asked),
        Right.HANDLE_CASH,
    ),
    Offered(
        JOURNAL,
        "What each document moves on accounts; also as beancount and hledger",
        frozenset({"first", "last", "known"}),
        lambda book, asked: Accounting(book).journal(asked),
    ),
    Offered(
        "backups",
        "When copies of the book were made, and where they lie",
        _NOTHING,
        lambda book, _asked: Backups(book).backups(),
    ),
    Offered(
        "goods-received-not-invoiced",
        "What suppliers and carriers have not billed yet",
        frozenset({"at", "known"}),
        lambda book, asked: Accounting(book).not_invoiced(asked),
    ),
)


def offered(name: str) -> Offered:
    """The report of that name.

    Raises:
        Refusal: `unknown_report`.
    """
    for one in OFFERED:
        if one.name == name:
            return one
    raise Refusal("unknown_report", text=name[:40], known=", ".join(one.name for one in OFFERED))
