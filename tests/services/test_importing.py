"""Lists taken into the book: found by code, then by SKU; codes are added; refused rows leave no trace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.product import Code
from app.domain.product_row import ListTax, OpeningRow, Outcome, PartyRow, ProductRow, RowNote
from app.domain.requests import PartyAsked, ProductAsked
from app.domain.wording import sentence
from app.services.importing import Importing
from app.store.queries import products
from tests.books import Counter, counter_at

APPLE, PEAR = "4006381333931", "4012345678901"


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    return counter_at(tmp_path / "shop.book")


@pytest.fixture
def importing(shop: Counter) -> Importing:
    return Importing(shop.book)


def row(number: int, sku: str, *codes: str, **figures: object) -> ProductRow:
    figures.setdefault("name", sku)
    figures.setdefault("price_micro", 1_500_000)
    asked = ProductAsked(sku, codes=tuple(map(Code, codes)) or None, **figures)  # type: ignore[arg-type]
    return ProductRow(number, asked)


def figures_of(shop: Counter, sku: str) -> dict[str, object]:
    with shop.book.reading() as connection:
        return products.figures(connection, sku) or {}


def test_new_changed_and_unchanged_rows_are_told_apart(shop: Counter, importing: Importing) -> None:
    importing.import_products([row(2, "A1", APPLE), row(3, "B1")])
    outcomes, changes = importing.import_products([row(2, "A1", price_micro=1_700_000), row(3, "B1"), row(4, "C1")])

    assert [one.outcome for one in outcomes] == [Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NEW]
    assert outcomes[0].changes == (("price_micro", "1500000", "1700000"),)
    assert changes.what == {"products"}


def test_a_product_is_found_by_its_code_before_its_sku(shop: Counter, importing: Importing) -> None:
    importing.import_products([row(2, "A1", APPLE)])
    importing.import_products([replace(row(2, APPLE, APPLE, PEAR, name="Apple juice, new name"), sku_given=False)])

    assert figures_of(shop, APPLE) == {}
    found = figures_of(shop, "A1")
    assert found["name"] == "Apple juice, new name"
    assert [code.text for code in found["codes"]] == [APPLE, PEAR]  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_known", [False, True])
def test_a_row_that_names_another_sku_than_its_code_is_refused(
    shop: Counter, importing: Importing, is_known: bool
) -> None:
    importing.import_products([row(2, "A1", APPLE), *([row(3, "OTHER")] if is_known else [])])
    before = figures_of(shop, "A1"), figures_of(shop, "OTHER")
    (outcome,), _ = importing.import_products([row(2, "OTHER", PEAR, APPLE, name="Beer")])

    assert outcome.refusal is not None
    assert sentence(outcome.refusal.code, outcome.refusal.facts).startswith(
        f"The code {APPLE} belongs to A1, but the row names OTHER."
    )
    assert (figures_of(shop, "A1"), figures_of(shop, "OTHER")) == before


def test_codes_of_two_products_in_one_row_are_refused(shop: Counter, importing: Importing) -> None:
    importing.import_products([row(2, "A1", APPLE), row(3, "B1", PEAR)])
    (outcome,), _ = importing.import_products([row(2, "C1", APPLE, PEAR)])

    assert outcome.refusal is not None
    assert outcome.refusal.code == "several_products"


def test_a_refused_row_leaves_no_trace_and_the_others_stand(shop: Counter, importing: Importing) -> None:
    outcomes, _ = importing.import_products(
        [row(2, "A1", deposit="NOBODY", category="New category"), row(3, "B1"), row(4, "C1", name=None)]
    )

    assert [one.outcome for one in outcomes] == [Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED]
    assert outcomes[0].refusal is not None
    assert outcomes[0].refusal.code == "unknown_product"
    assert shop.rows("SELECT sku FROM product") == [("B1",)]
    assert shop.rows("SELECT name FROM category") == []


def test_a_dry_run_says_the_same_and_writes_nothing(shop: Counter, importing: Importing) -> None:
    rows = [row(2, "A1", APPLE), row(3, "A1", PEAR)]
    would, changes = importing.import_products(rows, dry_run=True)
    assert shop.rows("SELECT sku FROM product") == []
    assert changes.what == frozenset()

    done, _ = importing.import_products(rows)
    assert would == done


def test_suppliers_are_found_by_name_and_made_where_nobody_knows_them(shop: Counter, importing: Importing) -> None:
    shop.post("supplier", code="S1", name="Orchard")
    importing.import_products([row(2, "A1", supplier="Orchard"), row(3, "B1", supplier="A new bakery")])

    assert figures_of(shop, "A1")["supplier"] == "S1"
    assert figures_of(shop, "B1")["supplier"] == "A new bakery"


def test_what_a_supplier_calls_goods_is_kept_with_its_pack(shop: Counter, importing: Importing) -> None:
    shop.post("supplier", code="S1", name="Orchard")
    one = replace(row(2, "A1", supplier="Orchard"), item_code="O-17", pack_milli=6000)
    # Nobody brings this one: there is nobody who could call it anything.
    importing.import_products([one, replace(row(3, "B1"), item_code="O-18")])
    importing.import_products([replace(row(2, "A1"), pack_milli=12_000)])
    assert shop.rows("SELECT item_code, pack_milli FROM supplier_item") == [("O-17", 12_000)]


def test_contacts_of_a_supplier_are_kept_and_of_a_customer_not(shop: Counter, importing: Importing) -> None:
    contacts = (("email", "o@example.org"), ("street", "Lane 4"), ("postcode", "12345"), ("city", "Town"))
    importing.import_parties(
        [PartyRow(2, PartyAsked(kind, "P1", name="Orchard"), contacts) for kind in ("supplier", "customer")]
    )
    assert shop.rows("SELECT email, phone, address FROM supplier") == [("o@example.org", "", "Lane 4\n12345 Town")]


def test_a_deposit_by_amount_is_one_product_for_all_who_have_it(shop: Counter, importing: Importing) -> None:
    first = ProductRow(2, ProductAsked("A1", name="Water", price_micro=900_000), deposit_micro=250_000)
    second = ProductRow(3, ProductAsked("B1", name="Juice", price_micro=1_900_000), deposit_micro=250_000)
    importing.import_products([first, second])

    assert figures_of(shop, "A1")["deposit"] == figures_of(shop, "B1")["deposit"] == "DEPOSIT 0.25"
    deposit = figures_of(shop, "DEPOSIT 0.25")
    assert (deposit["price_micro"], deposit["stocked"]) == (250_000, 0)


def test_parties_are_added_and_changed(shop: Counter, importing: Importing) -> None:
    rows = [PartyRow(2, PartyAsked("customer", "C1", name="Ann"))]
    assert importing.import_parties(rows)[0][0].outcome is Outcome.NEW
    assert importing.import_parties(rows)[0][0].outcome is Outcome.CHANGED


def test_opening_stock_from_a_list_finds_its_products(shop: Counter, importing: Importing) -> None:
    shop.product("A1", codes=[APPLE])
    shop.product("B1", codes=[PEAR])
    shop.product("BAG", stocked=False)
    shop.product("C1")
    shop.deliver("d1", "C1", "1", "1.00")
    (wish,), outcomes = importing.opening_stock(
        [
            OpeningRow(2, "A1", APPLE, 40_000, 800_000),
            OpeningRow(3, None, PEAR, 2_000),
            OpeningRow(4, "A1", PEAR, 1_000),
            OpeningRow(5, "NOBODY", None, 1_000),
            OpeningRow(6, "BAG", None, 1_000),
            OpeningRow(7, "C1", None, 1_000),
            OpeningRow(8, "B1", None, 0),
            OpeningRow(9, "B1", None, 1_500),
        ]
    )

    codes = [one.refusal.code if one.refusal else one.outcome.value for one in outcomes]
    assert codes == [
        "new", "new", "code_of_another", "unknown_product", "not_stocked", "already_counted_in", "unchanged",
        "whole_pieces",
    ]  # fmt: skip
    assert [(line.sku, line.quantity_milli) for line in wish.lines] == [("A1", 40_000), ("B1", 2_000)]


def test_opening_stock_comes_in_where_the_list_says(shop: Counter, importing: Importing) -> None:
    shop.post("location", code="back", name="Back room")
    shop.product("A1")
    shop.deliver("d1", "A1", "1", "1.00")
    wishes, outcomes = importing.opening_stock(
        [
            OpeningRow(2, "A1", None, 3_000, location="back"),
            OpeningRow(3, "A1", None, 2_000, location="BACK ROOM"),
            OpeningRow(4, "A1", None, 2_000, location="shop"),
            OpeningRow(5, "A1", None, 2_000, location="cellar"),
        ]
    )

    codes = [one.refusal.code if one.refusal else one.outcome.value for one in outcomes]
    assert codes == ["new", "new", "already_counted_in", "unknown_location"]
    assert [(wish.asking.location, len(wish.lines)) for wish in wishes] == [("back", 2)]


def test_rows_without_a_place_come_in_with_those_of_the_office(shop: Counter, importing: Importing) -> None:
    shop.post("location", code="back", name="Back room")
    shop.product("A1")
    rows = [OpeningRow(2, "A1", None, 3_000), OpeningRow(3, "A1", None, 2_000, location="shop")]
    wishes, _ = importing.opening_stock([*rows, OpeningRow(4, "A1", None, 1_000, location="back")])

    assert [(wish.asking.location, len(wish.lines)) for wish in wishes] == [(None, 2), ("back", 1)]
    assert len({wish.asking.uid for wish in wishes}) == 2


def test_a_list_without_a_row_that_can_be_taken_makes_no_wish(importing: Importing) -> None:
    assert importing.opening_stock([OpeningRow(2, "NOBODY", None, 1_000)])[0] == ()


def test_a_code_of_two_products_needs_a_sku(shop: Counter, importing: Importing) -> None:
    shop.product("A1", codes=[APPLE])
    shop.product("B1", codes=[APPLE])
    _, (outcome,) = importing.opening_stock([OpeningRow(2, None, APPLE, 1_000)])
    assert outcome.refusal is not None
    assert outcome.refusal.code == "several_products"


def test_new_products_that_nobody_named_a_tax_rate_for_are_noted(shop: Counter, importing: Importing) -> None:
    rows = [row(2, "A1"), row(3, "B1", rate_milli=0), row(4, "C1", rate_milli=7000)]
    outcomes, _ = importing.import_products(rows)
    assert [(one.rate_milli, one.notes) for one in outcomes] == [(None, (RowNote.WITHOUT_TAX,)), (0, ()), (7000, ())]
    again, _ = importing.import_products(rows)
    assert [(one.rate_milli, one.notes) for one in again] == [(0, ()), (0, ()), (7000, ())]


def test_the_usual_tax_of_the_shop_is_not_guessed(shop: Counter, importing: Importing) -> None:
    shop.product("X1", tax="19", category="Juice")
    (outcome,), _ = importing.import_products([row(2, "A1", category="Juice")])
    assert outcome.notes == (RowNote.WITHOUT_TAX,)
    assert figures_of(shop, "A1")["rate_milli"] == 0


def test_a_tax_that_is_given_is_for_rows_without_one_and_goods_without_one(shop: Counter, importing: Importing) -> None:
    shop.product("OLD", tax="7")
    shop.product("EXEMPT", tax="0", tax_code="E")
    shop.product("NONE", tax="0")
    rows = [row(2, "A1"), row(3, "B1", rate_milli=0), row(4, "OLD"), row(5, "EXEMPT"), row(6, "NONE")]
    rows.append(row(7, "C1", tax_code="E"))
    outcomes, _ = importing.import_products(rows, tax=ListTax(19_000, "S"))
    assert [one.rate_milli for one in outcomes] == [19_000, 0, 7000, 0, 19_000, 0]
    assert not any(one.notes for one in outcomes)
    assert figures_of(shop, "A1")["tax_code"] == "S"
    assert figures_of(shop, "OLD")["tax_code"] == ""


def test_goods_that_leave_the_sale_are_noted_once(shop: Counter, importing: Importing) -> None:
    rows = [row(2, "A1", rate_milli=0, active=False), row(3, "B1", rate_milli=0, active=True)]
    assert [one.notes for one in importing.import_products(rows)[0]] == [(RowNote.OFF_SALE,), ()]
    assert [one.notes for one in importing.import_products(rows)[0]] == [(), ()]


def test_opening_stock_without_a_cost_notes_which_cost_it_takes(shop: Counter, importing: Importing) -> None:
    shop.product("A1", cost="0.40")
    shop.product("B1")
    rows = [
        OpeningRow(2, "A1", None, 1_000),
        OpeningRow(3, "A1", None, 2_000, 500_000),
        OpeningRow(4, "B1", None, 1_000),
        OpeningRow(5, "A1", None, 0),
    ]
    _, outcomes = importing.opening_stock(rows)
    assert [one.notes for one in outcomes] == [(RowNote.KNOWN_COST,), (), (RowNote.WITHOUT_COST,), ()]


def test_a_row_that_says_nothing_new_writes_nothing_and_a_cost_of_nothing_is_something(
    shop: Counter, importing: Importing
) -> None:
    importing.import_products([row(2, "A1", APPLE), row(3, "B1", price_micro=0)])
    with shop.book.reading() as connection:
        before = connection.execute("SELECT total_changes()").get
    outcomes, _ = importing.import_products([row(2, "A1", APPLE, category=""), row(3, "B1", price_micro=0)])
    assert [one.outcome for one in outcomes] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    with shop.book.reading() as connection:
        assert connection.execute("SELECT total_changes()").get == before
    outcomes, _ = importing.import_products([row(2, "A1", APPLE, cost_micro=0)])
    assert outcomes[0].changes == (("cost_micro", "", "0"),)
