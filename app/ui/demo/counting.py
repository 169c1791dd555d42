"""A shelf is counted in a quiet hour of the evening, while the till sells."""

from __future__ import annotations

from app.domain.codes.digits import expected_gtin
from app.ui.demo.cashier import Cashier

STRAWBERRY, APRICOT, BLOSSOM_HONEY, FOREST_HONEY, HAZELNUT = "3105", "3106", "3107", "3108", "3109"
_ZONE = "Jam shelf"
# What lies there: one forest honey less than the book has, and at first ten hazelnut spreads are overlooked.
_FOUND = ((STRAWBERRY, "12"), (APRICOT, "13"), (BLOSSOM_HONEY, "4"), (FOREST_HONEY, "8"), (HAZELNUT, "12"))


def counts_a_shelf(till: Cashier) -> None:
    """A shelf is counted by its label while the till sells: one line is counted again, one honey is gone; posted."""
    till.press("Alt+5")
    till.sees("countStartTable", "Count everything")
    _plan(till)
    till.opens("labels_form", "F6")
    till.type(_ZONE)
    till.press("Enter")
    till.misses("labels_form")
    till.sees("countMessage", "zones.pdf")
    till.press("F7")
    till.sees("countMessage", "count-sheet-jam-shelf-shop.pdf")
    till.picture("what-is-to-be-counted")
    till.press("Home", "Enter")
    till.sees("countZone", "Which zone?")
    till.scan(f"ZONE:{_ZONE}")
    till.sees("countZone", _ZONE)
    for sku, many in _FOUND:
        till.type(f"{many}*")
        till.scan(_code(sku))
        till.sees("countLast", many)
    till.picture("blind-at-the-shelf")
    _a_customer(till)
    till.press("F8")
    till.sees("countSheets", _ZONE, "done")
    _counts_again(till)
    _reviews(till)
    till.press("F8")
    till.sees("countMessage", "T1-C000001-variance.pdf")
    till.can_press("count_start_results")
    till.press("F9")
    till.sees("countResultsLines", _ZONE, "5", "4", "80 %")
    till.picture("how-right-the-book-was")
    till.press("Esc")
    _looks_again(till)
    till.press("Alt+1")
    till.sees("saleTile0")


def _plan(till: Cashier) -> None:
    till.opens("plan_form", "F4")
    till.type(_ZONE)
    till.press("Tab", "End", "Up", "Tab", "Tab")
    till.type(", ".join(sku for sku, _ in _FOUND))
    till.press("Tab")
    till.type("30")
    till.press("Tab")
    till.type("2")
    till.picture("a-plan-with-a-tolerance")
    till.press("Enter")
    till.misses("plan_form")
    till.sees("countStartTable", _ZONE, "due today")


def _a_customer(till: Cashier) -> None:
    """The till sells what was just counted; the sheet waits."""
    till.press("Alt+1")
    till.scan(_code(BLOSSOM_HONEY))
    till.sees_total("5,49")
    till.press("F9")
    till.is_paid("5,49")
    till.press("Alt+5")
    till.sees("countZone", _ZONE)


def _counts_again(till: Cashier) -> None:
    till.opens("again_dialog", "F6")
    till.sees("again_table", "Hazelnut spread 400 g", "beyond what is tolerated")
    till.picture("to-be-counted-again")
    till.press("Enter")
    till.misses("again_dialog")
    till.sees("countMessage", "Count all of Hazelnut spread 400 g again")
    till.type("22*")
    till.scan(_code(HAZELNUT))
    till.sees("countLast", "22")
    till.press("F8")
    till.sees("countSheets", "All of Shop", "done, again")


def _reviews(till: Cashier) -> None:
    till.press("F9")
    till.sees("countReviewLines", "Blossom honey 500 g", "right")
    till.sees("countReviewLines", "Forest honey 500 g", "-1", "within tolerance")
    till.press("Home")
    till.opens("reason_dialog", "F6")
    till.press("3")
    till.sees("countReviewLines", "Forest honey 500 g", "stolen")
    till.can_press("count_post")
    till.picture("before-anything-is-posted")
    till.opens("post_dialog", "F9")
    till.can_press("post_dialog_answer")
    till.picture("what-posting-changes")
    till.press("F9")
    till.sees("countMessage", "T1-C000001 is posted")


def _looks_again(till: Cashier) -> None:
    """The posted count is opened; it is right, and stays."""
    till.sees("countStartTable", _ZONE, "posted")
    till.press("Enter")
    till.sees("countPostedLines", "Forest honey 500 g", "-1", "stolen")
    till.picture("a-posted-count")
    till.opens("take_back", "Ctrl+Del")
    till.can_press("take_back_answer")
    till.picture("what-taking-it-back-changes")
    till.press("Esc")
    till.misses("take_back")
    till.press("Esc")
    till.sees("countStartTable", _ZONE)


def _code(sku: str) -> str:
    return expected_gtin(f"20000000{sku}0")
