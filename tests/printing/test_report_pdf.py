"""Reports on paper, read back: every row, nothing over the edge, figures as Babel writes them."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pypdfium2
import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.figures import MAX_MINOR, MAX_QUANTITY_MILLI, currency
from app.printing.page import MM
from app.printing.report_columns import MARGIN, cell_writers, figure_width, measure_columns, plan
from app.printing.report_pdf import ReportWords, report_pdf
from app.printing.text import measure_em
from app.reports.report import Column, Narrowed, Part, Report, Row, Stamp, Unit
from tests.printing.cldr import widened
from tests.printing.reading import pages_of, picture_of, sizes_of, text_of

COLUMNS = (
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("location", "Location"),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
)


def row(index: int, name: str = "Apple juice") -> Row:
    return f"A{index:05}", f"{name} {index}", "shop", 1000 * index, 800_000, 80 * index


def stock(rows: list[Row] | None = None, **changes: object) -> Report:
    rows = [row(index) for index in range(1, 201)] if rows is None else rows
    totals = {"value": sum(int(cells[5] or 0) for cells in rows)}
    report = Report("stock-on-hand", "Stock on hand", "Corner Shop", currency("EUR"), COLUMNS, rows, totals)
    return replace(report, **{"at": "2026-01-31", **changes})


def wide(count: int) -> Report:
    """A report with many columns of figures, as a period's end has them."""
    columns = (*COLUMNS[:2], *(Column(f"c{index}", f"Opening value {index}", Unit.MONEY) for index in range(count)))
    rows = [
        (f"A{line:03}", f"Apple juice {line}", *(line * 1000 + index for index in range(count))) for line in range(60)
    ]
    totals = {f"c{index}": sum(int(cells[index + 2]) for cells in rows) for index in range(count)}
    return Report("period-end", "Period end", "Corner Shop", currency("EUR"), columns, rows, totals)


def test_every_row_is_there_once_with_heads_and_numbers_on_every_page() -> None:
    pages = pages_of(report_pdf(stock(), "en").pdf)
    assert len(pages) > 2
    words = [word for page in pages for word in page.split()]
    assert [word for word in words if word.startswith("A0")] == [f"A{index:05}" for index in range(1, 201)]
    for number, page in enumerate(pages, start=1):
        assert "Unit cost" in page
        assert "Stock on hand" in page
        assert f"Page {number} of {len(pages)}" in page
    assert "Corner Shop" in pages[0]
    assert "As of Jan 31, 2026 · Amounts in EUR" in pages[0]


def test_totals_stand_under_the_last_row_only() -> None:
    pages = pages_of(report_pdf(stock(), "en").pdf)
    assert ["Total" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert "16,080.00" in pages[-1]


@pytest.mark.parametrize("count", range(40, 60))
def test_totals_never_stand_alone_on_a_page(count: int) -> None:
    last = pages_of(report_pdf(stock([row(index) for index in range(count)]), "en").pdf)[-1]
    assert "Total" in last
    assert "A000" in last


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"at": None, "from_date": "2026-01-01", "to_date": "2026-01-31"}, "Jan 1, 2026 \u2013 Jan 31, 2026"),
        ({"at": None, "from_date": "2026-01-01"}, "Since Jan 1, 2026"),
        ({"at": None, "to_date": "2026-01-31"}, "Until Jan 31, 2026"),
        (
            {"at": None, "from_date": "2026-01-01", "to_date": "2026-01-31", "all_days": True},
            "All days, Jan 1, 2026 \u2013 Jan 31, 2026",
        ),
        ({"at": "2026-01-31", "all_days": True}, "All days until Jan 31, 2026"),
        ({"at": None, "all_days": True}, "All days"),
        ({"known_at": "2026-02-03T10:00:00+01:00"}, "As known on Feb 3, 2026, 10:00\u202fAM"),
    ],
)
def test_the_head_says_what_the_report_covers(facts: dict[str, str | None], expected: str) -> None:
    assert expected in pages_of(report_pdf(stock(**facts), "en").pdf)[0].replace("\xa0", " ")


def test_the_head_says_what_alone_the_report_is_of_however_long_that_is() -> None:
    name = " ".join(["Goods of a supplier with a long name"] * 4)
    part = stock(narrowed=(Narrowed("location", "back", "Back room"), Narrowed("supplier", "S1", name)))
    text = " ".join(text_of(report_pdf(part).pdf).split())
    assert f"Location Back room only \u00b7 Goods of {name} only" in text


def test_an_empty_report_says_so() -> None:
    report = replace(stock([]), totals={})
    assert "Nothing to report." in text_of(report_pdf(report, "en").pdf)


def test_figures_are_written_in_the_shops_language_with_one_number_of_decimals_for_a_column() -> None:
    report = stock(
        [("A1", "Cheese", "shop", 1250, 12_345_678, 123_456_789), ("A2", "Ham", "shop", 3_000_000, 500_000, -5)]
    )
    text = text_of(report_pdf(report, "de").pdf)
    for figure in ("1,25", "3.000,00", "12,345678", "0,500000", "1.234.567,89", "-0,05"):
        assert figure in text.split(), figure


@settings(max_examples=60)
@given(
    st.sampled_from(["en", "de", "fr", "hi", "de_CH", "ar", "fa", "pl"]),
    st.lists(
        st.tuples(st.integers(-MAX_QUANTITY_MILLI, MAX_QUANTITY_MILLI), st.integers(-MAX_MINOR, MAX_MINOR)), min_size=1
    ),
)
def test_a_columns_pattern_writes_what_babel_writes(language: str, figures: list[tuple[int, int]]) -> None:
    report = stock([("A", "Apple", "shop", quantity, 0, value) for quantity, value in figures])
    columns = measure_columns(report, language)
    quantities = [Decimal(quantity).scaleb(-3).normalize() for quantity, _ in figures]
    decimals = max(0, *(-int(quantity.as_tuple().exponent) for quantity in quantities))
    for quantity, value in figures:
        amount = format_decimal(Decimal(value).scaleb(-2), widened(language, 2, 2), locale=language)
        assert columns[5].write(value) == amount
        pieces = format_decimal(Decimal(quantity).scaleb(-3), widened(language, decimals, decimals), locale=language)
        assert columns[3].write(quantity) == pieces


@given(st.lists(st.integers(-MAX_MINOR, MAX_MINOR), min_size=1))
def test_no_figure_is_wider_than_its_column(values: list[int]) -> None:
    report = stock([("A", "Apple", "shop", 0, 0, value) for value in values], totals={})
    column = measure_columns(report, "en")[5]
    assert all(measure_em(column.write(value)) <= column.widest + 1e-6 for value in values)


def test_figures_of_one_shape_are_equally_wide() -> None:
    assert figure_width("1,234.50") == figure_width("9,876.11") == pytest.approx(measure_em("1,234.50"))


def test_few_columns_stand_upright_and_many_lie_down() -> None:
    upright, lying = (sizes_of(report_pdf(report, "en").pdf)[0] for report in (stock(), wide(12)))
    assert upright == pytest.approx((210 * MM, 297 * MM), abs=0.01)
    assert lying == pytest.approx((297 * MM, 210 * MM), abs=0.01)


def test_columns_that_do_not_fit_go_on_further_pages_with_their_names() -> None:
    report = wide(33)
    pages = pages_of(report_pdf(report, "en").pdf)
    text = "\n".join(pages)
    panels = plan(measure_columns(report, "en")).panels
    assert len(panels) > 1
    for line in range(60):
        assert text.count(f"A{line:03}") == len(panels)
    for name, total in report.totals.items():
        assert f"{int(total) / 100:,.2f}" in text, name
    assert all("Apple juice" in page for page in pages)


PARTS = (Part("Goods", ("sku", "name", "c0", "c1", "c2")), Part("Money", ("sku", "c0", "c3", "c4", "c5", "c6")))


@pytest.mark.parametrize(("lines", "count"), [(1, 1), (15, 1), (30, 2), (60, 4)])
def test_the_parts_of_a_table_stand_below_each_other_while_a_page_has_room(lines: int, count: int) -> None:
    report = wide(7)
    pages = pages_of(report_pdf(replace(report, rows=report.rows[:lines], parts=PARTS), "en").pdf)
    assert len(pages) == count
    text = "\n".join(pages)
    assert all(text.count(f"A{line:03}") == 2 for line in range(lines))
    # Each part has its name, its heads and the sums of its columns; what is in both stands in both.
    assert [text.count(title) for title in ("Goods", "Money")] == [max(1, count // 2)] * 2
    sums = [f"{int(total) / 100:,.2f}" for total in report.totals.values()]
    assert [text.count(total) for total in sums] == [2, *[1] * 6]


def test_where_there_is_nothing_that_is_said_once() -> None:
    pages = pages_of(report_pdf(replace(wide(7), rows=[], parts=PARTS), "en").pdf)
    assert len(pages) == 1
    assert pages[0].count("Nothing to report") == 1


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "make",
    [
        stock,
        lambda: replace(wide(7), parts=PARTS),
        lambda: wide(33),
        lambda: stock([row(1, "W" * 400), row(2, "苹果汁" * 100), row(3, "a b " * 300)]),
    ],
)
def test_nothing_hangs_over_the_margin(make: object, language: str) -> None:
    pdf = report_pdf(make(), language).pdf
    for page in range(len(sizes_of(pdf))):
        picture = picture_of(pdf, dpi=72, page=page)
        left, top, right, bottom = picture.ink_box()
        assert min(left, top, picture.width - right, picture.height - bottom) >= 12 * MM - 1


def test_long_names_wrap_and_the_longest_end_in_an_ellipsis() -> None:
    name = "Sourdough rye loaf from the wood-fired oven, sliced, with caraway, coriander and fennel seeds, about 750 g"
    text = text_of(report_pdf(stock([row(1, name), row(2, "endless " * 200)]), "en").pdf)
    assert "".join(name.split()) in "".join(text.split())
    assert "…" in text


def test_a_name_is_broken_anew_where_another_panel_gives_it_other_room() -> None:
    report = wide(33)
    name = "Sourdough rye loaf from the wood-fired oven with caraway and coriander seeds, " * 3
    report = replace(report, rows=[(cells[0], name, *cells[2:]) for cells in report.rows[:3]])
    panels = plan(measure_columns(report, "en")).panels
    rooms = [placed.right - placed.left for panel in panels for placed in panel if placed.column.index == 1]
    assert len(set(rooms)) > 1
    document = pypdfium2.PdfDocument(report_pdf(report, "en").pdf)
    for panel, page in zip(panels, document, strict=True):
        name_ends = next(placed.right for placed in panel if placed.column.index == 1) + MARGIN
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top)
            assert "oaf" not in words or right <= name_ends + 1, words


def test_the_columns_of_an_arabic_report_begin_at_the_right() -> None:
    words = pages_of(report_pdf(stock([("A1", "حليب كامل الدسم", "shop", 1000, 0, 150)]), "ar").pdf)[0]
    assert "حليب كامل الدسم" in words
    rows = [("A1", "x", "", 0, 0, 0)]
    columns = (Column("sku", "SKU"), Column("name", "Name"))
    pdf = report_pdf(replace(stock(rows), columns=columns, rows=[("A1", "xxxxxxxx")], totals={}), "ar").pdf
    picture = picture_of(pdf, dpi=72)
    assert picture.ink_box()[2] >= picture.width - 13 * MM - 2


def test_names_are_only_text_and_missing_characters_are_told_by_name() -> None:
    printed = report_pdf(stock([row(1, "<b>x</b> & <img src=/etc/passwd>"), row(2, "Croissant 🥐")]), "en")
    text = "".join(text_of(printed.pdf).split())
    assert "<b>x</b>&<imgsrc=/etc/passwd>" in text
    assert "Croissant?2" in text
    assert [(missing.name, missing.characters) for missing in printed.missing] == [("Croissant 🥐 2", "🥐")]


def test_days_and_moments_are_written_in_the_shops_language() -> None:
    columns = (
        Column("at", "At", Unit.MOMENT),
        Column("day", "Day", Unit.DATE),
        Column("rate", "Rate", Unit.PERCENT),
        Column("count", "Count", Unit.INTEGER),
    )
    rows = [("2026-01-31T14:03:00+01:00", "2026-01-31", 8875, 1200), (None, None, None, None)]
    text = text_of(report_pdf(replace(stock([]), columns=columns, rows=rows, totals={}), "de").pdf)
    assert "31.01.2026, 14:03" in text
    assert "8,875 %" in text.replace("\xa0", " ")
    assert "1.200" in text


def test_days_of_the_week_are_written_in_the_shops_language() -> None:
    columns = (Column("weekday", "Weekday", is_weekday=True), Column("net", "Net", Unit.MONEY))
    rows = [("Monday", 100), ("Sunday", 200), (None, 300)]
    report = replace(stock(), columns=columns, rows=rows, totals={"net": 600})
    for language, names in (("de", ("Montag", "Sonntag")), ("fr", ("lundi", "dimanche")), ("ja", ("月曜日", "日曜日"))):
        text = text_of(report_pdf(report, language).pdf)
        assert all(name in text for name in names)
        assert "Monday" not in text


def test_months_are_written_in_the_shops_language_and_stay_in_their_order() -> None:
    columns = (Column("month", "Month", is_month=True), Column("net", "Net", Unit.MONEY))
    report = replace(stock(), columns=columns, rows=[("2026-03", 100), ("2026-11", 200), (None, 300)], totals={})
    spoken = (("de", ("März 2026", "November 2026")), ("fr", ("mars 2026", "novembre 2026")))
    for language, names in (*spoken, ("ja", ("2026年3月", "2026年11月"))):
        text = " ".join(text_of(report_pdf(report, language).pdf).split())
        assert text.index(names[0]) < text.index(names[1])
        assert "2026-1" not in text


def test_the_same_report_makes_the_same_bytes() -> None:
    first = report_pdf(stock(), "hi")
    report_pdf(wide(9), "ar")
    assert report_pdf(stock(), "hi") == first


STAMP = Stamp("2026-02-03T10:05:00+01:00", "Anna Berg")


@pytest.mark.parametrize(
    ("language", "by", "said"),
    [
        ("en-IE", "Anna Berg", "Printed 3 Feb 2026, 10:05 by Anna Berg"),
        ("de", "Anna Berg", "Printed 03.02.2026, 10:05 by Anna Berg"),
        ("en-IE", "", "Printed 3 Feb 2026, 10:05 by the office"),
    ],
)
def test_each_page_says_when_it_was_printed_and_by_whom(language: str, by: str, said: str) -> None:
    pages = pages_of(report_pdf(stock(), language, stamp=STAMP._replace(by=by)).pdf)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        words = " ".join(page.replace("\xa0", " ").split())
        assert said in words
        assert f"Page {number} of {len(pages)}" in words
    assert "Printed" not in text_of(report_pdf(stock(), language).pdf)


def test_the_same_report_of_the_same_moment_makes_the_same_bytes() -> None:
    first = report_pdf(stock(), "en", stamp=STAMP)
    assert report_pdf(stock(), "en", stamp=STAMP) == first
    assert report_pdf(stock(), "en", stamp=STAMP._replace(at="2026-02-03T10:06:00+01:00")) != first


@pytest.mark.parametrize(("language", "column"), [("en", 0), ("ar", -1)])
def test_a_long_name_of_who_prints_leaves_the_page_number_whole(language: str, column: int) -> None:
    long = STAMP._replace(by="Anna Berg of the office behind the shop " * 4)
    with pypdfium2.PdfDocument(report_pdf(stock(), language, stamp=long).pdf) as document:
        page = document[0]
        wide = page.get_width()
        text = page.get_textpage()
        foot = [text.get_rect(place) for place in range(text.count_rects())]
        foot = [(left, right) for left, bottom, right, top in foot if top < 50]
    middle = [(left, right) for left, right in foot if left < wide / 2 < right]
    rest = [(left, right) for left, right in foot if not left < wide / 2 < right]
    assert middle
    assert rest
    ends = max(right for _, right in rest) if column == 0 else min(left for left, _ in rest)
    assert ends < middle[0][0] if column == 0 else ends > middle[0][1]


def test_the_pages_that_follow_repeat_the_days_whole_however_long_the_title_is() -> None:
    days = {"at": None, "from_date": "2026-01-01", "to_date": "2026-01-31"}
    title = "Margins by category and product and many other things that a shop sells " * 2
    for report in (stock(**days), replace(stock(**days), title=title)):
        _, *following = pages_of(report_pdf(report, "en").pdf)
        assert following
        for page in following:
            assert "\u00b7 Jan 1, 2026 \u2013 Jan 31, 2026" in page.replace("\xa0", " ")
    assert "As of Jan 31, 2026" in pages_of(report_pdf(stock(), "en").pdf)[1].replace("\xa0", " ")


def test_progress_is_told_page_by_page_and_can_end_the_work() -> None:
    seen: list[tuple[int, int]] = []
    report_pdf(stock(), "en", on_page=lambda done, pages: seen.append((done, pages)))
    assert seen == [(page, len(seen)) for page in range(1, len(seen) + 1)]

    def stop(done: int, pages: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        report_pdf(stock(), "en", on_page=stop)


def test_every_word_on_paper_can_be_translated() -> None:
    kept = {"page": "{page}/{pages}", "at": "[at] {day}", "amounts_in": "[amounts_in] {currency}"}
    words = ReportWords(**{field.name: kept.get(field.name, f"[{field.name}]") for field in fields(ReportWords)})
    text = text_of(report_pdf(stock(known_at="2026-02-03T10:00:00+01:00"), "en", words=words).pdf)
    for name in ("total", "at", "known_at", "amounts_in"):
        assert f"[{name}]" in text
    assert "Total" not in text


@pytest.mark.parametrize("count", range(35, 60))
def test_the_last_page_has_a_line_for_each_who_signs_and_nothing_else_there(count: int) -> None:
    rows = [row(index) for index in range(1, count)]
    report = stock(rows, signed=("Counted by, day", "Checked by, day"))
    printed = report_pdf(report, "en").pdf
    pages = pages_of(printed)
    assert ["Counted by, day" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    last = pypdfium2.PdfDocument(printed)[len(pages) - 1].get_textpage()
    foot = last.get_text_bounded(bottom=0, top=15 * MM + 22 + 20).split("\r\n")
    assert [text.strip() for text in foot if text.strip()] == [
        "Counted by, day Checked by, day", f"Page {len(pages)} of {len(pages)}",
    ]  # fmt: skip


def test_the_sums_of_a_group_stand_below_its_rows() -> None:
    columns = (Column("category", "Category"), Column("sku", "SKU"), Column("value", "Value", Unit.MONEY))
    rows: list[Row] = [("Drinks", "A", 80), ("Drinks", "B", 20), ("Tea", "C", 5)]
    sums = {"Drinks": {"value": 100}, "Tea": {"value": 5}}
    made = stock()
    grouped = replace(
        made, columns=columns, rows=rows, totals={"value": 105}, group_by="category", subtotals=sums
    )  # fmt: skip
    printed = " ".join(pypdfium2.PdfDocument(report_pdf(grouped).pdf)[0].get_textpage().get_text_range().split())
    assert "Drinks 1.00" in printed
    assert "Tea 0.05" in printed
    assert "Total 1.05" in printed


def test_a_long_name_of_a_group_is_bold_on_every_line() -> None:
    columns = (Column("name", "Name"), *(Column(f"c{n}", f"Opening value {n}", Unit.MONEY) for n in range(9)))
    columns += (Column("supplier", "Supplier"),)
    name = "Wide World Fine Foods Import and Export of Far and Near"
    rows: list[Row] = [("Rice", *range(9), name)]
    sums = {name: {f"c{n}": n for n in range(9)}}
    grouped = replace(stock(), columns=columns, rows=rows, totals={}, group_by="supplier", subtotals=sums)
    with pypdfium2.PdfDocument(report_pdf(grouped).pdf) as document:
        text = document[0].get_textpage()
        printed = text.get_text_range()
        spots = [find(word) for word in ("Wide", "Near") for find in (printed.index, printed.rindex)]
        plain, bold, plain_end, bold_end = (pypdfium2.raw.FPDFText_GetFontWeight(text.raw, at) for at in spots)
    assert (bold, plain_end) == (bold_end, plain)
    assert bold > plain


def test_rows_to_write_in_have_room_for_a_hand_and_what_has_to_be_known_stands_above_them() -> None:
    def printed(*, is_blank: bool) -> list[str]:
        columns = (Column("name", "Name"), Column("counted", "Counted", Unit.QUANTITY, is_blank=is_blank))
        rows: list[Row] = [(f"Goods {number}", None) for number in range(45)]
        note = "Nobody knows how many. " * 9
        return pages_of(report_pdf(Report("r", "List", "Shop", currency("EUR"), columns, rows, note=note)).pdf)

    narrow, wide_rows = printed(is_blank=False), printed(is_blank=True)
    assert (len(narrow), len(wide_rows)) == (1, 2)
    assert wide_rows[0].count("Nobody") == 9
    # Amounts are only spoken of where there are any.
    assert "Amounts in" not in wide_rows[0]


def test_pieces_never_have_the_decimals_of_kilograms() -> None:
    columns = (Column("sku", "SKU"), Column("unit", "Unit"), Column("quantity", "Quantity", Unit.QUANTITY))
    rows = [("A", "each", 22_000), ("K", "kg", 3300), ("L", "kg", 1_234_125)]
    mixed = Report("stock", "Stock", "Shop", currency("EUR"), columns, rows)
    write = cell_writers(mixed, "de-DE")[2]
    assert [write(row[2]) for row in rows] == ["22", "3,3", "1.234,125"]
    # Goods of one unit stand in line.
    weighed = replace(mixed, rows=rows[1:])
    write = cell_writers(weighed, "de-DE")[2]
    assert [write(row[2]) for row in rows[1:]] == ["3,300", "1.234,125"]
    # The widest figure is not the largest one.
    column = measure_columns(replace(mixed, rows=[*rows[:1], ("K", "kg", 125)]), "de-DE")[2]
    assert column.widest >= figure_width("0,125")
