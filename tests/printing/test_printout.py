"""What printing tells of characters that it could not print."""

from __future__ import annotations

from app.domain.wording import sentence
from app.printing.printout import MissingGlyphs, find_missing


def test_each_name_is_told_once_with_its_characters() -> None:
    found = find_missing(["Tea", "Croissant 🥐", "茶", "Croissant 🥐", "🫠🥐🫠"])
    assert found == (MissingGlyphs("Croissant 🥐", "🥐"), MissingGlyphs("🫠🥐🫠", "🫠🥐"))


def test_the_warning_is_a_sentence_that_names_the_product() -> None:
    (warning,) = find_missing(["Croissant 🥐"])
    text = sentence(warning.code, warning.facts)
    assert "Croissant 🥐" in text
    assert "?" in text


def test_a_character_that_cannot_be_shown_is_told_by_its_number() -> None:
    assert MissingGlyphs("x\ue123", "\ue123").facts["characters"] == "U+E123"
