"""The stock screen in a quiet minute: broken goods, goods for the back room, and the card that tells of both."""

from __future__ import annotations

from app.ui.demo.cashier import Cashier

STRAWBERRY_JAM = "2000000031057"


def broken_jars(till: Cashier) -> None:
    """Two jars break and are taken off the stock, six go to the back room; the card of the goods tells why."""
    till.press("Alt+2")
    till.sees("stockEmpty")
    till.press("Ctrl+2")
    till.sees("stockGoods", "Blossom honey 500 g", "low")
    till.picture("what-is-low-in-stock")
    till.press("Ctrl+1")
    till.scan(STRAWBERRY_JAM)
    till.sees("stockName", "Strawberry jam 340 g")
    till.sees("stockOnHand", "18")
    till.picture("the-card-of-the-jam")
    till.opens("adjust_form", "F4")
    till.type("-2")
    till.sees("adjust_form_preview", "Shop: 18 on hand, then 16 (-2)")
    till.picture("two-jars-broke")
    till.press("Enter")
    till.misses("adjust_form")
    till.sees("stockOnHand", "16")
    till.opens("transfer_form", "F6")
    till.type("6")
    till.sees("transfer_form_preview", "Shop: 16, then 10. Back room: 0, then 6.")
    till.picture("six-jars-for-the-back-room")
    till.press("Enter")
    till.misses("transfer_form")
    till.sees("stockSpots", "Back room", "6")
    two_go_back(till)
    till.sees("stockHistory", "Adjustment", "T1-A000001", "-2")
    till.picture("where-the-jam-is-and-why")
    till.type("jam")
    till.lacks("stockGoods", "Forest honey 500 g")  # the list is the one for these words
    till.sees("stockGoods", "Strawberry jam 340 g", "16")
    till.press("Enter")
    till.has_keys("stockHistory")
    till.opens("document_dialog", "Home", "Enter")
    till.sees("document_lines", "Strawberry jam 340 g", "1")
    till.picture("the-document-of-a-movement")
    till.press("Esc")
    till.misses("document_dialog")
    till.press("Alt+1")
    till.sees("saleTile0")


def two_go_back(till: Cashier) -> None:
    """Two jars are sent back to the shelf with the boy; one arrives, the other a little later."""
    till.opens("transfer_form", "F6")
    till.type("2")
    till.press("Tab", "End", "Tab", "Home", "Tab", "End")
    till.sees("transfer_form_preview", "Back room: 6, then 4. 2 on the way to Shop, where F7 takes it in.")
    till.press("Enter")
    till.misses("transfer_form")
    till.sees("stockSpots", "On the way", "2")
    till.opens("arrival_dialog", "F7")
    till.picture("what-is-on-the-way")
    till.press("Tab")
    till.type("1")
    till.press("Enter")
    till.misses("arrival_dialog")
    till.sees("stockSpots", "On the way", "1")
    till.opens("arrival_dialog", "F7")
    till.press("Enter")
    till.misses("arrival_dialog")
    till.sees("stockSpots", "Shop", "12")
