"""The proof of closed periods; what it finds in changed ones stands with the tests of closing."""

from app.reports.verified_periods import period_findings


def test_periods_as_they_were_closed_are_right(counter):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    for day in (3, 5, 6):
        counter.clock.put(f"2026-03-0{day}T09:00:00+01:00")
        counter.sell(f"s{day}", "A", "1")
        counter.post("period_close", f"p{day}", through=f"2026-03-0{day - 1}")
        counter.sell(f"late{day}", "A", "1", at="2026-03-02T10:00:00+01:00")
    with counter.book.reading() as connection:
        assert list(period_findings(connection, counter.book.shop.currency)) == []


def test_a_changed_close_is_found_where_it_was_changed(counter):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    for day in (3, 4):
        counter.clock.put(f"2026-03-0{day}T09:00:00+01:00")
        counter.post("period_close", f"p{day}", through=f"2026-03-0{day - 1}")
    connection = counter.book._connection()
    for (trigger,) in list(
        connection.execute("SELECT name FROM sqlite_schema WHERE tbl_name = 'closing' AND type = 'trigger'")
    ):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(
        "UPDATE closing SET value_minor = 499 WHERE document_id = (SELECT min(document_id) FROM closing)"
    )
    with counter.book.reading() as reading:
        found = [(one.code, one.facts["number"]) for one in period_findings(reading, counter.book.shop.currency)]
    # The next close started at the first one: it does not agree with it any more.
    assert found == [("verify_closing_value", "T0-P000001"), ("verify_closing_value", "T0-P000002")]
