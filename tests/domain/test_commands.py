"""Command codes are read as commands, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import parse
from app.domain.commands import COMMANDS, PREFIX, Command, Verb, read_command


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("aim", ["", "]C0", "]C1"])
def test_each_command_is_read_back(command: Command, aim: str) -> None:
    assert read_command(aim + command.code) == command


def test_the_sheet_has_two_to_twelve_and_each_verb_once() -> None:
    assert [one.pieces for one in COMMANDS if one.verb is Verb.QUANTITY] == list(range(2, 13))
    others = [one.verb for one in COMMANDS if one.verb is not Verb.QUANTITY]
    assert sorted(others) == sorted(set(Verb) - {Verb.QUANTITY, Verb.UNKNOWN})
    assert len({one.code for one in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("code", [f"{PREFIX}Q13", f"{PREFIX}Q1", f"{PREFIX}", f"{PREFIX}void"])
def test_what_only_begins_like_one_is_an_unknown_command(code: str) -> None:
    assert read_command(code) == Command(Verb.UNKNOWN)


@given(st.text().filter(lambda text: PREFIX not in text))
def test_nothing_else_is_a_command(text: str) -> None:
    assert read_command(text) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_looks_like_a_product(command: Command) -> None:
    scan = parse(command.code)
    assert scan.gtin is None
    assert scan.kind == "unknown"
