"""Reports and packs of shops that count in fils, yen and agorot, and read from the right: every figure, every name."""

from __future__ import annotations

import pypdfium2
import pytest

from app.jobs.period_papers import PeriodPapers
from app.printing.report_pdf import report_pdf
from app.reports.asked import Asked
from app.reports.offered import Reports
from app.reports.period_pack import PeriodPacks
from tests.books import counter_at
from tests.printed_figures import missing_on_paper, printed
from tests.printing.reading import picture_of

LONG = (
    "Extra virgin olive oil from the first cold pressing of hand-picked olives, 500 ml in a gift box with two glasses"
)
SHOPS = {
    "KWD": ("ar-KW", "ar_KW", "Asia/Kuwait", ("عصير تفاح", "خبز أسمر"), ("1.237", "0.755")),
    "JPY": ("ja-JP", "ja_JP", "Asia/Tokyo", ("りんごジュース", "黒パン"), ("310", "1240")),
    "ILS": ("he-IL", "he_IL", "Asia/Jerusalem", ("מיץ תפוחים", "לחם שחור"), ("4.35", "12.90")),
}
REPORTS = {
    "stock-on-hand": Asked(at=20260331),
    "margins": Asked(first=20260301, last=20260331),
    "sales-by-day": Asked(first=20260301, last=20260331),
    "period-end": Asked(first=20260301, last=20260331),
    "day-end": Asked(first=20260301, last=20260331),
}


@pytest.fixture(scope="module", params=SHOPS)
def shop(request, tmp_path_factory):
    language, locale, zone, names, costs = SHOPS[request.param]
    path = tmp_path_factory.mktemp(request.param) / "shop.book"
    counter = counter_at(path, currency=request.param, language=language, timezone=zone, name=names[0])
    counter.clock.put("2026-03-02T09:00:00+00:00")
    for sku, name, cost in zip("ABC", (*names, LONG), (*costs, costs[0]), strict=True):
        price = str(round(float(cost) * 2, counter.book.shop.currency.digits)) if "." in cost else f"{int(cost) * 2}"
        counter.product(sku, price, name=name, category=names[0], tax="10")
        counter.deliver(f"d{sku}", sku, "40", cost)
    for day in range(3, 20):
        counter.clock.put(f"2026-03-{day:02}T09:00:00+00:00")
        counter.sell(f"s{day}", "ABC"[day % 3], "2")
    counter.post("count", "c1", lines=[{"sku": "B", "counted": "3"}])
    counter.clock.put("2026-04-02T09:00:00+00:00")
    yield counter, locale, names
    counter.book.close_thread()


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_and_name_stands_on_the_paper_and_nothing_over_its_edge(shop, name):
    counter, locale, names = shop
    made = Reports(counter.book, counter.clock).ask(name, REPORTS[name])
    pdf = report_pdf(made, counter.book.shop.language).pdf
    assert not missing_on_paper(made, pdf, locale)
    words = list(printed(pdf))
    if name in {"stock-on-hand", "margins"}:
        assert all(word in words for one in names for word in one.split())
        # The long name is whole, on as many lines as it needs.
        assert [word for word in LONG.split() if word not in words] == []
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        picture = picture_of(pdf, page=page, dpi=72)
        left, top, right, bottom = picture.ink_box()
        assert min(left, top, picture.width - right, picture.height - bottom) > 20


def test_the_pack_of_the_period_has_its_own_digits_and_ties(shop):
    counter, locale, _names = shop
    packs = PeriodPacks(counter.book, counter.clock)
    told = packs.open(20260331)
    papers = PeriodPapers(packs, lambda: counter.book.shop, counter.clock, counter.book.path.parent)
    pdf = papers.pdf(told, "Owner").pdf
    words = list(printed(pdf))
    assert "\u2713" in words
    assert "\u2717" not in words
    totals = told.pack.period_end.totals
    assert totals["gap"]
    assert totals["tie_out"] == 0
    for section in (told.pack.section("margin"), told.pack.section("methods")):
        assert not missing_on_paper(section, pdf, locale), section.name
