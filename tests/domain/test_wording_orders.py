"""The sentences of orders stand in the one table that everybody reads, in order and once."""

from __future__ import annotations

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_orders import ORDER_SENTENCES


def test_they_are_part_of_all_sentences_and_in_order() -> None:
    assert list(ORDER_SENTENCES) == sorted(ORDER_SENTENCES)
    assert {code: SENTENCES[code] for code in ORDER_SENTENCES} == ORDER_SENTENCES


def test_who_takes_an_order_in_twice_is_told_what_to_do() -> None:
    told = sentence("order_already_received", {"number": "T0-PO000001", "delivery": "T0-D000001"})
    assert told.startswith("All of T0-PO000001 has come already, last with T0-D000001.")
