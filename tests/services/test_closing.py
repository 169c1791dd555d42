"""Closing periods: what is refused, what is kept, and that nothing gets into a closed day."""

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import apsw
import pytest

from app.domain.requests import Asking
from app.domain.stock_requests import PeriodCloseAsked
from app.domain.wording import sentence
from app.reports.attention import Attention
from app.reports.period_pack import PeriodPacks
from app.reports.tie_out import tie_out_findings
from app.reports.verification import Verification
from app.services import closing
from app.services.selling import Selling
from app.store import database
from tests.books import Counter, counted_right, counter_at, refused


@pytest.fixture
def shop(counter):
    """Three days of juice: 10 at 1.00 on the 2nd, 12 at 2.00 on the 3rd and 4 sold, on the 4th 3 sold."""
    counter.product("A", name="Juice")
    counter.post("location", code="back", name="Back room")
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.post("opening_stock", "o1", lines=[{"sku": "A", "quantity": "10", "unit_cost": "1.00"}])
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.deliver("d1", "A", "12", "2.00", location="back")
    counter.sell("s1", "A", "4")
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.sell("s2", "A", "3")
    yield counter
    counted_right(counter)


def close(counter, through, uid=None, **keys):
    return counter.post("period_close", uid or f"p{through}", through=through, **keys)


def closings(counter):
    return counter.rows(
        "SELECT through, sku, closing.name, location.code, quantity_milli, value_minor FROM closing"
        " JOIN period ON period.document_id = closing.document_id JOIN location ON location.id = location_id"
        " ORDER BY through, sku, location.id"
    )


def test_a_period_that_ends_before_the_book_begins_is_not_closed(shop):
    refusal = refused(close, shop, "2020-01-01")
    assert (refusal.code, refusal.facts) == ("before_the_book", {"day": "2020-01-01", "first": "2026-03-02"})
    assert closings(shop) == []


def test_a_close_keeps_what_there_was_by_location_with_the_names_of_then(shop):
    posted = close(shop, "2026-03-03")
    assert (posted.number, posted.status, posted.changes.what) == ("T0-P000001", "posted", {"periods"})
    shop.post("product", sku="A", name="Apple juice", price="1.00")
    shop.clock.put("2026-03-05T09:00:00+01:00")
    close(shop, "2026-03-04")
    assert closings(shop) == [
        (20260303, "A", "Juice", "shop", 6000, 600),
        (20260303, "A", "Juice", "back", 12_000, 2400),
        (20260304, "A", "Apple juice", "shop", 3000, 300),
        (20260304, "A", "Apple juice", "back", 12_000, 2400),
    ]
    periods = shop.rows("SELECT first_day, through, last_document_id FROM period ORDER BY through")
    assert periods == [(20260302, 20260303, 4), (20260304, 20260304, 5)]


def test_what_is_gone_leaves_no_row(shop):
    shop.sell("s3", "A", "3")
    shop.clock.put("2026-03-05T09:00:00+01:00")
    close(shop, "2026-03-04")
    assert [row[3] for row in closings(shop)] == ["back"]


def test_the_pack_is_the_report_and_its_digest_is_in_the_document(shop):
    close(shop, "2026-03-03")
    ((digest, pack),) = shop.rows("SELECT pack_digest, pack FROM period")
    assert digest == sha256(pack.encode()).hexdigest()
    told = json.loads(pack)
    names = [column[0] for column in told["columns"]]
    row = dict(zip(names, told["rows"][0], strict=True))
    assert (told["pack"], told["from"], told["to"], told["digits"]) == (2, "2026-03-02", "2026-03-03", 2)
    assert (row["sku"], row["sold_quantity"], row["sold_value"], row["closing_value"]) == ("A", 4000, 400, 3000)
    assert dict(zip(names, told["totals"], strict=True))["tie_out"] == 0


def test_two_books_with_the_same_documents_have_the_same_pack(tmp_path):
    packs = []
    for place in range(2):
        counter = counter_at(tmp_path / f"{place}.book")
        counter.product("B")
        counter.product("A")
        counter.deliver("d1", "B", "3", "1.00")
        counter.deliver("d2", "A", "3", "1.10")
        counter.clock.put("2026-03-03T09:00:00+01:00")
        close(counter, "2026-03-02")
        packs.append(counter.one("SELECT pack FROM period"))
        counter.book.close_thread()
    assert packs[0] == packs[1]


@pytest.mark.parametrize(
    ("through", "latest"), [("2026-03-04", "2026-03-03"), ("2026-03-05", "2026-03-03"), ("2100-01-01", "2026-03-03")]
)
def test_a_day_that_is_not_over_stays_open(shop, through, latest):
    refusal = refused(close, shop, through)
    assert (refusal.code, refusal.facts["latest"]) == ("period_not_over", latest)


def test_the_business_day_decides_when_a_day_is_over(shop):
    shop.clock.put("2026-03-05T03:59:00+01:00")
    assert refused(close, shop, "2026-03-04").code == "period_not_over"
    shop.clock.put("2026-03-05T04:00:00+01:00")
    assert close(shop, "2026-03-04").status == "posted"


def test_a_close_with_an_earlier_date_is_no_part_of_its_own_period(shop):
    shop.clock.put("2026-03-10T09:00:00+01:00")
    assert refused(close, shop, "2026-03-05", at="2026-03-05T20:00:00+01:00").code == "period_not_over"
    assert close(shop, "2026-03-04", at="2026-03-05T20:00:00+01:00").status == "posted"


@pytest.mark.parametrize("through", ["2026-03-02", "2026-03-03"])
def test_what_is_closed_is_not_closed_again(shop, through):
    close(shop, "2026-03-03", "p1")
    refusal = refused(close, shop, through, "p2")
    assert (refusal.code, refusal.facts["open"]) == ("already_closed", "2026-03-04")
    assert close(shop, "2026-03-03", "p1").status == "already posted"
    assert refused(close, shop, "2026-03-02", "p1").code == "uid_conflict"


def test_a_period_without_anything_in_it_can_be_closed(counter):
    close(counter, "2026-03-01")
    assert counter.rows("SELECT first_day, through FROM period") == [(20260301, 20260301)]
    assert closings(counter) == []
    counter.clock.put("2026-04-01T09:00:00+02:00")
    close(counter, "2026-03-31")
    assert counter.one("SELECT first_day FROM period ORDER BY through DESC") == 20260302
    counted_right(counter)


def test_only_who_may_close_does(shop):
    shop.post("user", code="anna", name="Anna")
    shop.book._connection().execute("UPDATE person SET role = 'cashier' WHERE code = 'anna'")
    assert refused(close, shop, "2026-03-03", user="anna").code == "not_allowed"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("delivery", {"lines": [{"sku": "A", "quantity": "1", "unit_cost": "1.00"}]}),
        ("opening_stock", {"lines": [{"sku": "A", "quantity": "1", "unit_cost": "1.00"}]}),
        ("adjustment", {"lines": [{"sku": "A", "quantity": "-1", "reason": "damaged"}]}),
        ("count", {"lines": [{"sku": "A", "counted": "1"}]}),
        ("transfer", {"from": "shop", "to": "back", "lines": [{"sku": "A", "quantity": "1"}]}),
        ("revaluation", {"lines": [{"sku": "A", "unit_cost": "0.50"}]}),
        ("method_change", {"lines": [{"sku": "A", "costing": "average"}]}),
        ("landed_cost", {"of": "d1", "amount": "3.00", "by": "value"}),
        ("supplier_return", {"of": "d1", "lines": [{"line": 1, "sku": "A", "quantity": "1"}]}),
        ("reversal", {"of": "s-none", "reason": "typed wrong"}),
        ("period_close", {"through": "2026-03-03"}),
    ],
)
def test_a_document_that_is_dated_into_a_closed_period_is_refused_with_the_first_open_day(shop, kind, keys):
    close(shop, "2026-03-03", "p1")
    before = shop.counts()
    refusal = refused(shop.post, kind, "x1", at="2026-03-03T12:00:00+01:00", **keys)
    if kind == "reversal":
        assert refusal.code == "unknown_document"
    else:
        assert (refusal.code, refusal.facts["open"]) == ("period_closed", "2026-03-04")
    assert shop.counts() == before


def test_a_document_of_a_closed_period_is_not_reversed(shop):
    close(shop, "2026-03-03")
    assert refused(shop.post, "reversal", "z1", of="d1", reason="typed wrong").code == "period_closed"


def test_a_late_sale_goes_to_the_first_open_day_keeps_its_moment_and_is_listed(shop):
    close(shop, "2026-03-03")
    kept = closings(shop)
    posted = shop.sell("s9", "A", "1", at="2026-03-02T11:00:00+01:00")
    (warned,) = posted.warnings
    assert warned.code == "booked_late"
    assert sentence(warned.code, warned.facts) == "2026-03-02 is closed, so T1-000003 is booked on 2026-03-04."
    ((at, book_date, late),) = shop.rows("SELECT happened_us, book_date, late FROM document WHERE uid = 's9'")
    assert (at, book_date, late) == (1_772_445_600_000_000, 20260304, 1)  # 2026-03-02 10:00 UTC
    moved = "SELECT book_date, happened_us FROM movement ORDER BY seq DESC LIMIT 1"
    assert shop.rows(moved) == [(20260304, at)]
    assert closings(shop) == kept
    report = Attention(shop.book).late()
    assert [row[:3] + row[4:6] for row in report.rows] == [
        ("2026-03-02T11:00:00+01:00", "2026-03-04T09:00:00+01:00", "2026-03-04", "T1-000003", "sale")
    ]


def test_a_late_refund_and_a_mended_tender_are_booked_on_the_open_day_too(shop):
    close(shop, "2026-03-03")
    late = "2026-03-03T12:00:00+01:00"
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}], at=late)
    shop.post("tender_change", "x1", of="f1", tenders=[{"kind": "card", "amount": "-1.00"}], at=late)
    assert shop.rows("SELECT uid, book_date, late FROM document WHERE late = 1 ORDER BY id") == [
        ("f1", 20260304, 1),
        ("x1", 20260304, 1),
    ]


def test_a_correction_of_goods_sold_short_in_a_closed_period_is_booked_in_the_open_one(shop):
    shop.sell("s3", "A", "5")  # 3 are there; 2 leave at 1.00
    shop.clock.put("2026-03-05T09:00:00+01:00")
    close(shop, "2026-03-04")
    shop.deliver("d2", "A", "10", "1.50")
    assert shop.movements("d2") == [("A", "delivery", 10_000, 1500), ("A", "correction", 0, -100)]
    assert shop.one("SELECT max(book_date) FROM movement WHERE kind = 'correction'") == 20260305


def test_goods_counted_on_a_closed_day_are_booked_on_the_first_open_one(shop):
    shop.clock.put("2026-03-05T09:00:00+01:00")
    close(shop, "2026-03-04")
    shop.post("count", "c1", lines=[{"sku": "A", "counted": "2", "at": "2026-03-04T20:00:00+01:00"}])
    assert shop.movements("c1") == [("A", "count_loss", -1000, -100)]
    assert shop.one("SELECT book_date FROM movement WHERE kind = 'count_loss'") == 20260305


def test_what_a_count_had_booked_in_a_closed_period_is_taken_back_in_the_open_one(shop):
    shop.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])  # 3 expected: a gain of 2
    shop.clock.put("2026-03-06T09:00:00+01:00")
    close(shop, "2026-03-03")
    shop.deliver("d2", "A", "2", "1.00", at="2026-03-04T08:00:00+01:00", counted=True)
    close(shop, "2026-03-05")
    gains = "SELECT quantity_milli, book_date FROM movement WHERE kind = 'count_gain' ORDER BY seq"
    assert shop.rows(gains) == [(2000, 20260304), (-2000, 20260304)]


BROKEN = [
    ("UPDATE level SET quantity_milli = quantity_milli + 1", "A at shop: the level says"),
    ("UPDATE pool SET value_minor = value_minor + 1 WHERE location_id = 1", "A at shop"),
    ("UPDATE layer SET value_minor = value_minor + 1", "A at shop"),
    ("UPDATE layer SET taken_milli = taken_milli + 1 WHERE location_id = 1", "A at shop"),
]


@pytest.mark.parametrize(("damage", "told"), BROKEN)
def test_a_book_that_does_not_tie_out_is_not_closed(counter, damage, told):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    counter.sell("s1", "A", "1")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.book._connection().execute(damage)
    before = counter.counts()
    refusal = refused(close, counter, "2026-03-02")
    assert refusal.code == "does_not_tie_out"
    assert told in str(refusal.facts["what"]) or "A at shop" in str(refusal.facts["what"])
    assert counter.counts() == before


@pytest.fixture
def meanwhile(shop, monkeypatch):
    """What another till does while a period is figured, once: the sums are the real ones, and take a moment longer."""
    other, waiting, figured = Counter(database.open_book(shop.book.path), shop.clock), [], []

    def figuring(*arguments):
        figured.append(len(waiting))
        if waiting:
            with ThreadPoolExecutor(1) as apart:
                apart.submit(_in_turn, other, waiting.pop()).result()
        return tie_out_findings(*arguments)

    monkeypatch.setattr(closing, "tie_out_findings", figuring)
    yield waiting, figured
    other.book.close_thread()


def _in_turn(other, does):
    try:
        does(other)
    finally:
        other.book.close_thread()


def test_tills_sell_on_while_a_period_is_figured(shop, meanwhile):
    waiting, figured = meanwhile
    waiting.append(lambda till: till.sell("s9", "A", "1"))
    close(shop, "2026-03-03")
    # What is sold on a later day changes nothing of the period.
    assert (len(figured), [row[4] for row in closings(shop)]) == (1, [6000, 12_000])
    assert shop.stock("A")[0] == 2000


def test_what_comes_into_the_period_while_it_is_figured_is_in_it(shop, meanwhile):
    waiting, figured = meanwhile
    waiting.append(lambda till: till.sell("s9", "A", "1", at="2026-03-03T10:00:00+01:00"))
    close(shop, "2026-03-03")
    assert (len(figured), [row[4] for row in closings(shop)]) == (2, [5000, 12_000])


def test_a_period_that_never_comes_to_rest_is_figured_while_tills_wait(shop, meanwhile):
    waiting, figured = meanwhile
    sales = iter(range(9))

    def sell(till):
        turn = next(sales)
        till.sell(f"late{turn}", "A", "1", at="2026-03-03T10:00:00+01:00")
        if turn < 2:
            waiting.append(sell)

    waiting.append(sell)
    close(shop, "2026-03-03")
    assert (len(figured), [row[4] for row in closings(shop)]) == (4, [3000, 12_000])


def test_two_that_close_the_same_period_close_it_once(shop, meanwhile):
    waiting, _ = meanwhile
    waiting.append(lambda till: close(till, "2026-03-03", "other"))
    assert refused(close, shop, "2026-03-03", "own").code == "already_closed"
    assert shop.one("SELECT count(*) FROM period") == 1


def close_as_seen(shop, told):
    return shop.closing.close_period(PeriodCloseAsked(Asking("seen", user="owner"), told.through), told.pack)


def test_a_period_is_closed_with_just_the_figures_that_were_looked_at(shop):
    packs = PeriodPacks(shop.book, shop.clock)
    told = packs.open(20260303)
    shop.sell("s9", "A", "1", at="2026-03-03T10:00:00+01:00")
    before = shop.counts()
    refusal = refused(close_as_seen, shop, told)
    assert refusal.code == "period_moved"
    assert "have changed since" in sentence(refusal.code, refusal.facts)
    assert shop.counts() == before
    told = packs.open(20260303)
    close_as_seen(shop, told)
    assert packs.closed(20260303).digest == told.digest


def test_what_other_tills_ring_up_and_sell_today_does_not_keep_a_period_from_being_closed(shop):
    told = PeriodPacks(shop.book, shop.clock).open(20260303)
    shop.sell("s9", "A", "1")
    Selling(shop.book, shop.clock).park(Selling(shop.book, shop.clock).begin(till="T1", user="owner"), label="later")
    assert close_as_seen(shop, told).status == "posted"


def test_what_comes_while_a_period_is_closed_that_was_looked_at_is_seen(shop, meanwhile):
    waiting, _ = meanwhile
    told = PeriodPacks(shop.book, shop.clock).open(20260303)
    waiting.append(lambda till: till.sell("s9", "A", "1", at="2026-03-03T10:00:00+01:00"))
    assert refused(close_as_seen, shop, told).code == "period_moved"


def test_a_closed_period_is_never_changed_or_deleted(shop):
    close(shop, "2026-03-03")
    for table in ("period", "closing"):
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET document_id = 99"):
            with pytest.raises(apsw.ConstraintError):
                shop.book._connection().execute(change)


def test_the_proof_finds_a_changed_pack_a_changed_closing_and_a_moved_day(counter):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    counter.clock.put("2026-03-05T09:00:00+01:00")
    close(counter, "2026-03-02", "p1")
    close(counter, "2026-03-04", "p2")
    counter.sell("s1", "A", "1")
    connection = counter.book._connection()
    for name in ("period", "closing", "movement"):
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (name,))
        for (trigger,) in list(triggers):
            connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("UPDATE period SET pack = replace(pack, '5000', '6000') WHERE through = 20260302")
    connection.execute("UPDATE period SET first_day = 20260304 WHERE through = 20260304")
    connection.execute("UPDATE closing SET quantity_milli = 6000, value_minor = 7")
    connection.execute("UPDATE movement SET book_date = 20260304 WHERE kind = 'sale'")
    found = {one.code for one in Verification(counter.book).run().found}
    wrong = {"verify_pack", "verify_period", "verify_closing", "verify_closing_value", "verify_closed_day"}
    assert wrong <= found
