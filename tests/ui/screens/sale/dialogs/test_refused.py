"""A refusal says its sentence in the language of the screen, its facts in their own order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from app.domain.refusal import Refusal
from app.ui.screens.sale.dialogs.refused import refused_words


class _Shouting(QTranslator):
    """A language in which everything is said loudly."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return "!" + source if context == "wording" else ""

    def isEmpty(self) -> bool:  # noqa: N802 -- Qt's name
        return False


def test_the_facts_stand_isolated_in_the_sentence() -> None:
    words = refused_words(Refusal("tender_part_over", rest="€5.00"), "en")
    assert "\u2068€5.00\u2069" in words


@pytest.mark.parametrize(("language", "written"), [("en", "-1,234.5"), ("de", "-1.234,5"), ("fr", "-1\u202f234,5")])
def test_figures_are_written_as_the_shop_writes_them(language: str, written: str) -> None:
    words = refused_words(Refusal("stock_below_zero", name="Tea", sku="1234.5", on_hand="-1234.5"), language)
    assert f"\u2066{written}\u2069" in words.replace("\u2212", "-")
    assert "\u20681234.5\u2069" in words, "a SKU is no figure"


def test_the_sentence_is_translated(qapp: QApplication) -> None:
    translator = _Shouting()
    qapp.installTranslator(translator)
    try:
        assert refused_words(Refusal("price_missing"), "en").startswith("!")
    finally:
        qapp.removeTranslator(translator)


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        refused_words(Refusal("no_such_code"), "en")
