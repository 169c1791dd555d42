"""How an order stands, from what came of its lines."""

from __future__ import annotations

import pytest

from app.domain.ordered import OrderedLine, OrderStatus, status_of


def line(ordered: int, received: int = 0, cancelled: int = 0, unit: str = "each") -> OrderedLine:
    return OrderedLine(1, 1, "A", "Juice", unit, ordered, received_milli=received, cancelled_milli=cancelled)


@pytest.mark.parametrize(
    ("lines", "sent", "status"),
    [
        ([line(6)], False, OrderStatus.DRAFT),
        ([line(6)], True, OrderStatus.SENT),
        ([line(6, 2), line(4)], True, OrderStatus.PART_RECEIVED),
        ([line(6, 6), line(4)], True, OrderStatus.PART_RECEIVED),
        ([line(6, 6), line(4, 5)], True, OrderStatus.RECEIVED),
        ([line(6, 2, 4)], True, OrderStatus.RECEIVED),
        ([line(6, 0, 6)], True, OrderStatus.CANCELLED),
        ([line(6, 0, 6)], False, OrderStatus.CANCELLED),
        ([line(6, 0, 5)], True, OrderStatus.SENT),
    ],
)
def test_what_came_and_what_was_given_up_make_the_status(
    lines: list[OrderedLine], sent: bool, status: OrderStatus
) -> None:
    assert status_of(lines, is_sent=sent) is status


def test_what_is_open_is_never_below_nothing() -> None:
    assert line(6, 2).open_milli == 4
    assert line(6, 2, 1).open_milli == 3
    assert line(6, 9).open_milli == 0


def test_a_tenth_too_much_is_no_word_worth() -> None:
    assert not line(20_000).is_over(22_000, 10_000)
    assert line(20_000).is_over(22_001, 10_000)
    assert line(20_000, 20_000).is_over(2001, 10_000)
    assert line(20_000, cancelled=10_000).is_over(11_001, 10_000)
    assert line(1000).is_over(1001, 0)


def test_of_whole_pieces_one_more_is_within_any_tolerance_that_is_not_nothing() -> None:
    assert not line(6000).is_over(7000, 10_000)
    assert line(6000).is_over(8000, 10_000)
    assert line(6000).is_over(7000, 0)
    assert line(6000, unit="kg").is_over(7000, 10_000)
    assert not line(6000, 5000).is_over(2000, 10_000)
    assert line(6000, 5000).is_over(3000, 10_000)
