"""A shop on a real book, for tests that ask it questions: a clock that is set by hand, and verbs in few words."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from pathlib import Path

from app.domain.changes import Posted
from app.domain.figures import currency, read_price
from app.domain.moment import Moment, moment_of
from app.domain.product import Code
from app.domain.requests import (
    Asking,
    DeliveryAsked,
    OpeningStockAsked,
    PartyAsked,
    ProductAsked,
    SaleAsked,
    SaleLineAsked,
    StockLineAsked,
    TenderAsked,
    TenderChangeAsked,
)
from app.domain.staff import PersonAsked
from app.domain.tender import CashRounding
from app.services.cataloguing import Cataloguing
from app.services.receiving import Receiving
from app.services.selling import Selling
from app.services.staffing import Staffing
from app.store import database
from tests.books import StandingClock, shop_like


class TryShop:
    """A shop in a book of its own; money and quantities of its verbs are written as people write them."""

    def __init__(self, path: Path, *, step_minor: int = 0, **rules: object) -> None:
        if step_minor:
            rules["cash_rounding"] = CashRounding(step_minor)
        self.book = database.create(path, shop_like(**rules))
        self.clock = StandingClock()
        self._uids = 0
        self._employ()

    def _employ(self) -> None:
        self.selling = Selling(self.book, self.clock)
        self.receiving = Receiving(self.book, self.clock)
        self.cataloguing = Cataloguing(self.book, self.clock)
        self.staffing = Staffing(self.book, self.clock)

    def at(self, text: str) -> None:
        """Set the clock on the shop's wall: "2026-03-02 09:00"."""
        self.clock.at_us = moment_of(datetime.fromisoformat(text).replace(tzinfo=self.clock.zone)).utc_us

    def opened_again(self) -> TryShop:
        """The same shop as another program has it open."""
        other = copy(self)
        other.book = database.open_book(self.book.path)
        other._employ()
        return other

    def uid(self) -> str:
        """A uid that nobody has yet."""
        self._uids += 1
        return f"u{self._uids}"

    def product(self, sku: str, price: str = "1.50", **more: object) -> str:
        """Add a product at 20 % tax, or change it."""
        known: dict[str, object] = {"name": f"Product {sku}", "rate_milli": 20_000, "tax_code": "S", **more}
        for name in ("cost", "standard_cost"):
            if name in known:
                known[f"{name}_micro"] = read_price(str(known.pop(name)))
        codes = known.pop("codes", None)
        if codes is not None:
            known["codes"] = tuple(Code(code) if isinstance(code, str) else code for code in codes)  # type: ignore[attr-defined]
        self.cataloguing.set_product(ProductAsked(sku, price_micro=read_price(price), **known))  # type: ignore[arg-type]
        return sku

    def party(self, kind: str, code: str, name: str | None = None, location: str | None = None) -> str:
        """Add a supplier, customer, user, location, till or tender."""
        if kind == "user":
            self.staffing.set_person(PersonAsked(code, name))
        else:
            self.cataloguing.set_party(PartyAsked(kind, code, name, location))
        return code

    def open_stock(self, *lines: tuple[str, str, str | None], location: str | None = None) -> Posted:
        """Enter opening stock: SKU, quantity, unit cost."""
        asking = Asking(self.uid(), location=location)
        return self.receiving.enter_opening_stock(OpeningStockAsked(asking, _stock_lines(lines)))

    def deliver(self, *lines: tuple[str, str, str | None], location: str | None = None, **more: object) -> Posted:
        """Take in a delivery: SKU, quantity, unit cost."""
        asking = Asking(self.uid(), location=location)
        return self.receiving.accept_delivery(DeliveryAsked(asking, _stock_lines(lines), **more))  # type: ignore[arg-type]

    def deliver_at(self, at_us: int, *lines: tuple[str, str, str | None]) -> Posted:
        """Take in a delivery that came at another moment."""
        asking = Asking(self.uid(), at=Moment(at_us, self.clock.offset_minutes(at_us)))
        return self.receiving.accept_delivery(DeliveryAsked(asking, _stock_lines(lines)))

    def sell(self, *lines: tuple[str, str] | SaleLineAsked, till: str = "T1", **more: object) -> Posted:
        """Sell: SKU and quantity, or whole lines; `paid` is pairs of kind and amount, cash exactly when left out."""
        paid = more.pop("paid", None)
        asking = Asking(str(more.pop("uid", None) or self.uid()), till=till)
        wished = tuple(
            line if isinstance(line, SaleLineAsked) else SaleLineAsked(milli(line[1]), sku=line[0]) for line in lines
        )
        draft = more.pop("draft", None)
        asked = SaleAsked(asking, wished, tenders=_tenders(paid) if paid else None, **more)  # type: ignore[arg-type]
        return self.selling.sell(asked, draft=draft)  # type: ignore[arg-type]

    def sell_at(self, at_us: int, *lines: tuple[str, str]) -> Posted:
        """Sell something at another moment, for cash."""
        asking = Asking(self.uid(), at=Moment(at_us, self.clock.offset_minutes(at_us)))
        return self.selling.sell(SaleAsked(asking, tuple(SaleLineAsked(milli(many), sku=sku) for sku, many in lines)))

    def give_back(self, uid: str, line: int, quantity: str) -> SaleLineAsked:
        """A line of a sale that comes back; the quantity is positive."""
        return SaleLineAsked(-milli(quantity), of=uid, of_line=line, state="sellable")

    def mend(self, of: str, *paid: tuple[str, str]) -> Posted:
        """Say how the last sale was really paid."""
        return self.selling.change_tender(TenderChangeAsked(Asking(self.uid()), of, _tenders(paid)))


def milli(text: str) -> int:
    """A quantity in thousandths."""
    return read_price(text) // 1000


def _stock_lines(lines: tuple[tuple[str, str, str | None], ...]) -> tuple[StockLineAsked, ...]:
    return tuple(
        StockLineAsked(sku, milli(quantity), None if cost is None else read_price(cost))
        for sku, quantity, cost in lines
    )


def _tenders(paid: object) -> tuple[TenderAsked, ...]:
    money = currency("EUR")
    return tuple(TenderAsked(kind, money.read(amount)) for kind, amount in paid)  # type: ignore[attr-defined]
