"""What the products screen says of prices: of a pack's label, and of many that are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.figures import WHOLE_MILLI_PERCENT, half_up
from app.domain.labelling import pack_price
from app.domain.product import Unit
from app.printing import format as written
from app.ui.label_texts import LabelTexts
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.domain.labelling import LabelGoods
    from app.domain.pricing import PriceMove, PriceMoves
    from app.domain.product import Code


class PriceTexts(LabelTexts):
    """Writes it."""

    def count(self, count: int) -> str:
        """A number of things."""
        return written.quantity(1000 * count, self._shop.language)

    def price(self, price_micro: int | None) -> str:
        """A price without its currency; "" for none."""
        return "" if price_micro is None else written.price(price_micro, self._shop.currency, self._shop.language)

    def percent(self, milli: int) -> str:
        """A percentage, in whole percent: nobody reads more of a margin."""
        return written.percent(round(milli, -3), self._shop.language)

    def piece(self, goods: LabelGoods) -> str:
        """What a plain label of a product is of."""
        return self.tr("one piece") if goods.unit is Unit.EACH else self.tr("the goods themselves")

    def pack(self, goods: LabelGoods, code: Code) -> str:
        """What a pack's label is of: how much, for how much."""
        is_pieces = goods.unit is Unit.EACH
        much = written.quantity(code.quantity_milli, self._shop.language, goods.unit.value)
        words = self.tr("{count} pieces").format(count=isolate(much)) if is_pieces else isolate(much)
        return f"{words} · {isolate(self.price(pack_price(goods, code)))}"

    def moves(self, moves: PriceMoves) -> str:
        """How many of many prices rise, fall and stay, and how many go below their cost."""
        counts = [
            (self.tr("dearer: {count}"), moves.up),
            (self.tr("cheaper: {count}"), moves.down),
            (self.tr("as they are: {count}"), moves.same),
            (self.tr("below their cost: {count}"), moves.below),
        ]
        return " · ".join(words.format(count=isolate(self.count(count))) for words, count in counts if count)

    def move(self, move: PriceMove) -> str:
        """By how much a price changes."""
        if move.after_micro == move.before_micro:
            return self.tr("stays")
        step = half_up((move.after_micro - move.before_micro) * WHOLE_MILLI_PERCENT, move.before_micro)
        words = isolate(f"{'+' if step > 0 else ''}{written.percent(round(step, -2), self._shop.language)}")
        return self.tr("{change}, below cost").format(change=words) if move.is_below else words
