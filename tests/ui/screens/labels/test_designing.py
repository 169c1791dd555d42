"""A template on the drawing board: fields stay on their label, and every step can be taken back."""

from dataclasses import replace

import pytest

from app.domain.own_template import MOST_FIELDS, OwnField, OwnTemplate, Side, Source, check_own_template
from app.ui.screens.labels.designing import Drawing

NAME = OwnField(Source.NAME, 10, 10, 300, 80)
PRICE = OwnField(Source.PRICE, 320, 10, 200, 80)
LABEL = OwnTemplate("Shelf", "62x29", 620, 290, (NAME, PRICE))


@pytest.fixture
def drawing():
    return Drawing(LABEL, is_kept=True)


def box(drawing):
    one = drawing.field
    return one.left, one.top, one.width, one.height


def test_fields_are_chosen_one_after_the_other_and_where_the_mouse_points(drawing):
    assert drawing.field == NAME
    assert drawing.choose_next(1)
    assert drawing.field == PRICE
    assert not drawing.choose_next(1)
    assert drawing.choose_next(-1)
    assert not drawing.choose_next(-1)
    assert [drawing.at(*place) for place in ((20, 20), (330, 20), (600, 200))] == [0, 1, -1]
    drawing.choose(7)
    assert drawing.chosen == 0


def test_a_field_moves_up_to_the_edge_and_grows_up_to_it(drawing):
    drawing.move(1, 10)
    assert box(drawing) == (11, 20, 300, 80)
    drawing.move(9999, 9999)
    assert box(drawing) == (320, 210, 300, 80)
    drawing.move(-9999, -9999)
    drawing.grow(9999, -9999)
    assert box(drawing) == (0, 0, 620, 5)
    assert check_own_template(drawing.template)


def test_every_step_goes_back_and_forth_and_a_drag_is_one(drawing):
    drawing.move(1, 0)
    for left in range(20, 60):
        drawing.place(left, 10, step="drag")
    drawing.letters(10)
    assert drawing.field.size == 110
    drawing.undo()
    assert box(drawing)[0] == 59
    drawing.undo()
    assert box(drawing)[0] == 11
    drawing.redo()
    assert box(drawing)[0] == 59
    drawing.undo()
    drawing.undo()
    assert drawing.template == LABEL
    assert drawing.is_kept
    assert not drawing.undo()
    drawing.move(0, 1)
    assert not drawing.redo()


def test_what_changes_nothing_is_no_step(drawing):
    drawing.move(0, 0)
    drawing.change(bold=False)
    assert not drawing.undo()


def test_fields_are_added_copied_and_taken_away(drawing):
    assert drawing.add(Source.SYMBOL)
    assert (drawing.chosen, drawing.field.source) == (2, Source.SYMBOL)
    assert drawing.duplicate()
    assert box(drawing) == (35, 30, 430, 260)
    assert drawing.delete()
    assert drawing.chosen == 2
    drawing.delete()
    drawing.delete()
    assert not drawing.delete()
    assert drawing.template.fields == (NAME,)
    for _ in range(4):
        drawing.undo()
    assert len(drawing.template.fields) == 3


@pytest.mark.parametrize("source", Source)
def test_a_new_field_of_any_kind_has_room_on_any_label(source):
    for width, height in ((50, 50), (620, 290), (2100, 2970)):
        drawing = Drawing(OwnTemplate("x", "x", width, height, (OwnField(Source.NAME, 0, 0, 50, 50),)), is_kept=False)
        assert drawing.add(source)
        assert check_own_template(drawing.template)
        assert not drawing.is_kept


def test_there_are_no_more_fields_than_a_template_may_have(drawing):
    while drawing.add(Source.TEXT, text="x"):
        pass
    assert len(drawing.template.fields) == MOST_FIELDS
    assert not drawing.duplicate()


def test_a_price_stands_at_the_right_and_what_is_kept_may_have_another_name(drawing):
    drawing.add(Source.PRICE)
    assert drawing.field.align is Side.RIGHT
    assert not drawing.is_kept
    drawing.keep(replace(drawing.template, name="Front"))
    assert drawing.is_kept
    drawing.undo()
    assert drawing.template.name == "Front"


def test_a_new_field_lies_on_no_other_while_there_is_room_for_a_smaller_one():
    name, code = OwnField(Source.NAME, 15, 15, 605, 40), OwnField(Source.SYMBOL, 15, 60, 430, 220)
    drawing = Drawing(OwnTemplate("x", "62x29", 620, 290, (name, code)), is_kept=False)
    for source in (Source.PRICE, Source.SKU):
        assert drawing.add(source)
        new = drawing.field
        for one in drawing.template.fields[:-1]:
            assert new.left >= one.right or one.left >= new.right or new.top >= one.bottom or one.top >= new.bottom
