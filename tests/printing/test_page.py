"""Blocks are stacked on pages; nothing is lost, doubled or hung over the edge."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from app.printing.page import Block, Frame, Rule, Sheet, Words, draw_page, height_of, new_canvas, paginate
from app.printing.stack import Span, pair, paragraph, side_by_side, space, table, together
from app.printing.text import Align, Style, measure
from tests.printing.reading import picture_of, text_of

BODY = Style(9)
BLOCKS = st.lists(st.builds(Block, st.floats(0, 60), joined=st.booleans()), max_size=40)


@given(BLOCKS, st.floats(60, 200), st.floats(60, 200))
def test_every_block_stands_on_one_page_and_no_page_overflows(blocks: list[Block], first: float, later: float) -> None:
    pages = paginate(blocks, first, later)
    assert [block for page in pages for block in page] == blocks
    for index, page in enumerate(pages):
        assert height_of(page) <= (later if index else first) + 0.001 or len(page) == 1


def test_joined_blocks_move_to_the_next_page_together() -> None:
    blocks = [Block(50), *together([Block(30), Block(30)])]
    assert [len(page) for page in paginate(blocks, 100, 100)] == [1, 2]


def test_what_is_joined_and_higher_than_a_page_is_torn_rather_than_cut_off() -> None:
    pages = paginate(together([Block(40)] * 5), 100, 100)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_no_blocks_are_one_empty_page() -> None:
    assert paginate([], 100, 100) == [[]]


def drawn(blocks: list[Block], *, right_to_left: bool = False) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title="", author="", language="en")
    draw_page(canvas, Sheet(200, 100, 20, 10, right_to_left), blocks)
    canvas.save()
    return buffer.getvalue()


def test_a_mirrored_page_has_its_left_on_the_right() -> None:
    blocks = [Block(20, (Words(0, 15, "begin", BODY), Frame(0, 40, 20, 10), Rule(0, 40, 40)))]
    plain, mirrored = (picture_of(drawn(blocks, right_to_left=side), dpi=72).ink_box() for side in (False, True))
    assert plain[0] + mirrored[2] == plain[2] + mirrored[0] == 199


def test_figures_of_one_column_end_at_one_place_on_a_mirrored_page_too() -> None:
    ends = set()
    for figure in ("1.50", "12,345.50"):
        mark = Words(160, 15, figure, BODY, Align.RIGHT, column=60)
        ends.add(picture_of(drawn([Block(20, (mark,))], right_to_left=True), dpi=72).ink_box()[2])
    assert len(ends) == 1


def test_a_figure_without_room_beside_its_text_stands_below_it() -> None:
    wide = pair(Span(0, 100), "Total", "1.50", BODY)
    tight = pair(Span(0, 100), "Total", "KWD 1,000,000,000.000", BODY)
    assert (len(wide), len(tight)) == (1, 2)
    assert [mark.text for mark in tight[1].marks if isinstance(mark, Words)] == ["KWD 1,000,000,000.000"]


def test_a_figure_is_made_smaller_rather_than_cut() -> None:
    block = pair(Span(0, 50), "Total", "KWD 1,000,000,000.000", Style(20))[-1]
    mark = block.marks[-1]
    assert isinstance(mark, Words)
    assert measure(mark.text, mark.style) <= 50.01


def test_a_table_gives_its_text_lines_of_its_own_when_figures_fill_the_width() -> None:
    rows = [("Tax", "Net", "Tax"), ("reduced rate", "1,000,000,000,000.00", "1,000,000,000.00")]
    assert table(Span(0, 120), rows, BODY)[1].height > table(Span(0, 400), rows, BODY)[1].height


def test_stacks_beside_each_other_keep_their_lines() -> None:
    block = side_by_side([space(10), *paragraph(Span(0, 80), "left", BODY)], paragraph(Span(100, 160), "right", BODY))
    assert block.height > 10
    assert set(text_of(drawn([block])).split()) == {"left", "right"}


def test_the_lines_of_a_dash_are_not_inherited_by_the_next_rule() -> None:
    blocks = [Block(10, (Rule(0, 160, 5, dash=6),)), Block(10, (Rule(0, 160, 5),))]
    picture = picture_of(drawn(blocks), dpi=144)
    rows = [sum(shade < 128 for shade in picture.row(at)) for at in range(picture.height)]
    assert max(rows[30:]) > 1.5 * max(rows[:30]) > 0


def test_a_page_that_begins_with_a_row_has_its_heads_above_it() -> None:
    head = Block(10)
    rows = [Block(30, heads=(head,)) for _ in range(6)]
    pages = paginate([head, *rows], 100, 100)
    # 10 and three rows of 30 are a page.
    assert [[block is head for block in page] for page in pages] == [[True, False, False, False]] * 2
