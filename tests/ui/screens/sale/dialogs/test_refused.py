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
    words = refused_words(Refusal("tender_part_over", rest="€5.00"))
    assert "\u2068€5.00\u2069" in words


def test_the_sentence_is_translated(qapp: QApplication) -> None:
    translator = _Shouting()
    qapp.installTranslator(translator)
    try:
        assert refused_words(Refusal("price_missing")).startswith("!")
    finally:
        qapp.removeTranslator(translator)


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        refused_words(Refusal("no_such_code"))
