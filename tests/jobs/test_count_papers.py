"""Counts on paper: labels for zones, the sheet to count with, and what a count has found, with lines to sign on."""

import pytest

from app.base.trouble import Trouble
from app.domain.count_plan import Plan, Scope
from app.domain.moment import read_date
from app.jobs.count_papers import CountPapers
from app.jobs.labels import Labels
from app.reports.asked import Asked
from app.reports.count_paper import CountPaper
from app.reports.count_results import CountResults
from app.reports.labels import LabelFacts
from tests.books import refused
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import pages_of, text_of


@pytest.fixture
def shop(counter, tmp_path):
    for sku, name in (("A", "Juice <b> & Co"), ("B", "Bolts")):
        counter.product(sku, "1.50", name=name)
        counter.deliver(f"d{sku}", sku, "9", "1.00")
    book = counter.book
    counter.papers = CountPapers(
        CountResults(book),
        CountPaper(book),
        Labels(LabelFacts(book), lambda: book.shop),
        lambda: book.shop,
        tmp_path / "counts",
    )
    return counter


def count(shop, uid, sku, counted):
    number = shop.post("count", uid, lines=[{"sku": sku, "counted": counted, "zone": "Z1"}]).number
    return number, shop.papers.keep_variance(number, "shop")


def test_the_label_of_a_zone_has_bars_wherever_they_have_room_and_always_its_name(shop):
    zones = ["Cooler", "Shelf 1", "Shelf 12", "Back room 12", "Kühlregal"]
    path = shop.papers.keep_labels(zones, stock="Avery L7160")
    said = " ".join(text_of(path.read_bytes()).split())
    assert all(zone in said for zone in zones)
    assert sorted(by_zxing(on_dots(path.read_bytes(), 600))) == sorted(f"ZONE:{zone}" for zone in zones)
    assert shop.papers.in_squares(zones, stock="Avery L7160") == ("Back room 12", "Kühlregal")
    # The bars tell what they are below; a square does not.
    assert [zone for zone in zones if f"ZONE:{zone}" in said] == ["Cooler", "Shelf 1", "Shelf 12"]
    assert shop.papers.in_squares(zones, stock="Avery L7163") == ("Kühlregal",)


def test_a_label_scans_as_its_zone(shop):
    path = shop.papers.keep_labels(["Z1", "冷藏"], stock="62x29")
    assert [by_zxing(on_dots(path.read_bytes(), 300, page=page)) for page in (0, 1)] == [["ZONE:Z1"], ["ZONE:冷藏"]]
    assert refused(shop.papers.keep_labels, ["Z1"], stock="nonsense").code == "unknown_label_stock"


def test_the_sheet_does_not_say_what_the_book_expects(shop):
    text = text_of(shop.papers.keep_sheet(Asked(location="shop")).read_bytes())
    assert "Juice <b> & Co" in text
    assert "Counted by" in text
    assert "9" not in text.split("Juice <b> & Co")[1].split("Page")[0]


def test_the_sheet_has_room_for_serial_numbers_and_says_none(shop):
    shop.product("P", name="Phone", tracking="serial")
    goods = {"sku": "P", "quantity": "3", "unit_cost": "60", "serials": ["s1", "s2", "s3"]}
    shop.post("delivery", "dp", lines=[goods])
    text = text_of(shop.papers.keep_sheet(Asked(location="shop")).read_bytes())
    assert (text.count("Phone"), text.count("Serial numbers:")) == (1, 1)
    assert not {"s1", "s2", "s3"} & set(text.split())
    assert "Write down" not in text


def test_the_sheet_says_on_which_day_it_was_made(shop):
    today = read_date("2026-03-09")
    assert "As of 09.03.2026" in text_of(shop.papers.keep_sheet(Asked(location="shop", today=today)).read_bytes())


def test_the_sheet_of_a_plan_has_its_goods_alone_and_says_its_name(shop):
    plan = Plan("", "Only bolts", Scope.SPOT, subjects=("B",))
    whole = shop.papers.keep_sheet(Asked(location="shop"))
    path = shop.papers.keep_sheet(Asked(location="shop"), plan=plan)
    # The sheet of one plan is not written over that of another.
    assert (whole.name, path.name) == ("count-sheet.pdf", "count-sheet-only-bolts.pdf")
    text = text_of(path.read_bytes())
    assert "Count sheet: Only bolts" in text
    assert "Time" in text
    assert "Bolts" in text
    assert "Juice" not in text
    nothing = Plan("", "Doubts", Scope.DOUBTFUL)
    assert refused(shop.papers.keep_sheet, Asked(location="shop"), plan=nothing).code == "nothing_to_count"


def test_what_one_count_has_found_is_on_a_paper_of_its_own(shop):
    first, _ = count(shop, "c1", "A", "8")
    second, path = count(shop, "c2", "B", "7")
    text = text_of(path.read_bytes())
    assert path.name == f"{second}-variance.pdf"
    assert f"Count variance {second}" in text
    assert "Checked by" in text
    assert "-2,00" in text
    assert first not in text
    assert "Juice" not in text


def test_a_folder_that_cannot_be_written_is_trouble(shop, tmp_path):
    (tmp_path / "counts").write_text("in the way")
    with pytest.raises(Trouble) as trouble:
        shop.papers.keep_sheet(Asked(location="shop"))
    assert trouble.value.code == "paper_not_kept"


def test_a_paper_says_its_location_where_the_shop_has_several(shop):
    text = text_of(shop.papers.keep_sheet(Asked(location="shop")).read_bytes())
    assert "Location" not in text
    shop.post("location", code="back", name="Back room")
    shop.deliver("db", "A", "3", "1.00", location="back")
    path = shop.papers.keep_sheet(Asked(location="back"))
    assert path.name == "count-sheet-back-room.pdf"
    assert "Location Back room only" in text_of(path.read_bytes())


def test_two_stocktakes_of_one_name_have_a_sheet_each(shop):
    begin = shop.stocktaking.begin
    plans = Plan("", "All", Scope.FULL), Plan("", "All", Scope.SPOT, subjects=("A",))
    uids = [begin(plan, till="T1", user=None) for plan in plans]
    paths = [shop.papers.keep_sheet(Asked(location="shop"), stocktake=uid) for uid in uids]
    assert [path.name for path in paths] == [f"count-sheet-all-{uid[-4:]}.pdf" for uid in uids]


def test_goods_without_a_zone_stand_on_paper_under_the_name_that_they_have_on_the_screen(shop):
    lines = [
        {"sku": "A", "counted": "8", "at": "2026-03-02T09:00:00+01:00"},
        {"sku": "B", "counted": "7", "zone": "Z1", "at": "2026-03-02T09:01:00+01:00"},
    ]
    shop.clock.put("2026-03-03T09:00:00+01:00")
    number = shop.post("count", "c1", lines=lines).number
    one_place = text_of(shop.papers.keep_variance(number, "shop").read_bytes())
    assert "Whole shop" in one_place
    results = CountResults(shop.book)
    accuracy = text_of(shop.papers.keep(results.count_accuracy(Asked(location="shop")), "shop").read_bytes())
    assert "Whole shop" in accuracy
    assert "without a category" in accuracy
    shop.post("location", code="back", name="Back room")
    for path in (
        shop.papers.keep_variance(number, "shop"),
        shop.papers.keep(results.count_accuracy(Asked(location="shop")), "shop"),
    ):
        assert "All of Shop" in " ".join(text_of(path.read_bytes()).split())


def test_no_zone_begins_with_a_line_alone_at_the_foot_of_a_page(shop):
    """At whichever line of a page a zone begins: its first line has another one of the zone below it."""
    for number in range(60):
        shop.product(f"S{number:02}", "1.50", name=f"Goods {number:02}")
        shop.deliver(f"e{number}", f"S{number:02}", "9", "1.00")
    for ahead in range(20, 32):
        lines = [
            {"sku": f"S{number:02}", "counted": "9", "zone": "Z1" if number < ahead else "Z2"} for number in range(60)
        ]
        shop.post("count", f"c{ahead}", lines=lines)
        pdf = shop.papers.keep_sheet(Asked(location="shop")).read_bytes()
        feet = [[line for line in page.splitlines() if "Goods" in line][-1] for page in pages_of(pdf)[:-1]]
        assert feet
        assert not [foot for foot in feet if foot.split()[:2] == ["Z2", "1"]], ahead
