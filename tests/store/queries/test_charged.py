"""What suppliers charged last. The model is a list of what was said, in the order in which it came."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.shop import Costing
from app.store.queries import charged, purchases, suppliers
from tests.books import passing_counter

SUPPLIERS = ("S1", "S2")
EVER = (0, 99991231)
# Of a delivery: who brings it, at how many cents, with freight or not. Of an invoice: which delivery, at how many.
deliveries = st.tuples(st.just("deliver"), st.sampled_from(SUPPLIERS), st.integers(0, 5), st.booleans())
bills = st.tuples(st.just("bill"), st.integers(0, 9), st.integers(1, 5), st.just(False))
undone = st.tuples(st.just("undo"), st.integers(0, 9), st.just(0), st.just(False))


def cents(minor):
    return f"0.0{minor}"


class Told:
    """What each delivery that stands said, and what its invoice says instead."""

    def __init__(self, counter):
        self.counter = counter
        self.came = []  # [supplier, cents, cents billed or None, uid, uid of the invoice]
        self.number = 0

    def uid(self):
        self.number += 1
        return f"u{self.number}"

    def deliver(self, supplier, minor, freight):
        uid = self.uid()
        landed = {"landed_costs": [{"amount": "9.00"}]} if freight else {}
        line = {"sku": "A", "quantity": "100", "unit_cost": cents(minor)}
        self.counter.post("delivery", uid, supplier=supplier, lines=[line], **landed)
        self.came.append([supplier, minor, None, uid, ""])

    def bill(self, pick, minor, _):
        open_ones = [one for one in self.came if not one[4]]
        if open_ones:
            one = open_ones[pick % len(open_ones)]
            one[2], one[4] = minor, self.uid()
            line = {"sku": "A", "quantity": "100", "unit_cost": cents(minor)}
            self.counter.post(
                "supplier_invoice", one[4], supplier=one[0], number=one[4], deliveries=[one[3]], lines=[line]
            )

    def undo(self, pick, *_):
        if self.came:
            one = self.came[pick % len(self.came)]
            if one[4]:
                self.counter.post("reversal", self.uid(), of=one[4], reason="typed wrong")
                one[2], one[4] = None, ""
            else:
                self.counter.post("reversal", self.uid(), of=one[3], reason="typed wrong")
                self.came.remove(one)

    def last(self, supplier=None):
        """The newest price that is one, of a supplier or of anybody, in cents; None where there is none."""
        prices = [said if billed is None else billed for who, said, billed, *_ in self.came if supplier in (None, who)]
        return next((minor for minor in reversed(prices) if minor), None)

    def changes(self, supplier):
        """The prices that followed each other and differ."""
        history = []
        for who, said, billed, *_ in self.came:
            if who == supplier:
                history += [said] if said else []
                history += [billed] if billed is not None and billed != said else []
        return [(was, now) for was, now in pairwise(history) if was != now]


@settings(max_examples=30)
@given(st.lists(st.one_of(deliveries, deliveries, bills, undone), max_size=12))
def test_the_last_cost_is_what_was_charged_last_whatever_is_billed_taken_back_or_came_for_nothing(steps):
    with passing_counter() as counter:
        counter.product("A")
        for code in SUPPLIERS:
            counter.post("supplier", code=code, name=code)
        told = Told(counter)
        for verb, *args in steps:
            getattr(told, verb)(*args)
        with counter.book.reading() as connection:
            anybody = charged.last_real(connection, [1], Costing.FIFO)
            own = [suppliers.last_costs(connection, supplier_id, [1]) for supplier_id in (1, 2)]
            changes = purchases.price_changes(connection, days=EVER)
        assert anybody.get(1) == micro(told.last())
        assert [one.get(1) for one in own] == [micro(told.last(code)) for code in SUPPLIERS]
        for code in SUPPLIERS:
            found = [(one.before_micro, one.after_micro) for one in changes if one.supplier == code]
            assert found == [(micro(was), micro(now)) for was, now in told.changes(code)]


def micro(minor):
    return None if minor is None else minor * 10_000


def test_of_goods_at_standard_cost_the_standard_is_expected(counter):
    counter.product("A", costing="standard", standard_cost="0.90")
    counter.post("delivery", "d1", lines=[{"sku": "A", "quantity": "1", "unit_cost": "0.50"}])
    with counter.book.reading() as connection:
        assert charged.last_real(connection, [1], Costing.FIFO) == {}
        found = suppliers.usual_costs(connection, [1], supplier_id=None, location_id=1, default=Costing.FIFO)
    assert found == {1: 900_000}
