"""Several windows on one book: each till is open in one of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.bootstrap.till import open_till
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.store.holding import free_tills, hold_till
from tests.books import counter_at

_PATIENCE_S = 30


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    counter = counter_at(tmp_path / "shop.book")
    counter.post("location", code="back", name="Back room")
    counter.post("till", code="T2", location="back")
    counter.book.close_thread()
    return counter.book.path


@pytest.fixture
def start(book: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    begun: list[subprocess.Popen[bytes]] = []

    def begin(*more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "app", "--book", str(book), *more]
        begun.append(subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.PIPE))
        return begun[-1]

    yield begin
    for one in begun:
        one.kill()
        one.communicate()


def comes_true(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + _PATIENCE_S
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


def test_two_programs_have_two_tills_of_one_book_open(
    book: Path, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    first, second = start(), start("--till", "T2")
    assert comes_true(lambda: free_tills(book, ["T1", "T2"]) == [])
    assert (first.poll(), second.poll()) == (None, None)
    third = start("--till", "T2")
    assert third.wait(_PATIENCE_S) != 0
    assert b"Till T2 is already open in another window" in (third.stderr.read() if third.stderr else b"")


def test_who_finds_the_till_open_is_told_which_one_is_free(book: Path) -> None:
    first = hold_till(book, "T1")
    with pytest.raises(Trouble) as told:
        open_till(book)
    assert (told.value.code, told.value.facts["free"], told.value.facts["first"]) == ("other_till_free", "T2", "T2")
    second = hold_till(book, "T2")
    with pytest.raises(Trouble, match="till_open_elsewhere"):
        open_till(book)
    first.release()
    second.release()


def test_a_till_that_is_not_there_is_refused_with_those_that_are(book: Path) -> None:
    with pytest.raises(Refusal) as told:
        open_till(book, "T9")
    assert (told.value.code, told.value.facts) == ("no_such_till", {"till": "T9", "known": "T1, T2"})
    line = '{"type":"till","code":"T9","location":"shop"}'
    assert sentence(told.value.code, told.value.facts).endswith(f"To add it, hand {line} to “tillbook post -”.")
