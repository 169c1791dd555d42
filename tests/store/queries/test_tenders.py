"""What was paid with, against sales, refunds and mended payments reckoned by hand."""

from app.domain.tender import CashRounding
from app.store.queries import tenders
from tests.books import counter_at

DAY, NEXT = (20260302, 20260302), (20260303, 20260303)


def paid(counter, days):
    with counter.book.reading() as connection:
        return tenders.paid(connection, days), tenders.rounded(connection, days)


def test_each_tender_has_its_sum_cash_less_the_change_and_mended_payments_on_their_day(tmp_path):
    counter = counter_at(tmp_path / "shop.book", cash_rounding=CashRounding(5))
    counter.product("A", "1.51", stocked=False)
    counter.post("tender", kind="meal", name="Meal voucher")
    counter.post("tender", kind="twint", name="Twint")
    # 3.02 is 3.00 in cash: 5.00 less 2.00. 6.04: 4.00 by card, 2.04 with meal vouchers. 1.51 back is 1.50.
    counter.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    counter.sell("s2", "A", "4", tenders=[{"kind": "card", "amount": "4.00"}, {"kind": "meal", "amount": "2.04"}])
    counter.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    counter.sell("s3", "A", "1", tenders=[{"kind": "cash", "amount": "2.00"}])
    # 3.00 - 1.50 + 1.50; the rounding is -0.02 + 0.01 - 0.01.
    assert paid(counter, DAY) == ({"card": 400, "cash": 300, "meal": 204}, -2)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("tender_change", "x1", of="s3", tenders=[{"kind": "twint", "amount": "1.51"}])
    assert paid(counter, DAY) == ({"card": 400, "cash": 300, "meal": 204}, -2)
    assert paid(counter, NEXT) == ({"cash": -150, "twint": 151}, 1)
    counter.post("tender_change", "x2", of="s3", tenders=[{"kind": "cash", "amount": "1.55"}])
    assert paid(counter, NEXT) == ({}, 0)
    # 1.51 x (2 + 4 - 1 + 1) is 9.06, and 9.04 was paid.
    found, rounded_minor = paid(counter, (20260301, 20260303))
    assert sum(found.values()) - rounded_minor == 906
