"""The same till in the dark, opened again after it was closed in the middle of a sale."""

from __future__ import annotations

from app.ui.demo.cashier import Cashier
from app.ui.demo.counting import counts_a_shelf
from app.ui.demo.morning import BATTERIES, BUTTER, COLA_PACK, MILK, NOBODYS, RIESLING

LEMONADE = "2000000040080"
# How many of each note and coin, in cents: 129.35.
IN_THE_DRAWER = {
    20000: 0, 10000: 0, 5000: 2, 2000: 1, 1000: 0, 500: 1, 200: 2, 100: 0, 50: 0, 20: 1, 10: 1, 5: 1, 2: 0, 1: 0,
}  # fmt: skip


def goes_on(till: Cashier) -> None:
    """The program opens again with the sale as it was; the payment dialog takes a note."""
    till.sees("saleMessage", "The open sale was kept (lines: 6). Go on where you were.")
    till.sees_total("16,84")
    till.picture("the-sale-was-kept")
    till.scan(LEMONADE)
    till.sees_total("18,28")
    till.opens("tender_dialog", "F12")
    till.type("20")
    till.sees("tender_change", "1,72")
    till.picture("a-note-in-the-dark")
    till.press("Enter")
    till.gives_change("1,72")
    till.picture("change-in-the-dark")


def last_customer(till: Cashier) -> None:
    """Everything at once in the dark: a pack, wine, a discount, an unknown code, a search; paid by card."""
    till.scan(COLA_PACK)
    till.scan(MILK)
    till.scan(BUTTER)
    till.sees("saleLines", "Butter 250 g")
    till.type("20%")
    till.press("Shift+F6")
    till.sees("discount_entry_field", "20%")
    till.press("Enter")
    till.sees_total("12,67")
    till.finds("mil", "Milk chocolate 100 g")
    till.picture("found-by-name-in-the-dark")
    till.press("Esc")
    till.scan(RIESLING)
    till.sees("age_bar")
    till.press("F5")
    till.misses("age_bar")
    till.scan(NOBODYS)
    till.sees("saleMessage", NOBODYS)
    till.sees_total("19,66")
    till.picture("a-full-sale-in-the-dark")
    till.opens("unknown_dialog", "F10")
    till.type("0.99")
    till.picture("unknown-in-the-dark")
    till.press("Enter")
    till.is_paid("20,65")
    till.opens("price_check_dialog", "F3")
    till.scan(BATTERIES)
    till.sees("price_check_price", "3,49")
    till.picture("price-check-in-the-dark")
    till.press("Esc")
    till.misses("price_check_dialog")


def the_day_at_a_glance(till: Cashier) -> None:
    """The manager looks at the day: what it took, what sold best, and how that will look on paper."""
    till.goes_to("reports")
    till.sees("tile_net")
    till.picture("the-day-at-a-glance-in-the-dark")
    till.type("best sell")
    till.sees("reportsList", "Best sellers")
    till.press("Enter")
    till.sees("reportsTitle", "Best sellers")
    till.sees("reportsTotals", "Total")
    till.picture("best-sellers-in-the-dark")
    till.press("F6")
    till.sees("reportsPaper_where", "Page 1 of")
    till.picture("best-sellers-on-paper")


def counts_the_drawer(till: Cashier) -> None:
    """The drawer is counted, note by note and coin by coin: two cents are missing, and the end of the day says so."""
    till.press("F3")
    till.sees("tile_drawer")
    till.opens("drawer", "F11")
    for piece, many in IN_THE_DRAWER.items():
        till.has_keys(f"drawer_count_{piece}")
        if many:
            till.type(str(many))
        till.press("Tab")
    till.sees("drawer_total", "Together 129,35 \u20ac")
    till.picture("counting-the-drawer-in-the-dark")
    till.press("Enter")
    till.misses("drawer")
    till.sees("reportsTitle", "End of the day")
    till.sees(
        "reportsMessage", "The drawer is 0,02 \u20ac short: 129,35 \u20ac were counted, 129,37 \u20ac should be there."
    )
    till.picture("the-end-of-the-day-in-the-dark")


STORIES = (goes_on, last_customer, counts_a_shelf, the_day_at_a_glance, counts_the_drawer)
