"""Lots and what expires, against figures reckoned by hand."""

import pytest

from app.reports.asked import Asked
from app.reports.lots import Lots
from app.reports.shelf import Shelf
from tests.books import counted_right, refused
from tests.reports.told import columns_of, rows_of


def lot(sku, quantity, cost, number, expiry):
    return {"sku": sku, "quantity": quantity, "unit_cost": cost, "lot": number, "expiry": expiry}


@pytest.fixture
def dairy(counter):
    """Milk by lot under FIFO, cheese by lot under `specific`, salt without lots.

    Milk: 4 of M1 at 1.00 and 6 of M2 at 2.00, 3 of M1 sold: 1 of M1 and 6 of M2 together worth 1.00 + 12.00 = 13.00.
    Cheese: 2 of C1 at 5.00 and 2 of C2 at 7.00, one of C2 sold by name: C1 worth 10.00, C2 7.00.
    """
    counter.product("MILK", tracking="lot")
    counter.product("CHEESE", tracking="lot", costing="specific")
    counter.product("SALT")
    counter.post(
        "delivery", "d1",
        lines=[
            lot("MILK", "4", "1.00", "M1", "2026-03-09"), lot("MILK", "6", "2.00", "M2", "2026-03-30"),
            lot("CHEESE", "2", "5.00", "C1", "2026-04-02"), lot("CHEESE", "2", "7.00", "C2", "2026-08-01"),
            {"sku": "SALT", "quantity": "5", "unit_cost": "0.30"},
        ],
    )  # fmt: skip
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.sell("s1", "MILK", "3")
    counter.post("sale", "s2", lines=[{"sku": "CHEESE", "quantity": "1", "lot": "C2"}])
    yield counter
    counted_right(counter)


def lots(counter, **asked):
    return rows_of(Lots(counter.book).lots(Asked(**asked)), "sku", "lot", "expiry", "quantity", "unit_cost", "value")


def test_the_columns_are_those_that_programs_rely_on(counter):
    for report in (Lots(counter.book).lots(), Lots(counter.book).expiring()):
        assert columns_of(report) == "sku name location lot expiry quantity unit_cost value"


def test_each_lot_has_its_quantity_and_a_value_that_foots(dairy):
    # 13.00 by quantity: 1/7 is 1.857, 6/7 11.143.
    assert lots(dairy) == [
        ("CHEESE", "C1", "2026-04-02", 2000, 5_000_000, 1000),
        ("CHEESE", "C2", "2026-08-01", 1000, 7_000_000, 700),
        ("MILK", "M1", "2026-03-09", 1000, 1_860_000, 186),
        ("MILK", "M2", "2026-03-30", 6000, 1_856_667, 1114),
        ("SALT", "", None, 5000, 300_000, 150),
    ]
    for at in (None, 20260302):
        asked = Asked(at=at)
        assert dict(Lots(dairy.book).lots(asked).totals) == dict(Shelf(dairy.book).stock_on_hand(asked).totals)


def test_a_past_day_takes_off_what_has_moved_since(dairy):
    assert lots(dairy, at=20260302) == [
        ("CHEESE", "C1", "2026-04-02", 2000, 5_000_000, 1000),
        ("CHEESE", "C2", "2026-08-01", 2000, 7_000_000, 1400),
        ("MILK", "M1", "2026-03-09", 4000, 1_600_000, 640),
        ("MILK", "M2", "2026-03-30", 6000, 1_600_000, 960),
        ("SALT", "", None, 5000, 300_000, 150),
    ]
    assert lots(dairy, at=20260301) == []


def test_what_was_known_then_leaves_out_what_was_filed_later(dairy):
    before = lots(dairy, at=20260303)
    dairy.clock.put("2026-03-05T09:00:00+01:00")
    dairy.post("delivery", "d2", at="2026-03-02T10:00:00+01:00", lines=[lot("MILK", "1", "3.00", "M3", "2026-05-01")])
    assert lots(dairy, at=20260303, known="then") == before
    assert len(lots(dairy, at=20260303)) == len(before) + 1


def test_a_revaluation_under_specific_is_shared_by_quantity_on_a_past_day(dairy):
    # 3 at 4.00: 12.00 instead of 17.00, which is C1 8.00 and C2 4.00 by layer.
    dairy.post("revaluation", "v1", lines=[{"sku": "CHEESE", "unit_cost": "4.00"}])
    assert [row[-1] for row in lots(dairy)][:2] == [800, 400]
    assert sum(row[-1] for row in lots(dairy, at=20260302) if row[0] == "CHEESE") == 2400


def test_expiring_lists_lots_with_stock_that_expire_by_a_day_the_oldest_first(dairy):
    ask = Lots(dairy.book).expiring

    def listed(**asked):
        return [row[:2] for row in rows_of(ask(Asked(**asked)), "sku", "lot")]

    assert listed(at=20260308) == []
    assert listed(at=20260309) == [("MILK", "M1")]
    # 30 days from 3 March are 2 April.
    assert listed(today=20260303) == [("MILK", "M1"), ("MILK", "M2"), ("CHEESE", "C1")]
    assert ask(Asked(today=20260303)).at == "2026-04-02"
    dairy.sell("s3", "MILK", "1")
    assert listed(at=20260309) == []
    assert listed(at=20260401, location="shop") == [("MILK", "M2")]


def test_a_report_that_cannot_be_made_says_why(counter):
    for ask in (Lots(counter.book).lots, Lots(counter.book).expiring):
        assert refused(ask, Asked(location="moon")).code == "unknown_location"
