"""What a key means on the US layout, whatever layout the system has."""

from __future__ import annotations

import pytest

from app.devices.keys import Key, KeyKind, alt_character, control_character, keypad_digit, us_character
from tests.devices.streams import code_of


def key(code: int, **more: bool) -> Key:
    return Key(KeyKind.CHARACTER, "x", 0, code=code, **more)


def test_the_digit_row_of_another_layout_is_digits() -> None:
    assert "".join(us_character(key(code)) for code in range(2, 12)) == "1234567890"


@pytest.mark.parametrize("character", "qwertyuiop[]asdfghjkl;'zxcvbnm,./-= ")
def test_each_key_types_its_character(character: str) -> None:
    assert us_character(key(code_of(character))) == character


@pytest.mark.parametrize(
    ("code", "character"), [(46, "C"), (2, "!"), (27, "}"), (41, "~"), (43, "|"), (12, "_"), (53, "?"), (57, " ")]
)
def test_shift_types_the_upper_one(code: int, character: str) -> None:
    assert us_character(key(code, shift=True)) == character


def test_control_and_bracket_is_the_separator() -> None:
    assert us_character(key(27, control=True)) == "\x1d"
    assert us_character(key(48, control=True)) == "\x02"
    assert us_character(key(2, control=True)) == ""
    assert [control_character(one) for one in ("]", "j", "^", "1", "", "é")] == ["\x1d", "\n", "\x1e", "", "", ""]


def test_the_keypad_types_digits_and_signs() -> None:
    codes = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73)
    assert "".join(us_character(key(code)) for code in codes) == "0123456789"
    assert "".join(keypad_digit(key(code)) for code in codes) == "0123456789"
    assert "".join(us_character(key(code)) for code in (55, 74, 78, 83, 98)) == "*-+./"
    assert keypad_digit(key(2)) == ""


def test_an_unknown_key_types_nothing() -> None:
    assert us_character(key(0)) == us_character(key(1)) == us_character(key(59)) == us_character(key(999)) == ""


@pytest.mark.parametrize(
    ("digits", "character"),
    [("0029", "\x1d"), ("65", "A"), ("0065", "A"), ("0233", "é"), ("130", "é"), ("0129", "\ufffd")],
)
def test_alt_and_a_number_compose_a_character(digits: str, character: str) -> None:
    assert alt_character(digits) == character
