"""Pieces by serial number at the till, by real key events: what was sold, and what a count did not find."""

from __future__ import annotations

from app.domain.figures import PIECE_MILLI
from app.domain.product import Tracking
from app.domain.requests import Asking, OpeningStockAsked, StockLineAsked
from app.domain.stock_requests import CountAsked, CountLineAsked
from tests.ui.windows import Key, OpenWindow

PHONE = "5901234123457"


def piece(serial: str) -> str:
    return f"]C101{PHONE:0>14}21{serial}"


def test_a_piece_that_a_count_missed_is_sold_with_a_word_and_once(opened: OpenWindow) -> None:
    till = opened.till
    till.shop.product("phone", "99.00", name="Phone", codes=[PHONE], tracking=Tracking.SERIAL)
    three = StockLineAsked("phone", 3 * PIECE_MILLI, unit_cost_micro=60_000_000, serials=("a1", "b1", "c1"))
    till.shop.receiving.enter_opening_stock(OpeningStockAsked(Asking("o1"), (three,)))
    found = CountLineAsked("phone", 2 * PIECE_MILLI, serials=("a1", "b1"))
    number = till.parts.counting.count(CountAsked(Asking("c1"), (found,))).number
    bar = opened.sale.messages.bar
    opened.scan(piece("c1"))
    assert bar.sentence() == ""
    opened.press(Key.Key_F9)
    assert number in bar.sentence()
    assert "c1" in bar.sentence()
    opened.scan(piece("c1"))
    assert "has gone out already" in bar.sentence()
    assert len(opened.lines()) == 1
    # It stays refused, and the basket as it is.
    opened.press(Key.Key_F9)
    assert "has gone out already" in bar.sentence()
    assert len(opened.lines()) == 1
