from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.turns import Turn, Turns


def test_an_act_that_is_ready_is_done_at_once():
    done: list[str] = []
    Turns().do(partial(done.append, "plus"))
    assert done == ["plus"]


def test_what_comes_after_a_scan_waits_for_its_look_up():
    turns, done = Turns(), []
    first, second = turns.join(), turns.join()
    turns.do(partial(done.append, "pay"))
    second.ready(partial(done.append, "second scan"))
    assert done == []
    first.ready(partial(done.append, "first scan"))
    assert done == ["first scan", "second scan", "pay"]
    assert len(turns) == 0


def test_a_scan_behind_a_payment_waits_until_it_is_over():
    turns, done = Turns(), []
    held: list[Turn] = []
    turns.do(lambda: held.append(turns.hold()))
    turns.do(partial(done.append, "next sale"))
    assert done == []
    held[0].over()
    assert done == ["next sale"]


def test_an_act_may_end_its_own_hold():
    turns, done = Turns(), []
    turns.do(lambda: turns.hold().over())
    turns.do(partial(done.append, "after"))
    assert done == ["after"]


def test_a_bug_in_one_act_does_not_stop_the_till():
    turns, done = Turns(), []
    scan = turns.join()
    turns.do(partial(done.append, "after"))
    with pytest.raises(ZeroDivisionError):
        scan.ready(lambda: 1 // 0)
    assert done == ["after"]
    assert len(turns) == 0


@given(st.permutations(range(8)))
def test_answers_in_any_order_act_in_the_order_asked(order):
    turns, done = Turns(), []
    asked = [turns.join() for _ in order]
    for place in order:
        asked[place].ready(partial(done.append, place))
    assert done == sorted(order)
