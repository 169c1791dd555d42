"""What a refusal says in a dialog: the shop's sentence in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.refusal import Refusal
from app.domain.wording import SENTENCES
from app.ui.widgets.labels import isolate_name


def refused_words(refusal: Refusal) -> str:
    """The sentence of a refusal; its amounts and names keep their own order inside right-to-left text."""
    template = QCoreApplication.translate("wording", SENTENCES[refusal.code])
    return template.format_map({name: isolate_name(str(fact)) for name, fact in refusal.facts.items()})
