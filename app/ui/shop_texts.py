"""What the words of every screen share: figures written in the shop's own way, and sentences with facts put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.figures import PIECE_MILLI
from app.domain.moment import day_of, read_date
from app.domain.wording import SENTENCES
from app.printing import format as written
from app.ui.widgets.labels import isolate, isolate_name

_DAYS = frozenset({"day", "first", "latest", "open", "other"})  # facts that are days, where they look like one
_COURSE = frozenset({"done", "total"})  # how far something is
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

if TYPE_CHECKING:
    from app.domain.product import Unit
    from app.domain.shop import Shop


class Told(Protocol):
    """Something that has a sentence: what a screen says, or a warning of the book."""

    @property
    def code(self) -> str:
        """Which sentence."""

    @property
    def facts(self) -> Mapping[str, object]:
        """What is put into it."""


class ShopTexts(QObject):
    """The base of a screen's words.

    Attributes:
        FIGURES: Facts that are codes and figures; all others are names, in whatever script.
    """

    FIGURES: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop

    @property
    def shop(self) -> Shop:
        """The rules of the shop."""
        return self._shop

    @property
    def point(self) -> str:
        """The decimal sign of the shop."""
        return written.decimal_sign(self._shop.language)

    @property
    def day_order(self) -> str:
        """In which order the shop writes days."""
        return written.day_order(self._shop.language)

    @property
    def day_sample(self) -> str:
        """How a day may be typed."""
        return {"dmy": "31.12.27", "mdy": "12/31/27", "ymd": "27-12-31"}[self.day_order]

    def day_typed(self, day: int | None) -> str:
        """A day number as it may be typed in a form; "" for none."""
        signs = {"dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y", "ymd": "%Y-%m-%d"}
        return "" if day is None else day_of(day).strftime(signs[self.day_order])

    def sentence(self, said: Told) -> str:
        """The sentence for something said: the screen's own words, or the sentence of a refusal or warning."""
        template = self._own_words().get(said.code)
        if template is None:
            template = QCoreApplication.translate("wording", SENTENCES[said.code])
        return template.format_map({name: self._isolated(name, fact) for name, fact in said.facts.items()})

    def tax(self, rate_milli: int, code: str) -> str:
        """A tax rate with its code."""
        rate = written.percent(rate_milli, self._shop.language)
        return f"{rate} ({code})" if code else rate

    def money(self, amount_minor: int) -> str:
        """An amount with its currency."""
        return written.money(amount_minor, self._shop.currency, self._shop.language)

    def quantity(self, quantity_milli: int, unit: Unit | str = "each") -> str:
        """A quantity, with its unit where that is not the piece."""
        return written.quantity(quantity_milli, self._shop.language, unit)

    def day(self, day: int | None) -> str:
        """A day number as a date; "" for none."""
        return "" if day is None else written.day_apart(day_of(day), self._shop.language)

    def _own_words(self) -> Mapping[str, str]:
        """The sentences that only this screen says, by their code."""
        raise NotImplementedError

    def _isolated(self, name: str, fact: object) -> str:
        if name in _COURSE and isinstance(fact, int):
            return isolate(self.quantity(fact * PIECE_MILLI))
        if name in _DAYS and _ISO_DAY.fullmatch(str(fact)):
            return isolate(self.day(read_date(str(fact))))
        return isolate(str(fact)) if name in self.FIGURES else isolate_name(str(fact))
