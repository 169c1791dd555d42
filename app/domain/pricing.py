"""Selling prices: what a shop earns with one, and how many are changed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import MAX_MICRO, UNIT_MICRO, WHOLE_MILLI_PERCENT, half_up, share_milli
from app.domain.refusal import Refusal

LEAST_CHANGE_MILLI, MOST_CHANGE_MILLI = -90 * 1000, 500 * 1000  # thousandths of a percent


class Ending(StrEnum):
    """How changed prices end.

    `exact` is the smallest coin, `tens` ten of it, `whole` the whole unit; `.99`, `.95` and `.49` the nearest price
    with these digits behind the point. A currency without digits behind the point has them before it (199 yen).
    """

    EXACT = "exact"
    TENS = "tens"
    WHOLE = "whole"
    NINETY_NINE = ".99"
    NINETY_FIVE = ".95"
    FORTY_NINE = ".49"


def net_price_micro(price_micro: int, rate_milli: int, *, includes_tax: bool) -> int:
    """A price without its tax, in millionths."""
    if not includes_tax:
        return price_micro
    return half_up(price_micro * WHOLE_MILLI_PERCENT, WHOLE_MILLI_PERCENT + rate_milli)


def margin_milli(net_micro: int, cost_micro: int) -> int | None:
    """What part of a price without tax stays in the shop, in thousandths of a percent, in tenths; None for no price."""
    return share_milli(net_micro - cost_micro, net_micro)


def markup_milli(net_micro: int, cost_micro: int) -> int | None:
    """What is put on a cost, in thousandths of a percent of it, in tenths; None for no cost."""
    return share_milli(net_micro - cost_micro, cost_micro)


def changed_price(price_micro: int, change_milli: int, ending: Ending, digits: int) -> int:
    """A price after a change by a percentage, ending as asked. Never below what the ending allows, nor below zero.

    Rounding never turns a change round: a price that would fall although all are to rise stays as it is, and so does
    one that would rise although all are to fall.

    Args:
        price_micro: In millionths.
        change_milli: In thousandths of a percent; -10000 is ten percent less.
        ending: How it ends.
        digits: Decimals of the currency.

    Raises:
        Refusal: `bad_price_change` beyond -90 % and 500 %, `out_of_bounds`.
    """
    if not LEAST_CHANGE_MILLI <= change_milli <= MOST_CHANGE_MILLI:
        raise Refusal("bad_price_change", least=LEAST_CHANGE_MILLI // 1000, most=MOST_CHANGE_MILLI // 1000)
    coin = UNIT_MICRO // 10**digits
    changed = price_micro * (WHOLE_MILLI_PERCENT + change_milli)
    step, end = _step(ending, coin, digits)
    rounded = half_up(changed - end * WHOLE_MILLI_PERCENT, step * WHOLE_MILLI_PERCENT) * step + end
    if rounded > MAX_MICRO:
        raise Refusal("out_of_bounds", what="price", text=str(rounded // UNIT_MICRO))
    # A price that was zero stays so: goods for nothing are meant to be.
    after = max(rounded, end or (coin if ending is Ending.EXACT else step)) if price_micro else 0
    return price_micro if change_milli and (after - price_micro) * change_milli < 0 else after


class PriceMove(NamedTuple):
    """A price and what becomes of it.

    Attributes:
        is_below: Whether it changes to one that, without its tax, is below the cost.
    """

    sku: str
    name: str
    before_micro: int
    after_micro: int
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class PriceMoves:
    """What a change of many prices would do to each of them: first what goes below its cost, then what moves most.

    Attributes:
        up, down, below: How many rise, how many fall, and how many go below their cost.
    """

    moves: tuple[PriceMove, ...]
    up: int
    down: int
    below: int

    @property
    def same(self) -> int:
        """How many stay as they are."""
        return len(self.moves) - self.up - self.down


def in_order(moves: Iterable[PriceMove]) -> PriceMoves:
    """Moves in the order in which they are to be looked at."""
    found = tuple(sorted(moves, key=_least_looked_at))
    return PriceMoves(
        found,
        up=sum(one.after_micro > one.before_micro for one in found),
        down=sum(one.after_micro < one.before_micro for one in found),
        below=sum(one.is_below for one in found),
    )


def _least_looked_at(move: PriceMove) -> tuple[bool, int, str]:
    part = abs(move.after_micro - move.before_micro) * WHOLE_MILLI_PERCENT // max(1, move.before_micro)
    return not move.is_below, -part, move.sku


def _step(ending: Ending, coin: int, digits: int) -> tuple[int, int]:
    """From one such price to the next, and what the first of them is, in millionths."""
    match ending:
        case Ending.EXACT:
            return coin, 0
        case Ending.TENS:
            return 10 * coin, 0
        case Ending.WHOLE:
            return UNIT_MICRO if digits else 100 * coin, 0
        case _:
            unit = UNIT_MICRO if digits else 100 * coin
            return unit, unit * int(ending.value[1:]) // 100
