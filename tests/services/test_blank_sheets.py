"""A sheet that was opened, and nothing done on it, counts nothing and holds nobody up."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_review import State
from tests.books import refused
from tests.services.test_stocktaking import crew  # noqa: F401 -- a fixture


def left(crew, sheet, user="owner"):  # noqa: F811
    return crew.shop.stocktaking.leave_sheet(sheet, user=user)


def test_a_sheet_that_was_opened_by_accident_blocks_no_posting(crew):  # noqa: F811
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z1")
    for sku in "ABC":
        crew.scan(sheet, sku, 10)
    crew.finish(sheet)
    # Ben has opened the whole shop, and Eve's recount of A is of a wrong pick.
    crew.sheet(uid, "", "ben")
    crew.sheet(uid, "", how="goods", goods="A")
    assert crew.shop.stocktakes.review(uid).open_sheets == 0
    assert len(crew.shop.stocktakes.sheets(uid)) == 3
    crew.post(uid)
    assert crew.shop.stocktakes.opened() == ()


def test_one_that_is_left_leaves_nothing_behind_and_one_with_an_entry_stays(crew):  # noqa: F811
    uid = crew.begin()
    blank, his = crew.sheet(uid), crew.sheet(uid, "Z1", "ben")
    assert left(crew, blank).what == {"drafts"}
    # Nobody leaves what is another's.
    assert not left(crew, his).what
    assert [one.uid for one in crew.shop.stocktakes.sheets(uid)] == [his]
    assert crew.shop.stocktakes.review(uid).sheets == ()
    crew.scan(his, "A", user="ben")
    assert not left(crew, his, "ben").what
    assert [one.state for one in crew.shop.stocktakes.sheets(uid)] == ["open"]
    # Once more is nothing.
    assert not left(crew, blank).what
    assert refused(crew.scan, blank, "A").code == "draft_closed"


def test_a_stocktake_of_which_the_only_sheet_was_left_is_none_either(crew):  # noqa: F811
    plan = Plan("", "All", Scope.FULL)
    uid = crew.begin(plan)
    left(crew, crew.sheet(uid))
    crew.shop.stocktaking.leave(uid, plan)
    assert crew.shop.stocktakes.opened() == ()


def test_a_zone_that_somebody_only_meant_to_count_again_stands_and_is_counted_on(crew):  # noqa: F811
    uid = crew.begin()
    first = crew.sheet(uid, "Z1", "ben")
    crew.scan(first, "A", 9, user="ben")
    again = crew.sheet(uid, "Z1", how="replace")
    # Nothing was done on it yet: what is there stands, and Ben goes on.
    crew.scan(first, "A", 1, user="ben")
    assert (crew.line(uid, "A").state, crew.line(uid, "A").found.found_milli) == (State.RIGHT, 10_000)
    assert not any(one.is_replaced for one in crew.shop.stocktakes.sheets(uid))
    left(crew, again)
    crew.scan(first, "B", 10, user="ben")
    # With its first entry it takes the place of what was there.
    again = crew.sheet(uid, "Z1", how="replace")
    crew.scan(again, "A", 8)
    assert [(one.uid, one.state, one.is_replaced) for one in crew.shop.stocktakes.sheets(uid)] == [
        (first, "parked", True), (again, "open", False),
    ]  # fmt: skip
    assert refused(crew.scan, first, "A", user="ben").code == "sheet_replaced"
    assert crew.line(uid, "A").found.found_milli == 8000
