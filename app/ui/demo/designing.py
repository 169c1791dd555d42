"""The shop's own shelf label: drawn by keys, tried on a product, printed."""

from __future__ import annotations

from app.ui.demo.cashier import Cashier

_THYME_HONEY = "2000000034201"
_TO_THE_TEXT = 7  # times Tab from the first figure of a field


def a_label_of_our_own(till: Cashier) -> None:
    """A shelf label with the shop's own words is designed on the screen, and one is printed with it."""
    till.goes_to("labels")
    till.sees("labelEmpty")
    till.opens("label_name_form", "Ctrl+N")
    till.type("Regional")
    till.press("Tab", "Ctrl+A")
    till.type("62x40")
    till.press("Tab", "Enter")
    till.misses("label_name_form")
    till.sees("labelBoardTitle", "Regional")
    till.scan(_THYME_HONEY)
    till.sees("labelFindingWords_0", "EAN-13", "300 dpi")
    till.press(*["Ctrl+Shift+Up"] * 6, "Ctrl+5")
    till.sees("labelFieldTitle", "Own text")
    till.press("Enter", *["Tab"] * _TO_THE_TEXT)
    till.has_keys("labelText")
    till.press("Ctrl+A")
    till.type("From our region")
    till.press("F2", *["Ctrl+Shift+Right"] * 3, "+", "+")
    till.sees("labelFieldTable", "From our region")
    till.picture("a-label-on-the-drawing-board")
    till.press("Ctrl+S")
    till.sees("labelToast_sentence", "Regional is saved")
    till.press("Esc")
    till.sees("labelTemplateTable", "Regional")
    till.scan(_THYME_HONEY)
    till.sees("labelWaiting", "honey")
    till.press("F3", "Tab", "Down")
    till.sees("labelStock", "62x40")
    till.press("F12")
    till.sees("labelMessage", "F11 opens them")
    till.picture("a-label-of-our-own")
    till.press("Alt+1")
    till.sees("saleTile0")
