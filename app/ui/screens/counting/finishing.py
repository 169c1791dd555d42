"""The end of a sheet. One that counts goods again and has none of them says none is there, if somebody means it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.domain.count_sheet import Find
from app.domain.product import Tracking
from app.ui.said import Said
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.screens.counting.shelf import Gone, Shelf
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.labels import isolate_name

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.count_sheet import Goods, Line, Sheet

_Goods = tuple["Goods", str]  # with their lot


class Finishing:
    """Finishes the sheet in hand.

    Args:
        bench: What it works with.
        shelf: Asks the book.
        scanning: Takes goods onto the sheet.
        texts: The words.
        again: Finishes it once more, behind all that is on its way.
        counted_again: Called with the uid of the stocktake when goods were counted again.
    """

    def __init__(
        self,
        bench: Bench,
        shelf: Shelf,
        scanning: Scanning,
        texts: CountingTexts,
        again: Callable[[], None],
        counted_again: Callable[[str, Goods], None],
    ) -> None:
        self._counted_again = counted_again
        self._bench, self._shelf, self._scanning, self._texts, self._again = bench, shelf, scanning, texts, again
        self._asked: tuple[int, int, str] | None = None
        self._named: tuple[int, int] | None = None

    def finish(self, stocktake: str, done: Callable[[], None]) -> None:
        """Finish it; where none of what it counts again was found, or nobody said the lot, that is asked about first.

        Args:
            stocktake: Its uid.
            done: Called when no sheet is in hand any more.
        """
        hand = self._bench.hand
        if not hand.uid:
            return
        unnamed = _unnamed(hand.sheet)
        if unnamed and self._named != (hand.times, hand.sheet.entries):
            self._named = (hand.times, hand.sheet.entries)
            quantity = self._texts.quantity(unnamed[0].found_milli, unnamed[0].goods.unit)
            self._bench.complain("warn", "lots_unnamed", name=unnamed[0].goods.name, quantity=quantity)
            return
        if hand.goods is not None and not hand.sheet.lines_of(hand.goods.product_id):
            self._none_of([(hand.goods, "")], 0)
        else:
            job = partial(self._shelf.finish, stocktake, hand.uid, hand.sheet)
            self._bench.run(job, partial(self._on_answer, stocktake, done))

    def _on_answer(self, stocktake: str, done: Callable[[], None], answer: object) -> None:
        """It is finished, or these goods were there before and are not on it."""
        if isinstance(answer, Gone):
            self._none_of([(line.goods, line.lot) for line in answer.lines], answer.value_minor)
        else:
            self._on_finished(stocktake, done, cast("Changes", answer))

    def _none_of(self, wanted: list[_Goods], value_minor: int) -> None:
        hand, bench = self._bench.hand, self._bench
        names = sorted({goods.product_id: goods.name for goods, _ in wanted}.values())
        codes = ("gone_since", "some_gone_since") if hand.sheet.lines else ("none_of_it", "none_of_them")
        asked = (hand.times, hand.sheet.entries, codes[len(names) > 1])
        # Whoever has not the question in sight has not answered it.
        if self._asked != asked or not bench.view.is_told(asked[-1]):
            self._asked = asked
            facts = {"name": names[0], "names": self._texts.some_of(names), "value": self._texts.money(value_minor)}
            bench.complain("warn", asked[-1], count=len(names), **facts)
            return
        at_us = bench.parts.now().utc_us
        if all(self._scanning.enter(Find(goods, 0, at_us, lot=lot)) for goods, lot in wanted):
            self._again()

    def _on_finished(self, stocktake: str, done: Callable[[], None], changes: Changes) -> None:
        hand, view, goods = self._bench.hand, self._bench.view, self._bench.hand.goods
        # A recount of goods is of nothing else, wherever they lie.
        zone = self._texts.zone(hand.zone) if goods is None else isolate_name(goods.name)
        hand.put_down()
        done()
        view.say(Said("ok", "zone_finished", {"zone": zone}))
        view.published(changes)
        if goods is not None:
            self._counted_again(stocktake, goods)


def _unnamed(sheet: Sheet) -> list[Line]:
    """The lines of goods kept by lot of which nobody has said the lot."""
    if not sheet.has_lots:
        return []
    return [one for one in sheet.lines if one.goods.tracking is Tracking.LOT and one.found_milli and not one.lot]
