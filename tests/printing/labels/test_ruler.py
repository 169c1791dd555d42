"""The page that shows where labels are cut."""

import pytest

from app.printing.labels.ruler import ruler_pdf
from app.printing.labels.sheets import Layout
from app.printing.labels.stock import Shape, all_stock, find_stock
from tests.printing.reading import pages_of, picture_of


def test_every_label_has_its_number_and_the_edges_have_rulers():
    (text,) = pages_of(ruler_pdf(Layout(find_stock("Avery L7160"))))
    words = text.split()
    assert {*map(str, range(1, 22)), "100", "200", "290"} <= set(words)
    assert "Avery L7160" in text


def test_it_moves_with_the_nudge_and_shows_round_labels_round():
    stock = next(one for one in all_stock() if one.shape is Shape.ROUND and one.labels > 4)
    plain, moved = (picture_of(ruler_pdf(Layout(stock, nudge_x=at))) for at in (0, 50))
    assert plain.shades != moved.shades
    assert plain.ink() == pytest.approx(moved.ink(), rel=0.05)
