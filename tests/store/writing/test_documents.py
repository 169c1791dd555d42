"""Filing documents: their numbers, what is beside them, the two orders of time."""

import pytest

from app.store.writing import documents
from tests.books import counted_right, refused


@pytest.fixture
def shop(counter):
    counter.product("A", "1.50", name="Juice")
    yield counter
    counted_right(counter)


def test_each_till_and_kind_counts_for_itself(shop):
    shop.post("till", code="T2")
    numbers = [
        shop.sell("s1", "A").number,
        shop.sell("s2", "A", till="T2").number,
        shop.sell("s3", "A").number,
        shop.deliver("d1", "A", "1", "1").number,
        shop.deliver("d2", "A", "1", "1", till="T2").number,
        shop.take_back("r1", "s1").number,
        shop.sell("s4", "A", till="T2").number,
        shop.post("tender_change", "x1", of="s4", tenders=[{"kind": "card", "amount": "1.50"}]).number,
    ]
    assert numbers == [
        "T1-000001", "T2-000001", "T1-000002", "T0-D000001", "T2-D000001", "T1-R000001", "T2-000002", "T2-W000001",
    ]  # fmt: skip


def test_a_new_series_starts_again_and_says_so(shop):
    shop.sell("s1", "A")
    with shop.book.writing() as connection:
        connection.execute("UPDATE till SET series = 2 WHERE code = 'T1'")
    assert [shop.sell(uid, "A").number for uid in ("s2", "s3")] == ["T1.2-000001", "T1.2-000002"]


def test_numbers_grow_longer_when_they_must(counter):
    counter.product("A")
    counter.sell("s1", "A")
    with counter.book.writing() as connection:
        connection.execute("UPDATE number_series SET last = 999999")
    assert counter.sell("s2", "A").number == "T1-1000000"


def test_names_are_kept_as_they_were(shop):
    shop.sell("s1", "A")
    shop.post("product", sku="A", name="Other juice", price="9.99")
    assert shop.rows("SELECT sku, name, price_micro FROM sale_line") == [("A", "Juice", 1_500_000)]


def test_what_happened_keeps_its_moment_and_what_is_recorded_its_order(shop):
    shop.clock.put("2026-03-02T12:00:00+01:00")
    shop.sell("s1", "A", at="2026-03-01T21:59:00-05:00")
    shop.clock.put("2026-03-02T11:00:00+01:00")
    shop.sell("s2", "A")
    rows = shop.rows("SELECT uid, offset_minutes, recorded_us - 1772442000000000, book_date FROM document ORDER BY id")
    # 2026-03-02 is 1,772,442,000 s at 10:00 in Berlin; the clock went back, the order of recording did not.
    assert rows == [("s1", -300, 7_200_000_000, 20260301), ("s2", 60, 7_200_000_000, 20260302)]


def test_a_wish_is_known_by_its_uid_and_digest(shop):
    shop.sell("s1", "A")
    with shop.book.reading() as connection:
        wish = connection.execute("SELECT wish_digest FROM document").get
        assert documents.already_posted(connection, "s1", wish).number == "T1-000001"
        assert documents.already_posted(connection, "s2", wish) is None
        assert documents.till_and_kind(connection, "s1") == ("T1", "sale")
        assert refused(documents.already_posted, connection, "s1", "0" * 64).code == "uid_conflict"
        assert refused(documents.till_and_kind, connection, "x" * 100).facts == {"uid": "x" * 64}
