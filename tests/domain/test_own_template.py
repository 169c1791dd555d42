"""The shop's own label templates: what can be kept, and what is refused with which words."""

import pytest

from app.domain.own_template import (
    MOST_FIELDS,
    SYMBOLS,
    WORDS,
    OwnField,
    OwnTemplate,
    OwnTemplateAsked,
    Source,
    check_own_template,
    check_template_name,
    templated,
)
from app.domain.wording import sentence
from app.printing.labels.symbols import SymbolKind
from tests.books import refused

NAME = OwnField(Source.NAME, 15, 15, 380, 90, size=120, bold=True)
CODE = OwnField(Source.SYMBOL, 15, 120, 380, 155, symbol="ean13")
SHELF = OwnTemplate("Shelf", "62x29", 620, 290, (NAME, CODE))


def wrong(**change):
    """The refusal of a template with one field that is otherwise."""
    field = {name: getattr(NAME, name) for name in NAME.__slots__} | change
    return refused(check_own_template, OwnTemplate("Shelf", "62x29", 620, 290, (OwnField(**field),)))


def test_a_new_template_needs_its_size_and_fields_and_names_a_roll_of_that_size():
    asked = OwnTemplateAsked("Shelf", width=625, height=290, fields=(NAME,))
    assert templated(None, asked) == OwnTemplate("Shelf", "62.5x29", 625, 290, (NAME,))
    for key in ("width", "height", "fields"):
        assert refused(templated, None, asked._replace(**{key: None})).facts == {"key": key}


def test_what_nobody_asks_for_stays_and_fields_take_the_place_of_all():
    asked = OwnTemplateAsked("Shelf", fields=(CODE,))
    assert templated(SHELF, asked) == OwnTemplate("Shelf", "62x29", 620, 290, (CODE,))
    assert templated(SHELF, OwnTemplateAsked("Shelf", stock="L7160")).stock == "L7160"
    assert (NAME.right, NAME.bottom) == (395, 105)


@pytest.mark.parametrize("name", ["", " Shelf", "Shelf ", "a\nb", "x" * 61])
def test_a_name_is_what_can_be_read_in_a_list(name):
    assert refused(check_template_name, name).code == "bad_template_name"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"left": -1}, "field_outside_label"),
        ({"top": 201}, "field_outside_label"),
        ({"left": 241}, "field_outside_label"),
        ({"width": 4}, "out_of_bounds"),
        ({"size": 39}, "out_of_bounds"),
        ({"size": 3001}, "out_of_bounds"),
        ({"module": 2001}, "out_of_bounds"),
        ({"text": "x" * 201}, "text_too_long"),
        ({"symbol": "pdf417"}, "unknown_word"),
    ],
)
def test_a_field_lies_on_its_label_and_its_figures_can_be(change, code):
    assert wrong(**change).code == code


def test_a_refusal_says_what_it_is_about_as_people_write_it():
    refusal = wrong(size=3001)
    assert sentence(refusal.code, refusal.facts).startswith("The size of letters “300.1” is too large")
    refusal = wrong(left=241)
    assert sentence(refusal.code, refusal.facts).startswith("The field name of Shelf reaches over the edge")


def test_a_label_has_a_size_that_can_be_and_a_field():
    for template, code in (
        (OwnTemplate("Shelf", "x", 49, 290, (NAME,)), "bad_label_size"),
        (OwnTemplate("Shelf", "x", 620, 12_001, (NAME,)), "bad_label_size"),
        (OwnTemplate("Shelf", "x" * 81, 620, 290, (NAME,)), "text_too_long"),
        (OwnTemplate("Shelf", "x", 620, 290, ()), "too_many_fields"),
        (OwnTemplate("Shelf", "x", 620, 290, (NAME,) * (MOST_FIELDS + 1)), "too_many_fields"),
    ):
        assert refused(check_own_template, template).code == code
    assert check_own_template(SHELF) is SHELF


def test_the_kinds_of_symbols_are_those_that_can_be_drawn_and_every_field_has_its_word():
    assert tuple(SymbolKind) == SYMBOLS
    assert set(WORDS) == set(Source)
