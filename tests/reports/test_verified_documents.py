"""A document by itself and against its movements: sums, numbers, days, and what each line must have moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.document import DocumentKind, Heading, Sale, SaleLine, TaxRow, Tender
from app.domain.figures import currency
from app.domain.requests import SaleLineAsked
from app.domain.shop import StockSystem
from app.reports.verified_documents import movement_findings, own_findings
from app.store.queries.asserted import Filed
from app.store.queries.verification import Moved
from tests.books import Counter, counted_right
from tests.reports.damage import codes, damage, prove
from tests.reports.shops import TryShop

EUR = currency("EUR")
SALE = "(SELECT id FROM document WHERE number = 'T1-000002')"
MEND = "(SELECT id FROM document WHERE kind = 'tender_change')"

LINE = SaleLine(1, "A1", 2000, 1_500_000, 1000, 0, 50, 208, 42, 250, 20_000, "S")
REFUNDED = LINE._replace(
    quantity_milli=-2000, shared_minor=-50, net_minor=-208, tax_minor=-42, gross_minor=-250, of="s0", of_line=1
)


def sale(**changes: object) -> Sale:
    """A sale of one line for 2.50, 0.50 off the whole, 5.00 given and 2.50 back."""
    heading = Heading("s1", DocumentKind.SALE, "T1", "T1-000001", 0, 60, "owner", "shop")
    figures = {"net_minor": 208, "tax_minor": 42, "gross_minor": 250, "rounding_minor": 0, "change_minor": 250}
    known: dict[str, object] = {
        "heading": heading,
        "cashier": "owner",
        "customer": "",
        "currency": "EUR",
        "policy": "incl_rate",
        "inclusive": True,
        "discount_minor": 50,
        "lines": (LINE,),
        "taxes": (TaxRow(20_000, "S", 208, 42),),
        "tenders": (Tender("cash", 500),),
        **figures,
        **changes,
    }
    return Sale(**known)  # type: ignore[arg-type]


def filed(document: Sale, **changes: object) -> Filed:
    """The sale as the first document of its till, on 2 March 2026."""
    known: dict[str, object] = {
        "document_id": 1,
        "document": document,
        "kind": "sale",
        "number": "T1-000001",
        "series": 1,
        "sequence": 1,
        "happened_us": 1_772_440_000_000_000,
        "offset_minutes": 60,
        "recorded_us": 1_772_440_000_000_000,
        "book_date": 20260302,
        "is_late": False,
        "location_id": 1,
        "place": 1,
        "digest": "",
        "version": 1,
        "product_ids": (7,) * len(document.lines),
        "of_gross_minor": None,
        **changes,
    }
    return Filed(**known)  # type: ignore[arg-type]


def sums(document: Sale) -> list[tuple[object, object, object]]:
    """What does not add up: which figure, what it is, what it should be."""
    return [
        (one.facts["what"], one.facts["figure"], one.facts["expected"])
        for one in own_findings(filed(document), "T1", EUR)
    ]


def test_a_sale_that_adds_up_is_right() -> None:
    assert sums(sale()) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"net_minor": 209}, ("net amount", "2.09", "2.08")),
        ({"tax_minor": 41}, ("tax", "0.41", "0.42")),
        ({"discount_minor": 0}, ("discount", "0.00", "0.50")),
        ({"change_minor": 200}, ("payment", "5.00", "4.50")),
        ({"rounding_minor": 5}, ("payment", "5.00", "5.05")),
        ({"tenders": ()}, ("payment", "0.00", "5.00")),
        ({"taxes": ()}, ("net amount of a tax", "0.00", "2.08")),
        ({"taxes": (TaxRow(20_000, "S", 208, 40),)}, ("tax of a rate", "0.40", "0.42")),
        ({"taxes": (TaxRow(20_000, "S", 208, 42), TaxRow(0, "Z", 1, 0))}, ("net amount of a tax", "0.01", "0.00")),
    ],
)
def test_each_figure_of_a_sale_is_held_to_its_parts(changes: dict[str, object], wrong: tuple[str, str, str]) -> None:
    assert wrong in sums(sale(**changes))


def test_a_refund_gives_change_the_other_way() -> None:
    refund = sale(
        lines=(REFUNDED,),
        discount_minor=0,
        net_minor=-208,
        tax_minor=-42,
        gross_minor=-250,
        taxes=(TaxRow(20_000, "S", -208, -42),),
        tenders=(Tender("cash", -500),),
    )
    assert sums(refund) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "T1-000002"}, "verify_number"),
        ({"series": 2}, "verify_number"),
        ({"book_date": 20260306}, "verify_book_date"),
        ({"book_date": 20260225}, "verify_book_date"),
        ({"book_date": 20260231}, "verify_book_date"),
        ({"happened_us": 10**18}, "verify_book_date"),
        ({"offset_minutes": 10_000}, "verify_book_date"),
    ],
)
def test_number_and_book_date_must_be_those_of_the_document(changes: dict[str, object], code: str) -> None:
    assert [one.code for one in own_findings(filed(sale(), **changes), "T1", EUR)] == [code]


def test_a_late_document_may_stand_on_a_far_day() -> None:
    assert not list(own_findings(filed(sale(), book_date=20260401, is_late=True), "T1", EUR))


def test_a_document_of_a_new_series_has_it_in_its_number() -> None:
    assert not list(own_findings(filed(sale(), number="T1.2-000001", series=2), "T1", EUR))


MOVED = Moved(1, 1, "sale", 7, 1, "", -2000, -100, 1_772_440_000_000_000, 20260302)


def moves(*moved: Moved, line: SaleLine = LINE, must_move: bool = True, by_lot: bool = False) -> list[str]:
    """What is wrong with these movements of a sale of one line."""
    document = filed(sale(lines=(line,)))
    found = movement_findings(document, moved, money=EUR, must_move=lambda *_: must_move, by_lot=lambda _: by_lot)
    return [one.code for one in found]


def test_a_line_must_have_moved_what_it_sold() -> None:
    assert moves(MOVED) == []
    assert moves(replace(MOVED, quantity_milli=-1000), replace(MOVED, seq=2, quantity_milli=-1000)) == []
    assert moves(replace(MOVED, quantity_milli=-1000)) == ["verify_movement_quantity"]
    assert moves(replace(MOVED, kind="customer_return")) == ["verify_movement_kind"]
    # Which lot a sale takes is the ledger's to say, also where a code named one, of goods without lots.
    assert moves(replace(MOVED, lot="L7")) == []
    assert moves(replace(MOVED, lot="L7"), line=LINE._replace(lot="L7")) == []
    assert moves(MOVED, line=LINE._replace(lot="L7")) == []
    pieces = [replace(MOVED, seq=seq, quantity_milli=-1000, lot=lot) for seq, lot in ((1, "X1"), (2, "X3"))]
    assert moves(*pieces, line=LINE._replace(serials=("X1", "X3"))) == []
    assert moves(replace(MOVED, location_id=2)) == ["verify_movement_head"]
    assert moves(MOVED, replace(MOVED, seq=2, line_no=9)) == ["verify_movement_stray"]


def test_goods_that_are_followed_by_lot_must_have_left_the_lot_that_was_named() -> None:
    named = LINE._replace(lot="L7")
    assert moves(replace(MOVED, lot="L7"), line=named, by_lot=True) == []
    assert moves(replace(MOVED, lot="L8"), by_lot=True) == []
    assert moves(MOVED, line=named, by_lot=True) == ["verify_movement_lot"]
    pieces = [replace(MOVED, seq=seq, quantity_milli=-1000, lot=lot) for seq, lot in ((1, "X1"), (2, "X4"))]
    assert moves(*pieces, line=LINE._replace(serials=("X1", "X3")), by_lot=True) == ["verify_movement_lot"]


def test_what_left_before_a_product_was_followed_by_lot_may_have_left_any(counter: Counter) -> None:
    counter.product("A")
    for uid, lot in (("d1", "L1"), ("d2", "L2")):
        lines = [{"sku": "A", "quantity": "1", "unit_cost": "1.00", "lot": lot}]
        counter.post("delivery", uid, lines=lines)
    # Of goods without lots a code's lot goes where it can: two of L2 are not there.
    counter.post("sale", "s1", lines=[{"sku": "A", "quantity": "2", "lot": "L2"}])
    counter.product("A", tracking="lot")
    counter.post("delivery", "d3", lines=[{"sku": "A", "quantity": "3", "unit_cost": "1.00", "lot": "L1"}])
    counter.post("sale", "s2", lines=[{"sku": "A", "quantity": "1", "lot": "L1"}])
    counted_right(counter)
    counter.book.close_thread()
    path = counter.book.path
    damage(path, "UPDATE movement SET lot_id = 2 WHERE document_id = 5")
    assert "verify_movement_lot" in codes(prove(path))


def test_a_line_may_have_moved_nothing_where_there_was_no_stock_to_move() -> None:
    assert moves(must_move=True) == ["verify_movement_missing"]
    assert moves(must_move=False) == []


def test_a_kit_moves_its_parts_and_a_returned_one_brings_them_back() -> None:
    part, other = replace(MOVED, product_id=8), replace(MOVED, seq=2, product_id=9, quantity_milli=-500)
    assert moves(part, other) == []
    assert moves(part, replace(other, product_id=7)) == ["verify_movement_kind"]
    assert moves(replace(part, quantity_milli=2000)) == ["verify_movement_kind"]
    back = replace(part, kind="customer_return", quantity_milli=2000)
    assert moves(back, line=REFUNDED) == []


def test_a_correction_belongs_to_the_line_that_brought_the_goods_in() -> None:
    assert moves(MOVED, replace(MOVED, seq=2, kind="correction", quantity_milli=0, value_minor=-3)) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (f"DELETE FROM movement WHERE document_id = {SALE} AND line_no = 1", "verify_movement_missing"),
        ("DELETE FROM movement WHERE document_id = 1 AND line_no = 1", "verify_movement_missing"),
        ("UPDATE movement SET value_minor = 1001 WHERE document_id = 1 AND line_no = 1", "verify_movement_value"),
        ("UPDATE movement SET quantity_milli = 9000 WHERE document_id = 1 AND line_no = 1", "verify_movement_quantity"),
        ("UPDATE movement SET kind = 'delivery' WHERE document_id = 1", "verify_movement_kind"),
        ("UPDATE movement SET product_id = 3 WHERE document_id = 1 AND line_no = 1", "verify_movement_kind"),
        ("UPDATE movement SET lot_id = 2 WHERE lot_id = 1", "verify_movement_lot"),
        ("UPDATE movement SET location_id = 2 WHERE document_id = 1", "verify_movement_head"),
        ("UPDATE movement SET book_date = 20260304 WHERE document_id = 1", "verify_movement_head"),
        ("UPDATE movement SET happened_us = 0 WHERE document_id = 1", "verify_movement_head"),
        ("UPDATE document SET book_date = 20260304 WHERE id = 1", "verify_movement_head"),
        ("UPDATE movement SET line_no = 50 WHERE document_id = 1 AND line_no = 1", "verify_movement_stray"),
        (f"UPDATE movement SET document_id = {MEND} WHERE document_id = {SALE}", "verify_movement_stray"),
        ("UPDATE tender SET amount_minor = 600 WHERE amount_minor = 500", "verify_sum"),
        ("UPDATE document SET book_date = 20260331 WHERE kind = 'tender_change'", "verify_book_date"),
    ],
)
def test_movements_of_a_real_book_are_held_to_its_documents(book_copy: Path, statement: str, code: str) -> None:
    damage(book_copy, statement)
    assert code in codes(prove(book_copy))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book")
    yield shop
    shop.book.close_thread()


def is_right(shop: TryShop) -> bool:
    """Whether the proof finds nothing."""
    found = prove(shop.book.path)
    return not [str(one) for one in found.found]


def test_goods_that_lost_and_got_back_their_stock_are_no_finding(shop: TryShop) -> None:
    shop.product("A1")
    shop.open_stock(("A1", "2", "1.00"))
    shop.sell(("A1", "2"))
    shop.product("A1", stocked=False)
    shop.sell(("A1", "1"))
    shop.product("A1", stocked=True)
    shop.sell(("A1", "1"))
    assert is_right(shop)


def test_goods_that_were_sold_before_they_had_stock_come_back_without_moving_any(shop: TryShop) -> None:
    shop.product("A1", stocked=False)
    sold = shop.sell(("A1", "2"))
    shop.product("A1", stocked=True)
    shop.open_stock(("A1", "5", "1.00"))
    shop.sell(shop.give_back(sold.uid, 1, "1"))
    assert is_right(shop)


def test_goods_that_came_back_into_stock_are_missed_when_their_movement_is_gone(shop: TryShop) -> None:
    shop.product("A1")
    shop.open_stock(("A1", "2", "1.00"))
    sold = shop.sell(("A1", "2"))
    shop.sell(shop.give_back(sold.uid, 1, "1"))
    damage(shop.book.path, "DELETE FROM movement WHERE kind = 'customer_return'")
    assert "verify_movement_missing" in codes(prove(shop.book.path))


def test_goods_that_became_a_kit_are_no_finding(shop: TryShop) -> None:
    shop.product("P1")
    shop.product("K1")
    shop.open_stock(("K1", "2", "1.00"), ("P1", "5", "1.00"))
    shop.sell(("K1", "2"))
    shop.product("K1", kit=(("P1", 1),))
    sold = shop.sell(("K1", "1"))
    shop.sell(shop.give_back(sold.uid, 1, "1"))
    assert is_right(shop)


def test_a_mended_refund_is_no_finding(shop: TryShop) -> None:
    shop.product("A1", "4.00")
    sold = shop.sell(("A1", "1"))
    refund = shop.sell(shop.give_back(sold.uid, 1, "1"), paid=[("card", "-4.00")])
    shop.mend(refund.uid, ("cash", "-5.00"))
    assert is_right(shop)


def test_a_shop_that_lives_by_counts_is_no_finding(tmp_path: Path) -> None:
    shop = TryShop(tmp_path / "shop.book", stock=StockSystem.PERIODIC)
    shop.product("A1")
    shop.open_stock(("A1", "5", "1.00"))
    shop.sell(("A1", "1"), SaleLineAsked(1000, sku="A1"))
    assert is_right(shop)
    shop.book.close_thread()
