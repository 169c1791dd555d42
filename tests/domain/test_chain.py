"""Digests: known bytes, and what may and may not change them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from app.domain.chain import canonical, digest, plain


class Kind(StrEnum):
    SALE = "sale"


@dataclass(frozen=True, slots=True)
class Line:
    sku: str
    quantity_milli: int
    lot: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    kind: Kind
    lines: tuple[Line, ...]
    inclusive: bool
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Only:
    uid: str


PAPER = Paper(Kind.SALE, (Line("Ä1", 2000), Line("B", -1, lot="L", serials=("x",))), True)


def test_the_canonical_form_is_these_very_bytes() -> None:
    # Written out by hand: kind, then the fields in their order, what is empty at the end left out, UTF-8.
    written = '["Paper",["sale",[["Ä1",2000],["B",-1,"L",["x"]]],true]]'
    assert canonical(PAPER) == written.encode()


def test_a_digest_is_sha_256_of_the_one_before_and_the_form() -> None:
    before = "ab" * 32
    assert digest(PAPER, before=before) == hashlib.sha256(before.encode() + b"\n" + canonical(PAPER)).hexdigest()
    assert digest(PAPER) == hashlib.sha256(b"\n" + canonical(PAPER)).hexdigest()
    assert digest(PAPER) != digest(PAPER, before=before)


def test_an_empty_field_in_the_middle_keeps_its_place() -> None:
    assert plain(Line("A", 1, lot="", serials=("x",))) == ["A", 1, "", ["x"]]
    assert plain(Line("A", 1, lot="x")) != plain(Line("A", 1, serials=("x",)))


def test_a_zero_and_a_no_are_not_empty() -> None:
    assert plain(Paper(Kind.SALE, (), False)) == ["sale", [], False]
    assert plain(Line("A", 0)) == ["A", 0]


def test_a_value_of_one_field_is_a_list_too() -> None:
    assert canonical(Only("u")) == b'["Only",["u"]]'


class Row(NamedTuple):
    place: int
    sku: str = ""
    of: str | None = None
    serials: tuple[str, ...] = ()
    state: str = ""


class Priced(NamedTuple):
    place: int
    price: Line | None = None
    state: str = ""


@given(
    st.lists(
        st.builds(
            Row,
            st.integers(0, 2),
            st.sampled_from(["", "A"]),
            st.sampled_from([None, "", "d1"]),
            st.sampled_from([(), ("x",), ("", "y")]),
            st.sampled_from(["", "recount"]),
        )
        | st.builds(Priced, st.integers(0, 2), st.sampled_from([None, Line("A", 1)]), st.sampled_from(["", "recount"]))
        | st.just(Line("B", 2)) | st.just("word") | st.just(()) | st.none()
    )
)  # fmt: skip
def test_each_line_of_many_is_written_as_it_is_alone(lines: list[object]) -> None:
    alone = ",".join(json.dumps(plain(line), separators=(",", ":")) for line in lines)
    assert json.dumps(plain(tuple(lines)), separators=(",", ":")) == f"[{alone}]"


def test_a_document_of_thousands_of_lines_is_written_as_a_short_one_is() -> None:
    for many in (1000, 1001, 2000, 2500):
        lines = tuple(Row(place, "A", "d1" if place % 7 else None) for place in range(many))
        whole = Paper(Kind.SALE, lines, inclusive=False)
        written = json.dumps(["Paper", plain(whole)], separators=(",", ":"), ensure_ascii=False)
        assert canonical(whole) == written.encode()


def test_a_field_added_at_the_end_changes_no_digest_that_was_made_before() -> None:
    @dataclass(frozen=True, slots=True)
    class Longer:
        sku: str
        quantity_milli: int
        lot: str = ""
        serials: tuple[str, ...] = ()
        weight_milli: int | None = None

    assert plain(Longer("A", 1, "L")) == plain(Line("A", 1, "L"))


def test_two_kinds_of_value_with_the_same_fields_differ() -> None:
    @dataclass(frozen=True, slots=True)
    class Other:
        uid: str

    assert digest(Other("u")) != digest(Only("u"))
