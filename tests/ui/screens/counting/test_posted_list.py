"""All counts that were posted are listed where counting begins, however that was done, and each has its paper."""

from __future__ import annotations

from pathlib import Path

from app.domain.stock_requests import CountLineAsked
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


def posted(counting: Counting, uid: str, sku: str, counted: int) -> str:
    """A count that a program posts; whoever looks at the list sees it then."""
    number = counting.posts(uid, CountLineAsked(sku, counted * 1000, zone="Z1"))
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    return number


def rows(counting: Counting) -> list[tuple[str, str, str]]:
    """Title, day and what stands below the title of posted counts."""
    found = zip(counting.rows("countStartTable"), details(counting, "countStartTable"), strict=True)
    return [(row[0], row[2], detail) for row, detail in found if row[1] == "posted"]


def test_a_count_of_a_program_is_listed_and_has_its_paper(counting: Counting) -> None:
    assert rows(counting) == []
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == "No count was posted yet."
    number = posted(counting, "c1", "tea", 7)
    assert rows(counting) == [(number, "Mar 2, 2026", "posted by Owner")]
    # Whatever is chosen: the newest.
    counting.press(Key.Key_Home, Key.Key_F8)
    paper = text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes())
    assert f"Count variance {number}" in paper
    # What it found stands among the results.
    counting.press(Key.Key_F9)
    assert counting.rows("countResultsLines")[0][:3] == ["March 2026", "Z1", "1"]


def test_the_newest_comes_first_and_the_chosen_one_is_printed(counting: Counting) -> None:
    first = posted(counting, "c1", "tea", 7)
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F9, Key.Key_F8)
    counting.post()
    last = posted(counting, "c3", "milk", 1)
    assert [row[0] for row in rows(counting)] == [last, "Count everything", first]
    counting.press(Key.Key_End, Key.Key_F8)
    assert first in counting.text("countMessage")
    counting.press(Key.Key_Up, Key.Key_Up, Key.Key_F8)
    assert last in counting.text("countMessage")


def test_a_count_after_midnight_is_of_the_business_day_in_the_list_and_on_paper(counting: Counting) -> None:
    counting.shop.clock.put("2026-03-03T00:00:44+01:00")
    number = posted(counting, "c1", "tea", 7)
    assert rows(counting) == [(number, "Mar 2, 2026", "posted by Owner")]
    counting.press(Key.Key_F8)
    paper = text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes())
    assert "As of Mar 2, 2026" in " ".join(paper.split())
    # Opened, it has that day as well, and its lines have no other one.
    counting.press(Key.Key_End, Key.Key_Return)
    assert counting.text("countPostedAbout") == "Posted by Owner on Mar 2, 2026"
    assert counting.rows("countPostedLines")[0][1] == "12:00\u202fAM"
    assert details(counting, "countPostedLines", 1) == [""]


def test_a_bounded_number_is_listed(counting: Counting) -> None:
    for place in range(55):
        counting.posts(f"c{place}", CountLineAsked("tea", 10_000))
    last = posted(counting, "last", "tea", 10)
    listed = rows(counting)
    assert (len(listed), listed[0][0]) == (50, last)
