"""The sentences of labels stand in the one table that everybody reads, in order and once."""

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_labels import LABEL_SENTENCES


def test_they_are_part_of_all_sentences_and_in_order():
    assert list(LABEL_SENTENCES) == sorted(LABEL_SENTENCES)
    assert {code: SENTENCES[code] for code in LABEL_SENTENCES} == LABEL_SENTENCES


def test_what_is_refused_says_what_to_do():
    facts = {"symbol": "EAN-13", "needed": "42.4", "room": "35.1", "module": "0.375", "dpi": 203}
    said = sentence("symbol_too_wide", facts)
    assert said.startswith("The EAN-13 needs 42.4 mm with the white beside it, and there are 35.1 mm")
    assert said.endswith("Choose a wider label, a finer printer, or a DataMatrix.")
