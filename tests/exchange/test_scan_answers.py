"""What `scan` answers: the keys, for every vector of this house."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.domain.codes import parse
from app.exchange.scan_answers import answer
from tests.domain.codes.cases import vectors

KEYS = {
    "kind", "gtin", "content_gtin", "sscc", "lot", "serial", "expiry", "best_before", "prod_date", "pack_date",
    "weight", "price", "currency", "count", "region", "isbn", "text", "ais", "aim", "separator", "repeat", "warnings",
    "error", "should_be", "message",
}  # fmt: skip


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: ascii(vector["scan"])[:60])
def test_an_answer_says_what_it_must(vector: dict[str, Any]) -> None:
    expected = vector["expected"]
    said = json.loads(json.dumps(answer(parse(vector["scan"], region=expected.get("region")))))
    assert set(said) == KEYS
    assert set(expected) <= KEYS
    for name, value in expected.items():
        if name in {"weight", "price"} and value is not None:
            assert Decimal(said[name]) == Decimal(value), name
        else:
            assert said[name] == value, name


def test_an_error_comes_with_its_sentence() -> None:
    said = answer(parse("5032783267860"))
    assert said["message"] == (
        "The last digit of 5032783267860 is wrong: expected 3, got 0. Scan it again or type the number."
    )
    filled = {name for name, value in said.items() if value not in (None, [])}
    assert filled == {"kind", "error", "message", "should_be"}


def test_a_warning_comes_with_its_sentence() -> None:
    [warning] = answer(parse("010703206980498810032915210526"))["warnings"]  # type: ignore[misc]
    assert warning["code"] == "separator_missing"
    assert warning["message"].startswith("The lot or serial ends like a date")


def test_what_only_the_shop_knows_is_a_text() -> None:
    known = answer(replace(parse("ABC-123"), error=None))
    assert (known["kind"], known["text"], known["message"]) == ("text", "ABC-123", None)
