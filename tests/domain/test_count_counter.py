"""What lay on the counter at a moment: baskets over time."""

from app.domain.basket import AddItem, SetQuantity, VoidLine
from app.domain.count_book import Aside
from app.domain.count_counter import Counter
from app.domain.product import Item, Unit

JUICE = Item(1, "J", "Juice", 1_000_000, 0, "", Unit.EACH)
BOX = Item(2, "K", "Gift box", 9_000_000, 0, "", Unit.EACH)


def counter(*entries, until=None, kits=None):
    made = Counter()
    made.add(entries, until, kits or {})
    return made


def test_a_basket_holds_what_it_held_then_until_it_is_over():
    made = counter((10, AddItem(JUICE, 2000)), (20, SetQuantity(1, 5000)), (30, VoidLine(1)), until=40)
    at = {moment: sum(one.quantity_milli for one in made.at(1, moment)) for moment in (9, 10, 19, 20, 29, 30)}
    assert at == {9: 0, 10: 2000, 19: 2000, 20: 5000, 29: 5000, 30: 0}
    over = counter((10, AddItem(JUICE, 2000)), until=40)
    assert (over.at(1, 39), over.at(1, 40)) == ((Aside(2000),), ())


def test_what_came_to_the_counter_or_left_it_has_moved():
    made = counter((10, AddItem(JUICE, 2000)), until=40)
    assert [made.has_moved(1, *span) for span in ((1, 9), (9, 10), (10, 39), (39, 40), (40, 99))] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert not made.has_moved(2, 1, 99)


def test_what_was_taken_and_put_back_meanwhile_may_lie_somewhere_else():
    given_up = counter((10, AddItem(JUICE, 2000)), until=40)
    assert given_up.has_moved(1, 1, 99)
    taken_out = counter((10, AddItem(JUICE, 2000)), (20, VoidLine(1)))
    assert taken_out.has_moved(1, 1, 99)
    assert not taken_out.has_moved(1, 20, 99)


def test_a_kit_holds_its_parts_and_goods_that_come_back_are_on_no_shelf():
    made = counter((10, AddItem(BOX, 2000)), (11, AddItem(JUICE, -1000)), kits={2: [(1, 3000), (7, 500)]})
    assert (made.at(1, 20), made.at(7, 20), made.at(2, 20)) == ((Aside(6000),), (Aside(1000),), ())
