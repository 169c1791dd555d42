"""What a supplier's list would do, beside what the shop knows."""

from app.exchange.supplier_lists import read_supplier_text
from app.jobs.supplier_lists import see_through
from app.reports.proposals import Orderable

JUICE = Orderable("A", "Juice", "each", 0, 6000, 850_000, "F-1")
CHEESE = Orderable("C", "Cheese", "kg", 0, 1000, 0, "")
NAMES = {"4006381333931": "A", "F-1": "A", "C": "C", "A": "A"}


def seen(text):
    def goods(skus):
        return [one for one in (JUICE, CHEESE) if one.sku in skus]

    return see_through(read_supplier_text(text, name="list"), "S1", lambda text: NAMES.get(text, ""), goods)


def test_what_is_new_what_is_known_and_what_is_nobodys():
    told = seen("EAN,order code,pack size,cost\n4006381333931,,12,0.95\n,F-9,6,1.00\n")
    (change,) = told.changes
    assert (change.asked.sku, change.asked.pack_milli, change.asked.cost_micro) == ("A", 12_000, 950_000)
    assert (change.is_new_cost, told.same) == (True, 0)
    assert told.nobodys == ()
    again = seen("supplier item,pack size,cost\nF-1,6,0.85\nF-9,6,1.00\n")
    assert (again.changes, again.same, again.nobodys) == ((), 1, ((3, "F-9"),))


def test_a_number_that_is_not_the_shops_is_what_the_supplier_calls_the_goods():
    (change,) = seen("EAN,article number,cost\n4006381333931,K-77,0.85\n").changes
    assert (change.asked.item_code, change.is_new_cost) == ("K-77", False)


def test_of_goods_that_stand_twice_in_a_list_the_last_row_holds():
    told = seen("sku,cost\nC,9.00\nC,9.90\n")
    assert [(one.row, one.asked.cost_micro) for one in told.changes] == [(3, 9_900_000)]
    assert told.same == 1
