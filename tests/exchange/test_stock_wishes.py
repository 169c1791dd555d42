"""The grammar of documents of stock, costs, the drawer and periods: every key, and what a wrong one is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moment import read_moment
from app.domain.refusal import Refusal
from app.domain.stock_requests import (
    AdjustmentAsked,
    AdjustmentLineAsked,
    BilledCostAsked,
    CashCountAsked,
    CashMovementAsked,
    CountAsked,
    CountLineAsked,
    CreditNoteAsked,
    InvoiceAsked,
    InvoiceLineAsked,
    LaterCostAsked,
    MethodChangeAsked,
    MethodLineAsked,
    PeriodCloseAsked,
    ReturnLineAsked,
    RevaluationAsked,
    RevaluationLineAsked,
    ReversalAsked,
    SupplierReturnAsked,
    TransferAsked,
    TransferLineAsked,
    TransferReceiptAsked,
)
from app.domain.wording import sentence
from app.exchange.stock_wishes import STOCK_READERS
from tests.exchange.test_wishes import ASKED, ASKING, VALUES, at, changed, paths, read, refusal_of

TEN = read_moment("2026-03-01T10:00:00+01:00")
# Every document with every key it can have, and the wish that it means.
FULL = {
    "landed_cost": (
        {**ASKING, "of": "d1", "amount": "3.00", "by": "weight", "supplier": "S2"},
        LaterCostAsked(ASKED, "d1", 300, "weight", "S2"),
    ),
    "supplier_invoice": (
        {
            **ASKING, "supplier": "S1", "number": "2026-17", "deliveries": ["d1", "d2"], "tax": "3.94",
            "lines": [{"sku": "A1", "quantity": "24", "unit_cost": "0.82"}],
            "landed_costs": [{"of": "l1", "amount": "3.20"}],
        },
        InvoiceAsked(ASKED, "S1", "2026-17", ("d1", "d2"), (InvoiceLineAsked("A1", 24_000, 820_000),), 394,
                     (BilledCostAsked("l1", 320),)),
    ),
    "credit_note": (
        {**ASKING, "of": "r1", "number": "G-7", "amount": "1.60", "tax": "0.30"},
        CreditNoteAsked(ASKED, "r1", "G-7", 160, 30),
    ),
    "supplier_return": (
        {
            **ASKING, "of": "d1", "counted": False,
            "lines": [{"line": 1, "sku": "A1", "quantity": "2", "unit_credit": "0.80", "lot": "L7", "serials": ["X1"]}],
        },
        SupplierReturnAsked(ASKED, (ReturnLineAsked("A1", 2000, 1, 800_000, "L7", ("X1",)),), "d1", False),
    ),
    "adjustment": (
        {
            **ASKING, "counted": False,
            "lines": [{"sku": "A1", "quantity": "1", "reason": "found", "unit_cost": "0.70", "lot": "L7",
                       "expiry": "2027-03-01", "serials": ["X1"]}],
        },
        AdjustmentAsked(ASKED, (AdjustmentLineAsked("A1", 1000, "found", 700_000, "L7", 20270301, ("X1",)),), False),
    ),
    "count": (
        {
            **ASKING, "uncounted": "zero",
            "lines": [{"sku": "A1", "counted": "19", "at": "2026-03-01T10:00:00+01:00", "zone": "Z1", "lot": "L7",
                       "serials": ["X1"], "reason": "stolen", "by": "anna", "first_at": "2026-03-01T10:00:00+01:00",
                       "recount": True}],
        },
        CountAsked(
            ASKED, (CountLineAsked("A1", 19_000, TEN, "Z1", "L7", ("X1",), "stolen", "anna", TEN, True),), "zero"
        ),
    ),
    "transfer": (
        {
            **ASKING, "from": "back", "to": "shop", "step": "send",
            "lines": [{"sku": "A1", "quantity": "6", "lot": "L7", "serials": ["X1"]}],
        },
        TransferAsked(ASKED, "back", "shop", (TransferLineAsked("A1", 6000, "L7", ("X1",)),), True),
    ),
    "transfer_receipt": (
        {**ASKING, "of": "t1", "lines": [{"sku": "A1", "quantity": "6", "lot": "L7", "serials": ["X1"]}]},
        TransferReceiptAsked(ASKED, "t1", (TransferLineAsked("A1", 6000, "L7", ("X1",)),)),
    ),
    "revaluation": (
        {**ASKING, "lines": [{"sku": "A1", "unit_cost": "0.75"}]},
        RevaluationAsked(ASKED, (RevaluationLineAsked("A1", 750_000),)),
    ),
    "method_change": (
        {**ASKING, "lines": [{"sku": "A1", "costing": "average"}]},
        MethodChangeAsked(ASKED, (MethodLineAsked("A1", "average"),)),
    ),
    "reversal": ({**ASKING, "of": "d1", "reason": "typed wrong"}, ReversalAsked(ASKED, "d1", "typed wrong")),
    "cash_movement": (
        {**ASKING, "kind": "banked", "amount": "100.00", "reason": "to the bank"},
        CashMovementAsked(ASKED, "banked", 10_000, "to the bank"),
    ),
    "cash_count": ({**ASKING, "counted": "312.40"}, CashCountAsked(ASKED, 31_240)),
    "period_close": ({**ASKING, "through": "2026-01-31"}, PeriodCloseAsked(ASKED, 20260131)),
}  # fmt: skip
FULL = {kind: ({"type": kind, **said}, wish) for kind, (said, wish) in FULL.items()}
NEEDED = {
    "landed_cost": {"uid", "of", "amount"},
    "supplier_invoice": {"uid", "supplier"},
    "credit_note": {"uid", "of"},
    "supplier_return": {"uid", "lines"},
    "adjustment": {"uid", "lines"},
    "count": {"uid", "lines"},
    "transfer": {"uid", "from", "to", "lines"},
    "transfer_receipt": {"uid", "of"},
    "revaluation": {"uid", "lines"},
    "method_change": {"uid", "lines"},
    "reversal": {"uid", "of"},
    "cash_movement": {"uid", "kind", "amount"},
    "cash_count": {"uid", "counted"},
    "period_close": {"uid", "through"},
}


def test_every_reader_is_tried_here():
    assert set(FULL) == set(NEEDED) == set(STOCK_READERS)


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


NEEDED_IN_LINES = {
    "supplier_invoice": {"sku", "quantity", "unit_cost"},
    "supplier_return": {"sku", "quantity"},
    "adjustment": {"sku", "quantity", "reason"},
    "count": {"sku", "counted"},
    "transfer": {"sku", "quantity"},
    "transfer_receipt": {"sku", "quantity"},
    "revaluation": {"sku", "unit_cost"},
    "method_change": {"sku", "costing"},
}


@pytest.mark.parametrize("kind", NEEDED_IN_LINES)
def test_a_line_needs_only_a_few_keys(kind):
    said, _ = FULL[kind]
    line = said["lines"][0]
    least = {key: value for key, value in line.items() if key in NEEDED_IN_LINES[kind]}
    assert read({**said, "lines": [least]}) == read({**said, "lines": [{**dict.fromkeys(line), **least}]})
    for key in least:
        refusal = refusal_of({**said, "lines": [{name: value for name, value in least.items() if name != key}]})
        assert (refusal.code, str(refusal.facts["key"]).split()[0]) == ("missing_key", key)


@pytest.mark.parametrize("kind", FULL)
def test_a_key_that_nobody_knows_is_refused_wherever_it_stands(kind):
    said, _ = FULL[kind]
    for place in [(), *(path for path in paths(said) if isinstance(at(said, path), dict))]:
        refusal = refusal_of(changed(said, (*place, "qty"), "1"))
        assert (refusal.code, str(refusal.facts["key"]).split()[0]) == ("unknown_key", "qty")


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("wrong", [7, 1.5, -1, True, [], {}, [[]], ["", 1], {"a": None}])
def test_a_value_of_another_kind_is_refused_wherever_it_stands(kind, wrong):
    said, _ = FULL[kind]
    for path in paths(said):
        right = at(said, path)
        # A list may be empty, a flag may be the other one, and which line is meant is a whole number.
        may_stand = (isinstance(right, list) and wrong == []) or (isinstance(right, bool) and wrong is True)
        if path[-1] == "line":
            may_stand = wrong == 7 and wrong is not True
        try:
            found = read(changed(said, path, wrong))
        except Refusal as refusal:
            assert not may_stand, refusal  # noqa: PT017 -- either way is told
        else:
            assert may_stand, (path, found)


LINE = ("lines", 0)


@pytest.mark.parametrize(
    ("kind", "path", "value", "code"),
    [
        *((kind, ("uid",), "x" * 65, "bad_uid") for kind in FULL),
        *((kind, ("at",), "yesterday", "bad_moment") for kind in FULL),
        ("landed_cost", ("amount",), "3.005", "too_many_decimals"),
        ("landed_cost", ("amount",), "three", "bad_number"),
        ("landed_cost", ("by",), "volume", "unknown_word"),
        ("supplier_invoice", ("tax",), "-0.01", "below_zero"),
        ("supplier_invoice", ("deliveries",), "d1", "not_texts"),
        ("supplier_invoice", (*LINE, "unit_cost"), "-0.82", "price_below_zero"),
        ("supplier_invoice", (*LINE, "unit_cost"), "0.8200001", "too_many_decimals"),
        ("supplier_return", (*LINE, "line"), 0, "not_whole"),
        ("supplier_return", (*LINE, "line"), "1", "not_whole"),
        ("supplier_return", (*LINE, "unit_credit"), "-1", "price_below_zero"),
        ("supplier_return", ("counted",), "no", "not_flag"),
        ("adjustment", (*LINE, "quantity"), "1,5", "bad_number"),
        ("adjustment", (*LINE, "quantity"), "0.0001", "too_many_decimals"),
        ("adjustment", (*LINE, "unit_cost"), "-1", "price_below_zero"),
        ("adjustment", (*LINE, "expiry"), "01.03.2027", "bad_date"),
        ("adjustment", (*LINE, "serials"), "X1", "not_texts"),
        ("adjustment", ("counted",), "yes", "not_flag"),
        ("count", (*LINE, "counted"), "nineteen", "bad_number"),
        ("count", (*LINE, "counted"), "0.0001", "too_many_decimals"),
        ("count", (*LINE, "at"), "2026-03-01", "bad_moment"),
        ("count", ("uncounted",), "gone", "unknown_word"),
        ("transfer", ("step",), "receive", "unknown_word"),
        ("transfer", ("lines",), "A1", "not_list"),
        ("transfer_receipt", ("lines",), {}, "not_list"),
        ("revaluation", (*LINE, "unit_cost"), "-0.75", "price_below_zero"),
        ("revaluation", (*LINE, "unit_cost"), "", "bad_number"),
        ("method_change", (*LINE, "costing"), "avco", "unknown_word"),
        ("method_change", (*LINE, "costing"), "", "unknown_word"),
        ("cash_movement", ("kind",), "stolen", "unknown_word"),
        ("cash_movement", ("amount",), "1.005", "too_many_decimals"),
        ("cash_count", ("counted",), "a lot", "bad_number"),
        ("period_close", ("through",), "January", "bad_date"),
        ("period_close", ("through",), "2026-02-30", "bad_date"),
    ],
)
def test_what_is_wrong_is_told_by_its_code(kind, path, value, code):
    assert refusal_of(changed(FULL[kind][0], path, value)).code == code


def test_a_document_that_says_nothing_of_a_count_does_not_answer():
    for kind in ("supplier_return", "adjustment", "delivery"):
        line = {"sku": "A1", "quantity": "1", **({"reason": "found"} if kind == "adjustment" else {})}
        assert read({"type": kind, "uid": "x", "lines": [line]}).counted is None
        assert read({"type": kind, "uid": "x", "lines": [line], "counted": True}).counted is True


KEYS = st.sampled_from(sorted({str(path[-1]) for said, _ in FULL.values() for path in paths(said)} | {"qty", ""}))
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
        read(changed(json.loads(json.dumps(said)), path, data.draw(VALUES)))
    except Refusal as refusal:
        assert sentence(refusal.code, refusal.facts)  # noqa: PT017 -- either way is told


@pytest.mark.parametrize(("key", "value"), [("unit_cost", "0.70"), ("expiry", "2027-03-01")])
def test_what_goes_out_names_no_cost_and_no_date(key, value):
    line = {"sku": "A1", "quantity": "-1", "reason": "damaged", key: value}
    refusal = refusal_of({"type": "adjustment", "uid": "a1", "lines": [line]})
    assert (refusal.code, refusal.facts) == ("unknown_key", {"key": f"{key} of line 1"})
