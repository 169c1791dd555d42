"""The pack of a period on paper, read back: the figures of the pack, ticked, signed, the same again in ten years."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pypdfium2
import pytest

from app.base.trouble import Trouble
from app.jobs.period_papers import PeriodPapers
from app.printing import format as form
from app.reports.packs import read_pack
from app.reports.period_pack import PeriodPacks
from tests.books import Counter, counter_at
from tests.worked_month import worked_month


class Office:
    """Somebody who prints packs."""

    def __init__(self, counter: Counter, folder) -> None:
        self.counter, self.folder = counter, folder
        self.packs = PeriodPacks(counter.book, counter.clock)
        self.papers = PeriodPapers(self.packs, lambda: counter.book.shop, counter.clock, folder)

    def pages(self, told) -> list[str]:
        document = pypdfium2.PdfDocument(self.papers.pdf(told, "Owner").pdf)
        return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture
def office(tmp_path):
    return Office(worked_month(tmp_path / "shop.book"), tmp_path / "reports")


def test_the_statement_has_the_figures_reckoned_by_hand_and_ticks_its_identities(office):
    first = " ".join(" ".join(office.pages(office.packs.open(20260331))[:2]).split())
    # Pieces stand beside kilograms, and both beside the value.
    for words in (
        "Pieces kg Value", "Opening 8 4,5 30,50", "+ Purchases 60 0 72,00", "+ Landed cost 6,00",
        "\u2212 Sold 22 0,75 26,10", "+ Customer returns 2 0 2,44", "\u2212 Landed cost of goods sold 0,38",
        "\u2212 Shrinkage 2 0 5,63", "\u2212 Write-down 0,83", "= Closing 45 3,75 75,83",
        "Cost of goods 30,50 = Cost of goods 24,04",
        "Damaged Pieces -1 -2,17", "\u2713 The reasons make the adjustments of the roll-forward 0,00",
        "\u2713 and their quantities 0 0", "Count losses 6,50", "Count gains -0,87", "Gap 6,46",
        "\u2713 Tie-out: gap less shrinkage less write-down 0,00", "\u2713 The reasons make the gap 0,00",
        "\u2713 The terms make the closing value 0,00", "\u2713 The terms make the closing quantity 0 0",
        "\u2713 Closing of each product: its opening and moves (3) 75,83 75,83 0,00",
        "\u2713 Closing of each location and unit: its opening and moves (3) 75,83 75,83 0,00",
        "\u2713 Perpetual cost of goods: account Expenses:CostOfSales 24,04 24,04 0,00",
        "\u2713 Closing, goods on the way included: the inventory accounts 75,83 75,83 0,00",
        "\u2713 Closing at back: account Assets:Inventory:Back 10,00 10,00 0,00",
        "\u2713 Opening: closing of the pack through 28.02.2026 30,50 30,50 0,00",
        "\u2713 Received, not invoiced: account Liabilities:GRNI 72,00 72,00 0,00",
        "\u2713 Paid, without cash rounding: sales less refunds, with tax 54,75 54,75 0,00", "cash Cash 54,75",
        "\u2713 Landed cost, not invoiced: account Liabilities:GRNI:Carriers 6,00 6,00 0,00",
    ):  # fmt: skip
        assert words in first, words
    assert "\u2717" not in first


def test_a_day_in_a_sentence_keeps_its_order_where_lines_run_from_right_to_left(office):
    told = office.packs.open(20260331)
    arabic = told._replace(pack=replace(told.pack, language="ar-KW"))
    text = " ".join(" ".join(office.pages(arabic)[:2]).split())
    assert "Opening: closing of the pack through 2026/02/28" in text


def test_small_tables_share_a_page_and_those_of_the_same_rows_lie_alike(office):
    pages = office.pages(office.packs.open(20260331))
    titles = [[line for line in page.splitlines() if " by " in line and "printed" not in line] for page in pages]
    alike = ("Roll-forward by {}: quantity", "Roll-forward by {}: value", "Cost of goods by {}")
    shared = [[title.format(what) for title in alike] for what in ("location", "category", "product")]
    assert [page for page in titles if len(page) > 1] == shared
    assert len(pages) == 8


def test_a_long_table_has_its_heads_on_each_page_and_no_sum_alone(tmp_path):
    counter = counter_at(tmp_path / "wide.book")
    for number in range(70):
        counter.product(f"P{number:02}", "2.00", category=f"Shelf {number:02}", tax="19")
        counter.deliver(f"d{number}", f"P{number:02}", "5", "1.00")
        counter.sell(f"s{number}", f"P{number:02}", "1")
    counter.clock.put("2026-04-01T09:00:00+02:00")
    office = Office(counter, tmp_path / "reports")
    front = [page for page in office.pages(office.packs.open(20260331)) if " by category" not in page]
    for title, head in (("Gross margin", "Net sales"), ("Stock value by cost formula", "Cost formula")):
        of_it = [page for page in front if title in [line.strip() for line in page.splitlines()]]
        assert len(of_it) > 1
        assert all(head in page for page in of_it)
    for page in front:
        lines = [line for line in page.splitlines() if line.strip()]
        assert not lines[1].startswith("Total")


def test_a_long_name_of_the_shop_leaves_the_days_whole(office):
    long = "The delicatessen and provisions store of Upper Little Wittering upon Thames and of its neighbours"
    told = office.packs.open(20260331)
    sections = [replace(one, shop=long) if one.name == "period-end" else one for one in told.pack.sections]
    told = told._replace(pack=replace(told.pack, sections=tuple(sections)))
    lines = office.pages(told)[0].splitlines()
    assert "01.03.2026 \u2013 31.03.2026" in lines
    assert long in " ".join(lines)


def test_a_name_that_no_font_has_is_told_once_however_many_tables_it_is_in(office):
    office.counter.product("A", name="Tea \U0001fae0", category="Tea \U0001fae0")
    names = [one.name for one in office.papers.pdf(office.packs.open(20260331), "Owner").missing]
    assert names == ["Tea \U0001fae0"]


def test_every_figure_of_the_pack_stands_on_its_paper(office):
    told = office.packs.open(20260331)
    printed = " ".join(" ".join(office.pages(told)).split())
    said = json.loads(office.papers.text(told))
    assert {"margin", "agreement", "locations", "units"} <= {section["name"] for section in said["sections"]}
    for section in read_pack(office.papers.text(told)).sections:
        for row in (*section.rows, section.total_row()):
            for column, cell in zip(section.columns, row, strict=True):
                if not isinstance(cell, int) or not cell:
                    continue
                digits = {"money": 2, "quantity": 3, "percent": 3}.get(column.unit.value, 0)
                text = form.number_pattern(digits, 0, "de-DE").write(cell)
                # As many decimals as the longest figure of the column: 8 may stand as 8,0 or 8,00.
                pattern = re.escape(text) + ("" if "," in text else "(,0+)?") + "0*"
                assert re.search(rf"(?<![\d,.]){pattern}(?![\d,.])", printed), (section.name, column.name, text)


def test_the_page_to_sign_says_what_the_paper_rests_on(office):
    office.counter.post("period_close", "p2", through="2026-03-31")
    office.counter.clock.put("2036-05-01T10:00:00+02:00")
    told = office.packs.closed(20260331)
    last = " ".join(office.pages(told)[-1].split())
    for words in (
        "As of the end of 31.03.2026", "Known as of 01.04.2026, 09:00",
        "Closed as T0-P000002 on 01.04.2026, 09:00 by Owner", "Moving average, First in, first out",
        "Printed by Owner on 01.05.2036, 10:00", "Prepared by, date", "Checked by, date",
    ):  # fmt: skip
        assert words in last, words
    assert told.digest in last.replace(" ", "")


def test_printed_again_it_is_what_was_closed_with_a_line_that_says_so(office):
    before = office.pages(office.packs.open(20260331))
    office.counter.post("period_close", "p2", through="2026-03-31")
    office.counter.product("A", name="Pear juice", category="Elsewhere")
    office.counter.clock.put("2036-05-01T10:00:00+02:00")
    again = office.pages(office.packs.closed(20260331))
    assert len(again) == len(before)
    for page in again:
        assert "Copy of the pack of T0-P000002, closed 01.04.2026, 09:00" in page
        assert "printed 01.05.2036, 10:00 by Owner" in page
    assert not any("Pear juice" in page for page in again)
    # Beside the head of the first page, the page to sign and that line, nothing is another.
    for one, other in zip(before[1:-1], again[1:-1], strict=True):
        lines = [[line for line in page.splitlines() if "printed" not in line] for page in (one, other)]
        assert lines[0] == lines[1]


def test_a_pack_is_kept_as_pdf_and_as_its_own_text(office):
    told = office.packs.open(20260331)
    assert office.papers.path(told, "pdf").name == "period-2026-03-01_2026-03-31-open.pdf"
    office.counter.post("period_close", "p2", through="2026-03-31")
    told = office.packs.closed(20260331)
    path = office.papers.save(told, "Owner", office.papers.path(told, "json"))
    assert path.name == "period-2026-03-01_2026-03-31.json"
    assert path.read_text(encoding="utf-8") == office.packs.kept_text(20260331)
    assert office.papers.save(told, "Owner", office.folder / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_paper_that_nobody_wants_any_more_stops(office):
    def stopped(_page, _pages):
        raise Trouble("stopped")

    with pytest.raises(Trouble) as caught:
        office.papers.pdf(office.packs.open(20260331), "Owner", stopped)
    assert caught.value.code == "stopped"


def test_without_a_printing_system_it_says_so(office, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Trouble) as caught:
        office.papers.print(office.packs.open(20260331), "Owner")
    assert caught.value.code == "no_printing_system"


def test_a_shop_that_lives_by_counts_alone_does_not_know_what_shrank(tmp_path):
    from app.domain.shop import StockSystem

    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("A", "2.00")
    counter.product("K", "9.00", unit="kg")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("d2", "K", "5", "4.00")
    counter.sell("s1", "A", "3")
    counter.sell("s2", "K", "0.5")
    counter.clock.put("2026-03-05T09:00:00+01:00")
    # 4 of A and 0.75 of K are gone: 4.00 and 3.00. The till sold 3 and 0.5, for 6.00 and 4.50.
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "6"}, {"sku": "K", "counted": "4.250"}])
    counter.clock.put("2026-04-01T09:00:00+02:00")
    office = Office(counter, tmp_path / "reports")
    printed = " ".join(" ".join(office.pages(office.packs.open(20260331))).split())
    for words in (
        "\u2212 Usage, as counts found it 4 0,75 7,00", "\u2212 Shrinkage not known", "= Closing 6 4,25 23,00",
        "Memo: sold by the till, net without tax 3 0,5 10,50", "shrinkage is not known", "Shrinkage not known Gap 0,00",
        "SKU Name Unit Opening Purchases Usage Closing Sold by the till A Product A each 0 10 4 6 3 K",
    ):  # fmt: skip
        assert words in printed, words
    assert "Sold 4" not in printed


def test_what_the_till_sold_stands_beside_the_usage_of_goods_that_are_all_pieces(tmp_path):
    from app.domain.shop import StockSystem
    from tests.books import counter_at

    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("A", "2.00")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", "3")
    counter.clock.put("2026-04-01T09:00:00+02:00")
    office = Office(counter, tmp_path / "reports")
    printed = " ".join(" ".join(office.pages(office.packs.open(20260331))).split())
    assert "Memo: sold by the till, net without tax 3 6,00" in printed
