"""What was printed on shelf labels is kept, by whoever may print them."""

import pytest

from app.domain.refusal import Refusal
from app.services.labelling import Labelling


def test_the_last_label_of_a_product_is_kept_with_its_name_price_and_time(counter):
    counter.product("A", "1.50", name="Tea")
    labelling = Labelling(counter.book, counter.clock)
    (number,) = counter.rows("SELECT id FROM product")[0]
    assert labelling.note_printed([number]).what == {"labels"}
    counter.product("A", "1.60", name="Green tea")
    labelling.note_printed([number, number])
    kept = counter.rows("SELECT name, price_micro, printed_us FROM shelf_label")
    assert kept == [("Green tea", 1_600_000, counter.clock.now_us())]


def test_nobody_unknown_prints_labels(counter):
    with pytest.raises(Refusal, match="unknown_user"):
        Labelling(counter.book, counter.clock).note_printed([], user="nobody")
