"""From a sheet to the delivery it is posted as."""

from app.domain.delivery_entries import Arrive, Begin, Head, SetCost, SetHead, SetParts, SetSerials
from app.domain.delivery_sheet import replay
from app.domain.delivery_wish import delivery_asked, suggested_prices
from app.domain.discount import Discount
from app.domain.requests import Asking, DeliveryAsked, LandedCostAsked, StockLineAsked
from tests.books import BERLIN
from tests.domain.test_delivery_sheet import BEGUN, JUICE, PHONE, YOGURT

ASKING = Asking("d1")


def test_what_came_is_asked_for_as_it_was_shown():
    head = Head("S1", "note 17", Discount(100), provisional=True, landed=(LandedCostAsked(480),))
    made = replay(
        [BEGUN, Arrive(JUICE, 12_000), SetParts(0, 2000, 1000, 4000), SetHead(head), Arrive(PHONE, 1000, serial="1")]
    )
    assert delivery_asked(made, ASKING, counted=True) == DeliveryAsked(
        ASKING,
        (
            StockLineAsked("A1", 12_000, 800_000, free_milli=2000, damaged_milli=1000),
            StockLineAsked("A4", 1000, None, serials=("1",)),
        ),
        "S1", "o1", "note 17", Discount(100), True, (LandedCostAsked(480),), True,
    )  # fmt: skip


def test_pieces_without_a_number_that_can_be_read_are_a_line_beside_those_that_have_one():
    made = replay(
        [
            Begin(),
            Arrive(PHONE, 5000, cost_micro=50_000_000),
            SetSerials(0, ("1", "2", "3"), 2000, is_unreadable=True),
            SetParts(0, 1000, 3000, 0),
        ]
    )
    assert delivery_asked(made, ASKING).lines == (
        StockLineAsked("A4", 3000, 50_000_000, serials=("1", "2", "3"), free_milli=1000, damaged_milli=1000),
        StockLineAsked("A4", 2000, 50_000_000, damaged_milli=2000),
    )
    none = replay([Begin(), Arrive(PHONE, 2000), SetSerials(0, (), 2000, is_unreadable=True)])
    assert delivery_asked(none, ASKING).lines == (StockLineAsked("A4", 2000, None),)


def test_a_price_keeps_its_margin_when_the_cost_moves_far():
    # 1.50 at a cost of 0.80; at 1.00 the same margin asks 1.875, half up 1.88. The yoghurt's cost stays.
    made = replay(
        [BEGUN, Arrive(JUICE, 1000), SetCost(0, 1_000_000), Arrive(YOGURT, 1000, lot="L"), SetCost(1, 850_000)]
    )
    (one,) = suggested_prices(made, BERLIN, {})
    assert (one.item.sku, one.was_micro, one.cost_micro, one.price_micro) == ("A1", 800_000, 1_000_000, 1_880_000)


def test_a_price_of_a_pack_is_no_price_of_a_piece():
    pack = JUICE._replace(price_micro=8_400_000, base_milli=6000)
    made = replay([BEGUN, Arrive(pack, 6000), SetCost(0, 1_600_000)])
    (one,) = suggested_prices(made, BERLIN, {"A1": JUICE})
    assert (one.item, one.price_micro) == (JUICE, 3_000_000)
