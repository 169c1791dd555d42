"""What the book says of goods that nobody has said anything of."""

from app.domain.count_book import Aside, BookSays
from app.domain.count_review import State, left_out
from app.domain.count_sheet import Goods


def test_what_lies_in_baskets_is_there_though_nobody_counted_it():
    says = BookSays({"": 5000}, cost=(5000, 1000), on_counter=(Aside(1000), Aside(500, lot="L1")))
    line = left_out(Goods(1, "J", "Juice"), says)
    assert (line.state, line.counter_milli, line.difference_milli) == (State.UNCOUNTED, 1500, -3500)
    # Setting it to zero would take out what is not in a basket: three and a half at 2.00.
    assert line.value_minor == -700
    assert BookSays({}).on_counter == ()
