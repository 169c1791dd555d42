"""A price changes: from the form of a product to the label that says so on the shelf."""

from __future__ import annotations

from app.ui.demo.cashier import Cashier

_THYME_HONEY = "2000000034201"


def a_new_price(till: Cashier) -> None:
    """The thyme honey becomes dearer; its new shelf label is printed from the queue of changed prices."""
    till.press("Alt+6")
    till.sees("productSearch")
    till.scan(_THYME_HONEY)
    till.sees("productPrice", "9,49")
    till.picture("a-product-and-how-it-went")
    till.opens("product_form", "F4")
    till.press("Tab")  # the SKU stays: from the name to the price
    till.type("9.99")
    till.sees("product_price_hint", "Margin")
    till.picture("what-a-price-earns")
    till.press("Ctrl+S")
    till.misses("product_form")
    till.sees("productPrice", "9,99")
    till.sees("productChanges", "Price", "9,49")
    till.opens("label_form", "F12")
    till.sees("label_told", "Labels: 1, pages: 1")
    till.picture("the-label-as-it-will-be-printed")
    till.press("F12")
    till.misses("label_form")
    till.sees("productMessage", "F11 opens them")
    till.picture("its-shelf-label-is-made")
    till.press("Alt+1")
    till.sees("saleTile0")
