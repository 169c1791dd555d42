"""Layers and shortages by themselves: what is taken of them is worth its running share, to the last unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.layers import Layer, Shortage

figures = st.integers(1, 10**6), st.integers(0, 10**8)


@given(*figures, st.lists(st.integers(1, 10**5), max_size=8))
def test_what_is_taken_and_what_is_left_are_always_the_whole(quantity, value, takings):
    layer, shortage = Layer(quantity, value), Shortage(quantity, value)
    taken_minor = covered_minor = 0
    for wanted in takings:
        part = min(wanted, layer.left_milli)
        taken_minor += layer.take(part)
        covered_minor += shortage.cover(part)
        assert taken_minor == covered_minor == value - layer.left_minor
    assert layer.left_milli or layer.left_minor == 0


@pytest.mark.parametrize("what", [Layer(3000, 100), Shortage(3000, 100)])
def test_what_is_open_can_be_given_another_value(what):
    take = what.take if isinstance(what, Layer) else what.cover
    assert take(1000) == 33
    what.revalue(51)
    assert (what.left_milli, what.touched) == (2000, True)
    # 0.51 for two: 0.26 (25.5 rounds up), then the rest.
    assert [take(1000), take(1000)] == [26, 25]
    assert what.left_milli == 0
