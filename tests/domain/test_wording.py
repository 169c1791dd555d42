"""Every sentence is one that a shopkeeper can act on."""

from __future__ import annotations

import re
import string

import pytest

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_counting import COUNT_SENTENCES
from app.domain.wording_devices import DEVICE_SENTENCES
from app.domain.wording_labels import LABEL_SENTENCES
from app.domain.wording_orders import ORDER_SENTENCES
from app.domain.wording_people import PEOPLE_SENTENCES
from app.domain.wording_products import PRODUCT_SENTENCES
from app.domain.wording_reports import REPORT_SENTENCES
from app.domain.wording_stock import STOCK_SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_whole_and_names_its_facts(code: str) -> None:
    text = SENTENCES[code]
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    filled = sentence(code, dict.fromkeys(names, "x"))

    assert not re.search(r"\{[a-z_]+\}", filled), "a fact was not filled in"
    assert re.match(r"[A-Z“0-9x]", filled), "a sentence begins with a capital letter or a fact"
    assert filled.rstrip("”").endswith((".", "?", "!")), filled
    assert not re.search(r"\b(traceback|exception|null|errno)\b", filled, re.IGNORECASE), filled


def test_the_table_is_sorted_so_that_two_people_find_the_same_place() -> None:
    tables = (COUNT_SENTENCES, DEVICE_SENTENCES, LABEL_SENTENCES, ORDER_SENTENCES, PEOPLE_SENTENCES)
    apart = set().union(*tables, PRODUCT_SENTENCES, REPORT_SENTENCES, STOCK_SENTENCES)
    own = [code for code in SENTENCES if code not in apart]
    assert own == sorted(own)


def test_facts_are_put_in_as_they_should_be_read() -> None:
    assert sentence("unknown_product", {"sku": "A{1}"}) == "There is no product A{1}."
