"""A shop that lives by counts alone: what is gone was used, and nobody calls that a loss."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key

JAM, JAMS = "4000000000051", "\u20ac1.40"
"""Its code, and what two of it are worth at 0.70."""


def test_what_is_gone_was_used_and_what_shrank_is_not_known(living_by_counts: Counting) -> None:
    counting = living_by_counts
    assert counting.text("countNotes").startswith("This shop lives by counts")
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    # However little is tolerated, what was used is no reason to count again.
    counting.press(Key.Key_F7)
    counting.types("1")
    counting.press(Key.Key_Return)
    # Ten came in at 1.00 and three are there; one milk is as before.
    (tea, _) = counting.rows("countReviewLines")
    assert tea[2:] == ["3", "", "10", "-7", "\u20ac7.00", "used"]
    assert counting.text("countSummary").startswith("1 used, 0 to count again, 0 not counted")
    assert counting.text("countSum") == "\u20ac7.00"
    counting.post()
    assert counting.text("countMessage") == (
        "T1-C000001 is posted. What was used since the last count comes to \u20ac7.00."
    )
    counting.press(Key.Key_F8)
    paper = text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes())
    assert "Counted and used T1-C000001" in paper
    assert "How much of it shrank is not known." in " ".join(paper.split())
    counting.can_press("count_start_results")
    counting.press(Key.Key_F9)
    assert counting.text("countResultsTitle") == "What was counted, by zone"
    assert [row[1:] for row in counting.rows("countResultsLines")] == [["Z1", "2"]]
    counting.press(Key.Key_F7)
    assert counting.rows("countResultsLines") == []
    assert counting.text("countResultsNote").endswith("How much of it shrank is not known.")


def test_opening_stock_was_not_used_in_review_question_and_message(living_by_counts: Counting) -> None:
    counting = living_by_counts
    counting.shop.product("jam", "2.00", name="Jam", codes=[JAM], cost="0.70")
    counting.begin()
    # Seven of ten teas at 1.00 are gone; of jam, of which nothing has come in, two are there at 0.70.
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, JAM, JAM)
    counting.press(Key.Key_F8, Key.Key_F9)
    rows = {row[0]: row[2:] for row in counting.rows("countReviewLines")}
    assert rows["Jam"] == ["2", "", "0", "+2", "", "opening stock"]
    names = [row[0] for row in counting.rows("countReviewLines")]
    assert details(counting, "countReviewLines", column=-1)[names.index("Jam")] == f"worth {JAMS}"
    assert counting.text("countSumAbout") == "Used, about:"
    assert counting.text("countSum") == "\u20ac7.00"
    assert counting.text("countSumAgain") == f"and opening stock, worth {JAMS}"
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    asked = [
        counting.in_dialog(f"post_{name}", QLabel).text().translate(ISOLATES) for name in ("about", "sum", "parts")
    ]
    assert asked == [
        "Products of which the count changes what there is: 1. Used, about:",
        "\u20ac7.00",
        f"Opening stock, worth {JAMS}, was not used and stands beside it.",
    ]
    counting.can_press("post_dialog_answer")
    counting.press(Key.Key_F9)
    assert counting.text("countMessage") == (
        f"T1-C000001 is posted. What was used since the last count comes to \u20ac7.00, opening stock to {JAMS}."
    )


def test_a_count_of_opening_stock_alone_says_what_it_is_worth_and_that_nothing_was_used(
    living_by_counts: Counting,
) -> None:
    counting = living_by_counts
    counting.shop.product("jam", "2.00", name="Jam", codes=[JAM], cost="0.70")
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("10*")
    counting.scan(TEA, MILK, JAM, JAM)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert (counting.text("countSumAbout"), counting.text("countSum")) == ("Opening stock, worth about:", JAMS)
    assert not counting.opened.find("countSumAgain").isVisible()
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert counting.in_dialog("post_about", QLabel).text() == "It is opening stock, worth about:"
    assert counting.in_dialog("post_sum", QLabel).text().translate(ISOLATES) == JAMS
    counting.can_press("post_dialog_answer")
    counting.press(Key.Key_F9)
    assert counting.text("countMessage") == (
        f"T1-C000001 is posted. It is opening stock, worth {JAMS}; nothing was used."
    )
