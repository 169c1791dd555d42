"""The basket against a list of plain dictionaries and a stack of copies, as a child would keep it."""

from __future__ import annotations

from copy import deepcopy

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain import basket as b
from app.domain.discount import Discount
from app.domain.journal import read_entry, write_entry
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.ringing import basket_bill, sale_asked, shown_lines
from tests.books import passing_counter, shop_like

PRICES = {"J": 1_500_000, "K": 19_990_000, "X": 0, "G": 12_000_000}
ITEMS = {
    "J": Item(1, "J", "Juice", PRICES["J"], 20_000, "S", Unit.EACH),
    "K": Item(2, "K", "Cheese", PRICES["K"], 7000, "R", Unit.KG),
    "X": Item(3, "X", "Any price", PRICES["X"], 20_000, "S", Unit.EACH, stocked=False, open_price=True),
    "G": Item(4, "G", "Gin", PRICES["G"], 20_000, "S", Unit.EACH, minimum_age=18),
}
SHOP = shop_like()
keys = st.integers(1, 30)
amounts = st.one_of(
    st.none(), st.builds(Discount, st.integers(1, 500)), st.builds(Discount, st.just(0), st.integers(1, 100_000))
)


class Till(RuleBasedStateMachine):
    """Entries in any order, sensible or not."""

    def __init__(self):
        super().__init__()
        self.live = b.Basket()
        self.journal: list[str] = []
        self.now = {"lines": [], "tray": [], "discount": None, "age": 0}
        self.before: list[dict] = []

    def enter(self, entry, change) -> None:
        """Enter it, and do the same to the plain lists unless it was refused: then nothing may have happened."""
        copy = deepcopy(self.now)
        wanted = change(copy, len(self.journal) + 1)
        code, made = outcome(b.after, self.live, entry)
        assert code == wanted
        if code is not None:
            return
        self.live = made
        self.journal.append(write_entry(entry))
        if not isinstance(entry, b.Note | b.Undo):
            self.before.append(self.now)
            self.now = copy

    @rule(
        sku=st.sampled_from(sorted(ITEMS)),
        pieces=st.sampled_from([1000, 1000, 2000, -1000, 250, 0]),
        lot=st.sampled_from(["", "", "L1"]),
    )
    def scan(self, sku, pieces, lot):
        item = ITEMS[sku]

        def change(now, number):
            if lot or item.open_price:
                same = None
            else:
                same = next((one for one in reversed(now["lines"]) if joins(one, sku, pieces)), None)
            if same is not None and same["quantity"] + pieces:
                code = bad_quantity(item, same["quantity"] + pieces)
                same["quantity"] += pieces
                return code
            code = bad_quantity(item, pieces)
            joined = not lot and not item.open_price
            line = {"key": number, "sku": sku, "quantity": pieces, "price": PRICES[sku], "off": None, "open": joined}
            now["lines"].append(line)
            return code

        self.enter(b.AddItem(item, pieces, lot=lot or None), change)

    @rule(key=keys, pieces=st.sampled_from([1000, 5000, -3000, 125, 0]))
    def set_quantity(self, key, pieces):
        def change(now, _):
            line = find(now["lines"], key)
            if line is None:
                return "no_such_line"
            line["quantity"] = pieces
            return bad_quantity(ITEMS[line["sku"]], pieces)

        self.enter(b.SetQuantity(key, pieces), change)

    @rule(key=keys, price=st.sampled_from([0, 1_500_000, 990_000, -1]))
    def set_price(self, key, price):
        def change(now, _):
            line = find(now["lines"], key)
            if line is None:
                return "no_such_line"
            line.update(price=price, open=False)
            return "price_below_zero" if price < 0 else None

        self.enter(b.SetPrice(key, price), change)

    @rule(key=keys, off=amounts)
    def lower_line(self, key, off):
        def change(now, _):
            line = find(now["lines"], key)
            if line is None:
                return "no_such_line"
            line["off"] = off
            return None

        self.enter(b.SetLineDiscount(key, off), change)

    @rule(off=amounts)
    def lower_sale(self, off):
        self.enter(b.SetSaleDiscount(off), lambda now, _: now.update(discount=off))

    @rule(key=keys)
    def void(self, key):
        def change(now, _):
            line = find(now["lines"], key)
            if line is None:
                return "no_such_line"
            now["lines"].remove(line)
            return None

        self.enter(b.VoidLine(key), change)

    @rule()
    def clear(self):
        self.enter(b.Clear(), lambda now, _: now.update(lines=[], tray=[], discount=None, age=0))

    @rule(pieces=st.sampled_from([1000, 2000]))
    def scan_unknown(self, pieces):
        def change(now, number):
            if now["tray"]:
                now["tray"][0]["quantity"] += pieces
            else:
                now["tray"].append({"key": number, "quantity": pieces})

        self.enter(b.AddUnknown("4711", pieces), change)

    @rule(key=keys, price=st.sampled_from([350_000, -1]))
    def sell_unknown(self, key, price):
        def change(now, number):
            one = find(now["tray"], key)
            if one is None:
                return "no_such_line"
            now["tray"].remove(one)
            line = {"key": number, "sku": "X", "quantity": one["quantity"], "price": price, "off": None, "open": False}
            now["lines"].append(line)
            return "price_below_zero" if price < 0 else None

        self.enter(b.SellUnknown(key, ITEMS["X"], price), change)

    @rule(key=keys)
    def leave_out(self, key):
        def change(now, _):
            one = find(now["tray"], key)
            if one is None:
                return "no_such_line"
            now["tray"].remove(one)
            return None

        self.enter(b.LeaveOut(key), change)

    @rule(years=st.sampled_from([16, 18]))
    def confirm_age(self, years):
        self.enter(b.AgeConfirmed(years), lambda now, _: now.update(age=max(years, now["age"])))

    @rule()
    def note(self):
        self.enter(b.Note("folded"), lambda *_: None)

    @rule()
    def undo(self):
        there = bool(self.before)
        self.enter(b.Undo(), lambda *_: None if there else "nothing_to_undo")
        if there:
            self.now = self.before.pop()

    @invariant()
    def the_basket_is_the_list(self):
        found = [
            {"key": one.key, "sku": one.item.sku, "quantity": one.quantity_milli, "price": one.price_micro,
             "off": one.discount, "open": one.may_merge}
            for one in self.live.lines
        ]  # fmt: skip
        assert found == self.now["lines"]
        tray = [{"key": one.key, "quantity": one.quantity_milli} for one in self.live.waiting]
        assert tray == self.now["tray"]
        assert (self.live.discount, self.live.confirmed_age) == (self.now["discount"], self.now["age"])
        gin = any(one["sku"] == "G" and one["quantity"] > 0 for one in self.now["lines"])
        assert self.live.asked_age == (18 if gin and self.now["age"] < 18 else 0)

    @invariant()
    def the_journal_makes_the_basket(self):
        assert b.replay([read_entry(text) for text in self.journal]) == self.live


def outcome(call, *arguments):
    """The code of the refusal, or None and what the call answers."""
    try:
        return None, call(*arguments)
    except Refusal as refusal:
        return refusal.code, None


def joins(line, sku, pieces):
    alike = line["sku"] == sku and line["open"] and line["off"] is None and line["price"] == PRICES[sku]
    return alike and line["quantity"] + pieces and (line["quantity"] > 0) == (pieces > 0)


def bad_quantity(item, pieces):
    if pieces == 0:
        return "quantity_zero"
    return "whole_pieces" if item.unit is Unit.EACH and pieces % 1000 else None


def find(rows, key):
    return next((row for row in rows if row["key"] == key), None)


class Counter(Till):
    """The same at a real till: what the screen shows is what the book charges."""

    @initialize()
    def open_shop(self):
        self.book = passing_counter()
        self.counter = self.book.__enter__()
        for item in ITEMS.values():
            self.counter.product(
                item.sku, "1", name=item.name, tax=str(item.rate_milli // 1000), tax_code=item.tax_code,
                unit=item.unit.value, stocked=item.stocked, open_price=item.open_price,
            )  # fmt: skip

    def teardown(self):
        if not hasattr(self, "counter"):
            return
        try:
            self.sell()
        finally:
            self.book.__exit__(None, None, None)

    def sell(self):
        if not self.live.lines:
            return
        wish = sale_asked(self.live, Asking("s1"), tenders=None, cashier=None)
        on_screen, shown = outcome(basket_bill, self.live, SHOP)
        in_book, posted = outcome(self.counter.selling.sell, wish)
        assert on_screen == in_book
        if in_book is not None:
            return
        assert posted.payable_minor == shown.totals.gross_minor
        charged = self.counter.rows("SELECT net_minor, tax_minor, gross_minor FROM sale_line ORDER BY line_no")
        assert charged == [(one.net_minor, one.tax_minor, one.gross_minor) for one in shown.lines]
        assert sum(one.amount_minor for one in shown_lines(self.live, SHOP)) == shown.before_minor


TestTill = Till.TestCase
TestTill.settings = settings(max_examples=60, stateful_step_count=30)
TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=40, stateful_step_count=15)
