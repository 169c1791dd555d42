"""The grammar of orders, suppliers and their items: every key, and what a wrong one is told."""

import pytest

from app.domain.order_requests import (
    CancelLineAsked,
    OrderAsked,
    OrderCancelAsked,
    OrderExpectAsked,
    OrderLineAsked,
    OrderSendAsked,
    SupplierItemAsked,
)
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, PartyAsked
from app.exchange.order_wishes import ORDER_READERS
from tests.exchange.test_wishes import ASKED, ASKING, at, changed, paths, read, refusal_of

ITEM = {"sku": "A1", "item_code": "F-1", "pack": "6", "note": "in crates", "unit_cost": "0.85"}
ITEM_ASKED = ItemAsked("A1", "F-1", 6000, "in crates", 850_000)
# Every document with every key it can have, and the wish that it means.
FULL = {
    "supplier_item": ({"supplier": "S1", **ITEM}, SupplierItemAsked("S1", ITEM_ASKED)),
    "order": (
        {
            **ASKING, "supplier": "S1", "step": "draft", "expected": "2026-03-05", "copy": None, "propose": None,
            "instead": "po0",
            "lines": [
                {"sku": "A1", "quantity": "24", "packs": None, "unit_cost": "0.80", "pack": "6", "item_code": "F-1",
                 "reason": "feast"},
            ],
        },
        OrderAsked(
            ASKED, "S1", (OrderLineAsked("A1", 24_000, None, 800_000, 6000, "F-1", "feast"),), expected=20260305,
            is_draft=True, instead="po0",
        ),
    ),
    "order_send": ({**ASKING, "of": "po1", "expected": "2026-03-05"}, OrderSendAsked(ASKED, "po1", 20260305)),
    "order_expect": (
        {**ASKING, "of": "po1", "expected": "2026-03-09", "reason": "strike"},
        OrderExpectAsked(ASKED, "po1", 20260309, "strike"),
    ),
    "order_cancel": (
        {**ASKING, "of": "po1", "reason": "sold out", "lines": [{"sku": "A1", "quantity": "6"}]},
        OrderCancelAsked(ASKED, "po1", "sold out", (CancelLineAsked("A1", 6000),)),
    ),
}  # fmt: skip
FULL = {kind: ({"type": kind, **said}, wish) for kind, (said, wish) in FULL.items()}
NEEDED = {
    "supplier_item": {"supplier", "sku"},
    "order": {"uid", "lines"},
    "order_send": {"uid", "of"},
    "order_cancel": {"uid", "of"},
    "order_expect": {"uid", "of", "expected"},
}
SUPPLIER = {
    "type": "supplier", "code": "S1", "name": "Farm", "contact": "Ida", "email": "i@farm", "phone": "1", "address": "x",
    "terms": "14 days", "lead_time_days": "3", "minimum_order": "50.00", "items": [ITEM],
}  # fmt: skip


def test_every_reader_is_tried_here():
    assert set(FULL) == set(NEEDED) == set(ORDER_READERS)


@pytest.mark.parametrize("kind", FULL)
def test_every_key_is_read(kind):
    said, wish = FULL[kind]
    assert read(said) == wish


@pytest.mark.parametrize("kind", FULL)
def test_only_a_few_keys_are_needed_and_a_null_is_as_good_as_none(kind):
    said, _ = FULL[kind]
    least = {key: value for key, value in said.items() if key in NEEDED[kind] | {"type"}}
    assert read(least) == read({**dict.fromkeys(said), **least})
    for key in NEEDED[kind] | {"type"}:
        refusal = refusal_of({name: value for name, value in least.items() if name != key})
        assert (refusal.code, refusal.facts["key"]) == ("missing_key", key)


@pytest.mark.parametrize("said", [said for said, _ in FULL.values()] + [SUPPLIER])
@pytest.mark.parametrize("wrong", [7, 1.5, True, [], {}, [[]], ["", 1]])
def test_a_value_of_another_kind_is_refused_wherever_it_stands(said, wrong):
    for path in paths(said):
        right = at(said, path)
        if right is None:
            continue
        try:
            found = read(changed(said, path, wrong))
        except Refusal:
            continue
        assert (type(right), wrong) == (list, []), (path, found)


def test_a_supplier_is_read_with_all_that_is_known_of_it():
    assert read(SUPPLIER) == PartyAsked(
        "supplier", "S1", "Farm", contact="Ida", email="i@farm", phone="1", address="x", terms="14 days",
        lead_time_days=3, minimum_minor=5000, items=(ITEM_ASKED,),
    )  # fmt: skip
    assert read({"type": "supplier", "code": "S1"}) == PartyAsked("supplier", "S1")
    assert read({"type": "supplier", "code": "S1", "items": []}).items == ()


def test_lines_come_from_one_place():
    uid = {"type": "order", "uid": "u1"}
    assert read({**uid, "copy": "po1"}).copy == "po1"
    assert read({**uid, "supplier": "S1", "propose": True}).is_proposed
    assert read({**uid, "lines": [{"sku": "A1", "packs": "2.5"}]}).lines[0].packs_milli == 2500
    for keys in (
        {"copy": "po1", "propose": True},
        {"copy": "po1", "lines": [{"sku": "A1", "quantity": "1"}]},
        {"propose": True, "lines": [{"sku": "A1", "quantity": "1"}]},
        {"lines": [{"sku": "A1", "quantity": "1", "packs": "1"}]},
    ):
        assert refusal_of({**uid, **keys}).code == "unknown_key"


@pytest.mark.parametrize(
    ("said", "path", "value", "code"),
    [
        (FULL["order"][0], ("uid",), "x" * 65, "bad_uid"),
        (FULL["order"][0], ("step",), "later", "unknown_word"),
        (FULL["order"][0], ("expected",), "soon", "bad_date"),
        (FULL["order"][0], ("lines", 0, "pack"), "0", "out_of_bounds"),
        (FULL["order"][0], ("lines", 0, "unit_cost"), "-1", "price_below_zero"),
        (FULL["order"][0], ("lines", 0, "item_code"), "x" * 65, "text_too_long"),
        (FULL["order"][0], ("lines", 0, "quantity"), "1,5", "bad_number"),
        (SUPPLIER, ("code",), "x" * 33, "bad_party_code"),
        (SUPPLIER, ("lead_time_days",), "soon", "out_of_bounds"),
        (SUPPLIER, ("lead_time_days",), "3651", "out_of_bounds"),
        (SUPPLIER, ("minimum_order",), "-1", "below_zero"),
        (SUPPLIER, ("minimum_order",), "1.005", "too_many_decimals"),
        (SUPPLIER, ("terms",), "x" * 501, "text_too_long"),
        (SUPPLIER, ("items", 0, "pack"), "0", "out_of_bounds"),
    ],
)
def test_what_is_wrong_is_told(said, path, value, code):
    assert refusal_of(changed(said, path, value)).code == code
