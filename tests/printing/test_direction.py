"""The order of letters in texts of two directions, against answers that were worked out by hand.

As in the standard (UAX 9), capitals are letters that run from right to left: they are Hebrew, or Arabic after `~`.
"""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing import direction
from app.printing.direction import line_of, runs_right_to_left, stretches, turns, visual_order
from app.printing.text import Style, measure, wrap
from app.printing.typesetting import clean

LETTERS = "abc ABC 0123456789 .,-+/%()[]€:'حليبدرتשלום١٢٣،؛\u0301\u05b8\u0651\u200e\u200f"
BODY = Style(10)
HEBREW = {chr(ord("A") + place): chr(0x5D0 + place) for place in range(26)}
ARABIC = {chr(ord("A") + place): letter for place, letter in enumerate("ابتثجحخدذرزسشصضطظعغفقكلمنه")}


def written(text: str) -> str:
    letters = ARABIC if text.startswith("~") else HEBREW
    return "".join(letters.get(letter, letter) for letter in text.removeprefix("~"))


def seen(line: str) -> str:
    """A line as it stands from left to right, in capitals again."""
    capitals = {letter: name for alphabet in (HEBREW, ARABIC) for name, letter in alphabet.items()}
    shown = "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(line))
    return "".join(capitals.get(letter, letter) for letter in shown)


# The first four stand in the standard, sections 2 and 4; the others follow from its rules.
ORDERS = [
    ("car means CAR.", "car means RAC."),
    ("CAR MEANS car.", ".car SNAEM RAC"),
    ("~CAR MEANS car.", ".car SNAEM RAC"),
    ("CAR abc 123", "abc 123 RAC"),
    ("MILK 350", "350 KLIM"),
    ("~MILK 350", "350 KLIM"),
    ("MILK nestle WHOLE", "ELOHW nestle KLIM"),
    ("MILK (WHOLE) 3%", "3% )ELOHW( KLIM"),
    ("milk MILK WHOLE fresh", "milk ELOHW KLIM fresh"),
    ("MILK johnson & johnson", "johnson & johnson KLIM"),
]


@pytest.mark.parametrize(("text", "expected"), ORDERS)
def test_letters_stand_as_the_standard_says(text: str, expected: str) -> None:
    assert seen(written(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MILK 350 g", "350 g KLIM"),
        ("~MILK 350 g", "350 g KLIM"),
        ("~OLIVES 350 g GREEN", "NEERG 350 g SEVILO"),
        ("~OLIVES (350 g) GREEN", "NEERG )350 g( SEVILO"),
        ("~EGGS 6 x 500 g", "6 x 500 g SGGE"),
        ("~MILK nestlé 350 g WHOLE", "ELOHW nestlé 350 g KLIM"),
        ("~SOAP johnson & johnson 200 ml", "johnson & johnson 200 ml PAOS"),
        ("~TEA kellogg's 1.5 kg", "kellogg's 1.5 kg AET"),
        ("milk MILK", "milk KLIM"),
        ("tea TEA 25 CUPS", "tea SPUC 25 AET"),
    ],
)
def test_a_figure_and_its_unit_keep_their_own_order(text: str, expected: str) -> None:
    assert seen(written(text)) == expected


@pytest.mark.parametrize("figure", ["12-3", "1,234.50", "2026-01-31", "-0.54", "6\u00d7500", "A1-20/B", "3%", "14:03"])
@pytest.mark.parametrize("name", ["حليب {}", "{} حليب", "חלב {} טרי"])
def test_a_figure_in_a_name_from_right_to_left_keeps_its_own_order(name: str, figure: str) -> None:
    parts = stretches(name.format(figure))
    assert (figure, False) in [(text.strip(), right_to_left) for text, right_to_left in parts]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # The second line is Latin because a Latin name stands before it, on the first.
        ("~MILK nestle 350 g WHOLE FAT", ["nestle KLIM", "350 g", "TAF ELOHW"]),
        ("~MILK nestle gold WHOLE", ["nestle KLIM", "ELOHW gold"]),
        ("~MILK lipton gold 25", ["lipton KLIM", "gold 25"]),
        # A whole that runs from left to right does so on a line that begins with a letter of the other direction.
        ("nestle milk MILK gold", ["nestle milk", "KLIM gold"]),
        ("MILK WHOLE 3% (LITRE)", ["ELOHW KLIM", ")ERTIL( 3%"]),
    ],
)
def test_lines_stand_as_the_whole_text_wants_them(text: str, lines: list[str]) -> None:
    assert [seen(line) for line in wrap(written(text), BODY, 60)] == lines


def test_a_line_that_is_cut_ends_at_the_left_where_its_text_runs_right_to_left() -> None:
    name = written("MILK nestle 350 g WHOLE FAT")
    first, last = wrap(name, BODY, measure(name, BODY) * 0.48, most=2)
    assert seen(first) == "nestle KLIM"
    assert seen(last).startswith("\u2026")
    assert "350 g" in seen(last)


def test_a_unit_stays_on_the_line_of_its_figure() -> None:
    assert wrap("Green olives 350 g", BODY, measure("Green olives 350", BODY)) == ("Green olives", "350 g")
    assert wrap("Green olives 350 gold", BODY, measure("Green olives 350", BODY)) == ("Green olives 350", "gold")


@settings(max_examples=500)
@given(st.text(LETTERS, max_size=16))
def test_letters_stand_in_the_order_of_the_bidirectional_algorithm(text: str) -> None:
    text = clean(text)
    marked = "".join(letter for _, letter in direction._with_figures_kept(text))
    shown = get_display(marked if turns(text) else text, base_dir="R" if runs_right_to_left(text) else "L")
    expected = "".join(letter for letter in shown if letter not in direction.DIRECTION_MARKS)
    assert "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(text)) == expected


def test_figures_between_arabic_digits_are_turned_once() -> None:
    text = "5 ٣ّ00٢"
    line = line_of(text, visual_order(text), 0, len(text))
    assert "".join(part for part, _ in stretches(line)) == "5 ٢00٣ّ"


@given(st.text(LETTERS, max_size=24), st.data())
def test_a_part_as_a_line_has_its_letters_in_the_order_of_the_whole(text: str, data: st.DataObject) -> None:
    text = clean(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    order = visual_order(text)
    line = line_of(text, order, start, end)
    expected = "".join(text[place] for place, _ in order if start <= place < end)
    shown = "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(line))
    assert shown == expected


def test_each_letter_of_a_long_text_has_its_place() -> None:
    text = clean(written("~MILK 350 g nestle ") * 200)
    places = [place for place, _ in visual_order(text)]
    assert sorted(places) == list(range(len(text)))
    assert unicodedata.bidirectional(text[places[-1]]) == "AL"
