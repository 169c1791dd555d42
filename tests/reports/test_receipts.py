"""A sale as it stands in the book, for its receipt."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.moment import read_moment
from app.domain.refusal import Refusal
from app.reports.receipts import Records
from tests.books import Counter, counter_at


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    shop = counter_at(tmp_path / "shop.book")
    shop.product("A1", "1.50", tax="20", tax_code="S")
    return shop


def test_a_sale_is_read_back_as_it_was_posted(shop: Counter) -> None:
    shop.post("customer", code="C1", name="Ann")
    shop.post("user", code="bob", name="Bob")
    at = "2026-03-02T08:30:00+01:00"
    lines = [{"sku": "A1", "quantity": "2", "discount": "0.10", "serials": ["x", "y"], "lot": "L1"}]
    shop.post("sale", "s1", at=at, cashier="bob", customer="C1", lines=lines, discount="0.90")
    record = Records(shop.book).sale("s1")

    # By hand: 3.00 - 0.10 = 2.90, less 0.90 = 2.00, with 20 % tax in it: 0.33.
    assert (record.number, record.is_refund, record.till) == ("T1-000001", False, "T1")
    assert (record.cashier, record.customer, record.at) == ("Bob", "Ann", read_moment(at))
    assert (record.net_minor, record.tax_minor, record.gross_minor) == (167, 33, 200)
    assert record.discount_minor == 90
    (line,) = record.lines
    assert (line.discount_minor, line.amount_minor, line.serials, line.lot) == (10, 290, ("x", "y"), "L1")
    assert [(tax.rate_milli, tax.tax_code, tax.tax_minor) for tax in record.taxes] == [(20_000, "S", 33)]
    assert [(one.kind, one.name, one.amount_minor) for one in record.tenders] == [("cash", "Cash", 200)]


def test_the_payment_is_the_one_that_was_mended_last(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "swiss.book", currency="CHF", cash_rounding=_five_centimes())
    shop.product("A1", "9.98")
    shop.sell("s1", "A1")
    assert (Records(shop.book).sale("s1").rounding_minor, Records(shop.book).sale("s1").gross_minor) == (2, 998)

    shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "9.98", "reference": "0815"}])
    record = Records(shop.book).sale("s1")
    assert record.rounding_minor == 0
    assert [(one.kind, one.amount_minor, one.reference) for one in record.tenders] == [("card", 998, "0815")]


def test_goods_that_came_back_are_lines_that_come_back(shop: Counter) -> None:
    shop.sell("s1", "A1", "2")
    shop.take_back("f1", "s1")
    record = Records(shop.book).sale("f1")
    assert record.is_refund
    assert [(line.quantity_milli, line.amount_minor) for line in record.lines] == [(-1000, -150)]


def test_what_is_no_sale_is_refused(shop: Counter) -> None:
    shop.deliver("d1", "A1", "1", "1.00")
    for uid in ("nobody", "d1"):
        with pytest.raises(Refusal) as caught:
            Records(shop.book).sale(uid)
        assert caught.value.code == "unknown_document"


def _five_centimes():
    from app.domain.tender import CashRounding

    return CashRounding(5)
