"""The cash drawer: what goes in and out, what should be there, and when a payment is settled for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.figures import MAX_MINOR
from app.domain.requests import Asking
from app.domain.stock_requests import CashCountAsked, CashMovementAsked
from app.domain.tender import CashRounding
from app.reports.day_end import DayEnd
from tests.books import Counter, counted_right, counter_at, refused


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.product("A", "1.50", tax="20", stocked=False)
    return counter


def counted(shop: Counter, uid: str, amount: str, **keys: object) -> tuple[int, int]:
    """Count the drawer: what was found, and what was expected."""
    shop.post("cash_count", uid, counted=amount, **keys)
    return shop.rows(
        "SELECT amount_minor, expected_minor FROM cash_document"
        " JOIN document ON document.id = document_id WHERE uid = ?",
        uid,
    )[0]


def test_cash_moves_are_filed_at_the_first_till(shop: Counter) -> None:
    posted = shop.post("cash_movement", "k1", kind="float", amount="100.00", reason="morning")
    assert (posted.number, posted.status) == ("T1-K000001", "posted")
    assert posted.changes.what == {"cash"}
    assert shop.rows("SELECT what, amount_minor, expected_minor, reason FROM cash_document") == [
        ("float", 10000, 0, "morning")
    ]
    counted_right(shop)


def test_a_count_expects_all_that_went_in_less_all_that_went_out(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    shop.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.sell("s2", "A", "2", tenders=[{"kind": "card", "amount": "3.00"}])
    shop.sell("s3", "A", "4", tenders=[{"kind": "card", "amount": "1.00"}, {"kind": "cash", "amount": "10.00"}])
    shop.post("refund", "f1", of="s2", lines=[{"line": 1, "quantity": "1"}])
    shop.post("cash_movement", "k2", kind="paid_in", amount="7.00")
    shop.post("cash_movement", "k3", kind="paid_out", amount="2.50")
    shop.post("cash_movement", "k4", kind="banked", amount="50.00")
    # 100.00 + 3.00 + 5.00 - 1.50 + 7.00 - 2.50 - 50.00
    assert counted(shop, "k5", "61.00") == (6100, 6100)
    counted_right(shop)


def test_the_next_count_begins_at_what_was_found(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    assert counted(shop, "k2", "99.00") == (9900, 10000)
    shop.sell("s1", "A")
    assert counted(shop, "k3", "100.50") == (10050, 10050)
    counted_right(shop)


def said(shop: Counter, uid: str, amount: str, **keys: object) -> list[tuple[object, ...]]:
    """What a count of the drawer says of a difference: the word, how much, and what should be there."""
    warnings = shop.post("cash_count", uid, counted=amount, **keys).warnings
    return [(one.code, one.facts["difference"], one.facts["expected"]) for one in warnings]


def test_a_difference_is_said(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    assert said(shop, "k2", "99.60") == [("cash_short", "0.40", "100.00")]
    assert said(shop, "k3", "100.70") == [("cash_over", "0.70", "100.00")]
    assert said(shop, "k4", "100.00") == []
    counted_right(shop)


def test_a_drawer_counted_again_is_held_against_the_takings_as_the_day_end_holds_it(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    assert said(shop, "k2", "250.00") == [("cash_over", "150.00", "100.00")]
    assert said(shop, "k3", "1.00") == [("cash_short", "99.00", "100.00")]
    assert said(shop, "k4", "100.00") == []
    shop.sell("s1", "A")
    assert said(shop, "k5", "101.00") == [("cash_short", "0.50", "101.50")]
    # The same in the report of the day; the other till and the next day begin anew.
    told = DayEnd(shop.book).day_end()
    row = dict(zip([column.name for column in told.columns], told.rows[0], strict=True))
    assert (row["cash_expected"], row["cash_counted"], row["over_short"]) == (10150, 10100, -50)
    shop.post("till", code="T2")
    assert said(shop, "k6", "1.00", till="T2") == [("cash_over", "1.00", "0.00")]
    shop.clock.put("2026-03-03T10:00:00+01:00")
    assert said(shop, "k7", "101.00") == []
    assert said(shop, "k8", "102.00") == [("cash_over", "1.00", "101.00")]
    counted_right(shop)


def test_a_mended_payment_changes_what_is_expected(shop: Counter) -> None:
    shop.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "3.00"}])
    half = [{"kind": "card", "amount": "2.00"}, {"kind": "cash", "amount": "1.00"}]
    shop.post("tender_change", "x2", of="s1", tenders=half)
    assert counted(shop, "k1", "1.00") == (100, 100)
    counted_right(shop)


def test_a_mended_refund_changes_what_is_expected(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="10.00")
    shop.sell("s1", "A", "2", tenders=[{"kind": "card", "amount": "3.00"}])
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "2"}])
    shop.post("tender_change", "x1", of="f1", tenders=[{"kind": "card", "amount": "-3.00"}])
    assert counted(shop, "k2", "10.00") == (1000, 1000)
    counted_right(shop)


def test_cash_is_expected_as_it_was_rounded(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "shop.book", cash_rounding=CashRounding(5))
    shop.product("A", "0.99", stocked=False)
    shop.sell("s1", "A")
    shop.sell("s2", "A", tenders=[{"kind": "cash", "amount": "2.00"}])
    assert counted(shop, "k1", "2.00") == (200, 200)
    shop.book.close_thread()


def test_each_till_has_a_drawer_of_its_own(shop: Counter) -> None:
    shop.post("till", code="T2")
    shop.post("cash_movement", "k1", kind="float", amount="10.00")
    shop.post("cash_movement", "k2", kind="float", amount="20.00", till="T2")
    shop.sell("s1", "A", till="T2")
    assert counted(shop, "k3", "21.50", till="T2") == (2150, 2150)
    assert counted(shop, "k4", "10.00") == (1000, 1000)
    counted_right(shop)


def test_a_counted_payment_is_settled(shop: Counter) -> None:
    shop.sell("s1", "A", "2")
    shop.post("cash_count", "k1", counted="3.00")
    before = shop.counts()
    refusal = refused(shop.post, "tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "3.00"}])
    assert (refusal.code, refusal.facts) == ("session_closed", {"number": "T1-000001"})
    assert shop.counts() == before
    shop.sell("s2", "A", "2")
    shop.post("tender_change", "x2", of="s2", tenders=[{"kind": "card", "amount": "3.00"}])


def test_a_count_at_another_till_settles_nothing_here(shop: Counter) -> None:
    shop.post("till", code="T2")
    shop.sell("s1", "A", "2")
    shop.post("cash_count", "k1", counted="0.00", till="T2")
    assert shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "3.00"}]).status == "posted"


def test_the_same_wish_twice_is_one_document(shop: Counter) -> None:
    for kind, keys in (("cash_movement", {"kind": "float", "amount": "10.00"}), ("cash_count", {"counted": "9.00"})):
        first = shop.post(kind, kind, **keys)
        again = shop.post(kind, kind, **keys)
        assert (again.number, again.status) == (first.number, "already posted")
    assert shop.one("SELECT count(*) FROM cash_document") == 2


@pytest.mark.parametrize(
    ("kind", "keys", "code"),
    [
        ("cash_movement", {"kind": "float", "amount": "0.00"}, "cash_above_zero"),
        ("cash_movement", {"kind": "paid_out", "amount": "-1.00"}, "cash_above_zero"),
        ("cash_movement", {"kind": "float", "amount": "10000000000.01"}, "out_of_bounds"),
        ("cash_movement", {"kind": "float", "amount": "1.00", "reason": "x" * 201}, "text_too_long"),
        ("cash_movement", {"kind": "borrowed", "amount": "1.00"}, "unknown_word"),
        ("cash_movement", {"amount": "1.00"}, "missing_key"),
        ("cash_movement", {"kind": "float", "amount": "1.00", "till": "T9"}, "unknown_till"),
        ("cash_movement", {"kind": "float", "amount": "1.00", "at": "2026-03-02T10:00:00+01:00"}, "moment_ahead"),
        ("cash_count", {"counted": "-0.01"}, "below_zero"),
        ("cash_count", {"counted": "10000000000.01"}, "out_of_bounds"),
        ("cash_count", {"counted": "1.00", "user": "nobody"}, "unknown_user"),
    ],
)
def test_what_cannot_be_in_a_drawer_is_refused_and_leaves_nothing(
    shop: Counter, kind: str, keys: dict, code: str
) -> None:
    before = shop.counts()
    assert refused(shop.post, kind, "k1", **keys).code == code
    assert shop.counts() == before


def test_a_drawer_holds_no_more_than_the_book_can_keep(shop: Counter) -> None:
    too_much = MAX_MINOR + 1
    asked = CashMovementAsked(Asking("k1"), "float", too_much)
    assert refused(shop.cash_drawer.move_cash, asked).code == "amount_too_large"
    assert refused(shop.cash_drawer.count_cash, CashCountAsked(Asking("k2"), too_much)).code == "amount_too_large"
    shop.cash_drawer.move_cash(CashMovementAsked(Asking("k3"), "float", MAX_MINOR))
    shop.cash_drawer.move_cash(CashMovementAsked(Asking("k4"), "paid_in", MAX_MINOR))
    assert refused(shop.cash_drawer.count_cash, CashCountAsked(Asking("k5"), 0)).code == "amount_too_large"


def test_who_only_receives_goods_does_not_touch_the_drawer(shop: Counter) -> None:
    shop.post("user", code="anna", name="Anna")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'anna'")
    for kind, keys in (("cash_movement", {"kind": "float", "amount": "10.00"}), ("cash_count", {"counted": "9.00"})):
        assert refused(shop.post, kind, "k1", user="anna", **keys).code == "not_allowed"


def test_a_drawer_that_was_opened_without_a_sale_is_filed_and_moves_nothing(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    posted = shop.post("cash_movement", "k2", kind="opened", reason="change for a customer")
    assert posted.number == "T1-K000002"
    assert counted(shop, "k3", "100.00") == (10000, 10000)
    counted_right(shop)


def test_a_drawer_that_was_only_opened_moves_no_cash(shop: Counter) -> None:
    assert refused(shop.post, "cash_movement", "k1", kind="opened", amount="5.00").code == "opened_moves_nothing"
    assert shop.rows("SELECT count(*) FROM cash_document") == [(0,)]
