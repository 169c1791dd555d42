"""The basket by example; tests/machines/test_basket.py plays everything together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import (
    AddItem,
    AddUnknown,
    AgeConfirmed,
    Basket,
    Clear,
    LeaveOut,
    Note,
    SellUnknown,
    SetLineDiscount,
    SetPrice,
    SetQuantity,
    SetSaleDiscount,
    Undo,
    VoidLine,
    after,
    replay,
)
from app.domain.discount import Discount
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from tests.domain.entries import ENTRIES

JUICE = Item(1, "J", "Juice", 1_500_000, 0, "", Unit.EACH)
PEAR = Item(2, "P", "Pears", 2_000_000, 0, "", Unit.KG)
GIN = Item(3, "G", "Gin", 12_000_000, 0, "", Unit.EACH, minimum_age=18)
ANY = Item(4, "OPEN", "Bread", 0, 0, "", Unit.EACH, open_price=True)


def lines(basket):
    return [(line.key, line.item.sku, line.quantity_milli) for line in basket.lines]


def refusal_of(basket, entry):
    with pytest.raises(Refusal) as caught:
        after(basket, entry)
    return caught.value.code


def test_scans_of_the_same_goods_are_one_line():
    basket = replay([AddItem(JUICE, 1000), AddItem(PEAR, 250), AddItem(JUICE, 1000), AddItem(JUICE, 6000)])
    assert lines(basket) == [(1, "J", 8000), (2, "P", 250)]
    assert basket.last == 1


@pytest.mark.parametrize(
    "other",
    [
        AddItem(JUICE._replace(price_micro=1_400_000), 1000),
        AddItem(JUICE._replace(base_milli=6000), 6000),
        AddItem(JUICE, 1000, merge=False),
        AddItem(JUICE, 1000, lot="L1"),
        AddItem(JUICE, 1000, serial="X1"),
        AddItem(JUICE, -1000),
        AddItem(PEAR, 1000),
    ],
)
def test_what_differs_is_a_line_of_its_own(other):
    assert len(replay([AddItem(JUICE, 2000), other]).lines) == 2
    # A line that was measured, priced or lowered by hand takes nothing more either.
    assert len(replay([other, AddItem(JUICE, 2000)]).lines) == 2


@pytest.mark.parametrize("edit", [SetPrice(1, 1_500_000), SetLineDiscount(1, Discount(amount_minor=10))])
def test_a_line_that_was_edited_stays_apart(edit):
    assert len(replay([AddItem(JUICE, 1000), edit, AddItem(JUICE, 1000)]).lines) == 2


def test_a_discount_taken_away_opens_the_line_again():
    basket = replay(
        [AddItem(JUICE, 1000), SetLineDiscount(1, Discount(10)), SetLineDiscount(1, None), AddItem(JUICE, 1000)]
    )
    assert lines(basket) == [(1, "J", 2000)]


def test_goods_at_any_price_never_join():
    assert len(replay([AddItem(ANY, 1000), AddItem(ANY, 1000)]).lines) == 2


def test_a_joined_line_shows_the_product_as_it_was_read_last():
    basket = replay([AddItem(JUICE, 1000), AddItem(JUICE._replace(name="New name", on_hand_milli=5000), 1000)])
    assert basket.lines[0].item.name == "New name"


def test_quantity_price_and_discount_of_a_line_are_set():
    basket = replay([AddItem(JUICE, 1000), SetQuantity(1, 3000), SetPrice(1, 990_000), SetLineDiscount(1, Discount(5))])
    (line,) = basket.lines
    assert (line.quantity_milli, line.price_micro, line.discount) == (3000, 990_000, Discount(5))


def test_a_line_that_is_taken_out_is_gone_and_its_key_is_not_used_again():
    basket = replay([AddItem(JUICE, 1000), AddItem(PEAR, 500), VoidLine(2), AddItem(PEAR, 500)])
    assert lines(basket) == [(1, "J", 1000), (4, "P", 500)]
    for entry in (SetQuantity(2, 1000), SetPrice(2, 1), SetLineDiscount(2, None), VoidLine(2)):
        assert refusal_of(basket, entry) == "no_such_line"


def test_an_unknown_code_waits_until_it_is_sold_or_left_out():
    basket = replay([AddUnknown("4711", 2000), AddUnknown("4712", 1000)])
    assert (basket.is_empty, [one.code for one in basket.waiting]) == (False, ["4711", "4712"])
    sold = after(basket, SellUnknown(1, ANY, 350_000))
    assert [one.key for one in sold.waiting] == [2]
    assert (sold.lines[0].code, sold.lines[0].quantity_milli, sold.lines[0].price_micro) == ("4711", 2000, 350_000)
    gone = after(sold, LeaveOut(2))
    assert gone.waiting == ()
    for entry in (SellUnknown(1, ANY, 1), LeaveOut(2)):
        assert refusal_of(gone, entry) == "no_such_line"


def test_the_same_unknown_code_again_is_another_piece_of_the_same_goods():
    basket = replay([AddUnknown("4711", 1000), AddUnknown("4712", 1000), AddUnknown("4711", 1000)])
    assert [(one.key, one.code, one.quantity_milli) for one in basket.waiting] == [(1, "4711", 2000), (2, "4712", 1000)]
    assert [one.quantity_milli for one in after(basket, Undo()).waiting] == [1000, 1000]
    returned = after(basket, AddUnknown("4711", -1000))
    assert [one.quantity_milli for one in returned.waiting] == [2000, 1000, -1000]


def test_age_is_asked_once_for_the_oldest():
    basket = replay([AddItem(GIN, 1000)])
    assert basket.asked_age == 18
    basket = after(basket, AgeConfirmed(18))
    assert (basket.asked_age, after(basket, AgeConfirmed(16)).asked_age) == (0, 0)
    older = after(basket, AddItem(GIN._replace(sku="S", minimum_age=21), 1000))
    assert older.asked_age == 21
    # Who brings something back need not be of age.
    assert replay([AddItem(GIN, -1000)]).asked_age == 0


def test_undo_takes_back_one_entry_after_the_other_and_passes_notes_over():
    basket = replay([AddItem(JUICE, 1000), SetSaleDiscount(Discount(10)), Note("folded"), Undo()])
    assert (basket.discount, lines(basket)) == (None, [(1, "J", 1000)])
    basket = after(basket, Undo())
    assert basket.is_empty
    assert refusal_of(basket, Undo()) == "nothing_to_undo"
    # Keys go on: an undone line's number is not given again.
    assert lines(after(basket, AddItem(JUICE, 1000))) == [(6, "J", 1000)]


def test_a_voided_line_comes_back_as_it_was():
    basket = replay([AddItem(JUICE, 1000), SetQuantity(1, 4000), VoidLine(1), Undo()])
    assert lines(basket) == [(1, "J", 4000)]


def test_everything_is_taken_out_by_one_entry_and_comes_back_by_one_undo():
    basket = replay([AddItem(GIN, 1000), AddUnknown("4711", 1000), SetSaleDiscount(Discount(10)), AgeConfirmed(18)])
    cleared = after(basket, Clear())
    # The next customer's age has not been seen.
    assert (cleared.is_empty, cleared.discount, cleared.confirmed_age, cleared.last) == (True, None, 0, None)
    back = after(cleared, Undo())
    assert (back.lines, back.waiting, back.discount) == (basket.lines, basket.waiting, basket.discount)
    assert lines(after(back, AddItem(JUICE, 1000)))[-1] == (7, "J", 1000)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (AddItem(JUICE, 0), "quantity_zero"),
        (AddItem(JUICE, 500), "whole_pieces"),
        (AddItem(JUICE, 10**12 + 1000), "out_of_bounds"),
        (AddItem(JUICE._replace(active=False), 1000), "product_inactive"),
        (AddItem(JUICE._replace(price_micro=-1), 1000), "price_below_zero"),
        (AddItem(JUICE._replace(price_micro=10**15 + 1), 1000), "out_of_bounds"),
        (SetQuantity(1, 0), "quantity_zero"),
        (SetQuantity(1, 500), "whole_pieces"),
        (SetQuantity(1, -(10**12) - 1000), "out_of_bounds"),
        (SetPrice(1, -1), "price_below_zero"),
        (SetPrice(1, 10**15 + 1), "out_of_bounds"),
        (SellUnknown(2, ANY, -1), "price_below_zero"),
        (SellUnknown(3, PEAR._replace(unit=Unit.EACH), 1), "whole_pieces"),
        (AddItem(JUICE, 10**12), "out_of_bounds"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(entry, code):
    basket = replay([AddItem(JUICE, 1000), AddUnknown("4711", 1000), AddUnknown("4712", 500)])
    assert refusal_of(basket, entry) == code


@given(st.lists(ENTRIES, max_size=30))
def test_whatever_is_entered_the_basket_is_what_its_accepted_entries_make(entries):
    basket, accepted = Basket(), []
    for entry in entries:
        try:
            basket = after(basket, entry)
        except Refusal:
            continue
        accepted.append(entry)
    assert basket == replay(accepted)
    assert basket.entries == len(accepted)
    keys = [line.key for line in basket.lines] + [one.key for one in basket.waiting]
    assert len(keys) == len(set(keys))
