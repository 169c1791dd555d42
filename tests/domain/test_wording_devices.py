"""The sentences of printers and scanners stand in the one table that everybody reads, in order and once."""

from app.domain.wording import SENTENCES, sentence
from app.domain.wording_devices import DEVICE_SENTENCES


def test_they_are_part_of_all_sentences_and_in_order():
    assert list(DEVICE_SENTENCES) == sorted(DEVICE_SENTENCES)
    assert {code: SENTENCES[code] for code in DEVICE_SENTENCES} == DEVICE_SENTENCES


def test_a_printer_without_paper_says_what_to_do():
    said = sentence("printer_no_paper", {"printer": "192.168.1.50:9100"})
    assert said == "The printer “192.168.1.50:9100” has no paper. Put a roll in, then print again."
