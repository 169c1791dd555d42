"""What is on the way: sent, less what has arrived, as the ledger has it."""

from app.reports.on_the_way import OnTheWay


def left(counter):
    return [
        (one.uid, one.source, one.target, [(line.sku, line.lot, line.left_milli) for line in one.lines])
        for one in OnTheWay(counter.book).shipments()
    ]


def test_what_was_sent_is_listed_until_the_last_piece_has_arrived(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.product("B", tracking="lot")
    counter.deliver("d1", "A", "10", "1.00")
    counter.post("delivery", "d2", lines=[{"sku": "B", "quantity": "4", "unit_cost": "1.00", "lot": "L1"}])
    assert left(counter) == []
    lines = [{"sku": "A", "quantity": "6"}, {"sku": "B", "quantity": "3"}]
    counter.post("transfer", uid="t1", **{"from": "shop"}, to="back", step="send", lines=lines)
    counter.post("transfer", uid="t2", **{"from": "shop"}, to="back", lines=[{"sku": "A", "quantity": "1"}])
    assert left(counter) == [("t1", "Shop", "Back room", [("A", "", 6000), ("B", "L1", 3000)])]
    counter.post("transfer_receipt", uid="r1", of="t1", lines=[{"sku": "A", "quantity": "2"}])
    assert left(counter) == [("t1", "Shop", "Back room", [("A", "", 4000), ("B", "L1", 3000)])]
    counter.post("transfer_receipt", uid="r2", of="t1")
    assert left(counter) == []
    counter.post("reversal", uid="z1", of="r2", reason="wrong box")
    assert left(counter) == [("t1", "Shop", "Back room", [("A", "", 4000), ("B", "L1", 3000)])]


def test_a_transfer_that_was_taken_back_is_not_on_the_way(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    for uid in ("t1", "t2"):
        counter.post(
            "transfer", uid=uid, **{"from": "shop"}, to="back", step="send", lines=[{"sku": "A", "quantity": "2"}]
        )
    counter.post("reversal", uid="z1", of="t1", reason="not sent")
    assert [one[0] for one in left(counter)] == ["t2"]


def test_what_was_lost_on_the_way_is_not_listed_and_is_of_the_oldest_transfer(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    for uid in ("t1", "t2"):
        counter.post(
            "transfer", uid=uid, **{"from": "shop"}, to="back", step="send", lines=[{"sku": "A", "quantity": "3"}]
        )
    lost = [{"sku": "A", "quantity": "-1", "reason": "damaged"}]
    counter.post("adjustment", uid="a1", location="transit", lines=lost)
    assert [(one[0], one[3]) for one in left(counter)] == [("t1", [("A", "", 2000)]), ("t2", [("A", "", 3000)])]
    counter.post("transfer_receipt", uid="r1", of="t1")
    assert [(one[0], one[3]) for one in left(counter)] == [("t2", [("A", "", 3000)])]
    counter.post("transfer_receipt", uid="r2", of="t2")
    assert left(counter) == []
