"""What a refusal says on the screen: the shop's sentence in its language, figures with the signs of the shop."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.refusal import Refusal
from app.domain.wording import FIGURES, SENTENCES, told
from app.printing import format as written
from app.ui.widgets.labels import isolate, isolate_name

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def refused_words(refusal: Refusal, language: str) -> str:
    """The sentence of a refusal; its amounts and names keep their own order inside right-to-left text."""
    return words_of(refusal.code, refusal.facts, language)


def words_of(code: str, facts: Mapping[str, object], language: str) -> str:
    """The sentence of a code of `wording` with its facts, as the screen says it."""
    template = QCoreApplication.translate("wording", SENTENCES[code])
    return template.format_map({name: _shown(name, told(name, fact), language) for name, fact in facts.items()})


def _shown(name: str, fact: str, language: str) -> str:
    if name in FIGURES and _PLAIN.fullmatch(fact):
        return isolate(written.plain(fact, language))
    return isolate_name(fact)
