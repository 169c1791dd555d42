"""A shop for tests: a book of its own, a clock that stands where it is put, wishes said as the headless door says them.

`counted_right` recounts the whole book with plain additions, apart from the code that wrote it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from app.base.clock import Clock
from app.cli.post import VERBS
from app.domain.changes import Changes, Posted
from app.domain.count_plan import CountPlanAsked
from app.domain.figures import currency
from app.domain.moment import read_moment
from app.domain.order_requests import SupplierItemAsked
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked, ProductAsked
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.staff import PersonAsked
from app.domain.tax import TaxPolicy
from app.exchange.json_lines import read_object
from app.exchange.wishes import read_wish
from app.reports.lookups import Lookups
from app.reports.stocktakes import Stocktakes
from app.reports.verification import Verification
from app.services.adjusting import Adjusting
from app.services.billing import Billing
from app.services.cash_drawer import CashDrawer
from app.services.cataloguing import Cataloguing
from app.services.closing import Closing
from app.services.counting import Counting
from app.services.ordering import Ordering
from app.services.pricing import Pricing
from app.services.receiving import Receiving
from app.services.returning import Returning
from app.services.reversing import Reversing
from app.services.selling import Selling
from app.services.staffing import Staffing
from app.services.stocktaking import Stocktaking
from app.services.transferring import Transferring
from app.store import database

BERLIN = Shop(
    name="Corner shop",
    currency=currency("EUR"),
    country="DE",
    tax_policy=TaxPolicy.INCL_RATE,
    prices_include_tax=True,
    cash_rounding=None,
    costing=Costing.FIFO,
    stock=StockSystem.PERPETUAL,
    region="de",
    timezone="Europe/Berlin",
    day_cut_minutes=4 * 60,
    language="de-DE",
)
MORNING = "2026-03-02T09:00:00+01:00"


def shop_like(**changes: object) -> Shop:
    """The shop of the tests with other rules; `currency` by its code."""
    if isinstance(changes.get("currency"), str):
        changes["currency"] = currency(changes["currency"])
    return replace(BERLIN, **changes)


class StandingClock(Clock):
    """Shows the moment it was put to."""

    def __init__(self, text: str = MORNING, zone: str = BERLIN.timezone) -> None:
        super().__init__(ZoneInfo(zone))
        self.put(text)

    def put(self, text: str) -> None:
        self.at_us = read_moment(text).utc_us

    def now_us(self) -> int:
        return self.at_us


class Counter:
    """A book with its services. `post` says a document with the keys of the headless door."""

    def __init__(self, book: database.Book, clock: Clock | None = None) -> None:
        self.book = book
        self.clock = clock or StandingClock(zone=book.shop.timezone)
        self.selling = Selling(book, self.clock)
        self.receiving = Receiving(book, self.clock)
        self.ordering = Ordering(book, self.clock)
        self.adjusting = Adjusting(book, self.clock)
        self.billing = Billing(book, self.clock)
        self.closing = Closing(book, self.clock)
        self.counting = Counting(book, self.clock)
        self.staffing = Staffing(book, self.clock)
        self.stocktaking = Stocktaking(book, self.clock)
        self.stocktakes = Stocktakes(book, self.clock)
        self.returning = Returning(book, self.clock)
        self.reversing = Reversing(book, self.clock)
        self.transferring = Transferring(book, self.clock)
        self.cash_drawer = CashDrawer(book, self.clock)
        self.cataloguing = Cataloguing(book, self.clock)
        self.lookups = Lookups(book)
        self.pricing = Pricing(book, self.clock)

    def wish(self, kind: str, uid: str | None = None, /, **keys: object):
        """The wish that a line of the door means."""
        said = {"type": kind, **({} if uid is None else {"uid": uid}), **keys}
        return read_wish(read_object(json.dumps(said).encode()), self.book.shop.currency)

    def post(self, kind: str, uid: str | None = None, /, **keys: object) -> Posted | Changes:
        """Carry a line of the door out."""
        return self.carry_out(self.wish(kind, uid, **keys))

    def carry_out(self, wish: object) -> Posted | Changes:
        if isinstance(wish, ProductAsked):
            return self.cataloguing.set_product(wish)
        if isinstance(wish, SupplierItemAsked):
            return self.ordering.set_supplier_item(wish)
        if isinstance(wish, PersonAsked):
            return self.staffing.set_person(wish)
        if isinstance(wish, CountPlanAsked):
            return self.stocktaking.set_plan(wish)
        if isinstance(wish, PartyAsked):
            return self.cataloguing.set_party(wish)
        # An open book of the headless door has the same verbs under the same names.
        return VERBS[type(wish)](self)(wish)

    def product(self, sku: str, price: str = "1.00", **keys: object) -> None:
        self.post("product", sku=sku, name=keys.pop("name", f"Product {sku}"), price=price, **keys)

    def deliver(self, uid: str, sku: str, quantity: str, unit_cost: str, **keys: object) -> Posted:
        return self.post("delivery", uid, lines=[{"sku": sku, "quantity": quantity, "unit_cost": unit_cost}], **keys)

    def sell(self, uid: str, sku: str, quantity: str = "1", **keys: object) -> Posted:
        return self.post("sale", uid, lines=[{"sku": sku, "quantity": quantity}], **keys)

    def take_back(self, uid: str, of: str, of_line: int = 1, quantity: str = "-1", **keys: object) -> Posted:
        return self.post("sale", uid, lines=[{"of": of, "of_line": of_line, "quantity": quantity}], **keys)

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """The answer of a SELECT."""
        with self.book.reading() as connection:
            return list(connection.execute(sql, values))

    def one(self, sql: str, *values: object) -> object:
        """The first figure of the answer."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def movements(self, uid: str) -> list[tuple[str, str, int, int]]:
        """SKU, kind, quantity and value of what a document moved, in order."""
        return self.rows(
            "SELECT sku, movement.kind, quantity_milli, value_minor FROM movement"
            " JOIN product ON product.id = product_id JOIN document ON document.id = document_id"
            " WHERE uid = ? ORDER BY seq",
            uid,
        )

    def stock(self, sku: str, location: str = "shop") -> tuple[int, int]:
        """Quantity and value of the pool of a product; nothing of what never moved."""
        found = self.rows(
            "SELECT quantity_milli, value_minor FROM pool JOIN product ON product.id = product_id"
            " JOIN location ON location.id = location_id WHERE sku = ? AND location.code = ?",
            sku,
            location,
        )
        return found[0] if found else (0, 0)

    def layers(self, sku: str) -> list[tuple[int, int]]:
        """What is left of each open layer, and its worth, in order of arrival."""
        return self.rows(
            "SELECT quantity_milli - taken_milli, value_minor - taken_minor FROM layer"
            " JOIN product ON product.id = product_id WHERE sku = ? AND taken_milli < quantity_milli"
            " ORDER BY movement_seq",
            sku,
        )

    def counts(self) -> dict[str, int]:
        """How many rows each table has: nothing written means that all of them stay."""
        tables = self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {name: self.one(f"SELECT count(*) FROM {name}") for (name,) in tables}


def counter_at(path: Path, clock: Clock | None = None, **rules: object) -> Counter:
    """A new book in that file."""
    return Counter(database.create(path, shop_like(**rules)), clock)


@contextmanager
def passing_counter(**rules: object):
    """A new book for as long as the block: state machines make one for each of their runs."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        counter = counter_at(Path(folder) / "shop.book", **rules)
        try:
            yield counter
        finally:
            counter.book.close_thread()


def refused(call, *arguments: object, **keys: object) -> Refusal:
    """The refusal that a call meets."""
    with pytest.raises(Refusal) as caught:
        call(*arguments, **keys)
    return caught.value


def counted_right(counter: Counter) -> None:
    """Recount the book: stock is what the movements sum to, sales foot, numbers and chains have no gap.

    The book's own proof, chains and their digests included, must say the same.
    """
    _levels_and_pools_are_their_movements(counter)
    _layers_and_shortages_are_their_pools(counter)
    _numbers_and_chains_have_no_gap(counter)
    _sales_foot(counter)
    found = [str(finding) for finding in Verification(counter.book).run().found]
    assert found == [], found


def _levels_and_pools_are_their_movements(counter: Counter) -> None:
    moved = {
        row[:2]: row[2:]
        for row in counter.rows(
            "SELECT product_id, location_id, sum(quantity_milli), sum(value_minor) FROM movement GROUP BY 1, 2"
        )
    }
    pools = counter.rows("SELECT product_id, location_id, quantity_milli, value_minor FROM pool")
    assert {row[:2]: row[2:] for row in pools if row[:2] in moved or row[2:] != (0, 0)} == moved
    # Under `specific` a lot may be short while there is as much of another.
    assert (
        counter.rows("SELECT * FROM pool WHERE quantity_milli = 0 AND value_minor <> 0 AND method <> 'specific'") == []
    )
    levels = (
        "SELECT product_id, location_id, lot_id, quantity_milli FROM level WHERE quantity_milli <> 0 ORDER BY 1, 2, 3"
    )
    by_lot = (
        "SELECT product_id, location_id, lot_id, sum(quantity_milli) FROM movement GROUP BY 1, 2, 3"
        " HAVING sum(quantity_milli) <> 0 ORDER BY 1, 2, 3"
    )
    assert counter.rows(levels) == counter.rows(by_lot)


def _layers_and_shortages_are_their_pools(counter: Counter) -> None:
    pools = counter.rows("SELECT product_id, location_id, method, quantity_milli, value_minor FROM pool")
    for product_id, location_id, method, quantity, value in pools:
        left_milli, left_minor = counter.rows(_LEFT_IN_LAYERS, product_id, location_id)[0]
        missing_milli, missing_minor = counter.rows(_MISSING, product_id, location_id)[0]
        if method == "specific":
            # Each lot is a pool of its own: what is left of it, or missing, is its level.
            assert counter.rows(_BY_LOT, product_id, location_id) == []
            assert (left_milli - missing_milli, left_minor - missing_minor) == (quantity, value)
            continue
        assert (left_milli, missing_milli) == (max(quantity, 0), max(-quantity, 0))
        # Under the average the value is the pool's, and the layers carry quantities.
        if method in {"fifo", "lifo"} or (quantity <= 0 and method != "standard"):
            assert (left_minor if quantity > 0 else -missing_minor) == value


_LEFT_IN_LAYERS = """
SELECT coalesce(sum(quantity_milli - taken_milli), 0), coalesce(sum(value_minor - taken_minor), 0)
FROM layer WHERE product_id = ? AND location_id = ?
"""
_BY_LOT = """
SELECT lot_id, sum(quantity_milli) FROM (
    SELECT lot_id, quantity_milli FROM level WHERE product_id = ?1 AND location_id = ?2
    UNION ALL
    SELECT lot_id, taken_milli - quantity_milli FROM layer WHERE product_id = ?1 AND location_id = ?2
    UNION ALL
    SELECT lot_id, shortage.quantity_milli - covered_milli FROM shortage JOIN movement ON seq = movement_seq
    WHERE shortage.product_id = ?1 AND shortage.location_id = ?2
) GROUP BY lot_id HAVING sum(quantity_milli) <> 0
"""
_MISSING = """
SELECT coalesce(sum(quantity_milli - covered_milli), 0), coalesce(sum(value_minor - covered_minor), 0)
FROM shortage WHERE product_id = ? AND location_id = ?
"""


def _numbers_and_chains_have_no_gap(counter: Counter) -> None:
    for first, last, many in counter.rows(
        "SELECT min(sequence), max(sequence), count(*) FROM document GROUP BY till_id, kind, series"
    ):
        assert (first, last) == (1, many)
    for till_id, length, head in counter.rows("SELECT id, chain_length, chain_digest FROM till"):
        chained = counter.rows(
            "SELECT chain_place, chain_digest FROM document WHERE till_id = ? ORDER BY chain_place", till_id
        )
        assert [place for place, _ in chained] == list(range(1, length + 1))
        assert len({digest for _, digest in chained}) == length
        assert (chained[-1][1] if chained else "") == head
    recorded = [row[0] for row in counter.rows("SELECT recorded_us FROM document ORDER BY id")]
    assert recorded == sorted(recorded)


def _sales_foot(counter: Counter) -> None:
    assert counter.one("SELECT count(*) FROM sale WHERE net_minor + tax_minor <> gross_minor") == 0
    for table in ("sale_line", "sale_tax"):
        parts = f"SELECT document_id, sum(net_minor), sum(tax_minor) FROM {table} GROUP BY 1 ORDER BY 1"
        assert counter.rows("SELECT document_id, net_minor, tax_minor FROM sale ORDER BY 1") == counter.rows(parts)
    paid = counter.rows(
        "SELECT gross_minor + rounding_minor, (SELECT sum(amount_minor) FROM tender WHERE tender.document_id ="
        " sale.document_id) - change_minor * iif(gross_minor < 0, -1, 1) FROM sale"
    )
    assert [owed for owed, _ in paid] == [handed for _, handed in paid]
