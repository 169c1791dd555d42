"""An order while it is written."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.order_sheet import DraftLine, Filled, read_steps, write_step

JUICE = DraftLine("A", "Juice", "each", 2000, 6000, 900_000, "F-1", "low", 0, False, 850_000)
forms = st.builds(
    Filled,
    supplier=st.sampled_from(["", "S1", "S2"]),
    lines=st.dictionaries(st.sampled_from("ABC"), st.integers(1, 9)).map(
        lambda many: tuple(JUICE._replace(sku=sku, packs_milli=packs * 1000) for sku, packs in many.items())
    ),
    expected=st.none() | st.just(20260305),
    note=st.text(max_size=5),
    instead=st.none() | st.just("po1"),
)


@given(st.lists(forms, max_size=6))
def test_what_was_kept_step_by_step_is_what_stood_in_the_form_last(stood):
    steps = [write_step(before, now) for before, now in zip([Filled(), *stood], stood, strict=False)]
    found = read_steps([step for step in steps if step])
    last = stood[-1] if stood else Filled()
    assert {line.sku: line for line in found.lines} == {line.sku: line for line in last.lines}
    assert replace(found, lines=()) == replace(last, lines=())


def test_lines_keep_their_order_and_what_has_not_changed_is_not_written_again():
    one = Filled("S1", (JUICE, JUICE._replace(sku="B")))
    more = replace(one, lines=(*one.lines, JUICE._replace(sku="C")))
    step = write_step(one, more)
    assert '"A"' not in step
    assert [line.sku for line in read_steps([write_step(Filled(), one), step]).lines] == ["A", "B", "C"]
    assert write_step(more, more) == ""


def test_packs_of_another_size_are_added_by_the_piece_where_they_do_not_come_out_even():
    assert JUICE.plus(1000, 12_000).packs_milli == 4000
    line = JUICE.plus(1000, 4000)
    assert (line.packs_milli, line.pack_milli, line.quantity_milli, line.by_code) == (16_000, 1000, 16_000, True)
