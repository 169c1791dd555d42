"""What is asked of a report: stretches of days, places, and as of whose knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moment import business_day, day_end_us, day_number, next_day
from app.domain.refusal import Refusal
from app.reports.asked import NOW, Asked, Told, iso_day, location_id, read_known, told_days
from app.store.queries import past
from tests.reports.shops import TryShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book")
    yield shop
    shop.book.close_thread()


def test_open_ends_cover_everything() -> None:
    assert Asked().days == (past.FIRST_DAY, past.LAST_DAY)
    assert Asked(first=20260301, last=20260331).days == (20260301, 20260331)


def test_a_stretch_that_runs_backwards_is_refused_and_one_day_is_not() -> None:
    Asked(first=20260301, last=20260301).check()
    with pytest.raises(Refusal) as refused:
        Asked(first=20260302, last=20260301).check()
    assert refused.value.facts == {"first": "2026-03-02", "last": "2026-03-01"}


def test_now_is_everything(shop: TryShop) -> None:
    assert read_known(Asked(), shop.book.shop) is NOW
    with shop.book.reading() as connection:
        assert NOW.last_document(connection) == past.EVERY_DOCUMENT


def test_then_is_the_end_of_the_last_day_asked_for(shop: TryShop) -> None:
    rules = shop.book.shop
    for asked in (Asked(at=20260329, known="then"), Asked(first=20260301, last=20260329, known="then")):
        # Summer time begins on that day; the day ends at 04:00 of the next, two hours ahead of UTC.
        assert read_known(asked, rules).text == "2026-03-30T03:59:59+02:00"
    with pytest.raises(Refusal) as refused:
        read_known(Asked(first=20260301, known="then"), rules)
    assert refused.value.code == "then_when"


def test_a_moment_is_known_by_its_own_offset(shop: TryShop) -> None:
    known = read_known(Asked(known="2026-03-02T12:00:00Z"), shop.book.shop)
    assert (known.until_us, known.text) == (1_772_452_800_000_000, "2026-03-02T12:00:00+00:00")
    for text in ("", "later", "2026-03-02", "2026-03-02T12:00:00"):
        with pytest.raises(Refusal) as refused:
            read_known(Asked(known=text), shop.book.shop)
        assert refused.value.code == "bad_known"


def test_before_the_first_document_nothing_is_known(shop: TryShop) -> None:
    with shop.book.reading() as connection:
        known = read_known(Asked(known="1999-01-01T00:00:00Z"), shop.book.shop)
        assert known.last_document(connection) == 0


def test_places_are_found_by_their_code(shop: TryShop) -> None:
    with shop.book.reading() as connection:
        assert location_id(connection, None) is None
        assert location_id(connection, "shop") == 1
        with pytest.raises(Refusal):
            location_id(connection, "moon")


def test_where_nobody_names_days_the_book_tells_its_first_and_last(shop: TryShop) -> None:
    with shop.book.reading() as connection:
        assert told_days(connection, Asked()) == Told(all_days=True)
    shop.product("A1", "1.00")
    for day in ("2026-03-03", "2026-03-02", "2026-03-05"):
        shop.at(f"{day} 09:00")
        shop.sell(("A1", "1"))
    with shop.book.reading() as connection:
        assert told_days(connection, Asked()) == Told("2026-03-02", "2026-03-05", all_days=True)
        assert told_days(connection, Asked(), of_state=True) == Told(at="2026-03-05", all_days=True)
        early = read_known(Asked(known="2026-03-03T12:00:00+01:00"), shop.book.shop)
        assert told_days(connection, Asked(), early).to_date == "2026-03-03"
        assert told_days(connection, Asked(first=20260303)) == Told("2026-03-03")
        assert told_days(connection, Asked(at=20260303), of_state=True) == Told(at="2026-03-03")


def test_days_are_written_as_iso_has_them() -> None:
    assert (iso_day(20260301), iso_day(None)) == ("2026-03-01", None)


@given(
    st.dates(min_value=date(1971, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from([0, 240, 720, 1439]),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"]),
)
def test_a_business_day_ends_right_before_the_next_begins(when: date, cut_minutes: int, zone_name: str) -> None:
    day, zone = day_number(when), ZoneInfo(zone_name)
    end_us = day_end_us(day, zone, cut_minutes)
    assert business_day(end_us, zone, cut_minutes) == day
    assert business_day(end_us + 1, zone, cut_minutes) == next_day(day)


def test_a_shop_in_another_zone_ends_its_day_there(shop: TryShop) -> None:
    rules = replace(shop.book.shop, timezone="Asia/Tokyo", day_cut_minutes=0)
    assert read_known(Asked(at=20260301, known="then"), rules).text == "2026-03-01T23:59:59+09:00"
