"""What a count has booked, by arrival, and what of it goes back; every figure is reckoned by hand."""

from app.domain.count_parts import Booked, Part, as_they_came, dealt, kept, standing


def test_what_stands_is_told_by_the_arrival_that_it_took_from():
    rows = [Booked(7, "", -10_000, -1000, 1), Booked(8, "", -2000, -40_000, 2), Booked(9, "", 10_000, 1000, 1)]
    assert standing(rows) == {"": [Part("", -2000, -40_000, 2)]}


def test_what_went_back_from_nobody_knows_where_makes_one_of_the_rest():
    rows = [Booked(7, "", -4000, -400, 1), Booked(8, "", -2000, -600, 2), Booked(9, "", 3000, 500, None)]
    assert standing(rows) == {"": [Part("", -3000, -500, None)]}


def test_a_gain_stands_by_itself_until_it_goes():
    gain = Booked(7, "L1", 3000, 300, 7)
    assert standing([gain]) == {"L1": [Part("L1", 3000, 300, 7)]}
    assert standing([gain, Booked(9, "L1", -3000, -300, 7)]) == {}
    # What came back from nowhere stands as what came last.
    assert standing([Booked(8, "", 2000, 200, None)]) == {"": [Part("", 2000, 200, 8)]}


def test_the_first_of_the_other_goods_stay_missing_and_those_of_the_mistake_come_back():
    parts = [Part("", -5000, -500, 1), Part("", -5000, -1000, 2), Part("", -2000, -40_000, 3)]
    assert list(kept(parts, 2000, {3})) == [Part("", -3000, -300, 1), *parts[1:]]
    assert list(kept(parts, 11_000, {3})) == [Part("", -1000, -20_000, 3)]


def test_what_goes_back_is_dealt_out_to_the_lots_that_it_is_due_to():
    parts = [Part("L1", -3000, -300, 1), Part("L2", -2000, -400, 2)]
    assert list(dealt(parts, [("L2", 4000), ("L1", 1000)])) == [
        Part("L2", -3000, -300, 1),
        Part("L2", -1000, -200, 2),
        Part("L1", -1000, -200, 2),
    ]


def test_what_was_booked_in_several_goes_is_told_as_if_it_had_been_one():
    first, second, unknown = Part("", -1000, -200, 2), Part("", -1000, -100, 1), Part("", -1000, -50, None)
    assert as_they_came([unknown, first, second], is_lifo=False) == [second, first, unknown]
    assert as_they_came([unknown, second, first], is_lifo=True) == [first, second, unknown]
