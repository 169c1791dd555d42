"""What is to be counted again is listed without what the book expects."""

from app.domain.count_again import Again, wanted_again
from app.domain.count_book import BookSays
from app.domain.count_review import State, Tolerance, apart, left_out, reviewed
from app.domain.count_sheet import Find, Goods, replay
from app.domain.count_standing import CountedSheet, standing

JUICE, TEA, BOX, MILK = Goods(1, "J", "Juice"), Goods(2, "T", "Tea"), Goods(3, "B", "Box"), Goods(4, "M", "Milk")


def test_what_is_beyond_or_moved_is_listed_with_its_zones_and_people():
    entries = [Find(goods, 4000, at_us) for at_us, goods in enumerate((JUICE, TEA, BOX))]
    sheets = [CountedSheet("z", "Z1", 1, "", "anna", False, replay(entries))]
    found = standing(sheets)
    lines = [
        reviewed(found[1], BookSays({"": 9000}), Tolerance(quantity_milli=0)),
        reviewed(found[2], BookSays({"": 4000}, has_moved=True), Tolerance()),
        # A kit is in no count, and what nobody counted is another question.
        apart(found[3], BookSays({}), is_kit=True),
        left_out(MILK, BookSays({"": 1000})),
    ]
    assert wanted_again(lines, "anna", second_person=True) == (
        Again(JUICE, ("Z1",), ("anna",), State.RECOUNT, by_another=True),
        Again(TEA, ("Z1",), ("anna",), State.MOVED),
    )
    (juice, _) = wanted_again(lines, "ben", second_person=True)
    assert not juice.by_another
