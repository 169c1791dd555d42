"""A shop that lives by counts alone: what is gone was used, and nobody calls that a loss."""

from __future__ import annotations

from pathlib import Path

from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


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
