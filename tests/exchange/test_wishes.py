"""The grammar of `post`: every key of every document, and what a wrong one is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discount import Discount
from app.domain.figures import currency
from app.domain.moment import read_moment
from app.domain.product import Code
from app.domain.refusal import Refusal
from app.domain.requests import (
    Asking,
    DeliveryAsked,
    LandedCostAsked,
    OpeningStockAsked,
    PartyAsked,
    ProductAsked,
    SaleAsked,
    SaleLineAsked,
    StockLineAsked,
    TenderAsked,
    TenderChangeAsked,
)
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.domain.wording import sentence
from app.exchange.json_lines import read_object
from app.exchange.wishes import read_wish
from tests.books import refused

EUR = currency("EUR")
ASKING = {
    "uid": "u1", "at": "2026-03-01T09:30:00+01:00", "till": "T2", "user": "anna", "location": "back", "note": "wet",
}  # fmt: skip
ASKED = Asking("u1", read_moment("2026-03-01T09:30:00+01:00"), "T2", "anna", "back", "wet")

# Every document with every key it can have, and the wish that it means.
FULL = {
    "product": (
        {
            "type": "product", "sku": "A1", "name": "Apple juice", "price": "1.50", "tax": "20", "tax_code": "S",
            "unit": "each", "category": "Drinks", "cost": "0.80",
            "codes": ["4006381333931", {"code": "14006381333938", "quantity": "6", "price": "8.40"}],
            "costing": "fifo", "standard_cost": "0.85", "tracking": "lot", "stocked": True, "reorder_point": "6",
            "reorder_quantity": "24", "negative_stock": "warn", "supplier": "S1",
            "kit": [{"sku": "B1", "quantity": "2"}, {"sku": "B2"}], "deposit": "D1", "minimum_age": "18",
            "open_price": False, "active": True,
        },
        ProductAsked(
            "A1", "Apple juice", 1_500_000, 20_000, "S", "each", "Drinks", 800_000,
            (Code("4006381333931"), Code("14006381333938", 6000, 8_400_000)), "fifo", 850_000, "lot", True, 6000,
            24_000, "warn", "S1", (("B1", 2000), ("B2", 1000)), "D1", 18, False, True,
        ),
    ),
    "supplier": ({"type": "supplier", "code": "S1", "name": "Farm"}, PartyAsked("supplier", "S1", "Farm")),
    "customer": ({"type": "customer", "code": "C1", "name": "Mrs Miller"}, PartyAsked("customer", "C1", "Mrs Miller")),
    "location": ({"type": "location", "code": "back", "name": "Back"}, PartyAsked("location", "back", "Back")),
    "user": (
        {"type": "user", "code": "anna", "name": "Anna", "role": "clerk", "pin": "2580", "active": True},
        PersonAsked("anna", "Anna", Role.CLERK, "2580", is_active=True),
    ),
    "till": ({"type": "till", "code": "T2", "location": "back"}, PartyAsked("till", "T2", location="back")),
    "tender": (
        {"type": "tender", "kind": "meal", "name": "Meal voucher", "account": "Assets:Meal"},
        PartyAsked("tender", "meal", "Meal voucher", account="Assets:Meal"),
    ),
    "reason": (
        {"type": "reason", "code": "tasting", "name": "Tasting", "account": "Expenses:Tasting"},
        PartyAsked("reason", "tasting", "Tasting", account="Expenses:Tasting"),
    ),
    "account": (
        {"type": "account", "code": "sales", "name": "Income:Shop"}, PartyAsked("account", "sales", "Income:Shop"),
    ),
    "opening_stock": (
        {
            "type": "opening_stock", **ASKING,
            "lines": [{"sku": "A1", "quantity": "40", "unit_cost": "5.000001", "lot": "L7", "expiry": "2027-03-01",
                       "serials": ["X1", "X2"]}],
        },
        OpeningStockAsked(ASKED, (StockLineAsked("A1", 40_000, 5_000_001, "L7", 20270301, ("X1", "X2")),)),
    ),
    "delivery": (
        {
            "type": "delivery", **ASKING, "supplier": "S1", "order": "O1", "reference": "note 17", "discount": "2.5%",
            "cost": "provisional",
            "lines": [{"sku": "A1", "quantity": "24", "unit_cost": "0.80", "lot": "L7", "expiry": "2027-03-01",
                       "serials": []}],
            "landed_costs": [{"amount": "4.80", "by": "quantity"}, {"amount": "1.00"}],
        },
        DeliveryAsked(
            ASKED, (StockLineAsked("A1", 24_000, 800_000, "L7", 20270301),), "S1", "O1", "note 17",
            Discount(percent_milli=2500), True, (LandedCostAsked(480, "quantity"), LandedCostAsked(100)),
        ),
    ),
    "sale": (
        {
            "type": "sale", **ASKING, "cashier": "anna", "customer": "C1", "discount": "10%",
            "lines": [
                {"sku": "A1", "quantity": "2", "price": "1.50", "discount": "0.10", "lot": "L7", "serials": ["X1"]},
                {"code": "4006381333931", "quantity": "1"},
                {"of": "s0", "of_line": 1, "quantity": "-1", "state": "sellable", "lot": "L7", "serials": ["X1"]},
            ],
            "tenders": [{"kind": "cash", "amount": "5.00"}, {"kind": "card", "amount": "2.00", "reference": "ref 77"}],
        },
        SaleAsked(
            ASKED,
            (
                SaleLineAsked(2000, "A1", None, 1_500_000, None, Discount(10), "L7", ("X1",)),
                SaleLineAsked(1000, code="4006381333931"),
                SaleLineAsked(-1000, lot="L7", serials=("X1",), of="s0", of_line=1, state="sellable"),
            ),
            (TenderAsked("cash", 500), TenderAsked("card", 200, "ref 77")),
            Discount(percent_milli=10_000), "anna", "C1",
        ),
    ),
    "tender_change": (
        {"type": "tender_change", **ASKING, "of": "s1", "tenders": [{"kind": "card", "amount": "4.30"}]},
        TenderChangeAsked(ASKED, "s1", (TenderAsked("card", 430),)),
    ),
}  # fmt: skip
NEEDED = {
    "product": {"sku"},
    **{kind: {"code"} for kind in ("supplier", "customer", "location", "user", "till", "reason")},
    "tender": {"kind"},
    "account": {"code", "name"},
    "opening_stock": {"uid", "lines"},
    "delivery": {"uid", "lines"},
    "sale": {"uid", "lines"},
    "tender_change": {"uid", "of", "tenders"},
}


def read(said):
    return read_wish(read_object(json.dumps(said).encode()), EUR)


def refusal_of(said):
    """The refusal that a line meets; its sentence can be said."""
    refusal = refused(read, said)
    assert sentence(refusal.code, refusal.facts)
    return refusal


def paths(value, so_far=()):
    """The way to everything inside a JSON value, deepest last."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*so_far, key)
        yield from paths(inner, (*so_far, key))


def changed(said, path, value):
    """A copy with another value at the end of a path."""
    copy = json.loads(json.dumps(said))
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return copy


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
        without = {name: value for name, value in least.items() if name != key}
        for one in (without, {**without, key: None}):
            refusal = refusal_of(one)
            assert (refusal.code, refusal.facts["key"]) == ("missing_key", key)


@pytest.mark.parametrize("kind", FULL)
def test_a_key_that_nobody_knows_is_refused_wherever_it_stands(kind):
    said, _ = FULL[kind]
    places = [(), *(path for path in paths(said) if isinstance(at(said, path), dict))]
    for place in places:
        refusal = refusal_of(changed(said, (*place, "qty"), "1"))
        assert (refusal.code, str(refusal.facts["key"]).split()[0]) == ("unknown_key", "qty")


def at(value, path):
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("wrong", [7, 1.5, -1, True, [], {}, [[]], ["", 1], {"a": None}])
def test_a_value_of_another_kind_is_refused_wherever_it_stands(kind, wrong):
    said, wish = FULL[kind]
    for path in paths(said):
        right = at(said, path)
        # A list may be empty, a flag may be the other one, and which line is meant is a whole number.
        may_stand = (isinstance(right, list) and wrong == []) or (isinstance(right, bool) and wrong is True)
        if path[-1] == "of_line":
            may_stand = wrong == 7 and wrong is not True
        try:
            found = read(changed(said, path, wrong))
        except Refusal as refusal:
            assert not may_stand, refusal  # noqa: PT017 -- either way is told
        else:
            assert may_stand, (path, found)
            assert wish is not None


@pytest.mark.parametrize("kind", FULL)
def test_a_line_cut_in_half_is_refused_wherever_it_is_cut(kind):
    line = json.dumps(FULL[kind][0], ensure_ascii=False).encode()
    for end in range(1, len(line)):
        assert refused(read_object, line[:end]).code == "bad_json"


@pytest.mark.parametrize(
    ("kind", "path", "value", "code"),
    [
        ("sale", ("type",), "sales", "unknown_type"),
        ("sale", ("type",), "gift", "unknown_type"),
        ("sale", ("uid",), "", "bad_uid"),
        ("sale", ("uid",), "x" * 65, "bad_uid"),
        ("sale", ("uid",), "a\x00b", "bad_text"),
        ("sale", ("uid",), "\ud800", "bad_text"),
        ("sale", ("at",), "2026-03-01", "bad_moment"),
        ("sale", ("at",), "2026-03-01T09:30:00", "bad_moment"),
        ("sale", ("at",), "yesterday", "bad_moment"),
        ("sale", ("note",), "x" * 2001, "text_too_long"),
        ("sale", ("discount",), "", "bad_number"),
        ("sale", ("discount",), "ten", "bad_number"),
        ("sale", ("discount",), "-1", "discount_below_zero"),
        ("sale", ("discount",), "101%", "out_of_bounds"),
        ("sale", ("lines", 0, "quantity"), "1,5", "bad_number"),
        ("sale", ("lines", 0, "quantity"), "1e309", "bad_number"),
        ("sale", ("lines", 0, "quantity"), "0.0001", "too_many_decimals"),
        ("sale", ("lines", 0, "quantity"), "1000000000.001", "out_of_bounds"),
        ("sale", ("lines", 0, "quantity"), "٣", "bad_number"),
        ("sale", ("lines", 0, "price"), "-0.01", "price_below_zero"),
        ("sale", ("lines", 0, "price"), "", "bad_number"),
        ("sale", ("lines", 0, "price"), "0.0000001", "too_many_decimals"),
        ("sale", ("lines", 0, "discount"), "0.105", "too_many_decimals"),
        ("sale", ("lines", 0, "of_line"), 1, "unknown_key"),
        ("sale", ("lines", 0, "state"), "sellable", "unknown_key"),
        ("sale", ("lines", 2, "of_line"), None, "missing_key"),
        ("sale", ("lines", 2, "of_line"), 0, "not_whole"),
        ("sale", ("lines", 2, "of_line"), "1", "not_whole"),
        ("sale", ("lines", 2, "price"), "1.50", "unknown_key"),
        ("sale", ("lines", 2, "discount"), "0.10", "unknown_key"),
        ("sale", ("lines", 2, "code"), "4711", "unknown_key"),
        ("sale", ("lines", 2, "state"), "broken", "unknown_word"),
        ("sale", ("lines", 0), {"quantity": "1"}, "missing_key"),
        ("sale", ("lines",), "A1", "not_list"),
        ("sale", ("tenders", 0, "amount"), "5.005", "too_many_decimals"),
        ("sale", ("tenders", 0, "kind"), None, "missing_key"),
        ("sale", ("tenders", 1, "reference"), "4111 1111 1111 1111", "card_number"),
        ("sale", ("tenders", 1, "reference"), "paid with 5500-0000-0000-0004", "card_number"),
        ("delivery", ("cost",), "maybe", "unknown_word"),
        ("delivery", ("landed_costs", 0, "by"), "volume", "unknown_word"),
        ("delivery", ("landed_costs", 0, "amount"), None, "missing_key"),
        ("delivery", ("lines", 0, "expiry"), "01.03.2027", "bad_date"),
        ("delivery", ("lines", 0, "expiry"), "", "bad_date"),
        ("delivery", ("lines", 0, "unit_cost"), "-1", "price_below_zero"),
        ("delivery", ("lines", 0, "serials"), "X1", "not_texts"),
        ("delivery", ("lines", 0, "sku"), None, "missing_key"),
        ("product", ("sku",), "", "bad_sku"),
        ("product", ("sku",), "x" * 65, "bad_sku"),
        ("product", ("sku",), " A1", "bad_sku"),
        ("product", ("tax",), "-1", "out_of_bounds"),
        ("product", ("tax",), "20%", "bad_number"),
        ("product", ("unit",), "piece", "unknown_word"),
        ("product", ("costing",), "FIFO", "unknown_word"),
        ("product", ("tracking",), "", "unknown_word"),
        ("product", ("negative_stock",), "maybe", "unknown_word"),
        ("product", ("reorder_point",), "-1", "out_of_bounds"),
        ("product", ("minimum_age",), "0", "out_of_bounds"),
        ("product", ("minimum_age",), "121", "out_of_bounds"),
        ("product", ("minimum_age",), "0012345", "out_of_bounds"),
        ("product", ("minimum_age",), "0001" + "9" * 5000, "out_of_bounds"),
        ("product", ("minimum_age",), "18.5", "out_of_bounds"),
        ("product", ("minimum_age",), "", "out_of_bounds"),
        ("product", ("stocked",), "yes", "not_flag"),
        ("product", ("codes",), "4711", "not_texts"),
        ("product", ("codes", 0), "", "bad_code"),
        ("product", ("codes", 0), " 4711", "bad_code"),
        ("product", ("codes", 0), "47\n11", "bad_code"),
        ("product", ("codes", 0), "x" * 129, "bad_code"),
        ("product", ("codes", 1, "quantity"), "0", "quantity_below_zero"),
        ("product", ("codes", 1, "code"), None, "missing_key"),
        ("product", ("kit", 0, "quantity"), "-2", "quantity_below_zero"),
        ("product", ("kit", 0, "sku"), None, "missing_key"),
        ("till", ("code",), "T-2", "bad_party_code"),
        ("till", ("code",), "TILL12345", "bad_party_code"),
        ("supplier", ("code",), "", "bad_party_code"),
        ("supplier", ("code",), "a\tb", "bad_party_code"),
        ("user", ("code",), "x" * 33, "bad_party_code"),
        ("tender", ("kind",), "", "bad_party_code"),
        ("account", ("code",), "profit", "unknown_word"),
        ("tender_change", ("tenders",), None, "missing_key"),
    ],
)
def test_what_is_wrong_is_told_by_its_code(kind, path, value, code):
    assert refusal_of(changed(FULL[kind][0], path, value)).code == code


@pytest.mark.parametrize("reference", ["ref 4711", "4111 1111 1111 1112", "1234567890", "**** 1111", ""])
def test_a_reference_that_is_no_card_number_is_kept(reference):
    tenders = [{"kind": "card", "amount": "1.00", "reference": reference}]
    wish = read({"type": "tender_change", "uid": "x", "of": "s", "tenders": tenders})
    assert wish.tenders[0].reference == reference


def test_a_discount_of_nothing_is_none():
    for text in ("0", "0.00", "0%", None):
        assert read(changed(FULL["sale"][0], ("discount",), text)).discount is None


def test_a_code_loses_the_zeros_that_were_put_in_front_of_its_number():
    codes = ["04006381333931", "0036000291452", "04006381333932", "00A1"]
    wish = read({"type": "product", "sku": "A1", "codes": codes})
    assert [code.text for code in wish.codes] == ["4006381333931", "036000291452", "04006381333932", "00A1"]


def test_amounts_have_the_digits_of_the_currency():
    said = {"type": "tender_change", "uid": "x", "of": "s", "tenders": [{"kind": "card", "amount": "1250"}]}
    line = json.dumps(said).encode()
    for code, minor in [("JPY", 1250), ("EUR", 125_000), ("KWD", 1_250_000)]:
        assert read_wish(read_object(line), currency(code)).tenders[0].amount_minor == minor


def test_the_same_key_twice_is_refused():
    refusal = refused(read_object, b'{"type":"sale","uid":"1","uid":"2"}')
    assert (refusal.code, refusal.facts) == ("double_key", {"key": "uid"})


# Keys and values as a confused program would mix them.
KEYS = st.sampled_from(sorted({str(path[-1]) for said, _ in FULL.values() for path in paths(said)} | {"qty", ""}))
TEXTS = st.one_of(
    st.sampled_from(["1", "-1", "0", "1.50", "10%", "A1", "s1", "each", "2026-03-01", "2026-03-01T09:30:00Z", "cash"]),
    st.text(max_size=12),
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=12,
)
OBJECTS = st.builds(
    lambda kind, rest: {**rest, "type": kind}, st.sampled_from(sorted(FULL)), st.dictionaries(KEYS, VALUES, max_size=8)
)


@given(OBJECTS)
def test_whatever_is_said_is_a_wish_or_a_refusal_with_a_sentence(said):
    try:
        read(said)
    except Refusal as refusal:
        assert sentence(refusal.code, refusal.facts)  # noqa: PT017 -- either way is told


@given(st.sampled_from(sorted(FULL)), st.data())
def test_a_good_document_with_one_thing_changed_is_a_wish_or_a_refusal_with_a_sentence(kind, data):
    said, _ = FULL[kind]
    path = data.draw(st.sampled_from(list(paths(said))))
    try:
        read(changed(said, path, data.draw(VALUES)))
    except Refusal as refusal:
        assert sentence(refusal.code, refusal.facts)  # noqa: PT017 -- either way is told
