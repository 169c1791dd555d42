"""What the window is built from: the shop, this till, and the verbs and questions that the screens may use."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.clock import Clock
from app.base.settings import Settings
from app.domain.moment import Moment
from app.domain.shop import Shop
from app.jobs.receipts import Receipts
from app.reports.lookups import Lookups
from app.reports.tills import Tills
from app.services.cataloguing import Cataloguing
from app.services.selling import Selling


@dataclass(frozen=True, slots=True)
class Parts:
    """Made once by bootstrap. Verbs and questions touch the book: they are called on worker threads only.

    Attributes:
        shop: The rules that the book goes by.
        till, location, user: Codes: this till, where its goods lie, who is at it.
        book_name: What the status line calls the book.
    """

    shop: Shop
    till: str
    location: str
    user: str
    book_name: str
    clock: Clock
    selling: Selling
    cataloguing: Cataloguing
    lookups: Lookups
    tills: Tills
    receipts: Receipts
    settings: Settings

    def now(self) -> Moment:
        """This moment, by the clock that bootstrap chose."""
        now_us = self.clock.now_us()
        return Moment(now_us, self.clock.offset_minutes(now_us))
