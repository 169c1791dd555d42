"""The day in the light: a story for each customer, as the cashier plays it.

The first line of a story is what the page about the day says of it. Labels of the scale hold the weight (they begin
with 28) or the price (22) that they were printed for.
"""

from __future__ import annotations

from app.ui.demo.cashier import Cashier
from app.ui.demo.designing import a_label_of_our_own
from app.ui.demo.ordering import next_order
from app.ui.demo.pricing import a_new_price
from app.ui.demo.receiving import a_van
from app.ui.demo.stockroom import broken_jars

MILK, BUTTER, TOAST = "2000000021010", "2000000021096", "2000000020105"
BANANAS_1234_G, HUMMUS_3_57, CHEESE_350_G = "2810011012347", "2222118003577", "2822012003507"
COLA_PACK, WATER_PACK = "2400000040040", "2400000040019"
STRAWBERRY_YOGHURT = "2000000021157"
RIESLING, PILSNER, LIQUEUR_20_ML = "2000000041117", "2000000041018", "20042103"
FARMHOUSE_BREAD, HONEY = "2000000020075", "2000000031071"
COFFEE, DRINKING_CHOCOLATE, NAPPIES = "2000000033013", "2000000033129", "2000000052014"
OLIVE_OIL, SMOKED_SALMON = "2000000030388", "2000000023151"
LAUNDRY_LIQUID, SPONGES, BIN_BAGS, POSTCARD = "2000000050072", "2000000050133", "2000000050157", "20060046"
CHEWING_GUM, NOBODYS, NOBODYS_EITHER = "20032104", "4012345678901", "5901234123457"
KETCHUP, MAYONNAISE, MUSTARD = "2000000030432", "2000000030449", "2000000030425"
GIN, BATTERIES = "2000000042022", "2000000050232"
TISSUES, COLA_CAN = "2000000050034", "2000000040059"
SAUSAGES, SOURDOUGH = "2000000023076", "2000000020082"


def three_scans(till: Cashier) -> None:
    """Three scans, one with a deposit, and F9 for exact cash."""
    till.picture("the-till-opens")
    till.scan(MILK)
    till.scan(BUTTER)
    till.scan(TOAST)
    till.sees_total("5,32")
    till.picture("three-scans")
    till.press("F9")
    till.is_paid("5,32")
    till.picture("paid-with-one-key")


def from_the_scale(till: Cashier) -> None:
    """Labels of the scale with weight and with price, tomatoes by name and weight; 20 and F9 give change."""
    till.scan(BANANAS_1234_G)
    till.sees("saleLines", "Bananas", "1,234")
    till.scan(HUMMUS_3_57)
    till.sees("saleLines", "Hummus, fresh", "3,57")
    till.finds("tomatoes", "Tomatoes, vine")
    till.press("Down", "Enter")
    till.sees("quantity_entry_field")
    till.type("0,48")
    till.picture("weight-of-tomatoes")
    till.press("Enter")
    till.sees_total("7,46")
    till.type("20")
    till.press("F9")
    till.gives_change("12,54")
    till.picture("change-in-sight")


def whole_packs(till: Cashier) -> None:
    """Pack codes: six bottles with one scan, at the price of the pack; card with F10."""
    till.scan(COLA_PACK)
    till.scan(WATER_PACK)
    till.sees("saleLines", "Cola 1 l", "6")
    till.sees_total("14,09")
    till.picture("packs-with-deposit")
    till.press("F10")
    till.is_paid("14,09")


def quantity_first(till: Cashier) -> None:
    """A quantity before the scan (3*), before a typed number (4*2001), and a quick key for what has no code."""
    till.type("3*")
    till.sees("saleQuantityChip", "3")
    till.picture("three-of-the-next")
    till.scan(STRAWBERRY_YOGHURT)
    till.sees("saleLines", "Strawberry yoghurt", "3", "1,77")
    till.type("4*2001")
    till.press("Enter")
    till.sees("saleLines", "Bread roll", "4", "1,80")
    till.press("Ctrl+4")
    till.sees("saleLines", "Coffee to go")
    till.sees_total("6,37")
    till.type("10")
    till.press("F9")
    till.gives_change("3,63")


def old_enough(till: Cashier) -> None:
    """Wine and beer ask for the age once, spirits ask again; one key confirms."""
    till.scan(RIESLING)
    till.scan(PILSNER)
    till.sees("age_bar_title", "16")
    till.picture("old-enough-for-wine")
    till.press("F5")
    till.misses("age_bar")
    till.scan(LIQUEUR_20_ML)
    till.sees("age_bar_title", "18")
    till.press("F5")
    till.misses("age_bar")
    till.sees_total("9,36")
    till.press("F10")
    till.is_paid("9,36")


def off_the_line(till: Cashier) -> None:
    """Bread of yesterday with 30 % off, honey with 0.50 off, each typed before its key."""
    till.scan(FARMHOUSE_BREAD)
    till.sees("saleLines", "Farmhouse bread")
    till.type("30%")
    till.press("Shift+F6")
    till.sees("discount_entry_field", "30%")
    till.picture("discount-on-a-line")
    till.press("Enter")
    till.misses("discount_entry")
    till.scan(HONEY)
    till.sees("saleLines", "Blossom honey")
    till.type("0.50")
    till.press("Shift+F6")
    till.sees("discount_entry_field", "0.50")
    till.press("Enter")
    till.sees_total("8,13")
    till.picture("two-lines-with-discounts")
    till.press("F9")
    till.is_paid("8,13")


def off_the_whole(till: Cashier) -> None:
    """Ten percent off the whole sale, over two tax rates."""
    till.scan(COFFEE)
    till.scan(DRINKING_CHOCOLATE)
    till.scan(NAPPIES)
    till.sees_total("19,77")
    till.type("10%")
    till.press("F6")
    till.sees("discount_entry_field", "10%")
    till.press("Enter")
    till.sees_total("17,79")
    till.picture("ten-percent-off-the-whole")
    till.press("F10")
    till.is_paid("17,79")


def partly_cash(till: Cashier) -> None:
    """Ten in cash, the rest by card, in the payment dialog."""
    till.scan(OLIVE_OIL)
    till.scan(SMOKED_SALMON)
    till.scan(CHEESE_350_G)
    till.sees_total("23,70")
    till.opens("tender_dialog", "F12")
    till.picture("how-is-it-paid")
    till.type("10")
    till.press("+")
    till.sees("tender_due", "13,70")
    till.press("F10")
    till.picture("cash-and-card")
    till.press("Enter")
    till.is_paid("23,70")


def purse_at_home(till: Cashier) -> None:
    """A customer fetches the purse: the sale is parked, the next one is served in between, then it goes on."""
    till.scan(LAUNDRY_LIQUID)
    till.scan(SPONGES)
    till.sees_total("7,18")
    till.type("blue coat")
    till.press("F7")
    till.sees("statusParked", "1")
    till.picture("parking-a-sale")
    _two_postcards(till)
    till.opens("recall_dialog", "F8")
    till.sees("recall_table", "blue coat", "7,18")
    till.picture("recalling-it")
    till.press("Enter")
    till.sees_total("7,18")
    till.scan(BIN_BAGS)
    till.sees_total("8,67")
    till.press("F9")
    till.is_paid("8,67")


def _two_postcards(till: Cashier) -> None:
    till.type("2*")
    till.scan(POSTCARD)
    till.sees("saleLines", "Postcard", "2")
    till.type("2*")
    till.press("Ctrl+9")
    till.sees("saleLines", "Letter stamp", "2")
    till.sees_total("4,30")
    till.type("5")
    till.press("F9")
    till.gives_change("0,70")


def nobody_knows_it(till: Cashier) -> None:
    """Two codes that nobody knows wait until the customer pays: one is sold at a typed price, one left out."""
    till.scan(CHEWING_GUM)
    till.scan(NOBODYS)
    till.sees("saleMessage", NOBODYS)
    till.scan(NOBODYS_EITHER)
    till.sees("saleMessage", NOBODYS_EITHER)
    till.picture("unknown-codes-wait")
    till.opens("unknown_dialog", "F9")
    till.sees("unknown_code", NOBODYS)
    till.type("2.49")
    till.picture("sold-at-a-price")
    till.press("Enter")
    till.sees("unknown_code", NOBODYS_EITHER)
    till.press("F4")
    till.is_paid("3,38")


def by_name(till: Cashier) -> None:
    """Found by name, also a Chinese one; a cake to order under the open price of the bakery."""
    till.finds("choc", "Milk chocolate 100 g")
    till.picture("found-by-name")
    till.press("Down", "Down", "Enter")
    till.sees("saleLines", "Milk chocolate 100 g")
    till.finds("酱", "老抽酱油")
    till.picture("found-by-chinese-name")
    till.press("Down", "Enter")
    till.sees("saleLines", "老抽酱油")
    till.press("F11")
    till.sees("saleCategory1", "")
    till.type("24.50")
    till.picture("open-price")
    till.press("Ctrl+2")
    till.sees_total("29,28")
    till.press("F11")
    till.type("50")
    till.press("F9")
    till.gives_change("20,72")


def thinks_again(till: Cashier) -> None:
    """A line goes out and comes back with undo, then everything does; the second piece with one key."""
    till.scan(KETCHUP)
    till.scan(MAYONNAISE)
    till.scan(MUSTARD)
    till.sees_total("4,77")
    till.press("Del")
    till.sees_total("3,78")
    till.picture("a-line-taken-out")
    till.press("Ctrl+Z")
    till.sees_total("4,77")
    till.press("Ctrl+Del")
    till.sees("saleEmpty")
    till.press("Ctrl+Z")
    till.sees_total("4,77")
    till.press("+")
    till.sees("saleLines", "Mustard, medium", "2", "1,98")
    till.sees_total("5,76")
    till.press("F9")
    till.is_paid("5,76")


def what_does_it_cost(till: Cashier) -> None:
    """Price and stock are told without selling; then a card payment that was cash is mended, and a copy printed."""
    till.opens("price_check_dialog", "F3")
    till.scan(GIN)
    till.sees("price_check_price", "14,90")
    till.picture("price-and-stock")
    till.press("Esc")
    till.misses("price_check_dialog")
    till.scan(BATTERIES)
    till.sees_total("3,49")
    till.press("F10")
    till.is_paid("3,49")
    till.opens("change_tender_dialog", "Ctrl+T")
    till.press("F9")
    till.picture("it-was-cash")
    till.press("Enter")
    till.misses("change_tender_dialog")
    till.press("Ctrl+P")


def more_than_there_is(till: Cashier) -> None:
    """More than the book says there is sells all the same, with a word on the line; the next one, too."""
    till.type("3*")
    till.scan(TISSUES)
    till.sees("saleLines", "Paper tissues 30 x 10", "too few in stock")
    till.sees_total("8,37")
    till.picture("more-than-in-stock")
    till.type("10")
    till.press("F9")
    till.gives_change("1,63")
    till.scan(TISSUES)
    till.sees("saleLines", "Paper tissues 30 x 10", "none in stock")
    till.picture("none-in-stock")
    till.press("F9")
    till.is_paid("2,79")


def read_twice(till: Cashier) -> None:
    """A scanner that sends a code twice at once has read one can; + takes the second one."""
    till.scan(COLA_CAN, echo=True)
    till.sees("saleMessage", "Read twice, taken once. Press + if it was a second piece.")
    till.sees_total("1,14")
    till.picture("read-twice-taken-once")
    till.press("+")
    till.sees_total("2,28")
    till.press("F9")
    till.is_paid("2,28")


def power_cut(till: Cashier) -> None:
    """Some things are rung up, and the program ends in the middle of it."""
    till.scan(SAUSAGES)
    till.type("2*")
    till.scan(KETCHUP)
    till.scan(SOURDOUGH)
    till.sees("saleLines", "Sourdough loaf 750 g")
    till.type("30%")
    till.press("Shift+F6")
    till.sees("discount_entry_field", "30%")
    till.press("Enter")
    till.misses("discount_entry")
    till.scan(BANANAS_1234_G)
    till.scan(TISSUES)
    till.scan(COLA_CAN)
    till.sees_total("16,84")
    till.picture("a-sale-in-progress")


STORIES = (
    three_scans,
    from_the_scale,
    whole_packs,
    quantity_first,
    old_enough,
    off_the_line,
    off_the_whole,
    partly_cash,
    purse_at_home,
    nobody_knows_it,
    by_name,
    thinks_again,
    what_does_it_cost,
    more_than_there_is,
    read_twice,
    broken_jars,
    a_van,
    next_order,
    a_new_price,
    a_label_of_our_own,
    power_cut,
)
