"""The sentences of stock stand in the one table that everybody reads, in order and once."""

from __future__ import annotations

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_stock import STOCK_SENTENCES


def test_they_are_part_of_all_sentences_and_in_order() -> None:
    assert list(STOCK_SENTENCES) == sorted(STOCK_SENTENCES)
    assert {code: SENTENCES[code] for code in STOCK_SENTENCES} == STOCK_SENTENCES


def test_what_is_refused_says_what_to_do() -> None:
    facts = {"lot": "L1", "sku": "M", "name": "Milk", "day": "2026-03-02"}
    assert sentence("lot_expired", facts) == (
        "Lot L1 of Milk (M) expired on 2026-03-02. Take it off the shelf and sell goods of another lot."
    )
    facts = {"sku": "F", "name": "Flour", "count": "T0-C000001", "day": "2026-03-02"}
    assert sentence("already_counted", facts).endswith("counted true or false.")
