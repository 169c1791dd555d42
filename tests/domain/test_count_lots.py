"""Which lots and pieces are not there as the book has them; every figure is reckoned by hand."""

from app.domain.count_book import Aside, BookSays
from app.domain.count_lots import LotOff, differences, lots_off
from app.domain.count_sheet import Goods
from app.domain.count_standing import Found, Part
from app.domain.count_worth import Piled
from app.domain.product import Tracking

PHONE, YOGHURT = Goods(1, "P", "Phone", tracking=Tracking.SERIAL), Goods(2, "Y", "Yoghurt", tracking=Tracking.LOT)


def pieces(*serials):
    return Found(PHONE, (Part("Z", "", len(serials) * 1000, 1, 1, serials, "anna", 1),))


def lots(**milli):
    return Found(YOGHURT, tuple(Part("Z", lot.strip("_"), many, 1, 1, (), "anna", 1) for lot, many in milli.items()))


def off(found, says):
    return lots_off(differences(found, says), says)


def test_a_piece_for_another_is_one_that_is_missing_and_one_that_should_not_be_there():
    book = BookSays({"X1": 1000, "X2": 1000}, cost=(2000, 20_000), never_came=frozenset({"X9"}))
    assert off(pieces("X1", "X9"), book) == (LotOff("X2", -1000, -10_000), LotOff("X9", 1000, 10_000, True))
    assert off(pieces("X2", "X1"), book) == ()
    # In a basket it is there, too.
    assert off(pieces("X1"), book._replace(on_counter=(Aside(1000, serial="X2"),))) == ()
    # Opening stock has any number.
    assert off(pieces("X1", "X9"), BookSays({}, is_new=True)) == ()


def test_lots_that_changed_places_have_the_value_of_their_own_costs():
    layers = (Piled(8000, 400, 0, "", 1), Piled(6000, 360, 0, "", 2))
    book = BookSays({"L1": 8000, "L2": 6000}, cost=(14_000, 760), layers=layers)
    # Two of the oldest leave at 0.50, two come in at the newest cost of 0.60.
    assert off(lots(L1=6000, L2=8000), book) == (LotOff("L1", -2000, -100), LotOff("L2", 2000, 120))


def test_what_nobody_named_is_of_lots_that_are_short():
    book = BookSays({"L1": 5000, "L2": 5000}, cost=(10_000, 1000))
    assert off(lots(L1=5000, _=5000), book) == ()
    # One of them fills what is short of the first lot.
    assert differences(lots(L1=4000, _=5000), book) == {"L2": -1000}
    assert differences(lots(_=3000), book) == {}


def test_what_the_book_has_without_a_lot_may_be_of_any():
    book = BookSays({"": 10_000}, cost=(10_000, 1000), never_came=frozenset({"L1", "L2"}))
    found = lots(L1=6000, L2=4000)
    assert differences(found, book) == {"L1": 6000, "L2": 4000, "": -10_000}
    assert off(found, book) == ()
    assert off(lots(L1=6000, L2=3000), book) == (LotOff("", -1000, -100),)
