import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discount import Discount, spread_discount
from app.domain.figures import currency
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.baskets import price_basket
from app.exchange.json_lines import read_object

DATA = Path(__file__).parents[1] / "data"
CASES = json.loads((DATA / "tax_cases.json").read_text())["cases"]
INVOICES = json.loads((DATA / "invoice_examples.json").read_text())["cases"]
BY_HAND = [json.loads(line) for line in (DATA / "baskets_by_hand.jsonl").read_text().splitlines()]

# What the answer calls the published word.
SAME = {"paid": "payable", "full_refund": "payable", "payable_cash": "payable", "cash_rounded": "payable"}


def priced(basket):
    return price_basket(read_object(json.dumps(basket).encode()))


def refusal_of(basket):
    with pytest.raises(Refusal) as caught:
        priced(basket)
    # Every refusal has a sentence, and all the facts that it names.
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


def rows(breakdown):
    return {(Decimal(row["rate"]), row.get("category"), Decimal(row["net"]), Decimal(row["tax"])) for row in breakdown}


def line(**keys):
    return {"qty": "1", "unit_price": "10.00", "tax_rate": "20", "inclusive": True, **keys}


def basket(*lines, **keys):
    return {"policy": "incl_rate", "currency": "EUR", "lines": list(lines or (line(),)), **keys}


def check(case, expected):
    answer = priced(case)
    for key, figure in expected.items():
        if key == "tax_breakdown":
            assert rows(answer[key]) == rows(figure)
        else:
            assert Decimal(answer[SAME.get(key, key)]) == Decimal(figure), key


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_total_agrees_with_the_published_case(case):
    expected = dict(case["expected"])
    # Facts about one line or about spreading, which the answer does not carry, have tests of their own.
    line_tax, prepaid = expected.pop("line_tax", None), expected.pop("prepaid", None)
    if prepaid is not None or ("rounding" in expected and "cash_rounding" not in case):
        # The published invoice's own rounding to whole crowns, and what was paid before.
        expected.pop("rounding", None)
        expected.pop("payable")
    if "document_discount" in expected:
        return
    check(case, expected)
    assert line_tax is None or sum(map(Decimal, line_tax)) == Decimal(expected["tax"])


def test_a_discount_on_the_sale_is_spread_as_published():
    (case,) = (case for case in CASES if "document_discount" in case["expected"])
    expected, money = case["expected"], currency(case["currency"])
    amounts = [money.read(one["unit_price"]) for one in case["lines"]]
    shares = spread_discount(amounts, Discount(amount_minor=money.read(expected["document_discount"])), money)
    assert [money.write(share) for share in shares] == expected["allocated"]
    discounted = [one | {"discount": money.write(share)} for one, share in zip(case["lines"], shares, strict=True)]
    answer = priced(case | {"lines": discounted})
    assert (answer["gross"], answer["tax"], answer["net"]) == (expected["gross"], expected["tax"], expected["net"])


@pytest.mark.parametrize("case", INVOICES, ids=[case["id"] for case in INVOICES])
def test_total_agrees_with_the_published_invoice(case):
    check(case, case["expected"])
    for one in case["lines"]:
        alone = case | {"lines": [one], "document_allowance_charges": []}
        assert Decimal(priced(alone)["line_sum"]) == Decimal(one["expected_line_net"])


@pytest.mark.parametrize("case", BY_HAND, ids=[case["id"] for case in BY_HAND])
def test_total_agrees_with_what_was_reckoned_by_hand(case):
    check(case, case["expected"])


def mirror(case):
    """The same basket with every amount the other way round."""

    def other(figure):
        return figure[1:] if figure.startswith("-") else f"-{figure}"

    turned = json.loads(json.dumps(case))
    for one in turned["lines"]:
        one["qty"] = other(one["qty"])
        one.update({key: other(one[key]) for key in ("discount", "charge") if key in one})
    for one in turned.get("document_allowance_charges", []):
        one["charge"] = not one["charge"]
    for one in turned.get("tenders") or []:
        one["amount"] = other(one["amount"])
    if turned.get("tender"):
        turned["tender"] = other(turned["tender"])
    return turned


@pytest.mark.parametrize("case", CASES + INVOICES + BY_HAND, ids=lambda case: case["id"])
@pytest.mark.parametrize("policy", ["incl_rate", "en16931", "per_line", "document"])
def test_a_negative_basket_mirrors_the_positive_one(case, policy):
    one, other = priced(case | {"policy": policy}), priced(mirror(case) | {"policy": policy})
    assert one.keys() == other.keys()
    for key in one.keys() - {"tax_breakdown"}:
        assert Decimal(one[key]) == -Decimal(other[key]), key
    assert {(rate, name, -net, -tax) for rate, name, net, tax in rows(one["tax_breakdown"])} == rows(
        other["tax_breakdown"]
    )


def test_an_answer_has_the_digits_of_its_currency():
    answer = priced(basket(line(unit_price="1.235", qty="3", tax_rate="5", tax_category="S"), currency="KWD"))
    assert answer == {
        "net": "3.529",
        "tax": "0.176",
        "gross": "3.705",
        "line_sum": "3.705",
        "tax_breakdown": [{"rate": "5", "category": "S", "net": "3.529", "tax": "0.176"}],
        "payable": "3.705",
        "rounding": "0.000",
    }


def test_change_is_told_only_where_something_was_given():
    assert "change" not in priced(basket())
    assert "change" not in priced(basket(tender=None, tenders=None, cash_rounding=None, method=None))
    assert priced(basket(tender="20.00"))["change"] == "10.00"
    assert priced(basket(tender="9.00"))["change"] == "-1.00"
    assert priced(basket(tender="10.00", method="card"))["change"] == "0.00"


def test_keys_about_the_case_are_ignored():
    about = {"id": "x", "basis": 1, "source": None, "expected": {"net": 1}, "expected_line_net": "?", "not_asked": []}
    assert priced(basket(line(**about), **about)) == priced(basket())


def test_no_lines_cost_nothing():
    answer = priced({"policy": "document", "currency": "EUR", "lines": []})
    assert (answer["gross"], answer["tax_breakdown"]) == ("0.00", [])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (basket(colour="red"), "unknown_key"),
        (basket(line(colour="red")), "unknown_key"),
        (basket(line(quantity="1")), "unknown_key"),
        (basket(document_allowance_charges=[{"amount": "1", "tax_rate": "20", "charge": True, "x": 1}]), "unknown_key"),
        (basket(cash_rounding={"step": "0.05", "mode": "up", "x": ""}), "unknown_key"),
        (basket(tenders=[{"method": "cash", "amount": "10", "kind": "x"}]), "unknown_key"),
        (basket(line(qty=1)), "not_text"),
        (basket(line(unit_price=9.99)), "not_text"),
        (basket(line(tax_rate=20)), "not_text"),
        (basket(line(discount=True)), "not_text"),
        (basket(tender=20), "not_text"),
        (basket(policy=["incl_rate"]), "not_text"),
        (basket(line(inclusive="true")), "not_flag"),
        (basket(line(inclusive=1)), "not_flag"),
        (basket(line(inclusive=None)), "missing_key"),
        ({"policy": "document", "lines": [line()]}, "missing_key"),
        ({"currency": "EUR", "lines": [line()]}, "missing_key"),
        ({"policy": "document", "currency": "EUR"}, "missing_key"),
        (basket(line(qty=None)), "missing_key"),
        (basket(cash_rounding={"step": "0.05"}), "missing_key"),
        (basket(document_allowance_charges=[{"amount": "1", "tax_rate": "20"}]), "missing_key"),
        (basket(lines={}), "not_list"),
        (basket(lines="A1"), "not_list"),
        (basket(lines=[line(), "A1"]), "not_list"),
        (basket(cash_rounding="0.05"), "not_object"),
        (basket(line(), line(inclusive=False)), "mixed_prices"),
        (basket(policy="excl_rate"), "bad_policy"),
        (basket(currency="euro"), "bad_currency"),
        (basket(line(unit_price="1.000,00")), "bad_number"),
        (basket(line(unit_price="1e309")), "bad_number"),
        (basket(line(qty="NaN")), "bad_number"),
        (basket(line(qty="")), "bad_number"),
        (basket(line(qty="9" * 5000)), "out_of_bounds"),
        (basket(line(tax_rate="20.0001")), "too_many_decimals"),
        (basket(line(tax_rate="-20")), "out_of_bounds"),
        (basket(line(qty="1.0001")), "too_many_decimals"),
        (basket(line(unit_price="1.0000001")), "too_many_decimals"),
        (basket(line(discount="0.001")), "too_many_decimals"),
        (basket(line(discount="0.5"), currency="JPY"), "too_many_decimals"),
        (basket(line(discount_percent="100.001")), "out_of_bounds"),
        (basket(line(price_base_qty="0")), "out_of_bounds"),
        (basket(line(price_base_qty="-1")), "out_of_bounds"),
        (basket(line(qty="1000000", unit_price="1000000")), "amount_too_large"),
        (basket(cash_rounding={"step": "0", "mode": "up"}), "out_of_bounds"),
        (basket(cash_rounding={"step": "0.05", "mode": "nearest"}), "bad_rounding_mode"),
        (basket(tender="20", tenders=[{"method": "cash", "amount": "10"}]), "two_tenders"),
        (basket(tenders=[{"method": "card", "amount": "10.01"}]), "tender_over"),
        (basket(tenders=[{"method": "card", "amount": "11"}, {"method": "cash", "amount": "-1"}]), "tender_sign"),
        (basket(line(tax_category="\ud800")), "bad_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_basket_is_refused_in_a_sentence(asked, code):
    assert refusal_of(asked).code == code


def test_a_refusal_names_the_place():
    refusal = refusal_of(basket(line(), line(unit_price="1,50")))
    assert sentence(refusal.code, refusal.facts).startswith("The unit_price of line 2 “1,50” is not a plain number")
    refusal = refusal_of(basket(cash_rounding={"step": 5, "mode": "up"}))
    assert sentence(refusal.code, refusal.facts).startswith("step of cash_rounding must be text in quotes")


def test_a_card_over_the_total_says_by_how_much():
    refusal = refusal_of(basket(tenders=[{"method": "card", "amount": "12.50"}]))
    assert refusal.facts == {"due": "10.00", "over": "2.50"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = "policy currency lines document_allowance_charges cash_rounding method tender tenders id".split()
LINE_KEYS = "qty unit_price price_base_qty discount charge discount_percent tax_rate tax_category inclusive".split()


@given(st.sampled_from(KEYS), json_values, st.sampled_from(LINE_KEYS), json_values)
def test_whatever_stands_in_a_key_is_answered_or_refused(key, value, line_key, line_value):
    for asked in (basket(**{key: value}), basket(line(**{line_key: line_value}))):
        try:
            answer = priced(asked)
        except Refusal as refusal:
            sentence(refusal.code, refusal.facts)
        else:
            assert Decimal(answer["net"]) + Decimal(answer["tax"]) == Decimal(answer["gross"])
