"""The weeks before somebody tries the sample shop: its sales, deliveries and bills, so that its reports tell something.

The whole last month and the days of this one, through the ordinary doors, each document at its own moment. The same
days give the same weeks: chance is seeded with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from app.base.clock import Clock
from app.domain.discount import price_line
from app.domain.figures import PIECE_MILLI, Currency
from app.domain.requests import (
    Asking,
    DeliveryAsked,
    OpeningStockAsked,
    ProductAsked,
    SaleAsked,
    SaleLineAsked,
    StockLineAsked,
    TenderAsked,
)
from app.domain.stock_requests import (
    AdjustmentAsked,
    AdjustmentLineAsked,
    CashCountAsked,
    CashMovementAsked,
    CountAsked,
    CountLineAsked,
    InvoiceAsked,
    InvoiceLineAsked,
)
from app.services.adjusting import Adjusting
from app.services.billing import Billing
from app.services.cash_drawer import CashDrawer
from app.services.counting import Counting
from app.services.receiving import Receiving
from app.services.selling import Selling

_OPENS, _CLOSES = 8, 19  # hours
_FLOAT_MINOR = 100_00
_SUNDAY = 6
_DAILY = frozenset({"FV", "BK", "MO"})  # who brings fresh goods each morning
_VAN_DAYS = frozenset({1, 4})  # Tuesday and Friday: the others
_BILLED_AFTER = 8  # days
_COUNTED = "Breakfast and spreads"  # the shelf that is counted in the middle of a month
_MIDDLE = (15, 16)  # of which one is no Sunday
# How often goods of a shelf are taken beside others, in which everything is one.
_OFTEN = {
    "Bakery": 6,
    "Fruit": 5,
    "Vegetables": 5,
    "Dairy and eggs": 5,
    "Drinks": 4,
    "Sweets and snacks": 3,
    "Pantry": 2,
}
_PIECES = (1, 1, 1, 1, 2, 2, 3)
_LINES = (1, 2, 2, 3, 3, 4, 5, 7)
_HOURS = (8, 9, 9, 10, 11, 12, 12, 12, 13, 15, 16, 17, 17, 17, 18, 18)
_MOST_ON_A_LINE = 30


class PlayedClock(Clock):
    """Tells the moment that is played."""

    moment: datetime

    def now_us(self) -> int:
        """The moment that is played, in microseconds since 1970-01-01 UTC."""
        return int(self.moment.timestamp()) * 1_000_000


@dataclass(frozen=True, slots=True)
class Staff:
    """What the people of the shop do."""

    selling: Selling
    receiving: Receiving
    billing: Billing
    adjusting: Adjusting
    counting: Counting
    drawer: CashDrawer


@dataclass(frozen=True, slots=True)
class _Delivered:
    """A delivery that no invoice has come for."""

    uid: str
    supplier: str
    day: date
    lines: tuple[StockLineAsked, ...]


class SampleDays:
    """A shop that lives from day to day.

    Args:
        products: What it sells.
        staff: Who does it, by `clock`.
        clock: Is put to each moment.
        money: The shop's.
        today: Is not played any more.
    """

    def __init__(
        self, products: Sequence[ProductAsked], staff: Staff, clock: PlayedClock, money: Currency, *, today: date
    ) -> None:
        self._staff, self._clock, self._money = staff, clock, money
        self._today = today
        self.first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        self._chance = Random(self.first.toordinal())  # noqa: S311 -- makes up a shop, keeps no secret
        self._products = {one.sku: one for one in products}
        self._goods = [one for one in products if one.stocked is not False and one.reorder_quantity_milli]
        self._often = [_OFTEN.get(one.category or "", 1) for one in self._goods]
        self._there: dict[str, int] = defaultdict(int)  # SKU to thousandths
        self._unbilled: list[_Delivered] = []
        self._made = 0
        self._cash_minor = 0

    def live(self, opening: Sequence[OpeningStockAsked]) -> None:
        """Begin with this stock, and live until yesterday."""
        self._put(self.first, 7)
        for asked in opening:
            for line in asked.lines:
                self._there[line.sku] += line.quantity_milli
            self._staff.receiving.enter_opening_stock(asked)
        self._move_cash("float", _FLOAT_MINOR)
        day = self.first
        while day < self._today:
            if day.weekday() != _SUNDAY:
                self._day(day)
            day += timedelta(days=1)

    def _day(self, day: date) -> None:
        self._put(day, 7)
        self._bring(day)
        self._bill(day)
        for hour, minute in sorted(self._moments(day)):
            self._put(day, hour, minute)
            self._sell()
        self._put(day, _CLOSES, 30)
        self._throw_away()
        if day.day in _MIDDLE:
            self._count()
        self._close_drawer()

    def _put(self, day: date, hour: int, minute: int = 0) -> None:
        self._clock.moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self._clock.zone)

    def _asking(self, kind: str) -> Asking:
        self._made += 1
        return Asking(f"sample-{kind}-{self._made}")

    def _moments(self, day: date) -> Iterator[tuple[int, int]]:
        """When somebody comes; on Saturdays more do."""
        for _ in range(self._chance.randrange(6, 11) + 4 * (day.weekday() == _SUNDAY - 1)):
            yield self._chance.choice(_HOURS), self._chance.randrange(60)

    def _sell(self) -> None:
        wanted = self._chance.choices(self._goods, self._often, k=self._chance.choice(_LINES))
        lines = []
        for one in {product.sku: product for product in wanted}.values():
            quantity_milli = self._quantity(one)
            if self._there[one.sku] >= quantity_milli:
                self._there[one.sku] -= quantity_milli
                lines.append(SaleLineAsked(quantity_milli, sku=one.sku))
        if not lines:
            return
        gross_minor = sum(self._gross_minor(line) for line in lines)
        kind = "card" if self._chance.random() < 0.45 else "cash"
        tenders = (TenderAsked(kind, gross_minor),)
        self._staff.selling.sell(SaleAsked(self._asking("sale"), tuple(lines), tenders))
        if kind == "cash":
            self._cash_minor += gross_minor

    def _quantity(self, product: ProductAsked) -> int:
        if product.unit == "kg":
            return self._chance.randrange(120, 1400, 2)
        return self._chance.choice(_PIECES) * PIECE_MILLI

    def _gross_minor(self, line: SaleLineAsked) -> int:
        """What a line comes to, its deposit included."""
        product = self._products[line.sku or ""]
        charged = [product, self._products[product.deposit]] if product.deposit else [product]
        return sum(
            price_line(
                quantity_milli=line.quantity_milli, price_micro=one.price_micro or 0, money=self._money
            ).amount_minor
            for one in charged
        )

    def _bring(self, day: date) -> None:
        """What is low comes: fresh goods each morning, the rest by van. What got low of late is still to be ordered."""
        if (self._today - day).days <= 3:
            return
        low: dict[str, list[StockLineAsked]] = defaultdict(list)
        for one in self._goods:
            if one.supplier and self._comes(one.supplier, day) and self._is_low(one):
                cost_micro = (one.cost_micro or 0) * self._chance.randrange(97, 104) // 100 // 100 * 100
                quantity_milli = one.reorder_quantity_milli or 0
                low[one.supplier].append(StockLineAsked(one.sku, quantity_milli, cost_micro))
        for supplier, goods in low.items():
            lines = tuple(goods[:_MOST_ON_A_LINE])
            for line in lines:
                self._there[line.sku] += line.quantity_milli
            asking = self._asking("delivery")
            reference = f"{supplier}-{day:%m%d}"
            self._staff.receiving.accept_delivery(
                DeliveryAsked(asking, lines, supplier=supplier, reference=reference, provisional=True)
            )
            self._unbilled.append(_Delivered(asking.uid, supplier, day, lines))

    @staticmethod
    def _comes(supplier: str, day: date) -> bool:
        return supplier in _DAILY or day.weekday() in _VAN_DAYS

    def _is_low(self, product: ProductAsked) -> bool:
        return self._there[product.sku] <= (product.reorder_point_milli or 0)

    def _bill(self, day: date) -> None:
        """The invoices of last week, one line in six at another price."""
        while self._unbilled and (day - self._unbilled[0].day).days >= _BILLED_AFTER:
            one = self._unbilled.pop(0)
            lines = []
            for line in one.lines:
                cost_micro = line.unit_cost_micro or 0
                if self._chance.random() < 1 / 6:
                    cost_micro = cost_micro * 102 // 100 // 100 * 100
                lines.append(InvoiceLineAsked(line.sku, line.quantity_milli, cost_micro))
            asking = self._asking("invoice")
            number = f"{one.supplier}{self._made:05}"
            self._staff.billing.take_invoice(InvoiceAsked(asking, one.supplier, number, (one.uid,), tuple(lines)))

    def _throw_away(self) -> None:
        """Yesterday's bread, and now and then a broken glass."""
        reasons = {"Bakery": "expired", "Breakfast and spreads": "damaged"}
        shelf = "Bakery" if self._chance.random() < 0.7 else "Breakfast and spreads"
        there = [one for one in self._goods if one.category == shelf and self._there[one.sku] > 3 * PIECE_MILLI]
        if not there:
            return
        sku = self._chance.choice(there).sku
        self._there[sku] -= PIECE_MILLI
        lines = (AdjustmentLineAsked(sku, -PIECE_MILLI, reasons[shelf]),)
        self._staff.adjusting.adjust(AdjustmentAsked(self._asking("adjustment"), lines))

    def _count(self) -> None:
        """A shelf is counted; two of its goods are not all there."""
        shelf = [one.sku for one in self._goods if one.category == _COUNTED and self._there[one.sku] >= PIECE_MILLI]
        for sku in self._chance.sample(shelf, min(2, len(shelf))):
            self._there[sku] -= PIECE_MILLI
        lines = tuple(CountLineAsked(sku, self._there[sku]) for sku in shelf)
        if lines:
            self._staff.counting.count(CountAsked(self._asking("count"), lines))

    def _close_drawer(self) -> None:
        """The drawer is counted, once in a while a few cents off, and what is above the float goes to the bank."""
        off_minor = self._chance.choice((0, 0, 0, 0, 0, -5, 10, -50))
        counted_minor = self._cash_minor + off_minor
        self._staff.drawer.count_cash(CashCountAsked(self._asking("drawer"), counted_minor))
        self._cash_minor = counted_minor
        if counted_minor > _FLOAT_MINOR:
            self._move_cash("banked", counted_minor - _FLOAT_MINOR)

    def _move_cash(self, kind: str, amount_minor: int) -> None:
        self._staff.drawer.move_cash(CashMovementAsked(self._asking("cash"), kind, amount_minor))
        self._cash_minor += amount_minor if kind == "float" else -amount_minor
