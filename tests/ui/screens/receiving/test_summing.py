"""The figures of a sheet that grows are those of the whole sheet looked at anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.delivery_entries import Arrive, Begin, Expected, ExpectedLine, Head, SetCost, Undo
from app.domain.delivery_sheet import Sheet, after, replay
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from app.ui.screens.receiving.summing import Summing
from tests.books import BERLIN

TODAY = 20260302


def goods(number: int) -> Item:
    return Item(number, f"A{number}", f"Goods {number}", 1_000_000, 19_000, "", Unit.EACH)


ORDER = Expected("o1", "T0-PO000001", tuple(ExpectedLine(goods(number), 2000, 800_000) for number in (1, 2, 3)))
ENTRY = (
    st.builds(lambda number, pieces: Arrive(goods(number), pieces * 1000), st.integers(1, 5), st.integers(1, 3))
    | st.builds(SetCost, st.integers(0, 4), st.integers(1, 9).map(lambda cost: cost * 100_000))
    | st.just(Undo())
)


@given(st.sampled_from([None, ORDER]), st.lists(st.tuples(ENTRY, st.booleans()), max_size=20))
def test_a_growing_sheet_sums_up_as_it_does_from_its_beginning(
    order: Expected | None, entries: list[tuple[object, bool]]
) -> None:
    summing, sheet = Summing(), replay([Begin(Head("S1"), order)])
    for entry, is_summed_up in entries:
        sheet = entered(sheet, entry)
        if is_summed_up:
            assert summing.summary(sheet, BERLIN, TODAY) == Summing().summary(sheet, BERLIN, TODAY)


def entered(sheet: Sheet, entry: object) -> Sheet:
    try:
        return after(sheet, entry)
    except Refusal:
        return sheet


def test_what_was_ordered_and_what_came_is_counted() -> None:
    sheet = replay([Begin(Head("S1"), ORDER)])
    for number, pieces in ((1, 2), (2, 1), (4, 3)):
        sheet = after(sheet, Arrive(goods(number), pieces * 1000))
    summary = Summing().summary(sheet, BERLIN, TODAY)
    assert (summary.expected, summary.complete, summary.missing, summary.short, summary.over) == (3, 1, 1, 1, 0)
    assert (summary.extra, summary.value_minor) == (1, 240)
