"""A refusal carries a code and facts, and no sentence."""

from __future__ import annotations

from app.domain.refusal import Refusal


def test_a_refusal_shows_its_code_and_facts_to_who_debugs() -> None:
    refusal = Refusal("unknown_product", sku="A1")
    assert (refusal.code, refusal.facts) == ("unknown_product", {"sku": "A1"})
    assert str(refusal) == "unknown_product (sku=A1)"
    assert str(Refusal("no_lines")) == "no_lines"


def test_a_fact_may_be_called_code() -> None:
    assert Refusal("bad_code", code="x").facts == {"code": "x"}
