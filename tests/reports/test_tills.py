"""What a till is told when it opens: the basket as it was, what waits, what was sold last, who and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.basket import AddItem, AddUnknown, SetLineDiscount, SetQuantity, Undo, replay
from app.domain.discount import Discount
from app.reports.lookups import Lookups
from app.reports.tills import TenderKind, Tills, User
from app.store.queries import drafts
from tests.reports.shops import TryShop

Entered = Callable[..., str]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book", step_minor=5)
    shop.product("A1", "1.50", deposit=shop.product("D1", "0.25"))
    yield shop
    shop.book.close_thread()


@pytest.fixture
def tills(shop: TryShop) -> Tills:
    return Tills(shop.book)


@pytest.fixture
def begin(shop: TryShop) -> Entered:
    """Begin a basket with so many A1 in it."""

    def entered(quantity_milli: int = 1000, till: str = "T1") -> str:
        item = Lookups(shop.book).item("A1", location="shop")
        assert item is not None
        uid = shop.selling.begin(till=till, user="owner")
        shop.selling.record(uid, AddItem(item, quantity_milli, code="4006381333931"), raw="]E04006381333931")
        return uid

    return entered


def test_a_till_without_a_basket_says_so(tills: Tills) -> None:
    assert tills.open_draft("T1") is None
    assert tills.parked() == ()
    assert tills.last_sale("T1") is None


def test_an_open_basket_comes_back_entry_by_entry(shop: TryShop, tills: Tills, begin: Entered) -> None:
    uid = begin()
    entries = [SetQuantity(1, 3000), SetLineDiscount(1, Discount(percent_milli=10_000)), AddUnknown("99", 1000), Undo()]
    for entry in entries:
        shop.selling.record(uid, entry)
    draft = tills.open_draft("T1")
    assert draft is not None
    assert draft.uid == uid
    assert list(draft.entries[1:]) == entries
    basket = replay(list(draft.entries))
    assert basket.lines[0].quantity_milli == 3000
    assert basket.lines[0].item.deposit is not None
    assert basket.waiting == ()


def test_a_basket_belongs_to_its_till(shop: TryShop, tills: Tills, begin: Entered) -> None:
    shop.party("till", "T2", location="shop")
    uid = begin(till="T2")
    assert tills.open_draft("T1") is None
    assert getattr(tills.open_draft("T2"), "uid", None) == uid


def test_of_several_open_baskets_the_newest_with_something_in_it_is_taken(
    shop: TryShop, tills: Tills, begin: Entered
) -> None:
    begin()
    shop.at("2026-03-02 09:01")
    newer = begin()
    shop.at("2026-03-02 09:02")
    shop.selling.begin(till="T1", user="owner")
    assert getattr(tills.open_draft("T1"), "uid", None) == newer


def test_a_parked_basket_waits_with_its_label_and_goods(shop: TryShop, tills: Tills, begin: Entered) -> None:
    first = begin(2000)
    shop.selling.park(first, label="blue coat")
    shop.at("2026-03-02 09:05")
    second = begin()
    shop.selling.park(second, label="")
    parked = tills.parked()
    assert [one.uid for one in parked] == [first, second]
    assert (parked[0].label, parked[0].till, parked[0].user) == ("blue coat", "T1", "Owner")
    assert parked[0].parked_at.iso() == "2026-03-02T09:00:00+01:00"
    assert parked[0].basket.lines[0].quantity_milli == 2000
    assert tills.open_draft("T1") is None


def test_a_basket_that_was_sold_or_given_up_is_gone(shop: TryShop, tills: Tills, begin: Entered) -> None:
    sold, given_up = begin(), begin()
    shop.sell(("A1", "1"), uid=sold, draft=sold)
    shop.selling.abandon(given_up)
    assert tills.open_draft("T1") is None


def test_the_last_sale_is_told_as_it_was_paid(shop: TryShop, tills: Tills) -> None:
    shop.sell(("A1", "1"))
    shop.at("2026-03-02 10:30")
    posted = shop.sell(("A1", "2"), paid=[("card", "1.00"), ("cash", "5.00")])
    last = tills.last_sale("T1")
    assert last is not None
    assert (last.uid, last.number, last.payable_minor) == (posted.uid, "T1-000002", 350)
    assert (last.given, last.change_minor) == ((("card", 100), ("cash", 500)), 250)
    assert last.at.iso() == "2026-03-02T10:30:00+01:00"


def test_the_last_sale_is_told_as_it_was_mended(shop: TryShop, tills: Tills) -> None:
    shop.product("B1", "1.98")
    posted = shop.sell(("B1", "1"))  # in cash, rounded up to 2.00
    assert getattr(tills.last_sale("T1"), "payable_minor", None) == 200
    shop.mend(posted.uid, ("card", "1.98"))
    last = tills.last_sale("T1")
    assert last is not None
    assert (last.payable_minor, last.given, last.change_minor) == (198, (("card", 198),), 0)


def test_a_refund_is_told_with_its_sign(shop: TryShop, tills: Tills) -> None:
    sold = shop.sell(("A1", "1"))
    shop.sell(shop.give_back(sold.uid, 1, "1"))  # its deposit comes back with it
    last = tills.last_sale("T1")
    assert last is not None
    assert (last.number, last.payable_minor, last.given) == ("T1-R000001", -175, (("cash", -175),))


def test_cash_and_card_come_first_and_the_shops_own_tenders_after_them(shop: TryShop, tills: Tills) -> None:
    shop.party("tender", "meal", "Meal voucher")
    assert tills.tenders() == (
        TenderKind("cash", "Cash"),
        TenderKind("card", "Card"),
        TenderKind("meal", "Meal voucher"),
    )


def test_the_people_who_work_here_can_be_chosen(shop: TryShop, tills: Tills) -> None:
    shop.party("user", "anna", "Anna")
    assert tills.users() == (User("owner", "Owner"), User("anna", "Anna"))
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET active = 0 WHERE code = 'anna'")
    assert tills.users() == (User("owner", "Owner"),)


def test_the_version_moves_when_another_program_has_sold(shop: TryShop, tills: Tills) -> None:
    before = tills.version()
    assert tills.version() == before
    other = shop.opened_again()
    other.sell(("A1", "1"))
    other.book.close_thread()
    assert tills.version() != before


def test_live_baskets_are_found_without_reading_those_that_were_sold(shop: TryShop) -> None:
    with shop.book.reading() as connection:
        plan = [
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {drafts._LIVE}", ("sale", "open", None, None))
        ]
    assert any("draft_live" in step for step in plan), plan


def test_a_sale_is_found_by_the_number_on_its_receipt(shop: TryShop, tills: Tills) -> None:
    first = shop.sell(("A1", "1"), paid=[("cash", "5.00")])
    shop.sell(("A1", "2"))
    found = tills.sale("T1-000001")
    assert found is not None
    assert (found.uid, found.payable_minor, found.given) == (first.uid, first.payable_minor, (("cash", 500),))
    assert tills.sale("T1-000003") is None
    assert tills.sale("") is None
