"""JSON Lines as the headless door speaks them: one object a line in, one object a line out.

The reading is strict, so that a typo loses nothing: figures are strings, a JSON number is refused, and so is a key
that nobody asked for or that stands there twice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from app.base.trouble import Trouble
from app.domain.refusal import Refusal

# A line of 100,000 documents' lines fits; an endless one does not fill the memory.
MAX_LINE_BYTES = 32 * 1024 * 1024

_NUMBER = object()


@dataclass(frozen=True, slots=True)
class _Whole:
    """A JSON number without a point: it can say which line is meant, never how much of anything."""

    digits: str


class Fields:
    """One JSON object, taken apart key by key; `done` refuses what nobody took.

    A null is as good as a missing key. `where` says which part of the line this is ("line 2"), for the sentences.
    """

    def __init__(self, values: dict[str, object], where: str = "") -> None:
        self._values = values
        self._taken: set[str] = set()
        self.where = where

    def name(self, key: str) -> str:
        """What a sentence calls the key: "qty of line 2"."""
        return f"{key} of {self.where}" if self.where else key

    def has(self, key: str) -> bool:
        """Whether the key is there with a value; a null that was asked for is taken."""
        if self._values.get(key) is not None:
            return True
        self._taken.add(key)
        return False

    def glance(self, key: str) -> str | None:
        """A string that an answer repeats, or None: without taking it, so that reading it for real still checks it."""
        value = self._values.get(key)
        return value[:64] if isinstance(value, str) else None

    def text(self, key: str, default: str | None = None) -> str:
        """A string.

        Raises:
            Refusal: `not_text`, `bad_text` (half a character, or NUL), or `missing_key` where there is no default.
        """
        value = self._take(key)
        if value is None:
            if default is None:
                raise Refusal("missing_key", key=self.name(key))
            return default
        if not isinstance(value, str):
            raise Refusal("not_text", key=self.name(key))
        return self._whole_characters(key, value)

    def flag(self, key: str) -> bool:
        """True or false.

        Raises:
            Refusal: `missing_key` or `not_flag`.
        """
        value = self._take(key)
        if value is None:
            raise Refusal("missing_key", key=self.name(key))
        if not isinstance(value, bool):
            raise Refusal("not_flag", key=self.name(key))
        return value

    def whole(self, key: str) -> int | None:
        """A whole number that says which one is meant, such as a line of another document; None where there is none.

        Raises:
            Refusal: `not_whole` for anything but a JSON number without a point, from 1 to a million.
        """
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, _Whole) or not value.digits.isdecimal() or not 1 <= int(value.digits[:8]) <= 10**6:
            raise Refusal("not_whole", key=self.name(key))
        return int(value.digits)

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings of a list, empty where there is none.

        Raises:
            Refusal: `not_texts` or `bad_text`.
        """
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Refusal("not_texts", key=self.name(key))
        return tuple(self._whole_characters(key, one) for one in value)

    def texts_or_parts(self, key: str, each: str) -> list[str | Fields]:
        """A list of strings and objects, as they come.

        Raises:
            Refusal: `not_texts` or `bad_text`.
        """
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(one, str | dict) for one in value):
            raise Refusal("not_texts", key=self.name(key))
        return [
            self._whole_characters(key, one) if isinstance(one, str) else Fields(one, f"{each} {number}")
            for number, one in enumerate(value, 1)
        ]

    def part(self, key: str) -> Fields | None:
        """An object, or None where there is none.

        Raises:
            Refusal: `not_object`.
        """
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Refusal("not_object", key=self.name(key))
        return Fields(value, self.name(key))

    def parts(self, key: str, each: str, *, needed: bool = False) -> list[Fields]:
        """The objects of a list, empty where there is none; `each` is what one is called ("line").

        Raises:
            Refusal: `not_list`, or `missing_key` where the list is needed.
        """
        value = self._take(key)
        if value is None:
            if needed:
                raise Refusal("missing_key", key=self.name(key))
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Refusal("not_list", key=self.name(key))
        return [Fields(one, f"{each} {number}") for number, one in enumerate(value, 1)]

    def ignore(self, *keys: str) -> None:
        """Keys that may stand there and mean nothing."""
        self._taken.update(keys)

    def done(self) -> None:
        """Refuse what nobody took.

        Raises:
            Refusal: `unknown_key`.
        """
        for key in self._values:
            if key not in self._taken:
                raise Refusal("unknown_key", key=self.name(key[:40]))

    def _whole_characters(self, key: str, text: str) -> str:
        """The text, unless JSON's escapes left half a character or a NUL in it: no book could keep that."""
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Refusal("bad_text", key=self.name(key)) from None
        if "\0" in text:
            raise Refusal("bad_text", key=self.name(key))
        return text

    def _take(self, key: str) -> object:
        self._taken.add(key)
        return self._values.get(key)


def read_object(line: bytes) -> Fields:
    """Read a line as one JSON object.

    Raises:
        Refusal: `line_too_long`, `bad_json` or `double_key`.
    """
    if len(line) > MAX_LINE_BYTES:
        raise Refusal("line_too_long")
    try:
        value = json.loads(
            line.decode("utf-8-sig"),
            parse_int=_Whole,
            parse_float=_number,
            parse_constant=_number,
            object_pairs_hook=_without_doubles,
        )
    except UnicodeDecodeError:
        raise Refusal("bad_json", reason="it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise Refusal("bad_json", reason=f"{error.msg.removesuffix(' at')}, at character {error.pos + 1}") from None
    except RecursionError:
        raise Refusal("bad_json", reason="too many brackets within brackets") from None
    if not isinstance(value, dict):
        raise Refusal("bad_json", reason="an object begins with { and ends with }")
    return Fields(value)


def read_lines(source: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, or of standard input for "-", as they come; blank ones are passed over.

    Yields:
        The line's number from 1, and its bytes (cut where longer than `MAX_LINE_BYTES`, for `read_object` to refuse).

    Raises:
        Refusal: `unreadable_file`.
    """
    if source == "-" and sys.stdin is None:
        raise Refusal("unreadable_file", path=source, reason="standard input is closed")
    try:
        if source == "-":
            yield from _numbered(sys.stdin.buffer)
        else:
            with Path(source).open("rb") as stream:
                yield from _numbered(stream)
    except OSError as error:
        raise Refusal("unreadable_file", path=source, reason=error.strerror or str(error)) from error


def write_object(stream: TextIO | None, answer: dict[str, object]) -> None:
    """Write one object as a line and hand it on at once, so that a program can wait for it.

    Raises:
        Trouble: `answer_lost` when it cannot be written: the stream is closed, or what it goes to is full.
    """
    if stream is None:
        raise Trouble("answer_lost", reason="standard output is closed")
    try:
        # ASCII with escapes: an answer can be written whatever the encoding of the other end is.
        stream.write(json.dumps(answer) + "\n")
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What cannot be written now could not be written at the end of the program either.
        with suppress(OSError):
            stream.close()
        raise Trouble("answer_lost", reason=error.strerror or str(error)) from error


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        if not line.isspace():
            yield number, line


def _number(_: str) -> object:
    # No figure is ever read as a float, nor a thousand digits as a number: it only has to be refused.
    return _NUMBER


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise Refusal("double_key", key=key[:40])
        values[key] = value
    return values
